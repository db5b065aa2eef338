import { childOf, placeAt, toJson } from "../config/source-tree.ts";
import type { SourceNode } from "../config/source-tree.ts";
import { isJsonObject } from "../experiment/json.ts";
import type { Json, JsonObject } from "../experiment/json.ts";
import { suggestName } from "../experiment/nearest-name.ts";
import type { Parsed, Place, Problem } from "../problem.ts";
import { quoteValue } from "../problem.ts";
import { readsInput } from "./case-scope.ts";
import { messageProblems, partsOf } from "./message.ts";
import type { Api } from "./message.ts";
import { placeIn, readDocument } from "./read-document.ts";
import type { NamedFile } from "./read-document.ts";
import { parseTemplate, placeholdersOf } from "./template.ts";
import type { Template, TemplateFault } from "./template.ts";

/** What a model is told before, around, or instead of the plain input. */
export type Prompt = {
  readonly messages: readonly PromptMessage[];
  /** A placeholder shows the input, so that it does not follow as a message of its own. */
  readonly readsInput: boolean;
};

export type PromptMessage = {
  /** The message as written. */
  readonly message: JsonObject;
  /** Of its content: one text, or one for each part. */
  readonly templates: readonly Template[];
};

export type PromptSource =
  | { readonly kind: "none" }
  | ({ readonly kind: "file" } & NamedFile)
  /** `messages` of the gate file, each with its text and where that was written. */
  | {
      readonly kind: "messages";
      readonly messages: readonly { readonly role: string; readonly from: NamedFile | string }[];
      readonly place: Place;
    };

export type PromptForm = "text" | "json" | "yaml";

/** How a prompt file is read: its name says so. */
export function promptForm(file: string): PromptForm {
  if (/\.json$/i.test(file)) return "json";
  return /\.prompt\.ya?ml$/i.test(file) ? "yaml" : "text";
}

/** Reads a prompt in any of its forms; every fault that can be seen without a case. */
export function readPrompt(source: PromptSource, api: Api): Parsed<Prompt> {
  if (source.kind === "none") return { ok: true, value: { messages: [], readsInput: false } };
  if (source.kind === "file")
    return promptForm(source.file) === "text" ? readText(source) : readList(source, api);
  const { place } = source;
  const written = source.messages.map(({ role, from }, index): WrittenMessage => {
    const name = `target.messages[${index}]`;
    if (typeof from === "string")
      return { name, value: { role, content: from }, place, placeOf: () => place };
    return { name, value: { role, content: from.text }, place, placeOf: (offset) => placeIn(from, offset) };
  });
  const empty = source.messages.flatMap(({ from }) => (typeof from === "string" ? [] : emptyProblems(from)));
  return promptOf(written, api, empty);
}

/** A text without placeholders is the system message; with placeholders it is the one user message. */
function readText(source: NamedFile): Parsed<Prompt> {
  const { template, faults } = parseTemplate(source.text);
  const placeholders = placeholdersOf(template);
  const problems = [
    ...emptyProblems(source),
    ...templateProblems(template, faults, (offset) => placeIn(source, offset)),
  ];
  const showsInput = placeholders.some(({ name }) => readsInput(name));
  const [first] = placeholders;
  if (problems.length === 0 && first !== undefined && !showsInput)
    problems.push({
      code: "input-not-used",
      ...placeIn(source, first.offset),
      message:
        "the prompt has placeholders, so it is the one user message, and none of them shows the input.",
      fix: "Add `{{input}}`, or write system and user message apart under `messages:`.",
    });
  if (problems.length > 0) return { ok: false, problems };
  const role = showsInput ? "user" : "system";
  const message = { role, content: source.text };
  return { ok: true, value: { messages: [{ message, templates: [template] }], readsInput: showsInput } };
}

function emptyProblems({ file, text }: NamedFile): Problem[] {
  if (text.trim() !== "") return [];
  const fix = "Write the prompt, or do not name the file.";
  return [{ code: "empty-prompt", file, message: "the prompt is empty.", fix }];
}

