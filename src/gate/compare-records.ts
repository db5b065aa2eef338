import { pairArms } from "../compare/pair-arms.ts";
import { selectCases } from "../dataset/select-cases.ts";
import { decide } from "../decide/decide.ts";
import { errorVerdict } from "../decide/error-verdict.ts";
import type { ArmRun } from "../decide/evidence-rule.ts";
import type { Case } from "../experiment/case.ts";
import type { RunRecord } from "../experiment/trial.ts";
import type { Verdict } from "../experiment/verdict.ts";
import { ProblemError } from "../problem.ts";
import type { Problem } from "../problem.ts";
import { scorersHash } from "../score/hash.ts";
import { scoreArms } from "../score/score-arms.ts";
import { applies } from "../score/scorer.ts";
import { recordWarnings } from "./check-records.ts";
import type { GateEffects } from "./effects.ts";
import { gather } from "./gather.ts";
import { loadGate } from "./load-gate.ts";
import type { LoadedGate } from "./load-gate.ts";
import { loadRecord } from "./load-record.ts";
import { resolveScorers } from "./resolve-scorers.ts";
import { casesOfRecords } from "../record/cases-of-records.ts";

/** Two run records and the gate that decides between them. */
export type CompareRequest = {
  /** Repository-relative path of the gate file; absent = the default gate. */
  readonly config?: string;
  readonly baseline: string;
  readonly candidate: string;
  /** UTC date, `YYYY-MM-DD`: waivers expire. */
  readonly today: string;
  /** Only this case, or the cases with this tag, for debugging; the verdict says so. */
  readonly only?: { readonly caseId?: string; readonly tag?: string };
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
  const [gate, baseline, candidate] = await gather<[LoadedGate, RunRecord, RunRecord]>([
    loading,
    loadRecord(request.baseline, effects),
    loadRecord(request.candidate, effects),
  ]);
  const { config } = gate;
  const all = gate.dataset?.cases ?? casesOfRecords([baseline, candidate]);
  const selected = selectCases(all, config.select, config.execution.seed);
  const chosen = chooseByHand(selected, request.only);
  const cases = plannedCases(
    chosen.filter(({ draft }) => !draft),
    [baseline, candidate],
  );
  const scorersFor = await resolveScorers(cases, config, gate.scorerFiles);
  const hash = scorersHash(config.scorers, gate.scorerFiles);
  const arms = scoreArms({ cases, baseline, candidate, scorersFor, scorersHash: hash });
  const caseIdsByScorer = new Map(
    config.scorers.map(({ name }) => [
      name,
      new Set(
        cases
          .filter((it) => scorersFor(it).some((scorer) => scorer.config.name === name && applies(scorer, it)))
          .map(({ id }) => id),
      ),
    ]),
  );
  const restricted =
    chosen.length < selected.length || cases.length < chosen.filter(({ draft }) => !draft).length;
  return decide({
    gate: config.gate,
    policy: config.policy,
    scorers: config.scorers,
    caseIdsByScorer,
    pairs: pairArms(cases, arms.baseline, arms.candidate),
    runs: { baseline: armRun(baseline, cases, restricted), candidate: armRun(candidate, cases, restricted) },
    arms: { baseline: describeArm(baseline), candidate: describeArm(candidate) },
    dataset: {
      ...(gate.dataset === undefined ? {} : { version: gate.dataset.version }),
      drafts: selected.filter(({ draft }) => draft).length,
    },
    waivers: gate.waivers,
    today: request.today,
    policyState: { trusted: false },
    seed: config.execution.seed,
    warnings: [
      ...(request.config === undefined ? [noGateFile] : []),
      ...(request.only === undefined ? [] : [selectedByHand(cases.length)]),
      ...(gate.dataset?.warnings ?? []),
      ...recordWarnings(all, [baseline, candidate], gate.dataset !== undefined),
    ],
  });
}

const noGateFile: Problem = {
  code: "no-gate-file",
  message: "no gate file: the default policy decides on recorded scores.",
  fix: "Name one with `--config`, or write `llm-o11y.yml`.",
};

function selectedByHand(count: number): Problem {
  return {
    code: "selected-by-hand",
    message: `${count} ${count === 1 ? "case was" : "cases were"} selected by hand; this is not the verdict of the gate.`,
    fix: "Run without `--case` and `--tag` for that.",
  };
}

function chooseByHand(cases: readonly Case[], only: CompareRequest["only"]): readonly Case[] {
  if (only === undefined) return cases;
  const chosen = cases.filter(
    ({ id, tags }) =>
      (only.caseId === undefined || id === only.caseId) &&
      (only.tag === undefined || tags.includes(only.tag)),
  );
  if (chosen.length > 0) return chosen;
  const asked =
    only.caseId === undefined ? `tag ${JSON.stringify(only.tag)}` : `id ${JSON.stringify(only.caseId)}`;
  throw new ProblemError([
    {
      code: "no-such-case",
      message: `no case has the ${asked}.`,
      fix: "Look the name up with `dataset stats`.",
    },
  ]);
}

/**
 * A run that a look or an early stop ended makes what it ran the plan: other cases were never meant to come. Critical ones are,
 * since they run first; one without a result stays in sight and is missing evidence.
 */
function plannedCases(cases: readonly Case[], records: readonly RunRecord[]): readonly Case[] {
  const ended = records.filter(({ end }) => end?.reason === "look" || end?.reason === "early_stop");
  return cases
    .filter(({ id, critical }) => critical || ended.every(({ trialsByCaseId }) => trialsByCaseId.has(id)))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** What the record was meant to hold; of a part of its cases that part. */
function armRun(record: RunRecord, cases: readonly Case[], restricted: boolean): ArmRun {
  const { planned } = record.header;
  const end = record.end === undefined ? {} : { end: record.end };
  if (!restricted) return { planned, casesRun: record.trialsByCaseId.size, ...end };
  const run = cases.filter(({ id }) => record.trialsByCaseId.has(id)).length;
  return { planned: { ...planned, cases: cases.length }, casesRun: run, ...end };
}

function describeArm({ file, header }: RunRecord): Verdict["arms"]["baseline"] {
  return {
    ...(header.sha === undefined ? {} : { sha: header.sha }),
    ...(header.target === undefined ? {} : { target: header.target }),
    record: file,
  };
}
