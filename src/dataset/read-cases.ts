import type { Case } from "../experiment/case.ts";
import { filePartsOf } from "../experiment/content-parts.ts";
import type { Json } from "../experiment/json.ts";
import { schemaProblems } from "../experiment/schema-problem.ts";
import { ProblemList } from "../jsonl/problem-list.ts";
import { readJsonLines } from "../jsonl/read-json-lines.ts";
import { formatPlace, type Parsed, type Problem } from "../problem.ts";
import { isRow, rowSchema } from "./row-schema.ts";
import { CaseStore, type Row } from "./stored-case.ts";

export type DatasetFile = { readonly file: string; readonly chunks: AsyncIterable<Uint8Array> };

/** The cases of a dataset, and what is merely odd about its files. */
export type ReadCases = {
  readonly cases: readonly Case[];
  /** Paths of the images and files that rows name, as they are written there, by case id. */
  readonly pathsById: ReadonlyMap<string, readonly string[]>;
  readonly warnings: readonly Problem[];
};

/** Gives a row's content hash, or nothing where nobody asks for one: hashing is most of the cost of a small file. */
export type HashRow = (row: Json) => string | undefined;

/**
 * Reads the files of a dataset as one: ids are unique over all of them, and no rows at all is a problem, since a gate without
 * cases proves nothing. A file without rows among others is a warning. In the order of files and lines; drafts too.
 */
export async function readCases(files: readonly DatasetFile[], hashRow: HashRow): Promise<Parsed<ReadCases>> {
  const caseById = new Map<string, Case>();
  const pathsById = new Map<string, readonly string[]>();
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  for (const { file, chunks } of files) {
    const list = new ProblemList(file);
    const rows = await readRows({ file, chunks }, hashRow, { caseById, pathsById }, list);
    problems.push(...list.problems);
    if (rows === 0)
      warnings.push({
        code: "no-rows",
        file,
        message: "the file has no rows.",
        fix: "Add a case, or remove the file.",
      });
  }
  if (problems.length > 0) return { ok: false, problems };
  if (caseById.size === 0) return { ok: false, problems: [noCases(files)] };
  return { ok: true, value: { cases: [...caseById.values()], pathsById, warnings } };
}

type Found = { readonly caseById: Map<string, Case>; readonly pathsById: Map<string, readonly string[]> };

/** Adds the cases of one file; gives the number of its lines that are not blank. */
async function readRows(
  { file, chunks }: DatasetFile,
  hashRow: HashRow,
  { caseById, pathsById }: Found,
  problems: ProblemList,
): Promise<number> {
  const store = new CaseStore(file);
  let rows = 0;
  for await (const lines of readJsonLines(file, chunks)) {
    for (const line of lines) {
      rows++;
      if ("problem" in line) {
        problems.add(line.problem);
        continue;
      }
      const place = { file, line: line.line };
      const found = isRow(line.value) ? [] : schemaProblems(rowSchema, line.value, place);
      problems.add(...found);
      if (found.length > 0) continue;
      const row = line.value as Row;
      const parsed = store.add(row, line.text, hashRow(line.value), line.line);
      const paths = filePartsOf(row.input).map(({ path }) => path);
      if (paths.length > 0) pathsById.set(parsed.id, [...new Set(paths)]);
      const earlier = caseById.get(parsed.id);
      if (earlier === undefined) caseById.set(parsed.id, parsed);
      else problems.add(duplicateId(parsed, earlier));
    }
    if (problems.isFull) break;
  }
  return rows;
}

function duplicateId({ id, place }: Case, earlier: Case): Problem {
  const where =
    earlier.place.file === place.file ? `on line ${earlier.place.line}` : `in ${formatPlace(earlier.place)}`;
  return {
    code: "duplicate-id",
    ...place,
    message: `case id "${id}" is already used ${where}. Arms are paired by id, so each may appear once.`,
    fix: "Rename or remove one of the two.",
  };
}

function noCases(files: readonly DatasetFile[]): Problem {
  const only = files.length === 1 ? files[0] : undefined;
  return {
    code: "no-cases",
    ...(only === undefined ? {} : { file: only.file }),
    message: "the dataset has no cases, and a gate without cases proves nothing.",
    fix: "Add a row, one JSON object a line with `id` and `input`.",
  };
}
