/**
 * Every signal, the strongest first: what a person said, what rules of the user's own say, what the trace itself shows, what users and
 * models said of it, what it cost, and at last what is only said.
 */
export const signals = [
  "correction",
  "annotation",
  "rule",
  "error",
  "tool_misuse",
  "tool_loop",
  "tool_failed",
  "user_feedback",
  "empty_answer",
  "refusal",
  "schema",
  "score",
  "judge",
  "latency",
  "cost",
  "apology",
] as const;

export type Signal = (typeof signals)[number];

/** One sign of a failure in a trace, and what tells it from others. */
export type FoundSign = {
  readonly signal: Signal;
  readonly failure: string;
  /** In a sentence, with words of the trace in quotes. */
  readonly evidence: string;
  /** The same without words of the trace. */
  readonly shown: string;
  /** For the fingerprint: the tool that failed. */
  readonly tool?: string;
  /** For the fingerprint: words that are much the same wherever this happens, such as the text of an error. */
  readonly words?: string;
  /** When it happened: how many calls of tools came before. Absent: at the end. */
  readonly at?: number;
};

const strength: ReadonlyMap<string, number> = new Map(signals.map((signal, index) => [signal, index]));

/** Less than 0 where the first signal is the stronger one. */
export function compareSignals(one: string, other: string): number {
  return (strength.get(one) ?? signals.length) - (strength.get(other) ?? signals.length);
}
