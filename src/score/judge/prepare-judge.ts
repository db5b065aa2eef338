import type { ScorerConfig } from "../../config/config.ts";
import type { Case } from "../../experiment/case.ts";
import { contentHash } from "../../experiment/content-hash.ts";
import type { Json, JsonObject } from "../../experiment/json.ts";
import type { ModelRequest } from "../../experiment/model-call.ts";
import { formatProblem, type Parsed, type Problem } from "../../problem.ts";
import type { Complaint } from "../rule.ts";
import { applies } from "../scorer.ts";
import { countVotes } from "./count-votes.ts";
import { evidenceOf, hasAll } from "./evidence-of.ts";
import { type JudgeModels, readJudgeModels, writeRequest } from "./judge-model.ts";
import { parseReply } from "./parse-reply.ts";
import {
  isQuestionFile,
  isYamlRubric,
  type JudgeConfig,
  readRubric,
  type RubricFiles,
} from "./read-rubric.ts";
import type { Canary, Rubric } from "./rubric.ts";
import { type Judgement, settleAnswers } from "./settle-answers.ts";
import { type Evidence, type Prompt, writePrompt } from "./write-prompt.ts";

/** What a judge is shown of a trial. */
export type Shown = {
  readonly one: Case;
  readonly output: Json;
  /** What was said and called on the way, for a judge that reads it. */
  readonly trajectory?: Json;
};

/** What a judge was when it judged: where one part differs, so may its scores. */
export type JudgeVersion = {
  /** As they are asked for, in the order of the panel. */
  readonly models: readonly string[];
  /** Hash of the words around the questions. */
  readonly prompt: string;
  /** Hash of the questions, their grades, weights and instructions. */
  readonly rubric: string;
};

/** A judge made ready: everything that can be wrong with the scorer itself was a Problem before. */
export type PreparedJudge = {
  readonly config: JudgeConfig;
  /** `sha256:` of everything that its scores depend on: models, addresses, parameters, prompt, rubric, threshold, vote. */
  readonly fingerprint: string;
  readonly version: JudgeVersion;
  /** Calls that one output takes: the members of its panel, or 1. */
  readonly size: number;
  readonly readsTrajectory: boolean;
  readonly readsContext: boolean;
  /** What it is tried on; see `canariesOf`. */
  readonly canaries: readonly Canary[];
  /** Where a canary's value counts as passed: 1 for a built-in rubric, whose canaries are clear, else the scorer's own threshold. */
  readonly canaryThreshold: number;
  /** Whether the rubric has something to say of the case, on whichever arm: the case has all that it reads, or a trial may bring it. */
  readonly applies: (one: Case) => boolean;
  /** A call of each member about one output, blind to the arm. `fence` is chance of the run. */
  readonly requests: (shown: Shown, fence: string) => readonly ModelRequest[];
  /** One member's reply. */
  readonly parse: (reply: string) => Judgement;
  /** The judgement of all members, from one of each in their order. */
  readonly count: (judgements: readonly Judgement[]) => Judgement;
};

/** The rubric file that a scorer names, by its path as written: read it before `prepareJudges`. */
export function judgeFiles(config: ScorerConfig): readonly string[] {
  if (config.type !== "judge" && config.type !== "pairwise") return [];
  const { rubric } = config.options;
  return typeof rubric === "string" && (isQuestionFile(rubric) || isYamlRubric(rubric)) ? [rubric] : [];
}

/**
 * The judges among the scorers, or every problem at once, each at its scorer's place. `scorers` are the gate's and, where a case
 * overrides one, the case's own; other scorers are passed over, and equal objects are prepared once. `judge` holds the gate's
 * defaults, `files` the texts of the rubric files by the path as it stands in the scorer, `rubrics` what those in YAML hold.
 * `targetMayReturnContext`: a rubric that reads the context applies to cases without one too.
 */
export function prepareJudges({
  scorers,
  judge,
  targetMayReturnContext = false,
  ...files
}: {
  readonly scorers: readonly ScorerConfig[];
  readonly judge?: JsonObject;
  readonly targetMayReturnContext?: boolean;
} & RubricFiles): Parsed<readonly PreparedJudge[]> {
  const configs = [...new Set(scorers)];
  const prepared = configs
    .filter(isJudge)
    .map((config) => prepareJudge(config, judge, files, targetMayReturnContext));
  return allOrProblems(prepared);
}

/** What was prepared, or every problem once: a scorer that many cases override says the same of each. */
export function allOrProblems<T>(prepared: readonly Parsed<T>[]): Parsed<readonly T[]> {
  const problems = prepared.flatMap((each) => (each.ok ? [] : each.problems));
  const unique = [...new Map(problems.map((problem) => [formatProblem(problem), problem])).values()];
  if (unique.length > 0) return { ok: false, problems: unique };
  return { ok: true, value: prepared.flatMap((each) => (each.ok ? [each.value] : [])) };
}

