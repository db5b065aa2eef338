import type { RunHeader, Trial } from "../../src/experiment/trial.ts";
import type { ArmToWrite } from "../../src/traces/write-back-trial.ts";

/** An arm of a run of the support desk with these trials. */
export function anArm(
  trials: readonly (Partial<Trial> & Pick<Trial, "caseId">)[],
  { header = {}, ...more }: Partial<ArmToWrite> & { readonly header?: Partial<RunHeader> } = {},
): ArmToWrite {
  const all = trials.map((trial): Trial => ({ index: 0, status: "ok", cached: false, ...trial }));
  const ids = [...new Set(all.map(({ caseId }) => caseId))];
  return {
    gate: "support-bot",
    record: {
      header: {
        arm: "candidate",
        sha: "9f3c1ab00000",
        target: "sha256:t",
        dataset: "sha256:d",
        planned: { cases: ids.length },
        startedAt: "2026-11-25T10:00:00.000Z",
        ...header,
      },
      trialsByCaseId: new Map(ids.map((id) => [id, all.filter(({ caseId }) => caseId === id)])),
    },
    caseById: new Map(
      ids.map((id) => [
        id,
        { input: `Where is order ${id}?`, expected: "30 days", tags: ["refund"], critical: true },
      ]),
    ),
    startMs: 0,
    ...more,
  };
}
