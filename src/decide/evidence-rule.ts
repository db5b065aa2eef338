import type { CasePair } from "../compare/pair-arms.ts";
import type { PairedChange } from "../compare/paired-change.ts";
import type { ArmName, EndReason, RunHeader } from "../experiment/trial.ts";
import type { Evidence, Rule } from "../experiment/verdict.ts";
import { counted, listed, percent } from "./format.ts";
import { isOver } from "./rule-plan.ts";

/** What an arm was meant to run, and how its run ended. */
export type ArmRun = {
  readonly planned: RunHeader["planned"];
  /** Cases of the record that have a line, in the gate's dataset or not. */
  readonly casesRun: number;
  readonly end?: { readonly reason: EndReason; readonly cases: number };
};

/** Cases planned, run and scored on one arm. Of the cases run, those not scored are lost to infrastructure or unscored. */
export function countEvidence(pairs: readonly CasePair[], arm: ArmName, run: ArmRun): Evidence {
  const outcomes = pairs.map((pair) => pair[arm]).filter((it) => it.length > 0);
  const scored = outcomes.filter((it) => it.some(({ state }) => state === "scored")).length;
  const lost = outcomes.filter((it) => it.every(({ state }) => state === "lost")).length;
  return {
    planned: outcomes.length + missingCases(pairs, arm, run),
    run: outcomes.length,
    scored,
    infra_errors: lost,
    unscored: outcomes.length - scored - lost,
  };
}

/** Cases of this gate without a line on the arm, or as many as the record's own plan lacks. */
function missingCases(pairs: readonly CasePair[], arm: ArmName, run: ArmRun): number {
  const absent = pairs.filter((pair) => pair[arm].length === 0).length;
  return Math.max(absent, plannedCases(run) - run.casesRun);
}

/** A look and an early stop make what was run the plan; any other early end is missing evidence. */
function plannedCases({ planned, end }: ArmRun): number {
  return end?.reason === "look" || end?.reason === "early_stop" ? end.cases : planned.cases;
}

const endings: Partial<Record<EndReason, string>> = {
  budget: "reached its budget",
  deadline: "reached its deadline",
  signal: "was stopped by a signal",
  outage: "was ended by an outage at the provider",
};

/** The rule `evidence`: inconclusive for anything planned that did not come, never waivable. */
export function decideEvidence(
  pairs: readonly CasePair[],
  quality: PairedChange,
  runs: Readonly<Record<ArmName, ArmRun>>,
  policy: { readonly maxMissing: number; readonly minCases: number },
): Rule {
  const gaps = [
    ...(pairs.length === 0 ? ["There is no case to decide on."] : []),
    ...armGaps(pairs, "baseline", runs.baseline),
    ...armGaps(pairs, "candidate", runs.candidate),
    ...unpairedGaps(pairs),
    ...lostGap(pairs, quality, policy.maxMissing),
    ...(pairs.length > 0 && quality.pairs.length < policy.minCases
      ? [
          `${counted(quality.pairs.length, "case")} scored on both arms, and \`min_cases\` asks for ${policy.minCases}.`,
        ]
      : []),
  ];
  const without = [...quality.withoutLine, ...quality.lost];
  return {
    rule: "evidence",
    status: gaps.length === 0 ? "pass" : "inconclusive",
    n: pairs.length,
    message:
      gaps.length === 0
        ? `${counted(pairs.length, "case")} planned, run and scored on both arms${lostNote(quality)}.`
        : gaps.join(" "),
    ...(gaps.length > 0 && without.length > 0 ? { cases: without } : {}),
  };
}

function lostNote({ lost }: PairedChange): string {
  return lost.length === 0
    ? ""
    : `, but for ${counted(lost.length, "case")} lost on an arm (${listed(lost)})`;
}

function armGaps(pairs: readonly CasePair[], arm: ArmName, run: ArmRun): readonly string[] {
  const ending = run.end === undefined ? undefined : endings[run.end.reason];
  const absent = pairs.filter((pair) => pair[arm].length === 0).map((pair) => pair.case.id);
  const notThere = missingCases(pairs, arm, run);
  const trials = run.planned.trials ?? 1;
  const short = pairs
    .filter((pair) => pair[arm].length > 0 && pair[arm].length < trials)
    .map((pair) => pair.case.id);
  const named = absent.length > 0 ? ` (${listed(absent)})` : "";
  return [
    ...(ending === undefined
      ? []
      : [`The ${arm} run ${ending} after ${counted(run.end?.cases ?? 0, "case")}.`]),
    ...(notThere > 0
      ? [`${counted(notThere, "planned case")} ${notThere === 1 ? "has" : "have"} no ${arm} result${named}.`]
      : []),
    ...(short.length > 0
      ? [
          `${counted(short.length, "case")} ${short.length === 1 ? "has" : "have"} fewer than the ${trials} planned ${arm} trials (${listed(short)}).`,
        ]
      : []),
  ];
}

function unpairedGaps(pairs: readonly CasePair[]): readonly string[] {
  const other = pairs.filter(({ unpaired }) => unpaired === "other_case").map((pair) => pair.case.id);
  const scorers = pairs.some(({ unpaired }) => unpaired === "other_scorers");
  return [
    ...(other.length > 0
      ? [`${counted(other.length, "case")} ran in another version on each arm (${listed(other)}).`]
      : []),
    ...(scorers ? ["The two records were scored by different scorers, so no case pairs."] : []),
  ];
}

function lostGap(
  pairs: readonly CasePair[],
  { lost, cases }: PairedChange,
  maxMissing: number,
): readonly string[] {
  if (!isOver(lost.length / cases, maxMissing)) return [];
  const lostOn = (arm: ArmName): number =>
    pairs.filter((pair) => pair[arm].length > 0 && pair[arm].every(({ state }) => state === "lost")).length;
  const unscored = (arm: ArmName): number =>
    pairs.filter(
      (pair) =>
        pair[arm].some(({ state }) => state === "unscored") &&
        pair[arm].every(({ state }) => state !== "scored"),
    ).length;
  const counts = [
    [lostOn("candidate"), "of the candidate's cases failed at the provider"],
    [lostOn("baseline"), "of the baseline's cases failed at the provider"],
    [unscored("candidate"), "of the candidate's cases have no score"],
    [unscored("baseline"), "of the baseline's cases have no score"],
  ] as const;
  const causes = counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${percent(count / cases)} ${what}`);
  return [`${causes.join(", ")}; ${percent(maxMissing)} may be missing.`];
}
