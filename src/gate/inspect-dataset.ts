import type { Config } from "../config/config.ts";
import { checkDataset } from "../dataset/check-dataset.ts";
import type { Dataset } from "../dataset/parse-dataset.ts";
import { selectCases } from "../dataset/select-cases.ts";
import type { DatasetFacts } from "../decide/dataset-sight.ts";
import { datasetFacts } from "../decide/dataset-sight.ts";
import { ProblemError } from "../problem.ts";
import type { Problem } from "../problem.ts";
import type { GateEffects } from "./effects.ts";
import { loadDatasetFiles, loadGate } from "./load-gate.ts";
import { resolveScorers } from "./resolve-scorers.ts";

/** A dataset as it is, with what is odd about it. */
export type InspectedDataset = {
  readonly facts: DatasetFacts;
  readonly warnings: readonly Problem[];
};

/**
 * Checks the dataset of a gate, with the scorers that its cases need, or the files named. Throws a ProblemError with everything
 * that is wrong; what is merely odd comes back as warnings.
 */
export async function inspectDataset(
  source: { readonly files: readonly string[] } | { readonly config: string },
  effects: GateEffects,
): Promise<InspectedDataset> {
  if ("files" in source) {
    const dataset = await loadDatasetFiles(source.files, effects);
    return inspect(dataset, undefined);
  }
  const gate = await loadGate(source.config, effects, { needsTarget: false });
  if (gate.dataset === undefined) {
    throw new ProblemError([{ code: "no-dataset", file: source.config, message: "`datasets` names no file.", fix: "Name a JSONL file or a glob." }]);
  }
  const run = gate.dataset.cases.filter(({ draft }) => !draft);
  await resolveScorers(run, gate.config, gate.scorerFiles);
  return inspect(gate.dataset, gate.config);
}

function inspect({ cases, version }: Dataset, config: Config | undefined): InspectedDataset {
  const selected = config === undefined ? cases : selectCases(cases, config.select, config.execution.seed);
  const facts = datasetFacts(selected, version, {
    maxDrop: config?.policy.quality.maxDrop ?? 0.05,
    alpha: Number((1 - (config?.policy.confidence ?? 0.95)).toFixed(12)),
  });
  return { facts, warnings: checkDataset(cases) };
}
