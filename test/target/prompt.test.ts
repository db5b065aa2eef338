import { describe, expect, it } from "vitest";
import { asked, aTarget, caseProblems, targetProblems } from "./preparing.ts";

const question = "Can I return it after 40 days?";
const user = (content: string) => ({ role: "user", content });
const system = (content: string) => ({ role: "system", content });
const prompt = (text: string, file = "prompts/support.md") => aTarget({ prompt: file }, { [file]: text });

describe("a text prompt", () => {
  it("is the system message where it has no placeholder, and the input follows", () => {
    expect(asked(prompt("Be kind.\n"))).toEqual([system("Be kind.\n"), user(question)]);
  });

  it("is one user message where it has placeholders", () => {
    expect(asked(prompt("Answer in one word: {{input}}"))).toEqual([user(`Answer in one word: ${question}`)]);
  });

  it("is the system message where its braces are escaped", () => {
    expect(asked(prompt("Never write \\{{input}}."))).toEqual([
      system("Never write {{input}}."),
      user(question),
    ]);
  });

  it("names fields of an object input with and without `input.`", () => {
    const input = { question, order: { id: 7 } };
    expect(asked(prompt("{{question}} #{{order.id}} {{input.order.id}}"), { input })).toEqual([
      user(`${question} #7 7`),
    ]);
  });

  it("names metadata and context, which win over fields of those names", () => {
    const target = prompt("{{context}}|{{input.context}}|{{metadata.plan}}|{{input.q}}");
    const fields = { input: { q: "Q", context: "field" }, metadata: { plan: "pro" }, context: "case" };
    expect(asked(target, fields)).toEqual([user("case|field|pro|Q")]);
    const { context: _, ...without } = fields;
    expect(asked(target, without)).toEqual([user("field|field|pro|Q")]);
  });

  it("is read with LF line endings and without a BOM", () => {
    expect(asked(prompt("\uFEFFBe kind.\r\nBe brief."))).toEqual([
      system("Be kind.\nBe brief."),
      user(question),
    ]);
  });

  it("shows a history as JSON where a placeholder shows it", () => {
    expect(asked(prompt("Summarise: {{input}}"), { input: [user("Hi")] })).toEqual([
      user('Summarise: [{"content":"Hi","role":"user"}]'),
    ]);
  });

  it.each([
    ["is empty", " \n", "empty-prompt", {}],
    [
      "shows the expected answer",
      "{{input}}\n\n  {{expected}}",
      "expected-in-prompt",
      { line: 3, column: 3 },
    ],
    ["shows a part of it", "{{input}} {{expected.answer}}", "expected-in-prompt", { line: 1, column: 11 }],
    ["has a broken placeholder", "Hi\n{{na me}}", "template-syntax", { line: 2, column: 1 }],
    [
      "has placeholders and none of the input",
      "Plan {{metadata.plan}}",
      "input-not-used",
      { line: 1, column: 6 },
    ],
  ])("is refused where it %s", (_, text, code, place) => {
    expect(targetProblems({ prompt: "prompts/support.md" }, { "prompts/support.md": text })).toEqual([
      expect.objectContaining({ code, file: "evals/prompts/support.md", ...place }),
    ]);
  });
});

describe("no prompt", () => {
  it("sends the input alone", () => {
    expect(asked(aTarget())).toEqual([user(question)]);
  });

  it("sends a history as it is", () => {
    const input = [user("Hi"), { role: "assistant", content: "Hello" }, user("Refund?")];
    expect(asked(aTarget(), { input })).toEqual(input);
  });
});

