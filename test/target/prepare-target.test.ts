import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/experiment/json.ts";
import { prepareTarget, replayFingerprint, targetFiles } from "../../src/target/prepare-target.ts";
import { aCase } from "../build.ts";
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

describe("an app of the repository", () => {
  const command = { type: "command", command: ["node", "app.js"] };
  const prepareApp = (raw: JsonObject, code = "sha256:1") => {
    const prepared = prepareTarget({ raw, files: new Map(), place, code });
    if (!prepared.ok || prepared.value.type === "replay" || prepared.value.type === "openai")
      throw new Error("no app");
    return prepared.value;
  };

  it("is another one where its files, its command, its setup or its params are", () => {
    const { fingerprint } = prepareApp(command);
    expect(prepareApp({ ...command, workers: 2 }).fingerprint).toBe(fingerprint);
    const others = [
      prepareApp(command, "sha256:2"),
      prepareApp({ ...command, command: ["node", "other.js"] }),
      prepareApp({ ...command, setup: ["npm", "ci"] }),
      prepareApp({ ...command, params: { model: "gpt-5" } }),
    ];
    expect(new Set([fingerprint, ...others.map((other) => other.fingerprint)]).size).toBe(5);
  });

  it.each([command, { type: "module", module: "src/app.js" }])("asks a $type what a case says", (raw) => {
    const { request, fingerprint } = prepareApp({ ...raw, params: { model: "gpt-5" } });
    const one = aCase({ input: { question: "May I return it?" }, context: "30 days", expected: "Yes" });
    expect(request(one)).toEqual({
      ok: true,
      value: {
        app: fingerprint,
        input: { question: "May I return it?" },
        context: "30 days",
        params: { model: "gpt-5" },
      },
    });
  });

  it("asks a script turn by turn, with what was said before", () => {
    const one = aCase({ input: ["Hello", "And now?"] });
    const messages = [{ role: "user", content: "Hello" }];
    const { request } = prepareApp(command);
    expect(request(one)).toMatchObject({
      value: { input: "Hello", script: { turn: 1, turns: 2, messages: [] } },
    });
    expect(request(one, { turn: 2, turns: 2, messages })).toMatchObject({
      value: { input: "And now?", script: { turn: 2, turns: 2, messages } },
    });
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
