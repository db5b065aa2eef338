import type { JudgeCard, JudgeFigures } from "../../experiment/judge-card.ts";
import { exactInterval } from "../../stats/agreement/proportion.ts";
import { informativeJudge } from "../../stats/agreement/youden.ts";
import { countsPerOutput } from "./measure-judge.ts";

export type Limits = JudgeCard["limits"];

/** Why a judge may not be used as evidence. The message is a sentence of ours. */
export type Distrust = JudgeCard["reasons"][number];

export type Trust = {
  /** Every reason, not only the first; a judge with none is usable. */
  readonly reasons: readonly Distrust[];
  /** What a person should know and decides nothing. */
  readonly notes: readonly string[];
};

const slack = 1e-12;
const level = 0.05;

/**
 * Whether a judge with these figures is evidence. Accuracy alone never makes it so: where most outputs pass, a judge that passes
 * everything is accurate and worth nothing. So it has to tell passes from failures (sensitivity + specificity - 1 above .2 and proven
 * above 0, kappa proven above 0), and the limit `min_agreement` is of the mean of sensitivity and specificity, measured. Flips refuse
 * where they are proven beyond their limit, since a pair that flips is counted as a tie anyway.
 */
export function trustJudge(figures: JudgeFigures, unscored: number, limits: Limits): Trust {
  const { sensitivity, specificity } = figures;
  if (figures.outputs === 0 || sensitivity === undefined || specificity === undefined)
    return { reasons: [lacksLabels(figures)], notes: [] };
  const reasons = [
    ...refuseUninformative(figures, sensitivity, specificity),
    ...refuseChance(figures),
    ...refuseAgreement(figures, limits),
    ...refuseSilence(figures, unscored, limits),
  ];
  const flips = weighFlips(figures, limits);
  return { reasons: [...reasons, ...flips.reasons], notes: [...flips.notes, ...noteOrder(figures)] };
}

function lacksLabels({ outputs, confusion }: JudgeFigures): Distrust {
  const missing = confusion.categories.find(
    (category, i) => category !== "tie" && (confusion.counts[i] ?? []).every((cell) => cell === 0),
  );
  const message =
    outputs === 0
      ? "No output has both a label and an answer of the judge."
      : `No output is labelled \`${missing ?? "fail"}\`, so nobody knows whether the judge would see it.`;
  return { id: "no-labels", message };
}

type Rate = NonNullable<JudgeFigures["sensitivity"]>;

function refuseUninformative(
  figures: JudgeFigures,
  sensitivity: Rate,
  specificity: Rate,
): readonly Distrust[] {
  const youden = sensitivity.value + specificity.value - 1;
  if (!(youden > 0.2 + slack))
    return [
      {
        id: "uninformative",
        message: `Sensitivity + specificity − 1 is ${decimal(youden)}, and at .2 or below a judge tells too little between good and bad to correct anything by it.`,
      },
    ];
  const counts = {
    sensitivity: countsPerOutput(sensitivity, figures),
    specificity: countsPerOutput(specificity, figures),
  };
  const judge = informativeJudge(counts, level);
  if (judge.kind === "informative" && judge.youdenLower > 0) return [];
  return [
    {
      id: "too-few-labels",
      message: `With ${figures.outputs} labelled outputs chance is not ruled out: sensitivity + specificity − 1 may be 0.`,
    },
  ];
}

function refuseChance({ kappa, accuracy }: JudgeFigures): readonly Distrust[] {
  if (kappa !== undefined && kappa.interval[0] > 0) return [];
  const right = accuracy === undefined ? "" : `, though it is right in ${(accuracy.value * 100).toFixed(1)}%`;
  const message =
    kappa === undefined
      ? "Kappa is unknown: people and judge use one class only."
      : `Kappa is ${decimal(kappa.value)} (${decimal(kappa.interval[0])} to ${decimal(kappa.interval[1])}): the judge agrees with people no more than chance would${right}.`;
  return [{ id: "chance", message }];
}

function refuseAgreement({ agreement }: JudgeFigures, limits: Limits): readonly Distrust[] {
  if (agreement !== undefined && agreement >= limits.min_agreement - slack) return [];
  const message = `Agreement is ${decimal(agreement ?? Number.NaN)}, below \`min_agreement\` ${decimal(limits.min_agreement)}.`;
  return [{ id: "agreement", message }];
}

function refuseSilence({ judgements }: JudgeFigures, unscored: number, limits: Limits): readonly Distrust[] {
  const share = unscored / (unscored + judgements);
  if (share <= limits.max_missing + slack) return [];
  const message = `The judge gives no answer in ${unscored} of ${unscored + judgements} judgements, more than \`max_missing\` ${decimal(limits.max_missing)} allows.`;
  return [{ id: "unscored", message }];
}

function weighFlips({ order, repeats }: JudgeFigures, limits: Limits): Trust {
  const flips = order?.flips ?? repeats?.flips;
  if (flips === undefined || flips.value <= limits.max_flip_rate + slack) return { reasons: [], notes: [] };
  const when = order === undefined ? "when it is asked again" : "when the two outputs change places";
  const what = `The judge changes its mind ${when} in ${flips.k} of ${flips.n} (${(flips.value * 100).toFixed(1)}%), above \`max_flip_rate\` ${decimal(limits.max_flip_rate)}`;
  return exactInterval(flips, 1 - 2 * level)[0] > limits.max_flip_rate
    ? { reasons: [{ id: "flips", message: `${what}.` }], notes: [] }
    : { reasons: [], notes: [`${what}, which chance may do.`] };
}

function noteOrder({ order }: JudgeFigures): readonly string[] {
  const first = order?.first_shown;
  if (order === undefined || first === undefined || !(order.p < level)) return [];
  const which = first.value > 0.5 ? "first" : "second";
  const share = Math.max(first.value, 1 - first.value);
  return [`It prefers the output shown ${which}: ${(share * 100).toFixed(1)}% of its choices.`];
}

/** `.818`, `−.201`, `0`. */
function decimal(value: number): string {
  if (Number.isNaN(value)) return "unknown";
  const text = Math.abs(value).toFixed(3).replace(/0+$/, "").replace(/\.$/, "");
  const short = text.replace(/^0\./, ".");
  return value < 0 && Number(text) !== 0 ? `−${short}` : short;
}
