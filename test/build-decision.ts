import { pairArms } from "../src/compare/pair-arms.ts";
import type { Policy } from "../src/config/config.ts";
import { parseGateFile } from "../src/config/parse-gate-file.ts";
import type { DecisionInput } from "../src/decide/decide.ts";
import type { Case } from "../src/experiment/case.ts";
import type { CaseOutcomes, Outcome } from "../src/experiment/outcome.ts";

/** One case of a decision: what each arm's trials scored; `lost` is an infrastructure error. */
export type Row = {
  readonly id?: string;
  readonly baseline: readonly TrialSpec[];
  readonly candidate: readonly TrialSpec[];
  readonly critical?: boolean;
  readonly tags?: readonly string[];
  readonly group?: string;
};

export type TrialSpec = number | "lost" | "unscored" | Partial<Outcome>;

/** An outcome from a score, or a boring one with the given fields. */
export function outcome(spec: TrialSpec, trial = 0): Outcome {
  const base = { trial, scores: new Map(), cached: false };
  if (spec === "lost" || spec === "unscored") return { ...base, state: spec };
  if (typeof spec !== "number") return { ...outcome(1, trial), ...spec };
  const passed = spec >= 1;
  return {
    ...base,
    state: "scored",
    quality: spec,
    passed,
    ...(passed ? {} : { failure: "reasoning_error" }),
  };
}

/** The policy of a gate file that says only this. */
export function policyOf(policy: object = {}): Policy {
  const text = JSON.stringify({ version: 1, datasets: [], policy });
  const parsed = parseGateFile({ file: "llm-o11y.yml", text }, { needsTarget: false });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value.policy;
}

/** Everything that a verdict is reached from, for these rows and this policy. */
export function decisionInput(rows: readonly Row[], policy: object = {}): DecisionInput {
  const cases = rows.map(({ id, critical = false, tags = [], group }, i): Case => ({
    id: id ?? `refund-${String(i).padStart(4, "0")}`,
    input: "Can I return it?",
    critical,
    draft: false,
    tags,
    ...(group === undefined ? {} : { group }),
    hash: `sha256:${i}`,
    place: { file: "datasets/support.jsonl", line: i + 1 },
  }));
  const arm = (name: "baseline" | "candidate") => ({
    byCaseId: new Map<string, CaseOutcomes>(
      cases.map(({ id }, i) => [
        id,
        { outcomes: (rows[i]?.[name] ?? []).map((spec, trial) => outcome(spec, trial)) },
      ]),
    ),
  });
  const run = { planned: { cases: rows.length }, casesRun: rows.length };
  return {
    gate: "support-bot",
    policy: policyOf(policy),
    scorers: [],
    caseIdsByScorer: new Map(),
    pairs: pairArms(cases, arm("baseline"), arm("candidate")),
    runs: { baseline: run, candidate: run },
    arms: { baseline: {}, candidate: {} },
    dataset: { drafts: 0 },
    waivers: [],
    today: "2026-01-01",
    policyState: { trusted: true },
    seed: 1,
    warnings: [],
  };
}
