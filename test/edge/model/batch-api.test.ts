import { describe, expect, it } from "vitest";
import { readLines } from "../../../src/edge/model/batch-lines.ts";
import type { BatchApi, BatchStep } from "../../../src/experiment/model-batch.ts";
import type { ModelReply, ModelRequest } from "../../../src/experiment/model-call.ts";
import type { BatchRules } from "../../stand-ins/model-batches.ts";
import type { ModelServerReply, SeenRequest } from "../../stand-ins/model-server.ts";
import { apis, ask, key, open, startServer } from "./calling.ts";

const question = (text: string) => ({ messages: [{ role: "user", content: text }] });

async function openBatch(
  answer: (seen: SeenRequest) => ModelServerReply,
  batch: BatchRules = {},
  prices = {},
) {
  const server = await startServer(answer, { batch });
  const { batch: api } = await open({ prices });
  const options = (sample: ModelRequest) => ({
    sample,
    timeoutMs: 10_000,
    signal: new AbortController().signal,
  });
  return { server, api, options };
}

function valueOf<T>(step: BatchStep<T>): T {
  if (!step.ok) throw new Error(step.failure.reason);
  return step.value;
}

function failureOf<T>(step: BatchStep<T>) {
  if (step.ok) throw new Error("it is well");
  return step.failure;
}

/** Sends these requests as one batch, and gives their replies. */
async function roundTrip(
  api: BatchApi,
  requests: Readonly<Record<string, ModelRequest>>,
  options: ReturnType<Awaited<ReturnType<typeof openBatch>>["options"]>,
): Promise<Readonly<Record<string, ModelReply>>> {
  const lines = Object.entries(requests).map(([id, request]) => api.lineOf(id, request));
  const fileId = valueOf(await api.upload(lines, options));
  const batchId = valueOf(await api.create(fileId, options));
  expect(valueOf(await api.find(fileId, options))).toBe(batchId);
  expect(valueOf(await api.look(batchId, options)).isEnded).toBe(false);
  const looked = valueOf(await api.look(batchId, options));
  expect(looked).toMatchObject({ isEnded: true, isCompleted: true });
  const replies: Record<string, ModelReply> = {};
  const give = (id: string, reply: ModelReply) => {
    replies[id] = reply;
  };
  for (const fileOfReplies of looked.fileIds)
    valueOf(await api.read(fileOfReplies, { requestOf: (id) => requests[id], give }, options));
  return replies;
}

describe.each(apis)("a batch of the %s API", (apiName) => {
  it("gives each call its own reply, whatever the order of the files", async () => {
    const { server, api, options } = await openBatch(({ user }) => ({ text: `Answer to ${user}` }));
    const requests = Object.fromEntries(
      ["a", "b", "c"].map((id) => [
        id,
        ask(server.baseUrl, { api: apiName }, apiName === "chat" ? question(id) : { input: id }),
      ]),
    );
    const replies = await roundTrip(api, requests, options(ask(server.baseUrl, { api: apiName })));
    for (const id of ["a", "b", "c"])
      expect(replies[id]).toMatchObject({ status: "ok", output: `Answer to ${id}` });
    expect(server.requests).toEqual([]);
  });

  it("has no latency, tells the list price, and is paid half of it", async () => {
    const usage = { input: 812, cacheRead: 600, cacheWrite: 100, output: 64, reasoning: 40 };
    const { server, api, options } = await openBatch(() => ({ text: "30 days", usage }));
    const request = ask(server.baseUrl, { api: apiName });
    const { a } = await roundTrip(api, { a: request }, options(request));
    expect(a).not.toHaveProperty("latencyMs");
    expect(a).not.toHaveProperty("ttftMs");
    const listUsd = (212 * 0.25 + 600 * 0.025 + 64 * 2) / 1e6;
    expect(a?.status === "ok" && a.costUsd).toBeCloseTo(listUsd, 15);
    expect(a?.status === "ok" && a.paidUsd).toBeCloseTo(listUsd / 2, 15);
  });

  it("is never streamed", async () => {
    const { server, api } = await openBatch(() => ({ text: "30 days" }));
    const more = { stream: true, stream_options: { include_usage: true } };
    const line = api.lineOf("a", ask(server.baseUrl, { api: apiName, stream: true }, more));
    const { body, url } = JSON.parse(line) as { body: object; url: string };
    expect(Object.keys(body).filter((name) => name.startsWith("stream"))).toEqual([]);
    expect(url).toBe(apiName === "chat" ? "/v1/chat/completions" : "/v1/responses");
  });
});

it("takes a price of the gate file for what the user pays in a batch", async () => {
  const usage = { input: 1000, output: 100 };
  const prices = { "gpt-5-mini": { input_mtok: 1, output_mtok: 10 } };
  const { server, api, options } = await openBatch(() => ({ text: "30 days", usage }), {}, prices);
  const request = ask(server.baseUrl);
  const { a } = await roundTrip(api, { a: request }, options(request));
  expect(a?.status === "ok" && a.costUsd).toBeCloseTo(0.002, 12);
  expect(a?.status === "ok" && a.paidUsd).toBeCloseTo(0.002, 12);
});

