import type { Case } from "../../experiment/case.ts";
import { blobId } from "../../experiment/content-hash.ts";
import { ProblemError, quoteValue } from "../../problem.ts";
import type { Place, Problem } from "../../problem.ts";
import type { Files } from "../../tree/tree.ts";
import { besideFile } from "../paths.ts";

/** Of one image or file. */
export const mostAttachmentBytes = 10 * 1024 * 1024;

const mostProblems = 50;

/** Who names which files. */
type Naming = {
  readonly cases: readonly Case[];
  readonly pathsById: ReadonlyMap<string, readonly string[]>;
};

/**
 * Content ids of the files that cases name, by their paths in the repository, in the order of the cases. A commit knows them without
 * reading a byte; elsewhere they are made of the bytes, as git makes them. Throws a ProblemError with every case whose file is missing
 * or may not be read.
 */
export async function readContentIds(
  { cases, pathsById }: Naming,
  source: Files,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { id, place } of pathsById.size === 0 ? [] : cases)
    for (const path of pathsById.get(id) ?? []) {
      const inRepository = besideFile(place.file ?? "", path);
      if (ids.has(inRepository) || problems.length >= mostProblems) continue;
      const told = await atCase(place, path, contentIdOf(inRepository, source));
      if (told.ok) ids.set(inRepository, told.value);
      else problems.push(...told.problems);
    }
  if (problems.length > 0) throw new ProblemError(problems);
  return ids;
}

/** The bytes of a file that a case names. Throws a ProblemError where there are too many. */
export async function readAttachedBytes(
  path: string,
  source: Pick<Files, "readChunks">,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source.readChunks(path)) {
    size += chunk.length;
    if (size > mostAttachmentBytes) throw new ProblemError([tooLarge]);
    chunks.push(chunk);
  }
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
}

/** The value, or its problems at the line of the case that names the file. */
export async function atCase<T>(
  place: Place,
  path: string,
  step: Promise<T>,
): Promise<
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] }
> {
  try {
    return { ok: true, value: await step };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const problems = error.problems.map((problem) => ({
      ...problem,
      ...place,
      message: `the case names ${quoteValue(path)}: ${problem.message}`,
    }));
    return { ok: false, problems };
  }
}

/** The same for a file of a commit and for it in a working tree. */
async function contentIdOf(path: string, source: Files): Promise<string> {
  if (source.contentId !== undefined) return source.contentId(path);
  return blobId(await readAttachedBytes(path, source));
}

const tooLarge: Problem = {
  code: "attachment-too-large",
  message: "the file is larger than 10 MiB, which is the most that a case may send.",
  fix: "Make it smaller, or split the case.",
};
