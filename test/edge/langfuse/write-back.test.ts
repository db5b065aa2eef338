import { afterEach, describe, expect, it } from "vitest";
import { writeBackToLangfuse, writeBackToOtlp } from "../../../src/edge/langfuse/write-back.ts";
import { writeDatasetItem } from "../../../src/traces/write-back-items.ts";
import { writeResource, writeTrials } from "../../../src/traces/write-back-trial.ts";
import { type LangfuseOptions, type LangfuseServer, startLangfuse } from "../../stand-ins/langfuse.ts";
import { anArm } from "../../traces/build-arm.ts";
import { aClock } from "./desk-traces.ts";

const servers: LangfuseServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(options: LangfuseOptions = {}): Promise<LangfuseServer> {
  const server = await startLangfuse({ datasets: ["desk"], ...options });
  servers.push(server);
  return server;
}

const settings = { publicKey: "pk-lf-desk", secretKey: "sk-lf-desk-secret" };
const resource = writeResource("support-bot");
const trialsOf = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, index) => ({
    caseId: `refund-${index}`,
    output: "30 days",
    latencyMs: 800,
    scores: [{ scorer: "exact", value: 1, passed: true }],
    ...more,
  }));
const writtenOf = (count: number, more: object = {}) => [...writeTrials(anArm(trialsOf(count, more)))];
const itemsOf = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    writeDatasetItem("desk", {
      id: `refund-${index}`,
      input: "refund",
      critical: false,
      draft: false,
      tags: [],
      place: {},
    }),
  );

const write = (server: LangfuseServer, what: Parameters<typeof writeBackToLangfuse>[1]) =>
  writeBackToLangfuse({ baseUrl: server.baseUrl, ...settings, ...aClock() }, { resource, ...what });

describe("a run that is written to Langfuse", () => {
  it("is there with its cases, spans and scores, and says so", async () => {
    const server = await start();
    const report = await write(server, { items: itemsOf(3), trials: writtenOf(3) });
    expect(report).toEqual({
      sent: { span: 3, evaluation: 0, score: 3, item: 3 },
      failed: { span: 0, evaluation: 0, score: 0, item: 0 },
      failures: [],
    });
    expect(server.spans.size).toBe(3);
    expect([...server.items.keys()]).toEqual(["desk:refund-0", "desk:refund-1", "desk:refund-2"]);
    const spans = server.requests.filter(({ path }) => path === "otel/v1/traces");
    expect(spans.map(({ headers }) => headers["x-langfuse-ingestion-version"])).toEqual(["4"]);
    expect([...server.scores.values()].map(({ observationId }) => observationId)).toEqual([
      ...server.spans.keys(),
    ]);
  });

  it("is there once, however often it is sent", async () => {
    const server = await start();
    for (let times = 0; times < 3; times += 1)
      await write(server, { items: itemsOf(2), trials: writtenOf(2) });
    expect([server.spans.size, server.scores.size, server.items.size]).toEqual([2, 2, 2]);
  });

  it("goes in requests that Langfuse takes, with long texts too", async () => {
    const server = await start();
    const report = await write(server, {
      trials: writtenOf(60, { output: "x".repeat(400_000), scores: [] }),
    });
    expect(report.sent.span).toBe(60);
    expect(server.requests.length).toBeGreaterThan(5);
    const many = await write(server, { trials: writtenOf(1200, { scores: [] }) });
    expect(many.sent.span).toBe(1200);
  });

  it("does not lose all spans to one with a broken id", async () => {
    const server = await start();
    const trials = writtenOf(5).map((one, index) => ({
      ...one,
      scores: [],
      span: index === 2 ? { ...one.span, spanId: "XYZ" } : one.span,
    }));
    const report = await write(server, { trials });
    expect(report).toMatchObject({ sent: { span: 4 }, failed: { span: 1 } });
    expect(report.failures).toEqual([
      { what: "span", id: "XYZ", reason: "its span id is not 16 hex digits" },
    ]);
    expect(server.spans.size).toBe(4);
  });

  it("finds the one span that a request is refused for", async () => {
    const server = await start({
      fault: ({ path, body }) =>
        path === "otel/v1/traces" && JSON.stringify(body).includes("case refund-7")
          ? { status: 400 }
          : undefined,
    });
    const report = await write(server, { trials: writtenOf(20) });
    expect(report).toMatchObject({ sent: { span: 19 }, failed: { span: 1 }, failures: [{ what: "span" }] });
    expect(report.failures).toHaveLength(1);
    expect(report.stopped).toBeUndefined();
  });

  it("waits for a rate limit in the middle, and loses nothing", async () => {
    const clock = aClock();
    const server = await start({ limit: { perMinute: 15, now: clock.now } });
    const report = await writeBackToLangfuse(
      { baseUrl: server.baseUrl, ...settings, ...clock },
      { resource, trials: writtenOf(50), items: itemsOf(10) },
    );
    expect(report.sent).toEqual({ span: 50, evaluation: 0, score: 50, item: 10 });
  });

  it.each([
    ["the keys are refused", 401, "the server does not accept the keys (401)"],
    ["the server is down", 503, "the server answers 503"],
  ])("reports what was not sent where %s, and does not go on asking", async (_, status, reason) => {
    const server = await start({ fault: () => ({ status, body: settings.secretKey }) });
    const report = await write(server, { items: itemsOf(40), trials: writtenOf(40) });
    expect(report.sent).toEqual({ span: 0, evaluation: 0, score: 0, item: 0 });
    expect(report.failed).toEqual({ span: 40, evaluation: 0, score: 40, item: 40 });
    expect(report.failures).toHaveLength(20);
    expect(report.stopped).toBe(reason);
    expect(server.requests.length).toBeLessThanOrEqual(15);
    expect(JSON.stringify(report)).not.toContain(settings.secretKey);
  });

  it("goes on without a dataset that is not there", async () => {
    const server = await start({ datasets: [] });
    const report = await write(server, { items: itemsOf(2), trials: writtenOf(2) });
    expect(report).toMatchObject({ sent: { span: 2, score: 2, item: 0 }, failed: { item: 2 } });
    expect(report.failures[0]?.reason).toBe("the project has no such dataset (404)");
  });
});

