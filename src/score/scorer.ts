import type { RuleScorerConfig, ScorerConfig } from "../config/config.ts";
import type { Case } from "../experiment/case.ts";
import type { Trial } from "../experiment/trial.ts";
import type { Problem } from "../problem.ts";
import { quote } from "./quote.ts";
import type { Rule } from "./rule.ts";

/** A scorer that can score: `rule` is there for the rules, and for nothing else. */
export type PreparedScorer = {
  readonly config: ScorerConfig;
  readonly rule?: Rule;
  /** Of a judge that is asked in this run. */
  readonly judge?: JudgePart;
};

/** What scoring has to know of a judge; its scores are in the record. */
export type JudgePart = {
  /** Whether its rubric has something to say of the case. */
  readonly applies: (one: Case) => boolean;
  /** It is tried on canaries, or has a card that holds: its scores count, in a run that can trust it. */
  readonly decides: boolean;
};

/** The scorers of a case: the gate's, or those that its row names instead. */
export type ScorersFor = (one: Case) => readonly PreparedScorer[];

/** Most rows that one list of problems names. */
const mostProblems = 50;

/**
 * Whether a scorer has something to say of a case (contract, section 1). `trials` are those of both arms, so that a scorer applies
 * to a case on both arms or on none; without them, what only a trial can bring (`context` for `citations`) is taken to come.
 */
export function applies(
  { config, rule, judge }: PreparedScorer,
  one: Case,
  trials?: readonly Trial[],
): boolean {
  const { tags } = config;
  if (tags !== undefined && !tags.some((tag) => one.tags.includes(tag))) return false;
  if (judge !== undefined && !judge.applies(one)) return false;
  return rule === undefined || rule.applies(one, trials);
}

/** Whether a scorer decides by a rule: not by a model, by the user's code, or by what a record says. */
export function isRule(config: ScorerConfig): config is RuleScorerConfig {
  return !["recorded", "judge", "pairwise", "command", "module"].includes(config.type);
}

/** Every case that is no draft and that no scorer applies to, as a problem of its row. Names the first 50. */
export function casesWithoutScorer(cases: readonly Case[], scorersFor: ScorersFor): readonly Problem[] {
  const alone = cases.filter((one) => !one.draft && !scorersFor(one).some((scorer) => applies(scorer, one)));
  const problems = alone.slice(0, mostProblems).map((one) => ({
    ...one.place,
    code: "no-scorer",
    message: `no scorer applies to case \`${one.id}\`, so nothing would be said of it.`,
    fix: "Give it an `expected` answer or `scorers`, or set `draft: true`.",
  }));
  return withRest(problems, alone.length, "no-scorer", "no scorer applies to");
}

/**
 * Every case that is no draft and that only scorers without a say apply to, as a problem of its row: its quality
 * would be unscored. For a gate that runs; a comparison of records says the same as missing evidence. Names the first 50.
 */
export function casesJudgedOnly(cases: readonly Case[], scorersFor: ScorersFor): readonly Problem[] {
  const judged = cases
    .filter((one) => !one.draft)
    .flatMap((one) => {
      const applicable = scorersFor(one).filter((scorer) => applies(scorer, one));
      const [first] = applicable;
      return first === undefined || applicable.some(hasSay) ? [] : [{ one, config: first.config }];
    });
  const problems = judged.slice(0, mostProblems).map(({ one, config: { name, type } }) => ({
    ...one.place,
    code: "judge-only",
    message: `case \`${one.id}\` is scored only by \`${name}\` (\`${type}\`), which is shown and decides nothing.`,
    fix: "Give it an `expected` answer or `scorers` with a rule; or let the judge decide: a rubric file with `canaries`, good and bad, or a card by `judge check`.",
  }));
  return withRest(problems, judged.length, "judge-only", "only a scorer that decides nothing applies to");
}

/** Rules and recorded scores decide, and judges that can be trusted; what the user's code scores does not yet. */
function hasSay({ config, rule, judge }: PreparedScorer): boolean {
  return rule !== undefined || config.type === "recorded" || judge?.decides === true;
}

/** What is wrong with a case for a scorer that applies to it, such as an `expected` that is no pattern. Names the first 50. */
export function checkCases(cases: readonly Case[], scorersFor: ScorersFor): readonly Problem[] {
  const problems = cases
    .filter((one) => !one.draft)
    .flatMap((one) =>
      scorersFor(one)
        .filter((scorer) => applies(scorer, one))
        .flatMap(({ rule }) => rule?.check(one) ?? [])
        .map(({ code, message, fix }) => ({
          ...one.place,
          code,
          message: `case ${quote(one.id)}: ${message}`,
          fix,
        })),
    );
  return withRest(
    problems.slice(0, mostProblems),
    problems.length,
    "scorer-reference",
    "scorers cannot read",
  );
}

function withRest(
  problems: readonly Problem[],
  count: number,
  code: string,
  said: string,
): readonly Problem[] {
  const rest = count - problems.length;
  return rest > 0 ? [...problems, { code, message: `${said} ${rest} more cases.` }] : problems;
}
