import type { Config, RubricFile, ScorerConfig, Waiver } from "../../config/config.ts";
import { parseGateFile, readExtends } from "../../config/parse-gate-file.ts";
import { parseRubricFile } from "../../config/parse-rubric.ts";
import { parseWaivers } from "../../config/parse-waivers.ts";
import type { Dataset } from "../../dataset/parse-dataset.ts";
import type { Parsed } from "../../problem.ts";
import { gather, orThrow } from "../gather.ts";
import { loadDatasetFiles } from "./load-dataset-files.ts";
import type { DatasetCache } from "./load-dataset-files.ts";
import { besideFile } from "../paths.ts";
import { judgeFiles } from "../../score/judge/prepare-judge.ts";
import { isYamlRubric } from "../../score/judge/read-rubric.ts";
import type { Files } from "../../tree/tree.ts";

/** A gate as its files give it. */
export type LoadedGate = {
  readonly config: Config;
  readonly waivers: readonly Waiver[];
  /** Absent where the gate names no dataset: the cases are then those of the records. */
  readonly dataset?: Dataset;
  /** Texts of the files that scorers name, by the name as written. */
  readonly scorerFiles: ReadonlyMap<string, string>;
  /** What those hold that are rubrics in YAML, by the same name. */
  readonly rubrics: ReadonlyMap<string, RubricFile>;
};

/** What was parsed before: commits mostly share their gate file and their datasets. */
export type LoadCache = {
  readonly configs: Map<string, Parsed<Config>>;
  readonly datasets: DatasetCache;
};

export function emptyCache(): LoadCache {
  return { configs: new Map(), datasets: new Map() };
}

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
  cache: LoadCache = emptyCache(),
): Promise<LoadedGate> {
  const [config, waivers] = await gather<[Config, readonly Waiver[]]>([
    loadConfig(file, files, options, cache),
    loadWaivers(file, files),
  ]);
  const [dataset, scorerFiles] = await gather<[Dataset | undefined, ReadonlyMap<string, string>]>([
    loadDataset(config, files, cache),
    loadScorerFiles(config, files),
  ]);
  const rubrics = await loadRubrics(config, scorerFiles);
  return { config, waivers, scorerFiles, rubrics, ...(dataset === undefined ? {} : { dataset }) };
}

async function loadConfig(
  file: string | undefined,
  files: Files,
  options: { readonly needsTarget: boolean },
  { configs }: LoadCache,
): Promise<Config> {
  if (file === undefined)
    return orThrow(parseGateFile({ file: "llm-o11y.yml", text: gateWithoutFile }, options));
  const text = await files.readText(file);
  const named = readExtends(file, text);
  const base = named === undefined ? undefined : besideFile(file, named);
  const baseText = base === undefined ? undefined : await files.readText(base);
  const key = JSON.stringify([text, baseText ?? null, options.needsTarget]);
  const parsed =
    configs.get(key) ??
    parseGateFile(
      {
        file,
        text,
        ...(base === undefined || baseText === undefined ? {} : { base: { file: base, text: baseText } }),
      },
      options,
    );
  configs.set(key, parsed);
  return orThrow(parsed);
}

async function loadWaivers(file: string | undefined, files: Files): Promise<readonly Waiver[]> {
  const path = besideFile(file ?? "llm-o11y.yml", ".llm-o11y/waivers.yml");
  const text = await files.readTextIfThere(path);
  return text === undefined ? [] : orThrow(parseWaivers(path, text));
}

async function loadDataset(
  config: Config,
  files: Files,
  { datasets }: LoadCache,
): Promise<Dataset | undefined> {
  if (config.datasets.length === 0) return undefined;
  return loadDatasetFiles(
    config.datasets.map((pattern) => besideFile(config.file, pattern)),
    files,
    datasets,
  );
}

async function loadScorerFiles(config: Config, files: Files): Promise<ReadonlyMap<string, string>> {
  const names = [...new Set(config.scorers.flatMap(filesOf))];
  const texts = await gather<string[]>(names.map((name) => files.readText(besideFile(config.file, name))));
  return new Map(names.map((name, i) => [name, texts[i] ?? ""]));
}

async function loadRubrics(
  { file, scorers }: Config,
  scorerFiles: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, RubricFile>> {
  const names = [...new Set(scorers.flatMap(judgeFiles))].filter(isYamlRubric);
  const rubrics = await gather<(readonly [string, RubricFile])[]>(
    names.map(async (name) => {
      const text = scorerFiles.get(name) ?? "";
      return [name, orThrow(parseRubricFile(besideFile(file, name), text))] as const;
    }),
  );
  return new Map(rubrics);
}

function filesOf(scorer: ScorerConfig): readonly string[] {
  return scorer.type === "json_schema" ? [scorer.schema] : judgeFiles(scorer);
}
