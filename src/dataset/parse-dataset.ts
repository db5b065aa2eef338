import type { Case } from "../experiment/case.ts";
import { contentHash, contentHashOfList } from "../experiment/content-hash.ts";
import type { Parsed, Problem } from "../problem.ts";
import { readCases } from "./read-cases.ts";
import type { DatasetFile } from "./read-cases.ts";

export type Dataset = {
  /** In the order of files and lines; drafts too. */
  readonly cases: readonly Case[];
  readonly version: string;
  /** What is merely odd about the files. */
  readonly warnings: readonly Problem[];
};

/**
 * The cases of a dataset with their hashes, and its version. The bytes of images and files that rows name are not part of the
 * hashes here.
 */
export async function parseDataset(files: readonly DatasetFile[]): Promise<Parsed<Dataset>> {
  const read = await readCases(files, contentHash);
  return read.ok ? { ok: true, value: { ...read.value, version: datasetVersion(read.value.cases) } } : read;
}

/** sha256 over the cases' hashes in the order of their ids, so that the order of lines and files does not count. */
export function datasetVersion(cases: readonly Case[]): string {
  const byId = cases.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return contentHashOfList(hashesOf(byId));
}

function* hashesOf(cases: readonly Case[]): Generator<string | null> {
  for (const { hash } of cases) yield hash ?? null;
}
