import { describe, expect, it } from "vitest";
import type { ScorerConfig } from "../../../src/config/config.ts";
import type { JsonObject } from "../../../src/experiment/json.ts";
import type { Outcome } from "../../../src/experiment/outcome.ts";
import type { Trial } from "../../../src/experiment/trial.ts";
import { answerTrials } from "../../../src/score/answer-trials.ts";
import { scoreTrial } from "../../../src/score/score-trial.ts";
import { aCase, aTrial } from "../../build.ts";
import { aScorer, prepare } from "../scoring.ts";

const messages: readonly JsonObject[] = [
  {
    role: "assistant",
    content: null,
    tool_calls: [{ id: "c1", function: { name: "refund", arguments: '{"order":"A1"}' } }],
  },
  { role: "tool", tool_call_id: "c1", content: "Error: refund is not a valid tool, try one of [greet]." },
  { role: "assistant", content: "I could not refund it." },
];

/** The outcome of a trial, and of what is left of it when its rules have answered. */
async function outcomesOf(
  configs: readonly ScorerConfig[],
  fields: Partial<Trial>,
  trusts = false,
): Promise<readonly Outcome[]> {
  const scorers = await prepare(configs);
  const one = aCase({ expected: "Refunded.", toolCalls: [{ name: "greet" }] });
  const scoring = {
    case: one,
    scorers,
    applicable: scorers,
    recordedNames: (fields.scores ?? []).map(({ scorer }) => scorer),
    judgesDecide: false,
  };
  const trial = aTrial(fields);
  const light = answerTrials(
    () => one,
    () => scorers,
  )(trial);
  return [trial, light].map((each) => scoreTrial(scoring, each, trusts).outcome);
}

async function failureOf(...args: Parameters<typeof outcomesOf>): Promise<readonly (string | undefined)[]> {
  return (await outcomesOf(...args)).map(({ failure }) => failure);
}

describe("the failure of a trial that misused a tool", () => {
  it.each<[string, readonly ScorerConfig[], Partial<Trial>, string | undefined]>([
    ["is named by its cause, not by a wrong answer", [aScorer("exact")], { messages }, "tool_misuse"],
    [
      "keeps the mode of a scorer that says more",
      [aScorer("max_length", { value: 3 }), aScorer("exact")],
      { messages },
      "format_break",
    ],
    [
      "keeps what a scorer's own `failure` says",
      [aScorer("exact", { failure: "reasoning_error" })],
      { messages },
      "reasoning_error",
    ],
    [
      "keeps the first mode where another failing scorer has its own",
      [aScorer("exact"), aScorer("contains", { failure: "other/desk" })],
      { messages },
      "reasoning_error",
    ],
    [
      "is named where a recorded score names none",
      [aScorer("recorded", { reads: "label" })],
      { messages, scores: [{ scorer: "label", value: 0 }] },
      "tool_misuse",
    ],
    [
      "keeps what was recorded",
      [aScorer("recorded", { reads: "label" })],
      { messages, scores: [{ scorer: "label", value: 0, failure: "reasoning_error" }] },
      "reasoning_error",
    ],
    [
      "is none where it passes all the same",
      [aScorer("exact")],
      { messages, output: "Refunded." },
      undefined,
    ],
    [
      "is that of the answer where no tool was misused",
      [aScorer("exact")],
      { output: "No." },
      "reasoning_error",
    ],
  ])("%s", async (_, configs, trial, failure) => {
    expect(await failureOf(configs, trial)).toEqual([failure, failure]);
  });

  it("is the same where the record's scores are taken", async () => {
    const scores = [{ scorer: "exact", value: 0, failure: "reasoning_error" }];
    const [failure] = await failureOf([aScorer("exact")], { messages, scores, failure: "tool_misuse" }, true);
    expect(failure).toBe("tool_misuse");
  });
});

describe("the call behind a failure", () => {
  const unknown = "unknown tool `refund(order)`";
  const missing = "missing `greet`";
  const greets = aScorer("tool_calls", { mode: "superset" });
  const call = { id: "1", type: "function", function: { name: "find_order", arguments: '{"order":"A1"}' } };
  const failedByItself = [
    { role: "assistant", tool_calls: [call] },
    { role: "tool", tool_call_id: "1", content: "the warehouse is closed", error: true },
  ];

  it.each<[string, readonly ScorerConfig[], Partial<Trial>, string | undefined]>([
    ["is the misuse, whatever scorer fails", [aScorer("exact")], { messages }, unknown],
    [
      "is the misuse where a scorer calls its failure so",
      [aScorer("exact", { failure: "tool_misuse/refund" })],
      { messages },
      unknown,
    ],
    [
      "is the call of a tool that failed by itself, where a scorer calls the failure a misuse",
      [aScorer("exact", { failure: "tool_misuse" })],
      { messages: failedByItself },
      "`find_order(order)` failed",
    ],
    [
      "is none of a tool that failed by itself, where no scorer calls it a misuse",
      [aScorer("exact")],
      { messages: failedByItself },
      undefined,
    ],
    ["is what the scorer of calls misses", [greets], { toolCalls: [] }, missing],
    [
      "is what another failing scorer misses, where the first says no more than wrong",
      [aScorer("exact"), greets],
      { output: "No.", toolCalls: [] },
      missing,
    ],
    [
      "is none of a failure that a scorer has named otherwise",
      [aScorer("max_length", { value: 3 }), greets],
      { messages },
      undefined,
    ],
    ["is none where the calls are not what fails", [aScorer("exact")], { output: "No." }, undefined],
    ["is none of a trial that passes", [greets], { toolCalls: [{ name: "greet" }] }, undefined],
    [
      "is none where the calls should have been others",
      [aScorer("tool_calls", { not: true })],
      { toolCalls: [{ name: "greet" }] },
      undefined,
    ],
  ])("%s", async (_, configs, trial, shown) => {
    const outcomes = await outcomesOf(configs, trial);
    expect(outcomes.map((each) => each.shown)).toEqual([shown, shown]);
  });

  it("is told by the trial once more where the record's scores are taken", async () => {
    const scores = [{ scorer: "tool_calls", value: 0, failure: "tool_misuse" }];
    const outcomes = await outcomesOf([greets], { toolCalls: [], scores }, true);
    expect(outcomes.map((each) => each.shown)).toEqual([missing, missing]);
  });
});
