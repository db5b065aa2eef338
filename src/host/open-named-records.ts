import { resolve } from "node:path";
import { isInIndex } from "../edge/git/is-in-index.ts";
import type { GateEffects, NamedRecords, RecordSource } from "../gate/effects.ts";
import { gather } from "../gate/gather.ts";
import { ProblemError } from "../problem.ts";
import type { Problem } from "../problem.ts";
import type { WorkingDir } from "./open-effects.ts";

/** The records at these paths, files or folders. One that git tracks is refused: whoever wrote the commit may have written its answers. */
export function openNamedRecords(
  paths: readonly string[],
  { openRecord }: Pick<GateEffects, "openRecord">,
  { workingDir }: WorkingDir,
): NamedRecords {
  return {
    open: async () => {
      const found = (await gather<(readonly RecordSource[])[]>(paths.map(openRecord))).flat();
      const committed: Problem[] = [];
      for (const { file } of found)
        if (await isInIndex(resolve(workingDir, file))) committed.push(committedRecord(file));
      if (committed.length > 0) throw new ProblemError(committed.slice(0, mostProblems));
      return found;
    },
    timeOf: Date.parse,
  };
}

const mostProblems = 50;

function committedRecord(file: string): Problem {
  return {
    code: "record-committed",
    file,
    message: "the commit brings this record, or git cannot tell: it is no proof that anything was run.",
    fix: "Name records that jobs of this workflow have made, in a folder outside of the checkout.",
  };
}
