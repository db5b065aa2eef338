import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/experiment/json.ts";
import type { PreparedTarget } from "../../src/target/prepare-target.ts";
import { withAnswers } from "../../src/target/resent-message.ts";
import { aCase } from "../build.ts";
import { asked, aTarget } from "./preparing.ts";

const input = ["I want my money back.", "It is order 7.", "Thanks!"];
const user = (content: string) => ({ role: "user", content });
const assistant = (content: string) => ({ role: "assistant", content });
const system = (content: string) => ({ role: "system", content });

type Target = Extract<PreparedTarget, { type: "openai" }>;

/** What the model is sent in the turn after these messages. */
function askedNext(target: Target, messages: readonly JsonObject[]) {
  const turn = messages.filter(({ role }) => role === "user").length + 1;
  const request = target.request(aCase({ input }), { turn, turns: input.length, messages });
  if (!request.ok) throw new Error(JSON.stringify(request.problems));
  const { messages: chat, input: items } = request.value.body;
  return chat ?? items;
}

const first = [user("I want my money back."), assistant("Which order?")];

describe("a script of user turns", () => {
  const prompt = (text: string) => aTarget({ prompt: "p.md" }, { "p.md": text });

  it("starts with its first turn", () => {
    expect(asked(prompt("Be kind."), { input })).toEqual([system("Be kind."), user(input[0] ?? "")]);
    expect(askedNext(prompt("Be kind."), [])).toEqual([system("Be kind."), user(input[0] ?? "")]);
  });

  it("goes on with what was said, after the prompt", () => {
    expect(askedNext(prompt("Be kind."), first)).toEqual([
      system("Be kind."),
      ...first,
      user("It is order 7."),
    ]);
  });

  it("has its first turn where the prompt shows the input, and the others behind", () => {
    const target = prompt("Customer: {{input}}");
    const shown = user("Customer: I want my money back.");
    expect(asked(target, { input })).toEqual([shown]);
    expect(askedNext(target, first)).toEqual([shown, assistant("Which order?"), user("It is order 7.")]);
  });

  it("sends nothing back that only replies have", () => {
    const said = { role: "assistant", content: "", refusal: "I cannot.", finish_reason: "stop" };
    expect(askedNext(aTarget(), [user("I want my money back."), said])).toEqual([
      user("I want my money back."),
      assistant("I cannot."),
      user("It is order 7."),
    ]);
  });

  it("answers calls that nobody carries out, so that the user can go on", () => {
    const call = { id: "c1", type: "function", function: { name: "refund", arguments: "{}" } };
    const custom = { type: "custom", custom: { name: "sql", input: "select 1" } };
    const said = withAnswers([{ role: "assistant", content: "", tool_calls: [call, custom] }], 1);
    const content = "not carried out: this gate records tool calls";
    expect(askedNext(aTarget(), [user("I want my money back."), ...said])).toEqual([
      user("I want my money back."),
      { role: "assistant", content: null, tool_calls: [call, { ...custom, id: "call_1_2" }] },
      { role: "tool", tool_call_id: "c1", content },
      { role: "tool", tool_call_id: "call_1_2", content },
      user("It is order 7."),
    ]);
    expect(askedNext(aTarget({ api: "responses" }), [user("I want my money back."), ...said])).toEqual([
      user("I want my money back."),
      { type: "function_call", call_id: "c1", name: "refund", arguments: "{}" },
      { type: "custom_tool_call", call_id: "call_1_2", name: "sql", input: "select 1" },
      { type: "function_call_output", call_id: "c1", output: content },
      { type: "custom_tool_call_output", call_id: "call_1_2", output: content },
      user("It is order 7."),
    ]);
  });

  it("answers each of its calls where several have no id", () => {
    const call = { function: { name: "refund", arguments: "{}" } };
    const said = [1, 2].flatMap((turn) =>
      withAnswers([{ role: "assistant", tool_calls: [call, call] }], turn),
    );
    const ids = said.flatMap(({ tool_call_id: id }) => (id === undefined ? [] : [id]));
    expect(new Set(ids).size).toBe(4);
  });
});
