import { describe, expect, it } from "vitest";
import type { NormalTrace } from "../../../src/traces/normal-trace.ts";
import { aCall, answered, asked, aTrace, detectIn, signalsOf } from "./build-trace.ts";

it("finds nothing in a trace in which nothing is wrong", () => {
  expect(
    signalsOf(aTrace({ messages: [asked, ...aCall("get_order", { id: 1 }, "shipped"), answered] })),
  ).toEqual([]);
});

it("takes nothing that is not known for a failure", () => {
  expect(signalsOf({ traceId: "t", source: { system: "otlp", id: "t" } })).toEqual([]);
  expect(signalsOf(aTrace(), { limits: { latencyMs: 1, ttftMs: 1, costUsd: 0.000_001 } })).toEqual([]);
});

describe("what the answer shows", () => {
  it.each<[string, Partial<NormalTrace>, string]>([
    ["an empty text", { output: " \n" }, "empty_answer"],
    ["null", { output: null }, "empty_answer"],
    ["an empty object", { output: {} }, "empty_answer"],
    [
      "a last message without a word",
      { messages: [asked, { role: "assistant", content: "" }], output: null },
      "empty_answer",
    ],
    ["a refusal", { output: "I cannot help with that request." }, "refusal"],
    [
      "a refusal that the provider reports",
      { output: "Sorry.", messages: [asked, { role: "assistant", content: "Sorry.", refusal: "policy" }] },
      "refusal",
    ],
    ["an apology for a fault", { output: "I apologize for the confusion, it is 30 days." }, "apology"],
    [
      "an apology on the way",
      {
        messages: [asked, { role: "assistant", content: "You're right, I made a mistake." }, asked, answered],
      },
      "apology",
    ],
  ])("%s", (_, over, signal) => {
    expect(signalsOf(aTrace(over))).toEqual([signal]);
  });

  it.each<[string, Partial<NormalTrace>]>([
    ["a zero", { output: 0 }],
    ["false", { output: false }],
    [
      "courtesy",
      { output: "I'm sorry for the delay. Your refund is on its way, apologies for any inconvenience." },
    ],
    ["an answer that says no", { output: "We cannot refund it after 30 days." }],
    ["a hand-over, which a call ends", { output: null, messages: [asked, ...aCall("escalate", {}, "done")] }],
    ["an error, which is the sign itself", { output: "", error: "" }],
  ])("%s is no sign of it", (_, over) => {
    expect(signalsOf(aTrace(over)).filter((signal) => signal !== "error")).toEqual([]);
  });
});

describe("the form of the answers", () => {
  const json = Array.from({ length: 30 }, (_, n) => aTrace({ traceId: `t${n}`, output: `{"days": ${n}}` }));

  it("is broken by a text where the others are JSON, which a fence around it does too", () => {
    for (const output of ["It is 30 days.", '```json\n{"days": 30}\n```', '{"days": 30'])
      expect(detectIn([aTrace({ output }), ...json])).toMatchObject({
        failure: "format_break",
        signs: [{ signal: "schema", evidence: expect.stringContaining("the app's other answers are JSON") }],
      });
    expect(detectIn([aTrace({ output: { days: 30 } }), ...json])).toBeUndefined();
  });

  it("is that of the same app, and unknown where few answers or many forms are", () => {
    const text = aTrace({ output: "It is 30 days." });
    expect(detectIn([{ ...text, name: "greeter" }, ...json])).toBeUndefined();
    expect(detectIn([text, ...json.slice(0, 10)])).toBeUndefined();
    expect(detectIn([text, ...json, ...Array.from({ length: 10 }, () => text)])).toBeUndefined();
  });

  it("is a refusal first, where the text is one", () => {
    expect(detectIn([aTrace({ output: "I cannot help with that." }), ...json])).toMatchObject({
      failure: "refusal",
      signs: [{ signal: "refusal" }, { signal: "schema" }],
    });
  });

  it("is that of the schema of a scorer, for traces with its tags", () => {
    const schema = {
      name: "answer",
      failure: "format_break/answer",
      tags: ["api"],
      fault: (answer: unknown) => (answer === "ok" ? undefined : "the output is not JSON"),
    };
    const trace = aTrace({ tags: ["api"] });
    expect(detectIn([trace], { schemas: [schema] })).toMatchObject({ failure: "format_break/answer" });
    expect(detectIn([{ ...trace, output: "ok" }], { schemas: [schema] })).toBeUndefined();
    expect(detectIn([aTrace()], { schemas: [schema] })).toBeUndefined();
  });
});

