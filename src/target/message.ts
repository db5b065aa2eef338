import * as z from "zod/mini";
import { isFilePart } from "../experiment/content-parts.ts";
import type { Json, JsonObject } from "../experiment/json.ts";
import { schemaProblems } from "../experiment/schema-problem.ts";
import type { Place, Problem } from "../problem.ts";
import { quoteValue } from "../problem.ts";

export type Api = "chat" | "responses";

const roles = ["system", "developer", "user", "assistant", "tool"] as const;

const text = z
  .string({ error: "a text that is not empty" })
  .check(z.minLength(1, { error: "a text that is not empty" }));

const part = z
  .looseObject({ type: text, text: z.optional(z.string({ error: "a text" })) }, { error: "a content part" })
  .check(
    z.superRefine(({ type, text: words }, context) => {
      if (type === "text" && words === undefined)
        context.addIssue({ code: "custom", path: ["text"], message: "the text of the part" });
    }),
  );

const toolCall = z.looseObject(
  {
    id: text,
    type: z.literal("function", { error: "`function`" }),
    function: z.looseObject(
      { name: text, arguments: z.string({ error: "the arguments as a text of JSON" }) },
      { error: "an object with `name` and `arguments`" },
    ),
  },
  { error: "an object with `id`, `type` and `function`" },
);

/** A message in the form of the chat API. Keys that are not named here belong to the provider. */
const messageSchema = z
  .looseObject(
    {
      role: z.enum(roles, { error: `one of ${roles.map((role) => `\`${role}\``).join(", ")}` }),
      content: z.optional(
        z.union([z.string(), z.array(part), z.null()], { error: "a text or a list of content parts" }),
      ),
      tool_calls: z.optional(z.array(toolCall, { error: "a list of tool calls" })),
      tool_call_id: z.optional(text),
    },
    { error: "a message: an object with `role` and `content`" },
  )
  .check(
    z.superRefine(({ role, content, tool_calls, tool_call_id }, context) => {
      const isCallOnly = role === "assistant" && tool_calls !== undefined;
      if ((content === undefined || content === null) && !isCallOnly)
        context.addIssue({ code: "custom", path: ["content"], message: "the text of the message" });
      if (role === "tool" && tool_call_id === undefined) {
        const message = "the `id` of the call that this message answers";
        context.addIssue({ code: "custom", path: ["tool_call_id"], message });
      }
    }),
  );

/**
 * What keeps a message from being sent as it is meant. `name` is what the message is called, such as `input[2]`; `takesFiles`: its parts may
 * be images and files of the repository.
 */
export function messageProblems(
  value: Json,
  {
    name,
    api,
    place,
    takesFiles = false,
  }: {
    readonly name: string;
    readonly api: Api;
    readonly place: Place;
    readonly takesFiles?: boolean;
  },
): readonly Problem[] {
  const faults = schemaProblems(messageSchema, value, place);
  if (faults.length > 0)
    return faults.map((fault) => ({ ...fault, message: `\`${name}\`: ${fault.message}` }));
  const message = value as JsonObject;
  const parts = partsOf(message);
  const unsent = parts.flatMap((each, index) =>
    each["type"] === "text" || (takesFiles && isFilePart(each))
      ? []
      : [
          {
            code: "input-not-run",
            ...place,
            message: `\`${name}.content[${index}]\` is of type ${quoteValue(each["type"])}, which is not sent.`,
            fix: takesFiles
              ? "Write `{ type: text, text }`, or `{ type: image, path }` or `{ type: file, path }` for a file of the repository."
              : "Write it as a text.",
          },
        ],
  );
  const ofFiles = parts.filter(isFilePart).flatMap((each) => keysOf(each, ["type", "path"]));
  const lost = api === "responses" ? lostKeys(message) : [];
  return [
    ...unsent,
    ...ofFiles.map((key) => ({
      code: "input-not-run",
      ...place,
      message: `\`${name}\` has an image or file with the key ${quoteValue(key)}, which is not sent.`,
      fix: "Write `type` and `path` only.",
    })),
    ...lost.map((key) => ({
      code: "input-not-run",
      ...place,
      message: `\`${name}\` has the key ${quoteValue(key)}, which the Responses API does not take.`,
      fix: "Remove it, or write `api: chat`.",
    })),
  ];
}

/** The content parts of a message; none where its content is a text. */
export function partsOf({ content }: JsonObject): readonly JsonObject[] {
  return Array.isArray(content) ? (content as readonly JsonObject[]) : [];
}

/** Keys with a value that have no place in an item of the Responses API, and would silently be lost. */
function lostKeys(message: JsonObject): readonly string[] {
  return [
    ...keysOf(message, ["role", "content", "tool_calls", "tool_call_id"]),
    ...partsOf(message)
      .filter(({ type }) => type === "text")
      .flatMap((each) => keysOf(each, ["type", "text"])),
  ];
}

/** Keys besides the known ones that say something. */
function keysOf(object: JsonObject, known: readonly string[]): readonly string[] {
  const isSaid = ([, value]: readonly [string, Json]): boolean =>
    value !== null && !(Array.isArray(value) && value.length === 0);
  return Object.entries(object)
    .filter(isSaid)
    .flatMap(([key]) => (known.includes(key) ? [] : [key]));
}
