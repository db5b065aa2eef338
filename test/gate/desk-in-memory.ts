import { createHash } from "node:crypto";
import type { RunRecord } from "../../src/experiment/trial.ts";
import type { Commits, Source } from "../../src/gate/commits.ts";
import type { Cache, EarlierRun, GateEffects, RecordFile, RunEffects } from "../../src/gate/effects.ts";
import { orThrow } from "../../src/gate/gather.ts";
import { readRunRecord } from "../../src/record/read-record.ts";
import { filesOfTree } from "../../src/tree/files-of-tree.ts";
import { treeInMemory } from "../tree/tree-in-memory.ts";
import { aClock } from "./model-stub.ts";
import type { Clock, ModelStub } from "./model-stub.ts";

export type Texts = Readonly<Record<string, string>>;

/** The gate file of the support desk, with `extra` on top. */
export function gateText(extra: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    version: 1,
    gate: "support-bot",
    datasets: ["datasets/*.jsonl"],
    target: { type: "openai", model: "gpt-5-mini", prompt: "prompts/support.md" },
    ...extra,
  });
}

/** Rows of the dataset; `count` plain ones, and `extra` as they are. */
export function rowsText(count: number, extra: readonly object[] = []): string {
  const plain = Array.from({ length: count }, (_, index) => ({
    id: `refund-${index + 1}`,
    input: `Question ${index + 1}: may I return it?`,
    expected: "30 days",
  }));
  return [...plain, ...extra].map((row) => `${JSON.stringify(row)}\n`).join("");
}

/** A critical row. */
export const escalate = {
  id: "escalate-1",
  input: "Question 900: I want to sue",
  expected: "30 days",
  critical: true,
} as const;

/** Files of a support desk with six cases. */
export function deskFiles(changes: Readonly<Record<string, string | null>> = {}): Texts {
  const files: Readonly<Record<string, string | null>> = {
    "llm-o11y.yml": gateText(),
    "prompts/support.md": "You answer for the support desk.\n",
    "datasets/refunds.jsonl": rowsText(6),
    ...changes,
  };
  return Object.fromEntries(
    Object.entries(files).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

/** A commit of these files; `name` makes its sha. */
export function commitOf(files: Texts, name: string): Source {
  const sha = createHash("sha1").update(name).digest("hex");
  return { sha, files: filesOfTree({ ...treeInMemory(files), sha }) };
}

/** Three commits; the branch left the base at its tip where `fork` is not given. */
export function commitsOf({
  base,
  fork,
  head,
  ...options
}: {
  readonly base: Texts;
  readonly fork?: Texts;
  readonly head: Texts;
} & Partial<Pick<Commits, "isFromFork" | "isDataOnly" | "policyFrom">>): Commits {
  const policy = commitOf(base, "base");
  return {
    policy,
    fork: fork === undefined ? policy : commitOf(fork, "fork"),
    head: commitOf(head, "head"),
    isFromFork: false,
    policyFrom: "base",
    ...options,
  };
}

/** Texts of record files and of the plans beside them, by the names of the records. */
export type Disk = { readonly records: Map<string, string>; readonly plans: Map<string, string> };

export type DeskRun = {
  readonly effects: GateEffects;
  readonly run: RunEffects;
  readonly clock: Clock;
  readonly stop: AbortController;
  /** Text of the record files, by their names; grows. */
  readonly records: ReadonlyMap<string, string>;
  readonly closed: readonly string[];
  /** Events of the progress: `start 6`, `advance 1/0`, `finish`. */
  readonly progress: readonly string[];
  readonly readRecord: (arm: "baseline" | "candidate") => Promise<RunRecord>;
};

/** What a run reaches: these models, record files in memory, a workspace with these files. */
export function openDeskRun(
  models: ModelStub,
  {
    workspace = {},
    append = () => undefined,
    disk = { records: new Map(), plans: new Map() },
    earlierRun = "fresh",
    isCommitted = false,
    cache,
    startedAtMs = 1_767_603_600_000,
  }: {
    readonly cache?: Cache;
    readonly startedAtMs?: number;
    readonly workspace?: Texts;
    /** What earlier runs have left; grows. */
    readonly disk?: Disk;
    readonly earlierRun?: EarlierRun;
    readonly isCommitted?: boolean;
    /** Called before each line is written; may throw. */
    readonly append?: (line: string) => void;
  } = {},
): DeskRun {
  const clock = aClock();
  const stop = new AbortController();
  const { records, plans } = disk;
  const closed: string[] = [];
  const progress: string[] = [];
  let fences = 0;
  async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(records.get(path) ?? "");
  }
  const openFile = async (file: string): Promise<RecordFile> => {
    const plan = plans.get(file);
    const earlier = { isCommitted, chunks: chunksOf(file), ...(plan === undefined ? {} : { plan }) };
    return {
      file,
      ...(records.has(file) ? { earlier } : {}),
      start: async (newPlan, lines) => {
        const all = [...lines];
        for (const line of all) append(line);
        plans.set(file, newPlan);
        records.set(file, all.join(""));
        return {
          file,
          append: async (line) => {
            append(line);
            records.set(file, (records.get(file) ?? "") + line);
          },
          close: async () => {
            closed.push(file);
          },
        };
      },
    };
  };
  return {
    clock,
    stop,
    records,
    closed,
    progress,
    readRecord: async (arm) =>
      orThrow(await readRunRecord(`runs/${arm}.jsonl`, chunksOf(`runs/${arm}.jsonl`))),
    effects: {
      ...filesOfTree(treeInMemory(workspace)),
      openRecord: async (path) => [{ file: path, chunks: chunksOf(path) }],
    },
    run: {
      openModels: async () => models,
      openRecordFile: (arm) => openFile(`runs/${arm}.jsonl`),
      openBatchFile: (arms) => openFile(`runs/${arms.join("-")}.batches`),
      earlierRun,
      progress: {
        note: (text) => progress.push(`note ${text}`),
        start: (total) => progress.push(`start ${total}`),
        advance: ({ done, failed }) => progress.push(`advance ${done}/${failed}`),
        finish: () => progress.push("finish"),
      },
      nowMs: clock.nowMs,
      sleep: clock.sleep,
      startedAt: "2026-01-05T09:00:00.000Z",
      startedAtMs,
      ...(cache === undefined ? {} : { cache }),
      warnings: [],
      fence: () => `fence-of-the-run-${String(++fences).padStart(6, "0")}`,
      stop: stop.signal,
    },
  };
}

/** Text of the last message of a request. */
export function askedOf({ body }: { readonly body: Readonly<Record<string, unknown>> }): string {
  const messages = body["messages"] as readonly { readonly content: string }[];
  return messages.at(-1)?.content ?? "";
}

/** Text of its first message: the prompt. */
export function promptOf({ body }: { readonly body: Readonly<Record<string, unknown>> }): string {
  const messages = body["messages"] as readonly { readonly content: string }[];
  return messages[0]?.content ?? "";
}
