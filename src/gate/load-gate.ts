import type { Config, ScorerConfig, Waiver } from "../config/config.ts";
import { parseGateFile, readExtends } from "../config/parse-gate-file.ts";
import { parseWaivers } from "../config/parse-waivers.ts";
import type { Dataset } from "../dataset/parse-dataset.ts";
import { gather, orThrow } from "./gather.ts";
import { loadDatasetFiles } from "./load-dataset-files.ts";
import { besideFile } from "./paths.ts";
import { judgeFiles } from "../score/judge/prepare-judge.ts";
import type { Files } from "../tree/tree.ts";

/** A gate as its files give it. */
export type LoadedGate = {
  readonly config: Config;
  readonly waivers: readonly Waiver[];
  /** Absent where the gate names no dataset: the cases are then those of the records. */
  readonly dataset?: Dataset;
  /** Texts of the files that scorers name, by the name as written. */
  readonly scorerFiles: ReadonlyMap<string, string>;
};

/** The gate that is used where there is no gate file: recorded scores, default policy, the cases of the records. */
const gateWithoutFile = `version: 1\ndatasets: []\nscorers: [{ type: recorded }]\n`;

/**
 * Reads a gate file with all that it names. Throws a ProblemError with every problem of all of them. Without `file` it is the
 * default gate, which decides on recorded scores.
 */
export async function loadGate(
  file: string | undefined,
  files: Files,
  options: { readonly needsTarget: boolean },
): Promise<LoadedGate> {
  const [config, waivers] = await gather<[Config, readonly Waiver[]]>([
    loadConfig(file, files, options),
    loadWaivers(file, files),
  ]);
  const [dataset, scorerFiles] = await gather<[Dataset | undefined, ReadonlyMap<string, string>]>([
    loadDataset(config, files),
    loadScorerFiles(config, files),
  ]);
  return { config, waivers, scorerFiles, ...(dataset === undefined ? {} : { dataset }) };
}

async function loadConfig(
  file: string | undefined,
  files: Files,
  options: { readonly needsTarget: boolean },
): Promise<Config> {
  if (file === undefined)
    return orThrow(parseGateFile({ file: "llm-o11y.yml", text: gateWithoutFile }, options));
  const text = await files.readText(file);
  const named = readExtends(file, text);
  if (named === undefined) return orThrow(parseGateFile({ file, text }, options));
  const base = besideFile(file, named);
  return orThrow(
    parseGateFile({ file, text, base: { file: base, text: await files.readText(base) } }, options),
  );
}

async function loadWaivers(file: string | undefined, files: Files): Promise<readonly Waiver[]> {
  const path = besideFile(file ?? "llm-o11y.yml", ".llm-o11y/waivers.yml");
  const text = await files.readTextIfThere(path);
  return text === undefined ? [] : orThrow(parseWaivers(path, text));
}

async function loadDataset(config: Config, files: Files): Promise<Dataset | undefined> {
  if (config.datasets.length === 0) return undefined;
  return loadDatasetFiles(
    config.datasets.map((pattern) => besideFile(config.file, pattern)),
    files,
  );
}

async function loadScorerFiles(config: Config, files: Files): Promise<ReadonlyMap<string, string>> {
  const names = [...new Set(config.scorers.flatMap(filesOf))];
  const texts = await gather<string[]>(names.map((name) => files.readText(besideFile(config.file, name))));
  return new Map(names.map((name, i) => [name, texts[i] ?? ""]));
}

function filesOf(scorer: ScorerConfig): readonly string[] {
  return scorer.type === "json_schema" ? [scorer.schema] : judgeFiles(scorer);
}
