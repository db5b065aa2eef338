import type { CasePair } from "../compare/pair-arms.ts";
import type { PairedChange } from "../compare/paired-change.ts";
import type { Outcome } from "../experiment/outcome.ts";
import type { ArmName, EndReason, RunHeader } from "../experiment/trial.ts";
import type { Evidence, Rule } from "../experiment/verdict.ts";
import { counted, listed, percent } from "./format.ts";
import { isOver } from "./rule-plan.ts";
import { seenOf } from "./stopped-quality.ts";
import type { StoppedRun } from "./stopped-quality.ts";

/** What an arm was meant to run, and how its run ended. */
export type ArmRun = {
  readonly planned: RunHeader["planned"];
  /** Cases of the record that have a line, in the gate's dataset or not. */
  readonly casesRun: number;
  readonly end?: { readonly reason: EndReason; readonly cases: number };
};

/** Of an arm that was not to be run. */
export const noEvidence: Evidence = { planned: 0, run: 0, scored: 0, infra_errors: 0, unscored: 0 };

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

/** What the rule `evidence` is decided from. */
export type EvidenceInput = {
  readonly pairs: readonly CasePair[];
  readonly quality: PairedChange;
  readonly runs: Readonly<Record<ArmName, ArmRun>>;
  readonly policy: { readonly maxMissing: number; readonly minCases: number };
  /** Arms that were to be run: on a first run maybe the candidate alone. */
  readonly arms: readonly ArmName[];
  /** Cases that have no score because only a judge scores them. */
  readonly judgedOnly: readonly string[];
  /** An early stop ended the run. */
  readonly stopped?: StoppedRun;
};

/** The rule `evidence`: inconclusive for anything planned that did not come, never waivable. */
export function decideEvidence(input: EvidenceInput): Rule {
  const { pairs, quality, runs, policy, arms, judgedOnly } = input;
  const lost = arms.length === 2 ? quality.lost : unscoredOn(pairs, "candidate");
  const withoutLine = arms.length === 2 ? quality.withoutLine : absentOn(pairs, "candidate");
  const scored = pairs.length - lost.length - withoutLine.length;
  const on = arms.length === 2 ? " on both arms" : "";
  const gaps = [
    ...(pairs.length === 0 ? ["There is no case to decide on."] : []),
    ...endGaps(arms, runs),
    ...missingGaps(input),
    ...arms.flatMap((arm) => shortGap(pairs, arm, runs[arm])),
    ...(arms.length === 2 ? unpairedGaps(pairs) : []),
    ...lostGap(input, lost),
    ...silentGap(input),
    ...(pairs.length > 0 && scored < policy.minCases
      ? [`${counted(scored, "case")} scored${on}, and \`min_cases\` asks for ${policy.minCases}.`]
      : []),
  ];
  const without = [...withoutLine, ...lost];
  const why = judgedOnlyNote(judgedOnly);
  if (gaps.length === 0) {
    const whole = `${wholeRun(input)} scored${on}${lostNote(lost)}.`;
    return { rule: "evidence", status: "pass", n: pairs.length, message: [whole, ...why].join(" ") };
  }
  return {
    rule: "evidence",
    status: "inconclusive",
    n: pairs.length,
    message: [...why, ...gaps].join(" "),
    ...(without.length > 0 ? { cases: without } : {}),
  };
}

/** An early stop makes what was run the plan; what was planned at first is said all the same. */
function wholeRun({ pairs, stopped }: EvidenceInput): string {
  return stopped === undefined
    ? `${counted(pairs.length, "case")} planned, run and`
    : `An early stop ended the run: ${seenOf(pairs.length, stopped)} run and`;
}

function lostNote(lost: readonly string[]): string {
  return lost.length === 0
    ? ""
    : `, but for ${counted(lost.length, "case")} lost on an arm (${listed(lost)})`;
}

function absentOn(pairs: readonly CasePair[], arm: ArmName): readonly string[] {
  return pairs.filter((pair) => pair[arm].length === 0).map((pair) => pair.case.id);
}

function unscoredOn(pairs: readonly CasePair[], arm: ArmName): readonly string[] {
  return pairs
    .filter((pair) => pair[arm].length > 0 && pair[arm].every(({ state }) => state !== "scored"))
    .map((pair) => pair.case.id);
}

