import type { Policy } from "../config/config.ts";
import type { JudgeHealth } from "../experiment/judge-health.ts";
import type { Rule, Verdict } from "../experiment/verdict.ts";
import { orderBias } from "../stats/agreement/order-bias.ts";
import type { BothOrders } from "../stats/agreement/order-bias.ts";
import { exactInterval } from "../stats/agreement/proportion.ts";
import { counted, listed, points } from "./format.ts";
import { isOver, silentRule } from "./rule-plan.ts";

/** One-sided: flips speak against a judge where they are proven beyond the limit, as on its card. */
const level = 0.05;

/**
 * Why a judge may not decide in this run; empty for one that may. A canary that it got wrong, or did not answer, is enough. A card that
 * still holds speaks for the judge or against it; a stale one speaks of another judge, and is only shown. Against a pairwise judge both
 * orders speak.
 */
export function distrust(
  { canaries, repeats, order, card }: JudgeHealth,
  { maxFlipRate, minAgreement }: Policy["judge"],
): readonly string[] {
  const { asked, wrong } = canaries;
  const holds = card !== undefined && card.changed.length === 0;
  return [
    ...(wrong.length > 0
      ? [`it is wrong on ${wrong.length} of ${counted(asked, "canary", "canaries")} (${listed(wrong)})`]
      : []),
    ...(asked === 0 && !holds && order === undefined ? ["it was asked about no canary"] : []),
    ...(isOver(leastFlips(repeats), maxFlipRate)
      ? [
          `asked again it changes its mind on ${repeats.flips} of ${counted(repeats.outputs, "output")}, proven more than \`max_flip_rate\` allows`,
        ]
      : []),
    ...(order === undefined ? [] : distrustOrder(order, maxFlipRate)),
    ...(holds && !card.usable ? [`its card refuses it: ${card.reason ?? "no reason is given"}`] : []),
    // The limit may have been raised since the card was written.
    ...(holds && card.usable && isOver(minAgreement, card.agreement ?? Number.NaN)
      ? ["the agreement on its card is below `min_agreement`"]
      : []),
  ];
}

/** A run whose outputs are all equal asks nothing, and has nothing to distrust. */
function distrustOrder(
  { pairs, flips, unanswered }: NonNullable<JudgeHealth["order"]>,
  maxFlipRate: number,
): readonly string[] {
  if (pairs === 0 && unanswered > 0) return [`it judged none of ${counted(unanswered, "pair")}`];
  return isOver(leastFlips({ outputs: pairs, flips }), maxFlipRate)
    ? [
        `with the order turned it changes its mind on ${flips} of ${counted(pairs, "pair")}, proven more than \`max_flip_rate\` allows`,
      ]
    : [];
}

/** Whether all judges of a run may decide. Without a judge that could there is nothing to trust. */
export function areTrusted(judges: readonly JudgeHealth[], policy: Policy["judge"]): boolean {
  return judges.every((health) => distrust(health, policy).length === 0);
}

/** Names of the judges whose scores count in this run: all, or none where one of them may not decide. */
export function decidingJudges(
  judges: readonly JudgeHealth[] | undefined,
  policy: Policy["judge"],
): ReadonlySet<string> {
  const trusted = judges !== undefined && areTrusted(judges, policy) ? judges : [];
  return new Set(trusted.map(({ scorer }) => scorer));
}

/**
 * The rule `judge`: inconclusive where one of them may not decide, which no waiver takes away. Then no score of a judge counts, and what
 * rules alone prove still blocks.
 */
export function decideJudges(judges: readonly JudgeHealth[] | undefined, policy: Policy["judge"]): Rule {
  const id = "judge";
  if (judges === undefined || judges.length === 0)
    return silentRule(id, false, "No judge decides here.").decide({ proof: 1, block: 1 });
  const untrusted = judges.flatMap((health) => {
    const reasons = distrust(health, policy);
    return reasons.length === 0 ? [] : [`judge \`${health.scorer}\` is not trusted: ${reasons.join("; ")}`];
  });
  const notes = judges.flatMap((health) => [
    ...staleCard(health),
    ...noteLength(health),
    ...noteLabels(health),
    ...notePanel(health),
    ...noteOrder(health),
  ]);
  if (untrusted.length > 0)
    return {
      rule: id,
      status: "inconclusive",
      message: [`${untrusted.join(". ")}. Its scores decide nothing in this run; rules do.`, ...notes].join(
        " ",
      ),
    };
  const canaries = sumCanaries(judges);
  const repeats = sumRepeats(judges);
  const orders = sumOrders(judges);
  const said = [
    ...(canaries.asked === 0 && orders !== undefined
      ? []
      : [`${canaries.right} of ${counted(canaries.asked, "canary", "canaries")} right`]),
    ...(repeats.outputs === 0
      ? []
      : [`${repeats.flips} of ${counted(repeats.outputs, "output")} changed when judged again`]),
    ...(orders === undefined
      ? []
      : [`${orders.flips} of ${counted(orders.outputs, "pair")} turned with the order`]),
  ];
  return {
    rule: id,
    status: "pass",
    measured: "within",
    message: [`${said.join(", ")}.`, ...notes].join(" "),
  };
}

