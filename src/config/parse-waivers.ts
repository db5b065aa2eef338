import type { Parsed, Problem } from "../problem.ts";
import type { Waiver } from "./config.ts";
import { checkTree } from "./explain-issue.ts";
import { failWith } from "./problem-list.ts";
import { quoteUnlessKey } from "./key-shape.ts";
import { waiversSchema } from "./schema/waivers.ts";
import { childOf, toJson } from "./source-tree.ts";
import type { SourceNode } from "./source-tree.ts";
import { withoutUndefined } from "./without-undefined.ts";
import { readYaml } from "./yaml-source.ts";

/** The waivers of a file, expired ones included, or every problem in it. Whether their rules and cases exist is not judged here. */
export function parseWaivers(file: string, text: string): Parsed<readonly Waiver[]> {
  const source = readYaml(file, text);
  if (!source.ok) return failWith(source.problems);
  const problems = [...checkTree(waiversSchema, source.value), ...checkIds(childOf(source.value, "waivers"))];
  if (problems.length > 0) return failWith(problems);
  const { waivers } = waiversSchema.parse(toJson(source.value));
  const value = waivers.map(({ approved_by, cases, ...waiver }) => ({
    ...waiver,
    approvedBy: approved_by,
    ...withoutUndefined({ cases }),
  }));
  return { ok: true, value };
}

function checkIds(list: SourceNode | undefined): readonly Problem[] {
  if (list?.kind !== "list") return [];
  const lineById = new Map<string, number | undefined>();
  return list.items.flatMap((item) => {
    const node = childOf(item, "id");
    if (node?.kind !== "scalar" || typeof node.value !== "string") return [];
    if (!lineById.has(node.value)) {
      lineById.set(node.value, node.place.line);
      return [];
    }
    const message = `waiver id ${quoteUnlessKey(node.value)} is already used on line ${lineById.get(node.value)}.`;
    return [{ code: "duplicate-name", ...node.place, message, fix: "Give each waiver its own id." }];
  });
}
