import type { JudgeFigures, JudgeShare } from "../../experiment/judge-card.ts";
import type { Answer, Choice } from "../../experiment/judge-label.ts";
import type { CoefficientWithInterval } from "../../stats/agreement/coefficient.ts";
import { confusionTable, type ConfusionTable } from "../../stats/agreement/confusion-table.ts";
import { gwetAc1 } from "../../stats/agreement/gwet.ts";
import { cohenKappa, weightedKappa } from "../../stats/agreement/kappa.ts";
import { lengthBias, type LengthPair } from "../../stats/agreement/length-bias.ts";
import { orderBias } from "../../stats/agreement/order-bias.ts";
import { measureShare, wilsonInterval, type Count, type Share } from "../../stats/agreement/proportion.ts";
import { judgeRates } from "../../stats/agreement/rates.ts";
import { textOf } from "../output.ts";
import type { SettledOutput } from "./settle-labels.ts";

const confidence = 0.95;
/** More than these are no scale but measurements, and their table would be larger than the file. */
const mostGrades = 101;

/** All that is measured on labelled outputs. `threshold`: a grade passes from here up. */
export function measureJudge(outputs: readonly SettledOutput[], threshold: number): JudgeFigures {
  const pairs = outputs.flatMap(({ truth, judgements }) =>
    judgements.map(({ answer }) => ({
      truth: classOf(truth, threshold),
      judged: classOf(answer, threshold),
    })),
  );
  const isChoice = outputs.some(({ truth }) => truth.kind === "choice");
  const [positive, negative] = isChoice ? (["1", "2"] as const) : (["pass", "fail"] as const);
  const hasTies = pairs.some(({ judged }) => judged === "tie");
  const table = confusionTable([positive, negative, ...(hasTies ? ["tie"] : [])], pairs);
  // Two judgements of one output are not two outputs: figures are of all, intervals of as many as there are outputs.
  const perJudgement = table.n === 0 ? 1 : outputs.length / table.n;
  const own = scale(table, perJudgement);
  const { accuracy, sensitivity } = judgeRates(table, positive, confidence);
  // A tie of the judge is right about neither, so the second class is counted by its own name too.
  const { sensitivity: specificity } = judgeRates(table, negative, confidence);
  const isKnown = sensitivity.kind === "measured" && specificity.kind === "measured";
  return {
    outputs: outputs.length,
    judgements: table.n,
    ...(isKnown ? { agreement: (sensitivity.value + specificity.value) / 2 } : {}),
    ...named("accuracy", shareOf(accuracy, perJudgement)),
    ...named("sensitivity", shareOf(sensitivity, perJudgement)),
    ...named("specificity", shareOf(specificity, perJudgement)),
    ...named("kappa", coefficientOf(cohenKappa(own, confidence))),
    ...named("ac1", coefficientOf(gwetAc1(own, "identity", confidence))),
    confusion: writeTable(table),
    ...named("grades", measureGrades(outputs)),
    ...named("order", isChoice ? measureOrder(outputs) : undefined),
    ...named("repeats", isChoice ? undefined : measureRepeats(outputs, threshold)),
    ...named("length", measureLength(outputs)),
  };
}

/** `pass` or `fail`, of a choice `1`, `2` or `tie`. */
export function classOf(answer: Answer, threshold: number): string {
  if (answer.kind === "passed") return answer.passed ? "pass" : "fail";
  if (answer.kind === "choice") return String(answer.choice);
  return answer.grade >= threshold ? "pass" : "fail";
}

function scale({ categories, counts, n, leftOut }: ConfusionTable, by: number): ConfusionTable {
  return { categories, counts: counts.map((row) => row.map((cell) => cell * by)), n: n * by, leftOut };
}

function shareOf(share: Share, by: number): JudgeShare | undefined {
  if (share.kind !== "measured") return undefined;
  const { value, count } = share;
  const [low, high] = wilsonInterval({ k: count.k * by, n: count.n * by }, confidence);
  return { value, ...count, interval: [low, high] };
}

function coefficientOf(coefficient: CoefficientWithInterval): JudgeFigures["kappa"] {
  if (coefficient.kind !== "measured") return undefined;
  const [low, high] = coefficient.interval;
  return { value: coefficient.value, interval: [low, high] };
}

