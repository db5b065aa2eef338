import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readOtlpLogs } from "../../src/traces/otlp-logs.ts";

const traceId = "4BF92F3577B34DA6A3CE929D0E0E4736";
const spanId = "20CFA14708C6B153";
const said = {
  kvlistValue: {
    values: [
      { key: "role", value: { stringValue: "user" } },
      { key: "content", value: { stringValue: "refund?" } },
    ],
  },
};
const aRecord = { traceId, spanId, timeUnixNano: "1500000", eventName: "gen_ai.user.message", body: said };
const exportOf = (...logRecords: readonly unknown[]) => ({ resourceLogs: [{ scopeLogs: [{ logRecords }] }] });
const eventsOf = (...records: readonly object[]) => readOtlpLogs(exportOf(...records))?.events;

describe("readOtlpLogs", () => {
  it("reads what was said, and in which span", () => {
    const attributes = [
      { key: "gen_ai.system", value: { stringValue: "openai" } },
      { key: "role", value: { stringValue: "the record's own" } },
    ];
    expect(eventsOf({ ...aRecord, attributes })).toEqual([
      {
        traceId: traceId.toLowerCase(),
        spanId: spanId.toLowerCase(),
        event: {
          name: "gen_ai.user.message",
          timeMs: 1.5,
          attributes: { role: "the record's own", content: "refund?", "gen_ai.system": "openai" },
        },
      },
    ]);
  });

  it("takes the name from `event.name`, the time from when it was seen, and a body that is text", () => {
    const { eventName: _, timeUnixNano: __, ...rest } = aRecord;
    const attributes = [{ key: "event.name", value: { stringValue: "gen_ai.choice" } }];
    const record = { ...rest, attributes, observedTimeUnixNano: "2000000", body: { stringValue: "30 days" } };
    expect(eventsOf(record)?.[0]?.event).toEqual({
      name: "gen_ai.choice",
      timeMs: 2,
      attributes: { body: "30 days", "event.name": "gen_ai.choice" },
    });
  });

  it.each([
    ["no event of a model", { eventName: "http.request" }],
    ["no name", { eventName: null }],
    ["no span", { spanId: "" }],
    ["a broken trace id", { traceId: "4bf9" }],
  ])("leaves out a record with %s", (_what, fields) => {
    expect(eventsOf({ ...aRecord, ...fields }, aRecord)).toHaveLength(1);
  });

  it("takes an empty export, and finds what is none", () => {
    expect(readOtlpLogs({})).toEqual({ events: [], notes: [] });
    expect(readOtlpLogs({ resourceSpans: [] })).toBeUndefined();
    expect(readOtlpLogs("logs")).toBeUndefined();
  });

  it("never throws", () => {
    const record = fc.record({
      traceId: fc.constant(traceId),
      spanId: fc.constant(spanId),
      eventName: fc.constant("gen_ai.x"),
      body: fc.anything(),
      attributes: fc.anything(),
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          record.map((each) => exportOf(each)),
        ),
        (value) => {
          expect(() => readOtlpLogs(value)).not.toThrow();
        },
      ),
    );
  });
});