describe("a list of messages", () => {
  const list = [system("Be kind to {{metadata.plan}}."), user("Q: {{input}}")];
  const fields = { metadata: { plan: "pro" } };
  const complete = [system("Be kind to pro."), user(`Q: ${question}`)];

  it.each([
    ["a JSON file", "p.json", JSON.stringify(list, null, "\t")],
    ["a JSON file with `messages`", "p.json", JSON.stringify({ messages: list })],
    [
      "a prompt.yml",
      "p.prompt.yml",
      "- { role: system, content: 'Be kind to {{metadata.plan}}.' }\n- { role: user, content: 'Q: {{input}}' }\n",
    ],
    [
      "a prompt.yaml of GitHub Models",
      "p.prompt.yaml",
      "name: Support\ndescription: d\nmessages:\n  - role: system\n    content: Be kind to {{metadata.plan}}.\n  - role: user\n    content: 'Q: {{input}}'\ntestData: []\nevaluators: []\n",
    ],
  ])("is read from %s", (_, file, text) => {
    expect(asked(prompt(text, file), fields)).toEqual(complete);
  });

  it("stands in the gate file, its texts there or in files", () => {
    const messages = [
      { role: "system", file: "s.md" },
      { role: "user", content: "Q: {{input}}" },
    ];
    expect(asked(aTarget({ messages }, { "s.md": "Be kind to {{metadata.plan}}." }), fields)).toEqual(
      complete,
    );
  });

  it("gets the input at its end where no placeholder shows it", () => {
    const target = aTarget({
      messages: [system("Plan {{metadata.plan}}"), user("Hi"), { role: "assistant", content: "Yes?" }],
    });
    expect(asked(target, fields)).toEqual([
      system("Plan pro"),
      user("Hi"),
      { role: "assistant", content: "Yes?" },
      user(question),
    ]);
  });

  it("gets a history at its end", () => {
    const input = [user("Hi"), user("Refund?")];
    expect(asked(prompt("Be kind."), { input })).toEqual([system("Be kind."), ...input]);
  });

  it("keeps text parts, and what a provider has added to them", () => {
    const part = { type: "text", text: "Q: {{input}}", cache_control: { type: "ephemeral" } };
    expect(asked(prompt(JSON.stringify([{ role: "user", content: [part] }]), "p.json"))).toEqual([
      { role: "user", content: [{ ...part, text: `Q: ${question}` }] },
    ]);
  });

  it("keeps tool calls of an example", () => {
    const call = { id: "c1", type: "function", function: { name: "look_up", arguments: "{}" } };
    const example = [
      { role: "assistant", content: null, tool_calls: [call] },
      { role: "tool", tool_call_id: "c1", content: "shipped" },
    ];
    expect(asked(prompt(JSON.stringify(example), "p.json"))).toEqual([...example, user(question)]);
  });

  it.each([
    ["no JSON", "p.json", "[{ role: user }]", ["not-json"]],
    ["YAML in a .json file", "p.json", "- role: user\n  content: hi\n", ["not-json"]],
    ["a key twice", "p.json", '[{"role":"user","role":"system","content":"hi"}]', ["duplicate-key"]],
    ["no list", "p.json", '"Be kind."', ["wrong-value"]],
    ["an empty list", "p.json", "[]", ["wrong-value"]],
    ["an empty file", "p.prompt.yml", "\n", ["empty-prompt"]],
    ["an unknown role", "p.json", '[{"role":"bot","content":"hi"}]', ["wrong-value"]],
    ["no content", "p.json", '[{"role":"user"}]', ["missing-key"]],
    ["an answer to no call", "p.json", '[{"role":"tool","content":"hi"}]', ["missing-key"]],
    [
      "an image",
      "p.json",
      '[{"role":"user","content":[{"type":"image","path":"a.png"}]}]',
      ["input-not-run"],
    ],
    [
      "the expected answer",
      "p.json",
      '[{"role":"user","content":"{{input}} {{expected}}"}]',
      ["expected-in-prompt"],
    ],
    [
      "several faults",
      "p.json",
      '[{"role":"bot","content":"hi"},{"role":"user","content":"{{a b}} {{input"}]',
      ["wrong-value", "template-syntax", "template-syntax"],
    ],
  ])("is refused with %s", (_, file, text, codes) => {
    expect(targetProblems({ prompt: file }, { [file]: text }).map(({ code }) => code)).toEqual(codes);
  });

  it("refuses keys of a prompt.yml that would not be used, and says where they belong", () => {
    const text =
      "model: openai/gpt-4o\nmodelParameters: { temperature: 1 }\nmesages: []\nmessages:\n  - { role: user, content: '{{input}}' }\n";
    expect(targetProblems({ prompt: "p.prompt.yml" }, { "p.prompt.yml": text })).toEqual([
      expect.objectContaining({
        code: "prompt-key",
        file: "evals/p.prompt.yml",
        line: 1,
        fix: "Move it to `model` of the target.",
      }),
      expect.objectContaining({ code: "prompt-key", line: 2, fix: "Move it to `params` of the target." }),
      expect.objectContaining({ code: "unknown-key", line: 3, fix: "Did you mean `messages`?" }),
    ]);
  });

  it("names the message of the gate file that is at fault", () => {
    const messages = [
      { role: "system", file: "s.md" },
      { role: "tool", content: "{{a b}}" },
    ];
    expect(
      targetProblems({ messages }, { "s.md": "\n{{a b}}" }).map(({ file, line, message }) => [
        file,
        line,
        message,
      ]),
    ).toEqual([
      ["evals/llm-o11y.yml", undefined, "`target.messages[1]`: `tool_call_id` is missing."],
      ["evals/s.md", 2, expect.stringContaining("`target.messages[0].content`: ")],
    ]);
  });
});