/** Both arms run side by side, so that what ends one mostly ends the other: said once. */
function endGaps(arms: readonly ArmName[], runs: EvidenceInput["runs"]): readonly string[] {
  const ended = arms.flatMap((arm) => {
    const { end, planned } = runs[arm];
    const how = end === undefined ? undefined : endings[end.reason];
    return how === undefined || end === undefined
      ? []
      : [{ arm, how, done: `${end.cases} of ${counted(planned.cases, "case")} done` }];
  });
  const [first, second] = ended;
  if (first === undefined) return [];
  if (arms.length === 1 || (first.how === second?.how && first.done === second.done))
    return [`The run ${first.how} with ${first.done}${arms.length === 1 ? "" : " on each arm"}.`];
  return ended.map(({ arm, how, done }) => `The ${arm} run ${how} with ${done}.`);
}

/** Planned cases without a result; the same ones on both arms are said once. */
function missingGaps({ pairs, arms, runs }: EvidenceInput): readonly string[] {
  const gaps = arms.map((arm) => {
    const absent = absentOn(pairs, arm);
    const named = absent.length > 0 ? ` (${listed(absent)})` : "";
    return { arm: `no ${arm} result`, count: missingCases(pairs, arm, runs[arm]), named };
  });
  const [first, second] = gaps;
  const isSame = first !== undefined && first.count === second?.count && first.named === second.named;
  return (isSame ? [{ ...first, arm: "no result on either arm" }] : gaps)
    .filter(({ count }) => count > 0)
    .map(
      ({ arm, count, named }) =>
        `${counted(count, "planned case")} ${count === 1 ? "has" : "have"} ${arm}${named}.`,
    );
}

function shortGap(pairs: readonly CasePair[], arm: ArmName, run: ArmRun): readonly string[] {
  const trials = run.planned.trials ?? 1;
  const short = pairs
    .filter((pair) => pair[arm].length > 0 && pair[arm].length < trials)
    .map((pair) => pair.case.id);
  if (short.length === 0) return [];
  return [
    `${counted(short.length, "case")} ${short.length === 1 ? "has" : "have"} fewer than the ${trials} planned ${arm} trials (${listed(short)}).`,
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
  { pairs, arms, policy: { maxMissing } }: EvidenceInput,
  lost: readonly string[],
): readonly string[] {
  if (pairs.length === 0 || !isOver(lost.length / pairs.length, maxMissing)) return [];
  const lostOn = (arm: ArmName): number =>
    pairs.filter((pair) => pair[arm].length > 0 && pair[arm].every(({ state }) => state === "lost")).length;
  const unscored = (arm: ArmName): readonly CasePair[] =>
    pairs.filter(
      (pair) =>
        pair[arm].some(({ state }) => state === "unscored") &&
        pair[arm].every(({ state }) => state !== "scored"),
    );
  const causes = [
    ...arms
      .toReversed()
      .map((arm) => ({ count: lostOn(arm), what: `of the ${arm}'s cases failed at the provider` })),
    ...arms
      .toReversed()
      .map((arm) => ({ arm, cases: unscored(arm) }))
      .map(({ arm, cases }) => ({
        count: cases.length,
        what: `of the ${arm}'s cases have no score${byWhom(cases, arm)}`,
      })),
  ]
    .filter(({ count }) => count > 0)
    .map(({ count, what }) => `${percent(count / pairs.length)} ${what}`);
  return [`${causes.join(", ")}; ${percent(maxMissing)} may be missing.`];
}

/** The first scorer without an answer, which mostly is that of all cases. Its reason may hold words of a model. */
function byWhom(cases: readonly CasePair[], arm: ArmName): string {
  const given = cases.flatMap((pair) => pair[arm]).flatMap(({ scores }) => [...scores]);
  for (const [name, score] of given) if (!score.scored) return ` by \`${name}\``;
  return "";
}

/** Equal failures of two apps that never answer are no evidence that they are equal. */
function silentGap({ pairs, arms }: EvidenceInput): readonly string[] {
  const scored = arms.flatMap((arm) => pairs.flatMap((pair) => pair[arm])).filter(isScored);
  if (scored.length === 0 || scored.some(({ failure }) => failure !== "app_error")) return [];
  const where = arms.length === 2 ? " on either arm" : "";
  return [`The app answered no trial${where}: each of ${scored.length} failed before there was an output.`];
}

function isScored({ state }: Outcome): boolean {
  return state === "scored";
}

/** Why cases have no score; whether too many lack one is for `max_missing` to say. */
function judgedOnlyNote(ids: readonly string[]): readonly string[] {
  if (ids.length === 0) return [];
  const [verb, them] = ids.length === 1 ? ["is", "it"] : ["are", "them"];
  return [
    `${counted(ids.length, "case")} ${verb} scored only by a judge, whose scores decide nothing here (${listed(ids)}): give ${them} an \`expected\` answer or a rule.`,
  ];
}
