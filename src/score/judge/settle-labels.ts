import { hash } from "node:crypto";
import type { Answer, LabelledOutput, RecordedJudgement, Split } from "../../experiment/judge-label.ts";

/** An output on which people agree, with the answers that one judge gave. */
export type SettledOutput = {
  readonly output: LabelledOutput;
  readonly truth: Answer;
  /** Those with an answer; never empty. */
  readonly judgements: readonly Answered[];
};

export type Answered = RecordedJudgement & { readonly answer: Answer };

/** The outputs of a file by what they are good for. */
export type SettledLabels = {
  readonly test: readonly SettledOutput[];
  readonly train: readonly SettledOutput[];
  /** Judged, and labelled by nobody. */
  readonly unlabelled: readonly (readonly Answered[])[];
  /** Annotators are even, so there is no truth. */
  readonly disputed: number;
  /** People see no difference, so that neither choice is wrong. */
  readonly ties: number;
  /** The judge was never asked. */
  readonly unjudged: number;
  /** Of test: judgements without an answer, also of outputs that have another with one. */
  readonly unscored: number;
};

/**
 * The outputs of a judge, each with one truth: what most annotators say, of grades the lower median. A part without a `split` of its
 * own is trained on by the hash of its case id, so that more labels move no case: a rubric tuned on `train` is tested on the rest.
 */
export function settleLabels(
  outputs: readonly LabelledOutput[],
  judge: string,
  trainShare: number,
): SettledLabels {
  const test: SettledOutput[] = [];
  const train: SettledOutput[] = [];
  const unlabelled: (readonly Answered[])[] = [];
  let [disputed, ties, unjudged, unscored] = [0, 0, 0, 0];
  for (const output of outputs) {
    const asked = output.judgements.filter((each) => each.judge === judge);
    const judgements = asked.filter((each): each is Answered => each.answer !== undefined);
    const truth = agree(output.labels.map(({ answer }) => answer));
    const split = splitOf(output, trainShare);
    if (output.labels.length === 0) {
      if (judgements.length > 0) unlabelled.push(judgements);
    } else if (truth === undefined) disputed++;
    else if (truth.kind === "choice" && truth.choice === "tie") ties++;
    else if (asked.length === 0) unjudged++;
    else {
      if (judgements.length > 0) (split === "test" ? test : train).push({ output, truth, judgements });
      if (split === "test") unscored += asked.length - judgements.length;
    }
  }
  return { test, train, unlabelled, disputed, ties, unjudged, unscored };
}

/** What annotators say together; undefined where they are even. */
function agree(answers: readonly Answer[]): Answer | undefined {
  const [first] = answers;
  if (first === undefined) return undefined;
  if (first.kind === "graded") {
    const sorted = answers
      .flatMap((answer) => (answer.kind === "graded" ? [answer.grade] : []))
      .toSorted((a, b) => a - b);
    return { kind: "graded", grade: sorted[Math.floor((sorted.length - 1) / 2)] ?? first.grade };
  }
  const votes = new Map<string, { readonly answer: Answer; count: number }>();
  for (const answer of answers) {
    const key = JSON.stringify(answer);
    const vote = votes.get(key);
    if (vote === undefined) votes.set(key, { answer, count: 1 });
    else vote.count++;
  }
  const [most, second] = [...votes.values()].toSorted((a, b) => b.count - a.count);
  return most === undefined || most.count === second?.count ? undefined : most.answer;
}

/** The part of a case: as written, else by its id. */
export function splitOf(
  { caseId, split }: Pick<LabelledOutput, "caseId" | "split">,
  trainShare: number,
): Split {
  if (split !== undefined) return split;
  const place = Number.parseInt(hash("sha256", caseId).slice(0, 8), 16) / 2 ** 32;
  return place < trainShare ? "train" : "test";
}
