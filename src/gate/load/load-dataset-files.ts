import { parseDataset } from "../../dataset/parse-dataset.ts";
import type { Dataset } from "../../dataset/parse-dataset.ts";
import type { Files } from "../../tree/tree.ts";
import { orThrow } from "../gather.ts";

/** Datasets by the content of their files, so that commits that share one parse it once. */
export type DatasetCache = Map<string, Promise<Dataset>>;

/** One dataset from the files that match the patterns. Throws a ProblemError with everything that is wrong with them. */
export async function loadDatasetFiles(
  patterns: readonly string[],
  source: Files,
  cache: DatasetCache = new Map(),
): Promise<Dataset> {
  const files = await source.glob(patterns);
  const key = await keyOf(files, source);
  const known = key === undefined ? undefined : cache.get(key);
  if (known !== undefined) return known;
  const parsing = parseDataset(files.map((file) => ({ file, chunks: source.readChunks(file) }))).then(
    orThrow,
  );
  if (key !== undefined) cache.set(key, parsing);
  return parsing;
}

async function keyOf(
  files: readonly string[],
  { contentId }: Pick<Files, "contentId">,
): Promise<string | undefined> {
  if (contentId === undefined) return undefined;
  return JSON.stringify([files, await Promise.all(files.map((file) => contentId(file)))]);
}
