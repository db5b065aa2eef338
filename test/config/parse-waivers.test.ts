import { expect, it } from "vitest";
import { parseWaivers } from "../../src/config/parse-waivers.ts";
import { isRuleId } from "../../src/config/rule-ids.ts";

function fileOf(...waivers: readonly string[]): string {
  return ["version: 1", "waivers:", ...waivers.map((waiver) => `  - { ${waiver} }`)].join("\n");
}

const valid =
  "id: refund-wording, rule: quality, reason: the refund policy changed, approved_by: '@ana', expires: 2026-12-31";

function problemsOf(text: string) {
  const parsed = parseWaivers(".llm-o11y/waivers.yml", text);
  return parsed.ok ? [] : parsed.problems;
}

it("reads a waiver, with its cases where it names some", () => {
  const text = fileOf(
    valid,
    valid.replace("refund-wording", "w2").replace("quality", "critical, cases: [refund-01]"),
  );
  const waiver = { reason: "the refund policy changed", approvedBy: "@ana", expires: "2026-12-31" };
  expect(parseWaivers("w.yml", text)).toEqual({
    ok: true,
    value: [
      { ...waiver, id: "refund-wording", rule: "quality" },
      { ...waiver, id: "w2", rule: "critical", cases: ["refund-01"] },
    ],
  });
});

it("takes a list without waivers", () => {
  expect(parseWaivers("w.yml", "version: 1\nwaivers: []")).toEqual({ ok: true, value: [] });
});

it.each([
  ["rule: quality", "rule: evidence", "not-waivable", "the rule `evidence` cannot be waived"],
  ["rule: quality", "rule: judge", "not-waivable", "the rule `judge` cannot be waived"],
  ["rule: quality", "rule: qualty", "wrong-value", 'expected the id of a rule, got "qualty"'],
  ["rule: quality", "rule: 'failure:bad'", "wrong-value", 'expected the id of a rule, got "failure:bad"'],
  ["2026-12-31", "2026-02-29", "wrong-value", 'expected a real date as YYYY-MM-DD, got "2026-02-29"'],
  ["2026-12-31", "31.12.2026", "wrong-value", "expected a real date as YYYY-MM-DD"],
  ["2026-12-31", "2026-12-31T10:00:00Z", "wrong-value", "expected a real date as YYYY-MM-DD"],
  ["approved_by: '@ana', ", "", "missing-key", "`waivers[0].approved_by` is missing"],
  ["reason: the refund policy changed", "reason: ''", "wrong-value", "expected a reason in words"],
  ["reason: the refund policy changed", "reason: null", "null-value", "`waivers[0].reason` is null"],
  ["rule: quality", "rule: quality, case: [a]", "unknown-key", "unknown key `case` in `waivers[0]`"],
  [
    "rule: quality",
    "rule: quality, cases: []",
    "wrong-value",
    "expected a list of case ids, got an empty list",
  ],
  ["id: refund-wording", "id: a b", "wrong-value", "`waivers[0].id`: expected a name"],
])("refuses %j written as %j", (part, written, code, message) => {
  const problems = problemsOf(fileOf(valid.replace(part, written)));
  expect(problems).toMatchObject([{ code, file: ".llm-o11y/waivers.yml", line: 3 }]);
  expect(problems[0]?.message).toContain(message);
});

it("takes the leap day of a leap year", () => {
  expect(problemsOf(fileOf(valid.replace("2026-12-31", "2028-02-29")))).toEqual([]);
});

it("refuses an id that is used twice and names the first line", () => {
  expect(problemsOf(fileOf(valid, valid))).toMatchObject([
    { code: "duplicate-name", line: 4, message: 'waiver id "refund-wording" is already used on line 3.' },
  ]);
});

it("suggests the rule that a mistyped one means", () => {
  expect(problemsOf(fileOf(valid.replace("rule: quality", "rule: qualty")))).toMatchObject([
    { fix: 'Write "quality".' },
  ]);
});

it.each(["", "[]", "version: 1", "version: 2\nwaivers: []"])("refuses the file %j", (text) => {
  expect(problemsOf(text)).not.toEqual([]);
});

it.each([
  ["quality", true],
  ["scorer:helpful", true],
  ["scorer_slo:json_schema", true],
  ["failure:hallucination", true],
  ["failure:hallucination/price", true],
  ["failure:other/a/b", false],
  ["failure:bad", false],
  ["slice:refund", true],
  ["slice:a:b", true],
  ["slice:", false],
  ["scorer:", false],
  ["scorer:a b", false],
  [":quality", false],
  ["", false],
  ["Quality", false],
])("says whether %j has the shape of a rule id: %j", (id, expected) => {
  expect(isRuleId(id)).toBe(expected);
});
