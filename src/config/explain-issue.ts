import * as z from "zod/mini";
import type { Place, Problem } from "../problem.ts";
import { suggestName } from "../experiment/nearest-name.ts";
import { quoteUnlessKey } from "./key-shape.ts";
import type { Hint } from "./schema/hint.ts";
import { hintOf, knownKeys, schemaAt, unwrap } from "./schema/find-schema.ts";
import { formatPath, keyPlaceAt, nodeAt, placeAt, toJson } from "./source-tree.ts";
import type { Path, SourceNode } from "./source-tree.ts";
import { suggestValue } from "./suggest-value.ts";

type Issue = z.core.$ZodIssue;

/** The value that was checked, its schema, and where it stands in its file. */
type Checked = {
  readonly schema: z.core.$ZodType;
  readonly root: SourceNode;
  /** Path of `root` in its file, for messages. */
  readonly prefix: Path;
};

/** Every way in which a tree differs from its schema, each with its place, the value received and what to write instead. */
export function checkTree(schema: z.ZodMiniType, root: SourceNode, prefix: Path = []): readonly Problem[] {
  const result = schema.safeParse(toJson(root));
  return result.success ? [] : explainIssues(result.error.issues, { schema, root, prefix });
}

export function explainIssues(issues: readonly Issue[], checked: Checked): readonly Problem[] {
  return issues.flatMap((issue) => explainIssue(issue, checked));
}

function explainIssue(issue: Issue, checked: Checked): readonly Problem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownKey(checked, issue.path, key));
  }
  if (issue.code === "invalid_key") return [wrongKey(checked, issue.path)];
  const node = nodeAt(checked.root, issue.path);
  if (node?.kind === "scalar" && node.value === null) return [nullValue(checked, issue.path)];
  if (issue.code === "invalid_union" && issue.discriminator !== undefined)
    return [unknownType(checked, issue.path, node)];
  if (node === undefined) return [missingKey(checked, issue.path)];
  if (issue.code === "invalid_union") {
    const inner = issue.errors.map((errors) =>
      errors.map((error) => ({ ...error, path: [...issue.path, ...error.path] })),
    );
    const meant = inner.find((errors) => errors.some((error) => isInside(error, issue.path)));
    if (meant) return explainIssues(meant, checked);
  }
  return [wrongValue(checked, issue, node)];
}

/** Whether an issue of a union's member shows that this member was meant: the value has its kind and is wrong within. */
function isInside(issue: Issue, path: Path): boolean {
  return issue.path.length > path.length || issue.code === "unrecognized_keys";
}

function unknownKey({ schema, root, prefix }: Checked, path: Path, key: string): Problem {
  const known = knownKeys(schemaAt(schema, path, root), nodeAt(root, path));
  const where = path.length + prefix.length === 0 ? "" : ` in \`${formatPath([...prefix, ...path])}\``;
  return {
    code: "unknown-key",
    ...keyPlaceAt(root, [...path, key]),
    message: `unknown key \`${quoteUnlessKey(key).slice(1, -1)}\`${where}.`,
    fix: suggestName(key, known),
  };
}

/** A key that the user chooses, such as a failure mode, in a form that is not allowed. */
function wrongKey({ schema, root, prefix }: Checked, path: Path): Problem {
  const map = unwrap(schemaAt(schema, path.slice(0, -1), root) ?? schema);
  const hint = map instanceof z.ZodMiniRecord ? hintOf(map.def.keyType) : undefined;
  const key = String(path.at(-1));
  const fix = hint?.known ? suggestName(key, hint.known) : undefined;
  const message = `\`${formatPath([...prefix, ...path.slice(0, -1)])}\`: expected ${hint?.expected ?? "another key"}, got ${quoteUnlessKey(key)}.`;
  return problem("wrong-key", keyPlaceAt(root, path), message, fix);
}

function missingKey({ schema, root, prefix }: Checked, path: Path): Problem {
  const hint = hintAt(schema, path, root);
  const name = formatPath(path.slice(-1));
  const fix =
    hint?.example === undefined
      ? `Add \`${name}:\`.`
      : `Add \`${name}: ${JSON.stringify(hint.example)}\`, with your value.`;
  const message = `\`${formatPath([...prefix, ...path])}\` is missing${hint ? `: expected ${hint.expected}` : ""}.`;
  return problem("missing-key", placeAt(root, path), message, fix);
}

function nullValue({ root, prefix }: Checked, path: Path): Problem {
  const message = `\`${formatPath([...prefix, ...path]) || "the file"}\` is null, which is no value.`;
  const fix =
    typeof path.at(-1) === "number" ? "Leave the entry out." : "Leave the key out, or write its value.";
  return problem("null-value", keyPlaceAt(root, path), message, fix);
}

/** The key that tells the members of a union apart is missing or names none of them. */
function unknownType({ schema, root, prefix }: Checked, path: Path, node: SourceNode | undefined): Problem {
  const union = unwrap(schemaAt(schema, path.slice(0, -1), root) ?? schema);
  const known =
    union instanceof z.ZodMiniDiscriminatedUnion
      ? union.def.options.flatMap((option) =>
          [...(option._zod.propValues?.[union._zod.def.discriminator] ?? [])].map(String),
        )
      : [];
  const name = `\`${formatPath([...prefix, ...path])}\``;
  if (node === undefined)
    return problem("missing-key", placeAt(root, path), `${name} is missing.`, suggestName("", known));
  const value = toJson(node);
  const message = `${name}: unknown ${String(path.at(-1))} ${quoteUnlessKey(value)}.`;
  return problem(
    "unknown-type",
    node.place,
    message,
    suggestName(typeof value === "string" ? value : "", known),
  );
}

function wrongValue({ schema, root, prefix }: Checked, issue: Issue, node: SourceNode): Problem {
  const at = schemaAt(schema, issue.path, root) ?? schema;
  const hint = hintOf(at) ?? fallbackHint(issue);
  const name = formatPath([...prefix, ...issue.path]);
  const subject = name === "" ? "" : `\`${name}\`: `;
  const value = toJson(node);
  const shown =
    hint.secret === true && typeof value === "string" ? "a text that is not shown" : quoteUnlessKey(value);
  if (issue.code === "custom" && issue.params !== undefined) {
    const { code, fix } = issue.params as { readonly code: string; readonly fix: string };
    const received = node.kind === "scalar" ? `, got ${shown}` : "";
    return problem(code, node.place, `${subject}${issue.message}${received}.`, fix);
  }
  const range = typeof value === "number" && hint.range !== undefined ? ` ${hint.range}` : "";
  const message = `${subject}expected ${hint.expected}${range}, got ${node.kind === "list" && node.items.length === 0 ? "an empty list" : shown}.`;
  return problem("wrong-value", node.place, message, suggestValue(value, at, hint));
}

function hintAt(schema: z.core.$ZodType, path: Path, root: SourceNode): Hint | undefined {
  const at = schemaAt(schema, path, root);
  return at && hintOf(at);
}

function fallbackHint(issue: Issue): Hint {
  if (issue.code === "invalid_type")
    return { expected: issue.expected === "array" ? "a list" : `a value of type ${issue.expected}` };
  return { expected: "another value" };
}

function problem(code: string, place: Place, message: string, fix: string | undefined): Problem {
  return { code, ...place, message, ...(fix === undefined ? {} : { fix }) };
}
