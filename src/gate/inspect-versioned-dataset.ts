import { checkDataset } from "../dataset/check-dataset.ts";
import { datasetFacts } from "../decide/dataset-sight.ts";
import type { GateEffects } from "./effects.ts";
import { defaults } from "./inspect-dataset.ts";
import type { InspectedDataset } from "./inspect-dataset.ts";
import { loadDatasetFiles } from "./load/load-dataset-files.ts";

/** The same as `inspectDatasetFiles`, with the dataset's version: every row is hashed. */
export async function inspectVersionedDataset(
  patterns: readonly string[],
  effects: GateEffects,
): Promise<InspectedDataset> {
  const { cases, version, warnings } = await loadDatasetFiles(patterns, effects);
  return { facts: datasetFacts(cases, version, defaults), warnings: [...warnings, ...checkDataset(cases)] };
}