it("tells failed rows apart as it does single calls", async () => {
  const { server, api, options } = await openBatch(({ user }) => {
    if (user === "refused") return { error: "invalid_request", message: `the key ${key} is shown` };
    if (user === "limited") return { error: "rate_limit" };
    if (user === "quota") return { error: "insufficient_quota" };
    if (user === "broken") return { status: 200, body: `{"choices":[]}` };
    return user === "down" ? { error: "server" } : { text: `${key} is my key` };
  });
  const names = ["fine", "refused", "limited", "quota", "broken", "down"];
  const requests = Object.fromEntries(names.map((name) => [name, ask(server.baseUrl, {}, question(name))]));
  const replies = await roundTrip(api, requests, options(ask(server.baseUrl)));
  expect(replies).toMatchObject({
    fine: { status: "ok", output: "[hidden] is my key" },
    refused: { status: "app_error" },
    limited: { status: "infra_error", code: "rate_limit", isRetryable: true },
    quota: { status: "infra_error", code: "quota", isRetryable: false },
    broken: { status: "infra_error", code: "malformed", isRetryable: true },
    down: { status: "infra_error", code: "server", isRetryable: true },
  });
  expect(JSON.stringify(replies)).not.toContain(key);
  expect(replies["refused"]).not.toHaveProperty("latencyMs");
});

it("passes over rows that nobody waits for, calls that were not made, and lines that are no row", async () => {
  const rows = [
    { custom_id: "foreign", response: { status_code: 200, body: {} }, error: null },
    { custom_id: "a", response: null, error: { code: "batch_expired", message: "Expired." } },
    { response: { status_code: 200, body: {} } },
  ];
  const body = `${rows.map((row) => JSON.stringify(row)).join("\n")}\n{"custom_id":"a","resp`;
  const fault = (step: string) => (step.endsWith("/content") ? { status: 200, body } : undefined);
  const { server, api, options } = await openBatch(() => ({ text: "30 days" }), { fault });
  const request = ask(server.baseUrl);
  const given: string[] = [];
  const replies = {
    requestOf: (id: string) => (id === "a" ? request : undefined),
    give: (id: string) => given.push(id),
  };
  expect((await api.read("file-9", replies, options(request))).ok).toBe(true);
  expect(given).toEqual([]);
});

describe("a provider", () => {
  it.each([404, 405, 501])("without a batch API (%i) is told by what to set", async (status) => {
    const { server, api, options } = await openBatch(() => ({ text: "" }), {
      fault: () => ({ status, body: "<html>" }),
    });
    const failure = failureOf(await api.upload(["{}\n"], options(ask(server.baseUrl))));
    expect(failure).toMatchObject({ code: "batch", isRetryable: false });
    expect(failure.reason).toContain("`execution.batch: false`");
    expect(failure.reason).toContain(`${status} at \`files\``);
  });

  it("that refuses a batch is no fault of the app", async () => {
    const { server, api, options } = await openBatch(() => ({ text: "" }));
    const failure = failureOf(await api.create("file-unknown", options(ask(server.baseUrl))));
    expect(failure).toMatchObject({ code: "batch", isRetryable: false });
    expect(failure.reason).toContain("refuses the batch: 400");
  });

  it.each([
    [{ error: "rate_limit", retryAfter: "7" } as const, { code: "rate_limit", retryAfterMs: 7000 }],
    [{ error: "server" } as const, { code: "server" }],
    [{ fault: "reset" } as const, { code: "network" }],
    [{ status: 200, body: "<html>" } as const, { code: "malformed" }],
    [{ status: 200, body: `{"id":"../../x"}` } as const, { code: "malformed" }],
  ])("that answers a look with %j may be asked again", async (fault, expected) => {
    const { server, api, options } = await openBatch(() => ({ text: "" }), { fault: () => fault });
    const failure = failureOf(await api.look("batch_1", options(ask(server.baseUrl))));
    expect(failure).toMatchObject({ ...expected, isRetryable: true });
  });

  it("that knows a batch or a file no more has nothing of it", async () => {
    const { server, api, options } = await openBatch(() => ({ text: "" }));
    const to = options(ask(server.baseUrl));
    expect(valueOf(await api.look("batch_9", to))).toMatchObject({ isEnded: true, fileIds: [] });
    const replies = { requestOf: () => undefined, give: () => undefined };
    expect((await api.read("file-9", replies, to)).ok).toBe(true);
  });

  it("that stalls is left at the time limit, and at once where the run is cut off", async () => {
    const { server, api, options } = await openBatch(() => ({ text: "" }), {
      fault: () => ({ fault: "stall" }),
    });
    const to = options(ask(server.baseUrl));
    expect(failureOf(await api.look("batch_1", { ...to, timeoutMs: 30 }))).toMatchObject({ code: "timeout" });
    const cut = AbortSignal.timeout(30);
    expect(failureOf(await api.look("batch_1", { ...to, signal: cut }))).toMatchObject({ code: "aborted" });
  });
});

describe("lines", () => {
  async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const linesOf = async (text: string, size: number) => {
    const lines: string[] = [];
    for await (const line of readLines(inPieces(text, size), 10)) lines.push(line);
    return lines;
  };

  it.each([1, 3, 64])(
    "are the same in pieces of %i bytes, and one that is too long is left out",
    async (size) => {
      const text = `först\r\n\n0123456789\n01234567890\nlast`;
      expect(await linesOf(text, size)).toEqual(["först", "0123456789", "last"]);
    },
  );
});
