import { readCases } from "../../dataset/read-cases.ts";
import type { Case } from "../../experiment/case.ts";
import type { PromotedCase } from "../../experiment/promotion.ts";
import { ProblemError } from "../../problem.ts";
import { orThrow } from "../gather.ts";

/** A file that can be read from its start as often as it takes. */
export type Source = { readonly file: string; readonly open: () => AsyncIterable<Uint8Array> };

export type Appended = {
  /** What comes after the bytes that the file has now. */
  readonly text: string;
  /** Of the file as it was read: what is appended was checked with these. 0 where there is no such file. */
  readonly bytesBefore: number;
  /** All cases of the dataset as it is, and as it will be. */
  readonly before: readonly Case[];
  readonly after: readonly Case[];
};

/**
 * The lines that add the cases to the file `to`, which need not be there. The whole dataset is read with them before: a row that is not
 * one, or an id that is there twice, is never written. Throws a ProblemError where the dataset is wrong.
 */
export async function appendCases(
  cases: readonly PromotedCase[],
  to: string,
  datasets: readonly Source[],
): Promise<Appended> {
  const before = await readDataset(datasets);
  const own = datasets.find(({ file }) => file === to);
  const end = own === undefined ? { bytes: 0, isOpen: false } : await readEnd(own);
  const lines = cases.map(caseLine).join("");
  const text = lines === "" || !end.isOpen ? lines : `\n${lines}`;
  const whole: Source = {
    file: to,
    open: async function* () {
      if (own !== undefined) yield* own.open();
      yield Buffer.from(text);
    },
  };
  const after = await readDataset([...datasets.filter((source) => source !== own), whole]);
  return { text, bytesBefore: end.bytes, before, after };
}

/** The row of a case, with its line feed. */
export function caseLine(one: PromotedCase): string {
  return `${JSON.stringify(one)}\n`;
}

/** The cases of all files; a dataset that has none yet is none. Throws a ProblemError where anything is wrong. */
export async function readDataset(sources: readonly Source[]): Promise<readonly Case[]> {
  if (sources.length === 0) return [];
  const files = sources.map(({ file, open }) => ({ file, chunks: open() }));
  const read = await readCases(files, () => undefined);
  if (!read.ok && read.problems.every(({ code }) => code === "no-cases")) return [];
  return orThrow(read).cases;
}

/** Whether the reader of datasets takes it: not where its line is longer than 1 MiB, or nests too deep. */
export async function isRow(one: PromotedCase): Promise<boolean> {
  const open = async function* () {
    yield Buffer.from(caseLine(one));
  };
  return readDataset([{ file: "", open }]).then(
    () => true,
    (error: unknown) => {
      if (error instanceof ProblemError) return false;
      throw error;
    },
  );
}

async function readEnd({ open }: Source): Promise<{ readonly bytes: number; readonly isOpen: boolean }> {
  let [bytes, last] = [0, lineFeed];
  for await (const chunk of open()) {
    bytes += chunk.length;
    last = chunk.at(-1) ?? last;
  }
  return { bytes, isOpen: last !== lineFeed };
}

const lineFeed = 10;
