import { describe, expect, it } from "vitest";
import type { ModelReply } from "../../src/experiment/model-call.ts";
import { withTrace } from "../../src/traces/with-trace.ts";

type Answered = Extract<ModelReply, { status: "ok" }>;

const said: Answered = { status: "ok", output: "30 days", messages: [] };
const calls = [{ name: "find_policy", arguments: { topic: "refund" } }];
const messages = [
  { role: "user", content: "May I return it?" },
  { role: "assistant", content: "30 days" },
];
/** A cent for each thousand tokens, of the one model that has a price. */
const priceOf = ([name]: readonly string[], usage: { readonly input?: number }) =>
  name === "gpt-5-mini" ? { usd: (usage.input ?? 0) / 100_000 } : undefined;

describe("an answer with its trace", () => {
  it("has what only the trace tells", () => {
    const trace = {
      output: "not this",
      toolCalls: calls,
      messages,
      documents: ["Returns: 30 days."],
      usage: { input: 1000, output: 10 },
      calls: [{ model: "gpt-5-mini", usage: { input: 1000, output: 10 } }],
      model: "gpt-5-mini",
      ttftMs: 80,
    };
    expect(withTrace(said, trace, priceOf)).toEqual({
      ...said,
      toolCalls: calls,
      messages,
      context: ["Returns: 30 days."],
      usage: { input: 1000, output: 10 },
      model: "gpt-5-mini",
      costUsd: 0.01,
      ttftMs: 80,
    });
  });

  it("keeps what the app says itself", () => {
    const own: Answered = {
      ...said,
      toolCalls: [],
      context: "own",
      usage: { input: 5 },
      costUsd: 0.5,
      ttftMs: 9,
    };
    const trace = { toolCalls: calls, documents: ["other"], usage: { input: 1000 }, costUsd: 9, ttftMs: 80 };
    expect(withTrace(own, trace, priceOf)).toEqual(own);
  });

  it("is as it was where there is no trace: nothing is 0 or empty for it", () => {
    expect(withTrace(said, undefined, priceOf)).toEqual(said);
  });

  it("has no cost where one of its calls has no price", () => {
    const priced = { model: "gpt-5-mini", usage: { input: 1000 } };
    const trace = { calls: [priced, { model: "home-made", usage: { input: 1000 } }] };
    expect(withTrace(said, trace, priceOf)).not.toHaveProperty("costUsd");
    expect(withTrace(said, { calls: [priced, { usage: { input: 1000 } }] }, priceOf)).not.toHaveProperty(
      "costUsd",
    );
    expect(withTrace(said, { calls: [priced, priced] }, priceOf).costUsd).toBeCloseTo(0.02);
  });

  it("is priced by the tokens that the app tells, where it names its model", () => {
    const own: Answered = { ...said, usage: { input: 3000 }, model: "gpt-5-mini" };
    expect(withTrace(own, undefined, priceOf).costUsd).toBeCloseTo(0.03);
  });

  it("does not say that no tool was called where the trace cannot tell", () => {
    const joined = withTrace(said, { messages, usage: { input: 1000 } }, priceOf);
    expect(joined.messages).toEqual([]);
    expect(joined).not.toHaveProperty("toolCalls");
  });
});
