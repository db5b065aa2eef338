import type { Case } from "../../experiment/case.ts";
import type { Json } from "../../experiment/json.ts";
import type {
  PassedOver,
  PromotedCase,
  PromotionCounts,
  PromotionGroup,
} from "../../experiment/promotion.ts";
import { type Problem, ProblemError } from "../../problem.ts";
import type { Spill } from "../../traces/group-pieces.ts";
import type { NormalTrace } from "../../traces/normal-trace.ts";
import { Choice, type Group } from "../../traces/promote/choice.ts";
import { type Draft, draftCase } from "../../traces/promote/draft-case.ts";
import { readRejections } from "../../traces/promote/rejected.ts";
import { questionOf } from "../../traces/promote/question.ts";
import { type Print, printOf, type Seen, SeenQuestions } from "../../traces/promote/seen-questions.ts";
import { openRedactor, type Redactor, type RedactorSettings } from "../../traces/redact/open-redactor.ts";
import { openScope } from "../../traces/redact/placeholders.ts";
import { readTraceLines, type TraceLine, traceLine, traceOfLine } from "../../traces/trace-line.ts";
import { gather, orThrow } from "../gather.ts";
import { isRow, readDataset, type Source } from "./append-cases.ts";
import { TraceStore } from "./trace-store.ts";

export type PromoteInput = {
  /** Read once, so they may come from a pipe: see `readTraces`. */
  readonly traces: AsyncIterable<readonly TraceLine[]>;
  /** All files of the dataset that are there, also the one that the cases go to. */
  readonly datasets: readonly Source[];
  /** `.llm-o11y/rejected.jsonl` where it is there. */
  readonly rejected?: Source;
  /** `redact` of the gate file. */
  readonly redact: RedactorSettings;
  readonly limit: number;
};

export type PromoteEffects = { readonly openSpill: () => Promise<Spill> };

export type Promotion = {
  /** In the order in which they were chosen, each a row that the reader of datasets takes. */
  readonly cases: readonly PromotedCase[];
  readonly counts: PromotionCounts;
  /** The first lines of the traces that could not be read, each with its place. */
  readonly problems: readonly Problem[];
  readonly unreadLines: number;
};

const shownProblems = 20;
const shownOfReason = 10;

/**
 * Draft cases of traces: redacted before anything is compared, unlike what the dataset, the batch and the rejected hold, and chosen over
 * all failures. A trace is drafted when its turn comes, so that the time goes by the limit and the duplicates, and memory is flat: the
 * traces wait in a temporary file. The same input gives the same cases. Writes nothing: see `appendCases`. Throws a ProblemError where the
 * dataset, the rejected or `redact` is wrong, or where there were traces and none could be read.
 */
export async function promoteCases(input: PromoteInput, effects: PromoteEffects): Promise<Promotion> {
  const redactor = openRedactor(input.redact);
  const known = await readKnown(input, redactor);
  const store = new TraceStore(effects.openSpill);
  try {
    const { choice, ...read } = await gatherTraces(input.traces, store);
    const groups = choice.groups();
    const drafting = openDrafting(redactor, known);
    const turns = groups.map((group) => ({ group, next: 0, chosen: 0 }));
    const cases: PromotedCase[] = [];
    for (let waiting = turns; waiting.length > 0 && cases.length < input.limit;) {
      for (const turn of waiting) {
        while (cases.length < input.limit && turn.next < turn.group.candidates.length) {
          const candidate = turn.group.candidates[turn.next++];
          const trace = candidate && traceOfLine(JSON.parse(await store.read(candidate.place)) as unknown);
          if (trace === undefined || typeof trace === "string") throw new Error("a stored trace is not one");
          const made = await drafting.make(trace);
          if (made === undefined) continue;
          cases.push(made);
          turn.chosen++;
          break;
        }
      }
      waiting = waiting.filter(({ group, next }) => next < group.candidates.length);
    }
    return { cases, counts: countsOf(turns, drafting), ...read };
  } finally {
    await store.close();
  }
}

/** Traces as `collect` and `detect` write them, of these files one after the other. */
export async function* readTraces(files: readonly Source[]): AsyncGenerator<readonly TraceLine[]> {
  for (const { file, open } of files) yield* readTraceLines(file, open());
}

/** Lays the traces down until their turn comes. */
async function gatherTraces(traces: PromoteInput["traces"], store: TraceStore) {
  const choice = new Choice<number>();
  const problems: Problem[] = [];
  let [unreadLines, size] = [0, 0];
  for await (const batch of traces) {
    for (const line of batch) {
      if ("trace" in line) {
        size++;
        choice.add(line.trace, await store.add(traceLine(line.trace)));
        continue;
      }
      unreadLines++;
      if (problems.length < shownProblems) problems.push(line.problem);
    }
  }
  if (size === 0 && unreadLines > 0) throw new ProblemError(problems);
  return { choice, problems, unreadLines };
}

type Known = {
  readonly seen: SeenQuestions;
  readonly ids: Set<string>;
  /** Ids of cases by the id of the trace that they come from: a person may have written their question anew. */
  readonly idByTrace: ReadonlyMap<string, string>;
};

