import { Counts, type Counted } from "./otlp-counts.ts";
import type { LogEvent } from "./otlp-logs.ts";
import { sizeOfEvent, sizeOfSpan } from "./otlp-size.ts";
import type { Span, SpanEvent } from "./span.ts";

/** A trial as it is sent out. Times are of the clock on the wall, in milliseconds since 1970, as those of spans are. */
export type TracedTrial = {
  /** The trace that the app is asked to make its spans in. */
  readonly traceId: string;
  /** The trial's own span, which is never sent: the parent of the app's. */
  readonly spanId: string;
  /** The process that it was sent to. */
  readonly sender: string;
  /** That process has one trial out at a time. Then spans of a trace of its own are the trial's, too. */
  readonly isSerial?: boolean;
  /** The span that the process was started under (`TRACEPARENT` of its environment), if any. */
  readonly processSpanId?: string;
  readonly atMs: number;
};

/** How long to wait for spans after a reply, in milliseconds. */
export type Waits = {
  /** Once spans have come, and none since. */
  readonly quietMs: number;
  /** For a trial of which no span has come; of a sender that has sent none yet only for its first trials. */
  readonly firstWaitMs: number;
  /** In any case. */
  readonly longestWaitMs: number;
};

const usualWaits: Waits = { quietMs: 300, firstWaitMs: 1500, longestWaitMs: 5000 };
/** Trials of a silent sender that are waited for. */
const firstTrials = 3;
const mostSpans = 2000;
const mostTextBytes = 16 * 1024 * 1024;
const most = "2,000 or 16 MiB";
const mostOwnTraces = 100;
/** Clocks may know whole milliseconds only, so that a span seems to start before its trial does, or after it. */
const clockGrainMs = 1;

type Held = TracedTrial & {
  /** Which of its sender's it is, from 0. */
  readonly number: number;
  readonly spanById: Map<string, Span>;
  readonly eventsBySpanId: Map<string, SpanEvent[]>;
  readonly ownTraces: Set<string>;
  endedMs?: number;
  lastSpanMs?: number;
  /** A span right below the trial's own or the process's has come, or the root of a trace of the app's own. */
  hasTop: boolean;
  textBytes: number;
  parts: number;
};

type Sender = { trials: number; hasSent: boolean; readonly held: Set<Held> };

/** A trace of an app's own. Whose root is a trial's is the trial's as a whole; one that goes on from trial to trial has no owner. */
type OwnTrace = { latest?: Held; owner?: Held; isOver?: true };

/** What a span or a log record says of where it belongs. */
type Item = Pick<Span, "traceId" | "parentSpanId" | "startMs">;

/**
 * Gives spans to the trials that they belong to, and never to another: by the id of the trace that the trial was given; where the app
 * makes traces of its own and has one trial out at a time, by the trial of the parent, or the one that was out when the span started.
 */
export class SpanCollector {
  readonly #waits: Waits;
  readonly #trialByTraceId = new Map<string, Held>();
  /** Traces of the apps' own, by sender and id. */
  readonly #ownTraces = new Map<string, OwnTrace>();
  /** Those given to trials that are over. */
  readonly #takenTraces = new Set<string>();
  readonly #senders = new Map<string, Sender>();
  readonly #dropped = new Counts();

  constructor(waits: Partial<Waits> = {}) {
    this.#waits = { ...usualWaits, ...waits };
  }

  /** A trial goes out. Its trace id must be new. */
  begin(trial: TracedTrial): void {
    const sender = this.#senderOf(trial.sender);
    const held: Held = {
      ...trial,
      number: sender.trials++,
      spanById: new Map(),
      eventsBySpanId: new Map(),
      ownTraces: new Set(),
      hasTop: false,
      textBytes: 0,
      parts: 0,
    };
    this.#trialByTraceId.set(trial.traceId, held);
    sender.held.add(held);
  }

