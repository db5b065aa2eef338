import { inspectDatasetFiles } from "../../gate/inspect-dataset.ts";
import type { InspectedDataset } from "../../gate/inspect-dataset.ts";
import { ProblemError } from "../../problem.ts";
import type { Problem } from "../../problem.ts";
import { datasetFactsJson } from "../../report/dataset-json.ts";
import { renderSight } from "../../report/dataset-sight.ts";
import type { Exit, Io } from "../io.ts";
import { openGate, openNamedFiles } from "../../host/open-effects.ts";

export type DatasetOptions = { readonly config?: string; readonly json: boolean };

/** `dataset check`: every problem of the dataset, and of the scorers that its cases need; exit 0 or 2. */
export async function checkDatasetFiles(
  files: readonly string[],
  options: DatasetOptions,
  io: Io,
): Promise<Exit> {
  const { facts, warnings } =
    files.length > 0
      ? await inspectDatasetFiles(files, await openNamedFiles(io))
      : await inspectGate(options, io);
  if (options.json) {
    io.stdout(`${JSON.stringify({ ok: true, ...datasetFactsJson(facts), warnings }, undefined, 2)}\n`);
    return 0;
  }
  await printWarnings(warnings, io);
  const { cases, critical, drafts, units, fewestToProve } = facts;
  io.stdout(`ok: ${cases} cases, ${critical} critical, ${drafts} drafts\n`);
  if (units < fewestToProve.oneLook) io.stdout(`${renderSight(facts).at(-1)?.trim() ?? ""}\n`);
  return 0;
}

/** `dataset stats`: what the dataset holds, its version, and how small a drop it can see. */
export async function showDatasetStats(
  files: readonly string[],
  options: DatasetOptions,
  io: Io,
): Promise<Exit> {
  const { facts, warnings } =
    files.length > 0 ? await inspectVersioned(files, io) : await inspectGate(options, io);
  await printWarnings(warnings, io);
  if (options.json) {
    io.stdout(`${JSON.stringify(datasetFactsJson(facts), undefined, 2)}\n`);
    return 0;
  }
  const { renderDatasetFacts } = await import("../../report/dataset-report.ts");
  io.stdout(renderDatasetFacts(facts));
  return 0;
}

async function inspectVersioned(files: readonly string[], io: Io): Promise<InspectedDataset> {
  const { inspectVersionedDataset } = await import("../../gate/inspect-versioned-dataset.ts");
  return inspectVersionedDataset(files, await openNamedFiles(io));
}

async function inspectGate(options: DatasetOptions, io: Io): Promise<InspectedDataset> {
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

async function printWarnings(warnings: readonly Problem[], io: Io): Promise<void> {
  if (warnings.length === 0) return;
  const { printProblems } = await import("../print-problems.ts");
  printProblems(warnings, io, "warning");
}
