import { describe, expect, it } from "vitest";
import { runGate } from "../../src/gate/run-gate.ts";
import { formatProblem } from "../../src/problem.ts";
import { replyText } from "../score/judge/judging.ts";
import { commitsOf, deskFiles, gateText, openDeskRun } from "./desk-in-memory.ts";
import { answered, modelStub } from "./model-stub.ts";

const panel = [{ model: "m1" }, { model: "m2" }, { model: "m3" }];
const rubric = `version: 1
criteria: [{ id: c1, ask: "Does it agree with {{expected}}?", grades: [no, partly, fully] }]
`;

/** A gate with a judge by a rubric file of its own; members that are not m1 say fully. */
async function gate(text: string, judge: object, policy: object = {}) {
  const files = {
    "llm-o11y.yml": gateText({
      scorers: [{ type: "exact" }, { type: "judge", name: "right", rubric: "rubrics/right.yml" }],
      judge,
      policy,
    }),
    "rubrics/right.yml": text,
  };
  const models = modelStub(({ body: { model } }) =>
    answered(model === "gpt-5-mini" ? "30 days" : replyText(model === "m1" ? "partly" : "fully")),
  );
  const commits = commitsOf({
    base: deskFiles(files),
    head: deskFiles({ ...files, "prompts/support.md": "Be kind.\n" }),
  });
  const desk = openDeskRun(models);
  const request = { config: "llm-o11y.yml", commits, today: "2026-01-05" };
  const { verdict } = await runGate(request, desk.effects, desk.run);
  return { verdict, desk };
}

describe("a rubric file", () => {
  it("is what the judges are asked by, each member of a panel once for each output", async () => {
    const { verdict, desk } = await gate(rubric, { panel });
    // Both arms answer alike, so each output is judged once, by three.
    expect(verdict.spend).toMatchObject({ calls: 12 + 18, cached: 18 });
    const { trialsByCaseId } = await desk.readRecord("candidate");
    expect(trialsByCaseId.get("refund-1")?.[0]?.scores).toMatchObject([
      { scorer: "right", value: 1, passed: true },
    ]);
  });

  it("counts every member against the budget before the first call", async () => {
    const { verdict } = await gate(rubric, { panel }, { budget: { calls: 47 } });
    expect(verdict.problems).toMatchObject([
      { code: "over-budget", message: expect.stringContaining("48 calls") },
    ]);
  });

  it("ends the gate with every problem in it, named by file and line", async () => {
    const { verdict } = await gate(rubric.replace("ask:", "asks:").replace("version: 1", "version: 2"), {
      panel,
    });
    expect(verdict.verdict).toBe("error");
    expect(verdict.problems.slice(0, 3).map(formatProblem)).toEqual([
      expect.stringMatching(/^rubrics\/right\.yml:1:\d+ {2}`version`: expected 1, got 2\./),
      expect.stringMatching(/^rubrics\/right\.yml:2:\d+ {2}`criteria\[0\]\.ask` is missing/),
      expect.stringMatching(/^rubrics\/right\.yml:2:\d+ {2}unknown key `asks`/),
    ]);
  });
});
