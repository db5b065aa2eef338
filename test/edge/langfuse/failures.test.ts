import { afterEach, describe, expect, it } from "vitest";
import { openLangfuse } from "../../../src/edge/langfuse/open-langfuse.ts";
import { readLangfuseSettings } from "../../../src/edge/langfuse/server-address.ts";
import { ProblemError } from "../../../src/problem.ts";
import {
  type LangfuseFault,
  type LangfuseOptions,
  type LangfuseServer,
  startLangfuse,
} from "../../stand-ins/langfuse.ts";
import { aClock, aTrace, manyTraces, traceIdOf } from "./desk-traces.ts";

const servers: LangfuseServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(options: LangfuseOptions): Promise<LangfuseServer> {
  const server = await startLangfuse(options);
  servers.push(server);
  return server;
}

const secretKey = "sk-lf-desk-secret";
const settings = { publicKey: "pk-lf-desk", secretKey };

async function read(
  server: LangfuseServer,
  more: Partial<Parameters<typeof openLangfuse>[0]> = {},
  cursor?: string,
): Promise<{ readonly ids: readonly string[]; readonly cursor?: string; readonly error?: unknown }> {
  const ids: string[] = [];
  let at = cursor;
  try {
    const langfuse = openLangfuse({ baseUrl: server.baseUrl, ...settings, ...aClock(), ...more });
    for await (const trace of langfuse.read({}, cursor)) {
      ids.push(trace.traceId);
      at = trace.cursor;
    }
  } catch (error) {
    return { ids, ...(at === undefined ? {} : { cursor: at }), error };
  }
  return { ids, ...(at === undefined ? {} : { cursor: at }) };
}

const codesOf = (error: unknown) =>
  error instanceof ProblemError ? error.problems.map(({ code }) => code) : error;

describe("a rate limit", () => {
  it("in the middle is waited for, and costs no trace", async () => {
    const clock = aClock();
    const server = await start({
      version: "v3",
      traces: manyTraces(100),
      limit: { perMinute: 30, now: clock.now },
    });
    const { ids, error } = await read(server, clock);
    expect(error).toBeUndefined();
    expect(ids).toHaveLength(100);
    expect(clock.waited.length).toBeGreaterThan(2);
  });

  it("is never met at 20 requests a minute", async () => {
    const clock = aClock();
    const sentAt: number[] = [];
    const server = await start({
      version: "v3",
      traces: manyTraces(90),
      limit: { perMinute: 20, now: clock.now },
      fault: () => void sentAt.push(clock.now()),
    });
    const { ids } = await read(server, { ...clock, requestsPerMinute: 20 });
    expect(ids).toHaveLength(90);
    for (const at of sentAt)
      expect(sentAt.filter((other) => other >= at && other < at + 60_000).length).toBeLessThanOrEqual(20);
  });

  it.each<[string, Record<string, string>, number]>([
    ["a number of seconds", { "retry-after": "7" }, 7000],
    ["nothing", {}, 60_000],
  ])("that names %s is waited for as long", async (_, headers, waitMs) => {
    const clock = aClock();
    const server = await start({
      traces: manyTraces(1),
      fault: ({ number }) => (number === 2 ? { status: 429, headers } : undefined),
    });
    expect((await read(server, clock)).ids).toHaveLength(1);
    expect(clock.waited).toEqual([waitMs]);
  });

  it("that does not end is a problem with a cursor to go on from", async () => {
    const server = await start({
      traces: manyTraces(120),
      fault: ({ number }) =>
        number >= 6 && number < 22 ? { status: 429, headers: { "retry-after": "60" } } : undefined,
    });
    const first = await read(server);
    expect(codesOf(first.error)).toEqual(["langfuse-unavailable"]);
    expect(first.ids).toHaveLength(50);
    const rest = await read(server, {}, first.cursor);
    expect([...first.ids, ...rest.ids]).toHaveLength(120);
    expect(new Set([...first.ids, ...rest.ids]).size).toBe(120);
  });
});

