import type { Rule, Verdict } from "../src/experiment/verdict.ts";

const baselineSha = "1d20e7c4b8a90f3e5d6c7b8a9f0e1d2c3b4a5968";
const candidateSha = "9f3c1ab7e6d5c4b3a29180f7e6d5c4b3a2918070";

/** A rule that passes, was measured, and says nothing more. */
export function buildRule(rule: string, fields: Partial<Rule> = {}): Rule {
  return {
    rule,
    status: "pass",
    measured: "within",
    proven: false,
    message: `Rule \`${rule}\` holds.`,
    ...fields,
  };
}

/** A gate over 100 support cases that passes, all scored on both arms. */
export function buildVerdict(fields: Partial<Verdict> = {}): Verdict {
  const evidence = { planned: 100, run: 100, scored: 100, infra_errors: 0, unscored: 0 };
  return {
    version: 1,
    gate: "support-bot",
    verdict: "pass",
    proven: true,
    title: "Ship: no worse than 5 points, proven. 11% cheaper",
    rules: [qualityProven, criticalHeld],
    arms: { baseline: { sha: baselineSha }, candidate: { sha: candidateSha } },
    dataset: { version: "sha256:3f2a91c0d4e5", cases: 100, added: [], removed: [], edited: [], critical: 12 },
    evidence: { baseline: evidence, candidate: evidence },
    failures: {},
    changed: [],
    spend: { usd: 0.84, calls: 260, cached: 120 },
    policy: { sha: baselineSha, trusted: true, not_proven: "allow", ignored_edits: [] },
    waivers: [],
    seed: 1,
    problems: [],
    ...fields,
  };
}

export const qualityProven: Rule = buildRule("quality", {
  proven: true,
  baseline: 0.912,
  candidate: 0.918,
  delta: 0.006,
  interval: [-0.009, 0.021],
  levels: { proof: 0.04, block: 0.024 },
  limit: { max_drop: 0.05 },
  n: 300,
  method: "paired-score",
  detectable: 0.061,
  cases_to_prove: 179,
  worse: 2,
  better: 4,
  message: "No worse than 5 points, proven: +0.6, at worst −0.9; 300 cases.",
});

export const criticalHeld: Rule = buildRule("critical", {
  limit: { any: false },
  n: 12,
  message: "None of 12 critical cases broke.",
});

/** Everything gated, everything proven that can be: the first layout of github.md. */
export function provenVerdict(): Verdict {
  const evidence = { planned: 300, run: 300, scored: 300, infra_errors: 0, unscored: 0 };
  return buildVerdict({
    title: "Ship: no worse than 5 points, proven. 11% cheaper",
    rules: [
      buildRule("evidence", { message: "300 of 300 cases scored on both arms." }),
      buildRule("dataset", { message: "1 added." }),
      criticalHeld,
      qualityProven,
      buildRule("latency_slo", {
        proven: true,
        baseline: 2310,
        candidate: 2280,
        over: 2,
        n: 300,
        limit: { p95_ms: 3000 },
        message: "p95 within 3 s: 2 of 300 requests over.",
      }),
      buildRule("latency_delta", {
        baseline: 910,
        candidate: 900,
        delta: -0.012,
        interval: [0.031, -0.042],
        limit: { max_ratio: 1.2 },
        n: 300,
        message: "Typical latency ×0.99, within ×1.20.",
      }),
      buildRule("cost_slo", {
        proven: true,
        candidate: 0.00364,
        interval: [0.0038, 0.0035],
        limit: { per_request_usd: 0.005 },
        n: 300,
        message: "$0.00364 a request, within $0.005.",
      }),
      buildRule("cost_delta", {
        advisory: true,
        baseline: 0.0041,
        candidate: 0.00364,
        delta: -0.112,
        interval: [-0.09, -0.13],
        n: 300,
        message: "Cost ×0.89.",
      }),
      buildRule("slice:refund", {
        advisory: true,
        baseline: 0.9,
        candidate: 0.92,
        delta: 0.02,
        interval: [-0.03, 0.06],
        n: 60,
        message: "Slice `refund` +2.0 points.",
      }),
    ],
    dataset: {
      version: "sha256:3f2a91c0d4e5",
      cases: 300,
      added: ["refund-61"],
      removed: [],
      edited: [],
      critical: 12,
      drafts: 3,
    },
    evidence: { baseline: evidence, candidate: evidence },
    failures: {
      hallucination: { baseline: 4, candidate: 3, new: [], fixed: ["refund-07"] },
      format_break: { baseline: 1, candidate: 2, new: ["order-12"], fixed: [] },
    },
    changed: [
      { case: "order-12", baseline: 1, candidate: 0, failure: "format_break" },
      { case: "greet-03", baseline: 1, candidate: 0.667, failure: "reasoning_error" },
      { case: "escalate-02", baseline: 0.8, candidate: 1 },
      { case: "greet-11", baseline: 0.4, candidate: 1 },
      { case: "refund-19", baseline: 0.2, candidate: 1 },
      { case: "refund-07", baseline: 0, candidate: 1 },
    ],
    judge: { trusted: true, canaries: "5/5", agreement: 0.93, flip_rate: 0.02 },
    spend: { usd: 0.84, calls: 1588, cached: 212 },
  });
}