describe("a run that is written to a collector", () => {
  it("is spans, and an event of a span for each score", async () => {
    const server = await start();
    const report = await writeBackToOtlp({ endpoint: server.baseUrl }, { resource, trials: writtenOf(3) });
    expect(report.sent).toEqual({ span: 3, evaluation: 3, score: 0, item: 0 });
    expect(server.requests.map(({ path }) => path)).toEqual(["/v1/traces", "/v1/logs"]);
    expect(server.logs).toHaveLength(1);
    expect(server.requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });

  it("is spans alone where the collector takes no logs", async () => {
    const server = await start({ fault: ({ path }) => (path === "/v1/logs" ? { status: 404 } : undefined) });
    const report = await writeBackToOtlp({ endpoint: server.baseUrl }, { resource, trials: writtenOf(1200) });
    expect(report).toMatchObject({ sent: { span: 1200 }, failed: { span: 0, evaluation: 1200 } });
    expect(server.requests.filter(({ path }) => path === "/v1/logs")).toHaveLength(1);
  });

  it("believes the collector how many it took, and what it did not", async () => {
    const body = JSON.stringify({ partialSuccess: { rejectedSpans: "2", errorMessage: "quota" } });
    const server = await start({
      fault: ({ path }) => (path === "/v1/traces" ? { status: 200, body } : { status: 200, body: "ok" }),
    });
    const report = await writeBackToOtlp({ endpoint: server.baseUrl }, { resource, trials: writtenOf(5) });
    expect(report).toMatchObject({ sent: { span: 3, evaluation: 5 }, failed: { span: 2, evaluation: 0 } });
  });

  it.each<[string, Readonly<Record<string, string>>, boolean]>([
    ["with plain http next door", {}, true],
    ["with a key over plain http", { authorization: "Bearer k-1234567" }, false],
  ])("may go out or not: %s", async (_, headers, isAllowed) => {
    const send = writeBackToOtlp(
      {
        endpoint: "http://collector.acme.example:4318",
        headers,
        fetch: () => Promise.resolve(new Response("")),
      },
      { resource, trials: writtenOf(1) },
    );
    if (isAllowed) expect((await send).sent.span).toBe(1);
    else await expect(send).rejects.toMatchObject({ problems: [{ code: "otlp-address" }] });
  });
});