/** A list of messages, alone or under `messages` as in a `.prompt.yml` of GitHub Models. */
function readList(source: NamedFile, api: Api): Parsed<Prompt> {
  if (source.text.trim() === "") return { ok: false, problems: emptyProblems(source) };
  const document = readDocument(source);
  if (!document.ok) return document;
  const root = document.value;
  const list = root.kind === "map" ? childOf(root, "messages") : root;
  const keyProblems = root.kind === "map" ? promptKeyProblems(root) : [];
  if (list?.kind !== "list" || list.items.length === 0)
    return { ok: false, problems: [...keyProblems, notAList(list ?? root)] };
  const written = list.items.map((item, index): WrittenMessage => {
    const contentPlace = placeAt(item, ["content"]);
    const name = `messages[${index}]`;
    return { name, value: toJson(item), place: item.place, placeOf: () => contentPlace };
  });
  return promptOf(written, api, keyProblems);
}

function notAList(node: SourceNode): Problem {
  return {
    code: "wrong-value",
    ...node.place,
    message: `the prompt: expected a list of messages, got ${quoteValue(toJson(node))}.`,
    fix: "Write `[{ role, content }, ...]`; a prompt that is one text belongs in a `.md` or `.txt` file.",
  };
}

/** Keys of a `.prompt.yml` that say nothing of the request. */
const restingKeys = ["messages", "name", "description", "testData", "evaluators"];
/** Keys that do, and what says the same in the gate file. */
const gateKeyByPromptKey: ReadonlyMap<string, string> = new Map([
  ["model", "`model`"],
  ["modelParameters", "`params`"],
  ["responseFormat", "`response_schema` or `params`"],
  ["jsonSchema", "`response_schema`"],
]);

function promptKeyProblems(root: SourceNode): Problem[] {
  if (root.kind !== "map") return [];
  return Array.from(root.entries).flatMap(([key, { place }]): Problem[] => {
    if (restingKeys.includes(key)) return [];
    const gateKey = gateKeyByPromptKey.get(key);
    if (gateKey === undefined) {
      const message = `unknown key ${quoteValue(key)} in the prompt.`;
      return [{ code: "unknown-key", ...place, message, fix: suggestName(key, restingKeys) }];
    }
    return [
      {
        code: "prompt-key",
        ...place,
        message: `\`${key}\` of the prompt would not be used: the request is made of the gate file's ${gateKey}.`,
        fix: `Move it to ${gateKey} of the target.`,
      },
    ];
  });
}

type WrittenMessage = {
  readonly name: string;
  readonly value: Json;
  readonly place: Place;
  readonly placeOf: (offset: number) => Place;
};

function promptOf(written: readonly WrittenMessage[], api: Api, found: readonly Problem[]): Parsed<Prompt> {
  const problems = [...found];
  const messages = written.flatMap(({ name, value, place, placeOf }): PromptMessage[] => {
    const faults = messageProblems(value, { name, api, place });
    problems.push(...faults);
    if (faults.length > 0 || !isJsonObject(value)) return [];
    const templates = textsOf(value).map((text) => {
      const parsed = parseTemplate(text);
      problems.push(
        ...templateProblems(parsed.template, parsed.faults, placeOf).map((problem) => ({
          ...problem,
          message: `\`${name}.content\`: ${problem.message}`,
        })),
      );
      return parsed.template;
    });
    return [{ message: value, templates }];
  });
  if (problems.length > 0) return { ok: false, problems };
  const placeholders = messages.flatMap(({ templates }) => templates.flatMap(placeholdersOf));
  const showsInput = placeholders.some(({ name }) => readsInput(name));
  return { ok: true, value: { messages, readsInput: showsInput } };
}

function textsOf(message: JsonObject): readonly string[] {
  const { content } = message;
  if (typeof content === "string") return [content];
  return partsOf(message).flatMap(({ text }) => (typeof text === "string" ? [text] : []));
}

function templateProblems(
  template: Template,
  faults: readonly TemplateFault[],
  placeOf: (offset: number) => Place,
): Problem[] {
  const leaks = placeholdersOf(template).filter(({ name }) => /^expected(?:\.|$)/.test(name));
  const shown = leaks.slice(0, 10);
  return [
    ...faults.map(({ offset, problem }) => ({ ...problem, ...placeOf(offset) })),
    ...shown.map(({ name, offset }) => ({
      code: "expected-in-prompt",
      ...placeOf(offset),
      message: `\`{{${name}}}\` would show the model the answer that it is scored against.`,
      fix: "Remove it: `expected` may stand in rubrics only.",
    })),
  ];
}