  /** Its reply has come, or will not. */
  ended(traceId: string, atMs: number): void {
    const trial = this.#trialByTraceId.get(traceId);
    if (trial !== undefined) trial.endedMs ??= atMs;
  }

  /** Spans of one export that came at this time. Those that belong to no trial are counted. A span that comes twice counts once. */
  add(sender: string, spans: readonly Span[], atMs: number): void {
    if (spans.length > 0) this.#senderOf(sender).hasSent = true;
    for (const span of parentsFirst(spans)) {
      const trial = this.#trialOf(sender, span);
      if (trial === undefined) continue;
      trial.lastSpanMs = atMs;
      if (trial.spanById.has(span.spanId)) continue;
      trial.hasTop ||= isTop(span, trial);
      if (makeRoom(trial, sizeOfSpan(span))) trial.spanById.set(span.spanId, span);
      else this.#dropped.add(`spans beyond ${most} a trial`);
    }
  }

  /** Log records of one export, which become events of the spans that they name. */
  addEvents(sender: string, events: readonly LogEvent[]): void {
    for (const { traceId, spanId, event } of events) {
      const trial = this.#trialOf(sender, { traceId, parentSpanId: spanId, startMs: event.timeMs });
      if (trial === undefined) continue;
      if (!makeRoom(trial, sizeOfEvent(event))) {
        this.#dropped.add(`log records beyond ${most} a trial`);
        continue;
      }
      const list = trial.eventsBySpanId.get(spanId);
      if (list === undefined) trial.eventsBySpanId.set(spanId, [event]);
      else list.push(event);
    }
  }

  /** What has come of a trial, in the order in which its spans started. Spans of the app's own traces keep their trace id. */
  spansOf(traceId: string): readonly Span[] {
    const trial = this.#trialByTraceId.get(traceId);
    if (trial === undefined) return [];
    return Array.from(trial.spanById.values(), (span) => {
      const more = trial.eventsBySpanId.get(span.spanId);
      if (more === undefined) return span;
      return { ...span, events: [...span.events, ...more].toSorted((a, b) => a.timeMs - b.timeMs) };
    }).toSorted((a, b) => a.startMs - b.startMs);
  }

