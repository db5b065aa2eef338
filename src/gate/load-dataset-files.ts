import { parseDataset } from "../dataset/parse-dataset.ts";
import type { Dataset } from "../dataset/parse-dataset.ts";
import type { GateEffects } from "./effects.ts";
import { orThrow } from "./gather.ts";

/** One dataset from the files that match the patterns. Throws a ProblemError with everything that is wrong with them. */
export async function loadDatasetFiles(patterns: readonly string[], effects: GateEffects): Promise<Dataset> {
  const files = await effects.glob(patterns);
  return orThrow(await parseDataset(files.map((file) => ({ file, chunks: effects.readChunks(file) }))));
}
