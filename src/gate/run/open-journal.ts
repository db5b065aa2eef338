import type { ArmName, RunHeader, RunRecord, Trial } from "../../experiment/trial.ts";
import { ProblemError } from "../../problem.ts";
import type { Problem } from "../../problem.ts";
import { readUnfinishedRecord } from "../../record/read-unfinished-record.ts";
import { endLine, trialLine, writeRunRecord } from "../../record/write-record.ts";
import type { RecordFile, RunEffects } from "../effects.ts";
import type { IsFinished } from "./finished-trials.ts";
import { differences, writeIdentity } from "../plan/run-identity.ts";
import type { RunIdentity } from "../plan/run-identity.ts";

/** The run record of an arm while it is being made. */
export type Journal = {
  readonly file: string;
  /** The record has this trial already, so that it need not be run. */
  readonly has: (caseId: string, index: number) => boolean;
  readonly hasCase: (caseId: string) => boolean;
  readonly append: (trial: Trial) => Promise<void>;
  /** With the reason where the run ended before its plan. */
  readonly close: (reason?: NonNullable<RunRecord["end"]>["reason"]) => Promise<void>;
};

export type Journals = Readonly<Partial<Record<ArmName, Journal>>>;

/**
 * Opens a record for each header. One that an earlier process of the same run has left goes on: its finished trials stay, the others
 * go, so that they are run again. Throws a ProblemError where a record is of another run and those are refused; then none is touched.
 */
export async function openJournals(
  headers: Readonly<Partial<Record<ArmName, RunHeader>>>,
  identity: RunIdentity,
  isFinished: IsFinished,
  run: Pick<RunEffects, "openRecordFile" | "earlierRun" | "progress">,
): Promise<{ readonly journals: Journals; readonly warnings: readonly Problem[] }> {
  const places = await Promise.all(
    (["baseline", "candidate"] as const).flatMap((arm) => {
      const header = headers[arm];
      return header === undefined ? [] : [findPlace(arm, header, identity, run)];
    }),
  );
  const refused = places.flatMap(({ record: { file }, left }) =>
    left.is === "another" && run.earlierRun === "refuse" ? [otherRun(file, left.because)] : [],
  );
  if (refused.length > 0) throw new ProblemError(refused);
  const journals: Partial<Record<ArmName, Journal>> = {};
  const warnings: Problem[] = [];
  const firsts = firstTrials(places.find(({ arm }) => arm === "baseline")?.left);
  for (const { arm, header, record, left } of places) {
    const earlier = left.is === "same" ? left : { trials: [], isTorn: false };
    const kept = earlier.trials.filter((trial) => isFinished(trial, arm, firsts.get(trial.caseId)));
    if (earlier.isTorn) warnings.push(tornLine(record.file));
    if (left.is === "same") run.progress.note(renderResumed(arm, kept.length, earlier.isTorn));
    journals[arm] = await startJournal({ ...header, ...startOf(left) }, kept, identity, record).catch(
      async (error: unknown) => {
        await Promise.all(Object.values(journals).map((journal) => journal.close()));
        throw error;
      },
    );
  }
  return { journals, warnings };
}

/** What is left at the place of a record. */
type Left =
  | { readonly is: "nothing" }
  | {
      readonly is: "same";
      readonly trials: readonly Trial[];
      readonly startedAt?: string;
      readonly isTorn: boolean;
    }
  | { readonly is: "another"; readonly because: string };

async function findPlace(
  arm: ArmName,
  header: RunHeader,
  identity: RunIdentity,
  { openRecordFile, earlierRun }: Pick<RunEffects, "openRecordFile" | "earlierRun">,
) {
  const record = await openRecordFile(arm);
  const left: Left = earlierRun === "fresh" ? { is: "nothing" } : await findLeft(record, header, identity);
  return { arm, header, record, left };
}

async function findLeft(
  { file, earlier }: RecordFile,
  header: RunHeader,
  identity: RunIdentity,
): Promise<Left> {
  if (earlier === undefined) return { is: "nothing" };
  const another = (because: string): Left => ({ is: "another", because });
  if (earlier.isCommitted) return another("it is part of a commit, which is no proof that anything was run");
  if (earlier.plan === undefined) return another("no plan is beside it");
  const differing = differences(identity, earlier.plan);
  if (differing.length > 0) return another(`not the same: ${differing.join(", ")}`);
  const parsed = await readUnfinishedRecord(file, earlier.chunks);
  if (!parsed.ok) return another(`it is damaged: ${parsed.problems[0]?.message ?? ""}`);
  const { record, isTorn } = parsed.value;
  if (record === undefined) return { is: "nothing" };
  // The file may have been put there by hand, beside a plan that is not its own.
  const { gate, target, dataset, scorers, shard, startedAt } = record.header;
  const own = { gate, arm: record.header.arm, target, dataset, scorers, shard };
  const foreign = Object.entries(own).filter(([name, value]) => header[name as keyof typeof own] !== value);
  if (foreign.length > 0)
    return another(`not that of the plan beside it: ${foreign.map(([name]) => `\`${name}\``).join(", ")}`);
  return {
    is: "same",
    trials: [...record.trialsByCaseId.values()].flat(),
    ...(startedAt === undefined ? {} : { startedAt }),
    isTorn,
  };
}

function firstTrials(left: Left | undefined): ReadonlyMap<string, Trial> {
  const trials = left?.is === "same" ? left.trials.filter(({ index }) => index === 0) : [];
  return new Map(trials.map((trial) => [trial.caseId, trial]));
}

/** A run that goes on started when its first process did. */
function startOf(left: Left): Pick<RunHeader, "startedAt"> {
  return left.is === "same" && left.startedAt !== undefined ? { startedAt: left.startedAt } : {};
}

async function startJournal(
  header: RunHeader,
  kept: readonly Trial[],
  identity: RunIdentity,
  record: RecordFile,
): Promise<Journal> {
  const { file, append, close } = await record.start(writeIdentity(identity), writeRunRecord(header, kept));
  const caseIds = new Set(kept.map(({ caseId }) => caseId));
  const recorded = new Set(kept.map(({ index, caseId }) => `${index} ${caseId}`));
  return {
    file,
    has: (caseId, index) => recorded.has(`${index} ${caseId}`),
    hasCase: (caseId) => caseIds.has(caseId),
    append: (trial) => {
      caseIds.add(trial.caseId);
      recorded.add(`${trial.index} ${trial.caseId}`);
      return append(trialLine(trial));
    },
    close: async (reason) => {
      try {
        if (reason !== undefined) await append(endLine({ reason, cases: caseIds.size }));
      } finally {
        await close();
      }
    },
  };
}

function renderResumed(arm: ArmName, trials: number, isTorn: boolean): string {
  const repaired = isTorn ? " The last line of its record was cut off, and is dropped." : "";
  return `The ${arm} goes on: ${trials} ${trials === 1 ? "trial is" : "trials are"} there already.${repaired}`;
}

function tornLine(file: string): Problem {
  return {
    code: "torn-line",
    file,
    message: "the last line was cut off when an earlier process of this run ended; its trial was run again.",
  };
}

function otherRun(file: string, because: string): Problem {
  return {
    code: "other-run",
    file,
    message: `the record here is of another run (${because}), and would be replaced.`,
    fix: "Write to another place with `--out`, or replace it with `--fresh`.",
  };
}