/** 50 cases that lost one point: within the limit, which 50 cases cannot prove. */
export function notProvenVerdict(): Verdict {
  const evidence = { planned: 50, run: 50, scored: 50, infra_errors: 0, unscored: 0 };
  return buildVerdict({
    proven: false,
    title: "No regression found: 1.0 points worse measured; 50 cases rule out a drop beyond 8.1, not yet 5",
    rules: [
      criticalHeld,
      buildRule("quality", {
        status: "not_proven",
        baseline: 0.86,
        candidate: 0.85,
        delta: -0.01,
        interval: [-0.081, 0.056],
        levels: { proof: 0.04, block: 0.024 },
        limit: { max_drop: 0.05 },
        n: 50,
        detectable: 0.182,
        cases_to_prove: 179,
        worse: 3,
        better: 2,
        message:
          "No regression found: −1.0 points. 50 cases rule out a drop beyond 8.1, not yet 5 (about 179 cases would).",
      }),
      buildRule("latency_slo", {
        baseline: 67_700,
        candidate: 15_700,
        over: 1,
        n: 50,
        limit: { p95_ms: 20_000 },
        message: "p95 within 20.0 s: 1 of 50 requests over (measured; proof needs 93).",
      }),
      buildRule("cost_delta", {
        advisory: true,
        baseline: 0.0201,
        candidate: 0.0025,
        delta: -0.8756,
        interval: [-0.861, -0.889],
        n: 50,
        message: "Cost ×0.12.",
      }),
    ],
    dataset: { version: "sha256:88aa10c2", cases: 50, added: [], removed: [], edited: [], critical: 12 },
    evidence: { baseline: evidence, candidate: evidence },
    changed: [
      { case: "refund-11", baseline: 1, candidate: 0, failure: "reasoning_error" },
      { case: "order-02", baseline: 1, candidate: 0, failure: "reasoning_error" },
      { case: "greet-05", baseline: 1, candidate: 0, failure: "refusal" },
      { case: "greet-01", baseline: 0, candidate: 1 },
      { case: "order-09", baseline: 0, candidate: 1 },
    ],
    failures: {
      reasoning_error: {
        baseline: 6,
        candidate: 6,
        new: ["refund-11", "order-02"],
        fixed: ["greet-01", "order-09"],
      },
    },
  });
}

