import type { JsonObject } from "../../../src/experiment/json.ts";
import { openLearner } from "../../../src/traces/detect/learn-app.ts";
import { type DetectorOptions, openDetector } from "../../../src/traces/detect/open-detector.ts";
import type { Detected, NormalTrace, TraceScore } from "../../../src/traces/normal-trace.ts";

/** A trace of the support desk in which nothing is wrong. */
export function aTrace(over: Partial<NormalTrace> = {}): NormalTrace {
  return {
    traceId: "t1",
    source: { system: "otlp", id: "t1" },
    name: "support-desk",
    input: "Can I return it after 40 days?",
    output: "No, within 30 days only.",
    ...over,
  };
}

export function aScore(over: Partial<TraceScore> = {}): TraceScore {
  return { name: "helpful", value: false, kind: "boolean", source: "annotation", ...over };
}

/** The messages of one call with its result. */
export function aCall(
  name: string,
  args: JsonObject | string,
  content: string,
  marks: JsonObject = {},
): readonly JsonObject[] {
  const id = `call-${name}-${JSON.stringify(args)}-${content}`;
  const given = typeof args === "string" ? args : JSON.stringify(args);
  return [
    { role: "assistant", tool_calls: [{ id, function: { name, arguments: given } }] },
    { role: "tool", tool_call_id: id, content, ...marks },
  ];
}

export const asked: JsonObject = { role: "user", content: "Can I return it after 40 days?" };
export const answered: JsonObject = { role: "assistant", content: "No, within 30 days only." };

/** What is detected in the first of these traces, after all of them were learned from. */
export function detectIn(
  traces: readonly NormalTrace[],
  options: Omit<DetectorOptions, "learned"> = {},
): Detected | undefined {
  const learner = openLearner();
  for (const trace of traces) learner.add(trace);
  return openDetector({ ...options, learned: learner.learned() })(traces[0] ?? aTrace()).detected;
}

/** The signals of one trace. */
export function signalsOf(
  trace: NormalTrace,
  options: Omit<DetectorOptions, "learned"> = {},
): readonly string[] {
  return detectIn([trace], options)?.signs.map(({ signal }) => signal) ?? [];
}
