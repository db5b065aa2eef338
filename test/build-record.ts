/** The text of a run record: a header, and a line for each trial. */
export function recordText(trials: readonly object[], header: object = {}, end?: object): string {
  const cases = new Set(trials.map((trial) => (trial as { case?: string }).case)).size;
  const lines = [
    { type: "run", version: 1, planned: { cases }, ...header },
    ...trials.map((trial) => ({ type: "trial", trial: 0, status: "ok", ...trial })),
    ...(end === undefined ? [] : [{ type: "end", ...end }]),
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** Trials of `count` cases with a recorded score; the first `failing` of them fail. */
export function scoredTrials(count: number, failing = 0, prefix = "refund"): readonly object[] {
  return Array.from({ length: count }, (_, i) => ({
    case: `${prefix}-${i}`,
    scores: [{ scorer: "label", value: i < failing ? 0 : 1 }],
  }));
}