/** A critical case broke, quality fell by eight points, and the policy was edited. */
export function failVerdict(): Verdict {
  const broken = [
    "refund-01",
    "refund-07",
    "refund-09",
    "refund-14",
    "order-12",
    "order-15",
    "escalate-04",
    "greet-02",
    "greet-08",
    "refund-20",
    "order-03",
    "order-07",
  ];
  return buildVerdict({
    verdict: "fail",
    proven: true,
    title: "Do not ship: breaks 1 critical case and loses 8.0 points of quality",
    rules: [
      buildRule("quality", {
        status: "fail",
        measured: "beyond",
        proven: true,
        baseline: 0.82,
        candidate: 0.74,
        delta: -0.08,
        interval: [-0.1504, -0.0053],
        levels: { proof: 0.05, block: 0.03 },
        limit: { max_drop: 0.05 },
        n: 100,
        method: "tango",
        detectable: 0.127,
        cases_to_prove: 163,
        worse: 12,
        better: 4,
        message:
          "Quality regressed: 82.0% -> 74.0% on 100 cases: −8.0 points, at best −0.5; tolerance 5. 12 cases got worse, 4 better.",
        cases: broken,
      }),
      buildRule("critical", {
        status: "fail",
        measured: "beyond",
        proven: true,
        limit: { any: false },
        n: 12,
        message: "Critical case `refund-01` broke: 7 of 10 trials fail, baseline 0 of 15.",
        cases: ["refund-01"],
      }),
      buildRule("latency_slo", {
        proven: true,
        baseline: 2310,
        candidate: 2280,
        over: 0,
        n: 100,
        limit: { p95_ms: 3000 },
        message: "p95 within 3 s: 0 of 100 requests over.",
      }),
      buildRule("cost_delta", {
        baseline: 0.0041,
        candidate: 0.0036,
        delta: -0.12,
        interval: [-0.1, -0.14],
        limit: { max_ratio: 1.1 },
        n: 100,
        message: "Cost ×0.88.",
      }),
      buildRule("failure:hallucination", {
        status: "not_proven",
        measured: "beyond",
        baseline: 0.03,
        candidate: 0.09,
        delta: -0.06,
        interval: [-0.111, 0.002],
        limit: { max_increase: 0.05 },
        n: 100,
        message: "Failures of mode `hallucination` rose by 6.0 points, not proven (tolerance 5).",
      }),
      buildRule("slice:refund", {
        status: "fail",
        measured: "beyond",
        proven: true,
        baseline: 0.84,
        candidate: 0.66,
        delta: -0.18,
        interval: [-0.29, -0.04],
        limit: { max_drop: 0.1 },
        n: 50,
        message:
          "Slice `refund` regressed: 84.0% -> 66.0% on 50 cases: −18.0 points, at best −4.0; tolerance 10.",
        cases: ["refund-01", "refund-07"],
      }),
    ],
    failures: {
      hallucination: {
        baseline: 3,
        candidate: 9,
        new: ["refund-01", "refund-07", "refund-09", "refund-14", "greet-02"],
        fixed: [],
      },
      format_break: {
        baseline: 1,
        candidate: 5,
        new: ["order-12", "order-15", "order-03", "order-07"],
        fixed: [],
      },
    },
    changed: [
      ...broken.map((id) => ({
        case: id,
        baseline: 1,
        candidate: 0,
        failure: id.startsWith("order") ? "format_break" : "hallucination",
        ...(id === "refund-01" ? { critical: true as const } : {}),
      })),
      ...["greet-10", "greet-12", "escalate-01", "refund-33"].map((id) => ({
        case: id,
        baseline: 0,
        candidate: 1,
      })),
    ],
    judge: { trusted: true, canaries: "5/5", agreement: 0.93 },
    policy: {
      sha: baselineSha,
      trusted: true,
      not_proven: "allow",
      ignored_edits: ["quality.max_drop 0.05 -> 0.2"],
    },
  });
}

