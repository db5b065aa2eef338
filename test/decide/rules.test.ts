import { describe, expect, it } from "vitest";
import { decide } from "../../src/decide/decide.ts";
import type { Rule, Verdict } from "../../src/experiment/verdict.ts";
import { exitCode } from "../../src/gate/exit-code.ts";
import { decisionInput } from "../build-decision.ts";
import type { Row } from "../build-decision.ts";

function ruleOf(verdict: Verdict, id: string): Rule {
  const rule = verdict.rules.find((candidate) => candidate.rule === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
}

function rows(count: number, row: Partial<Row> = {}): readonly Row[] {
  return Array.from({ length: count }, () => ({ baseline: [1], candidate: [1], ...row }));
}

const trials = (count: number, failing: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => (i < failing ? 0 : 1));

describe("critical cases", () => {
  const critical = (row: Partial<Row>): Row => ({
    id: "refund-critical",
    baseline: [1],
    candidate: [1],
    critical: true,
    ...row,
  });
  const decideOn = (row: Partial<Row>, policy: object = {}): Verdict =>
    decide(decisionInput([...rows(60), critical(row)], { quality: { max_drop: 0.4 }, ...policy }));

  it.each<[string, Partial<Row>, string]>([
    ["clean", { candidate: [1, 1, 1] }, "pass"],
    ["broken, confirmed", { baseline: trials(15, 0), candidate: [0, 1, 1, ...trials(10, 8)] }, "fail"],
    [
      "flaky: flagged, and clean in confirmation",
      { baseline: trials(15, 0), candidate: [0, 1, 1, ...trials(10, 0)] },
      "pass",
    ],
    ["already failing on the baseline", { baseline: [0, 0, 0], candidate: [0, 0, 0] }, "pass"],
    ["flagged without a confirmation", { baseline: [1], candidate: [0] }, "inconclusive"],
    [
      "ten of ten fail, and the baseline has no result",
      { baseline: ["lost"], candidate: trials(13, 13) },
      "inconclusive",
    ],
    ["no candidate result", { candidate: [] }, "inconclusive"],
    ["the provider lost every candidate trial", { candidate: ["lost", "lost"] }, "inconclusive"],
  ])("%s", (_, row, status) => {
    expect(ruleOf(decideOn(row), "critical").status).toBe(status);
  });

  it("says which case broke, how, and how often on each arm", () => {
    const { message, cases } = ruleOf(
      decideOn({ baseline: trials(15, 0), candidate: trials(13, 9) }),
      "critical",
    );
    expect(message).toBe(
      "Critical case `refund-critical` broke: 6 of 10 trials fail (`reasoning_error`), baseline 0 of 15.",
    );
    expect(cases).toEqual(["refund-critical"]);
  });

  it("names the call behind the first failing trial of the confirmation, and no call of the baseline", () => {
    const failed = (shown: string) => ({ quality: 0, passed: false, failure: "tool_misuse", shown });
    const candidate = [
      failed("screened"),
      1,
      1,
      1,
      ...Array.from({ length: 9 }, () => failed("missing `refund(order)`")),
    ];
    const verdict = decideOn({ baseline: [failed("of the baseline"), ...trials(14, 0)], candidate });
    expect(ruleOf(verdict, "critical").message).toBe(
      "Critical case `refund-critical` broke: 9 of 10 trials fail (`tool_misuse`), baseline 1 of 15; failing call: missing `refund(order)`.",
    );
    expect(verdict.changed).toMatchObject([{ case: "refund-critical", shown: "screened" }]);
    const any = decideOn({ baseline: [1], candidate }, { critical: { any: true } });
    expect(ruleOf(any, "critical").message).toContain("10 of 13 trials fail; failing call: screened. `any`");
    for (const { title, rules } of [verdict, any]) {
      expect(title).not.toMatch(/refund\(|screened/u);
      expect(JSON.stringify(rules)).not.toContain("of the baseline");
    }
  });

  it("names the calls of two broken cases, so that the message has room for every id", () => {
    const failed = { quality: 0, passed: false, failure: "tool_misuse", shown: "unknown tool `refund`" };
    const broken = ["a", "b", "c"].map((id) =>
      critical({ id, baseline: trials(15, 0), candidate: Array.from({ length: 13 }, () => failed) }),
    );
    const verdict = decide(decisionInput([...rows(60), ...broken]));
    const { message } = ruleOf(verdict, "critical");
    expect(message.split("unknown tool `refund`")).toHaveLength(3);
    expect(message).toContain("`c` broke: 10 of 10 trials fail (`tool_misuse`), baseline 0 of 15.");
  });

  it("with `any` the first failure blocks, whatever the baseline did, and the message says so", () => {
    const rule = ruleOf(
      decideOn({ baseline: [0], candidate: [1, 1, 1, 1, 0] }, { critical: { any: true } }),
      "critical",
    );
    expect(rule.status).toBe("fail");
    expect(rule.message).toContain("whatever the baseline did");
  });

  it("confirmation trials never touch quality", () => {
    const verdict = decideOn({ baseline: trials(15, 0), candidate: [1, 1, 1, ...trials(10, 10)] });
    expect(ruleOf(verdict, "quality").delta).toBe(0);
  });
});

describe("unknown is not 0, and empty is not pass", () => {
  it.each([
    ["cost_slo", { cost: { per_request_usd: 0.01 } }],
    ["cost_delta", { cost: { max_ratio: 1.1 } }],
    ["latency_slo", { latency: { p95_ms: 1000 } }],
    ["latency_delta", { latency: { max_ratio: 1.2 } }],
    ["ttft_slo", { latency: { ttft_p95_ms: 500 } }],
    ["slice:nobody", { slices: { nobody: { max_drop: 0.1 } } }],
  ])("a written limit on something unknown is inconclusive and exits 3: %s", (id, policy) => {
    const verdict = decide(decisionInput(rows(60), policy));
    expect(ruleOf(verdict, id)).toMatchObject({ status: "inconclusive" });
    expect(ruleOf(verdict, id).candidate).toBeUndefined();
    expect(exitCode(verdict)).toBe(3);
  });

  it("without a limit an unknown figure decides nothing and shows nothing", () => {
    const verdict = decide(decisionInput(rows(60)));
    for (const id of ["cost_slo", "cost_delta", "latency_slo", "latency_delta", "ttft_slo"]) {
      expect(ruleOf(verdict, id).status).toBe("not_applicable");
      expect(ruleOf(verdict, id)).not.toHaveProperty("candidate");
    }
    expect(verdict.verdict).toBe("pass");
  });

  it("no case at all is no pass", () => {
    const verdict = decide(decisionInput([], { min_cases: 0 }));
    expect({ verdict: verdict.verdict, exit: exitCode(verdict) }).toEqual({
      verdict: "inconclusive",
      exit: 3,
    });
  });

  it.each([
    ["latency_slo", { latency: { p95_ms: 1000 } }],
    ["latency_delta", { latency: { max_ratio: 1.2 } }],
    ["cost_slo", { cost: { per_request_usd: 1 } }],
    ["cost_delta", { cost: { max_ratio: 1.2 } }],
  ])("a rule that lacks one planned line is inconclusive, however good the others are: %s", (id, policy) => {
    const known = { latencyMs: 100, costUsd: 0.01 };
    const all = [
      ...rows(60, { baseline: [known], candidate: [known] }),
      { id: "gone", baseline: [known], candidate: [] },
    ];
    expect(ruleOf(decide(decisionInput(all, policy)), id)).toMatchObject({
      status: "inconclusive",
      cases: ["gone"],
    });
  });

  it("a case that vanished from the candidate stays in the verdict", () => {
    const verdict = decide(decisionInput([...rows(60), { id: "gone", baseline: [1], candidate: [] }]));
    expect(verdict.verdict).toBe("inconclusive");
    expect(ruleOf(verdict, "evidence").cases).toEqual(["gone"]);
  });
});

describe("advisory rules", () => {
  const split = (worse: number): readonly Row[] => [
    ...rows(40),
    ...rows(worse, { candidate: [0], tags: ["refund"] }),
    ...rows(20 - worse, { tags: ["refund"] }),
  ];

  it("a slice that no limit names is shown as fallen, and blocks nothing", () => {
    const verdict = decide(decisionInput(split(12), { quality: { max_drop: 0.3 } }));
    expect(ruleOf(verdict, "slice:refund")).toMatchObject({ status: "fail", advisory: true });
    expect(verdict.verdict).toBe("pass");
  });

  it("among many slices chance alone does not make one fall (Benjamini-Hochberg)", () => {
    const tags = Array.from({ length: 30 }, (_, i) => `tag-${i}`);
    const many = tags.flatMap((tag, i) => [
      ...rows(20, { tags: [tag] }),
      ...rows(i === 0 ? 3 : 0, { tags: [tag], candidate: [0] }),
    ]);
    const verdict = decide(decisionInput(many));
    const alone = decide(
      decisionInput([...rows(20, { tags: ["tag-0"] }), ...rows(3, { tags: ["tag-0"], candidate: [0] })]),
    );
    expect(ruleOf(alone, "slice:tag-0").status).toBe("fail");
    expect(ruleOf(verdict, "slice:tag-0").status).toBe("not_proven");
  });
});

describe("waivers", () => {
  const waiver = { id: "w1", rule: "quality", reason: "pilot", approvedBy: "dana", expires: "2026-01-01" };
  const failing = [...rows(40), ...rows(20, { candidate: [0] })];
  const withWaivers = (...waivers: readonly object[]): Verdict =>
    decide({ ...decisionInput(failing), waivers: waivers.map((fields) => ({ ...waiver, ...fields })) });

  it.each([
    ["on its last day", {}, "pass", "used"],
    ["one day later", { expires: "2025-12-31" }, "fail", "expired"],
    ["for another rule", { rule: "critical" }, "fail", "unused"],
    ["for some of the cases that got worse", { cases: ["refund-0040"] }, "fail", "unused"],
    ["for the rule that says whether there is evidence", { rule: "evidence" }, "fail", "unused"],
  ])("%s", (_, fields, expected, state) => {
    const verdict = withWaivers(fields);
    expect(verdict.verdict).toBe(expected);
    expect(verdict.waivers[0]?.state).toBe(state);
    expect(ruleOf(verdict, "quality").status).toBe("fail");
  });

  it("evidence cannot be waived, however the waiver came to be", () => {
    const input = decisionInput([...rows(60), { baseline: [1], candidate: [] }]);
    const all = ["evidence", "quality"].map((rule) => ({ ...waiver, id: rule, rule }));
    expect(decide({ ...input, waivers: all }).verdict).toBe("inconclusive");
  });
});

describe("the title says what decided", () => {
  it.each<[string, readonly Row[], object, string]>([
    ["proven", rows(60), {}, "Ship: no worse than 5 points, proven"],
    [
      "not proven",
      rows(30),
      {},
      "No regression found: measured no change; 30 cases rule out drops beyond 8.3, not yet 5",
    ],
    [
      "cannot tell",
      [...rows(18), ...rows(2, { candidate: [0] })],
      {},
      "Cannot tell: measured 10.0 points worse, but chance could do that",
    ],
    [
      "quality fails",
      [...rows(40), ...rows(20, { candidate: [0] })],
      {},
      "Do not ship: loses 33.3 points of quality",
    ],
    [
      "a mode fails",
      [...rows(40), ...rows(20, { candidate: [{ quality: 0, passed: false, failure: "hallucination" }] })],
      { quality: { max_drop: 0.9 }, failures: { hallucination: { max_increase: 0.05 } } },
      "Do not ship: `hallucination` is up 33.3 points",
    ],
    [
      "cost fails",
      rows(60, { baseline: [{ costUsd: 0.01 }], candidate: [{ costUsd: 0.02 }] }),
      { cost: { per_request_usd: 0.015, max_ratio: 1.1 } },
      "Do not ship: costs $0.02 per request, over its SLO and costs ×2.00 as much",
    ],
  ])("%s", (_, given, policy, title) => {
    expect(decide(decisionInput(given, policy)).title).toContain(title);
  });
});

describe("apps that fail in every trial", () => {
  const failing = { state: "scored", quality: 0, passed: false, failure: "app_error" } as const;
  it.each<[string, Partial<Row>, string]>([
    [
      "on both arms are no evidence that they are equal",
      { baseline: [failing], candidate: [failing] },
      "inconclusive",
    ],
    ["on the baseline alone are evidence", { baseline: [failing] }, "pass"],
    ["on the candidate alone are evidence", { candidate: [failing] }, "pass"],
  ])("%s", (_, row, status) => {
    const verdict = decide(decisionInput(rows(60, row)));
    expect(ruleOf(verdict, "evidence").status).toBe(status);
  });

  it("but for one are evidence", () => {
    const both = rows(60, { baseline: [failing], candidate: [failing] });
    expect(ruleOf(decide(decisionInput([...both, ...rows(1)])), "evidence").status).toBe("pass");
  });
});
