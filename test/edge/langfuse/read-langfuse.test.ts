import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/experiment/json.ts";
import { openLangfuse } from "../../../src/edge/langfuse/open-langfuse.ts";
import type { LangfuseQuery, LangfuseTrace } from "../../../src/edge/langfuse/reading.ts";
import { importLangfuseRows } from "../../../src/traces/langfuse-rows.ts";
import { type LangfuseOptions, type LangfuseServer, startLangfuse } from "../../stand-ins/langfuse.ts";
import { text } from "../../stand-ins/langfuse-rows.ts";
import { aClock, aRow, aScore, aTrace, hex, manyTraces, rowIdOf, traceIdOf } from "./desk-traces.ts";

const servers: LangfuseServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(options: LangfuseOptions): Promise<LangfuseServer> {
  const server = await startLangfuse(options);
  servers.push(server);
  return server;
}

function open(server: LangfuseServer, more: Partial<Parameters<typeof openLangfuse>[0]> = {}) {
  return openLangfuse({
    baseUrl: server.baseUrl,
    publicKey: "pk-lf-desk",
    secretKey: "sk-lf-desk-secret",
    ...aClock(),
    ...more,
  });
}

async function take(
  traces: AsyncIterable<LangfuseTrace>,
  most = Number.POSITIVE_INFINITY,
): Promise<readonly LangfuseTrace[]> {
  const found: LangfuseTrace[] = [];
  for await (const trace of traces) {
    found.push(trace);
    if (found.length >= most) break;
  }
  return found;
}

const idsOf = (traces: readonly LangfuseTrace[]) => traces.map(({ traceId }) => traceId);
const latestFirst = (count: number) =>
  Array.from({ length: count }, (_, index) => traceIdOf(count - 1 - index));

