import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/experiment/json.ts";
import { plainQuestion, questionOf } from "../../../src/traces/promote/question.ts";
import type { NormalTrace } from "../../../src/traces/normal-trace.ts";
import { aTrace } from "../detect/build-trace.ts";

const system: JsonObject = { role: "system", content: "You are the support desk." };
const user = (content: string | readonly JsonObject[]): JsonObject => ({ role: "user", content });
const assistant = (content: string): JsonObject => ({ role: "assistant", content });
const call = (id: string, content: string | null = null): JsonObject => ({
  role: "assistant",
  content,
  tool_calls: [{ id, type: "function", function: { name: "get_order", arguments: "{}" } }],
});
const result = (id: string): JsonObject => ({ role: "tool", tool_call_id: id, content: "sent", error: true });

type Over = { readonly input?: unknown; readonly messages?: readonly JsonObject[] };

describe("questionOf", () => {
  it.each<[string, Over, unknown]>([
    ["a text", { input: "Where is it?" }, "Where is it?"],
    ["the template variables", { input: { order: "A1", lang: null } }, { order: "A1", lang: null }],
    ["the user's turns", { input: ["Hi", "Where is it?"] }, ["Hi", "Where is it?"]],
    [
      "the text of the one message, without the instructions of the system",
      {
        input: { messages: [system, user("Where is it?")] },
        messages: [system, user("Where is it?"), assistant("No")],
      },
      "Where is it?",
    ],
    [
      "the text of the input where the message is a rendered prompt",
      { input: "Where is it?", messages: [user("Answer this: Where is it?"), assistant("No")] },
      "Where is it?",
    ],
    [
      "the conversation up to the user's last turn",
      {
        input: undefined,
        messages: [system, user("Hi"), assistant("Hello"), user("Where is it?"), assistant("No")],
      },
      [user("Hi"), assistant("Hello"), user("Where is it?")],
    ],
    [
      "what was said before, which the messages alone tell",
      {
        input: "Where is it?",
        messages: [user("Hi"), assistant("Hello"), user("Where is it?"), call("1"), result("1")],
      },
      [user("Hi"), assistant("Hello"), user("Where is it?")],
    ],
    [
      "not what agents said among themselves for this question",
      {
        input: "Where is it?",
        messages: [user("Where is it?"), call("1"), result("1"), user("Critique: be kind")],
      },
      "Where is it?",
    ],
    [
      "calls that have a result, and results that have a call, without our own keys",
      {
        input: undefined,
        messages: [
          user("Hi"),
          call("1"),
          result("1"),
          call("2", "One moment"),
          result("3"),
          user("And now?"),
        ],
      },
      [
        user("Hi"),
        call("1"),
        { role: "tool", tool_call_id: "1", content: "sent" },
        assistant("One moment"),
        user("And now?"),
      ],
    ],
    [
      "an image as its kind, never as a path of the repository or as bytes",
      {
        input: [
          user([
            { type: "text", text: "This? " },
            { type: "image", path: "../../.env" },
          ]),
        ],
      },
      "This? [image]",
    ],
    ["nothing where the trace has no input", { input: undefined }, undefined],
    ["nothing of a blank text", { input: " \n" }, undefined],
    ["nothing of an empty object", { input: {} }, undefined],
    ["nothing of a number", { input: 7 }, undefined],
    [
      "nothing where the user said nothing",
      { input: null, messages: [system, assistant("Hello")] },
      undefined,
    ],
  ])("gives %s", (_, over, question) => {
    const { input: _input, ...trace } = aTrace();
    expect(questionOf({ ...trace, ...over } as NormalTrace)).toEqual(question);
  });

  it("takes one question for the same, however it is written", () => {
    for (const form of ["Where is it?", ["Where is it?"], [user("Where is it?")]])
      expect(plainQuestion(form)).toBe("Where is it?");
  });
});
