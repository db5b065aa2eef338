import { describe, expect, it } from "vitest";
import type { KnownBeforeRun } from "../../src/decide/before-run.ts";
import type { DatasetChange } from "../../src/decide/dataset-rule.ts";
import { decide } from "../../src/decide/decide.ts";
import { errorVerdict } from "../../src/decide/error-verdict.ts";
import { notRunVerdict } from "../../src/decide/not-run-verdict.ts";
import { unchangedVerdict } from "../../src/decide/unchanged-verdict.ts";
import type { Rule, Verdict } from "../../src/experiment/verdict.ts";
import { verdictSchema } from "../../src/experiment/verdict.ts";
import { exitCode } from "../../src/gate/exit-code.ts";
import { decisionInput, policyOf } from "../build-decision.ts";
import type { Row } from "../build-decision.ts";

function ruleOf(verdict: Verdict, id: string): Rule {
  const rule = verdict.rules.find((candidate) => candidate.rule === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
}

const rows = (count: number, row: Partial<Row> = {}): readonly Row[] =>
  Array.from({ length: count }, () => ({ baseline: [1], candidate: [1], ...row }));

const noChange: DatasetChange = { added: [], removed: [], edited: [], criticalGone: [] };
const waiver = { id: "w1", rule: "dataset", reason: "moved", approvedBy: "dana", expires: "2026-01-01" };

describe("the rule dataset", () => {
  const decideOn = (change: Partial<DatasetChange>, waivers: readonly object[] = []): Verdict =>
    decide({
      ...decisionInput(rows(60)),
      datasetChange: { ...noChange, ...change },
      waivers: waivers.map((fields) => ({ ...waiver, ...fields })),
    });

  it("does not apply to records, which carry no change", () => {
    expect(ruleOf(decide(decisionInput(rows(60))), "dataset").status).toBe("not_applicable");
  });

  it.each<[Partial<DatasetChange>, string]>([
    [{}, "No case was added, removed or edited."],
    [{ added: ["a", "b"], edited: ["c"] }, "2 added, 1 edited (runs with its base row until merged)."],
    [
      { removed: ["a"], edited: ["b", "c"], criticalEdited: ["b"] },
      "1 removed (runs until merged), 2 edited (run with their base rows until merged), critical among them `b`.",
    ],
  ])("passes with what changed: %j", (change, message) => {
    const verdict = decideOn(change);
    expect(ruleOf(verdict, "dataset")).toEqual({ rule: "dataset", status: "pass", message });
    expect(verdict.dataset).toMatchObject({
      added: change.added ?? [],
      removed: change.removed ?? [],
      edited: change.edited ?? [],
    });
  });

  it("fails for a critical case that is gone, and says which and from when", () => {
    const verdict = decideOn({ removed: ["refund-01"], criticalGone: ["refund-01"] });
    expect(ruleOf(verdict, "dataset")).toMatchObject({
      status: "fail",
      cases: ["refund-01"],
      message:
        "Critical case `refund-01` is removed or renamed: its base row runs until this is merged, and nothing guards it after that.",
    });
    expect(verdict.title).toBe("Do not ship: takes 1 critical case out of the dataset");
    expect(exitCode(verdict)).toBe(1);
  });

  it.each([
    ["all of them", {}, "pass"],
    ["these cases", { cases: ["a", "b"] }, "pass"],
    ["one of the two", { cases: ["a"] }, "fail"],
  ])("a waiver for %s", (_, fields, expected) => {
    expect(decideOn({ removed: ["a", "b"], criticalGone: ["a", "b"] }, [fields]).verdict).toBe(expected);
  });

  it("takes no share of alpha", () => {
    const levels = ruleOf(decideOn({ removed: ["a"], criticalGone: ["a"] }), "quality").levels;
    expect(levels).toEqual(ruleOf(decide(decisionInput(rows(60))), "quality").levels);
  });
});

describe("the rule budget", () => {
  const end = (reason: "budget" | "deadline") => ({
    planned: { cases: 120 },
    casesRun: 64,
    end: { reason, cases: 64 },
  });
  const decideOn = (spend: object, budget: object, ended?: "budget" | "deadline"): Verdict => {
    const input = decisionInput(rows(60), { budget });
    return decide({
      ...input,
      spend: { calls: 260, cached: 20, ...spend },
      ...(ended === undefined ? {} : { runs: { baseline: end(ended), candidate: end(ended) } }),
    });
  };

  it.each<[string, object, object, string, string]>([
    ["of a limit", { usd: 0.84 }, { usd: 2 }, "pass", "Spent $0.84 of $2.00 in 260 of 5,000 calls."],
    ["without one", { usd: 0.84 }, {}, "pass", "Spent $0.84 in 260 of 5,000 calls."],
    ["unknown, without one", {}, {}, "pass", "Spent an unknown amount in 260 of 5,000 calls."],
    ["nothing called", { calls: 0 }, { usd: 2 }, "pass", "Spent $0.00 of $2.00 in 0 of 5,000 calls."],
    [
      "unknown, of a limit",
      {},
      { usd: 2 },
      "inconclusive",
      "What the run cost is unknown, so its budget of $2.00 cannot be checked: 260 calls. Write what the model costs under `prices`.",
    ],
    [
      "no number",
      { usd: Number.NaN },
      { usd: 2 },
      "inconclusive",
      "What the run cost is unknown, so its budget of $2.00 cannot be checked: 260 calls. Write what the model costs under `prices`.",
    ],
  ])("%s", (_, spend, budget, status, message) => {
    expect(ruleOf(decideOn(spend, budget), "budget")).toMatchObject({ status, message });
  });

  it("a cap in USD that met an unknown price says what to write", () => {
    expect(ruleOf(decideOn({ calls: 1 }, { usd: 2 }, "budget"), "budget").message).toBe(
      "The run reached its budget: an unknown amount of $2.00 in 1 of 5,000 calls. Write what the model costs under `prices`.",
    );
  });

  it.each([
    ["budget" as const, "reached its budget"],
    ["deadline" as const, "reached its deadline"],
  ])("a run that its %s ended is missing evidence, said once for both arms", (reason, how) => {
    const verdict = decideOn({ usd: 2.01 }, { usd: 2 }, reason);
    expect(verdict.title).toBe(
      `Not decided: the run ${how} with 64 of 120 cases done on each arm. This is not a verdict on the change`,
    );
    expect(ruleOf(verdict, "evidence").status).toBe("inconclusive");
    expect(ruleOf(verdict, "budget").status).toBe("inconclusive");
    expect(exitCode(verdict)).toBe(3);
  });

  it("arms that ended apart are told apart", () => {
    const input = decisionInput(rows(60));
    const verdict = decide({
      ...input,
      runs: {
        ...input.runs,
        candidate: { planned: { cases: 120 }, casesRun: 37, end: { reason: "outage", cases: 37 } },
      },
    });
    expect(ruleOf(verdict, "evidence").message).toContain(
      "The candidate run was ended by an outage at the provider with 37 of 120 cases done.",
    );
  });

  it("does not apply where nothing was run", () => {
    expect(ruleOf(decide(decisionInput(rows(60))), "budget").status).toBe("not_applicable");
  });
});

describe("a first run with one arm", () => {
  const fast = { latencyMs: 900, costUsd: 0.004 };
  const alone = (given: readonly Row[], policy: object = {}): Verdict => {
    const input = decisionInput(
      given.map((row) => ({ ...row, baseline: [] })),
      policy,
    );
    return decide({
      ...input,
      runs: { ...input.runs, baseline: { planned: { cases: 0 }, casesRun: 0 } },
      firstRun: "one_arm",
      policyState: { trusted: false },
    });
  };
  const critical = (candidate: Row["candidate"]): Row => ({
    id: "refund-critical",
    baseline: [],
    candidate,
    critical: true,
  });

  it("passes on promises about the candidate and critical cases, and says what holds", () => {
    const verdict = alone([...rows(60, { candidate: [fast] }), critical([fast, fast, fast])], {
      latency: { p95_ms: 3000, max_ratio: 1.2 },
      cost: { per_request_usd: 0.005 },
      quality: { min: 0.8 },
    });
    expect(verdict.title).toBe(
      "First run, nothing to compare: 1/1 critical cases, quality at least 80%, p95 within 3 s, at most $0.005 a request. From the next pull request on, this is the baseline",
    );
    expect({ verdict: verdict.verdict, exit: exitCode(verdict) }).toEqual({ verdict: "pass", exit: 0 });
    expect(verdict.first_run).toBe("one_arm");
    expect(verdict.evidence.baseline.planned).toBe(0);
    expect(ruleOf(verdict, "evidence").message).toBe("61 cases planned, run and scored.");
    verdictSchema.parse(verdict);
  });

  it("whatever compares is not applicable, and takes no alpha from what decides", () => {
    const policy = {
      latency: { p95_ms: 3000, max_ratio: 1.2 },
      cost: { max_ratio: 1.1 },
      failures: { hallucination: { max_increase: 0.05 } },
      slices: { refund: { max_drop: 0.1 } },
    };
    const verdict = alone(rows(60, { candidate: [fast], tags: ["refund", "greet"] }), policy);
    for (const id of ["quality", "latency_delta", "cost_delta", "failure:hallucination", "slice:refund"]) {
      expect(ruleOf(verdict, id)).toMatchObject({
        status: "not_applicable",
        message: "There is nothing to compare with yet.",
      });
    }
    expect(ruleOf(verdict, "latency_slo").levels?.block).toBeCloseTo(0.01, 12);
    expect(verdict.rules.some(({ rule }) => rule === "slice:greet")).toBe(false);
  });

  it("says so where no limit is set that one arm could break", () => {
    expect(alone(rows(60)).title).toBe(
      "First run, nothing to compare: 60 cases ran, and no limit is set on them. From the next pull request on, this is the baseline",
    );
  });

  it("fails where a promise is broken, under the same start of the title", () => {
    const verdict = alone(rows(60, { candidate: [{ latencyMs: 9000 }] }), { latency: { p95_ms: 3000 } });
    expect(verdict.title).toBe("First run, nothing to compare. Do not ship: p95 latency is over its SLO");
    expect(exitCode(verdict)).toBe(1);
  });

  it.each<[string, Row["candidate"], object, string, number]>([
    ["one screening trial is enough where it passes", [1], {}, "pass", 0],
    ["all screening trials pass", [1, 1, 1], {}, "pass", 0],
    [
      "one of three fails, and no baseline tells a new fault from an old one",
      [0, 1, 1],
      {},
      "inconclusive",
      3,
    ],
    ["thirteen of thirteen fail", Array.from({ length: 13 }, () => 0), {}, "inconclusive", 3],
    ["a failure under `any`", [1, 0, 1], { critical: { any: true } }, "fail", 1],
    ["no result", [], {}, "inconclusive", 3],
  ])("a critical case: %s", (_, candidate, policy, status, exit) => {
    const verdict = alone([...rows(60), critical(candidate)], policy);
    expect(ruleOf(verdict, "critical").status).toBe(status);
    expect(ruleOf(verdict, "critical").baseline).toBeUndefined();
    expect(exitCode(verdict)).toBe(exit);
  });

  it("says what a failing critical case lacks", () => {
    expect(ruleOf(alone([...rows(60), critical([0, 1, 1])]), "critical").message).toBe(
      "Critical case `refund-critical` cannot be judged: 1 of 3 trials fail, and there is no baseline yet that tells a new fault from an old one.",
    );
  });

  it.each<[string, readonly Row[]]>([
    ["a candidate line is missing", [...rows(60), { baseline: [], candidate: [] }]],
    ["more of the candidate is lost than may be", [...rows(50), ...rows(10, { candidate: ["lost"] })]],
    ["fewer cases than `min_cases`", rows(4)],
    ["no case at all", []],
  ])("is not decided where evidence is missing: %s", (_, given) => {
    const verdict = alone(given);
    expect(ruleOf(verdict, "evidence").status).toBe("inconclusive");
    expect(verdict.title).toMatch(/^First run, nothing to compare\. Not decided: /);
  });

  it("with both arms is decided as any run, by a policy that is its own", () => {
    const verdict = decide({
      ...decisionInput(rows(60)),
      firstRun: "both_arms",
      policyState: { trusted: false, sha: "9f3c1ab" },
    });
    expect(verdict.title).toBe("Ship: no worse than 5 points, proven");
    expect(verdict).toMatchObject({ first_run: "both_arms", policy: { trusted: false, sha: "9f3c1ab" } });
  });
});

describe("a judge scorer that nothing can speak against decides nothing", () => {
  const place = { file: "llm-o11y.yml", line: 1 };
  const judge = { type: "judge" as const, name: "helpful", weight: 1, not: false, options: {}, place };
  const exact = {
    type: "exact" as const,
    name: "exact",
    weight: 1,
    not: false,
    ignoreCase: false,
    partial: false,
    place,
  };
  const judged = (value: number | undefined) => ({
    scores: new Map([
      ["exact", { scored: true as const, value: 1, passed: true }],
      ...(value === undefined
        ? []
        : [["helpful", { scored: true as const, value, passed: value === 1 }] as const]),
    ]),
  });
  const decideOn = (given: readonly Row[], scorer: object, alone = false): Verdict => {
    const input = decisionInput(given);
    const ids = new Set(input.pairs.map((pair) => pair.case.id));
    return decide({
      ...input,
      scorers: alone ? [{ ...judge, ...scorer }] : [exact, { ...judge, ...scorer }],
      caseIdsByScorer: new Map([
        ["exact", ids],
        ["helpful", ids],
      ]),
    });
  };

  it.each([
    ["beside a rule", false],
    ["as the only scorer of the gate", true],
  ])("a collapse is shown with its limits and blocks nothing, %s", (_, alone) => {
    const fallen = rows(60, { baseline: [judged(1)], candidate: [judged(0)] });
    const verdict = decideOn(fallen, { maxDrop: 0.02, min: 0.8 }, alone);
    expect(ruleOf(verdict, "scorer:helpful")).toMatchObject({
      status: "fail",
      advisory: true,
      limit: { max_drop: 0.02 },
      baseline: 1,
      candidate: 0,
    });
    expect(ruleOf(verdict, "scorer_slo:helpful")).toMatchObject({
      status: "fail",
      advisory: true,
      limit: { min: 0.8 },
    });
    expect(ruleOf(verdict, "scorer:helpful").message).toContain("decides nothing here");
    expect(verdict.verdict).toBe("pass");
    expect(ruleOf(verdict, "quality").levels?.block).toBe(0.05);
  });

  it("a reply that could not be read is neither 0 nor a fail", () => {
    const given = [
      ...rows(57, { baseline: [judged(1)], candidate: [judged(1)] }),
      ...rows(3, { baseline: [judged(1)], candidate: [judged(undefined)] }),
    ];
    expect(ruleOf(decideOn(given, {}), "scorer:helpful")).toMatchObject({
      baseline: 1,
      candidate: 1,
      delta: 0,
      status: "pass",
      advisory: true,
    });
  });

  it("cases that only a judge scores are missing evidence, and the message says why", () => {
    const onlyJudged = {
      state: "unscored" as const,
      scores: new Map([["helpful", { scored: true as const, value: 1, passed: true }]]),
    };
    const given = [
      ...rows(50, { baseline: [judged(1)], candidate: [judged(1)] }),
      ...rows(10, { baseline: [onlyJudged], candidate: [onlyJudged] }),
    ];
    const verdict = decideOn(given, {});
    expect(ruleOf(verdict, "evidence")).toMatchObject({ status: "inconclusive" });
    expect(ruleOf(verdict, "evidence").message).toMatch(
      /^10 cases are scored only by a judge, whose scores decide nothing here \(`refund-0050`, /,
    );
    expect(exitCode(verdict)).toBe(3);
  });

  it("a case whose rule did not answer is not blamed on the judge", () => {
    const unanswered = {
      state: "unscored" as const,
      scores: new Map([["exact", { scored: false as const, reason: "no output" }]]),
    };
    const given = [...rows(50), ...rows(10, { baseline: [unanswered], candidate: [unanswered] })];
    expect(ruleOf(decideOn(given, {}), "evidence").message).not.toContain("judge");
  });
});

const known = (fields: Partial<KnownBeforeRun> = {}): KnownBeforeRun => ({
  gate: "support-bot",
  policy: policyOf(),
  policyState: { sha: "1d20e7c", trusted: true },
  arms: { baseline: { sha: "1d20e7c" }, candidate: { sha: "9f3c1ab" } },
  dataset: { version: "sha256:3f2a91c", cases: 120, drafts: 2, critical: 12 },
  datasetChange: noChange,
  waivers: [],
  today: "2026-01-01",
  seed: 1,
  warnings: [],
  ...fields,
});

describe("unchangedVerdict", () => {
  it("passes without a call, and lists what may be asked of nothing", () => {
    const verdict = unchangedVerdict(known());
    expect(verdict).toMatchObject({
      verdict: "pass",
      proven: true,
      title: "Target unchanged: nothing in this pull request reaches it; 0 calls",
      spend: { usd: 0, calls: 0, cached: 0 },
      dataset: { cases: 120, drafts: 2, critical: 12 },
    });
    expect(verdict.rules.map(({ rule, status }) => [rule, status])).toEqual([
      ["evidence", "not_applicable"],
      ["dataset", "pass"],
    ]);
    expect(exitCode(verdict)).toBe(0);
    verdictSchema.parse(verdict);
  });

  it("fails where a critical case leaves the dataset, unless that is waived", () => {
    const change = { datasetChange: { ...noChange, removed: ["refund-01"], criticalGone: ["refund-01"] } };
    const failed = unchangedVerdict(known(change));
    expect({ title: failed.title, exit: exitCode(failed) }).toEqual({
      title: "Do not ship: takes 1 critical case out of the dataset",
      exit: 1,
    });
    const waived = unchangedVerdict(known({ ...change, waivers: [{ ...waiver, cases: ["refund-01"] }] }));
    expect(waived.title).toBe(
      "Target unchanged: nothing in this pull request reaches it; 0 calls (1 rule waived)",
    );
    expect({ exit: exitCode(waived), state: waived.waivers[0]?.state }).toEqual({ exit: 0, state: "used" });
    expect(exitCode(unchangedVerdict(known({ ...change, waivers: [waiver], today: "2026-01-02" })))).toBe(1);
  });
});

describe("notRunVerdict", () => {
  const noKey = { code: "key-missing", message: "`OPENAI_API_KEY` is not set.", fix: "Set it." };

  it.each([
    [
      "first_run_from_fork" as const,
      /the base branch has no gate yet/,
      /a maintainer can merge the gate file/,
    ],
    ["no_key_on_fork" as const, /a pull request from a fork gets no secrets/, /a maintainer can review/],
    ["no_key" as const, /`OPENAI_API_KEY` is not set/, /store the key as a secret/],
  ])("%s is not decided, with what to do next, and nothing was spent", (reason, title, next) => {
    const verdict = notRunVerdict({ ...known(), reason, problems: [noKey] });
    expect(verdict.title).toMatch(title);
    expect(verdict.title).toMatch(/^Not decided: .*\. This is not a verdict on the change$/);
    expect(verdict.next).toMatch(next);
    expect(verdict.spend).toEqual({ usd: 0, calls: 0, cached: 0 });
    expect(verdict.problems).toEqual([noKey]);
    expect(ruleOf(verdict, "evidence").message).toContain("`OPENAI_API_KEY` is not set.");
    expect(exitCode(verdict)).toBe(3);
    verdictSchema.parse(verdict);
  });

  it("a waiver for what is not known changes nothing", () => {
    const waivers = [{ ...waiver, rule: "evidence" }];
    expect(exitCode(notRunVerdict({ ...known({ waivers }), reason: "no_key" }))).toBe(3);
  });

  it("a critical case that leaves the dataset fails without a key, too", () => {
    const datasetChange = { ...noChange, removed: ["a"], criticalGone: ["a"] };
    expect(exitCode(notRunVerdict({ ...known({ datasetChange }), reason: "no_key_on_fork" }))).toBe(1);
  });
});

describe("errorVerdict", () => {
  const problem = { code: "duplicate-id", file: "datasets/refunds.jsonl", message: "twice" };

  it("says that nothing was spent, or what was, and where the policy came from", () => {
    expect(errorVerdict("support-bot", [problem]).title).toBe(
      "The gate could not run: 1 problem in `datasets/refunds.jsonl`. Nothing was evaluated, $0.00 spent",
    );
    const late = errorVerdict("support-bot", [problem], {
      policyState: { sha: "1d20e7c", trusted: true, ignoredEdits: ["quality.max_drop 0.05 -> 0.2"] },
      spend: { calls: 12, cached: 0 },
    });
    expect(late.title).toBe(
      "The gate broke off: 1 problem in `datasets/refunds.jsonl`. Nothing was decided; an unknown amount spent in 12 calls",
    );
    expect(late.policy).toMatchObject({ trusted: true, ignored_edits: ["quality.max_drop 0.05 -> 0.2"] });
    expect(exitCode(late)).toBe(2);
  });
});