describe("a reading by the API of version 4", () => {
  it("gives every trace once, the latest first, with all its rows and scores", async () => {
    const server = await start({ traces: manyTraces(230) });
    const langfuse = open(server);
    const traces = await take(langfuse.read());
    expect(idsOf(traces)).toEqual(latestFirst(230));
    expect(
      traces.every(({ rows, scores, api }) => rows.length === 2 && scores.length === 1 && api === "v4"),
    ).toBe(true);
    expect(langfuse.counts()).toMatchObject({
      traces: 230,
      observations: 460,
      scores: 230,
      unread: [],
      notes: [],
    });
  });

  it("asks for many traces at once: a request for each would take hours", async () => {
    const server = await start({ traces: manyTraces(230) });
    await take(open(server).read());
    expect(server.requests.length).toBeLessThan(20);
  });

  it("gives what an import reads: texts as they came, whole attributes, scores, and where the trace can be seen", async () => {
    const server = await start({ traces: [aTrace(7)] });
    const [trace] = await take(open(server).read());
    expect(trace?.url).toBe(`${server.baseUrl}/project/desk/traces/${traceIdOf(7)}`);
    const row = trace?.rows.find(({ id }) => id === rowIdOf(7, 0));
    expect(row).toMatchObject({ input: '{"question":"refund 7"}', release: "9f3c1ab", tags: ["desk"] });
    expect(row?.["metadata"]).toMatchObject({ attributes: JSON.stringify({ note: "x".repeat(400) }) });
    const imported = trace && importLangfuseRows(trace);
    expect(imported?.rejected).toEqual([]);
    expect(imported?.pieces.flatMap(({ spans = [] }) => spans)).toHaveLength(2);
    expect(imported?.pieces.flatMap(({ facts }) => facts?.scores ?? [])).toEqual([
      { name: "helpful", value: false, kind: "boolean", source: "annotation", explanation: "wrong window" },
    ]);
  });

  it("asks for a span of time, environments and a name, and ends the span when it begins", async () => {
    const server = await start({
      traces: [...manyTraces(10), aTrace(20, { rows: [aRow(20, 0, { environment: "test" })] })],
    });
    const query = {
      fromStartTime: "2026-11-20T09:02:00+01:00",
      environment: ["production", "staging"],
      name: "desk",
    };
    expect(idsOf(await take(open(server).read(query)))).toEqual(latestFirst(10).slice(0, 8));
    expect(server.requests[1]?.query.get("toStartTime")).toBe("2026-11-25T12:00:00.000Z");
  });

  it.each(["v4", "v3"] as const)("passes over what is no production, and counts it: %s", async (version) => {
    const other = ["sdk-experiment", "langfuse-llm-as-a-judge"].map((environment, number) =>
      aTrace(number, { environment, rows: [aRow(number, 0, { environment })] }),
    );
    const server = await start({ version, traces: [...other, aTrace(2), aTrace(3)] });
    const langfuse = open(server);
    expect(idsOf(await take(langfuse.read()))).toEqual([traceIdOf(3), traceIdOf(2)]);
    expect(langfuse.counts()).toMatchObject({ traces: 2, otherTraces: 2 });
    expect(idsOf(await take(langfuse.read({ environment: ["sdk-experiment"] })))).toEqual([traceIdOf(0)]);
  });

  it("puts all conditions into a filter, which would replace them", async () => {
    const errors = [3, 5].map((number) => aTrace(number, { rows: [aRow(number, 0, { level: "ERROR" })] }));
    const server = await start({ traces: [...errors, aTrace(4), aTrace(6)] });
    const filter = '[{"type":"string","column":"level","operator":"=","value":"ERROR"}]';
    const query = {
      filter,
      fromStartTime: "2026-11-20T08:04:00Z",
      environment: ["production"],
      name: "desk",
    };
    expect(idsOf(await take(open(server).read(query)))).toEqual([traceIdOf(5)]);
  });

  it.each<[string, Partial<LangfuseOptions>, number]>([
    ["refuses conditions on trace ids", { refusesTraceFilter: true }, 1],
    ["passes over what scores are asked for", { ignoresScoreFilter: true }, 0],
    ["lists no scores", { hasScores: false }, 0],
  ])("reads on where a server %s", async (_, options, scores) => {
    const server = await start({ traces: manyTraces(60), ...options });
    const langfuse = open(server);
    const traces = await take(langfuse.read());
    expect(idsOf(traces)).toEqual(latestFirst(60));
    expect(traces.every((trace) => trace.rows.length === 2 && trace.scores.length === scores)).toBe(true);
    expect(langfuse.counts().notes).toHaveLength(scores === 0 ? 1 : 0);
  });

  it("takes shorter pages where the server cannot send long ones", async () => {
    const server = await start({ traces: manyTraces(60), longestReplyBytes: 40_000 });
    const traces = await take(open(server).read());
    expect(idsOf(traces)).toEqual(latestFirst(60));
    expect(traces.every(({ rows }) => rows.length === 2)).toBe(true);
  });

  it("reads the first 10,000 observations of a trace, and counts it as cut", async () => {
    const many = Array.from({ length: 10_400 }, (_, row) =>
      aRow(1, row, { parentObservationId: row === 0 ? null : rowIdOf(1, 0), metadata: {} }),
    );
    const server = await start({ traces: [aTrace(0), aTrace(1, { rows: many }), aTrace(2)] });
    const langfuse = open(server);
    const traces = await take(langfuse.read());
    expect(traces.map(({ rows, isCut }) => [rows.length, isCut])).toEqual([
      [2, false],
      [10_000, true],
      [2, false],
    ]);
    expect(langfuse.counts()).toMatchObject({
      cutTraces: 1,
      unread: [{ what: "trace", where: traceIdOf(1) }],
    });
  });

  it("leaves out what has no place, drops what is broken in the rest, and counts both", async () => {
    const broken = [
      aRow(0, 2, { parentObservationId: rowIdOf(0, 0), startTime: "yesterday" }),
      aRow(0, 3, { parentObservationId: rowIdOf(0, 0), level: 7, usageDetails: "many", unheard: { of: 1 } }),
      { id: "", traceId: traceIdOf(0), startTime: "2026-11-20T08:00:00Z", parentObservationId: "x" },
    ];
    const scores = [
      aScore(0, { name: "", dataType: "NUMERIC", value: 1 }),
      aScore(0, { name: "tone", value: 0.5 }),
    ];
    const server = await start({ traces: [aTrace(0, { rows: [...aTrace(0).rows, ...broken], scores })] });
    const langfuse = open(server);
    const [trace] = await take(langfuse.read());
    expect(trace?.rows.map(({ id }) => id)).toEqual([rowIdOf(0, 3), rowIdOf(0, 1), rowIdOf(0, 0)]);
    expect(trace?.rows[0]).not.toHaveProperty("level");
    expect(trace?.scores.map(({ name }) => name)).toEqual(["tone"]);
    const counts = langfuse.counts();
    expect(counts).toMatchObject({
      brokenRows: 2,
      brokenScores: 1,
      brokenKeys: { level: 1, usageDetails: 1 },
    });
    expect(counts.unread.map(({ reason }) => reason).toSorted()).toEqual([
      "`id` is missing or broken",
      "`name` is missing or broken",
      "`startTime` is missing or broken",
    ]);
  });
});

