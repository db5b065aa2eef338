import { checkDataset } from "../dataset/check-dataset.ts";
import { readCases } from "../dataset/read-cases.ts";
import { datasetFacts } from "../decide/dataset-sight.ts";
import type { DatasetFacts } from "../decide/dataset-sight.ts";
import type { Problem } from "../problem.ts";
import type { GateEffects } from "./effects.ts";
import { orThrow } from "./gather.ts";
import { readContentIds } from "./load/content-ids.ts";

/** A dataset as it is, with what is odd about it. */
export type InspectedDataset = {
  readonly facts: DatasetFacts;
  readonly warnings: readonly Problem[];
};

/** What the policy says where there is no gate file. */
export const defaults = { maxDrop: 0.05, alpha: 0.05 };

/**
 * Checks the dataset in the files named, without its version. Throws a ProblemError with all that is wrong; what is merely odd
 * comes back.
 */
export async function inspectDatasetFiles(
  patterns: readonly string[],
  effects: GateEffects,
): Promise<InspectedDataset> {
  const files = await effects.glob(patterns);
  const read = await readCases(
    files.map((file) => ({ file, chunks: effects.readChunks(file) })),
    () => undefined,
  );
  const { cases, pathsById, warnings } = orThrow(read);
  await readContentIds({ cases, pathsById }, effects);
  return { facts: datasetFacts(cases, undefined, defaults), warnings: [...warnings, ...checkDataset(cases)] };
}
