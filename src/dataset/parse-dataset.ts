import type { Case } from "../experiment/case.ts";
import { contentHash, contentHashOfList } from "../experiment/content-hash.ts";
import type { Parsed, Problem } from "../problem.ts";
import { readCases } from "./read-cases.ts";
import { withHash } from "./attached-case.ts";
import type { DatasetFile } from "./read-cases.ts";

export type Dataset = {
  /** In the order of files and lines; drafts too. */
  readonly cases: readonly Case[];
  readonly version: string;
  /** Paths of the images and files that rows name, as they are written there, by case id. */
  readonly pathsById: ReadonlyMap<string, readonly string[]>;
  /** What is merely odd about the files. */
  readonly warnings: readonly Problem[];
};

/** The cases of a dataset with the hashes of their rows, and its version: see `withContentIds` for the files that rows name. */
export async function parseDataset(files: readonly DatasetFile[]): Promise<Parsed<Dataset>> {
  const read = await readCases(files, contentHash);
  return read.ok ? { ok: true, value: { ...read.value, version: datasetVersion(read.value.cases) } } : read;
}

/**
 * The dataset with the files that its rows name in the hashes of the cases: an image that is changed is a case that is edited.
 * `idOf` gives the content id of a file by the dataset's file and the path in it.
 */
export function withContentIds(dataset: Dataset, idOf: (file: string, path: string) => string): Dataset {
  const { pathsById } = dataset;
  const cases = dataset.cases.map((one) => {
    const { id, hash, place } = one;
    const ids = pathsById.get(id)?.map((path) => idOf(place.file ?? "", path));
    return ids === undefined || hash === undefined ? one : withHash(one, contentHash([hash, ids]));
  });
  return { ...dataset, cases, version: datasetVersion(cases) };
}

/** sha256 over the cases' hashes in the order of their ids, so that the order of lines and files does not count. */
export function datasetVersion(cases: readonly Case[]): string {
  const byId = cases.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return contentHashOfList(hashesOf(byId));
}

function* hashesOf(cases: readonly Case[]): Generator<string | null> {
  for (const { hash } of cases) yield hash ?? null;
}