describe("a cursor", () => {
  it("goes on after its trace, with nothing lost and nothing doubled", async () => {
    const server = await start({ traces: manyTraces(120) });
    for (const most of [1, 49, 50, 51, 99, 100, 101, 119, 120]) {
      const first = await take(open(server).read(), most);
      const rest = await take(open(server).read({}, first.at(-1)?.cursor));
      expect(idsOf([...first, ...rest])).toEqual(latestFirst(120));
    }
  });

  it.each(["v4", "v3"] as const)("is not moved by traces that come in meanwhile: %s", async (version) => {
    const server = await start({ version, traces: manyTraces(250) });
    const found: LangfuseTrace[] = [];
    for (let late = 0; late < 4; late += 1) {
      found.push(...(await take(open(server).read({}, found.at(-1)?.cursor), 65)));
      server.traces.push(
        ...Array.from({ length: 20 }, (_, index) => {
          const trace = aTrace(200 + index, { id: `f${late}${hex(index, 30)}` });
          const own = (row: JsonObject) => ({ ...row, traceId: trace.id, id: `f${late}${text(row, "id")}` });
          return { ...trace, rows: trace.rows.map(own), scores: [] };
        }),
      );
    }
    // And one reading that goes on while they come.
    for await (const trace of open(server).read({}, found.at(-1)?.cursor)) found.push(trace);
    const ids = idsOf(found);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(latestFirst(250)));
  });

  it("does not give a trace again that begins a second time pages later", async () => {
    const traces = Array.from({ length: 130 }, (_, number) =>
      aTrace(number, {
        rows: [0, 300].map((minutes, row) =>
          aRow(number, row, {
            isRootObservation: true,
            startTime: new Date(
              Date.parse("2026-11-20T08:00:00Z") + (number + minutes) * 60_000,
            ).toISOString(),
          }),
        ),
      }),
    );
    const server = await start({ traces });
    const first = await take(open(server).read(), 90);
    const rest = await take(open(server).read({}, first.at(-1)?.cursor));
    expect(idsOf([...first, ...rest])).toEqual(latestFirst(130));
  });

  it("keeps traces that begin several times apart from those that are still to come", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 150, size: "max" }),
        fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 4 }),
        fc.constantFrom("v4" as const, "v3" as const),
        async (rootsByTrace, stops, version) => {
          const traces = rootsByTrace.map((roots, number) =>
            aTrace(number, {
              rows: Array.from({ length: roots }, (_, root) =>
                aRow(number, root, {
                  isRootObservation: true,
                  startTime: new Date(
                    Date.parse("2026-11-20T08:00:00Z") + (number + root * 70) * 60_000,
                  ).toISOString(),
                }),
              ),
            }),
          );
          const server = await startLangfuse({ traces, version });
          const found: LangfuseTrace[] = [];
          for (const stop of [...stops, Number.POSITIVE_INFINITY])
            found.push(...(await take(open(server).read({}, found.at(-1)?.cursor), stop)));
          await server.close();
          expect(idsOf(found).toSorted()).toEqual(traces.map(({ id }) => id).toSorted());
          expect(found.map(({ rows }) => rows.length).reduce((sum, one) => sum + one, 0)).toBe(
            rootsByTrace.reduce((sum, one) => sum + one, 0),
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  it("keeps the span of time of the first reading", async () => {
    const server = await start({ traces: manyTraces(3) });
    const first = await take(open(server).read({ fromStartTime: "2026-11-20T08:01:00Z" }), 1);
    const rest = await take(open(server).read({ fromStartTime: "2026-11-01T00:00:00Z" }, first[0]?.cursor));
    expect(idsOf(rest)).toEqual([traceIdOf(1)]);
  });

  it.each<[string, LangfuseQuery, (cursor: string) => string]>([
    ["it was cut", {}, (cursor) => cursor.slice(0, -9)],
    ["it is a text", {}, () => "page 2"],
    ["it is of another query", { environment: ["staging"] }, (cursor) => cursor],
  ])("is refused where %s", async (_, query, spoil) => {
    const server = await start({ traces: manyTraces(2) });
    const [first] = await take(open(server).read(), 1);
    await expect(take(open(server).read(query, spoil(first?.cursor ?? "")))).rejects.toMatchObject({
      problems: [{ code: "langfuse-cursor" }],
    });
  });
});

