import { counted, percent } from "../decide/format.ts";
import type { JudgeCard, JudgeFigures } from "../experiment/judge-card.ts";

/** A figure of a card in words: its name, its value, and what there is to say beside it. */
export type FigureLine = { readonly name: string; readonly value: string; readonly beside: string };

type Limits = JudgeCard["limits"];

/** The figures of one part of the labels. What is unknown is said. */
export function figureLines(
  figures: JudgeFigures,
  kind: JudgeCard["kind"],
  limits: Limits,
): readonly FigureLine[] {
  const { agreement, accuracy, sensitivity, specificity, kappa, ac1, grades, order, repeats, length } =
    figures;
  const [good, bad] =
    kind === "choice" ? (["right on 1", "right on 2"] as const) : (["sensitivity", "specificity"] as const);
  return [
    {
      name: "agreement",
      value: agreement === undefined ? "unknown" : percent(agreement),
      beside: `limit ${percent(limits.min_agreement)}; mean of the next two`,
    },
    shareLine(good, sensitivity, kind === "choice" ? "where people choose 1" : "of what people pass"),
    shareLine(bad, specificity, kind === "choice" ? "where people choose 2" : "of what people fail"),
    shareLine("accuracy", accuracy, ""),
    coefficientLine("kappa", kappa, "0 is chance"),
    ...(grades === undefined
      ? []
      : [coefficientLine("weighted kappa", grades.weighted_kappa, "of the grades")]),
    coefficientLine("AC1", ac1, ""),
    ...(order === undefined
      ? []
      : [
          shareLine("order flips", order.flips, `limit ${percent(limits.max_flip_rate)}`),
          shareLine("first shown", order.first_shown, "50% is no preference"),
        ]),
    ...(repeats === undefined
      ? []
      : [shareLine("flips", repeats.flips, `judged twice; limit ${percent(limits.max_flip_rate)}`)]),
    ...(length === undefined
      ? []
      : [
          {
            name: "length",
            value: decimal(length.correlation),
            beside: `${range(length.interval.map(decimal))}; above 0 it favours the longer`,
          },
        ]),
  ];
}

function shareLine(name: string, share: JudgeFigures["accuracy"], beside: string): FigureLine {
  if (share === undefined) return { name, value: "unknown", beside: "" };
  const parts = [range(share.interval.map(percent)), `${share.k} of ${share.n}`, beside].filter(
    (part) => part !== "",
  );
  return { name, value: percent(share.value), beside: parts.join("; ") };
}

function coefficientLine(name: string, coefficient: JudgeFigures["kappa"], beside: string): FigureLine {
  if (coefficient === undefined) return { name, value: "unknown", beside: "" };
  const parts = [range(coefficient.interval.map(decimal)), beside].filter((part) => part !== "");
  return { name, value: decimal(coefficient.value), beside: parts.join("; ") };
}

function range(texts: readonly string[]): string {
  return texts.join(" to ");
}

/** `0.632`, `−0.201`. */
function decimal(value: number): string {
  const text = Math.abs(value).toFixed(3);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** What else a card says, in sentences without a full stop where they are short. */
export function cardSentences(card: JudgeCard): readonly string[] {
  const { counts, corrected, still_needed: needed, annotators, test, kind } = card;
  const left = [
    ...(counts.train === 0 ? [] : [`${counted(counts.train, "output")} to tune on, shown apart`]),
    ...(counts.unscored === 0 ? [] : [`${counted(counts.unscored, "judgement")} without an answer`]),
    ...(counts.unjudged === 0 ? [] : [`${counted(counts.unjudged, "output")} not judged`]),
    ...(counts.disputed === 0 ? [] : [`${counted(counts.disputed, "output")} on which annotators are even`]),
    ...(counts.ties === 0 ? [] : [`${counted(counts.ties, "pair")} that people call a tie`]),
  ];
  const youden = (test.sensitivity?.value ?? Number.NaN) + (test.specificity?.value ?? Number.NaN) - 1;
  const isPassed = kind !== "choice";
  return [
    ...(left.length === 0 ? [] : [`Not in these figures: ${left.join(", ")}.`]),
    ...(annotators === undefined
      ? []
      : [
          `${counted(annotators.people, "annotator")} on ${counted(annotators.outputs, "output")}: alpha ${annotators.alpha === undefined ? "unknown" : decimal(annotators.alpha)}.`,
        ]),
    ...(isPassed && card.usable
      ? [`A true change of the pass rate shows as ${decimal(youden)} of itself in this judge's scores.`]
      : []),
    ...(corrected === undefined
      ? []
      : [
          `Of ${counted(corrected.outputs, "output")} without a label the judge passes ${percent(corrected.judged)}; corrected ${percent(corrected.value)} (${range(corrected.interval.map(percent))}).`,
        ]),
    ...(isPassed && card.reasons.some(({ id }) => id === "uninformative")
      ? ["No pass rate can be corrected for the errors of such a judge."]
      : []),
    ...(needed === undefined ? [] : [neededSentence(needed, kind)]),
  ];
}

function neededSentence(needed: NonNullable<JudgeCard["still_needed"]>, kind: JudgeCard["kind"]): string {
  const { sensitivity, specificity, within } = needed;
  const to = `know both rates within ${percent(within)} either way`;
  if (sensitivity === 0 && specificity === 0) return `Labels enough to ${to}.`;
  const [good, bad] = kind === "choice" ? ["1", "2"] : ["pass", "fail"];
  const more = [
    ...(sensitivity === 0 ? [] : [`${sensitivity} more \`${good}\``]),
    ...(specificity === 0 ? [] : [`${specificity} more \`${bad}\``]),
  ];
  return `Labels still needed to ${to}: ${more.join(" and ")}.`;
}

/** Title of a check. */
export function cardTitle({ usable }: JudgeCard): string {
  return usable ? "usable as evidence" : "refused as evidence";
}
