import { compile, validate } from "zod/mini";
import { isJsonObject, type Json } from "../experiment/json.ts";
import { suggestName } from "../experiment/nearest-name.ts";
import { schemaProblems } from "../experiment/schema-problem.ts";
import type { RecordedScore, RunHeader, RunRecord, Trial } from "../experiment/trial.ts";
import { ProblemList } from "../jsonl/problem-list.ts";
import { readJsonLines } from "../jsonl/read-json-lines.ts";
import { type Parsed, type Place, type Problem, quoteValue } from "../problem.ts";
import { toHeader, toTrial } from "./record-lines.ts";
import {
  type EndLine,
  endLineSchema,
  type RunLine,
  runLineSchema,
  type TrialLine,
  trialLineSchema,
} from "./record-schema.ts";

const schemaByType = { run: runLineSchema, trial: trialLineSchema, end: endLineSchema } as const;

let compiledTrialSchema: ReturnType<typeof compile<typeof trialLineSchema>> | undefined;

/**
 * Whether a line is a trial, by the schema as code of its own, which copies nothing: a record has thousands of these lines. It is
 * made for the first of them, since most commands that load this file read no record.
 */
function isTrialLine(value: Json): boolean {
  compiledTrialSchema ??= compile(trialLineSchema);
  return validate(compiledTrialSchema, value);
}

/** What is kept of each trial. The rest of it is garbage at once: outputs are most of a record. */
export type KeepTrial = (trial: Trial) => Trial;

const keepWhole: KeepTrial = (trial) => trial;

/**
 * Reads a run record, or every problem of its file (the first 50). Case ids come in their order as texts, and trials in that of
 * their indices, so that the order of lines does not count. A torn last line is a problem like any other: only a run that resumes
 * may repair it.
 */
export async function readRunRecord(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  keep: KeepTrial = keepWhole,
): Promise<Parsed<RunRecord>> {
  const reader = new RecordReader(file, keep);
  for await (const lines of readJsonLines(file, chunks)) {
    for (const line of lines) {
      if ("problem" in line) reader.skip(line.problem);
      else reader.take(line.value, { file, line: line.line });
    }
    if (reader.problems.isFull) break;
  }
  return reader.finish();
}

class RecordReader {
  readonly problems: ProblemList;
  readonly #file: string;
  readonly #keep: KeepTrial;
  readonly #trialsByCaseId = new Map<string, Trial[]>();
  /** Where each trial stands: the first of a case by the id, since most cases have one, and any other by its index and the id. */
  readonly #lineByTrial = new Map<string, number | undefined>();
  #lines = 0;
  #header: RunHeader | undefined;
  #end: { readonly value: NonNullable<RunRecord["end"]>; readonly line: number | undefined } | undefined;

  constructor(file: string, keep: KeepTrial) {
    this.#file = file;
    this.#keep = keep;
    this.problems = new ProblemList(file);
  }

  /** A line that has no value. */
  skip(problem: Problem): void {
    this.#lines++;
    this.problems.add(problem);
  }

