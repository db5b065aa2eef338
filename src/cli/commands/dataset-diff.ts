import { diffDatasets } from "../../gate/load/diff-datasets.ts";
import { datasetDiffJson, renderDatasetDiff } from "../../report/dataset-diff.ts";
import type { Exit, Io } from "../io.ts";
import { openCommits } from "../open-run.ts";

export type DiffOptions = {
  readonly config?: string;
  readonly base?: string;
  readonly head?: string;
  readonly json: boolean;
};

/** `dataset diff`: what the candidate does to the cases. */
export async function showDatasetDiff(options: DiffOptions, io: Io): Promise<Exit> {
  const { config, commits } = await openCommits({ ...options, policy: "base" }, io);
  const diff = await diffDatasets(config, commits);
  io.stdout(
    options.json ? `${JSON.stringify(datasetDiffJson(diff), undefined, 2)}\n` : renderDatasetDiff(diff),
  );
  return 0;
}
