import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SpanCollector } from "../../src/traces/collect-spans.ts";
import type { Span } from "../../src/traces/span.ts";

const idOf = (text: string, length: number) =>
  Buffer.from(text).toString("hex").padEnd(length, "0").slice(0, length);
const traceOf = (name: string) => idOf(name, 32);
const spanIdOf = (name: string) => idOf(name, 16);

/** A span whose ids are told by names; without a parent it is right below the trial's own. */
function aSpan(trace: string, name: string, fields: Partial<Span> & { parent?: string | null } = {}): Span {
  const { parent = `${trace} trial`, ...rest } = fields;
  return {
    traceId: traceOf(trace),
    spanId: spanIdOf(name),
    ...(parent === null ? {} : { parentSpanId: spanIdOf(parent) }),
    name,
    startMs: 1000,
    endMs: 1001,
    attributes: {},
    events: [],
    ...rest,
  };
}

const begin = (collector: SpanCollector, trace: string, atMs: number, sender = "worker", isSerial = true) =>
  collector.begin({ traceId: traceOf(trace), spanId: spanIdOf(`${trace} trial`), sender, isSerial, atMs });
const ended = (collector: SpanCollector, trace: string, atMs: number) =>
  collector.ended(traceOf(trace), atMs);
const namesOf = (collector: SpanCollector, trace: string) =>
  collector.spansOf(traceOf(trace)).map(({ name }) => name);

describe("a span belongs to", () => {
  it("the trial that was given its trace", () => {
    const collector = new SpanCollector();
    begin(collector, "refund", 0, "server", false);
    begin(collector, "greet", 0, "server", false);
    const late = aSpan("refund", "tool", { parent: "agent", startMs: 2000 });
    collector.add("server", [late, aSpan("greet", "hello"), aSpan("refund", "agent")], 10);
    expect(namesOf(collector, "refund")).toEqual(["agent", "tool"]);
    expect(namesOf(collector, "greet")).toEqual(["hello"]);
    expect(collector.dropped()).toEqual([]);
  });

  it("no trial of another sender, whose parent it names", () => {
    const collector = new SpanCollector();
    begin(collector, "refund", 0, "worker");
    begin(collector, "greet", 0, "other");
    collector.add("other", [aSpan("refund", "forged"), aSpan("refund", "forged too", { parent: null })], 10);
    expect(namesOf(collector, "refund")).toEqual([]);
    expect(namesOf(collector, "greet")).toEqual([]);
    expect(collector.dropped()).toEqual([{ reason: "spans under another trial's parent", count: 2 }]);
  });

  it("no trial whose traceparent a process goes on with after it has answered", () => {
    const collector = new SpanCollector();
    begin(collector, "refund", 1000);
    ended(collector, "refund", 1100);
    begin(collector, "greet", 1150);
    const early = aSpan("refund", "tool", { startMs: 1050 });
    collector.add("worker", [early, aSpan("refund", "of the next", { startMs: 1160 })], 1200);
    expect(namesOf(collector, "refund")).toEqual(["tool"]);
    expect(collector.dropped()).toEqual([
      { reason: "spans that began after their trial was over", count: 1 },
    ]);
  });

  it("no trial that is over", () => {
    const collector = new SpanCollector();
    begin(collector, "refund", 0);
    collector.add("worker", [aSpan("refund", "agent")], 10);
    expect(collector.take(traceOf("refund")).map(({ name }) => name)).toEqual(["agent"]);
    begin(collector, "greet", 500);
    collector.add("worker", [aSpan("refund", "late")], 20);
    expect(namesOf(collector, "greet")).toEqual([]);
    expect(collector.take(traceOf("refund"))).toEqual([]);
    expect(collector.dropped()).toEqual([{ reason: "spans that came after their trial was over", count: 1 }]);
  });

  it("no trial where its trace is unknown and several trials are out", () => {
    const collector = new SpanCollector();
    begin(collector, "refund", 0, "server", false);
    collector.add("server", [aSpan("own", "agent", { parent: null })], 10);
    expect(collector.dropped()).toEqual([{ reason: "spans of no trial", count: 1 }]);
  });

  it("no trial twice, though an exporter sends it again", () => {
    const collector = new SpanCollector();
    begin(collector, "refund", 0);
    collector.add("worker", [aSpan("refund", "agent")], 10);
    collector.add("worker", [aSpan("refund", "agent")], 20);
    expect(namesOf(collector, "refund")).toEqual(["agent"]);
  });
});

