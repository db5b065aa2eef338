import type { ScorerConfig } from "../../config/config.ts";
import type { Case } from "../../experiment/case.ts";
import { contentHash } from "../../experiment/content-hash.ts";
import type { Json, JsonObject } from "../../experiment/json.ts";
import type { ModelRequest } from "../../experiment/model-call.ts";
import type { RecordedScore } from "../../experiment/trial.ts";
import { formatProblem, type Parsed, type Problem } from "../../problem.ts";
import type { Complaint } from "../rule.ts";
import { applies } from "../scorer.ts";
import { settleRecorded } from "../settle.ts";
import { type JudgeModel, readJudgeModel, writeRequest } from "./judge-model.ts";
import { type CriterionAnswer, parseReply } from "./parse-reply.ts";
import { isQuestionFile, type JudgeConfig, readRubric, type Rubric } from "./read-rubric.ts";
import { type Evidence, writePrompt } from "./write-prompt.ts";

/** A reply read strictly: a score after `threshold`, `not` and `failure`, or why it is none. */
export type Judgement =
  | { readonly ok: true; readonly score: RecordedScore }
  | { readonly ok: false; readonly reason: string };

/** A judge made ready: everything that can be wrong with the scorer itself was a Problem before. */
export type PreparedJudge = {
  readonly config: JudgeConfig;
  /** `sha256:` of everything that its scores depend on: model, address, parameters, prompt, rubric, threshold. */
  readonly fingerprint: string;
  /** Whether the rubric has something to say of the case, on whichever arm. */
  readonly applies: (one: Case) => boolean;
  /** The call for an output of the case, blind to the arm. `fence` is chance of the run. */
  readonly request: (one: Case, output: Json, fence: string) => ModelRequest;
  readonly parse: (reply: string) => Judgement;
};

const longestReason = 500;

/** The rubric file that a scorer names, by its path as written: read it before `prepareJudges`. */
export function judgeFiles(config: ScorerConfig): readonly string[] {
  if (!isJudge(config)) return [];
  const { rubric } = config.options;
  return typeof rubric === "string" && isQuestionFile(rubric) ? [rubric] : [];
}

/**
 * The judges among the scorers, or every problem at once, each at its scorer's place. `scorers` are the gate's and, where a case
 * overrides one, the case's own; other scorers are passed over, and equal objects are prepared once. `judge` holds the gate's
 * defaults, `files` the texts of the rubric files by the path as it stands in the scorer.
 */
export function prepareJudges({
  scorers,
  judge,
  files,
}: {
  readonly scorers: readonly ScorerConfig[];
  readonly judge?: JsonObject;
  readonly files: ReadonlyMap<string, string>;
}): Parsed<readonly PreparedJudge[]> {
  const configs = [...new Set(scorers)];
  const prepared = configs.filter(isJudge).map((config) => prepareJudge(config, judge, files));
  const problems = [
    ...configs.filter(({ type }) => type === "pairwise").map(refusePairwise),
    ...prepared.flatMap((each) => (each.ok ? [] : each.problems)),
  ];
  // A scorer that many cases override says the same of each.
  const unique = [...new Map(problems.map((problem) => [formatProblem(problem), problem])).values()];
  if (unique.length > 0) return { ok: false, problems: unique };
  return { ok: true, value: prepared.flatMap((each) => (each.ok ? [each.value] : [])) };
}

/** One judge, as `prepareJudges` prepares it. */
export function prepareJudge(
  config: JudgeConfig,
  defaults: JsonObject | undefined,
  files: ReadonlyMap<string, string>,
): Parsed<PreparedJudge> {
  const rubric = readRubric(config, files);
  const model = readJudgeModel(config, defaults);
  if (rubric.ok && model.ok) return { ok: true, value: makeJudge(config, rubric.value, model.value) };
  const complaints = [...(rubric.ok ? [] : [rubric.complaint]), ...(model.ok ? [] : model.complaints)];
  return { ok: false, problems: complaints.map((complaint) => complainOf(config, complaint)) };
}

function isJudge(config: ScorerConfig): config is JudgeConfig {
  return config.type === "judge";
}

function refusePairwise(config: ScorerConfig): Problem {
  const message = "`pairwise` comes with a later version.";
  return complainOf(config, { code: "not-yet", message, fix: "Use `type: judge`, or remove the scorer." });
}

function complainOf({ name, place }: ScorerConfig, { code, message, fix }: Complaint): Problem {
  return { ...place, code, message: `scorer \`${name}\`: ${message}`, fix };
}

function makeJudge(config: JudgeConfig, rubric: Rubric, model: JudgeModel): PreparedJudge {
  const { criteria, needsExpected } = rubric;
  const ids = criteria.map(({ id }) => id);
  const ask = (evidence: Evidence, fence: string) =>
    writeRequest(model, writePrompt(criteria, evidence, fence), criteria);
  return {
    config,
    fingerprint: fingerprintOf(config, rubric, ask),
    applies: (one) => applies({ config }, one) && (!needsExpected || one.expected !== undefined),
    request: (one, output, fence) => ask({ ...aboutCase(one), output }, fence),
    parse: (reply) => {
      const reading = parseReply(reply, ids);
      return reading.ok ? settleAnswers(config, rubric, reading.answers) : reading;
    },
  };
}

function aboutCase({ input, context, expected }: Case): Omit<Evidence, "output"> {
  return {
    input,
    ...(context === undefined ? {} : { context }),
    ...(expected === undefined ? {} : { expected }),
  };
}

/** The hash of a whole request about nothing, so that no part of the prompt can change without it. Where the key is found is no part. */
function fingerprintOf(
  { threshold = 1, not, failure }: JudgeConfig,
  rubric: Rubric,
  ask: (evidence: Evidence, fence: string) => ModelRequest,
): string {
  const nothing = { input: "", context: "", expected: "", output: "" };
  const { body, api, baseUrl, headers } = ask(nothing, "");
  const named = failure ?? rubric.failure ?? null;
  return contentHash({ body, api, baseUrl, headers, threshold, not, failure: named });
}

/** The share of yes as the value, settled as a recorded score is: `threshold`, then `not`, then the failure mode. */
function settleAnswers(config: JudgeConfig, rubric: Rubric, answers: readonly CriterionAnswer[]): Judgement {
  const value = answers.filter(({ isYes }) => isYes).length / answers.length;
  const against = answers.find(({ isYes }) => isYes === config.not) ?? answers[0];
  const given = {
    scorer: config.name,
    value,
    reason: cut(against?.reason ?? ""),
    ...(rubric.failure === undefined ? {} : { failure: rubric.failure }),
  };
  const score = settleRecorded({ ...config, type: "recorded" }, given);
  if (!score.scored) return { ok: false, reason: score.reason };
  const { scored: _scored, ...rest } = score;
  return { ok: true, score: { scorer: config.name, ...rest } };
}

/** Never half a surrogate pair. */
function cut(text: string): string {
  return text.length <= longestReason
    ? text
    : `${text.slice(0, longestReason - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