/** Six points worse, which chance could do. */
export function cannotTellVerdict(): Verdict {
  return buildVerdict({
    verdict: "inconclusive",
    proven: false,
    title:
      "Cannot tell: measured 6.0 points worse, but chance could do that (at worst −13.4, at best +2.1; 5 is tolerated)",
    rules: [
      criticalHeld,
      buildRule("quality", {
        status: "not_proven",
        measured: "beyond",
        baseline: 0.88,
        candidate: 0.82,
        delta: -0.06,
        interval: [-0.134, 0.021],
        levels: { proof: 0.04, block: 0.024 },
        limit: { max_drop: 0.05 },
        n: 100,
        detectable: 0.121,
        cases_to_prove: 179,
        worse: 11,
        better: 5,
        message:
          "Measured 6.0 points worse, not proven (at worst −13.4, at best +2.1; tolerance 5). Not blocked: `not_proven: allow`.",
      }),
      buildRule("ttft_slo", {
        candidate: 610,
        over: 3,
        n: 100,
        limit: { ttft_p95_ms: 800 },
        message: "p95 time to first token within 800 ms: 3 of 100 requests over.",
      }),
    ],
    changed: [
      { case: "refund-02", baseline: 1, candidate: 0, failure: "hallucination" },
      { case: "greet-04", baseline: 0.4, candidate: 1 },
    ],
  });
}

/** The provider failed a fifth of the candidate's calls. */
export function noEvidenceVerdict(): Verdict {
  return buildVerdict({
    verdict: "inconclusive",
    proven: false,
    title: "Not decided: 20 of 100 cases have no candidate result",
    rules: [
      buildRule("evidence", {
        status: "inconclusive",
        message: "20 of 100 cases lost on the candidate, none on the baseline: more than `max_missing` 5%.",
        limit: { max_missing: 0.05 },
        cases: ["refund-03", "refund-09", "greet-02"],
      }),
      buildRule("judge", {
        status: "inconclusive",
        message: "The judge accepted a known-bad answer: judged scores are not used.",
      }),
      buildRule("quality", {
        status: "inconclusive",
        limit: { max_drop: 0.05 },
        n: 80,
        baseline: 0.9,
        message: "20 of 100 pairs were lost.",
      }),
      {
        rule: "critical",
        status: "inconclusive",
        message: "Critical case `refund-03` has no candidate result.",
        cases: ["refund-03"],
        limit: { any: false },
      },
    ],
    evidence: {
      baseline: { planned: 100, run: 100, scored: 100, infra_errors: 0, unscored: 0 },
      candidate: { planned: 100, run: 100, scored: 80, infra_errors: 20, unscored: 0 },
    },
    judge: { trusted: false, canaries: "4/5" },
    spend: { calls: 260, cached: 0 },
  });
}

/** Two mistakes in a dataset; nothing was run. */
export function errorVerdict(): Verdict {
  const none = { planned: 0, run: 0, scored: 0, infra_errors: 0, unscored: 0 };
  return buildVerdict({
    verdict: "error",
    proven: false,
    title:
      "The gate could not run: 2 problems in `datasets/refunds.jsonl`. Nothing was evaluated, $0.00 spent",
    rules: [],
    dataset: { cases: 0, added: [], removed: [], edited: [], critical: 0 },
    evidence: { baseline: none, candidate: none },
    spend: { calls: 0, cached: 0 },
    problems: [
      {
        code: "duplicate-id",
        file: "datasets/refunds.jsonl",
        line: 14,
        message: "duplicate id `refund-01` (first at line 3)",
        fix: "give the second row its own id, or delete it",
      },
      {
        code: "unknown-key",
        file: "datasets/refunds.jsonl",
        line: 31,
        message: "unknown key `expcted`",
        fix: "did you mean `expected`?",
      },
    ],
  });
}

/** The failing verdict with its two failing rules accepted, one waiver expired and one without use. */
export function waivedVerdict(): Verdict {
  const fail = failVerdict();
  return buildVerdict({
    title: "Ship, with 2 rules waived: quality is 8.0 points lower",
    proven: false,
    rules: fail.rules
      .filter((rule) => rule.rule === "quality" || rule.rule === "critical")
      .map((rule) => ({ ...rule, waived: rule.rule === "quality" ? "cheaper-model" : "refund-rewrite" })),
    changed: fail.changed,
    policy: { trusted: false, not_proven: "allow", ignored_edits: [] },
    waivers: [
      {
        id: "cheaper-model",
        rule: "quality",
        reason: "We accept 8 points for a third of the price",
        approved_by: "@ines",
        expires: "2026-12-09",
        state: "used",
      },
      {
        id: "refund-rewrite",
        rule: "critical",
        cases: ["refund-01"],
        reason: "Refund rules change on 1 December",
        approved_by: "@ines",
        expires: "2026-12-01",
        state: "used",
      },
      {
        id: "old-slo",
        rule: "latency_slo",
        reason: "Provider migration",
        approved_by: "@tom",
        expires: "2026-10-01",
        state: "expired",
      },
      {
        id: "spare",
        rule: "cost_slo",
        reason: "Trial period",
        approved_by: "@tom",
        expires: "2026-12-31",
        state: "unused",
      },
    ],
  });
}

