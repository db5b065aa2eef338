import type { JsonObject } from "../../../src/experiment/json.ts";
import type { StoredTrace } from "../../stand-ins/langfuse.ts";

const start = Date.parse("2026-11-20T08:00:00.000Z");

export const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, "0");
export const traceIdOf = (number: number): string => `d${hex(number, 31)}`;

/** A trace of the support desk: an agent that asks a model, one minute after the trace before. */
export function aTrace(
  number: number,
  more: Partial<StoredTrace> & { readonly rows?: readonly JsonObject[] } = {},
): StoredTrace {
  const id = traceIdOf(number);
  const timestamp = new Date(start + number * 60_000).toISOString();
  return {
    id,
    timestamp,
    name: "desk",
    environment: "production",
    rows: [
      aRow(number, 0, { type: "AGENT", isRootObservation: true, parentObservationId: null }),
      aRow(number, 1, {
        type: "GENERATION",
        parentObservationId: rowIdOf(number, 0),
        providedModelName: "gpt-5-mini",
        usageDetails: { input: 20, output: 5, total: 25 },
        costDetails: { total: 0.001 },
      }),
    ],
    scores: [aScore(number, { name: "helpful", dataType: "BOOLEAN", value: false, comment: "wrong window" })],
    ...more,
  };
}

export const rowIdOf = (number: number, row: number): string => `e${hex(number, 9)}${hex(row, 6)}`;

/** A row of a trace, a second after the row before. */
export function aRow(number: number, row: number, more: JsonObject = {}): JsonObject {
  const at = start + number * 60_000 + row * 1000;
  return {
    id: rowIdOf(number, row),
    traceId: traceIdOf(number),
    projectId: "desk",
    startTime: new Date(at).toISOString(),
    endTime: new Date(at + 900).toISOString(),
    type: "SPAN",
    name: "desk",
    environment: "production",
    level: "DEFAULT",
    input: JSON.stringify({ question: `refund ${number}` }),
    output: JSON.stringify({ answer: "30 days" }),
    metadata: { attributes: JSON.stringify({ note: "x".repeat(400) }), long: "y".repeat(400) },
    traceName: "desk",
    release: "9f3c1ab",
    tags: ["desk"],
    ...more,
  };
}

let scores = 0;

/** A score of the trace, in the form of `/v3/scores`. */
export function aScore(number: number, more: JsonObject): JsonObject {
  scores += 1;
  return {
    id: `score-${scores}`,
    projectId: "desk",
    source: "ANNOTATION",
    timestamp: "2026-11-21T00:00:00.000Z",
    environment: "production",
    subject: { kind: "trace", id: traceIdOf(number) },
    ...more,
  };
}

export function manyTraces(count: number): readonly StoredTrace[] {
  return Array.from({ length: count }, (_, number) => aTrace(number));
}

/** A clock that a pause moves on, and nothing else. */
export function aClock(): { now: () => number; wait: (ms: number) => Promise<void>; waited: number[] } {
  let time = Date.parse("2026-11-25T12:00:00.000Z");
  const waited: number[] = [];
  return {
    now: () => time,
    wait: (ms) => {
      time += ms;
      waited.push(ms);
      return Promise.resolve();
    },
    waited,
  };
}
