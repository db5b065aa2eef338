import type { EndReason, RunHeader, RunRecord, Trial } from "../experiment/trial.ts";
import type { Parsed, Problem } from "../problem.ts";
import { quoteValue } from "../problem.ts";
import { sortTrials } from "./read-record.ts";
import { shardNumber } from "./record-schema.ts";

export type MergedRecord = Omit<RunRecord, "file">;

const shownTrials = 20;

/**
 * One record from the shards of one run. `planned` is the plan of the whole run, which every shard repeats. Records without
 * `shard` are parts of a run too, if their headers say the same. Parts that are missing, there twice, or of another run are
 * problems, never less evidence.
 */
export function mergeRecords(records: readonly RunRecord[]): Parsed<MergedRecord> {
  const ordered = records.toSorted(compareShards);
  const [first] = ordered;
  if (first === undefined)
    return {
      ok: false,
      problems: [
        { code: "no-records", message: "there are no records to merge.", fix: "Name the run records." },
      ],
    };
  const { shard: _shard, startedAt: _startedAt, ...identity } = first.header;
  const startedAt = ordered
    .flatMap(({ header }) => header.startedAt ?? [])
    .toSorted()
    .at(0);
  const trialsByCaseId = joinTrials(ordered);
  const problems = [
    ...findMixed(first, ordered.slice(1)),
    ...findShardFaults(ordered),
    ...findDoubledTrials(ordered),
    ...findEndFaults(ordered),
    ...findBeyondPlan(first, trialsByCaseId.size),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const end = mergeEnds(ordered, trialsByCaseId.size);
  return {
    ok: true,
    value: {
      header: { ...identity, ...(startedAt === undefined ? {} : { startedAt }) },
      trialsByCaseId,
      ...(end === undefined ? {} : { end }),
    },
  };
}

function compareShards(a: RunRecord, b: RunRecord): number {
  const [left, right] = [a, b].map(({ header }) =>
    header.shard === undefined ? 0 : shardNumber(header.shard).index,
  );
  return (left ?? 0) - (right ?? 0) || (a.file < b.file ? -1 : 1);
}

const identityKeys = {
  gate: (header) => header.gate,
  arm: (header) => header.arm,
  sha: (header) => header.sha,
  target: (header) => header.target,
  dataset: (header) => header.dataset,
  scorers: (header) => header.scorers,
  "planned.cases": (header) => header.planned.cases,
  "planned.trials": (header) => header.planned.trials,
  "the number of shards": (header) =>
    header.shard === undefined ? undefined : shardNumber(header.shard).total,
} as const satisfies Record<string, (header: RunHeader) => string | number | undefined>;

function findMixed(first: RunRecord, others: readonly RunRecord[]): readonly Problem[] {
  return others.flatMap(({ file, header }) => {
    const differences = Object.entries(identityKeys).flatMap(([name, read]) => {
      const [here, there] = [read(header), read(first.header)];
      return here === there ? [] : [`${name} ${show(here)}, not ${show(there)}`];
    });
    if (differences.length === 0) return [];
    return [
      {
        code: "mixed-records",
        file,
        line: 1,
        message: `the record is of another run than ${first.file}: ${differences.join("; ")}.`,
        fix: "Merge the shards of one run; each repeats the plan of the whole run.",
      },
    ];
  });
}

function show(value: string | number | undefined): string {
  return value === undefined ? "absent" : quoteValue(value);
}

/** Shards that are there twice, and those that are not there. */
function findShardFaults(records: readonly RunRecord[]): readonly Problem[] {
  const fileByShard = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { file, header } of records) {
    if (header.shard === undefined) continue;
    const earlier = fileByShard.get(header.shard);
    if (earlier === undefined) fileByShard.set(header.shard, file);
    else
      problems.push({
        code: "doubled-shard",
        file,
        line: 1,
        message: `shard ${header.shard} is there twice: it is also ${earlier}.`,
        fix: "Name each shard once.",
      });
  }
  const totals = new Set([...fileByShard.keys()].map((shard) => shardNumber(shard).total));
  const [total] = totals;
  // With several totals or none, which shards are missing is unknown; `findMixed` has named the difference.
  if (total === undefined || totals.size > 1) return problems;
  const missing = Array.from({ length: total }, (_, at) => `${at + 1}/${total}`).filter(
    (shard) => !fileByShard.has(shard),
  );
  if (missing.length === 0) return problems;
  const more = missing.length > shownTrials ? ` and ${missing.length - shownTrials} more` : "";
  return [
    ...problems,
    {
      code: "missing-shard",
      message: `${missing.length} of ${total} shards ${missing.length === 1 ? "is" : "are"} missing: ${missing.slice(0, shownTrials).join(", ")}${more} (given: ${listFiles(records)}).`,
      fix: "Add the missing records, or run those shards again.",
    },
  ];
}

