import { contentHash } from "../experiment/content-hash.ts";
import type { ArmName, RunHeader, Trial } from "../experiment/trial.ts";

/** Hex digits that are the same for the same parts, so that what is sent twice is one. */
export function stableId(digits: number, ...parts: readonly (string | number)[]): string {
  return contentHash(parts).slice("sha256:".length, "sha256:".length + digits);
}

/** Names a run of one arm: the same record gives the same id, another run another. */
export function experimentIdOf(gate: string, arm: ArmName | "run", header: RunHeader): string {
  const { sha = "", target = "", dataset = "", startedAt = "" } = header;
  return stableId(32, "experiment", gate, arm, sha, target, dataset, startedAt);
}

const traceIdForm = /^(?!0+$)[0-9a-f]{32}$/i;

/**
 * Where the span of a trial goes: into the trace that the app wrote, where the record names it. An answer out of the cache has the trace
 * of the run that asked, to which this one does not belong.
 */
export function traceIdOf(experimentId: string, { caseId, index, cached, traceId }: Trial): string {
  if (!cached && traceId !== undefined && traceIdForm.test(traceId)) return traceId.toLowerCase();
  return stableId(32, "trace", experimentId, caseId, index);
}

export function spanIdOf(experimentId: string, { caseId, index }: Trial): string {
  return stableId(16, "span", experimentId, caseId, index);
}

/** Langfuse takes at most 255 characters, unique in its project: a case id is unique in its gate only. */
export function datasetItemId(datasetName: string, caseId: string): string {
  const id = `${datasetName}:${caseId}`;
  return id.length <= 255 ? id : stableId(64, "item", datasetName, caseId);
}
