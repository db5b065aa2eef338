import { checkDataset } from "../dataset/check-dataset.ts";
import { selectCases } from "../dataset/select-cases.ts";
import { alphaOf } from "../decide/alpha.ts";
import { datasetFacts } from "../decide/dataset-sight.ts";
import { ProblemError } from "../problem.ts";
import type { GateEffects } from "./effects.ts";
import type { InspectedDataset } from "./inspect-dataset.ts";
import { loadGate } from "./load/load-gate.ts";
import { resolveScorers } from "./load/resolve-scorers.ts";

/**
 * Checks the dataset of a gate and the scorers that its cases need. Throws a ProblemError with everything that is wrong; what is
 * merely odd comes back as warnings. The facts are those of the cases that the gate selects.
 */
export async function inspectGateDataset(file: string, effects: GateEffects): Promise<InspectedDataset> {
  const { config, dataset, scorerFiles } = await loadGate(file, effects, { needsTarget: false });
  if (dataset === undefined) {
    const fix = "Name a JSONL file or a glob.";
    throw new ProblemError([{ code: "no-dataset", file, message: "`datasets` names no file.", fix }]);
  }
  const { cases, version, warnings } = dataset;
  const selected = selectCases(cases, config.select, config.execution.seed);
  await resolveScorers(
    cases.filter(({ draft }) => !draft),
    config,
    scorerFiles,
  );
  const { quality, confidence } = config.policy;
  const tolerance = { maxDrop: quality.maxDrop, alpha: alphaOf(confidence) };
  return {
    facts: datasetFacts(selected, version, tolerance),
    warnings: [...warnings, ...checkDataset(cases)],
  };
}
