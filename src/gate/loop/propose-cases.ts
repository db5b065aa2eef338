import type { Config } from "../../config/config.ts";
import { selectCases } from "../../dataset/select-cases.ts";
import { alphaOf } from "../../decide/alpha.ts";
import { type DatasetFacts, datasetFacts } from "../../decide/dataset-sight.ts";
import type { Case } from "../../experiment/case.ts";
import type { FailureCounts } from "../../experiment/failure-counts.ts";
import { type Problem, ProblemError, quoteValue } from "../../problem.ts";
import type { ProposedCase } from "../../report/promotion.ts";
import { openRedactor } from "../../traces/redact/open-redactor.ts";
import { readTraceLines } from "../../traces/trace-line.ts";
import { repositoryPathFault } from "../../experiment/repository-path.ts";
import { filesOfTree } from "../../tree/files-of-tree.ts";
import type { Files } from "../../tree/tree.ts";
import { gather } from "../gather.ts";
import { defaults } from "../inspect-dataset.ts";
import { besideFile } from "../paths.ts";
import { appendCases, readDataset, type Source } from "./append-cases.ts";
import { type Arrival, type CollectEffects, type CollectReport, collectTraces } from "./collect-traces.ts";
import { detectFailures, type TraceFile } from "./detect-failures.ts";
import { loadDetection, loadGateFile } from "./load-detection.ts";
import { loadPromotion } from "./load-promotion.ts";
import { type Promotion, promoteCases } from "./promote-cases.ts";
import { showProposed } from "./show-proposed.ts";

export type ProposalRequest = {
  /** The gate file; absent where there is none. */
  readonly config?: string;
  /** Where the cases go; by default the one file that the gate's dataset is. */
  readonly to?: string;
  readonly limit: number;
  /** Traces that began before, in milliseconds since 1970, are left out. */
  readonly sinceMs?: number;
  /** Traces of another environment or name are left out. */
  readonly only: TraceChoice;
};

export type TraceChoice = { readonly environment?: readonly string[]; readonly name?: string };

export type ProposalEffects = CollectEffects & {
  /** Lays the lines down where nobody else can read them. */
  readonly hold: (lines: AsyncIterable<string>) => Promise<TraceFile>;
};

export type Proposal = {
  readonly to: string;
  /** The whole file as it will be; absent where no case is new. */
  readonly bytes?: Uint8Array;
  readonly promotion: Promotion;
  readonly collected: CollectReport;
  /** Traces of another environment or name. */
  readonly otherTraces: number;
  readonly failures: FailureCounts;
  /** All cases that the pull request adds, these and those of earlier runs. */
  readonly proposed: readonly ProposedCase[];
  /** What the dataset sees as it is at the base, and once those are completed. */
  readonly sight: { readonly now: DatasetFacts; readonly completed: DatasetFacts };
  /** Whether a gate reads the file. */
  readonly isRead: boolean;
  /** What is odd, with everything redacted that traces could have brought in. */
  readonly warnings: readonly Problem[];
};

/**
 * The whole way from traces to a file of the dataset: collect, detect, promote. Policy (limits, redaction, tolerance) is read at `base`, the
 * dataset on the branch of the pull request. Writes nothing. Throws a ProblemError with what is wrong, redacted.
 */
export async function proposeCases(
  request: ProposalRequest,
  arrivals: AsyncIterable<readonly Arrival[]>,
  { base, branch }: { readonly base: Files; readonly branch: Files },
  effects: ProposalEffects,
): Promise<Proposal> {
  const { config } = request;
  const [gate, rules, atBase, onBranch] = await gather([
    loadGateFile(config, base),
    loadDetection(config, base),
    loadPromotion(config, base),
    loadPromotion(config, branch),
  ]);
  const to = checkTarget(request.to ?? onlyDataset(gate));
  const datasets = await withTarget(onBranch.datasets, to, branch);
  const basis = await readDataset(await withTarget(atBase.datasets, to, base));
  const elsewhere = base === branch ? [] : missingIn(await readDataset(datasets), basis);
  const { redactText } = openRedactor(atBase.redact);
  const hide = (problem: Problem): Problem => ({ ...problem, message: redactText(problem.message) });
  try {
    const collection = collectTraces(
      arrivals,
      effects,
      request.sinceMs === undefined ? {} : { sinceMs: request.sinceMs },
    );
    const kept = chooseLines(collection.lines(), request.only);
    const held = await effects.hold(kept.lines);
    const detection = detectFailures([held], rules);
    const rejected = joinSources(atBase.rejected, base === branch ? undefined : onBranch.rejected);
    const promotion = await promoteCases(
      {
        traces: readTraceLines(held.file, encode(detection.lines())),
        datasets: [...datasets, ...(elsewhere.length === 0 ? [] : [sourceOf(elsewhere)])],
        redact: atBase.redact,
        limit: request.limit,
        ...(rejected === undefined ? {} : { rejected }),
      },
      effects,
    );
    const { text, after } = await appendCases(promotion.cases, to, datasets);
    const { counts, problems } = detection.report();
    const collected = collection.report();
    const old = new Set(basis.map(({ id }) => id));
    const added = after.filter(({ id }) => !old.has(id));
    const isNew = new Set(added.map(({ id }) => id));
    return {
      to,
      ...(text === "" ? {} : { bytes: await joined(datasets, to, text) }),
      promotion,
      collected,
      otherTraces: kept.left(),
      failures: counts,
      proposed: added.map(showProposed),
      sight: {
        now: sightOf(basis, gate),
        completed: sightOf(
          [...after, ...elsewhere].map((one) => (isNew.has(one.id) ? completed(one) : one)),
          gate,
        ),
      },
      isRead: gate === undefined || (await readsFile(gate, to)),
      warnings: [...collected.problems, ...problems, ...promotion.problems].map(hide),
    };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    throw new ProblemError(error.problems.map(hide));
  }
}