describe("a server that fails", () => {
  it.each<[string, LangfuseFault]>([
    ["breaks the connection", "reset"],
    ["answers 502", { status: 502, body: "bad gateway" }],
    ["answers 500", { status: 500 }],
    ["answers 504", { status: 504 }],
  ])("is asked again where it %s once", async (_, fault) => {
    const server = await start({
      traces: manyTraces(120),
      fault: ({ number }) => (number % 3 === 0 ? fault : undefined),
    });
    const { ids, error } = await read(server);
    expect(error).toBeUndefined();
    expect(new Set(ids).size).toBe(120);
    expect(ids).toHaveLength(120);
  });

  const secretBody = `no: Basic ${Buffer.from(`pk-lf-desk:${secretKey}`).toString("base64")} ${secretKey}`;
  it.each<[string, LangfuseFault, string]>([
    ["does not know the keys", { status: 401, body: secretBody }, "langfuse-keys"],
    ["gives the keys no access", { status: 403, body: secretBody }, "langfuse-forbidden"],
    ["has no such API", { status: 404, body: secretBody }, "langfuse-not-found"],
    ["refuses the question", { status: 400, body: secretBody }, "langfuse-refused"],
    ["fails on and on", { status: 503, body: secretBody }, "langfuse-unavailable"],
    ["is gone", "reset", "langfuse-unavailable"],
    ["shows a login page", { status: 200, body: `<html>${secretBody}` }, "langfuse-malformed"],
    ["sends other JSON", { status: 200, body: JSON.stringify({ secretBody }) }, "langfuse-malformed"],
    ["ends a page in the middle", { status: 200, body: '{"data":[{"id":"' }, "langfuse-malformed"],
  ])("is a problem where it %s, and no secret is in it", async (_, fault, code) => {
    const server = await start({ fault: () => fault });
    const { error } = await read(server);
    expect(codesOf(error)).toEqual([code]);
    const said = String(error);
    expect(said).not.toContain(secretKey);
    expect(said).not.toContain(Buffer.from(`pk-lf-desk:${secretKey}`).toString("base64"));
  });

  it("gets no keys at the address that another redirects to", async () => {
    const other = await start({ traces: manyTraces(2) });
    for (const status of [301, 302, 307, 308]) {
      const server = await start({
        fault: () => ({ status, headers: { location: `${other.baseUrl}/api/public/v2/observations` } }),
      });
      expect(codesOf((await read(server)).error)).toEqual(["langfuse-redirect"]);
    }
    expect(other.requests).toEqual([]);
  });

  it("that repeats a cursor is not followed in a circle", async () => {
    const page = { data: [{ id: "o1", traceId: traceIdOf(0) }], meta: { cursor: "again" } };
    const server = await start({ fault: () => ({ status: 200, body: JSON.stringify(page) }) });
    expect(codesOf((await read(server)).error)).toEqual(["langfuse-malformed"]);
  });

  it("is left at once when the work is aborted", async () => {
    const stop = new AbortController();
    const server = await start({
      traces: manyTraces(100),
      version: "v3",
      fault: ({ number }) => void (number === 12 && stop.abort(new Error("stopped"))),
    });
    const { ids, error } = await read(server, { signal: stop.signal });
    expect(error).toMatchObject({ message: "stopped" });
    expect(ids.length).toBeLessThan(12);
  });

  it("with a reply that does not end is not read to the end", async () => {
    const longest = "x".repeat(34 * 1024 * 1024);
    const server = await start({
      version: "v3",
      traces: [aTrace(0), aTrace(1)],
      fault: ({ path }) => (path.endsWith(traceIdOf(1)) ? { status: 200, body: longest } : undefined),
    });
    expect(await read(server)).toMatchObject({ ids: [traceIdOf(0)] });
  });
});

describe("the address of a server", () => {
  it.each([
    "ftp://langfuse.acme.example",
    "http://langfuse.acme.example",
    "https://pk-lf-desk:sk-lf-desk-secret@langfuse.acme.example",
    "langfuse",
  ])("is refused before anything is sent: %s", (baseUrl) => {
    let error: unknown;
    try {
      openLangfuse({ baseUrl, ...settings });
    } catch (thrown) {
      error = thrown;
    }
    expect(codesOf(error)).toEqual(["langfuse-address"]);
    expect(String(error)).not.toContain(secretKey);
  });

  it.each(["", "/", "/api/public", "/api/public/"])("may end in `%s`", async (end) => {
    const server = await start({ traces: manyTraces(1) });
    expect((await read(server, { baseUrl: `${server.baseUrl}${end}` })).ids).toHaveLength(1);
  });

  it("is read from the environment, under the names of Langfuse's SDKs", () => {
    const keys = { LANGFUSE_PUBLIC_KEY: "pk-lf-1", LANGFUSE_SECRET_KEY: "sk-lf-1" };
    const value = { publicKey: "pk-lf-1", secretKey: "sk-lf-1" };
    expect(readLangfuseSettings({ ...keys, LANGFUSE_HOST: "https://lf.example" })).toEqual({
      ok: true,
      value: { ...value, baseUrl: "https://lf.example" },
    });
    expect(readLangfuseSettings(keys)).toEqual({
      ok: true,
      value: { ...value, baseUrl: "https://cloud.langfuse.com" },
    });
    expect(readLangfuseSettings({ LANGFUSE_PUBLIC_KEY: " " })).toMatchObject({
      problems: [
        { code: "langfuse-keys", message: "`LANGFUSE_PUBLIC_KEY` and `LANGFUSE_SECRET_KEY` are not set." },
      ],
    });
  });
});

it("asks Langfuse Cloud at most 20 times a minute", async () => {
  const clock = aClock();
  const sentAt: number[] = [];
  const stand = await startLangfuse({ version: "v3", traces: manyTraces(60) });
  servers.push(stand);
  const fetch: typeof globalThis.fetch = (input, init) => {
    sentAt.push(clock.now());
    const { pathname, search } = new URL(input instanceof Request ? input.url : input);
    return globalThis.fetch(`${stand.baseUrl}${pathname}${search}`, init);
  };
  const { ids } = await read(stand, { ...clock, baseUrl: "https://us.cloud.langfuse.com", fetch });
  expect(ids).toHaveLength(60);
  expect((sentAt.at(-1) ?? 0) - (sentAt[0] ?? 0)).toBe(180_000);
});
