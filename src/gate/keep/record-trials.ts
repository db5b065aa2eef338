import type { Case } from "../../experiment/case.ts";
import type { ArmName, RunHeader, RunRecord, Trial } from "../../experiment/trial.ts";
import { ProblemError, quoteValue } from "../../problem.ts";
import type { Problem } from "../../problem.ts";
import { readRunRecord } from "../../record/read-record.ts";
import type { NamedRecords } from "../effects.ts";
import type { PlannedTrial } from "../plan/plan-trials.ts";
import { isUsable } from "./trial-cache.ts";
import type { CachedTrial } from "./trial-cache.ts";
import type { TrialKeeper, TrialSource } from "./trial-store.ts";

const dayMs = 24 * 60 * 60 * 1000;
const mostWarnings = 5;

/** What the trials of a record are held against. */
export type RecordPlace = {
  /** Fingerprint of the target of each arm that is run. */
  readonly fingerprints: Readonly<Partial<Record<ArmName, string>>>;
  readonly cases: readonly Case[];
  /** Start of the run, in milliseconds since 1970. */
  readonly nowMs: number;
};

/** The trials of the records that the user names, and what is said of records that none was taken from. */
export type RecordTrials = TrialSource & { readonly warnings: readonly Problem[] };

/**
 * Reads the trials that need not be run: those of a record whose target is that of an arm, where the case is the same by its hash.
 * Scores are left behind, since no record tells which model judged. Throws a ProblemError with all that is wrong with the records.
 */
export async function readRecordTrials(records: NamedRecords, place: RecordPlace): Promise<RecordTrials> {
  const hashes = new Map(place.cases.flatMap(({ id, hash }) => (hash === undefined ? [] : [[id, hash]])));
  const isSameCase = ({ caseId, caseHash }: Trial): boolean =>
    caseHash !== undefined && hashes.get(caseId) === caseHash;
  // What no run of now could take is no longer than its place.
  const keep = (trial: Trial): Trial => (isSameCase(trial) ? answerOf(trial) : placeOf(trial));
  const held = { baseline: new Map<string, CachedTrial>(), candidate: new Map<string, CachedTrial>() };
  /** Cases that a record of now has run on the candidate, with whatever answer. */
  const ranNow = new Set<string>();
  const problems: Problem[] = [];
  const unused: Problem[] = [];
  // One after the other, so that only one is whole in memory.
  for (const { file, chunks } of await records.open()) {
    const read = await readRunRecord(file, chunks, keep);
    if (!read.ok) {
      problems.push(...read.problems);
      continue;
    }
    const { header, trialsByCaseId } = read.value;
    const arm = armOf(header, place.fingerprints);
    const startedMs = header.startedAt === undefined ? Number.NaN : records.timeOf(header.startedAt);
    const isOfNow = isUsable(startedMs, place.nowMs) && place.nowMs - startedMs < dayMs;
    const trials = arm === undefined ? [] : [...trialsByCaseId.values()].flat().filter(isSameCase);
    const found = trials.flatMap((trial) => takeTrial(trial, arm === "candidate", isOfNow, startedMs) ?? []);
    if (found.length === 0) unused.push(notUsed(read.value, place, arm === "candidate" && !isOfNow));
    if (arm === undefined) continue;
    if (arm === "candidate" && isOfNow) for (const { caseId } of trials) ranNow.add(caseId);
    for (const taken of found) {
      const known = held[arm].get(keyOf(taken.trial));
      if (known === undefined || (taken.isOwn && !known.isOwn)) held[arm].set(keyOf(taken.trial), taken);
    }
  }
  if (problems.length > 0) throw new ProblemError(problems);
  const find = (arm: ArmName, key: string): CachedTrial | undefined => {
    const taken = held[arm].get(key);
    const isAlone = arm === "baseline" && taken?.isOwn === true && !ranNow.has(taken.trial.caseId);
    return isAlone ? asOfBefore(taken.trial, taken.storedMs) : taken;
  };
  return {
    // What both arms share is the baseline's, as in the cache.
    find: async ({ arm, case: { id: caseId }, index, isShared }) =>
      find(isShared === true ? "baseline" : arm, keyOf({ caseId, index })),
    warnings: capped(unused),
  };
}

