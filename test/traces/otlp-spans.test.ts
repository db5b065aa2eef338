import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readOtlp } from "../../src/traces/otlp-spans.ts";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const spanId = "20cfa14708c6b153";
const aSpan = {
  traceId,
  spanId,
  name: "answer",
  startTimeUnixNano: "1795637876672185113",
  endTimeUnixNano: "1795637876682252069",
};
const exportOf = (...spans: readonly unknown[]) => ({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
const spanOf = (fields: object) => readOtlp(exportOf({ ...aSpan, ...fields }))?.spans[0];
const valueOf = (value: unknown) => spanOf({ attributes: [{ key: "said", value }] })?.attributes["said"];

describe("readOtlp", () => {
  it("reads a span with all that it has", () => {
    const value = {
      resourceSpans: [
        {
          resource: { attributes: [{ key: "service.name", value: { stringValue: "desk" } }] },
          scopeSpans: [
            {
              scope: { name: "desk.agent", version: "1" },
              spans: [
                {
                  ...aSpan,
                  parentSpanId: "00F067AA0BA902B7",
                  kind: 3,
                  traceState: "x=y",
                  flags: 257,
                  attributes: [{ key: "tokens", value: { intValue: "40" } }],
                  events: [
                    {
                      name: "gen_ai.choice",
                      timeUnixNano: "1795637876672208818",
                      attributes: [{ key: "index", value: { intValue: 0 } }],
                    },
                  ],
                  status: { code: 2, message: "no order" },
                },
              ],
            },
          ],
        },
      ],
    };
    expect(readOtlp(value)).toEqual({
      spans: [
        {
          traceId,
          spanId,
          parentSpanId: "00f067aa0ba902b7",
          name: "answer",
          kind: "client",
          startMs: expect.closeTo(1795637876672.185, 3) as number,
          endMs: expect.closeTo(1795637876682.252, 3) as number,
          status: "error",
          statusMessage: "no order",
          attributes: { tokens: 40 },
          events: [
            {
              name: "gen_ai.choice",
              timeMs: expect.closeTo(1795637876672.209, 3) as number,
              attributes: { index: 0 },
            },
          ],
          scope: "desk.agent",
          resource: { "service.name": "desk" },
        },
      ],
      rejected: [],
      notes: [],
    });
  });

  it("tells nothing that a span does not tell", () => {
    const bare = { traceId, spanId, startTimeUnixNano: "1000000" };
    expect(readOtlp(exportOf(bare))?.spans).toEqual([
      { traceId, spanId, name: "", startMs: 1, endMs: 1, attributes: {}, events: [] },
    ]);
  });

  it.each([
    ["text", { stringValue: "30 days" }, "30 days"],
    ["empty text", { stringValue: "" }, ""],
    ["false", { boolValue: false }, false],
    ["an integer as text", { intValue: "-5" }, -5],
    ["an integer as a number", { intValue: 0 }, 0],
    ["an integer that no number holds", { intValue: "9007199254740993" }, "9007199254740993"],
    ["a double", { doubleValue: 0.5 }, 0.5],
    ["a double as text", { doubleValue: "1e3" }, 1000],
    ["NaN", { doubleValue: "NaN" }, "NaN"],
    ["NaN from protobuf", { doubleValue: Number.NaN }, "NaN"],
    ["infinity", { doubleValue: "-Infinity" }, "-Infinity"],
    ["bytes", { bytesValue: "AP8=" }, "AP8="],
    ["a list", { arrayValue: { values: [{ stringValue: "a" }, {}, { intValue: "1" }] } }, ["a", null, 1]],
    ["an empty list", { arrayValue: {} }, []],
    [
      "a map",
      { kvlistValue: { values: [{ key: "city", value: { stringValue: "Paris" } }] } },
      { city: "Paris" },
    ],
    ["no kind", {}, null],
    ["nothing", undefined, null],
  ])("reads %s", (_what, value, expected) => {
    expect(valueOf(value)).toEqual(expected);
  });

  it.each([
    ["a value that is bare", "30 days"],
    ["a kind that is not known", { decimalValue: "1" }],
    ["an integer that is none", { intValue: "1.5e" }],
    ["a double that is none", { doubleValue: "much" }],
  ])("leaves out %s, and counts it", (_what, value) => {
    const read = readOtlp(
      exportOf({ ...aSpan, attributes: [{ key: "said", value }, null, { key: 1, value: {} }] }),
    );
    expect(read?.spans[0]?.attributes).toEqual({});
    expect(read?.notes).toEqual([{ reason: "an attribute that is of no known form, left out", count: 3 }]);
  });

  it("takes the last of equal keys", () => {
    const attributes = ["a", "b"].map((stringValue) => ({ key: "said", value: { stringValue } }));
    expect(spanOf({ attributes })?.attributes).toEqual({ said: "b" });
  });

  it("takes keys such as __proto__ for what they are", () => {
    const inner = { kvlistValue: { values: [{ key: "__proto__", value: { stringValue: "in" } }] } };
    const attributes = [
      { key: "__proto__", value: inner },
      { key: "constructor", value: { boolValue: true } },
    ];
    const read = spanOf({ attributes })?.attributes ?? {};
    expect(Object.keys(read)).toEqual(["__proto__", "constructor"]);
    expect(JSON.stringify(read)).toBe(`{"__proto__":{"__proto__":"in"},"constructor":true}`);
    expect(read["toString"]).toBeUndefined();
    const plain = spanOf({ attributes: JSON.parse(`{"__proto__":{"__proto__":1}}`) as unknown })?.attributes;
    expect(JSON.stringify(plain)).toBe(`{"__proto__":{"__proto__":1}}`);
    expect(({} as { in?: unknown }).in).toBeUndefined();
  });

  it("cuts a value longer than 1 MiB between two characters, and says so", () => {
    const mark = "…[cut at 1 MiB]";
    const text = `a${"é".repeat(5 * 1024 * 1024)}`;
    const read = readOtlp(
      exportOf({ ...aSpan, attributes: [{ key: "said", value: { stringValue: text } }] }),
    );
    expect(read?.spans[0]?.attributes["said"]).toBe(`a${"é".repeat(512 * 1024 - 1)}${mark}`);
    expect(read?.notes).toEqual([{ reason: "a value longer than 1 MiB, cut", count: 1 }]);
    expect(valueOf({ stringValue: "a".repeat(1024 * 1024) })).toHaveLength(1024 * 1024);
    expect(valueOf({ stringValue: "a".repeat(1024 * 1024 + 1) })).toHaveLength(1024 * 1024 + mark.length);
    expect(spanOf({ name: "n".repeat(10_000_000) })?.name).toHaveLength(1024 * 1024 + mark.length);
  });

  it("cuts a value that nests deeper than 64 levels", () => {
    let value: object = { stringValue: "bottom" };
    let plain: object = {};
    for (let depth = 0; depth < 100_000; depth++) {
      value = { arrayValue: { values: [value] } };
      plain = { inner: plain };
    }
    const read = readOtlp(
      exportOf({ ...aSpan, attributes: [{ key: "said", value }] }, { ...aSpan, attributes: { plain } }),
    );
    expect(JSON.stringify(read?.spans[0]?.attributes["said"])).toBe(
      `${"[".repeat(64)}"…[cut at 64 levels]"${"]".repeat(64)}`,
    );
    expect(read?.notes).toEqual([{ reason: "a value nested deeper than 64 levels, cut", count: 2 }]);
  });

  it.each([
    [
      "a trace id of 31 digits",
      { traceId: traceId.slice(1) },
      "a trace id that is not 32 hex digits, or all 0",
    ],
    ["a trace id of zeros", { traceId: "0".repeat(32) }, "a trace id that is not 32 hex digits, or all 0"],
    [
      "a trace id in base64",
      { traceId: "S/kvNXezTaajzpKdDg5HNg==" },
      "a trace id that is not 32 hex digits, or all 0",
    ],
    ["no trace id", { traceId: undefined }, "a trace id that is not 32 hex digits, or all 0"],
    ["a span id that is a number", { spanId: 1 }, "a span id that is not 16 hex digits, or all 0"],
    ["a span id of zeros", { spanId: "0000000000000000" }, "a span id that is not 16 hex digits, or all 0"],
    [
      "a span id with a line feed",
      { spanId: `${spanId}\n` },
      "a span id that is not 16 hex digits, or all 0",
    ],
    ["a parent that is no id", { parentSpanId: "root" }, "a parent's id that is not 16 hex digits"],
    ["a name that is no text", { name: 5 }, "a name that is no text"],
    ["no start", { startTimeUnixNano: undefined }, "a start that is no time"],
    ["a start of 0", { startTimeUnixNano: "0" }, "a start that is no time"],
    ["a start before 1970", { startTimeUnixNano: "-5" }, "a start that is no time"],
    ["a start that is a date", { startTimeUnixNano: "2026-01-01" }, "a start that is no time"],
  ])("refuses %s, and that span only", (_what, fields, reason) => {
    const read = readOtlp(exportOf({ ...aSpan, ...fields }, aSpan, { ...aSpan, ...fields }, "span"));
    expect(read?.spans).toHaveLength(1);
    expect(read?.rejected).toEqual([
      { reason, count: 2 },
      { reason: "a span that is no object", count: 1 },
    ]);
  });

  it.each([
    ["upper case ids", { traceId: traceId.toUpperCase() }, { traceId }],
    ["a parent of zeros", { parentSpanId: "0000000000000000" }, { parentSpanId: undefined }],
    ["an empty parent", { parentSpanId: "" }, { parentSpanId: undefined }],
    ["a null parent", { parentSpanId: null }, { parentSpanId: undefined }],
    ["a kind by its name", { kind: "SPAN_KIND_SERVER" }, { kind: "server" }],
    ["an unspecified kind", { kind: 0 }, { kind: undefined }],
    ["a kind beyond the last", { kind: 6 }, { kind: undefined }],
    ["a status by its name", { status: { code: "STATUS_CODE_ERROR" } }, { status: "error" }],
    ["status 1", { status: { code: 1 } }, { status: "ok" }],
    ["status 0", { status: { code: 0, message: "" } }, { status: undefined, statusMessage: undefined }],
    ["a status that is none", { status: "bad" }, { status: undefined }],
    ["an end before the start", { endTimeUnixNano: "1" }, { endMs: 1795637876672.185 }],
    [
      "times as numbers",
      { startTimeUnixNano: 2_000_000, endTimeUnixNano: 3_500_000 },
      { startMs: 2, endMs: 3.5 },
    ],
    [
      "attributes as an object",
      { attributes: { tokens: 40, tags: ["refund", null] } },
      { attributes: { tokens: 40, tags: ["refund", null] } },
    ],
  ])("takes %s", (_what, fields, expected) => {
    const span = { parentSpanId: undefined, kind: undefined, status: undefined, ...spanOf(fields) };
    for (const [key, value] of Object.entries(expected)) {
      const found = span[key as keyof typeof span];
      if (typeof value === "number") expect(found).toBeCloseTo(value, 2);
      else expect(found).toEqual(value);
    }
  });

  it("leaves out an event that is none, and keeps the span", () => {
    const read = readOtlp(exportOf({ ...aSpan, events: [{ name: "said" }, "event", { name: 1 }] }));
    expect(read?.spans[0]?.events).toEqual([
      { name: "said", timeMs: read?.spans[0]?.startMs, attributes: {} },
    ]);
    expect(read?.notes).toEqual([{ reason: "an event that is of no known form, left out", count: 2 }]);
  });

  it("goes on after a group that is none", () => {
    const value = { resourceSpans: ["?", { scopeSpans: [5, { spans: [aSpan] }] }, { scopeSpans: "none" }] };
    expect(readOtlp(value)?.spans).toHaveLength(1);
    expect(readOtlp(value)?.rejected).toEqual([
      { reason: "a group of spans that is of no known form", count: 3 },
    ]);
  });

  it.each([
    [undefined],
    [null],
    ["text"],
    [5],
    [{ resourceLogs: [] }],
    [{ resourceSpans: "none" }],
    [{ traces: [aSpan] }],
  ])("finds that %j is no export", (value) => {
    expect(readOtlp(value)).toBeUndefined();
  });

  it("takes an empty export", () => {
    const empty = { spans: [], rejected: [], notes: [] };
    expect(readOtlp({})).toEqual(empty);
    expect(readOtlp({ resourceSpans: [] })).toEqual(empty);
  });

  it("reads 20,000 spans of one export", () => {
    const spans = Array.from({ length: 20_000 }, (_, index) => ({
      ...aSpan,
      spanId: (index + 1).toString(16).padStart(16, "0"),
    }));
    expect(readOtlp(exportOf(...spans))?.spans).toHaveLength(20_000);
  });

  it("never throws, and gives spans in the normal form alone", () => {
    const anything = fc.anything({
      withBigInt: true,
      withNullPrototype: true,
      withDate: true,
    });
    const almost = fc.record(
      {
        traceId: fc.oneof(fc.constant(traceId), anything),
        spanId: fc.oneof(fc.constant(spanId), anything),
        name: fc.oneof(fc.string(), anything),
        startTimeUnixNano: fc.oneof(fc.nat(), anything),
        attributes: fc.oneof(fc.array(fc.record({ key: fc.string(), value: anything })), anything),
        events: fc.oneof(fc.array(fc.record({ name: fc.string(), attributes: anything })), anything),
        status: anything,
        kind: anything,
        context: anything,
        resource: anything,
      },
      { requiredKeys: ["traceId"] },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          anything,
          almost,
          almost.map((span) => exportOf(span)),
        ),
        (value) => {
          for (const span of readOtlp(value)?.spans ?? []) {
            expect(span.traceId).toMatch(/^[0-9a-f]{32}$/);
            expect(span.endMs).toBeGreaterThanOrEqual(span.startMs);
            const text = JSON.stringify(span);
            expect(JSON.stringify(JSON.parse(text))).toBe(text);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe("readOtlp of spans as SDKs print them", () => {
  // opentelemetry-sdk 1.45.2 (Python), `span.to_json(indent=None)`, 2026-11-25.
  const python = `{"name": "chat gpt-5-mini", "context": {"trace_id": "0x4bf92f3577b34da6a3ce929d0e0e4736", "span_id": "0x6f24aaa88e4d9cfa", "trace_state": "[]"}, "kind": "SpanKind.INTERNAL", "parent_id": "0x8ef607a7c1990ca9", "start_time": "2026-11-25T20:18:05.422196Z", "end_time": "2026-11-25T20:18:05.422268Z", "status": {"status_code": "ERROR", "description": "no order"}, "attributes": {"gen_ai.usage.input_tokens": 40, "temperature": 0.5, "stream": false, "tags": ["refund", "gr\\u00f6\\u00dfe"]}, "events": [{"name": "gen_ai.choice", "timestamp": "2026-11-25T20:18:05.422224Z", "attributes": {"index": 0}}], "links": [], "resource": {"attributes": {"service.name": "desk"}, "schema_url": ""}}`;
  // @opentelemetry/sdk-trace-base 2.12.1: `JSON.stringify` of a span, and what its ConsoleSpanExporter prints; 2026-11-25.
  const common = {
    attributes: { a: 1 },
    name: "llm",
    kind: 0,
    status: { code: 2 },
    parentSpanContext: { traceId, spanId: "63e10d5b30453e3a", traceFlags: 1 },
    events: [
      { name: "e", attributes: { x: 1 }, time: [1_795_637_886, 317_262_462], droppedAttributesCount: 0 },
    ],
    instrumentationScope: { name: "desk", version: "1" },
  };
  const ofSpan = {
    ...common,
    _spanContext: { traceId, spanId: "33e88f7692d64117", traceFlags: 1 },
    startTime: [1_795_637_886, 317_000_000],
    endTime: [1_795_637_886, 317_422_963],
    _duration: [0, 422_963],
  };
  const ofConsole = {
    ...common,
    traceId,
    id: "33e88f7692d64117",
    timestamp: 1_795_637_886_317_000,
    duration: 422.963,
  };

  it("reads Python's", () => {
    expect(readOtlp(JSON.parse(python))?.spans).toEqual([
      {
        traceId,
        spanId: "6f24aaa88e4d9cfa",
        parentSpanId: "8ef607a7c1990ca9",
        name: "chat gpt-5-mini",
        kind: "internal",
        startMs: expect.closeTo(Date.UTC(2026, 10, 25, 20, 18, 5, 422) + 0.196, 2) as number,
        endMs: expect.closeTo(Date.UTC(2026, 10, 25, 20, 18, 5, 422) + 0.268, 2) as number,
        status: "error",
        statusMessage: "no order",
        attributes: {
          "gen_ai.usage.input_tokens": 40,
          temperature: 0.5,
          stream: false,
          tags: ["refund", "größe"],
        },
        events: [
          {
            name: "gen_ai.choice",
            timeMs: expect.closeTo(Date.UTC(2026, 10, 25, 20, 18, 5, 422) + 0.224, 2) as number,
            attributes: { index: 0 },
          },
        ],
        resource: { "service.name": "desk" },
      },
    ]);
  });

  it.each([
    ["a span as JSON", ofSpan],
    ["the console's", ofConsole],
  ])("reads JavaScript's: %s", (_what, dump) => {
    expect(readOtlp([dump])?.spans).toEqual([
      {
        traceId,
        spanId: "33e88f7692d64117",
        parentSpanId: "63e10d5b30453e3a",
        name: "llm",
        kind: "internal",
        startMs: expect.closeTo(1_795_637_886_317, 2) as number,
        endMs: expect.closeTo(1_795_637_886_317.423, 2) as number,
        status: "error",
        attributes: { a: 1 },
        events: [
          { name: "e", timeMs: expect.closeTo(1_795_637_886_317.262, 2) as number, attributes: { x: 1 } },
        ],
        scope: "desk",
      },
    ]);
  });

  it("reads a bare span of the protocol, whose kinds count from 1", () => {
    expect(readOtlp({ ...aSpan, kind: 1 })?.spans[0]?.kind).toBe("internal");
  });

  it("counts what is neither an export nor a span in a list", () => {
    expect(readOtlp([ofSpan, "?", {}, exportOf(aSpan)])).toMatchObject({
      spans: [{ name: "llm" }, { name: "answer" }],
      rejected: [{ reason: "neither an export nor a span", count: 1 }],
    });
  });
});