describe("what the calls show", () => {
  const order = (id: number, content: string, marks = {}) => aCall("get_order", { id }, content, marks);

  it.each([
    [
      "a tool that is not there",
      aCall("get_odrer", {}, "Error: get_odrer is not a valid tool, try one of [get_order]."),
      "tool_misuse",
    ],
    ["arguments that are not JSON", aCall("get_order", "{id: 1", "shipped"), "tool_misuse"],
    ["a failed call that nothing made good", order(1, "no such order", { error: true }), "tool_failed"],
    ["a result that reads as a failure", order(1, "Error: no such order"), "tool_failed"],
    ["a loop", [1, 2, 3, 4].flatMap(() => order(1, "shipped")), "tool_loop"],
  ])("%s", (_, calls, signal) => {
    expect(signalsOf(aTrace({ messages: [asked, ...calls, answered] }))).toEqual([signal]);
  });

  it("is nothing where a later call of the tool made it good", () => {
    const messages = [asked, ...order(1, "Error: no such order"), ...order(2, "shipped"), answered];
    expect(signalsOf(aTrace({ messages }))).toEqual([]);
  });

  it("is the app's failure where a service does not answer, and the model's where it refuses the call", () => {
    const failure = (content: string) =>
      detectIn([aTrace({ messages: [asked, ...order(1, content), answered] })])?.failure;
    expect(failure("Error: connect ECONNREFUSED 10.0.0.1:5432")).toBe("app_error");
    expect(failure("Error: Request timed out")).toBe("app_error");
    expect(failure("Error: not enough balance")).toBe("tool_misuse");
  });

  it("is read from spans too, each call once", () => {
    const toolRuns = [
      { name: "get_order", arguments: { id: 1 }, error: "no such order", agent: "desk" },
      { name: "pay", arguments: { usd: 5 }, error: "declined", agent: "desk/cashier" },
    ];
    const told = aCall("get_order", { id: 1 }, "no such order", { error: true });
    expect(detectIn([aTrace({ toolRuns })])?.signs).toMatchObject([
      {
        signal: "tool_failed",
        evidence: '`get_order({"id":1})` failed, and no later call made it good: "no such order".',
      },
    ]);
    expect(
      detectIn([
        aTrace({
          toolRuns,
          messages: [asked, ...told, ...aCall("get_order", { id: 2 }, "shipped"), answered],
        }),
      ])?.signs,
    ).toMatchObject([
      {
        signal: "tool_failed",
        evidence: '`pay({"usd":5})` failed, and no later call made it good: "declined".',
      },
    ]);
  });
});

describe("what the run took", () => {
  const limits = { latencyMs: 3000, ttftMs: 800, costUsd: 0.005 };

  it.each<[string, Partial<NormalTrace>, readonly string[]]>([
    ["at the limits", { latencyMs: 3000, ttftMs: 800, cost: { usd: 0.005, source: "trace" } }, []],
    ["over the latency", { latencyMs: 3001, ttftMs: 900 }, ["latency"]],
    ["over the time to the first token", { ttftMs: 801 }, ["latency"]],
    ["over the cost", { cost: { usd: 0.0051, source: "prices" } }, ["cost"]],
  ])("%s", (_, over, expected) => {
    expect(signalsOf(aTrace(over), { limits })).toEqual(expected);
    expect(signalsOf(aTrace(over))).toEqual([]);
  });

  it("has a mode of its own and names the key that has the limit", () => {
    expect(detectIn([aTrace({ latencyMs: 4200 })], { limits })).toMatchObject({
      failure: "other/latency",
      signs: [{ evidence: "it took 4200 ms, more than the 3000 ms of `policy.latency.p95_ms`." }],
    });
  });
});

it("leaves out the signals that are to be ignored", () => {
  const trace = aTrace({ output: "I cannot help with that request.", error: "TimeoutError" });
  expect(signalsOf(trace, { ignored: new Set(["refusal"]) })).toEqual(["error"]);
});
