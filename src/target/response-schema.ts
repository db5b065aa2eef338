import { toJson } from "../config/source-tree.ts";
import { isJsonObject } from "../experiment/json.ts";
import type { JsonObject } from "../experiment/json.ts";
import type { Parsed } from "../problem.ts";
import { quoteValue } from "../problem.ts";
import { readDocument } from "./read-document.ts";
import type { NamedFile } from "./read-document.ts";

/** The reply's JSON Schema as both APIs name it: `name`, `strict` and `schema`. The name is its `title`, not that of its file. */
export function readResponseSchema(source: NamedFile): Parsed<JsonObject> {
  const document = readDocument(source);
  if (!document.ok) return document;
  const schema = toJson(document.value);
  const isWrapped = isJsonObject(schema) && isJsonObject(schema["schema"]) && schema["type"] === undefined;
  if (!isJsonObject(schema) || isWrapped) {
    const what = isWrapped ? "one inside `schema`" : quoteValue(schema);
    return {
      ok: false,
      problems: [
        {
          code: "wrong-value",
          ...document.value.place,
          message: `the response schema: expected a JSON Schema, which is an object, got ${what}.`,
          fix: isWrapped ? "Write what is in `schema` alone." : 'Write `{ "type": "object", ... }`.',
        },
      ],
    };
  }
  const { title } = schema;
  const name = typeof title === "string" && /^[A-Za-z0-9_-]{1,64}$/.test(title) ? title : "answer";
  return { ok: true, value: { name, strict: true, schema } };
}