type Kept = { readonly lines: AsyncGenerator<string>; readonly left: () => number };

function chooseLines(lines: AsyncIterable<string>, { environment, name }: TraceChoice): Kept {
  let left = 0;
  async function* chosen(): AsyncGenerator<string> {
    for await (const line of lines) {
      const trace = environment === undefined && name === undefined ? undefined : readNames(line);
      const isOther =
        trace !== undefined &&
        ((environment !== undefined && !environment.includes(trace.environment ?? "")) ||
          (name !== undefined && trace.name !== name));
      if (isOther) left++;
      else yield line;
    }
  }
  return { lines: chosen(), left: () => left };
}

/** Of a line that `collect` has just written. */
function readNames(line: string): { readonly environment?: string; readonly name?: string } {
  return JSON.parse(line) as { readonly environment?: string; readonly name?: string };
}

async function* encode(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const line of lines) yield Buffer.from(line);
}

const glob = /[*?[\]{}()!+@]/;

function onlyDataset(gate: Config | undefined): string {
  const [pattern, ...others] = gate?.datasets ?? [];
  if (gate !== undefined && pattern !== undefined && others.length === 0 && !glob.test(pattern))
    return besideFile(gate.file, pattern);
  throw new ProblemError([
    {
      code: "promote-target",
      message: "`to` is not given, and the dataset of the gate file is not one file.",
      fix: "Write the file that the cases go to, such as `to: datasets/production.jsonl`.",
    },
  ]);
}

function checkTarget(to: string): string {
  const fault =
    repositoryPathFault(to) ??
    (glob.test(to) ? "is a pattern" : undefined) ??
    (/(?:^|\/)\.git(?:\/|$)/iu.test(to) ? "is git's own" : undefined) ??
    (to.endsWith(".jsonl") ? undefined : "does not end in `.jsonl`");
  if (fault === undefined) return besideFile("", to);
  throw new ProblemError([
    {
      code: "promote-target",
      message: `the path ${quoteValue(to)} of \`to\` ${fault}.`,
      fix: "Write a path from the root of the repository, such as `datasets/production.jsonl`.",
    },
  ]);
}

/** The files of the dataset, with the one that the cases go to where it is there. */
async function withTarget(datasets: readonly Source[], to: string, files: Files): Promise<readonly Source[]> {
  if (datasets.some(({ file }) => file === to)) return datasets;
  try {
    await files.glob([to]);
  } catch (error) {
    if (error instanceof ProblemError && error.problems.every(({ code }) => code === "file-not-found"))
      return datasets;
    throw error;
  }
  return [...datasets, { file: to, open: () => files.readChunks(to) }];
}

/** Cases that came to the default branch after the branch of the pull request was made. */
function missingIn(cases: readonly Case[], basis: readonly Case[]): readonly Case[] {
  const ids = new Set(cases.map(({ id }) => id));
  return basis.filter(({ id }) => !ids.has(id));
}

/** What duplicates are told by. */
function sourceOf(cases: readonly Case[]): Source {
  return {
    file: "the default branch",
    open: async function* () {
      for (const { id, input, source } of cases)
        yield Buffer.from(`${JSON.stringify({ id, input, ...(source === undefined ? {} : { source }) })}\n`);
    },
  };
}

/** Whether the gate's dataset has a file of this name, also one that is not there yet. */
async function readsFile({ file, datasets }: Config, to: string): Promise<boolean> {
  const only = filesOfTree({
    sha: "0".repeat(40),
    entries: () => Promise.resolve([{ path: to, kind: "file", oid: "" }]),
    readBlob: () => Promise.resolve(new Uint8Array()),
  });
  for (const pattern of datasets)
    if (
      await only.glob([besideFile(file, pattern)]).then(
        () => true,
        () => false,
      )
    )
      return true;
  return false;
}

/** What was rejected at the base counts on a branch that is older, too. */
function joinSources(first: Source | undefined, second: Source | undefined): Source | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return {
    file: first.file,
    open: async function* () {
      yield* first.open();
      yield Buffer.from("\n");
      yield* second.open();
    },
  };
}

async function joined(datasets: readonly Source[], to: string, text: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const own = datasets.find(({ file }) => file === to);
  if (own !== undefined) for await (const part of own.open()) parts.push(part);
  return Buffer.concat([...parts, Buffer.from(text)]);
}

/** The case as it counts once a person has completed it. */
function completed({ id, input, critical, tags, group, place }: Case): Case {
  return { id, input, critical, tags, place, draft: false, ...(group === undefined ? {} : { group }) };
}

function sightOf(cases: readonly Case[], gate: Config | undefined): DatasetFacts {
  if (gate === undefined) return datasetFacts(cases, undefined, defaults);
  const { quality, confidence } = gate.policy;
  const tolerance = { maxDrop: quality.maxDrop, alpha: alphaOf(confidence) };
  return datasetFacts(selectCases(cases, gate.select, gate.execution.seed), undefined, tolerance);
}