function listFiles(records: readonly RunRecord[]): string {
  const shown = records.slice(0, 5).map(({ file }) => file);
  return `${shown.join(", ")}${records.length > 5 ? ` and ${records.length - 5} more` : ""}`;
}

function findDoubledTrials(records: readonly RunRecord[]): readonly Problem[] {
  const fileByTrial = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { file, trialsByCaseId } of records) {
    for (const [caseId, trials] of trialsByCaseId) {
      for (const { index } of trials) {
        const key = `${index} of case "${caseId}"`;
        const earlier = fileByTrial.get(key);
        if (earlier === undefined) fileByTrial.set(key, file);
        else
          problems.push({
            code: "doubled-trial",
            file,
            message: `trial ${key} is also in ${earlier}.`,
            fix: "A trial stands in one record only.",
          });
      }
    }
  }
  if (problems.length <= shownTrials) return problems;
  const more = problems.length - shownTrials;
  return [
    ...problems.slice(0, shownTrials),
    { code: "more-problems", message: `${more} more trials are there twice.` },
  ];
}

/** `look` and `early_stop` redraw the plan, so they hold for the whole run or not at all. */
function findEndFaults(records: readonly RunRecord[]): readonly Problem[] {
  if (records.some(({ end }) => end !== undefined && !isPlanned(end.reason))) return [];
  const [first, ...others] = records;
  return others
    .filter(({ end }) => end?.reason !== first?.end?.reason)
    .map(({ file, end }) => ({
      code: "mixed-records",
      file,
      message: `the record ${describeEnd(end)}, but ${first?.file ?? ""} ${describeEnd(first?.end)}.`,
      fix: "A look or an early stop ends every shard of a run; merge shards of one run.",
    }));
}

function describeEnd(end: RunRecord["end"]): string {
  return end === undefined ? "ran to the end" : `ended with \`${end.reason}\``;
}

function isPlanned(reason: EndReason): boolean {
  return reason === "look" || reason === "early_stop";
}

/** More cases than the whole plan: each shard has planned its own part, and a case that never ran would go unseen. */
function findBeyondPlan({ file, header }: RunRecord, cases: number): readonly Problem[] {
  if (cases <= header.planned.cases) return [];
  return [
    {
      code: "beyond-plan",
      file,
      line: 1,
      message: `\`planned.cases\` is ${header.planned.cases}, but the records hold ${cases} cases.`,
      fix: "Each shard repeats the plan of the whole run: write the number of all cases.",
    },
  ];
}

/** Missing evidence anywhere is missing evidence of the whole; the number is that of the cases that the records claim. */
function mergeEnds(records: readonly RunRecord[], cases: number): RunRecord["end"] {
  const ends = records.flatMap(({ end }) => end ?? []);
  const last = ends.find(({ reason }) => !isPlanned(reason)) ?? ends[0];
  if (last === undefined) return undefined;
  const unseen = records.reduce(
    (sum, { end, trialsByCaseId }) => sum + (end ? end.cases - trialsByCaseId.size : 0),
    0,
  );
  return { reason: last.reason, cases: Math.max(0, cases + unseen) };
}

function joinTrials(records: readonly RunRecord[]): ReadonlyMap<string, readonly Trial[]> {
  const groups = new Map<string, Trial[]>();
  for (const { trialsByCaseId } of records) {
    for (const [caseId, trials] of trialsByCaseId) {
      const group = groups.get(caseId) ?? [];
      group.push(...trials);
      groups.set(caseId, group);
    }
  }
  return sortTrials(groups);
}