/** Grades in their order, whole ones without a gap, so that weights are distances. */
function measureGrades(outputs: readonly SettledOutput[]): JudgeFigures["grades"] {
  const pairs = outputs.flatMap(({ truth, judgements }) =>
    judgements.flatMap(({ answer }) =>
      truth.kind === "graded" && answer.kind === "graded"
        ? [{ truth: truth.grade, judged: answer.grade }]
        : [],
    ),
  );
  if (pairs.length === 0) return undefined;
  const given = [...new Set(pairs.flatMap(({ truth, judged }) => [truth, judged]))].toSorted((a, b) => a - b);
  const [least = 0, most = 0] = [given[0], given.at(-1)];
  const grades = given.every(Number.isInteger)
    ? Array.from({ length: most - least + 1 }, (_, i) => least + i)
    : given;
  if (grades.length > mostGrades) return undefined;
  const table = confusionTable(
    grades.map(String),
    pairs.map(({ truth, judged }) => ({ truth: String(truth), judged: String(judged) })),
  );
  const own = scale(table, outputs.length / table.n);
  return {
    ...writeTable(table),
    ...named("weighted_kappa", coefficientOf(weightedKappa(own, "quadratic", confidence))),
  };
}

function measureOrder(outputs: readonly SettledOutput[]): JudgeFigures["order"] {
  const bias = orderBias(
    outputs.map(({ judgements }) => {
      const find = (order: "original" | "swapped"): Choice | undefined => {
        const answer = judgements.find((each) => each.order === order)?.answer;
        return answer?.kind === "choice" ? answer.choice : undefined;
      };
      return { original: find("original"), swapped: find("swapped") };
    }),
    confidence,
  );
  const flips = shareOf(bias.flips, 1);
  // A pair names its first-shown answer twice, and is one pair.
  const firstShown = shareOf(bias.firstShown, 1 / 2);
  return flips === undefined ? undefined : { flips, ...named("first_shown", firstShown), p: bias.p };
}

/** Outputs judged twice or more: whether the first two judgements differ. */
function measureRepeats(outputs: readonly SettledOutput[], threshold: number): JudgeFigures["repeats"] {
  const twice = outputs.flatMap(({ judgements: [first, second] }) =>
    first === undefined || second === undefined ? [] : [[first.answer, second.answer] as const],
  );
  const differ = twice.filter(([a, b]) => classOf(a, threshold) !== classOf(b, threshold));
  const flips = shareOf(measureShare({ k: differ.length, n: twice.length }, confidence), 1);
  return flips === undefined ? undefined : { flips };
}

/** The judge's error against the length: of the two outputs of a choice, and of two outputs of one case. */
function measureLength(outputs: readonly SettledOutput[]): JudgeFigures["length"] {
  const byCase = new Map<string, SettledOutput[]>();
  for (const each of outputs) {
    if (each.output.output === undefined) continue;
    const others = byCase.get(each.output.caseId);
    if (others === undefined) byCase.set(each.output.caseId, [each]);
    else others.push(each);
  }
  const ofCases = [...byCase.values()].flatMap(([a, b]): readonly LengthPair[] =>
    a === undefined || b === undefined
      ? []
      : [{ scoreDifference: errorOf(a) - errorOf(b), length: lengthOf(a), otherLength: lengthOf(b) }],
  );
  const ofChoices = outputs.flatMap((each): readonly LengthPair[] => {
    const { outputs: both } = each.output;
    if (both === undefined) return [];
    return [
      { scoreDifference: errorOf(each), length: textOf(both[0]).length, otherLength: textOf(both[1]).length },
    ];
  });
  const bias = lengthBias([...ofCases, ...ofChoices], confidence);
  if (bias.kind !== "measured") return undefined;
  const { correlation, interval, p, n } = bias;
  return { correlation, interval: [interval[0], interval[1]], p, n };
}

function lengthOf({ output: { output } }: SettledOutput): number {
  return output === undefined ? Number.NaN : textOf(output).length;
}

/** How much better the judge finds the output (of a choice, the first) than people do. */
export function errorOf({ truth, judgements }: SettledOutput): number {
  const sum = judgements.reduce((total, { answer }) => total + scoreOf(answer), 0);
  return sum / judgements.length - scoreOf(truth);
}

function scoreOf(answer: Answer): number {
  if (answer.kind === "passed") return answer.passed ? 1 : 0;
  if (answer.kind === "graded") return answer.grade;
  if (answer.choice === "tie") return 0;
  return answer.choice === 1 ? 1 : -1;
}

function writeTable({ categories, counts }: ConfusionTable): JudgeFigures["confusion"] {
  return { categories: [...categories], counts: counts.map((row) => [...row]) };
}

/** The counts that an interval rests on: an output counts once, and a half-right one as wrong. */
export function countsPerOutput({ k, n }: Count, { outputs, judgements }: JudgeFigures): Count {
  const by = judgements === 0 ? 1 : outputs / judgements;
  const size = Math.round(n * by);
  return { k: Math.min(size, Math.floor(k * by + 1e-9)), n: size };
}

function named<K extends string, T>(key: K, value: T | undefined): { readonly [key in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [key in K]: T });
}