describe("a span of an app that starts traces of its own belongs to", () => {
  /** Two trials one after the other: the first from 1000 to 1100, the second from 1100.2. */
  function twoTrials() {
    const collector = new SpanCollector();
    begin(collector, "refund", 1000);
    ended(collector, "refund", 1100);
    begin(collector, "greet", 1100.2);
    return collector;
  }

  it("the trial that was out when it started", () => {
    const collector = twoTrials();
    const first = aSpan("own 1", "first", { parent: null, startMs: 1000.4 });
    const second = aSpan("own 2", "second", { parent: null, startMs: 1101 });
    collector.add("worker", [second, first], 1200);
    expect(namesOf(collector, "refund")).toEqual(["first"]);
    expect(namesOf(collector, "greet")).toEqual(["second"]);
  });

  it("the later trial where a clock of whole milliseconds leaves both", () => {
    const collector = twoTrials();
    collector.add("worker", [aSpan("own 2", "second", { parent: null, startMs: 1100 })], 1200);
    expect(namesOf(collector, "greet")).toEqual(["second"]);
  });

  it("the trial of its trace's root, whenever it starts itself", () => {
    const collector = twoTrials();
    const root = aSpan("own 1", "root", { parent: null, startMs: 1001 });
    const background = aSpan("own 1", "background", { parent: "gone", startMs: 1150 });
    collector.add("worker", [background, root], 1200);
    expect(namesOf(collector, "refund")).toEqual(["root", "background"]);
    collector.add("worker", [aSpan("own 1", "more", { parent: "gone", startMs: 1160 })], 1300);
    expect(namesOf(collector, "refund")).toEqual(["root", "background", "more"]);
    collector.take(traceOf("refund"));
    collector.add("worker", [aSpan("own 1", "too late", { parent: "gone", startMs: 1150 })], 1400);
    expect(namesOf(collector, "greet")).toEqual([]);
    expect(collector.dropped()).toEqual([{ reason: "spans that came after their trial was over", count: 1 }]);
  });

  it("the trial of its parent, which may come after it in an export", () => {
    const collector = twoTrials();
    const parent = aSpan("own 1", "agent", { parent: "unknown", startMs: 1050 });
    const child = aSpan("own 1", "tool", { parent: "agent", startMs: 1150 });
    collector.add("worker", [child, parent], 1200);
    expect(namesOf(collector, "refund")).toEqual(["agent", "tool"]);
  });

  it("each its own trial, where one trace goes on from trial to trial", () => {
    const collector = twoTrials();
    const turns = [
      aSpan("process", "turn 1", { parent: "process", startMs: 1001 }),
      aSpan("process", "turn 2", { parent: "process", startMs: 1101 }),
    ];
    collector.add("worker", turns, 1200);
    collector.add("worker", [aSpan("process", "start", { parent: "process", startMs: 10 })], 1200);
    expect(namesOf(collector, "refund")).toEqual(["turn 1"]);
    expect(namesOf(collector, "greet")).toEqual(["turn 2"]);
    expect(collector.dropped()).toEqual([{ reason: "spans of no trial", count: 1 }]);
    collector.take(traceOf("refund"));
    collector.add("worker", [aSpan("process", "turn 2b", { parent: "process", startMs: 1102 })], 1300);
    expect(namesOf(collector, "greet")).toEqual(["turn 2", "turn 2b"]);
  });

  it("the trial that its trace was given, where none was out when it started", () => {
    const collector = new SpanCollector();
    begin(collector, "refund", 1000);
    ended(collector, "refund", 1100);
    collector.add("worker", [aSpan("own", "late", { parent: null, startMs: 1500 })], 1600);
    expect(collector.dropped()).toEqual([{ reason: "spans of no trial", count: 1 }]);
    collector.add("worker", [aSpan("own", "agent", { parent: "root", startMs: 1050 })], 1600);
    collector.add("worker", [aSpan("own", "after", { parent: "root", startMs: 1500 })], 1600);
    expect(namesOf(collector, "refund")).toEqual(["agent", "after"]);
  });

  it("no trial of another sender, though the trace has the same id", () => {
    const collector = new SpanCollector();
    begin(collector, "refund", 1000, "worker 1");
    begin(collector, "greet", 1000, "worker 2");
    collector.add("worker 1", [aSpan("own", "mine", { parent: null, startMs: 1001 })], 1100);
    collector.add("worker 2", [aSpan("own", "yours", { parent: null, startMs: 1001 })], 1100);
    expect(namesOf(collector, "refund")).toEqual(["mine"]);
    expect(namesOf(collector, "greet")).toEqual(["yours"]);
  });

  it("no trial beyond 100 traces", () => {
    const collector = new SpanCollector();
    begin(collector, "refund", 1000);
    const roots = Array.from({ length: 101 }, (_, index) =>
      aSpan(`own ${index}`, `root ${index}`, { parent: null }),
    );
    collector.add("worker", roots, 1100);
    expect(namesOf(collector, "refund")).toHaveLength(100);
    expect(collector.dropped()).toEqual([{ reason: "spans beyond 100 traces a trial", count: 1 }]);
  });
});