describe("a server of version 3", () => {
  it.each(["v3", "v3-old"] as const)("is found out once, and read whole: %s", async (version) => {
    const server = await start({ version, traces: manyTraces(120) });
    const langfuse = open(server);
    const traces = await take(langfuse.read());
    expect(idsOf(traces)).toEqual(latestFirst(120));
    expect(traces.every(({ rows, scores }) => rows.length === 2 && scores.length === 1)).toBe(true);
    await take(langfuse.read());
    expect(server.requests.filter(({ path }) => path === "v2/observations")).toHaveLength(1);
    expect(langfuse.counts().notes).toEqual([
      "This endpoint is deprecated; use GET /api/public/v2/observations; until 2026-11-16",
    ]);
  });

  it("gives what an import reads", async () => {
    const server = await start({ version: "v3", traces: [aTrace(7)] });
    const [trace] = await take(open(server).read());
    expect(trace?.trace).toMatchObject({ id: traceIdOf(7), environment: "production" });
    const imported = trace && importLangfuseRows(trace);
    expect(imported?.rejected).toEqual([]);
    expect(imported?.pieces.flatMap(({ spans = [] }) => spans)).toHaveLength(2);
    expect(imported?.pieces.flatMap(({ facts }) => facts?.url ?? [])).toEqual([
      `${server.baseUrl}/project/desk/traces/${traceIdOf(7)}`,
    ]);
  });

  it("counts what it cannot send or read, and goes on", async () => {
    const server = await start({
      version: "v3",
      traces: [
        aTrace(0),
        aTrace(1, { rows: [{ id: "x" }] }),
        aTrace(2),
        aTrace(3, { rows: [aRow(3, 0, { input: "x".repeat(70_000) })] }),
      ],
      longestReplyBytes: 60_000,
    });
    const langfuse = open(server);
    expect(idsOf(await take(langfuse.read()))).toEqual([traceIdOf(2), traceIdOf(0)]);
    expect(langfuse.counts()).toMatchObject({ unreadTraces: 2, brokenRows: 1 });
  });

  it("reads traces that began at the same moment, more than a page of them", async () => {
    const traces = Array.from({ length: 130 }, (_, number) =>
      aTrace(number, { timestamp: "2026-11-20T08:00:00.000Z" }),
    );
    const server = await start({ version: "v3", traces });
    const first = await take(open(server).read(), 70);
    const rest = await take(open(server).read({}, first.at(-1)?.cursor));
    const ids = idsOf([...first, ...rest]);
    expect(ids.toSorted()).toEqual(latestFirst(130).toSorted());
  });

  it("that gives the same page for every number is not asked for ever", async () => {
    const page = { data: [{ id: traceIdOf(0), timestamp: "2026-11-20T08:00:00.000Z" }], meta: {} };
    const server = await start({
      version: "v3",
      traces: [aTrace(0)],
      fault: ({ path }) => (path === "traces" ? { status: 200, body: JSON.stringify(page) } : undefined),
    });
    await expect(take(open(server).read())).rejects.toMatchObject({
      problems: [{ code: "langfuse-malformed" }],
    });
  });

  it("has no filter, which is not passed over", async () => {
    const server = await start({ version: "v3", traces: [aTrace(0)] });
    await expect(take(open(server).read({ filter: "[]" }))).rejects.toMatchObject({
      problems: [{ code: "langfuse-filter" }],
    });
  });
});
