import { contentHash } from "../../experiment/content-hash.ts";
import type { Disagreement, JudgeCard, JudgeCheck, JudgeFigures } from "../../experiment/judge-card.ts";
import type { Answer, AnswerKind, LabelledOutput } from "../../experiment/judge-label.ts";
import type { Json } from "../../experiment/json.ts";
import { krippendorffAlpha } from "../../stats/agreement/krippendorff-alpha.ts";
import { labelsForShare } from "../../stats/agreement/labels-needed.ts";
import { roganGladen } from "../../stats/agreement/rogan-gladen.ts";
import type { JudgeIdentity } from "./card-state.ts";
import { classOf, countsPerOutput, errorOf, measureJudge } from "./measure-judge.ts";
import { settleLabels, splitOf, type SettledLabels, type SettledOutput } from "./settle-labels.ts";
import { trustJudge, type Limits } from "./trust-judge.ts";

/** How near sensitivity and specificity are to be known. */
const within = 0.1;
const mostDisagreements = 10;

export type CardRequest = {
  readonly judge: string;
  readonly outputs: readonly LabelledOutput[];
  readonly kind: AnswerKind;
  /** A grade passes from here up. */
  readonly threshold?: number;
  /** Share of the cases without a `split` that is put aside for tuning; 0 where none is. */
  readonly trainShare: number;
  readonly limits: Limits;
  /** The judge of the gate file that made the judgements, where it is known. */
  readonly identity?: JudgeIdentity;
  readonly judged: JudgeCard["judged"];
  /** `YYYY-MM-DD`. */
  readonly date: string;
};

/** The card of a judge from labelled outputs with its judgements, and where it differs most from people. Figures are of `test`. */
export function makeCard(request: CardRequest): JudgeCheck {
  const { judge, outputs, kind, trainShare, limits, identity, judged, date } = request;
  const threshold = request.threshold ?? 1;
  const settled = settleLabels(outputs, judge, trainShare);
  const test = measureJudge(settled.test, threshold);
  const trust = trustJudge(test, settled.unscored, limits);
  const corrected = correct(settled, test, kind, threshold);
  const needed = stillNeeded(test);
  const annotators = agreeAnnotators(outputs);
  const card: JudgeCard = {
    version: 1,
    judge,
    ...(identity === undefined ? {} : { identity: { ...identity, models: [...identity.models] } }),
    labels: hashLabels(outputs, trainShare),
    judged,
    kind,
    ...(kind === "graded" ? { threshold } : {}),
    date,
    usable: trust.reasons.length === 0,
    reasons: [...trust.reasons],
    notes: [...trust.notes],
    limits,
    counts: {
      outputs: outputs.length,
      train: settled.train.length,
      test: settled.test.length,
      disputed: settled.disputed,
      ties: settled.ties,
      unjudged: settled.unjudged,
      unscored: settled.unscored,
    },
    test,
    ...(settled.train.length === 0 ? {} : { train: measureJudge(settled.train, threshold) }),
    ...(corrected === undefined ? {} : { corrected }),
    ...(needed === undefined ? {} : { still_needed: needed }),
    ...(annotators === undefined ? {} : { annotators }),
  };
  return { card, disagreements: worstDisagreements(settled.test, threshold) };
}

/** Of the labels alone, so that other judgements of the same labels leave it as it is. Order of lines does not count. */
export function hashLabels(outputs: readonly LabelledOutput[], trainShare: number): string {
  const rows = outputs
    .filter(({ labels }) => labels.length > 0)
    .map((each): Json => {
      const { caseId, trial, output, outputs: both, labels } = each;
      const given = labels.map(({ answer, annotator }): Json => [answer, annotator ?? null]);
      return [caseId, trial ?? null, both ?? output ?? null, given, splitOf(each, trainShare)];
    })
    .map(contentHash);
  return contentHash(rows.toSorted());
}