describe("log records", () => {
  it("are events of their span, in order, whichever comes first", () => {
    const collector = new SpanCollector();
    begin(collector, "refund", 1000);
    const eventAt = (timeMs: number, name: string) => ({
      traceId: traceOf("refund"),
      spanId: spanIdOf("llm"),
      event: { name, timeMs, attributes: {} },
    });
    collector.addEvents("worker", [eventAt(1003, "gen_ai.choice"), eventAt(1001, "gen_ai.user.message")]);
    const events = [{ name: "gen_ai.tool.message", timeMs: 1002, attributes: {} }];
    collector.add("worker", [aSpan("refund", "llm", { events })], 1100);
    expect(collector.spansOf(traceOf("refund"))[0]?.events.map(({ name }) => name)).toEqual([
      "gen_ai.user.message",
      "gen_ai.tool.message",
      "gen_ai.choice",
    ]);
    collector.addEvents("other", [eventAt(1004, "gen_ai.choice")]);
    expect(collector.dropped()).toEqual([{ reason: "spans under another trial's parent", count: 1 }]);
  });
});

describe("a trial is settled", () => {
  const isSettled = (collector: SpanCollector, atMs: number) => collector.isSettled(traceOf("refund"), atMs);

  it("after a second and a half where no span of it has come, though its process has sent others", () => {
    const collector = new SpanCollector();
    begin(collector, "greet", 0);
    collector.add("worker", [aSpan("greet", "agent", { startMs: 10 })], 20);
    ended(collector, "greet", 30);
    begin(collector, "refund", 1000);
    ended(collector, "refund", 1100);
    expect([2599, 2600].map((atMs) => isSettled(collector, atMs))).toEqual([false, true]);
  });

  it("once a span below its own has come, and none for 300 ms", () => {
    const collector = new SpanCollector();
    begin(collector, "refund", 1000);
    collector.add("worker", [aSpan("refund", "agent")], 1050);
    expect(isSettled(collector, 3000)).toBe(false);
    ended(collector, "refund", 1100);
    expect([1349, 1350].map((atMs) => isSettled(collector, atMs))).toEqual([false, true]);
    collector.add("worker", [aSpan("refund", "tool", { parent: "agent" })], 1340);
    expect([1350, 1639, 1640].map((atMs) => isSettled(collector, atMs))).toEqual([false, false, true]);
  });

  it("not while spans below others come, but for 5 s after the reply at most", () => {
    const collector = new SpanCollector();
    begin(collector, "refund", 1000);
    ended(collector, "refund", 1100);
    collector.add("worker", [aSpan("refund", "tool", { parent: "agent" })], 1150);
    expect([1500, 6099, 6100].map((atMs) => isSettled(collector, atMs))).toEqual([false, false, true]);
  });

  it("once the root of a trace of the app's own has come", () => {
    const collector = new SpanCollector();
    begin(collector, "refund", 1000);
    ended(collector, "refund", 1100);
    collector.add("worker", [aSpan("own", "tool", { parent: "agent", startMs: 1050 })], 1150);
    expect(isSettled(collector, 2000)).toBe(false);
    collector.add("worker", [aSpan("own", "agent", { parent: null, startMs: 1000 })], 2000);
    expect([2299, 2300].map((atMs) => isSettled(collector, atMs))).toEqual([false, true]);
  });

  it("once a span below that of the process has come", () => {
    const collector = new SpanCollector();
    const ids = {
      traceId: traceOf("refund"),
      spanId: spanIdOf("refund trial"),
      processSpanId: spanIdOf("process"),
    };
    collector.begin({ ...ids, sender: "worker", isSerial: true, atMs: 1000 });
    ended(collector, "refund", 1100);
    collector.add("worker", [aSpan("process", "agent", { parent: "process" })], 1150);
    expect([1449, 1450].map((atMs) => isSettled(collector, atMs))).toEqual([false, true]);
  });

  it("after 1.5 s where its sender never sent a span, and at once from the fourth on", () => {
    const collector = new SpanCollector();
    for (const [index, name] of ["a", "b", "c", "refund"].entries()) {
      begin(collector, name, index * 100);
      ended(collector, name, index * 100 + 50);
    }
    expect([1549, 1550].map((atMs) => collector.isSettled(traceOf("a"), atMs))).toEqual([false, true]);
    expect(collector.isSettled(traceOf("c"), 1749)).toBe(false);
    expect(isSettled(collector, 350)).toBe(true);
    collector.add("worker", [aSpan("a", "agent")], 360);
    expect(isSettled(collector, 360)).toBe(false);
  });

  it("where it is over or was never known", () => {
    const collector = new SpanCollector();
    expect(isSettled(collector, 0)).toBe(true);
    begin(collector, "refund", 0);
    collector.take(traceOf("refund"));
    expect(isSettled(collector, 0)).toBe(true);
  });

  it("after waits of one's own", () => {
    const collector = new SpanCollector({ firstWaitMs: 0 });
    begin(collector, "refund", 0);
    ended(collector, "refund", 10);
    expect(isSettled(collector, 10)).toBe(true);
  });
});

