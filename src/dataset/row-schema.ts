import * as z from "zod/mini";
import { isJsonObject, type Json } from "../experiment/json.ts";
import { pathFault } from "../experiment/repository-path.ts";

export const caseIdPattern = /^[A-Za-z0-9._/-]{1,128}$/;

const text = z
  .string({ error: "a text that is not empty" })
  .check(z.minLength(1, { error: "a text that is not empty" }));
const flag = z.boolean({ error: "true or false" });

/** Content of a message in parts. An `image` or `file` part names a file of the repository, relative to the dataset's. */
const contentPart = z
  .looseObject(
    { type: z.string({ error: "the type of a content part as a text" }) },
    { error: "an object, a content part" },
  )
  .check(
    z.superRefine(({ type, path }, context) => {
      if (type !== "image" && type !== "file") return;
      const fault = typeof path === "string" ? pathFault(path) : "is not a text";
      if (fault === undefined) return;
      context.addIssue({
        code: "custom",
        path: ["path"],
        message: `a path that is relative to this file, with \`/\` (this one ${fault})`,
      });
    }),
  );

const content = z.union([z.string(), z.array(contentPart), z.null()], {
  error: "a text or a list of content parts",
});

const message = z.looseObject(
  {
    role: z
      .string({ error: "the role of the message, such as `user`" })
      .check(z.minLength(1, { error: "the role of the message, such as `user`" })),
    content: z.optional(content),
  },
  { error: "an object, a message" },
);

const inputForms =
  "a text, an object of template variables, a list of messages, or a list of texts (the user's turns)";

const toolCall = z.strictObject(
  {
    name: text,
    arguments: z.optional(z.unknown().check(z.refine((value) => value !== null, { error: "a value" }))),
  },
  { error: "an object with `name` and `arguments`" },
);

/**
 * A dataset row as it is written (contract, section 2). Own scorers are checked by `config`, which knows those of the gate.
 * In the functional form of zod, which is far quicker to load: `dataset check` is to answer at once.
 */
export const rowSchema = z.strictObject(
  {
    id: z
      .string({ error: "1 to 128 characters of A-Z a-z 0-9 . _ / -" })
      .check(z.regex(caseIdPattern, { error: "1 to 128 characters of A-Z a-z 0-9 . _ / -" })),
    input: z.union(
      [
        z.string(),
        z.looseObject({}),
        z.array(message).check(z.minLength(1)),
        z.array(z.string({ error: "a text, since the first turn is one" })).check(z.minLength(1)),
      ],
      { error: inputForms },
    ),
    expected: z.optional(z.unknown()),
    context: z.optional(z.unknown().check(z.superRefine(refuseNull))),
    tool_calls: z.optional(z.array(toolCall, { error: "a list of calls (`[]`: none may be made)" })),
    scorers: z.optional(
      z.array(
        z.union([text, z.looseObject({})], {
          error: "the name of a scorer, or an object with `name` or `type`",
        }),
        { error: "a list of scorers" },
      ),
    ),
    critical: z.optional(flag),
    draft: z.optional(flag),
    tags: z.optional(z.array(text, { error: "a list of texts" })),
    group: z.optional(text),
    metadata: z.optional(z.looseObject({}, { error: "an object" })),
    source: z.optional(z.looseObject({}, { error: "an object" }).check(z.superRefine(refuseNull))),
  },
  { error: "an object, one case" },
);

/** null is a value in `input`, `expected` and `metadata` only. */
function refuseNull(value: unknown, context: z.core.$RefinementCtx): void {
  const path = pathOfNull(value as Json);
  if (path !== undefined) context.addIssue({ code: "custom", path, message: "a value" });
}

function pathOfNull(value: Json): (string | number)[] | undefined {
  if (value === null) return [];
  const members: readonly (readonly [string | number, Json])[] = Array.isArray(value)
    ? (value as readonly Json[]).map((item, index) => [index, item])
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  for (const [key, member] of members) {
    const path = pathOfNull(member);
    if (path !== undefined) return [key, ...path];
  }
  return undefined;
}

let compiled: ReturnType<typeof z.compile<typeof rowSchema>> | undefined;

/** Whether a value is a row, by the schema as code of its own, which copies nothing: most rows are right. */
export function isRow(value: Json): boolean {
  compiled ??= z.compile(rowSchema);
  return z.validate(compiled, value);
}
