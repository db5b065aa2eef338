import { readLabels, type LabelSource } from "../dataset/labels/read-labels.ts";
import type { LabelFile } from "../dataset/labels/labels.ts";
import type { JudgeCheck } from "../experiment/judge-card.ts";
import type { EndReason } from "../experiment/trial.ts";
import { suggestName } from "../experiment/nearest-name.ts";
import { ProblemError, type Problem } from "../problem.ts";
import { cardFiles, identityOf } from "../score/judge/card-state.ts";
import { makeCard } from "../score/judge/make-card.ts";
import { complainOf, prepareJudge, type PreparedJudge } from "../score/judge/prepare-judge.ts";
import {
  type PairwiseConfig,
  preparePairwise,
  type PreparedPairwise,
} from "../score/judge/prepare-pairwise.ts";
import type { JudgeConfig } from "../score/judge/read-rubric.ts";
import { judgeLabels, type LiveJudgements } from "./check-judge-live.ts";
import type { GateEffects, RunEffects } from "./effects.ts";
import { gather, orThrow } from "./gather.ts";
import { loadGate, type LoadedGate } from "./load/load-gate.ts";
import { besideFile } from "./paths.ts";
import { planOutputs, planPairLabels } from "./plan/plan-labels.ts";

export type CheckJudgeRequest = {
  /** Path of the gate file, from the repository's root; absent: the default policy, and no judge to bind the card to. */
  readonly config?: string;
  /** Which judge; needed where the file has judgements of several. */
  readonly judge?: string;
  /** Which of Langfuse's annotation scores. */
  readonly score?: string;
  /** A grade passes from here up. */
  readonly threshold?: number;
  /** Share of the cases without a `split` that is put aside for tuning. */
  readonly trainShare: number;
  /** `YYYY-MM-DD`. */
  readonly today: string;
};

/** The check, the paths from the repository's root where its card and page belong, and what is merely odd. */
export type CheckedJudge = JudgeCheck & {
  readonly files: Pick<ReturnType<typeof cardFiles>, "card" | "page">;
  readonly warnings: readonly Problem[];
  /** Live: why it ended before all outputs were judged. The card is then of what was, and not to be kept. */
  readonly ended?: EndReason;
};

/**
 * Holds a judge against the labels of people: by its recorded judgements where the file has them, else by asking it. Throws a
 * ProblemError with everything that is wrong with the labels or the gate file, or where it is not clear which judge is meant.
 */
export async function checkJudge(
  request: CheckJudgeRequest,
  labels: LabelSource,
  effects: GateEffects & { readonly openRun: () => Promise<RunEffects> },
): Promise<CheckedJudge> {
  const { config: file, score, trainShare, today } = request;
  const [loaded, read] = await gather<[LoadedGate, LabelFile]>([
    loadGate(file, effects, { needsTarget: false }),
    readLabels(labels, score === undefined ? {} : { score }).then(orThrow),
  ]);
  const { config } = loaded;
  const scorers = config.scorers.filter(
    (each): each is AskedConfig => each.type === "judge" || each.type === "pairwise",
  );
  const { name, isRecorded } = chooseJudge(read, scorers, request.judge);
  const scorer = scorers.find((each) => each.name === name);
  const judge = scorer === undefined ? undefined : prepareNamed(scorer, loaded);
  const threshold = chooseThreshold(read, request.threshold ?? scorer?.threshold);
  const live = isRecorded || judge === undefined ? undefined : await askJudge(read, judge, loaded, effects);
  const { minAgreement, maxFlipRate } = config.policy.judge;
  const check = makeCard({
    judge: name,
    outputs: live?.outputs ?? read.outputs,
    kind: read.kind,
    ...(threshold === undefined ? {} : { threshold }),
    trainShare,
    limits: {
      min_agreement: minAgreement,
      max_flip_rate: maxFlipRate,
      max_missing: config.policy.maxMissing,
    },
    ...(judge === undefined ? {} : { identity: identityOf(judge) }),
    judged: isRecorded ? "recorded" : "live",
    date: today,
  });
  const { card, page } = cardFiles(name);
  return {
    ...check,
    files: { card: besideFile(file ?? "", card), page: besideFile(file ?? "", page) },
    warnings: [...read.warnings, ...(judge === undefined && file !== undefined ? [unbound(name, file)] : [])],
    ...(live?.ended === undefined ? {} : { ended: live.ended }),
  };
}

type AskedConfig = JudgeConfig | PairwiseConfig;
type AskedJudge = PreparedJudge | PreparedPairwise;

