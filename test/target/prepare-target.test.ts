import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/experiment/json.ts";
import { prepareTarget, replayFingerprint, targetFiles } from "../../src/target/prepare-target.ts";
import { aTarget } from "./preparing.ts";
import type { Texts } from "./preparing.ts";

const place = { file: "evals/llm-o11y.yml" };
const prepare = (raw: JsonObject) => prepareTarget({ raw, files: new Map(), place });

describe("the files of a target", () => {
  it("are all that it names, as written", () => {
    const raw = {
      type: "openai",
      messages: [
        { role: "system", file: "a.md" },
        { role: "user", content: "{{input}}" },
        { role: "user", file: "../b.md" },
      ],
      tools: "tools.json",
      response_schema: "schemas/answer.json",
    };
    expect(targetFiles(raw)).toEqual(["a.md", "../b.md", "tools.json", "schemas/answer.json"]);
    expect(targetFiles({ type: "openai", model: "m", prompt: "p.md" })).toEqual(["p.md"]);
  });

  it("are those of an overlay too, which has no type", () => {
    expect(targetFiles({ prompt: "p.md" })).toEqual(["p.md"]);
  });

  it("are not the record of a replay, which is no file of a commit", () => {
    expect(targetFiles({ type: "replay", records: "runs/a.jsonl" })).toEqual([]);
  });
});

it("gives the record of a replay", () => {
  expect(prepare({ type: "replay", records: "runs/a.jsonl" })).toEqual({
    ok: true,
    value: { type: "replay", records: "runs/a.jsonl" },
  });
});

it.each([
  { type: "http", url: "http://127.0.0.1:8080/chat" },
  { type: "command", command: ["node", "app.js"] },
  { type: "module", module: "src/app.js" },
])("says that $type targets are not run yet, and what to do", (raw) => {
  expect(prepare(raw)).toEqual({
    ok: false,
    problems: [
      {
        code: "target-not-run",
        ...place,
        message: `\`target.type\` is "${raw.type}", and this version runs \`openai\` and \`replay\` targets only.`,
        fix: "Record both arms with a runner of your own, and use `compare`, or `type: replay`.",
      },
    ],
  });
});

it("refuses what two merged targets have become, if that is no target", () => {
  const merged = prepare({
    type: "openai",
    prompt: "p.md",
    messages: [{ role: "user", content: "{{input}}" }],
  });
  expect(merged.ok ? [] : merged.problems.map(({ code }) => code).toSorted()).toEqual(["missing-key"]);
});

describe("a fingerprint", () => {
  const texts = { "p.md": "Be kind.\n", "t.json": '[{"type":"web_search"}]', "s.json": "{}" };
  const keys = {
    api: "responses",
    prompt: "p.md",
    tools: "t.json",
    response_schema: "s.json",
    params: { temperature: 0, top_p: 1 },
  };
  const of = (changedKeys: JsonObject = {}, changedTexts: Texts = {}) =>
    aTarget({ ...keys, ...changedKeys }, { ...texts, ...changedTexts }).fingerprint;

  it.each<[string, JsonObject, Texts]>([
    ["the order of keys", { params: { top_p: 1, temperature: 0 } }, {}],
    [
      "defaults that are written out",
      { base_url: "https://api.openai.com/v1/", api_key_env: "OPENAI_API_KEY", headers: {}, stream: false },
      {},
    ],
    [
      "moved files",
      { prompt: "x/y.md", tools: "x/t.json", response_schema: "x/s.json" },
      { "x/y.md": texts["p.md"], "x/t.json": texts["t.json"], "x/s.json": texts["s.json"] },
    ],
    ["line endings and a BOM", {}, { "p.md": "\uFEFFBe kind.\r\n" }],
  ])("does not change with %s", (_, changedKeys, changedTexts) => {
    expect(of(changedKeys, changedTexts)).toBe(of());
  });

  it.each<[string, JsonObject, Texts]>([
    ["the model", { model: "gpt-5" }, {}],
    ["a param", { params: { temperature: 1 } }, {}],
    ["the address", { base_url: "https://llm.example/v1" }, {}],
    ["the key's name", { api_key_env: "SUPPORT_KEY" }, {}],
    ["a header", { headers: { "x-team": "a" } }, {}],
    ["streaming", { stream: true }, {}],
    ["the prompt's content", {}, { "p.md": "Be kind. \n" }],
    ["the tools' content", {}, { "t.json": '[{"type":"file_search"}]' }],
    ["the schema's content", {}, { "s.json": '{"type":"object"}' }],
    [
      "how the prompt is read",
      { prompt: "p.prompt.yml" },
      { "p.prompt.yml": "- { role: user, content: hi }" },
    ],
  ])("changes with %s", (_, changedKeys, changedTexts) => {
    expect(of(changedKeys, changedTexts)).not.toBe(of());
  });

  it("tells the APIs apart, and prompts that swap their roles", () => {
    const list = (first: string, second: string) =>
      aTarget({
        messages: [
          { role: "system", content: first },
          { role: "user", content: second },
        ],
      }).fingerprint;
    expect(aTarget().fingerprint).not.toBe(aTarget({ api: "responses" }).fingerprint);
    expect(list("a", "b")).not.toBe(list("b", "a"));
  });

  it("is one whether a message stands in the gate file or in a file of its own", () => {
    const inline = aTarget({ messages: [{ role: "system", content: "Be kind." }] });
    const named = aTarget({ messages: [{ role: "system", file: "s.md" }] }, { "s.md": "Be kind." });
    expect(named.fingerprint).toBe(inline.fingerprint);
  });

  it("of a replay is that of its record", () => {
    expect(replayFingerprint("sha256:a")).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(replayFingerprint("sha256:a")).not.toBe(replayFingerprint("sha256:b"));
  });
});
