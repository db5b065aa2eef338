import { parseDataset } from "../dataset/parse-dataset.ts";
import type { Dataset } from "../dataset/parse-dataset.ts";
import type { Files } from "../tree/tree.ts";
import { orThrow } from "./gather.ts";

/** One dataset from the files that match the patterns. Throws a ProblemError with everything that is wrong with them. */
export async function loadDatasetFiles(patterns: readonly string[], source: Files): Promise<Dataset> {
  const files = await source.glob(patterns);
  return orThrow(await parseDataset(files.map((file) => ({ file, chunks: source.readChunks(file) }))));
}
