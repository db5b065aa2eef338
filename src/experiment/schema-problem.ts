import { $ZodArray, $ZodObject, $ZodOptional, type $ZodIssue, type $ZodType, safeParse } from "zod/v4/core";
import { type Place, type Problem, quoteValue } from "../problem.ts";
import { isJsonObject, type Json } from "./json.ts";
import { suggestName } from "./nearest-name.ts";

type Issue = $ZodIssue;
type Path = readonly PropertyKey[];

/**
 * Every way in which a value differs from its schema, all at one place (a line of JSONL). The schema states in each `error` what
 * it expects, as a noun phrase ("true or false"); the message says it together with the value received.
 */
export function schemaProblems(schema: $ZodType, value: Json, place: Place): readonly Problem[] {
  const parsed = safeParse(schema, value);
  if (parsed.success) return [];
  return parsed.error.issues
    .flatMap((issue) => explainIssue(schema, value, issue))
    .map((problem) => ({ ...place, ...problem }));
}

function explainIssue(schema: $ZodType, root: Json, issue: Issue): readonly Problem[] {
  const { path } = issue;
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(schema, path);
    return issue.keys.map((key) => ({
      code: "unknown-key",
      message: `unknown key \`${quoteValue(key).slice(1, -1)}\`${path.length === 0 ? "" : ` in \`${formatPath(path)}\``}.`,
      fix: suggestName(key, known),
    }));
  }
  const value = valueAt(root, path);
  const name = formatPath(path);
  if (value === undefined)
    return [
      {
        code: "missing-key",
        message: `\`${name}\` is missing.`,
        fix: `Add \`${String(path.at(-1))}\`: ${issue.message}.`,
      },
    ];
  if (value === null)
    return [
      {
        code: "null-value",
        message: `${name === "" ? "the line" : `\`${name}\``} is null, which is no value.`,
        fix: "Leave it out, or write its value.",
      },
    ];
  if (issue.code === "invalid_union") {
    const meant = meantOption(issue.errors);
    if (meant !== undefined)
      return meant.flatMap((inner) =>
        explainIssue(schema, root, { ...inner, path: [...path, ...inner.path] }),
      );
  }
  return [
    {
      code: "wrong-value",
      message: `${name === "" ? "" : `\`${name}\`: `}expected ${issue.message}, got ${quoteValue(value)}.`,
      ...(issue.code === "invalid_value" && typeof value === "string"
        ? { fix: suggestName(value, issue.values.map(String)) }
        : {}),
    },
  ];
}

/** The option of a union whose kind the value has: the only one with a problem deepest inside the value. */
function meantOption(options: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const depths = options.map((issues) =>
    Math.max(...issues.map((issue) => issue.path.length + (issue.code === "unrecognized_keys" ? 1 : 0))),
  );
  const deepest = Math.max(...depths);
  const isOnly = depths.filter((depth) => depth === deepest).length === 1;
  return deepest > 0 && isOnly ? options[depths.indexOf(deepest)] : undefined;
}

function valueAt(root: Json, path: Path): Json | undefined {
  let value: Json | undefined = root;
  for (const step of path) {
    if (Array.isArray(value)) value = (value as readonly Json[])[Number(step)];
    else if (isJsonObject(value) && Object.hasOwn(value, step)) value = value[String(step)];
    else return undefined;
  }
  return value;
}

function keysAt(schema: $ZodType, path: Path): readonly string[] {
  const found = schemaAt(schema, path);
  return found instanceof $ZodObject ? Object.keys(found._zod.def.shape) : [];
}

function schemaAt(schema: $ZodType, path: Path): $ZodType | undefined {
  if (schema instanceof $ZodOptional) return schemaAt(schema._zod.def.innerType, path);
  const [step, ...rest] = path;
  if (step === undefined) return schema;
  if (schema instanceof $ZodArray) return schemaAt(schema._zod.def.element, rest);
  if (schema instanceof $ZodObject) {
    const child = schema._zod.def.shape[String(step)];
    return child === undefined ? undefined : schemaAt(child, rest);
  }
  return undefined;
}

/** `scores[0].value`. */
function formatPath(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      return `${index === 0 ? "" : "."}${quoteValue(String(step)).slice(1, -1)}`;
    })
    .join("");
}
