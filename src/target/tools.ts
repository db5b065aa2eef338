import * as z from "zod/mini";
import { toJson } from "../config/source-tree.ts";
import type { SourceNode } from "../config/source-tree.ts";
import { isJsonObject } from "../experiment/json.ts";
import type { Json, JsonObject } from "../experiment/json.ts";
import { schemaProblems } from "../experiment/schema-problem.ts";
import type { Parsed, Problem } from "../problem.ts";
import { quoteValue } from "../problem.ts";
import type { Api } from "./message.ts";
import { readDocument } from "./read-document.ts";
import type { NamedFile } from "./read-document.ts";

const nameError = "a name of 1 to 64 letters, digits, `_` or `-`";
const functionKeys = {
  name: z.string({ error: nameError }).check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, { error: nameError })),
  description: z.optional(z.nullable(z.string({ error: "a text" }))),
  parameters: z.optional(z.nullable(z.looseObject({}, { error: "a JSON Schema, as an object" }))),
  strict: z.optional(z.nullable(z.boolean({ error: "true or false" }))),
};
const flatSchema = z.looseObject(functionKeys);
const nestedSchema = z.looseObject({
  function: z.looseObject(functionKeys, { error: "an object with `name` and `parameters`" }),
});

/** The tools of a JSON file, a list in the form of either API, in the form of the one that is called. */
export function readTools(source: NamedFile, api: Api): Parsed<readonly JsonObject[]> {
  const document = readDocument(source);
  if (!document.ok) return document;
  const root = document.value;
  if (root.kind !== "list" || root.items.length === 0) {
    const message = `the tools: expected a list of tools, got ${quoteValue(toJson(root))}.`;
    const fix = 'Write `[{ "type": "function", "function": { "name": ..., "parameters": ... } }]`.';
    return { ok: false, problems: [{ code: "wrong-value", ...root.place, message, fix }] };
  }
  const tools = root.items.map(toJson);
  const problems = [
    ...root.items.flatMap((node, index) => toolProblems(node, index, api)),
    ...doubles(root.items),
  ];
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, value: tools.filter(isJsonObject).map((tool) => inFormOf(tool, api)) };
}

function toolProblems(node: SourceNode, index: number, api: Api): readonly Problem[] {
  const tool = toJson(node);
  const { place } = node;
  const type = isJsonObject(tool) ? tool["type"] : undefined;
  if (!isJsonObject(tool) || typeof type !== "string") {
    const message = `\`[${index}]\`: expected a tool, an object with \`type\`, got ${quoteValue(tool)}.`;
    return [{ code: "wrong-value", ...place, message, fix: 'Write `"type": "function"`.' }];
  }
  if (type === "function")
    return schemaProblems(isNested(tool) ? nestedSchema : flatSchema, tool, place).map((problem) => ({
      ...problem,
      message: `\`[${index}]\`: ${problem.message}`,
    }));
  if (api === "responses") return [];
  const message = `\`[${index}]\` is a tool of type ${quoteValue(type)}, and with \`api: chat\` only functions are called.`;
  return [{ code: "tool-not-run", ...place, message, fix: "Remove it, or write `api: responses`." }];
}

function doubles(nodes: readonly SourceNode[]): readonly Problem[] {
  const names = nodes.map((node) => nameOf(toJson(node)));
  return nodes.flatMap(({ place }, index) => {
    const name = names[index];
    const first = names.indexOf(name);
    if (name === undefined || first === index) return [];
    const message = `\`[${index}]\`: the tool ${quoteValue(name)} is already \`[${first}]\`.`;
    return [{ code: "duplicate-name", ...place, message, fix: "Give each tool its own name." }];
  });
}

function nameOf(tool: Json): string | undefined {
  if (!isJsonObject(tool)) return undefined;
  const { name } = isJsonObject(tool["function"]) ? tool["function"] : tool;
  return typeof name === "string" ? name : undefined;
}

function isNested(tool: JsonObject): boolean {
  return tool["function"] !== undefined;
}

/** The two forms differ in what an absent `strict` means, so it is written out: false in the chat form, true in the other. */
function inFormOf(tool: JsonObject, api: Api): JsonObject {
  const { type, ...flat } = tool;
  if (type !== "function" || isNested(tool) === (api === "chat")) return tool;
  if (api === "chat") return { type, function: { ...flat, strict: flat["strict"] ?? true } };
  const nested = isJsonObject(flat["function"]) ? flat["function"] : {};
  return {
    type,
    ...nested,
    parameters: nested["parameters"] ?? { type: "object", properties: {} },
    strict: nested["strict"] ?? false,
  };
}
