import type { Case } from "../../experiment/case.ts";
import { contentHash } from "../../experiment/content-hash.ts";
import type { AnswerKind, LabelledOutput, RecordedJudgement } from "../../experiment/judge-label.ts";
import type { ModelRequest } from "../../experiment/model-call.ts";
import type { ArmName, Trial } from "../../experiment/trial.ts";
import { ProblemError, type Problem } from "../../problem.ts";
import { isEqual, judgeOrders } from "../../score/judge/judge-pair.ts";
import { type CallModel, judgeTrial } from "../../score/judge/judge-trial.ts";
import type { PreparedJudge } from "../../score/judge/prepare-judge.ts";
import type { Pair, PreparedPairwise } from "../../score/judge/prepare-pairwise.ts";

/** Share of the outputs that are judged twice, to see whether the judge contradicts itself. */
const twiceShare = 0.1;
const mostProblems = 50;

/** What a judge is asked about one label. */
export type PlannedLabel = {
  readonly labelled: LabelledOutput;
  /** How often `ask` is called. */
  readonly times: number;
  /** Without repeats of replies that cannot be read. */
  readonly calls: number;
  /** Judgements without an answer where the judge gave none. */
  readonly ask: (by: {
    readonly call: CallModel;
    readonly fence: string;
  }) => Promise<readonly RecordedJudgement[]>;
  /** Calls as they will be made, to see whether they can be. */
  readonly sample: () => readonly ModelRequest[];
};

/**
 * What a judge is asked about labelled outputs: each once, and a tenth twice. An output whose case the rubric says nothing of is left
 * out. Throws a ProblemError with every label that lacks its output or its case.
 */
export function planOutputs(
  outputs: readonly LabelledOutput[],
  kind: AnswerKind,
  judge: PreparedJudge,
  cases: readonly Case[],
): readonly PlannedLabel[] {
  return planEach(
    outputs,
    cases,
    ({ output }) => output,
    noOutput,
    (labelled, one, output) => {
      if (!judge.applies(one)) return [];
      const { caseId, trial: index = 0 } = labelled;
      const trial: Trial = { caseId, index, status: "ok", output, cached: false };
      const isTwice =
        Number.parseInt(contentHash([caseId, index, output]).slice(-4), 16) / 65_536 < twiceShare;
      const times = isTwice ? 2 : 1;
      return [
        {
          labelled,
          times,
          calls: times * judge.size,
          ask: async (by) => {
            const { scores } = await judgeTrial({ judges: [judge], one, trial, ...by });
            return [judgementOf(scores[0], judge.config.name, kind)];
          },
          sample: () => judge.requests({ one, output: "" }, "0"),
        },
      ];
    },
  );
}

/** What a pairwise judge is asked about labelled pairs: each in both orders. Otherwise as `planOutputs`. */
export function planPairLabels(
  outputs: readonly LabelledOutput[],
  judge: PreparedPairwise,
  cases: readonly Case[],
): readonly PlannedLabel[] {
  return planEach(
    outputs,
    cases,
    (each) => each.outputs,
    noOutputs,
    (labelled, one, both) => {
      if (!judge.applies(one)) return [];
      const pair: Pair = { one, baseline: both[0], candidate: both[1] };
      return [
        {
          labelled,
          times: 1,
          calls: isEqual(pair) ? 0 : judge.size,
          ask: async (by) => {
            const judged = await judgeOrders(judge, pair, by);
            return judged.map((each) => choiceOf(each, judge.config.name));
          },
          sample: () => judge.requests(pair, "0").map(({ baselineFirst }) => baselineFirst),
        },
      ];
    },
  );
}

function planEach<Shown>(
  outputs: readonly LabelledOutput[],
  cases: readonly Case[],
  shownOf: (labelled: LabelledOutput) => Shown | undefined,
  lacking: Problem,
  plan: (labelled: LabelledOutput, one: Case, shown: Shown) => readonly PlannedLabel[],
): readonly PlannedLabel[] {
  const caseById = new Map(cases.map((one) => [one.id, one]));
  const problems: Problem[] = [];
  const planned = outputs.flatMap((labelled) => {
    const { caseId, place } = labelled;
    const shown = shownOf(labelled);
    const one = caseById.get(caseId);
    if (shown === undefined) problems.push({ ...place, ...lacking });
    if (one === undefined) problems.push({ ...place, ...unknownCase(caseId) });
    return shown === undefined || one === undefined ? [] : plan(labelled, one, shown);
  });
  if (problems.length > 0) throw new ProblemError(problems.slice(0, mostProblems));
  return planned;
}

type Score = { readonly value: number; readonly passed?: boolean; readonly reason?: string };

function judgementOf(score: Score | undefined, judge: string, kind: AnswerKind): RecordedJudgement {
  if (score === undefined) return { judge };
  const { value, passed = value >= 1, reason } = score;
  return {
    judge,
    answer: kind === "graded" ? { kind, grade: value } : { kind: "passed", passed },
    ...(reason === undefined ? {} : { rationale: reason }),
  };
}

/** The arms of a labelled pair are its outputs: the baseline's is 1. */
const choices = { baseline: 1, candidate: 2, tie: "tie" } as const;

function choiceOf(
  { first, ...judged }: Awaited<ReturnType<typeof judgeOrders>>[number],
  judge: string,
): RecordedJudgement {
  const order = first === undefined ? {} : { order: orders[first] };
  if (!judged.ok) return { judge, ...order };
  const { preferred, reason } = judged;
  return { judge, ...order, answer: { kind: "choice", choice: choices[preferred] }, rationale: reason };
}

const orders: Readonly<Record<ArmName, "original" | "swapped">> = {
  baseline: "original",
  candidate: "swapped",
};

const noOutput: Problem = {
  code: "label-output",
  message: "the label has no `output`, so there is nothing that a judge could judge.",
  fix: "Add the `output` that was labelled, or the `judgements` that were made of it.",
};

const noOutputs: Problem = {
  code: "label-output",
  message: "the label has no `outputs`, so there is nothing that a judge could compare.",
  fix: "Add `outputs` with the two that were labelled, or the `judgements` that were made of them.",
};

function unknownCase(caseId: string): Problem {
  return {
    code: "label-case",
    message: `the gate's dataset has no case ${JSON.stringify(caseId.slice(0, 64))}, so a judge would not see what was asked.`,
    fix: "Add the case to the dataset, as a draft if it is not to be run.",
  };
}
