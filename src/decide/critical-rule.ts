import type { CasePair } from "../compare/pair-arms.ts";
import type { Policy } from "../config/config.ts";
import type { Outcome } from "../experiment/outcome.ts";
import type { Rule } from "../experiment/verdict.ts";
import { fisherWorseP } from "../stats/exact-tests.ts";
import { counted } from "./format.ts";
import type { RulePlan } from "./rule-plan.ts";

type Finding = {
  readonly id: string;
  readonly state: "passing" | "broken" | "already_failing" | "flaky" | "no_evidence";
  readonly counts?: string;
  /** As `Outcome.shown`. */
  readonly call?: string;
};

/** Of so many broken cases the call is named: a message has room for the others' ids too. */
const mostCalls = 2;

/**
 * Critical cases may never regress. Screen: the first `trials` scored candidate trials; any failure flags the case. Confirm:
 * the next `confirm`, by a one-sided Fisher test against all scored baseline trials, at the rule's level divided by the number
 * of flagged cases. With `any` the first failure blocks, whatever the baseline. Without a baseline arm a flagged case cannot be told
 * from one that always failed: missing evidence.
 */
export function planCritical(
  pairs: readonly CasePair[],
  policy: Policy["critical"],
  hasBaseline: boolean,
): RulePlan {
  const critical = pairs
    .filter((pair) => pair.case.critical)
    .map((pair) => (hasBaseline ? pair : alone(pair)));
  if (critical.length === 0) {
    return {
      id: "critical",
      blocking: false,
      takesShare: false,
      decide: () => ({ rule: "critical", status: "not_applicable", message: "No case is critical." }),
    };
  }
  return {
    id: "critical",
    blocking: true,
    takesShare: true,
    decide: ({ block, proof }) => {
      const flagged = critical.filter((pair) => isFlagged(pair, policy)).length;
      const level = block / Math.max(1, flagged);
      const findings = critical.map((pair) => judgeCase(pair, policy, level, hasBaseline));
      return describe(findings, policy, { proof, block: level }, hasBaseline);
    },
  };
}

/**
 * Ids of the critical cases that failed their screen and have not had their confirmation on both arms. None under `any`, where the
 * first failure blocks.
 */
export function unconfirmedCritical(
  pairs: readonly CasePair[],
  policy: Policy["critical"],
): readonly string[] {
  if (policy.any) return [];
  return pairs
    .filter((pair) => pair.case.critical && isFlagged(pair, policy))
    .filter(
      ({ baseline, candidate }) =>
        candidate.length < policy.trials + policy.confirm || baseline.length < 1 + policy.confirm,
    )
    .map((pair) => pair.case.id);
}

/** A case that has nothing to pair with is no case without a line. */
function alone({ case: it, candidate }: CasePair): CasePair {
  return { case: it, baseline: [], candidate };
}

function scored(outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.filter(({ state, passed }) => state === "scored" && passed !== undefined);
}

function failures(outcomes: readonly Outcome[]): number {
  return outcomes.filter(({ passed }) => passed === false).length;
}

function isFlagged(pair: CasePair, policy: Policy["critical"]): boolean {
  const screened = scored(pair.candidate).slice(0, policy.any ? undefined : policy.trials);
  return pair.unpaired === undefined && failures(screened) > 0;
}

function judgeCase(pair: CasePair, policy: Policy["critical"], level: number, hasBaseline: boolean): Finding {
  const id = pair.case.id;
  const candidate = scored(pair.candidate);
  const baseline = scored(pair.baseline);
  if (pair.unpaired !== undefined || candidate.length === 0)
    return { id, state: "no_evidence", counts: "no result" };
  if (!isFlagged(pair, policy)) return { id, state: "passing" };
  if (policy.any) {
    const counts = `${failures(candidate)} of ${candidate.length} trials fail`;
    return { id, state: "broken", counts, ...callOf(candidate) };
  }
  if (!hasBaseline) {
    const counts = `${failures(candidate)} of ${candidate.length} trials fail, and there is no baseline yet that tells a new fault from an old one`;
    return { id, state: "no_evidence", counts };
  }
  const confirmation = candidate.slice(policy.trials, policy.trials + policy.confirm);
  const before = failures(baseline);
  const mode = confirmation.find(({ passed }) => passed === false)?.failure;
  const how = mode === undefined ? "" : ` (\`${mode}\`)`;
  const counts = `${failures(confirmation)} of ${confirmation.length} trials fail${how}, baseline ${before} of ${baseline.length}`;
  const p = fisherWorseP(failures(confirmation), confirmation.length, before, baseline.length);
  if (p <= level) return { id, state: "broken", counts, ...callOf(confirmation) };
  if (before > baseline.length / 2) return { id, state: "already_failing", counts };
  if (confirmation.length >= policy.confirm && baseline.length > 0) return { id, state: "flaky", counts };
  const needed = policy.trials + policy.confirm;
  return {
    id,
    state: "no_evidence",
    counts: `fails, and has ${candidate.length} of the ${needed} trials that decide`,
  };
}

/** The call behind the first trial that failed. */
function callOf(outcomes: readonly Outcome[]): Pick<Finding, "call"> {
  const call = outcomes.find(({ passed }) => passed === false)?.shown;
  return call === undefined ? {} : { call };
}

function describe(
  findings: readonly Finding[],
  policy: Policy["critical"],
  levels: { proof: number; block: number },
  hasBaseline: boolean,
): Rule {
  const of = (state: Finding["state"]): readonly Finding[] =>
    findings.filter((finding) => finding.state === state);
  const broken = of("broken");
  const open = of("no_evidence");
  const status = broken.length > 0 ? "fail" : open.length > 0 ? "inconclusive" : "pass";
  const named = status === "fail" ? broken : open;
  const notes = [
    ...broken.map(
      ({ id, counts, call }, at) =>
        `${broken.length === 1 ? "Critical case " : ""}\`${id}\` broke: ${counts}${call === undefined || at >= mostCalls ? "" : `; failing call: ${call}`}.`,
    ),
    ...open.map(
      ({ id, counts }) =>
        `${open.length + broken.length === 1 ? "Critical case " : ""}\`${id}\` cannot be judged: ${counts}.`,
    ),
    ...of("flaky").map(({ id, counts }) => `\`${id}\` is flaky: ${counts}.`),
    ...of("already_failing").map(({ id }) => `\`${id}\` was already failing.`),
  ];
  const shown = notes.slice(0, 5).join(" ");
  const more = notes.length > 5 ? ` And ${notes.length - 5} more.` : "";
  const deterministic = policy.any
    ? " `any` is on: the first failure blocks, whatever the baseline did."
    : "";
  const clean =
    status === "pass" && notes.length === 0
      ? `${counted(findings.length, "critical case")}, none broken.`
      : "";
  const lead = broken.length > 1 ? `${counted(broken.length, "critical case")} broke: ` : "";
  return {
    rule: "critical",
    status,
    ...(status === "inconclusive"
      ? {}
      : { measured: status === "fail" ? "beyond" : "within", proven: status === "fail" && !policy.any }),
    ...(hasBaseline ? { baseline: findings.length - of("already_failing").length } : {}),
    candidate: of("passing").length + of("flaky").length,
    levels,
    limit: policy.any ? { any: true } : { trials: policy.trials, confirm: policy.confirm },
    n: findings.length,
    method: policy.any ? "any" : "fisher",
    message: `${lead}${clean}${shown}${more}${deterministic}`,
    ...(named.length > 0 ? { cases: named.map(({ id }) => id) } : {}),
  };
}
