import type { ScorerConfig } from "../../src/config/config.ts";
import type { Case } from "../../src/experiment/case.ts";
import type { Score } from "../../src/experiment/outcome.ts";
import type { Trial } from "../../src/experiment/trial.ts";
import { ProblemError, type Problem } from "../../src/problem.ts";
import { prepareScorers } from "../../src/score/prepare.ts";
import { scoreTrial } from "../../src/score/score-trial.ts";
import type { PreparedScorer } from "../../src/score/scorer.ts";
import { aCase, aTrial } from "../build.ts";

type Type = ScorerConfig["type"];
type Of<T extends Type> = ScorerConfig & { readonly type: T };

const ownKeys: { readonly [T in Type]?: Partial<Of<T>> } = {
  exact: { ignoreCase: false, partial: false },
  contains: { ignoreCase: false },
  regex: { ignoreCase: false },
  numeric: { tolerance: 0 },
  json_path: { path: "$.answer", tolerance: 0 },
  similarity: { method: "token_f1" },
  json_schema: { schema: "schemas/answer.json" },
  tool_calls: { mode: "strict", arguments: "exact", forbidden: [] },
  judge: { options: {} },
};

/** A scorer as `config` normalises it, named by its type. */
export function aScorer<T extends Type>(type: T, fields: Partial<Of<T>> = {}): Of<T> {
  const common = { name: type, weight: 1, not: false, place: { file: "llm-o11y.yml", line: 9 } };
  return { type, ...common, ...ownKeys[type], ...fields } as unknown as Of<T>;
}

export async function prepare(
  configs: readonly ScorerConfig[],
  files: Readonly<Record<string, string>> = {},
): Promise<readonly PreparedScorer[]> {
  const prepared = await prepareScorers(configs, new Map(Object.entries(files)));
  if (!prepared.ok) throw new ProblemError(prepared.problems);
  return prepared.value;
}

export async function problemsOf(
  configs: readonly ScorerConfig[],
  files: Readonly<Record<string, string>> = {},
): Promise<readonly Problem[]> {
  const prepared = await prepareScorers(configs, new Map(Object.entries(files)));
  return prepared.ok ? [] : prepared.problems;
}

/** The score that one scorer gives one trial of one case. */
export async function scoreOf(
  config: ScorerConfig,
  one: Partial<Case>,
  trial: Partial<Trial>,
  files: Readonly<Record<string, string>> = {},
): Promise<Score | undefined> {
  const applicable = await prepare([config], files);
  const scoring = {
    case: aCase(one),
    applicable,
    scorers: applicable,
    recordedNames: [],
    judgesDecide: false,
  };
  return scoreTrial(scoring, aTrial(trial), false).outcome.scores.get(config.name);
}

/** `pass`, `unscored`, or the failure mode: a whole score in one word, for tables. */
export async function wordOf(...args: Parameters<typeof scoreOf>): Promise<string> {
  const score = await scoreOf(...args);
  if (score?.scored !== true) return "unscored";
  return score.passed ? "pass" : (score.failure ?? "unnamed");
}
