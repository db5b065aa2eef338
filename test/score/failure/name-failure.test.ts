import { describe, expect, it } from "vitest";
import type { ScorerConfig } from "../../../src/config/config.ts";
import type { JsonObject } from "../../../src/experiment/json.ts";
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

async function failureOf(
  configs: readonly ScorerConfig[],
  fields: Partial<Trial>,
  trusts = false,
): Promise<readonly (string | undefined)[]> {
  const scorers = await prepare(configs);
  const one = aCase({ expected: "Refunded." });
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
  return [trial, light].map((each) => scoreTrial(scoring, each, trusts).outcome.failure);
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
