import type { JsonObject } from "../experiment/json.ts";
import type { Place, Problem } from "../problem.ts";

/** Keys of a target that run code of the repository. */
const codeKeys = ["command", "module", "setup", "start"] as const;

/** The keys of a target that run code, such as `command`. */
export function codeKeysOf(target: JsonObject): readonly string[] {
  return codeKeys.filter((key) => target[key] !== undefined);
}

/** A target may run code only where the gate file of the base branch says `policy.allow.exec: true`. */
export function checkCode(target: JsonObject, place: Place, isAllowed: boolean): readonly Problem[] {
  const [key] = codeKeysOf(target);
  if (key === undefined || isAllowed) return [];
  return [
    {
      code: "exec-not-allowed",
      ...place,
      message: `\`target.${key}\` runs code of the pull request, and \`policy.allow.exec\` is not true in the gate file that decides.`,
      fix: "Merge `policy: { allow: { exec: true } }` into the base branch first.",
    },
  ];
}
