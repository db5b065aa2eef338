import { ProblemError } from "../../problem.ts";
import type { RedactorSettings } from "../../traces/redact/open-redactor.ts";
import type { Files } from "../../tree/tree.ts";
import { besideFile } from "../paths.ts";
import type { Source } from "./append-cases.ts";
import { loadGateFile, noSettings } from "./load-detection.ts";

/** What the gate file says of promotion; without one there is no dataset, and the built-in kinds are redacted. */
export type PromotionFiles = {
  readonly redact: RedactorSettings;
  /** The files of the gate's dataset that are there. */
  readonly datasets: readonly Source[];
  /** Path of `.llm-o11y/rejected.jsonl`, whether it is there or not. */
  readonly rejectedFile: string;
  readonly rejected?: Source;
  /** Whether the gate reads a dataset at this path, which has to be there. */
  readonly reads: (path: string) => Promise<boolean>;
};

/** Reads the gate file where there is one. Throws a ProblemError with all that is wrong. */
export async function loadPromotion(config: string | undefined, files: Files): Promise<PromotionFiles> {
  const gate = await loadGateFile(config, files);
  const patterns = gate?.datasets.map((pattern) => besideFile(gate.file, pattern)) ?? [];
  const sourceOf = (file: string): Source => ({ file, open: () => files.readChunks(file) });
  const rejectedFile = besideFile(config ?? "llm-o11y.yml", ".llm-o11y/rejected.jsonl");
  const [rejected] = await matching([rejectedFile], files);
  return {
    redact: gate?.redact ?? noSettings,
    datasets: (await matching(patterns, files)).map(sourceOf),
    rejectedFile,
    ...(rejected === undefined ? {} : { rejected: sourceOf(rejected) }),
    reads: async (path) => (await matching(patterns, files)).includes(path),
  };
}

/** A pattern may wait for its first file. */
async function matching(patterns: readonly string[], files: Files): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const pattern of patterns) {
    try {
      for (const file of await files.glob([pattern])) found.add(file);
    } catch (error) {
      const isMissing =
        error instanceof ProblemError &&
        error.problems.every(({ code }) => code === "no-file-matches" || code === "file-not-found");
      if (!isMissing) throw error;
    }
  }
  return [...found];
}