function correct(
  { unlabelled }: SettledLabels,
  test: JudgeFigures,
  kind: AnswerKind,
  threshold: number,
): JudgeCard["corrected"] {
  const { sensitivity, specificity } = test;
  if (kind === "choice" || unlabelled.length === 0) return undefined;
  if (sensitivity === undefined || specificity === undefined) return undefined;
  const passed = unlabelled.filter(
    ([first]) => first !== undefined && classOf(first.answer, threshold) === "pass",
  ).length;
  const rate = roganGladen({
    sensitivity: countsPerOutput(sensitivity, test),
    specificity: countsPerOutput(specificity, test),
    passed,
    n: unlabelled.length,
  });
  if (rate.kind === "refused") return undefined;
  const { judged, value, interval } = rate;
  return { outputs: unlabelled.length, judged, value, interval: [interval[0], interval[1]] };
}

function stillNeeded(test: JudgeFigures): JudgeCard["still_needed"] {
  const missing = (share: JudgeFigures["sensitivity"]): number | undefined => {
    if (share === undefined) return labelsForShare(0.9, within);
    const needed = labelsForShare(share.value, within);
    return needed === undefined ? undefined : Math.max(0, needed - countsPerOutput(share, test).n);
  };
  const [sensitivity, specificity] = [missing(test.sensitivity), missing(test.specificity)];
  return sensitivity === undefined || specificity === undefined
    ? undefined
    : { within, sensitivity, specificity };
}

/** How far people agree among themselves: more than that no judge can. */
function agreeAnnotators(outputs: readonly LabelledOutput[]): JudgeCard["annotators"] {
  const shared = outputs.filter(({ labels }) => labels.length > 1);
  if (shared.length === 0) return undefined;
  const people = [...new Set(shared.flatMap(({ labels }) => labels.map(({ annotator }) => annotator)))];
  const ratings = shared.map(({ labels }) =>
    people.map((person) => {
      const answer = labels.find(({ annotator }) => annotator === person)?.answer;
      return answer === undefined ? undefined : ratingOf(answer);
    }),
  );
  const isGraded = shared[0]?.labels[0]?.answer.kind === "graded";
  const alpha = krippendorffAlpha(ratings, isGraded ? "ordinal" : "nominal");
  return {
    people: people.length,
    outputs: shared.length,
    ...(alpha.kind === "measured" ? { alpha: alpha.value } : {}),
  };
}

function ratingOf(answer: Answer): string | number {
  return answer.kind === "graded" ? answer.grade : classOf(answer, 1);
}

/** Where the judge is farthest from people, the most certain of its errors first; equal ones by id. */
function worstDisagreements(test: readonly SettledOutput[], threshold: number): readonly Disagreement[] {
  return test
    .map((each) => ({ each, wrong: wrongBy(each, threshold) }))
    .filter(({ wrong }) => wrong > 0)
    .toSorted((a, b) => b.wrong - a.wrong || (a.each.output.caseId < b.each.output.caseId ? -1 : 1))
    .slice(0, mostDisagreements)
    .map(({ each: { output, truth, judgements } }) => {
      const against = judgements.find(({ answer }) => !isSame(answer, truth)) ?? judgements[0];
      const people = output.labels.find(({ rationale }) => rationale !== undefined)?.rationale;
      return {
        caseId: output.caseId,
        people: say(truth),
        judge: sayAll(judgements.map(({ answer }) => say(answer))),
        ...(people === undefined ? {} : { peopleSay: people }),
        ...(against?.rationale === undefined ? {} : { judgeSays: against.rationale }),
      };
    });
}

function wrongBy(each: SettledOutput, threshold: number): number {
  const { truth, judgements } = each;
  if (truth.kind === "graded") return Math.abs(errorOf(each));
  const wrong = judgements.filter(({ answer }) => classOf(answer, threshold) !== classOf(truth, threshold));
  return wrong.length / judgements.length;
}

function isSame(a: Answer, b: Answer): boolean {
  return say(a) === say(b);
}

/** `fail`, `1 twice`, `1 and 2`. */
function sayAll(answers: readonly string[]): string {
  const different = [...new Set(answers)];
  if (different.length > 1) return different.join(" and ");
  return answers.length === 2 ? `${answers[0]} twice` : (answers[0] ?? "");
}

function say(answer: Answer): string {
  return answer.kind === "graded" ? String(answer.grade) : classOf(answer, 1);
}
