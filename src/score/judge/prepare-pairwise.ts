import type { OutsideScorerConfig, ScorerConfig } from "../../config/config.ts";
import type { Case } from "../../experiment/case.ts";
import { contentHash } from "../../experiment/content-hash.ts";
import type { Json, JsonObject } from "../../experiment/json.ts";
import type { ModelRequest } from "../../experiment/model-call.ts";
import type { ArmName } from "../../experiment/trial.ts";
import type { Parsed } from "../../problem.ts";
import type { Complaint } from "../rule.ts";
import { applies } from "../scorer.ts";
import { evidenceOf, hasAll } from "./evidence-of.ts";
import { type JudgeModels, readJudgeModels, writeRequest } from "./judge-model.ts";
import { parseReply } from "./parse-reply.ts";
import { allOrProblems, complainOf, type JudgeVersion, versionOf } from "./prepare-judge.ts";
import { readRubric, type RubricFiles } from "./read-rubric.ts";
import type { Criterion, Rubric } from "./rubric.ts";
import {
  type BothOrders,
  type OrderJudgement,
  type PairJudgement,
  type PairReading,
  preferences,
  readPair,
  settleOrder,
  settlePair,
} from "./settle-pair.ts";
import { writePairPrompt } from "./write-pair-prompt.ts";

export type PairwiseConfig = OutsideScorerConfig & { readonly type: "pairwise" };

/** The outputs of both arms for one case. */
export type Pair = { readonly one: Case; readonly baseline: Json; readonly candidate: Json };

/** A judge of two outputs, made ready. */
export type PreparedPairwise = {
  readonly config: PairwiseConfig;
  /** `sha256:` of everything that its scores depend on. */
  readonly fingerprint: string;
  readonly version: JudgeVersion;
  /** Calls that one pair takes: both orders of each member. */
  readonly size: number;
  readonly applies: (one: Case) => boolean;
  /** Both orders for each member of its panel. */
  readonly requests: (
    pair: Pair,
    fence: string,
  ) => readonly { readonly baselineFirst: ModelRequest; readonly candidateFirst: ModelRequest }[];
  readonly parse: (reply: string) => PairReading;
  readonly settle: (members: readonly BothOrders[]) => PairJudgement;
  /** Of one order alone. */
  readonly settleOrder: (replies: readonly PairReading[], first: ArmName) => OrderJudgement;
  /** The failure mode of a worse output, where the rubric names one. */
  readonly failure?: string;
};

/** The pairwise scorers among these, as `prepareJudges` prepares judges. */
export function preparePairwises({
  scorers,
  judge,
  ...files
}: {
  readonly scorers: readonly ScorerConfig[];
  readonly judge?: JsonObject;
} & RubricFiles): Parsed<readonly PreparedPairwise[]> {
  const configs = [...new Set(scorers)].filter((config) => config.type === "pairwise");
  return allOrProblems(
    configs.map((config): Parsed<PreparedPairwise> => {
      const prepared = preparePairwise(config as PairwiseConfig, judge, files);
      if (prepared.ok) return prepared;
      return { ok: false, problems: prepared.complaints.map((each) => complainOf(config, each)) };
    }),
  );
}

/** A pairwise scorer made ready, or what is wrong with it. Its rubric is asked of both outputs: which of the two meets each criterion better. */
export function preparePairwise(
  config: PairwiseConfig,
  defaults: JsonObject | undefined,
  files: RubricFiles,
):
  | { readonly ok: true; readonly value: PreparedPairwise }
  | { readonly ok: false; readonly complaints: readonly Complaint[] } {
  const rubric = readRubric(config, files);
  const models = readJudgeModels(config, defaults);
  if (rubric.ok && models.ok) {
    if (!rubric.value.reads.includes("trajectory"))
      return { ok: true, value: makePairwise(config, rubric.value, models.value) };
    const message = "`pairwise` compares outputs, and its rubric reads the trajectory.";
    return {
      ok: false,
      complaints: [{ code: "judge-rubric", message, fix: "Use `type: judge` with this rubric." }],
    };
  }
  return {
    ok: false,
    complaints: [...(rubric.ok ? [] : [rubric.complaint]), ...(models.ok ? [] : models.complaints)],
  };
}

function makePairwise(config: PairwiseConfig, rubric: Rubric, models: JudgeModels): PreparedPairwise {
  const { members, vote } = models;
  const { reads } = rubric;
  const criteria = rubric.criteria.map(comparing);
  const ask = (
    one: Pick<Case, "input" | "expected" | "context" | "metadata">,
    [first, second]: readonly [Json, Json],
    fence: string,
  ) => {
    const prompt = writePairPrompt(rubric, { ...evidenceOf(reads, one), first, second }, fence);
    return members.map((member) => writeRequest(member, prompt, criteria));
  };
  return {
    config,
    fingerprint: contentHash({
      members: ask({ input: "", expected: "", context: "" }, ["", ""], "").map(
        ({ body, api, baseUrl, headers }) => ({ body, api, baseUrl, headers }),
      ),
      vote: vote ?? null,
      weights: criteria.map(({ weight = 1 }) => weight),
      settled: [config.threshold ?? null, config.not, config.failure ?? rubric.failure ?? null],
    }),
    version: versionOf(
      { ...rubric, criteria },
      models,
      writePairPrompt({ criteria: [], reads }, { input: "", first: "", second: "" }, ""),
    ),
    ...(rubric.failure === undefined ? {} : { failure: rubric.failure }),
    size: 2 * members.length,
    applies: (one) => applies({ config }, one) && hasAll(one, reads),
    requests: ({ one, baseline, candidate }, fence) => {
      const turned = ask(one, [candidate, baseline], fence);
      return ask(one, [baseline, candidate], fence).flatMap((baselineFirst, index) => {
        const candidateFirst = turned[index];
        return candidateFirst === undefined ? [] : [{ baselineFirst, candidateFirst }];
      });
    },
    parse: (reply) => {
      const reading = parseReply(reply, criteria);
      return reading.ok ? readPair(criteria, reading.answers) : reading;
    },
    settle: (both) => settlePair(both, vote),
    settleOrder: (replies, first) => settleOrder(replies, first, vote),
  };
}

/** The criterion as a question about two: what it would be answered with for one is of no use here. */
function comparing({ id, question, weight }: Criterion): Criterion {
  return { id, question, grades: preferences, ...(weight === undefined ? {} : { weight }) };
}
