import type { Config } from "../config/config.ts";
import { selectCases } from "../dataset/select-cases.ts";
import type { PolicyState } from "../decide/policy-state.ts";
import { errorVerdict } from "../decide/error-verdict.ts";
import type { Case } from "../experiment/case.ts";
import type { RunRecord } from "../experiment/trial.ts";
import type { Verdict } from "../experiment/verdict.ts";
import { ProblemError } from "../problem.ts";
import type { Problem } from "../problem.ts";
import { caseOfRecords, casesOfRecords } from "../record/cases-of-records.ts";
import type { KeepTrial } from "../record/read-record.ts";
import { answerTrials } from "../score/answer-trials.ts";
import type { ScorersFor } from "../score/scorer.ts";
import { recordWarnings } from "./load/check-records.ts";
import { chooseByHand, selectedByHand } from "./load/choose-by-hand.ts";
import type { ByHand } from "./load/choose-by-hand.ts";
import { decideRecords } from "./decide-records.ts";
import type { GateEffects } from "./effects.ts";
import { gather } from "./gather.ts";
import { loadGate } from "./load/load-gate.ts";
import type { LoadedGate } from "./load/load-gate.ts";
import { loadRecord } from "./load/load-record.ts";
import { plannedCases } from "./planned-cases.ts";
import { resolveScorers } from "./load/resolve-scorers.ts";

/** Two run records and the gate that decides between them. */
export type CompareRequest = {
  /** Repository-relative path of the gate file; absent = the default gate. */
  readonly config?: string;
  readonly baseline: string;
  readonly candidate: string;
  /** UTC date, `YYYY-MM-DD`: waivers expire. */
  readonly today: string;
  readonly only?: ByHand;
  /** Absent: the gate file is whatever the user has, and protects nothing. */
  readonly policyState?: PolicyState;
};

/**
 * The verdict on two run records, from files alone: nothing is run and no judge is called. What the user has to put right is a
 * verdict too, `error`, with every problem; a defect of ours is thrown.
 */
export async function compareRecords(request: CompareRequest, effects: GateEffects): Promise<Verdict> {
  const gate = loadGate(request.config, effects, { needsTarget: false });
  try {
    return await reachVerdict(request, gate, effects);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const name = await gate.then(
      ({ config }) => config.gate,
      () => "default",
    );
    return errorVerdict(name, error.problems);
  }
}

async function reachVerdict(
  request: CompareRequest,
  loading: Promise<LoadedGate>,
  effects: GateEffects,
): Promise<Verdict> {
  const scoring = loading.then((gate) => openScoring(gate, request.only));
  // What is wrong with the gate is said together with what is wrong with the records.
  const load = async (path: string): Promise<RunRecord> =>
    loadRecord(path, effects, (await scoring.catch(() => undefined))?.keep ?? keepNothing);
  const [gate, baseline, candidate] = await gather<[LoadedGate, RunRecord, RunRecord]>([
    loading,
    load(request.baseline),
    load(request.candidate),
  ]);
  const known = await scoring;
  const { config } = gate;
  const all = gate.dataset?.cases ?? casesOfRecords([baseline, candidate]);
  const { selected, chosen } = choose(all, config, request.only);
  const cases = plannedCases(
    chosen.filter(({ draft }) => !draft),
    [baseline, candidate],
  );
  // Cases of records are known only now; those of a dataset have been checked.
  const scorersFor =
    gate.dataset === undefined ? await resolveScorers(cases, config, gate.scorerFiles) : known.scorersFor;
  const restricted =
    chosen.length < selected.length || cases.length < chosen.filter(({ draft }) => !draft).length;
  return decideRecords({
    gate: config.gate,
    policy: config.policy,
    scorers: config.scorers,
    scorersFor,
    scorerFiles: gate.scorerFiles,
    cases,
    baseline,
    candidate,
    isPart: restricted,
    dataset: {
      ...(gate.dataset === undefined ? {} : { version: gate.dataset.version }),
      drafts: selected.filter(({ draft }) => draft).length,
    },
    waivers: gate.waivers,
    today: request.today,
    policyState: request.policyState ?? { trusted: false },
    seed: config.execution.seed,
    warnings: [
      ...(request.config === undefined ? [noGateFile] : []),
      ...(request.only === undefined ? [] : [selectedByHand(cases.length)]),
      ...(gate.dataset?.warnings ?? []),
      ...recordWarnings(all, [baseline, candidate], gate.dataset !== undefined),
    ],
  });
}

function choose(
  cases: readonly Case[],
  { select, execution }: Config,
  only: ByHand | undefined,
): { readonly selected: readonly Case[]; readonly chosen: readonly Case[] } {
  const selected = selectCases(cases, select, execution.seed);
  return { selected, chosen: chooseByHand(selected, only) };
}

/** The scorers, and what is kept of a trial while its record is read. */
type Scoring = { readonly scorersFor: ScorersFor; readonly keep: KeepTrial };

/**
 * Without a dataset the cases are those of the records, of which nothing but the id is known. Throws a ProblemError with every scorer that
 * cannot score.
 */
async function openScoring(
  { config, dataset, scorerFiles }: LoadedGate,
  only: ByHand | undefined,
): Promise<Scoring> {
  const cases =
    dataset === undefined ? [] : choose(dataset.cases, config, only).chosen.filter(({ draft }) => !draft);
  const scorersFor = await resolveScorers(cases, config, scorerFiles);
  if (dataset === undefined) return { scorersFor, keep: answerTrials(caseOfRecords, scorersFor) };
  const byId = new Map(cases.map((one) => [one.id, one]));
  return { scorersFor, keep: answerTrials((id) => byId.get(id), scorersFor) };
}

const keepNothing: KeepTrial = answerTrials(
  () => undefined,
  () => [],
);

const noGateFile: Problem = {
  code: "no-gate-file",
  message: "no gate file: the default policy decides on recorded scores.",
  fix: "Name one with `--config`, or write `llm-o11y.yml`.",
};
