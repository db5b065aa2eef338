import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseWords } from "../../../src/traces/detect/words.ts";
import type { NormalTrace } from "../../../src/traces/normal-trace.ts";
import { aCall, answered, asked, aScore, aTrace, detectIn } from "./build-trace.ts";

const misuse = aCall("get_odrer", {}, "Error: get_odrer is not a valid tool, try one of [get_order].");
const failed = (content = "Error: no such order") => aCall("get_order", { id: 1 }, content);

describe("the one failure mode of a trace", () => {
  it.each<[string, Partial<NormalTrace>, string]>([
    ["an error alone", { error: "TimeoutError" }, "app_error"],
    [
      "the first thing that went wrong, where an error followed",
      { error: "crashed", messages: [asked, ...misuse] },
      "tool_misuse",
    ],
    [
      "the first of two",
      { messages: [asked, ...failed("Error: Request timed out"), ...misuse, answered] },
      "app_error",
    ],
    [
      "what was done, and not that it is wrong",
      { correction: "30 days", messages: [asked, ...misuse, answered] },
      "tool_misuse",
    ],
    ["a correction alone", { correction: "30 days" }, "reasoning_error"],
    [
      "a person's word above all",
      { error: "crashed", scores: [aScore({ value: "hallucination/price", kind: "categorical" })] },
      "hallucination/price",
    ],
    ["a person's word that says no more than bad", { error: "crashed", scores: [aScore()] }, "app_error"],
    [
      "what the name of a score says",
      { scores: [aScore({ name: "groundedness", source: "eval" })] },
      "hallucination",
    ],
    ["`other` where nobody says why", { scores: [aScore({ source: "user" })] }, "other"],
  ])("%s", (_, over, failure) => {
    expect(detectIn([aTrace(over)])?.failure).toBe(failure);
  });

  it("is the user's own where a rule holds, and all that the rule says has to hold", () => {
    const rules = [
      {
        name: "hallucination/price",
        outputMatches: (text: string) => text.includes("$"),
        inputMatches: (text: string) => text.includes("cost"),
        tool: "get_order",
      },
      { name: "app_error/bank", errorMatches: (text: string) => text.includes("bank") },
    ];
    const messages = [asked, ...aCall("get_order", { id: 1 }, "shipped"), answered];
    const trace = aTrace({ input: "What does it cost?", output: "$5", messages, error: "no bank" });
    expect(detectIn([trace], { rules })).toMatchObject({
      failure: "hallucination/price",
      signs: [
        {
          signal: "rule",
          evidence:
            '`hallucination/price` of failures.yml: input "What does it cost?", answer "$5", a call of `get_order`.',
        },
        { signal: "rule", failure: "app_error/bank" },
        { signal: "error" },
      ],
    });
    for (const over of [{ output: "5" }, { input: "How?" }, { messages: [asked, answered] }])
      expect(detectIn([{ ...trace, ...over }], { rules })?.failure).toBe("app_error/bank");
  });

  it("lists every sign, the strongest first", () => {
    const trace = aTrace({
      error: "crashed",
      output: "I apologize for the confusion. I cannot help with that.",
      scores: [aScore({ source: "eval" }), aScore({ source: "user" }), aScore()],
      correction: "30 days",
      messages: [asked, ...misuse],
    });
    expect(detectIn([trace])?.signs.map(({ signal }) => signal)).toEqual([
      "correction",
      "annotation",
      "error",
      "tool_misuse",
      "user_feedback",
      "refusal",
      "judge",
      "apology",
    ]);
  });
});

describe("the fingerprint", () => {
  const print = (over: Partial<NormalTrace>) => detectIn([aTrace(over)])?.fingerprint ?? "";

  it("is the same for the same failure, and stays so", () => {
    expect(print({ error: "TimeoutError: no answer within 30000 ms" })).toBe("1f99fbdf8dc46acc");
  });

  it.each([
    ["numbers", "no answer within 30000 ms", "no answer within 9 ms"],
    ["ids", "order W7181492 not found", "order HAT-03 not found"],
    ["uuids", "run 4bf92f35-77b3-4da6-a3ce-929d0e0e4736 is gone", "run 9 is gone"],
    ["quoted values", `no such user "ana"`, `no such user "bob of the desk"`],
    ["data", `bad body {"a": [1, {"b": 2}]}`, "bad body {}"],
    ["addresses", "cannot mail ana@example.com", "cannot mail bob@example.org"],
    ["links", "GET https://a.example/x failed", "GET https://b.example/y?z=1 failed"],
    ["white space and case", "No  Answer\n", "no answer"],
    [
      "what stands above the last line of a traceback",
      "Traceback (most recent call last)\n  File 1\nKeyError: x",
      "Traceback (most recent call last)\n  File 2\n  a\nKeyError: x",
    ],
  ])("does not depend on %s", (_, one, other) => {
    expect(print({ error: one })).toBe(print({ error: other }));
  });

  it.each<[string, Partial<NormalTrace>, Partial<NormalTrace>]>([
    ["apps", { error: "crashed" }, { error: "crashed", name: "greeter" }],
    ["errors", { error: "crashed" }, { error: "no answer" }],
    ["statuses of HTTP", { error: "Error code: 429" }, { error: "Error code: 500" }],
    ["modes", { error: "crashed" }, { output: "" }],
    [
      "tools",
      { messages: [asked, ...failed()] },
      { messages: [asked, ...aCall("pay", {}, "Error: no such order")] },
    ],
    [
      "places",
      { output: "", messages: [asked, ...aCall("pay", {}, "ok"), answered] },
      { output: "", messages: [asked, answered] },
    ],
  ])("tells %s apart", (_, one, other) => {
    expect(print(one)).not.toBe(print(other));
  });

  it("is that of the cause, whether or not somebody complained", () => {
    const error = "TimeoutError";
    expect(print({ error, scores: [aScore()], correction: "30 days" })).toBe(print({ error }));
  });

  it("is the same whatever the numbers in a failure are", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.uuid(), (one, other, id) => {
        const text = (n: number) => `Error: order ${n} of ${id} costs ${n / 7} and not "${other}"`;
        expect(normaliseWords(text(one))).toBe(normaliseWords(text(other)));
      }),
    );
  });
});

it("takes hostile texts in time that does not grow beyond them", () => {
  for (const part of ["[", '"', "'", "`", "{[", "a@", "http://", "Error "]) {
    const text = part.repeat(2_000_000 / part.length);
    expect(
      detectIn([aTrace({ error: text, output: text, correction: text, messages: [asked, ...failed(text)] })]),
    ).toBeDefined();
  }
});
