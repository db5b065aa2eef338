import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../src/experiment/json.ts";
import { asked, aTarget, caseProblems, requestFor, targetProblems } from "./preparing.ts";

const parameters = { type: "object", properties: { id: { type: "string" } } };
const nested = { type: "function", function: { name: "look_up", description: "d", parameters } };
const flat = { type: "function", name: "look_up", description: "d", parameters };
const tools = (list: Json, api = "chat") =>
  aTarget({ api, tools: "tools.json" }, { "tools.json": JSON.stringify(list) });

describe("a request", () => {
  it("has the defaults of the contract", () => {
    expect(requestFor(aTarget())).toEqual({
      api: "chat",
      baseUrl: "https://api.openai.com/v1",
      apiKeyEnv: "OPENAI_API_KEY",
      headers: {},
      body: { model: "gpt-5-mini", messages: [{ role: "user", content: "Can I return it after 40 days?" }] },
      stream: false,
    });
  });

  it("has what the target writes, its params as they are", () => {
    const target = aTarget({
      api: "responses",
      base_url: "https://llm.example/${TENANT}/v1/",
      api_key_env: "SUPPORT_KEY",
      headers: { "x-team": "${SUPPORT_TEAM}" },
      params: { temperature: 0, reasoning: { effort: "low" } },
      stream: true,
    });
    expect(target).toMatchObject({ type: "openai", model: "gpt-5-mini", api: "responses" });
    expect(requestFor(target)).toEqual({
      api: "responses",
      baseUrl: "https://llm.example/${TENANT}/v1",
      apiKeyEnv: "SUPPORT_KEY",
      headers: { "x-team": "${SUPPORT_TEAM}" },
      body: {
        model: "gpt-5-mini",
        temperature: 0,
        reasoning: { effort: "low" },
        input: [{ role: "user", content: "Can I return it after 40 days?" }],
      },
      stream: true,
    });
  });

  it.each([
    ["chat", nested, nested],
    ["chat", flat, { type: "function", function: { ...nested.function, strict: true } }],
    [
      "chat",
      { ...flat, strict: false },
      { type: "function", function: { ...nested.function, strict: false } },
    ],
    ["responses", flat, flat],
    ["responses", nested, { ...flat, strict: false }],
    [
      "responses",
      { type: "function", function: { name: "greet" } },
      { type: "function", name: "greet", parameters: { type: "object", properties: {} }, strict: false },
    ],
    ["responses", { type: "web_search" }, { type: "web_search" }],
  ])("has tools in the form of the %s API", (api, written, sent) => {
    expect(requestFor(tools([written], api)).body["tools"]).toEqual([sent]);
  });

  it.each([
    ["no JSON", "[", "not-json"],
    ["no list", "{}", "wrong-value"],
    ["an empty list", "[]", "wrong-value"],
    ["no tool", '["look_up"]', "wrong-value"],
    ["a function without a name", '[{"type":"function","function":{}}]', "missing-key"],
    ["a name with a space", '[{"type":"function","name":"look up"}]', "wrong-value"],
    [
      "parameters that are no schema",
      '[{"type":"function","name":"look_up","parameters":[]}]',
      "wrong-value",
    ],
    ["a tool that chat does not have", '[{"type":"web_search"}]', "tool-not-run"],
    ["one name twice", JSON.stringify([nested, flat]), "duplicate-name"],
  ])("refuses tools with %s", (_, text, code) => {
    expect(targetProblems({ tools: "tools.json" }, { "tools.json": text })).toEqual([
      expect.objectContaining({ code, file: "evals/tools.json" }),
    ]);
  });

  const schema = { title: "Answer", type: "object", properties: { answer: { type: "string" } } };
  const withSchema = (keys: JsonObject, written: Json = schema) =>
    aTarget(
      { response_schema: "schemas/answer.json", ...keys },
      { "schemas/answer.json": JSON.stringify(written) },
    );

  it("asks for the reply's schema, as each API names it", () => {
    expect(requestFor(withSchema({})).body["response_format"]).toEqual({
      type: "json_schema",
      json_schema: { name: "Answer", strict: true, schema },
    });
    expect(
      requestFor(withSchema({ api: "responses", params: { text: { verbosity: "low" } } })).body["text"],
    ).toEqual({
      verbosity: "low",
      format: { type: "json_schema", name: "Answer", strict: true, schema },
    });
  });

  it("names a schema `answer` where its title is no name, wherever its file lies", () => {
    const untitled = { type: "object", title: "The answer of the desk" };
    expect(requestFor(withSchema({}, untitled)).body["response_format"]).toMatchObject({
      json_schema: { name: "answer" },
    });
  });

  it.each([
    ["a list", "[]"],
    ["true", "true"],
    ["the wrapper of the API", JSON.stringify({ name: "answer", strict: true, schema })],
  ])("refuses %s for a schema", (_, text) => {
    expect(targetProblems({ response_schema: "s.json" }, { "s.json": text })).toEqual([
      expect.objectContaining({ code: "wrong-value", file: "evals/s.json", line: 1 }),
    ]);
  });

  it.each([
    [{ n: 128 }, ["`target.params.n` would pay for answers that nobody reads."]],
    [
      { n: 1, best_of: 8 },
      [
        "`target.params.n` would pay for answers that nobody reads.",
        "`target.params.best_of` would pay for answers that nobody reads.",
      ],
    ],
    [{ messages: [] }, ["`target.params.messages` would replace the prompt."]],
    [{ input: "Hi" }, ["`target.params.input` would replace the prompt."]],
    [{ model: "gpt-5" }, ["`target.params.model` is a key of the target."]],
    [{ tools: [] }, ["`target.params.tools` is a key of the target."]],
    [{ stream: true }, ["`target.params.stream` is a key of the target."]],
    [
      { previous_response_id: "r" },
      ["`target.params.previous_response_id` would tie the cases to each other."],
    ],
    [{ background: true }, ["`target.params.background` would end the call before the answer is there."]],
  ])("refuses the params %o", (params, messages) => {
    const problems = targetProblems({ params });
    expect(problems.map(({ message }) => message)).toEqual(messages);
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(["param-not-allowed"]));
  });

  it("refuses two words on the form of the reply", () => {
    const texts = { "s.json": "{}" };
    const params = { response_format: { type: "json_object" } };
    expect(targetProblems({ response_schema: "s.json", params }, texts)).toHaveLength(1);
    expect(
      targetProblems({ response_schema: "s.json", params: { text: { format: {} } } }, texts),
    ).toHaveLength(1);
    expect(requestFor(aTarget({ params })).body["response_format"]).toEqual({ type: "json_object" });
  });

  it("tells every problem of the target and its files at once", () => {
    const keys = { prompt: "p.md", tools: "t.json", response_schema: "s.json", params: { n: 2 } };
    const problems = targetProblems(keys, { "p.md": "{{expected}}", "t.json": "{", "s.json": "[]" });
    expect(problems.map(({ code }) => code).toSorted()).toEqual([
      "expected-in-prompt",
      "not-json",
      "param-not-allowed",
      "wrong-value",
    ]);
  });
});