describe("a case that cannot be asked", () => {
  const place = { file: "datasets/support.jsonl", line: 1 };

  it("lacks a field that the prompt names, which is told once and with the nearest name", () => {
    const target = prompt("{{quesiton}} {{quesiton}} {{input.ordr}}");
    expect(caseProblems(target, { input: { question, order: 7 } })).toEqual([
      {
        code: "unknown-placeholder",
        ...place,
        message: "`{{quesiton}}` is in the prompt, and this case has no such field.",
        fix: "Did you mean `question`?",
      },
      {
        code: "unknown-placeholder",
        ...place,
        message: "`{{input.ordr}}` is in the prompt, and this case has no such field.",
        fix: "Did you mean `input.order`?",
      },
    ]);
  });

  it("has an object as input that no placeholder shows", () => {
    expect(caseProblems(prompt("Be kind."), { input: { question } })).toEqual([
      expect.objectContaining({
        code: "input-not-used",
        ...place,
        fix: "Write `{{input}}` or `{{input.question}}` in the prompt, or make `input` a text.",
      }),
    ]);
  });

  it.each([
    [
      "a sound in its history",
      [{ role: "user", content: [{ type: "audio", path: "a.mp3" }] }],
      "input-not-run",
    ],
    ["an unknown role in its history", [{ role: "bot", content: "Hi" }], "wrong-value"],
    ["a message without content in its history", [{ role: "user" }], "missing-key"],
    ["a broken tool call in its history", [{ role: "assistant", tool_calls: [{ id: "c1" }] }], "missing-key"],
  ])("has %s", (_, input, code) => {
    for (const target of [aTarget(), prompt("Be kind."), prompt("Read: {{input}}")])
      expect(caseProblems(target, { input })[0]).toMatchObject({ code, ...place });
  });

  it("is refused with at most ten problems", () => {
    const text = Array.from({ length: 30 }, (_, index) => `{{field${index}}}`).join(" ");
    expect(caseProblems(prompt(text), {})).toHaveLength(10);
  });
});

it("does not put a value in twice, whatever the case says", () => {
  const fields = {
    input: "{{metadata.secret}} {{expected}} \\{{",
    metadata: { secret: "S" },
    expected: "No",
  };
  expect(asked(prompt("Q: {{input}}"), fields)).toEqual([user("Q: {{metadata.secret}} {{expected}} \\{{")]);
  expect(asked(prompt("Be kind."), fields)).toEqual([system("Be kind."), user(fields.input)]);
});
