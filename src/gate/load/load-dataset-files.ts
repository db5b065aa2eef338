import { parseDataset, withContentIds } from "../../dataset/parse-dataset.ts";
import type { Dataset } from "../../dataset/parse-dataset.ts";
import type { Files } from "../../tree/tree.ts";
import { orThrow } from "../gather.ts";
import { besideFile } from "../paths.ts";
import { readContentIds } from "./content-ids.ts";

/** Datasets by the content of their files, so that commits that share one parse it once. */
export type DatasetCache = Map<string, Promise<Dataset>>;

/**
 * One dataset from the files that match the patterns, with the images and files that rows name in the hashes of the cases. Throws a
 * ProblemError with everything that is wrong with them.
 */
export async function loadDatasetFiles(
  patterns: readonly string[],
  source: Files,
  cache: DatasetCache = new Map(),
): Promise<Dataset> {
  const files = await source.glob(patterns);
  const key = await keyOf(files, source);
  const rows = await once(cache, key, async () =>
    orThrow(await parseDataset(files.map((file) => ({ file, chunks: source.readChunks(file) })))),
  );
  if (rows.pathsById.size === 0) return rows;
  const ids = await readContentIds(rows, source);
  const wholeKey = key === undefined ? undefined : JSON.stringify([key, [...ids]]);
  return once(cache, wholeKey, async () =>
    withContentIds(rows, (file, path) => ids.get(besideFile(file, path)) ?? ""),
  );
}

function once(cache: DatasetCache, key: string | undefined, make: () => Promise<Dataset>): Promise<Dataset> {
  const known = key === undefined ? undefined : cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  if (key !== undefined) cache.set(key, made);
  return made;
}

async function keyOf(
  files: readonly string[],
  { contentId }: Pick<Files, "contentId">,
): Promise<string | undefined> {
  if (contentId === undefined) return undefined;
  return JSON.stringify([files, await Promise.all(files.map((file) => contentId(file)))]);
}
