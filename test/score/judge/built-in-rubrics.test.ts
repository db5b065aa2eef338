import { describe, expect, it } from "vitest";
import type { ModelReply, ModelRequest } from "../../../src/experiment/model-call.ts";
import { isFailureMode } from "../../../src/config/rule-ids.ts";
import { builtInRubrics } from "../../../src/score/judge/built-in/built-in-rubrics.ts";
import { canariesOf, isCanaryRight } from "../../../src/score/judge/canaries.ts";
import { addressesJudge } from "../../../src/score/judge/detect-injection.ts";
import { judgeTrial } from "../../../src/score/judge/judge-trial.ts";
import type { PreparedJudge } from "../../../src/score/judge/prepare-judge.ts";
import type { JudgeConfig } from "../../../src/score/judge/read-rubric.ts";
import { aCase } from "../../build.ts";
import { aJudge, aReply, blockOf, fence, promptOf } from "./judging.ts";

const names = [...builtInRubrics.keys()];

/** Answers every criterion alike, by what it is shown as the output. */
function answeringBy(isGood: (output: unknown) => boolean) {
  return async (request: ModelRequest): Promise<ModelReply> => {
    const { system, user } = promptOf(request);
    const line = system.split("\n").find((each) => each.startsWith("[{")) ?? "[]";
    const criteria = JSON.parse(line) as readonly { readonly id: string }[];
    const answer = isGood(blockOf(user, "output")) ? "yes" : "no";
    return aReply(JSON.stringify({ criteria: criteria.map(({ id }) => ({ id, reason: "so", answer })) }));
  };
}

async function wrongOf(
  judge: PreparedJudge,
  isGood: (output: unknown) => boolean,
): Promise<readonly string[]> {
  const canaries = canariesOf(judge);
  const wrong = await Promise.all(
    canaries.map(async (canary) => {
      const { one, trial } = canary;
      const { scores } = await judgeTrial({ judges: [judge], one, trial, call: answeringBy(isGood), fence });
      return isCanaryRight(judge, canary, scores[0]) ? [] : [canary.name];
    }),
  );
  return wrong.flat();
}

describe.each(names)("the rubric `%s`", (name) => {
  const rubric = builtInRubrics.get(name);
  const canaries = rubric?.canaries ?? [];
  const good = new Set(canaries.filter(({ passed }) => passed).map(({ output }) => output));

  it("is tried on a good output, a bad one, one that asks for full marks, a padded and an empty one", () => {
    expect(canaries.some(({ passed, output }) => passed && output !== "")).toBe(true);
    expect(canaries.some(({ passed, output }) => !passed && output !== "")).toBe(true);
    expect(canaries.filter(({ output }) => addressesJudge(output)).map(({ passed }) => passed)).toEqual([
      false,
    ]);
    expect(canaries.some(({ passed, output }) => !passed && JSON.stringify(output).length > 600)).toBe(true);
    expect(canaries.some(({ output }) => output === "")).toBe(true);
    expect(new Set(canaries.map((canary) => canary.name)).size).toBe(canaries.length);
  });

  it("applies to each of its canaries, which all show what it reads", async () => {
    const judge = aJudge({ rubric: name }, { tags: ["refund"] });
    for (const { one } of canariesOf(judge)) expect(judge.applies(one)).toBe(true);
    expect(await wrongOf(judge, (output) => good.has(output as never))).toEqual([]);
  });

  it.each<[string, Partial<JudgeConfig>]>([
    ["as it is", {}],
    ["with `not`", { not: true }],
    ["with a low threshold", { threshold: 0.1 }],
    ["with `not` and a low threshold", { not: true, threshold: 0.1 }],
  ])("tells a judge that tells good from bad from those that always say one thing, %s", async (_, fields) => {
    const judge = aJudge({ rubric: name }, fields);
    expect(await wrongOf(judge, (output) => good.has(output as never))).toEqual([]);
    expect(await wrongOf(judge, () => true)).toEqual(
      canaries.filter(({ passed }) => !passed).map((canary) => canary.name),
    );
    expect(await wrongOf(judge, () => false)).toEqual(
      canaries.filter(({ passed }) => passed).map((canary) => canary.name),
    );
  });

  it("has criteria with ids of their own, and failure modes of the contract", () => {
    const ids = rubric?.criteria.map(({ id }) => id) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
    const modes = [rubric?.failure, ...(rubric?.criteria.map(({ failure }) => failure) ?? [])];
    expect(modes.filter((mode) => mode !== undefined && !isFailureMode(mode))).toEqual([]);
  });
});

it("a judge that does not answer is wrong about each canary", () => {
  const judge = aJudge({ rubric: "tone" });
  expect(canariesOf(judge).map((canary) => isCanaryRight(judge, canary, undefined))).not.toContain(true);
  expect(isCanaryRight(judge, { passed: false }, { value: Number.NaN })).toBe(false);
});

it("a canary of a file is held against the scorer's threshold", () => {
  const text = `
version: 1
criteria: [{ id: polite, ask: Is it polite?, grades: [rude, curt, polite] }]
canaries: [{ input: a, output: b, passed: true }]
`;
  const judge = (threshold: number) => aJudge({ rubric: "a.yml" }, { threshold }, { "a.yml": text });
  expect(isCanaryRight(judge(0.5), { passed: true }, { value: 0.5 })).toBe(true);
  expect(isCanaryRight(judge(0.6), { passed: true }, { value: 0.5 })).toBe(false);
  expect(canariesOf(judge(0.5)).map(({ name }) => name)).toEqual(["canaries[0]"]);
});

it.each([
  ["criteria", { criteria: ["Is it polite?"] }],
  ["a file that is one question", { rubric: "a.md" }],
])("%s have no canaries, and say so", (_, options) => {
  expect(canariesOf(aJudge(options, {}, { "a.md": "Is it polite?" }))).toEqual([]);
});

it("`groundedness` is for cases with a context, and calls what it finds a hallucination", () => {
  const judge = aJudge({ rubric: "groundedness" });
  expect(judge.applies(aCase())).toBe(false);
  expect(judge.applies(aCase({ context: "Within 30 days." }))).toBe(true);
  const reply = (no: string) =>
    JSON.stringify({
      criteria: ["supported", "agrees", "answers"].map((id) => ({
        id,
        reason: "so",
        answer: id === no ? "no" : "yes",
      })),
    });
  expect(judge.parse(reply("supported"))).toMatchObject({ score: { failure: "hallucination" } });
  expect(judge.parse(reply("agrees"))).toMatchObject({ score: { failure: "hallucination" } });
  const empty = judge.parse(reply("answers"));
  expect(empty.ok && empty.score.passed === false && empty.score.failure === undefined).toBe(true);
});
