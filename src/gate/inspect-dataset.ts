import { checkDataset } from "../dataset/check-dataset.ts";
import { datasetFacts } from "../decide/dataset-sight.ts";
import type { DatasetFacts } from "../decide/dataset-sight.ts";
import type { Problem } from "../problem.ts";
import type { GateEffects } from "./effects.ts";
import { loadDatasetFiles } from "./load-dataset-files.ts";

/** A dataset as it is, with what is odd about it. */
export type InspectedDataset = {
  readonly facts: DatasetFacts;
  readonly warnings: readonly Problem[];
};

/** What the policy says where there is no gate file. */
const defaults = { maxDrop: 0.05, alpha: 0.05 };

/** Checks the dataset in the files named. Throws a ProblemError with all that is wrong; what is merely odd comes back. */
export async function inspectDatasetFiles(
  files: readonly string[],
  effects: GateEffects,
): Promise<InspectedDataset> {
  const { cases, version } = await loadDatasetFiles(files, effects);
  return { facts: datasetFacts(cases, version, defaults), warnings: checkDataset(cases) };
}
