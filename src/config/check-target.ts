import type { Problem } from "../problem.ts";
import { checkTree } from "./explain-issue.ts";
import { suggestName } from "../experiment/nearest-name.ts";
import { targetSchema, targetShapes } from "./schema/target.ts";
import { childOf, formatPath } from "./source-tree.ts";
import type { SourceNode } from "./source-tree.ts";

type TargetType = keyof typeof targetShapes;

/**
 * `baseline` is merged over `target`, so its keys are those of the target's type. With another `type` it shares no keys with
 * the target, and is a whole target of its own.
 */
export function checkBaseline(root: SourceNode): readonly Problem[] {
  const baseline = childOf(root, "baseline");
  if (baseline?.kind !== "map") return [];
  const targetType = typeOf(childOf(root, "target"));
  const ownType = typeOf(baseline);
  if (ownType !== undefined && ownType !== targetType) return checkTree(targetSchema, baseline, ["baseline"]);
  if (targetType === undefined) return [];
  const known = Object.keys(targetShapes[targetType]);
  return Array.from(baseline.entries).flatMap(([key, { place }]) => {
    if (known.includes(key) || !isKeyOfSomeTarget(key)) return [];
    const message = `\`${formatPath(["baseline", key])}\` is no key of the target, which is of type \`${targetType}\`.`;
    return [{ code: "unknown-key", ...place, message, fix: suggestName(key, known) }];
  });
}

/** Keys of no target at all are already refused by the schema of `baseline`. */
function isKeyOfSomeTarget(key: string): boolean {
  return Object.values(targetShapes).some((shape) => Object.hasOwn(shape, key));
}

function typeOf(node: SourceNode | undefined): TargetType | undefined {
  const type = childOf(node, "type");
  return type?.kind === "scalar" && typeof type.value === "string" && Object.hasOwn(targetShapes, type.value)
    ? (type.value as TargetType)
    : undefined;
}