  take(value: Json, place: Place): void {
    this.#lines++;
    const type = isJsonObject(value) ? value["type"] : undefined;
    if (this.#lines === 1 && type !== "run") this.problems.add({ ...place, ...noHeader });
    if (this.#end !== undefined)
      this.problems.add({
        code: "line-after-end",
        ...place,
        message: `the record ended on line ${this.#end.line}.`,
        fix: "`end` is the last line of a record.",
      });
    if (type !== "run" && type !== "trial" && type !== "end") {
      this.problems.add({ ...place, ...unknownType(value, type) });
      return;
    }
    const fits = type === "trial" && isTrialLine(value);
    const found = fits ? [] : schemaProblems(schemaByType[type], value, place);
    this.problems.add(...found);
    if (type === "run" && this.#lines > 1) this.problems.add({ ...place, ...lateHeader });
    if (found.length > 0) return;
    if (type === "run") this.#header ??= toHeader(value as RunLine);
    else if (type === "end") this.#end ??= { value: toEnd(value as EndLine), line: place.line };
    else this.#takeTrial(toTrial(value as unknown as TrialLine), place);
  }

  #takeTrial(trial: Trial, place: Place): void {
    const { caseId, index, status, output, messages, scores } = trial;
    if (status === "ok" && output === undefined && messages === undefined && scores === undefined)
      this.problems.add({ ...place, ...emptyTrial });
    const doubled = firstRepeated(scores ?? []);
    if (doubled !== undefined)
      this.problems.add({
        code: "duplicate-score",
        ...place,
        message: `\`scores\`: the scorer ${quoteValue(doubled)} is there twice in one trial.`,
        fix: "Keep one, or give them names of their own.",
      });
    const key = index === 0 ? caseId : `${index} ${caseId}`;
    if (this.#lineByTrial.has(key)) {
      this.problems.add({
        code: "duplicate-trial",
        ...place,
        message: `trial ${index} of case "${caseId}" is already on line ${this.#lineByTrial.get(key)}.`,
        fix: "A trial has one line: remove one, or number repeats 0, 1, 2, ...",
      });
      return;
    }
    this.#lineByTrial.set(key, place.line);
    const kept = this.#keep(trial);
    const trials = this.#trialsByCaseId.get(caseId);
    if (trials === undefined) this.#trialsByCaseId.set(caseId, [kept]);
    else trials.push(kept);
  }

  finish(): Parsed<RunRecord> {
    if (this.#lines === 0) this.problems.add({ file: this.#file, ...emptyRecord });
    if (this.problems.problems.length > 0 || this.#header === undefined)
      return { ok: false, problems: this.problems.problems };
    return {
      ok: true,
      value: {
        file: this.#file,
        header: this.#header,
        trialsByCaseId: sortTrials(this.#trialsByCaseId),
        ...(this.#end === undefined ? {} : { end: this.#end.value }),
      },
    };
  }
}

function toEnd({ reason, cases }: EndLine): NonNullable<RunRecord["end"]> {
  return { reason, cases };
}

/** The first scorer that is there a second time. */
function firstRepeated(scores: readonly RecordedScore[]): string | undefined {
  if (scores.length < 2) return undefined;
  const seen = new Set<string>();
  return scores.find(({ scorer }) => seen.size === seen.add(scorer).size)?.scorer;
}

/** The trials of each case, in the order in which every record holds them. */
export function sortTrials(
  trialsByCaseId: ReadonlyMap<string, readonly Trial[]>,
): ReadonlyMap<string, readonly Trial[]> {
  const sorted = new Map<string, readonly Trial[]>();
  for (const caseId of [...trialsByCaseId.keys()].toSorted()) {
    const trials = trialsByCaseId.get(caseId) ?? [];
    sorted.set(caseId, trials.length === 1 ? trials : trials.toSorted((a, b) => a.index - b.index));
  }
  return sorted;
}

function unknownType(value: Json, type: Json | undefined): Problem {
  if (!isJsonObject(value))
    return {
      code: "wrong-value",
      message: `expected an object with \`type\`, got ${quoteValue(value)}.`,
    };
  if (type === undefined)
    return {
      code: "missing-key",
      message: "`type` is missing.",
      fix: "Add `type`: `run`, `trial` or `end`.",
    };
  return {
    code: "unknown-type",
    message: `unknown type ${quoteValue(type)}.`,
    fix: suggestName(typeof type === "string" ? type : "", Object.keys(schemaByType)),
  };
}

const headerExample = '{"type":"run","version":1,"planned":{"cases":120}}';

const noHeader: Problem = {
  code: "no-header",
  message: "the record does not start with its header, so what was planned is unknown.",
  fix: `Begin with ${headerExample}`,
};

const lateHeader: Problem = {
  code: "late-header",
  message: "a header stands only on the first line.",
  fix: "One record is one run: remove this line, or `merge` the records.",
};

const emptyRecord: Problem = {
  code: "empty-record",
  message: "the record is empty.",
  fix: `Begin with ${headerExample}`,
};

const emptyTrial: Problem = {
  code: "empty-trial",
  message: "the trial is `ok` and has nothing to score.",
  fix: "Add at least one of `output`, `messages`, `scores`; an app that failed is `app_error`.",
};