  /** Whether to wait no longer for spans of a trial. */
  isSettled(traceId: string, nowMs: number): boolean {
    const trial = this.#trialByTraceId.get(traceId);
    if (trial === undefined) return true;
    if (trial.endedMs === undefined) return false;
    const waitedMs = nowMs - trial.endedMs;
    const { quietMs, firstWaitMs, longestWaitMs } = this.#waits;
    if (waitedMs >= longestWaitMs) return true;
    // One that has told nothing by now has nothing to tell, whatever its process has said of others.
    if (trial.lastSpanMs === undefined && waitedMs >= firstWaitMs) return true;
    if (!this.#senderOf(trial.sender).hasSent) return trial.number >= firstTrials || waitedMs >= firstWaitMs;
    return trial.hasTop && trial.lastSpanMs !== undefined && nowMs - trial.lastSpanMs >= quietMs;
  }

  /** The spans of a trial that is over, which is then forgotten: what still comes of it is counted as late. */
  take(traceId: string): readonly Span[] {
    const spans = this.spansOf(traceId);
    const trial = this.#trialByTraceId.get(traceId);
    if (trial === undefined) return spans;
    this.#trialByTraceId.delete(traceId);
    this.#takenTraces.add(traceId);
    for (const own of trial.ownTraces) {
      if (this.#ownTraces.get(own)?.owner === trial) this.#ownTraces.set(own, { isOver: true });
      else if (this.#ownTraces.get(own)?.latest === trial) this.#ownTraces.delete(own);
    }
    this.#senderOf(trial.sender).held.delete(trial);
    return spans;
  }

  /** What was not given to a trial, by reason. */
  dropped(): readonly Counted[] {
    return this.#dropped.list();
  }

  #senderOf(name: string): Sender {
    const sender = this.#senders.get(name) ?? { trials: 0, hasSent: false, held: new Set() };
    this.#senders.set(name, sender);
    return sender;
  }

  #trialOf(sender: string, item: Item): Held | undefined {
    const given = this.#trialByTraceId.get(item.traceId);
    if (given !== undefined) {
      if (given.sender !== sender) return this.#drop("spans under another trial's parent");
      // Whoever does one thing at a time has begun another: it goes on with a parent that is over.
      return isAfter(given, item.startMs) ? this.#drop("spans that began after their trial was over") : given;
    }
    if (this.#takenTraces.has(item.traceId)) return this.#drop(cameLate);
    return this.#trialOfOwnTrace(sender, item);
  }

  /** The trial of a span in a trace of the app's own. */
  #trialOfOwnTrace(sender: string, { traceId, parentSpanId, startMs }: Item): Held | undefined {
    const key = `${sender} ${traceId}`;
    const known = this.#ownTraces.get(key);
    if (known?.isOver === true) return this.#drop(cameLate);
    if (known?.owner !== undefined) return known.owner;
    const held = [...this.#senderOf(sender).held];
    const ofParent = held.find(({ spanById }) => spanById.get(parentSpanId ?? "")?.traceId === traceId);
    // Of two that may have been, the later: what has no known parent is the first that a trial does.
    const out = held.findLast((each) => wasOut(each, startMs));
    const latest = known?.latest !== undefined && hadBegun(known.latest, startMs) ? known.latest : undefined;
    const trial = ofParent ?? out ?? latest;
    if (trial === undefined) return this.#drop("spans of no trial");
    if (!trial.ownTraces.has(key) && trial.ownTraces.size >= mostOwnTraces) {
      return this.#drop(`spans beyond ${mostOwnTraces} traces a trial`);
    }
    trial.ownTraces.add(key);
    const isRoot = parentSpanId === undefined && out !== undefined;
    this.#ownTraces.set(key, { latest: trial, ...(isRoot ? { owner: trial } : {}) });
    return trial;
  }

  #drop(reason: string): undefined {
    this.#dropped.add(reason);
  }
}

const cameLate = "spans that came after their trial was over";

function isTop({ traceId, parentSpanId }: Span, trial: Held): boolean {
  if (traceId === trial.traceId) return parentSpanId === trial.spanId;
  return parentSpanId === undefined || parentSpanId === trial.processSpanId;
}

function hadBegun({ atMs }: Held, startMs: number): boolean {
  return startMs >= atMs - clockGrainMs;
}

function isAfter({ isSerial, endedMs = Infinity }: Held, startMs: number): boolean {
  return isSerial === true && startMs > endedMs + clockGrainMs;
}

function wasOut(trial: Held, startMs: number): boolean {
  const { isSerial, endedMs = Infinity } = trial;
  return isSerial === true && hadBegun(trial, startMs) && startMs <= endedMs + clockGrainMs;
}

/** Roots, then a parent before its children: exporters send spans as they end. A circle of parents comes in any order. */
function parentsFirst(spans: readonly Span[]): readonly Span[] {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const ordered = new Set(spans.filter(({ parentSpanId }) => parentSpanId === undefined));
  for (const span of spans) {
    if (!byId.has(span.parentSpanId ?? "")) {
      ordered.add(span);
      continue;
    }
    const branch = new Set<Span>();
    let at: Span | undefined = span;
    while (at !== undefined && !ordered.has(at) && !branch.has(at)) {
      branch.add(at);
      at = byId.get(at.parentSpanId ?? "");
    }
    for (const each of [...branch].toReversed()) ordered.add(each);
  }
  return [...ordered];
}

/** Counts it in, unless it is beyond what a trial may hold. */
function makeRoom(trial: Held, textBytes: number): boolean {
  if (trial.parts >= mostSpans || trial.textBytes + textBytes > mostTextBytes) return false;
  trial.parts++;
  trial.textBytes += textBytes;
  return true;
}