/** The first run: no baseline, policy of the change itself. */
export function firstRunVerdict(): Verdict {
  return buildVerdict({
    gate: "default",
    title:
      "First run, nothing to compare: 12/12 critical cases, p95 within 3 s. From the next pull request on, this is the baseline",
    first_run: "one_arm",
    rules: [
      criticalHeld,
      buildRule("quality", { status: "not_applicable", message: "There is nothing to compare with yet." }),
      buildRule("latency_slo", {
        candidate: 2280,
        over: 1,
        n: 100,
        limit: { p95_ms: 3000 },
        message: "p95 within 3 s: 1 of 100 requests over.",
      }),
    ],
    arms: { baseline: {}, candidate: { sha: candidateSha } },
    evidence: {
      baseline: { planned: 0, run: 0, scored: 0, infra_errors: 0, unscored: 0 },
      candidate: { planned: 100, run: 100, scored: 100, infra_errors: 0, unscored: 0 },
    },
    policy: { trusted: false, not_proven: "allow", ignored_edits: [] },
  });
}

/** A tool was renamed: most orders are looked up by a call that is none, and one critical refund is not made. */
export function failingCallsVerdict(): Verdict {
  const orders = ["order-03", "order-07", "order-12", "order-15"];
  const cases = ["refund-01", ...orders, "escalate-04"];
  const moved = { baseline: 1, candidate: 0, failure: "tool_misuse" };
  const evidence = { planned: 30, run: 30, scored: 30, infra_errors: 0, unscored: 0 };
  return buildVerdict({
    dataset: { version: "sha256:3f2a91c0d4e5", cases: 30, added: [], removed: [], edited: [], critical: 4 },
    evidence: { baseline: evidence, candidate: evidence },
    verdict: "fail",
    proven: true,
    title: "Do not ship: breaks 1 critical case and loses 20.0 points of quality",
    rules: [
      buildRule("quality", {
        status: "fail",
        measured: "beyond",
        proven: true,
        baseline: 1,
        candidate: 0.8,
        delta: -0.2,
        interval: [-0.36, -0.062],
        limit: { max_drop: 0.05 },
        n: 30,
        worse: 6,
        better: 0,
        message:
          "Quality regressed: 100.0% -> 80.0% on 30 cases: −20.0 points, at best −6.2; 5 tolerated. 6 cases got worse, 0 better.",
        cases,
      }),
      buildRule("critical", {
        status: "fail",
        measured: "beyond",
        proven: true,
        limit: { trials: 5, confirm: 10 },
        n: 4,
        message:
          "Critical case `refund-01` broke: 10 of 10 trials fail (`tool_misuse`), baseline 0 of 15; failing call: missing `refund(order_id)`; made `escalate(order_id)`.",
        cases: ["refund-01"],
      }),
    ],
    failures: {
      tool_misuse: { baseline: 0, candidate: 6, new: cases, fixed: [] },
      refusal: { baseline: 1, candidate: 1, new: [], fixed: [] },
    },
    changed: [
      {
        case: "refund-01",
        ...moved,
        shown: "missing `refund(order_id)`; made `escalate(order_id)`",
        critical: true,
      },
      ...orders.map((id) => ({ case: id, ...moved, shown: "unknown tool `order_status(order_id)`" })),
      { case: "escalate-04", ...moved, shown: "`lookup_order(order_id)` 6 times in a row" },
    ],
  });
}
