import type { Verdict } from "../experiment/verdict.ts";
import type { Place } from "../problem.ts";
import { findRule } from "./layout.ts";
import { cut, terminalText } from "./untrusted.ts";

/** A note at a line of a file, as GitHub shows it beside the change. */
export type Annotation = {
  readonly file: string;
  readonly line: number;
  readonly level: "error" | "warning";
  readonly title: string;
  readonly message: string;
};

/** GitHub shows ten of a level for a step; two are left for the workflow's own. */
const mostOfLevel = 8;
const mostCharacters = 4000;

/**
 * Broken critical cases on their lines of the dataset, then the other problems that have a file; at most eight of a level.
 * `placeByCaseId` is where the candidate's files have the cases: a line of another commit would point at another row.
 */
export function annotationsOf(
  verdict: Verdict,
  placeByCaseId: ReadonlyMap<string, Place>,
): readonly Annotation[] {
  const all = [...brokenCases(verdict, placeByCaseId), ...problems(verdict)];
  const level = (wanted: Annotation["level"]) =>
    all.filter((annotation) => annotation.level === wanted).slice(0, mostOfLevel);
  return [...level("error"), ...level("warning")];
}

function brokenCases(verdict: Verdict, placeByCaseId: ReadonlyMap<string, Place>): readonly Annotation[] {
  const rule = findRule(verdict, "critical");
  if (rule?.status !== "fail" || rule.advisory === true) return [];
  const cases = rule.cases ?? [];
  const waiver = rule.waived === undefined ? "" : ` Waived by \`${rule.waived}\`.`;
  return cases.flatMap((id) => {
    const place = placeByCaseId.get(id);
    // With one case the rule's message is about it, and says how often it fails.
    const message =
      cases.length === 1 ? rule.message : `Critical case \`${id}\` broke. ${counts(verdict, id)}`;
    return annotate(place, waiver === "" ? "error" : "warning", "Critical case broke", `${message}${waiver}`);
  });
}

function counts({ changed }: Verdict, id: string): string {
  const { failure, shown } = changed.find((change) => change.case === id) ?? {};
  if (failure === undefined) return "The report says how.";
  const call = shown === undefined ? "" : ` (${shown})`;
  return `It fails as \`${failure}\`${call}; the report says how often.`;
}

function problems(verdict: Verdict): readonly Annotation[] {
  const isError = verdict.verdict === "error";
  return verdict.problems.flatMap((problem) =>
    annotate(
      problem,
      isError ? "error" : "warning",
      isError ? "The gate could not run" : "The gate noticed",
      [problem.message, ...(problem.fix === undefined ? [] : [problem.fix])].join(" "),
    ),
  );
}

function annotate(
  place: Place | undefined,
  level: Annotation["level"],
  title: string,
  message: string,
): readonly Annotation[] {
  if (place?.file === undefined) return [];
  const { file, line = 1 } = place;
  return [{ file, line, level, title, message: cut(terminalText(message, mostCharacters), mostCharacters) }];
}
