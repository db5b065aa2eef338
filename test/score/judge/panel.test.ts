import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/experiment/json.ts";
import type { ModelReply, ModelRequest } from "../../../src/experiment/model-call.ts";
import { isUnanimous } from "../../../src/score/judge/count-votes.ts";
import { judgeTrial } from "../../../src/score/judge/judge-trial.ts";
import type { KnownScores } from "../../../src/score/judge/judge-trial.ts";
import { judgeCallsOf } from "../../../src/score/judge/prepare-judge.ts";
import type { JudgeConfig } from "../../../src/score/judge/read-rubric.ts";
import { aCase, aTrial } from "../../build.ts";
import { aJudge, aReply, fence, replyText } from "./judging.ts";

const one = aCase({ expected: "No" });
const trial = aTrial({ output: "No." });

type Answer = readonly string[] | "unreadable" | "down";

/** A panel with a member for each answer, the members named `m1`, `m2`, ... */
function panelOf(
  answers: readonly Answer[],
  options: JsonObject = {},
  fields: Partial<JudgeConfig> = {},
  known?: KnownScores,
) {
  const panel = answers.map((_, index) => ({ model: `m${index + 1}` }));
  const judge = aJudge(
    {
      criteria: ["Is it polite?", "Is it short?"].slice(0, Math.max(1, longest(answers))),
      panel,
      ...options,
    },
    fields,
  );
  const asked: string[] = [];
  const call = async (request: ModelRequest): Promise<ModelReply> => {
    const model = request.body["model"] as string;
    asked.push(model);
    const answer = answers[Number(model.slice(1)) - 1] ?? "down";
    if (answer === "down") return { status: "infra_error", code: "server", reason: "503", isRetryable: true };
    const text =
      answer === "unreadable" ? "Sure!" : replyText(...answer).replaceAll("reason 1", `says ${model}`);
    return aReply(text, { costUsd: 0.001 });
  };
  const judged = judgeTrial({
    judges: [judge],
    one,
    trial,
    call,
    fence,
    ...(known === undefined ? {} : { known }),
  });
  return { judge, asked, judged };
}

function longest(answers: readonly Answer[]): number {
  return Math.max(...answers.map((answer) => (typeof answer === "string" ? 0 : answer.length)));
}

const yes: Answer = ["yes"];
const no: Answer = ["no"];

