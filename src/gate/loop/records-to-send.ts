import type { Dataset } from "../../dataset/parse-dataset.ts";
import type { RunRecord } from "../../experiment/trial.ts";
import { type Problem, ProblemError, quoteValue } from "../../problem.ts";
import { experimentIdOf } from "../../traces/write-back-ids.ts";
import { type LangfuseDatasetItem, writeDatasetItem } from "../../traces/write-back-items.ts";
import type { KeyValue } from "../../traces/write-back-otlp.ts";
import { type WrittenTrial, writeResource, writeTrials } from "../../traces/write-back-trial.ts";
import type { GateEffects } from "../effects.ts";
import { gather } from "../gather.ts";
import { loadGate } from "../load/load-gate.ts";
import { loadRecord } from "../load/load-record.ts";

export type SendRequest = {
  /** Repository-relative path of the gate file, for its name and its cases. */
  readonly config?: string;
  /** Run records, or folders of the shards of one run. */
  readonly records: readonly string[];
  /** The dataset in Langfuse that gets the cases. */
  readonly dataset?: string;
  /** When the runs began, for records that do not tell. */
  readonly startMs: number;
};

export type ToSend = {
  readonly resource: readonly KeyValue[];
  readonly trials: Iterable<WrittenTrial>;
  readonly items: Iterable<LangfuseDatasetItem>;
};

/** What run records come to where traces are looked at. Throws a ProblemError with all that is wrong with the gate file and the records. */
export async function loadRecordsToSend(request: SendRequest, effects: GateEffects): Promise<ToSend> {
  const [{ config, dataset }, ...records] = await gather<
    [Awaited<ReturnType<typeof loadGate>>, ...RunRecord[]]
  >([
    loadGate(request.config, effects, { needsTarget: false }),
    ...request.records.map((path) => loadRecord(path, effects)),
  ]);
  checkDistinct(config.gate, records);
  return {
    resource: writeResource(config.gate),
    trials: trialsOf(config.gate, records, dataset, request),
    items: itemsOf(dataset, request.dataset),
  };
}

/** Ids follow from what a record tells of its run: of two that tell the same, one would replace the other. */
function checkDistinct(gate: string, records: readonly RunRecord[]): void {
  const fileById = new Map<string, string>();
  const problems = records.flatMap(({ file, header }): readonly Problem[] => {
    const id = experimentIdOf(gate, header.arm ?? "run", header);
    const first = fileById.get(id);
    fileById.set(id, first ?? file);
    if (first === undefined) return [];
    return [
      {
        code: "same-run",
        file,
        message: `its first line tells of the same run as that of ${quoteValue(first)}, so it would replace it.`,
        fix: "Send one of them, or tell them apart by `arm`, `sha` or `started_at`.",
      },
    ];
  });
  if (problems.length > 0) throw new ProblemError(problems);
}

function* trialsOf(
  gate: string,
  records: readonly RunRecord[],
  dataset: Dataset | undefined,
  { dataset: name, startMs }: SendRequest,
): Generator<WrittenTrial> {
  const caseById = new Map((dataset?.cases ?? []).map((one) => [one.id, one]));
  for (const record of records)
    yield* writeTrials({
      gate,
      record,
      caseById,
      startMs,
      ...(name === undefined ? {} : { dataset: { name } }),
    });
}

function* itemsOf(dataset: Dataset | undefined, name: string | undefined): Generator<LangfuseDatasetItem> {
  if (name === undefined) return;
  for (const one of dataset?.cases ?? []) yield writeDatasetItem(name, one);
}
