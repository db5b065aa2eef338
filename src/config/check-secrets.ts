import type { Problem } from "../problem.ts";
import { looksLikeKey } from "./key-shape.ts";
import { formatPath, keyPlaceAt, scalarsOf } from "./source-tree.ts";
import type { Path, SourceNode } from "./source-tree.ts";

const placeholder = /\$\{[A-Za-z_][A-Za-z0-9_]*\}/;
const secretHeader = /^(?:authorization|proxy-authorization|cookie|.*(?:api-?key|token|secret))$/i;

/** Keys whose text is told to the model or compared with its answer, and may well speak of `${NAME}`. */
const proseKeys = new Set<PropertyKey>(["content", "value", "criteria"]);
const requestSections = new Set<PropertyKey>(["target", "baseline", "judge", "scorers"]);

/**
 * Secrets are named, never written: refuses what has the shape of a key anywhere, a secret header without `${NAME}`, and
 * `${NAME}` where it would be sent as it is. No message shows the value.
 */
export function checkSecrets(root: SourceNode): readonly Problem[] {
  return Array.from(scalarsOf(root)).flatMap(({ path, node }) => {
    if (typeof node.value !== "string") return [];
    const name = `\`${formatPath(path)}\``;
    const header = path.at(-2) === "headers" ? String(path.at(-1)) : undefined;
    if (looksLikeKey(node.value)) {
      const message = `${name} holds what looks like a key. Secrets are named here, never written (not shown).`;
      const fix =
        path.at(-1) === "api_key_env"
          ? "Write the name of the environment variable that holds it, and revoke this key if it was committed."
          : "Put it in an environment variable, write its name, and revoke this key if it was committed.";
      return [{ code: "secret-written", ...node.place, message, fix }];
    }
    if (header !== undefined && secretHeader.test(header) && !placeholder.test(node.value)) {
      const message = `${name} carries a secret, which is named here, never written (value not shown).`;
      return [
        {
          code: "secret-written",
          ...node.place,
          message,
          fix: "Write it as `${NAME}` of an environment variable.",
        },
      ];
    }
    if (placeholder.test(node.value) && !mayHoldPlaceholder(path)) {
      const message = `${name}: \`\${NAME}\` is replaced in \`headers\`, \`url\` and \`base_url\` only; here it would stay as it is.`;
      return [
        {
          code: "secret-place",
          ...keyPlaceAt(root, path),
          message,
          fix: "Move it to one of these, or remove it.",
        },
      ];
    }
    return [];
  });
}

function mayHoldPlaceholder(path: Path): boolean {
  if (!requestSections.has(path[0] ?? "")) return true;
  return (
    path.at(-2) === "headers" ||
    ["url", "base_url"].includes(String(path.at(-1))) ||
    path.some((key) => proseKeys.has(key))
  );
}