describe("a history for the Responses API", () => {
  const call = (id: string) => ({
    id,
    type: "function",
    function: { name: "look_up", arguments: '{"id":"7"}' },
  });
  const target = aTarget({ api: "responses" });

  it("has calls and their results as items of their own", () => {
    const input = [
      { role: "developer", content: [{ type: "text", text: "Be kind." }] },
      { role: "user", content: "Where is it?" },
      { role: "assistant", content: "Let me see.", tool_calls: [call("c1"), call("c2")] },
      { role: "tool", tool_call_id: "c1", content: "shipped" },
      { role: "tool", tool_call_id: "c2", content: [{ type: "text", text: "late" }] },
      { role: "assistant", content: null, refusal: null, annotations: [], tool_calls: [call("c3")] },
      { role: "tool", tool_call_id: "c3", content: "" },
      { role: "assistant", content: [{ type: "text", text: "It is late." }] },
      { role: "user", content: "Why?" },
    ];
    const item = (id: string) => ({
      type: "function_call",
      call_id: id,
      name: "look_up",
      arguments: '{"id":"7"}',
    });
    expect(asked(target, { input })).toEqual([
      { role: "developer", content: [{ type: "input_text", text: "Be kind." }] },
      { role: "user", content: "Where is it?" },
      { role: "assistant", content: "Let me see." },
      item("c1"),
      item("c2"),
      { type: "function_call_output", call_id: "c1", output: "shipped" },
      { type: "function_call_output", call_id: "c2", output: [{ type: "input_text", text: "late" }] },
      item("c3"),
      { type: "function_call_output", call_id: "c3", output: "" },
      { role: "assistant", content: [{ type: "output_text", text: "It is late." }] },
      { role: "user", content: "Why?" },
    ]);
    expect(asked(aTarget(), { input })).toEqual(input);
  });

  it.each([
    ["a name", { role: "user", name: "ann", content: "Hi" }],
    ["a part's own key", { role: "user", content: [{ type: "text", text: "Hi", cache_control: {} }] }],
  ])("is refused where %s would be lost", (_, message) => {
    expect(caseProblems(target, { input: [message] })).toEqual([
      expect.objectContaining({ code: "input-not-run", line: 1 }),
    ]);
    expect(asked(aTarget(), { input: [message] })).toEqual([message]);
  });
});
