import type { Problem } from "../problem.ts";
import { quoteUnlessKey } from "./key-shape.ts";
import { childOf } from "./source-tree.ts";
import type { SourceNode } from "./source-tree.ts";

/** A name for each scorer of a list: the written one, else the type, else the first of `type-2`, `type-3`, ... that is free. */
export function nameScorers(
  scorers: readonly { readonly type: string; readonly name?: string | undefined }[],
): readonly string[] {
  const used = new Set(scorers.flatMap(({ name }) => (name === undefined ? [] : [name])));
  return scorers.map(({ type, name }) => {
    if (name !== undefined) return name;
    let free = type;
    for (let next = 2; used.has(free); next += 1) free = `${type}-${next}`;
    used.add(free);
    return free;
  });
}

/** Written names that an earlier scorer of the list has. */
export function checkScorerNames(list: SourceNode | undefined): readonly Problem[] {
  if (list?.kind !== "list") return [];
  const firstByName = new Map<string, { readonly index: number; readonly line?: number | undefined }>();
  return list.items.flatMap((item, index) => {
    const node = childOf(item, "name");
    if (node?.kind !== "scalar" || typeof node.value !== "string") return [];
    const earlier = firstByName.get(node.value);
    if (!earlier) {
      firstByName.set(node.value, { index, line: node.place.line });
      return [];
    }
    const line =
      earlier.line === undefined || earlier.line === node.place.line ? "" : ` on line ${earlier.line}`;
    const message = `\`scorers[${index}].name\` ${quoteUnlessKey(node.value)} is already the name of \`scorers[${earlier.index}]\`${line}.`;
    return [{ code: "duplicate-name", ...node.place, message, fix: "Give each scorer its own name." }];
  });
}
