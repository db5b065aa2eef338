import { expect, it } from "vitest";
import type { ScorerConfig } from "../../src/config/config.ts";
import { parseGateFile } from "../../src/config/parse-gate-file.ts";
import { prepareScorers } from "../../src/score/prepare.ts";
import { casesJudgedOnly } from "../../src/score/scorer.ts";
import { aCase } from "../build.ts";

function scorersOf(scorers: readonly object[]): readonly ScorerConfig[] {
  const text = JSON.stringify({ version: 1, datasets: [], scorers });
  const parsed = parseGateFile({ file: "llm-o11y.yml", text }, { needsTarget: false });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value.scorers;
}

const judge = { type: "judge", name: "helpful", criteria: ["Is it helpful?"] };

it.each<[string, readonly object[], readonly string[]]>([
  ["a judge alone", [judge], ["refund-01", "refund-02"]],
  ["a judge, and a rule that one of them has no reference for", [judge, { type: "exact" }], ["refund-02"]],
  ["a judge beside a rule that always applies", [judge, { type: "refusal", not: true }], []],
  ["a judge beside recorded scores", [judge, { type: "recorded" }], []],
  ["no scorer, which is another problem", [{ type: "exact", tags: ["nobody"] }], []],
])("names the cases whose quality nobody would score: %s", async (_, scorers, ids) => {
  const prepared = await prepareScorers(scorersOf(scorers), new Map());
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems));
  const cases = [
    aCase({ expected: "No" }),
    aCase({ id: "refund-02" }),
    aCase({ id: "refund-03", draft: true }),
  ];
  const problems = casesJudgedOnly(cases, () => prepared.value);
  expect(problems.map(({ message }) => /`([^`]+)`/u.exec(message)?.[1])).toEqual(ids);
  for (const problem of problems) {
    expect(problem).toMatchObject({ code: "judge-only", file: "datasets/support.jsonl", line: 1 });
    expect(problem.message).toContain("is scored only by `helpful` (`judge`)");
  }
});