async function readKnown({ datasets, rejected }: PromoteInput, redactor: Redactor): Promise<Known> {
  const [cases, rejections] = await gather([
    readDataset(datasets),
    rejected === undefined
      ? Promise.resolve([])
      : readRejections(rejected.file, rejected.open()).then(orThrow),
  ]);
  const seen = new SeenQuestions();
  for (const one of cases) {
    const print = printOfCase(one, redactor);
    if (print !== undefined) seen.add(print, "dataset", one.id);
  }
  for (const { print, date } of rejections) seen.add(print, "rejected", date);
  return {
    seen,
    ids: new Set(cases.map(({ id }) => id)),
    idByTrace: new Map(
      cases.flatMap(({ id, source }) => {
        const trace = source?.["trace_id"];
        return typeof trace === "string" ? [[trace, id] as const] : [];
      }),
    ),
  };
}

/** Redacted as a trace is, since a row that a person wrote need not be; undefined where that fails: then it is like nothing. */
function printOfCase({ input }: Case, { redact }: Redactor): Print | undefined {
  try {
    return printOf(redact(input, openScope()).value);
  } catch {
    return undefined;
  }
}

type Asked = { readonly traceId: string; readonly print: Print };

/**
 * What a trace asks, redacted without the rest of it: enough to tell most duplicates, and the whole trace takes ten times as long. Undefined
 * where that cannot be told.
 */
function askedAlone(trace: NormalTrace, { redact }: Redactor): Asked | undefined {
  const question = questionOf(trace);
  if (question === undefined) return undefined;
  try {
    const { value } = redact([question, trace.traceId], openScope());
    const [asked, traceId] = value as readonly Json[];
    return typeof traceId === "string" ? { traceId, print: printOf(asked ?? null) } : undefined;
  } catch {
    return undefined;
  }
}

type Drafting = {
  /** The case of a trace; undefined where it was passed over, which is counted. */
  readonly make: (trace: NormalTrace) => Promise<PromotedCase | undefined>;
  readonly passedOver: ReadonlyMap<PassedOver, number>;
  readonly duplicates: PromotionCounts["duplicates"];
};

function openDrafting(redactor: Redactor, { seen, ids, idByTrace }: Known): Drafting {
  const passedOver = new Map<PassedOver, number>();
  const duplicates: PromotionCounts["duplicates"][number][] = [];

  const pass = (reason: PassedOver): undefined => {
    passedOver.set(reason, (passedOver.get(reason) ?? 0) + 1);
  };
  const passDuplicate = (reason: PassedOver, traceId: string, like: string): undefined => {
    if ((passedOver.get(reason) ?? 0) < shownOfReason) duplicates.push({ traceId, reason, like });
    return pass(reason);
  };
  const findKnown = ({ traceId, print }: Asked): { reason: PassedOver; like: string } | undefined => {
    const before = idByTrace.get(traceId);
    if (before !== undefined) return { reason: "in-dataset", like: before };
    const found = seen.find(print);
    return found && { reason: reasonOf(found), like: found.like };
  };

  return {
    passedOver,
    duplicates,
    make: async (trace) => {
      const asked = askedAlone(trace, redactor);
      const known = asked === undefined ? undefined : findKnown(asked);
      if (asked !== undefined && known !== undefined)
        return passDuplicate(known.reason, asked.traceId, known.like);
      const draft = draftCase(trace, redactor);
      if (typeof draft === "string") return pass(draft);
      const { trace_id: traceId } = draft.source;
      const print = printOf(draft.input);
      const found = findKnown({ traceId, print });
      if (found !== undefined) return passDuplicate(found.reason, traceId, found.like);
      const made = withId(draft, ids);
      if (!(await isRow(made))) return pass("too-large");
      ids.add(made.id);
      seen.add(print, "batch", made.id);
      return made;
    },
  };
}

function reasonOf({ where, isExact }: Seen): PassedOver {
  if (where === "rejected") return isExact ? "rejected" : "near-rejected";
  return `${isExact ? "in" : "near"}-${where}`;
}

const idLengths = [12, 16, 24, 64];

/** `prod-tool_misuse-2c26b46b68ff`: by its content, with more digits where another case has the id. */
function withId(draft: Draft, taken: ReadonlySet<string>): PromotedCase {
  const { failure, content_hash: hash } = draft.source;
  const digits = hash.slice("sha256:".length);
  const ids = idLengths.map((length) =>
    ["prod", ...(failure === undefined ? [] : [failure.slice(0, 50)]), digits.slice(0, length)].join("-"),
  );
  return { id: ids.find((id) => !taken.has(id)) ?? ids[0] ?? digits, ...draft };
}

type Turn = { readonly group: Group<number>; readonly next: number; readonly chosen: number };

function countsOf(turns: readonly Turn[], { passedOver, duplicates }: Drafting): PromotionCounts {
  const groups = turns
    .map(({ group, next, chosen }): PromotionGroup => {
      const { candidates: _, size, ...names } = group;
      return { ...names, traces: size, chosen, passedOver: next - chosen, leftOut: size - next };
    })
    .toSorted((a, b) => b.traces - a.traces);
  const sum = (key: "traces" | "chosen" | "leftOut") =>
    groups.reduce((total, group) => total + group[key], 0);
  return {
    traces: sum("traces"),
    chosen: sum("chosen"),
    passedOver: Object.fromEntries(passedOver),
    duplicates,
    leftOut: sum("leftOut"),
    groups,
  };
}