/** What a verdict says of its judges, all together; undefined without one that could decide. */
export function describeJudges(
  judges: readonly JudgeHealth[] | undefined,
  policy: Policy["judge"],
): Verdict["judge"] {
  if (judges === undefined || judges.length === 0) return undefined;
  const { asked, right } = sumCanaries(judges);
  const tried = [sumRepeats(judges), sumOrders(judges) ?? noFlips].filter(({ outputs }) => outputs > 0);
  const agreements = judges.flatMap(({ card }) =>
    card?.agreement === undefined || card.changed.length > 0 ? [] : [card.agreement],
  );
  return {
    trusted: areTrusted(judges, policy),
    canaries: `${right}/${asked}`,
    ...(agreements.length === 0 ? {} : { agreement: Math.min(...agreements) }),
    ...(tried.length === 0 ? {} : { flip_rate: Math.max(...tried.map(flipRate)) }),
    ...(judges.some(({ card }) => card !== undefined && card.changed.length > 0)
      ? { stale_card: true as const }
      : {}),
  };
}

function staleCard({ scorer, card }: JudgeHealth): readonly string[] {
  if (card === undefined || card.changed.length === 0) return [];
  return [`The card of \`${scorer}\` is stale (${card.changed.join(", ")} changed): check the judge again.`];
}

/** A good answer may well be longer, so this is a hint, and decides nothing. */
function noteLength({ scorer, length }: JudgeHealth): readonly string[] {
  if (length === undefined || !(length.p < level)) return [];
  const which = length.correlation > 0 ? "longer" : "shorter";
  return [
    `\`${scorer}\` goes with the ${which} of two answers (rank correlation ${length.correlation.toFixed(2)} on ${counted(length.cases, "case")}): read some.`,
  ];
}

/** What people would say of the change. Their labels are of outputs that were there before, so this is no random part of all: shown only. */
function noteLabels({ scorer, labelled }: JudgeHealth): readonly string[] {
  if (labelled === undefined) return [];
  const { change, interval, cases } = labelled;
  return [
    `With labels of people on ${counted(cases, "case")} the change by \`${scorer}\` is ${points(change)} points (${points(interval[0])} to ${points(interval[1])}).`,
  ];
}

function notePanel({ scorer, panel }: JudgeHealth): readonly string[] {
  if (panel === undefined) return [];
  return [
    `The panel of \`${scorer}\` is of one mind on ${panel.unanimous} of ${counted(panel.outputs, "output")}.`,
  ];
}

/** Both orders are asked, so a preference for a place makes ties, and no winner: a hint. */
function noteOrder({ scorer, order }: JudgeHealth): readonly string[] {
  if (order === undefined || !(order.flips > 0)) return [];
  const { flips, first } = order;
  const leanings: BothOrders[] = Array.from({ length: flips }, (_, index) =>
    index < first ? { original: 1, swapped: 2 } : { original: 2, swapped: 1 },
  );
  if (!(orderBias(leanings).p < level)) return [];
  const [place, count] = 2 * first > flips ? ["first", first] : ["second", flips - first];
  return [
    `\`${scorer}\` prefers what is shown ${place}: so lean ${count} of ${counted(flips, "pair")} that turned.`,
  ];
}

function sumCanaries(judges: readonly JudgeHealth[]): { readonly asked: number; readonly right: number } {
  const asked = judges.reduce((sum, { canaries }) => sum + canaries.asked, 0);
  const wrong = judges.reduce((sum, { canaries }) => sum + canaries.wrong.length, 0);
  return { asked, right: asked - wrong };
}

function sumRepeats(judges: readonly JudgeHealth[]): JudgeHealth["repeats"] {
  return {
    outputs: judges.reduce((sum, { repeats }) => sum + repeats.outputs, 0),
    flips: judges.reduce((sum, { repeats }) => sum + repeats.flips, 0),
  };
}

const noFlips: JudgeHealth["repeats"] = { outputs: 0, flips: 0 };

/** Of all pairwise judges together; undefined without one. */
function sumOrders(judges: readonly JudgeHealth[]): JudgeHealth["repeats"] | undefined {
  const orders = judges.flatMap(({ order }) => order ?? []);
  if (orders.length === 0) return undefined;
  return {
    outputs: orders.reduce((sum, { pairs }) => sum + pairs, 0),
    flips: orders.reduce((sum, { flips }) => sum + flips, 0),
  };
}

/** The lower bound of the rate: 0 where nothing was judged twice. */
function leastFlips({ outputs: n, flips: k }: JudgeHealth["repeats"]): number {
  if (n === 0) return 0;
  return n > 0 && k >= 0 ? exactInterval({ k, n }, 1 - 2 * level)[0] : Number.NaN;
}

function flipRate({ outputs, flips }: JudgeHealth["repeats"]): number {
  return flips / outputs;
}
