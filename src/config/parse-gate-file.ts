import type { Parsed, Problem } from "../problem.ts";
import type { Config } from "./config.ts";
import { checkGate } from "./check-gate.ts";
import { mergeTrees, readBase } from "./merge-extends.ts";
import { normaliseGate } from "./normalise.ts";
import { failWith } from "./problem-list.ts";
import { pathFault } from "../experiment/repository-path.ts";
import { quoteUnlessKey } from "./key-shape.ts";
import { gateSchema } from "./schema/gate.ts";
import { childOf, toJson } from "./source-tree.ts";
import type { SourceNode } from "./source-tree.ts";
import { readYaml } from "./yaml-source.ts";

export { readExtends, readGateName } from "./merge-extends.ts";

export type GateFile = {
  /** Repository-relative path. */
  readonly file: string;
  readonly text: string;
  /** The file that `extends` names, its path relative to the repository. */
  readonly base?: { readonly file: string; readonly text: string };
};

/**
 * The config of a gate file, or every problem in it and in the file it extends, in the order of their lines. Paths of the
 * base are made relative to the gate file's folder. Only the form of a path is judged here.
 */
export function parseGateFile(files: GateFile, options: { readonly needsTarget: boolean }): Parsed<Config> {
  const own = readYaml(files.file, files.text);
  const base = files.base && readBase(files.base, files.file);
  const unread = [own, base].flatMap((source) => (source && !source.ok ? source.problems : []));
  if (!own.ok || base?.ok === false) return failWith(unread, files.file);

  const root = base ? mergeTrees(base.value, own.value) : own.value;
  const lost = checkExtends(own.value, files);
  const problems = [
    ...lost,
    ...checkGate(root, options).filter(({ code }) => lost.length === 0 || code !== "missing-key"),
  ];
  if (problems.length > 0) return failWith(problems, files.file);
  return { ok: true, value: normaliseGate(files.file, gateSchema.parse(toJson(root)), root) };
}

/** A base that was named and not handed over would silently weaken the gate. */
function checkExtends(own: SourceNode, { base }: GateFile): readonly Problem[] {
  const node = childOf(own, "extends");
  if (
    base ||
    node?.kind !== "scalar" ||
    typeof node.value !== "string" ||
    pathFault(node.value) !== undefined
  )
    return [];
  const message = `\`extends\` names ${quoteUnlessKey(node.value)}, which was not found.`;
  return [
    {
      code: "extends-missing",
      ...node.place,
      message,
      fix: "Write the path of a gate file, relative to this one.",
    },
  ];
}
