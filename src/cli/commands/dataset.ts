import { inspectDatasetFiles } from "../../gate/inspect-dataset.ts";
import type { InspectedDataset } from "../../gate/inspect-dataset.ts";
import { ProblemError } from "../../problem.ts";
import { datasetFactsJson, renderDatasetFacts, renderSight } from "../../report/dataset-report.ts";
import type { Exit, Io } from "../io.ts";
import { openGate, openNamedFiles } from "../open-effects.ts";
import { printProblems } from "../print-problems.ts";

export type DatasetOptions = { readonly config?: string; readonly json: boolean };

/** `dataset check`: every problem of the dataset, and of the scorers that its cases need; exit 0 or 2. */
export async function checkDatasetFiles(
  files: readonly string[],
  options: DatasetOptions,
  io: Io,
): Promise<Exit> {
  const { facts, warnings } = await inspect(files, options, io);
  if (options.json) {
    io.stdout(`${JSON.stringify({ ok: true, ...datasetFactsJson(facts), warnings }, undefined, 2)}\n`);
    return 0;
  }
  printProblems(warnings, io, "warning");
  const { cases, critical, drafts } = facts;
  io.stdout(`ok: ${cases} cases, ${critical} critical, ${drafts} drafts, ${facts.version}\n`);
  const weak = facts.units < facts.fewestToProve.oneLook;
  if (weak) io.stdout(`${renderSight(facts).at(-1)?.trim() ?? ""}\n`);
  return 0;
}

/** `dataset stats`: what the dataset holds and how small a drop it can see. */
export async function showDatasetStats(
  files: readonly string[],
  options: DatasetOptions,
  io: Io,
): Promise<Exit> {
  const { facts, warnings } = await inspect(files, options, io);
  printProblems(warnings, io, "warning");
  io.stdout(
    options.json ? `${JSON.stringify(datasetFactsJson(facts), undefined, 2)}\n` : renderDatasetFacts(facts),
  );
  return 0;
}

async function inspect(files: readonly string[], options: DatasetOptions, io: Io): Promise<InspectedDataset> {
  if (files.length > 0) return inspectDatasetFiles(files, await openNamedFiles(io));
  const { config, effects } = await openGate(options.config, io);
  if (config !== undefined) {
    const { inspectGateDataset } = await import("../../gate/inspect-gate-dataset.ts");
    return inspectGateDataset(config, effects);
  }
  const fix = "Name a JSONL file, or a gate file with `--config`.";
  throw new ProblemError([
    { code: "no-dataset", message: "there is no `llm-o11y.yml` here, and no dataset was named.", fix },
  ]);
}