/** One judge, as `prepareJudges` prepares it. */
export function prepareJudge(
  config: JudgeConfig,
  defaults: JsonObject | undefined,
  files: RubricFiles,
  targetMayReturnContext = false,
): Parsed<PreparedJudge> {
  const rubric = readRubric(config, files);
  const models = readJudgeModels(config, defaults);
  const mayBring = targetMayReturnContext ? ["trajectory", "context"] : ["trajectory"];
  if (rubric.ok && models.ok)
    return { ok: true, value: makeJudge(config, rubric.value, models.value, mayBring) };
  const complaints = [...(rubric.ok ? [] : [rubric.complaint]), ...(models.ok ? [] : models.complaints)];
  return { ok: false, problems: complaints.map((complaint) => complainOf(config, complaint)) };
}

/** Calls that an output takes, of all these judges. */
export function judgeCallsOf(judges: readonly PreparedJudge[]): number {
  return judges.reduce((sum, { size }) => sum + size, 0);
}

function isJudge(config: ScorerConfig): config is JudgeConfig {
  return config.type === "judge";
}

/** What is wrong with a scorer, at its place. */
export function complainOf({ name, place }: ScorerConfig, { code, message, fix }: Complaint): Problem {
  return { ...place, code, message: `scorer \`${name}\`: ${message}`, fix };
}

function makeJudge(
  config: JudgeConfig,
  rubric: Rubric,
  models: JudgeModels,
  mayBring: readonly string[],
): PreparedJudge {
  const { criteria, reads, canaries } = rubric;
  const readsTrajectory = reads.includes("trajectory");
  const ask = (evidence: Evidence, fence: string): readonly ModelRequest[] => {
    const prompt = writePrompt(rubric, evidence, fence);
    return models.members.map((member) => writeRequest(member, prompt, criteria));
  };
  const { vote } = models;
  return {
    config,
    fingerprint: fingerprintOf(config, rubric, models, ask),
    version: versionOf(rubric, models, writePrompt({ criteria: [], reads }, { input: "", output: "" }, "")),
    size: models.members.length,
    readsTrajectory,
    readsContext: reads.includes("context"),
    canaries,
    canaryThreshold: rubric.isBuiltIn === true ? 1 : (config.threshold ?? 1),
    applies: (one) => applies({ config }, one) && hasAll(one, reads, mayBring),
    requests: (shown, fence) => ask(shownTo(reads, shown), fence),
    parse: (reply) => {
      const reading = parseReply(reply, criteria);
      return reading.ok ? settleAnswers(config, rubric, reading.answers) : reading;
    },
    count: (judgements) => {
      const [alone] = judgements;
      if (vote === undefined && alone !== undefined) return alone;
      return countVotes(config, vote ?? "majority", judgements);
    },
  };
}

function shownTo(reads: readonly string[], { one, output, trajectory }: Shown): Evidence {
  const { toolCalls } = one;
  return {
    ...evidenceOf(reads, one),
    output,
    ...(trajectory === undefined ? {} : { trajectory }),
    ...(trajectory === undefined || toolCalls === undefined ? {} : { expectedCalls: toolCalls }),
  };
}

/** The hash of whole requests about nothing, so that no part of the prompt can change without it. Where the key is found is no part. */
function fingerprintOf(
  { threshold = 1, not, failure }: JudgeConfig,
  rubric: Rubric,
  { vote }: JudgeModels,
  ask: (evidence: Evidence, fence: string) => readonly ModelRequest[],
): string {
  const nothing = { input: "", context: "", expected: "", output: "" };
  const members = ask(nothing, "").map(({ body, api, baseUrl, headers }) => ({
    body,
    api,
    baseUrl,
    headers,
  }));
  const named = failure ?? rubric.failure ?? null;
  const settled = { ...settlingOf(rubric), threshold, not, failure: named };
  return contentHash(vote === undefined ? { ...members[0], ...settled } : { members, vote, ...settled });
}

/** What an answer comes to, where it is more than yes and no in equal parts. */
function settlingOf({ criteria }: Rubric): JsonObject {
  const counts = criteria.map(({ weight = 1, failure = null, grades = null }) => ({
    weight,
    failure,
    grades,
  }));
  const isPlain = counts.every((each) => each.weight === 1 && each.failure === null && each.grades === null);
  return isPlain ? {} : { criteria: counts };
}

/** `bare` is the prompt without questions. */
export function versionOf(
  { instructions, criteria, reads }: Pick<Rubric, "instructions" | "criteria" | "reads">,
  { members }: JudgeModels,
  { system }: Prompt,
): JudgeVersion {
  return {
    models: members.map(({ model }) => model),
    prompt: contentHash(system),
    rubric: contentHash([instructions ?? null, criteria.map((criterion) => ({ ...criterion })), reads]),
  };
}
