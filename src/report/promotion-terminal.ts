import { counted, integer } from "../decide/format.ts";
import type { PassedOver, PromotedCase, PromotionCounts } from "../experiment/promotion.ts";
import { columns } from "./text-columns.ts";
import { terminalText } from "./untrusted.ts";

const mostCases = 50;
const mostGroups = 10;

/** Why a trace gave no case, in words. */
export const passedOverWords: Readonly<Record<PassedOver, string>> = {
  "in-dataset": "in the dataset already",
  "near-dataset": "nearly as a case of the dataset",
  "in-batch": "asks the same as a case of this batch",
  "near-batch": "nearly as a case of this batch",
  rejected: "rejected before",
  "near-rejected": "nearly as one that was rejected",
  "no-question": "the trace does not tell what was asked",
  "too-large": "larger than a row of a dataset may be",
  "not-redacted": "could not be redacted",
};

/** The cases that were chosen, for people at a terminal. Their texts are redacted, and none of them is in it but names. */
export function renderPromotedCases(cases: readonly PromotedCase[]): string {
  const rows = cases.map(({ id, expected, source }) => [
    id,
    name(source.failure ?? "-"),
    name(source.signals?.[0]?.signal ?? "-"),
    name(source.release ?? "-"),
    expected === undefined ? "no expected" : `expected: ${source.expected_from ?? ""}`,
    name(source.url ?? source.trace_id, 120),
  ]);
  return columns("cases", rows, mostCases).join("\n");
}

/** What became of all traces: duplicates by reason, and by failure what was left out. */
export function renderPromotionCounts({ traces, chosen, ...counts }: PromotionCounts): string {
  const { passedOver, duplicates, leftOut, groups } = counts;
  const passed = Object.entries(passedOver).map(([reason, count]) => {
    const first = duplicates.find((one) => one.reason === reason);
    return [
      passedOverWords[reason as PassedOver],
      integer(count),
      first === undefined ? "" : `such as ${name(first.traceId, 64)}, as ${name(first.like, 80)}`,
    ];
  });
  const left = groups
    .filter((group) => group.leftOut > 0)
    .map(({ fingerprint = "nothing detected", failure = "-", ...group }) => [
      name(fingerprint, 80),
      name(failure),
      `${integer(group.leftOut)} of ${integer(group.traces)}`,
    ]);
  return [
    `${counted(chosen, "case")} of ${counted(traces, "trace")}`,
    "",
    ...columns("passed over", passed, passed.length),
    ...columns(`left out, since the batch is full: ${integer(leftOut)}`, left, mostGroups),
  ].join("\n");
}

function name(text: string, most = 44): string {
  return terminalText(text, most);
}