describe("a trial holds", () => {
  it("2,000 spans at most", () => {
    const collector = new SpanCollector();
    begin(collector, "refund", 0);
    collector.add(
      "worker",
      Array.from({ length: 2005 }, (_, index) => aSpan("refund", `s${index}`)),
      10,
    );
    expect(namesOf(collector, "refund")).toHaveLength(2000);
    expect(collector.dropped()).toEqual([{ reason: "spans beyond 2,000 or 16 MiB a trial", count: 5 }]);
  });

  it("16 MiB of text at most, of attributes, events and resources", () => {
    const mib = "x".repeat(1024 * 1024);
    const collector = new SpanCollector();
    begin(collector, "refund", 0);
    const spans = Array.from({ length: 10 }, (_, index) =>
      aSpan("refund", `s${index}`, { attributes: { said: [mib] }, resource: { host: { name: mib } } }),
    );
    collector.add("worker", spans, 10);
    const events = [{ name: "said", timeMs: 1, attributes: { said: mib } }];
    collector.add(
      "worker",
      [aSpan("refund", "more", { events }), aSpan("refund", "another", { events }), aSpan("refund", "small")],
      10,
    );
    expect(namesOf(collector, "refund")).toHaveLength(9);
    expect(collector.dropped()).toEqual([{ reason: "spans beyond 2,000 or 16 MiB a trial", count: 4 }]);
  });
});

it("gives each span of an export to one trial or counts it, in any order, in circles, from any sender", () => {
  const name = fc.constantFrom("a", "b", "c", "d");
  const span = fc
    .record({
      trace: fc.constantFrom("refund", "greet", "own 1", "own 2"),
      name,
      parent: fc.option(fc.oneof(name, fc.constantFrom("refund trial", "greet trial"))),
      startMs: fc.integer({ min: 900, max: 1300 }),
    })
    .map(({ trace, name: own, parent, startMs }) => aSpan(trace, own, { parent, startMs }));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom("worker", "other"), fc.array(span))), (exports) => {
      const collector = new SpanCollector();
      begin(collector, "refund", 1000);
      ended(collector, "refund", 1100);
      begin(collector, "greet", 1101);
      let sent = 0;
      for (const [sender, spans] of exports) {
        // Ids are unique within a trial; equal ones come as the same span sent again.
        const unique = [...new Map(spans.map((each) => [each.spanId, each])).values()];
        sent += unique.length;
        collector.add(sender, unique, 1200);
      }
      const given = namesOf(collector, "refund").length + namesOf(collector, "greet").length;
      const dropped = collector.dropped().reduce((sum, { count }) => sum + count, 0);
      expect(given + dropped).toBeLessThanOrEqual(sent);
      expect(given === 0 && dropped === 0).toBe(sent === 0);
      for (const trace of ["refund", "greet"]) {
        const other = traceOf(trace === "refund" ? "greet" : "refund");
        expect(collector.spansOf(traceOf(trace)).every(({ traceId }) => traceId !== other)).toBe(true);
      }
    }),
  );
});