describe("a panel", () => {
  it("asks each member once, all the same but for the model, and counts their calls and prices", async () => {
    const { judge, asked, judged } = panelOf([yes, yes, no]);
    expect(await judged).toMatchObject({ calls: 3, costUsd: 0.003, unpricedCalls: 0, known: 0 });
    expect(asked).toEqual(["m1", "m2", "m3"]);
    const bodies = judge
      .requests({ one, output: "No." }, fence)
      .map(({ body: { model: _model, ...rest } }) => JSON.stringify(rest));
    expect(new Set(bodies).size).toBe(1);
    expect([judge.size, judgeCallsOf([judge, aJudge()])]).toEqual([3, 4]);
  });

  it("calls each member at its own address with its own key, under what it shares", () => {
    const judge = aJudge({
      rubric: "correctness",
      api_key_env: "OWN_KEY",
      params: { temperature: 0 },
      panel: [
        { model: "a" },
        { model: "b", base_url: "https://llm.example/v1", api_key_env: "KEY", params: {} },
      ],
    });
    const requests = judge.requests({ one, output: "No." }, fence);
    expect(
      requests.map(({ baseUrl, apiKeyEnv, body }) => [
        baseUrl,
        apiKeyEnv,
        body["model"],
        body["temperature"],
      ]),
    ).toEqual([
      ["https://api.openai.com/v1", "OWN_KEY", "a", 0],
      ["https://llm.example/v1", "KEY", "b", undefined],
    ]);
  });

  it.each<[string, Answer[], object]>([
    ["all", [yes, yes, yes], { value: 1, passed: true, reason: "says m1" }],
    ["two of three", [no, yes, yes], { value: 1, passed: true, reason: "says m2" }],
    ["one of three", [yes, no, no], { value: 0, passed: false, reason: "says m2" }],
    ["a member alone", [no], { value: 0, passed: false }],
    ["two of three where the last one cannot be read", [yes, yes, "unreadable"], { value: 1, passed: true }],
    ["two of three where the last one is out", [no, no, "down"], { value: 0, passed: false }],
    [
      "the mean of those who won",
      [
        ["yes", "no"],
        ["no", "no"],
        ["yes", "yes"],
      ],
      { value: 0.25, passed: false, reason: "reason 2" },
    ],
  ])("takes the side of %s", async (_, answers, score) => {
    expect((await panelOf(answers).judged).scores).toMatchObject([score]);
  });

  it.each<[string, Answer[], string]>([
    ["a tie", [yes, no], "the panel's votes are a tie"],
    ["one yes of three, two missing", [yes, "down", "down"], "the judge did not answer: 503"],
    ["half of a panel", [yes, yes, no, "down"], "the judge did not answer: 503"],
    [
      "no vote at all",
      ["unreadable", "unreadable"],
      "the judge's reply is not one JSON object and nothing else",
    ],
  ])("gives no score for %s", async (_, answers, reason) => {
    expect(await panelOf(answers).judged).toMatchObject({
      scores: [],
      unscored: [{ scorer: "judge", reason }],
    });
  });

  it.each<[string, Answer[], Partial<JudgeConfig>, object]>([
    ["below 1", [yes, yes, no], {}, { value: 2 / 3, passed: false, reason: "says m3" }],
    [
      "at the threshold",
      [yes, yes, no],
      { threshold: 2 / 3 },
      { value: 2 / 3, passed: true, reason: "says m1" },
    ],
    ["under `not`", [no, no, yes], { not: true, threshold: 0.5 }, { value: 2 / 3, passed: true }],
    ["all alike", [yes, yes], {}, { value: 1, passed: true }],
    ["with a mode", [yes, no], { failure: "refusal" }, { passed: false, failure: "refusal" }],
  ])("holds the mean against the threshold: %s", async (_, answers, fields, score) => {
    const [found] = (await panelOf(answers, { vote: "mean" }, fields).judged).scores;
    expect(found).toMatchObject(score);
  });

  it("gives no mean where a vote is missing", async () => {
    expect(await panelOf([yes, yes, "down"], { vote: "mean" }).judged).toMatchObject({
      scores: [],
      unscored: [{ reason: "the judge did not answer: 503" }],
    });
  });

  it("turns the values under `not` once", async () => {
    const answers: Answer[] = [yes, yes, no];
    const majority = await panelOf(answers, {}, { not: true }).judged;
    expect(majority.scores).toMatchObject([{ value: 0, passed: false, reason: "says m1" }]);
  });

  it.each<[string, Answer[], boolean]>([
    ["all on one side", [yes, yes, yes], true],
    ["one against", [yes, yes, no], false],
    ["a tie", [yes, no], false],
    ["a vote that is missing", [yes, yes, "down"], false],
    ["none at all", ["down", "down"], false],
  ])("says whether its members agreed: %s", async (_, answers, expected) => {
    expect((await panelOf(answers).judged).panels).toEqual([{ scorer: "judge", isUnanimous: expected }]);
  });

  it("says nothing of agreement where one judges alone, or the score was known", async () => {
    expect((await panelOf([yes]).judged).panels).toEqual([]);
    const known: KnownScores = async ({ judge }) => ({
      judgement: judge.parse(replyText("yes")),
      replies: [],
    });
    expect(await panelOf([yes, yes, yes], {}, {}, known).judged).toMatchObject({
      panels: [],
      calls: 0,
      known: 3,
    });
  });

  it("agrees on a side, and not on a value", () => {
    const judge = aJudge({ criteria: ["Is it polite?", "Is it short?"] });
    const [half, none] = [judge.parse(replyText("yes", "no")), judge.parse(replyText("no", "no"))];
    expect(isUnanimous([half, none])).toBe(true);
  });
});