async function askJudge(
  { file, outputs, kind, scale }: LabelFile,
  judge: AskedJudge,
  { config, dataset }: LoadedGate,
  { openRun }: { readonly openRun: () => Promise<RunEffects> },
): Promise<LiveJudgements> {
  const cases = dataset?.cases ?? [];
  const arePairs = isPairwise(judge);
  if (arePairs !== (kind === "choice") || scale === "grade")
    throw new ProblemError([{ file, ...(arePairs ? notOfPairs : notLive(kind)) }]);
  const planned = isPairwise(judge)
    ? planPairLabels(outputs, judge, cases)
    : planOutputs(outputs, kind, judge, cases);
  return judgeLabels({ outputs, planned, arePairs, config }, await openRun());
}

function isPairwise(judge: AskedJudge): judge is PreparedPairwise {
  return judge.config.type === "pairwise";
}

/** A name that a file can have. */
const fileName = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$/;

/** The judge asked for, else the only one that judged, else the only one of the gate file that gives answers of this kind. */
function chooseJudge(
  { file, outputs, kind }: LabelFile,
  scorers: readonly AskedConfig[],
  asked: string | undefined,
): { readonly name: string; readonly isRecorded: boolean } {
  const recorded = [...new Set(outputs.flatMap(({ judgements }) => judgements.map(({ judge }) => judge)))];
  const fitting = scorers.filter(({ type }) => (type === "pairwise") === (kind === "choice"));
  const own = (asked !== undefined || fitting.length === 0 ? scorers : fitting).map(({ name }) => name);
  const known = recorded.length > 0 && asked === undefined ? recorded : [...new Set([...recorded, ...own])];
  const name = asked ?? (known.length === 1 ? known[0] : undefined);
  if (known.length === 0) throw new ProblemError([{ file, ...noJudgements }]);
  if (name === undefined) throw new ProblemError([{ file, ...severalJudges(known) }]);
  if (!known.includes(name)) throw new ProblemError([{ file, ...unknownJudge(name, known) }]);
  if (!fileName.test(name)) throw new ProblemError([{ file, ...nameOfNoFile }]);
  return { name, isRecorded: recorded.includes(name) };
}

/** Of grades only: without one nobody knows which grade is good enough. */
function chooseThreshold({ file, kind, scale }: LabelFile, given: number | undefined): number | undefined {
  if (kind !== "graded") return undefined;
  const threshold = given ?? (scale === "value" ? 1 : undefined);
  if (threshold === undefined) throw new ProblemError([{ file, ...noThreshold }]);
  return threshold;
}

function prepareNamed(scorer: AskedConfig, { config, scorerFiles, rubrics }: LoadedGate): AskedJudge {
  const files = { files: scorerFiles, rubrics };
  if (scorer.type === "judge") return orThrow(prepareJudge(scorer, config.judge, files));
  const prepared = preparePairwise(scorer, config.judge, files);
  if (prepared.ok) return prepared.value;
  throw new ProblemError(prepared.complaints.map((each) => complainOf(scorer, each)));
}

const noJudgements: Problem = {
  code: "no-judgements",
  message: "no judge has judged these outputs, and the gate file has none to ask.",
  fix: 'Name a gate file with a `judge` or `pairwise` scorer, or add "judgements":[{"judge":"helpful","passed":true}] to each line.',
};

function severalJudges(names: readonly string[]): Problem {
  return {
    code: "several-judges",
    message: `there are ${names.length} judges, and a card is of one.`,
    fix: `Add \`--judge NAME\`. ${suggestName("", names)}`,
  };
}

function unknownJudge(name: string, names: readonly string[]): Problem {
  return {
    code: "unknown-judge",
    message: `no judge ${JSON.stringify(name.slice(0, 64))} has judged these outputs, and the gate file has none.`,
    fix: suggestName(name, names),
  };
}

const nameOfNoFile: Problem = {
  code: "judge-name",
  message: "the name of the judge is no name of a file, and its card is one.",
  fix: "Use 1 to 64 letters, digits, `.`, `_` and `-`, not beginning with `.`.",
};

const noThreshold: Problem = {
  code: "no-threshold",
  message: "the labels are grades, and nothing says from which grade up an answer is good enough.",
  fix: "Add `--threshold 4`.",
};

function notLive(kind: LabelFile["kind"]): Problem {
  return {
    code: "label-kind",
    message: `the judge gives a pass or a score from 0 to 1, and the labels are ${kind === "choice" ? "choices" : "grades of another scale"}.`,
    fix:
      kind === "choice"
        ? "Ask a scorer of type `pairwise`, or add the `judgements` that were made."
        : "Write `passed`, or grades as `value` from 0 to 1.",
  };
}

const notOfPairs: Problem = {
  code: "label-kind",
  message: "the judge says which of two outputs is better, and the labels are of one output each.",
  fix: "Write `choice` with the two `outputs`, or ask a scorer of type `judge`.",
};

function unbound(name: string, file: string): Problem {
  return {
    code: "card-unbound",
    file,
    message: `no scorer of type \`judge\` or \`pairwise\` has the name \`${name}\`, so the card speaks of no judge of this gate.`,
    fix: "Name the judge in the labels as its scorer is named.",
  };
}
