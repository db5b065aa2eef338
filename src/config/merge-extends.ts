import type { Parsed, Problem } from "../problem.ts";
import { quoteUnlessKey } from "./key-shape.ts";
import { pathFault } from "../experiment/repository-path.ts";
import { rebasePath } from "./rebase-path.ts";
import { childOf } from "./source-tree.ts";
import type { SourceEntry, SourceMap, SourceNode } from "./source-tree.ts";
import { readYaml } from "./yaml-source.ts";

/** The written `extends` of a gate file; undefined when there is none or the file cannot be read, which `parseGateFile` reports. */
export function readExtends(file: string, text: string): string | undefined {
  // Most have none, and reading the file twice is what it costs to know.
  if (!text.includes("extends")) return undefined;
  const source = readYaml(file, text);
  const node = source.ok ? childOf(source.value, "extends") : undefined;
  return node?.kind === "scalar" && typeof node.value === "string" && pathFault(node.value) === undefined
    ? node.value
    : undefined;
}

/** The written name of a gate, also of a file that has problems elsewhere; undefined where there is none. */
export function readGateName(file: string, text: string): string | undefined {
  const source = readYaml(file, text);
  const node = source.ok ? childOf(source.value, "gate") : undefined;
  return node?.kind === "scalar" && typeof node.value === "string" && /^[a-z0-9-]{1,40}$/.test(node.value)
    ? node.value
    : undefined;
}

/** Maps merge, lists and single values replace, null removes what the base has. Places stay those of the file that wrote the value. */
export function mergeTrees(base: SourceNode, over: SourceNode): SourceNode {
  if (base.kind !== "map" || over.kind !== "map") return over;
  const entries = new Map<string, SourceEntry>(base.entries);
  for (const [key, entry] of over.entries) {
    const inherited = base.entries.get(key);
    if (inherited && entry.node.kind === "scalar" && entry.node.value === null) entries.delete(key);
    else entries.set(key, inherited ? { ...entry, node: mergeTrees(inherited.node, entry.node) } : entry);
  }
  return { ...over, entries };
}

/** The tree of a base file as the gate file would have written it: without `extends`, its paths relative to the gate file. */
export function readBase(
  base: { readonly file: string; readonly text: string },
  gateFile: string,
): Parsed<SourceNode> {
  const source = readYaml(base.file, base.text);
  if (!source.ok) return source;
  const root = source.value;
  if (root.kind !== "map") {
    const message = `a gate file is a map of keys, this is ${root.kind === "list" ? "a list" : quoteUnlessKey(root.value)}.`;
    return { ok: false, problems: [{ code: "wrong-value", ...root.place, message }] };
  }
  const nested = root.entries.get("extends");
  if (nested) {
    const message = "a file that is extended may not have `extends` itself: it goes one level deep.";
    const problem: Problem = {
      code: "extends-twice",
      ...nested.place,
      message,
      fix: "Move those keys here.",
    };
    return { ok: false, problems: [problem] };
  }
  return { ok: true, value: rebase(root, base.file, gateFile) };
}

const targetPaths = ["prompt", "tools", "response_schema", "records", "module", "paths.*", "messages.*.file"];

/** Where a gate file names files. `*` is any index. Programs (`command`, `setup`, `start`) run in the gate file's folder, as they are. */
const pathPatterns = [
  "datasets.*",
  ...targetPaths.flatMap((pattern) => [`target.${pattern}`, `baseline.${pattern}`]),
  "scorers.*.schema",
  "scorers.*.module",
  "scorers.*.rubric",
].map((pattern) => pattern.split("."));

/** A rubric with a slash or an ending is a file; else it is the name of a built-in one. */
function isRubricName(pattern: readonly string[], text: string): boolean {
  return pattern.at(-1) === "rubric" && !/[/.]/.test(text);
}

function rebase(root: SourceMap, from: string, to: string): SourceNode {
  return pathPatterns.reduce<SourceNode>(
    (tree, pattern) =>
      mapScalars(tree, pattern, (text) => (isRubricName(pattern, text) ? text : rebasePath(text, from, to))),
    root,
  );
}

function mapScalars(
  node: SourceNode,
  pattern: readonly string[],
  change: (text: string) => string,
): SourceNode {
  const [key, ...rest] = pattern;
  if (key === undefined) {
    return node.kind === "scalar" && typeof node.value === "string"
      ? { ...node, value: change(node.value) }
      : node;
  }
  if (node.kind === "list" && key === "*") {
    return { ...node, items: node.items.map((item) => mapScalars(item, rest, change)) };
  }
  const entry = node.kind === "map" ? node.entries.get(key) : undefined;
  if (node.kind !== "map" || !entry) return node;
  return {
    ...node,
    entries: new Map([...node.entries, [key, { ...entry, node: mapScalars(entry.node, rest, change) }]]),
  };
}