/** The records before the cache, which alone keeps what is run. What this run itself has run goes before what others have. */
export function recordsBefore(records: TrialSource, store: TrialKeeper | undefined): TrialKeeper {
  return {
    find: async (planned) => {
      const recorded = await records.find(planned);
      if (recorded?.isOwn === true) return recorded;
      const cached = await store?.find(planned);
      return cached?.isOwn === true ? cached : (recorded ?? cached);
    },
    keep: async (planned: PlannedTrial, trial: Trial) => store?.keep(planned, trial),
    refresh: async (planned: PlannedTrial, mostBaseline: number) => store?.refresh(planned, mostBaseline),
    prune: async () => store?.prune(),
  };
}

/**
 * The arm whose target a record ran. Where both arms have that target, as where a change adds cases only, each has the record that was
 * made for it: one answer on both would be no second trial.
 */
function armOf({ arm, target }: RunHeader, { baseline, candidate }: RecordPlace["fingerprints"]) {
  if (target === undefined) return undefined;
  if (baseline === candidate && target === baseline) return arm ?? "baseline";
  if (target === baseline) return "baseline";
  return target === candidate ? "candidate" : undefined;
}

/**
 * What becomes of a trial of a record. One of the last 24 hours is a trial of this run. An older one, or one that its run had from
 * elsewhere, is as one of the cache: good for the baseline, where no fail stands on it, and never for the candidate. So is one of now
 * whose case no record has run on the candidate: the two would not be of one time.
 */
function takeTrial(
  trial: Trial,
  isCandidate: boolean,
  isOfNow: boolean,
  startedMs: number,
): CachedTrial | undefined {
  if (trial.status === "infra_error") return undefined;
  if (isOfNow && !trial.cached) return { trial, storedMs: startedMs, isOwn: true };
  return isCandidate ? undefined : asOfBefore(trial, 0);
}

/** A refusal is dropped, since its cause may be gone. */
function asOfBefore(trial: Trial, storedMs: number): CachedTrial | undefined {
  if (trial.status !== "ok") return undefined;
  return { trial: { ...trial, cached: true }, storedMs, isOwn: false };
}

/** What the target said, without what was thought of it. */
function answerOf({ scores: _scores, failure: _failure, ...answer }: Trial): Trial {
  return answer;
}

function placeOf({ caseId, index, status, cached }: Trial): Trial {
  return { caseId, index, status, cached };
}

function keyOf({ caseId, index }: Pick<Trial, "caseId" | "index">): string {
  return `${index} ${caseId}`;
}

function notUsed(
  { file, header: { target } }: RunRecord,
  { fingerprints }: RecordPlace,
  isOldCandidate: boolean,
): Problem {
  const isOfAnArm = target !== undefined && Object.values(fingerprints).includes(target);
  const arms = Object.entries(fingerprints).map(([arm, fingerprint]) => `${arm} ${quoteValue(fingerprint)}`);
  const why = isOldCandidate
    ? "it is of the candidate, and not of the last 24 hours by its `started_at`"
    : isOfAnArm
      ? "no trial of it has the hash of a case that runs, and an answer"
      : target === undefined
        ? "its header has no `target`"
        : `its target ${quoteValue(target)} is not that of an arm (${arms.join(", ")})`;
  return {
    code: "record-not-used",
    file,
    message: `no trial was taken from the record: ${why}.`,
    fix: "Name what `mode: run` made of these commits; what is missing was run.",
  };
}

function capped(problems: readonly Problem[]): readonly Problem[] {
  const more = problems.length - mostWarnings;
  if (more <= 1) return problems;
  return [
    ...problems.slice(0, mostWarnings),
    { code: "record-not-used", message: `no trial was taken from ${more} more records.` },
  ];
}
