import type { Config } from "../config/config.ts";
import type { AppRequest, AppSpec } from "../experiment/app-call.ts";
import type { BatchApi } from "../experiment/model-batch.ts";
import type { ModelReply, ModelRequest } from "../experiment/model-call.ts";
import type { ArmName } from "../experiment/trial.ts";
import type { Problem } from "../problem.ts";
import type { Files } from "../tree/tree.ts";

/** What a decision on records reaches the world with: the files of a repository, and the records that the user names. */
export type GateEffects = Files & {
  /** A run record that the user names, anywhere: one file, or the shards in a folder, sorted. */
  readonly openRecord: (path: string) => Promise<readonly RecordSource[]>;
};

export type RecordSource = { readonly file: string; readonly chunks: AsyncIterable<Uint8Array> };

/** Run records that the user names, so that their trials need not be run again. */
export type NamedRecords = {
  /** Throws a ProblemError where one is not there, or where the commit brings it. */
  readonly open: () => Promise<readonly RecordSource[]>;
  /** Milliseconds since 1970 of a time as a record tells it; NaN where it is none. */
  readonly timeOf: (startedAt: string) => number;
};

/** The models that an arm and a judge call. */
export type Models = {
  /** What keeps the request from being sent at all, such as a key that is not set; without a call. */
  readonly check: (request: ModelRequest) => readonly Problem[];
  /** About what the call costs, before it is made; undefined where its model has no price. */
  readonly estimateUsd: (request: ModelRequest) => Promise<number | undefined>;
  /** One attempt. Never throws for what the provider does. */
  readonly call: (
    request: ModelRequest,
    options: { readonly timeoutMs: number; readonly signal: AbortSignal },
  ) => Promise<ModelReply>;
  /** The same calls in batches, where `execution.batch` asks for it; absent: each is made alone. */
  readonly batch?: BatchApi;
};

/** An app that is the target of an arm, and where its code is. */
export type AppArm = {
  readonly arm: ArmName;
  readonly spec: AppSpec;
  /** Repository-relative path of the gate file, beside which the app runs. */
  readonly gateFile: string;
  /** Commit of its code; absent = the working tree. */
  readonly sha?: string;
};

/** What the apps of a run may see and may take. */
export type AppLimits = {
  /** Names of environment variables, `policy.allow.env`. */
  readonly env: readonly string[];
  readonly prices: Config["prices"];
};

/** Who asks: a trial of the run. */
export type Asker = {
  /** Unique in the run. */
  readonly name: string;
  /** Index of the trial. */
  readonly trial: number;
};

/** The apps of a run. */
export type Apps = {
  /** What keeps the request from being sent at all, such as a secret that is not set; without a call. */
  readonly check: (request: AppRequest) => readonly Problem[];
  /** Gets the apps of these arms ready and starts them. Throws a ProblemError where one cannot be. */
  readonly open: (arms: readonly ArmName[]) => Promise<void>;
  /**
   * One attempt; an app that is not open yet is opened. `timeoutMs` is for the app, and counts from when it gets the request;
   * after `remainingMs` the run is over, and the reply is `aborted`. Never throws for what the app does.
   */
  readonly ask: (
    request: AppRequest,
    asker: Asker,
    limits: { readonly timeoutMs: number; readonly remainingMs: number; readonly signal: AbortSignal },
  ) => Promise<ModelReply>;
  /** Ends all, and says what was strange. */
  readonly close: () => Promise<readonly Problem[]>;
};

/** A file that grows by whole lines. */
export type LineFile = {
  /** The file, as a message calls it and as `openRecord` reads it. */
  readonly file: string;
  /** Resolves when the line is in the file. */
  readonly append: (line: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Where the run record of an arm stands, and what an earlier run has left there. */
export type RecordFile = {
  /** As a message calls it. */
  readonly file: string;
  readonly earlier?: EarlierRecord;
  /** Puts the lines in place of what is there, in one step, with the plan beside them. What is appended comes after. */
  readonly start: (plan: string, lines: Iterable<string>) => Promise<LineFile>;
};

export type EarlierRecord = {
  /** The plan that it was made for; absent where none is beside it. */
  readonly plan?: string;
  /** Whoever wrote the commit wrote it: no proof that anything was run. */
  readonly isCommitted: boolean;
  readonly chunks: AsyncIterable<Uint8Array>;
};

/** What becomes of a record that is there: `fresh` replaces any; else the same run's goes on, and another's is replaced or refused. */
export type EarlierRun = "fresh" | "replace" | "refuse";

/** What a person watches while trials run. */
export type Progress = {
  /** One line that is worth keeping. */
  readonly note: (text: string) => void;
  readonly start: (total: number) => void;
  readonly advance: (counts: ProgressCounts) => void;
  readonly finish: () => void;
};

export type ProgressCounts = {
  readonly done: number;
  readonly failed: number;
  /** Absent where the price of a call is unknown. */
  readonly usd?: number;
};

/** Texts under keys, kept from run to run and shared by processes. Whatever goes wrong with it is a miss. */
export type Cache = {
  /** Undefined where nothing is there, or nothing that may be read. */
  readonly read: (key: string) => Promise<string | undefined>;
  readonly write: (key: string, text: string) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
  /** Removes what is too old, then the oldest until the rest fits. */
  readonly prune: (limits: {
    readonly nowMs: number;
    readonly longestAgeMs: number;
    readonly mostBytes: number;
  }) => Promise<void>;
  /** What kept it from being used, each once. */
  readonly warnings: () => readonly Problem[];
};

/** What a run reaches the world with, besides files. */
export type RunEffects = {
  /** `prices` are those of the gate file, which go before the known ones. */
  readonly openModels: (prices: Config["prices"]) => Promise<Models>;
  /** The apps of these arms; nothing is started yet. Absent: this process runs none. */
  readonly openApps?: (arms: readonly AppArm[], limits: AppLimits) => Promise<Apps>;
  /** The place of an arm's run record; nothing is written yet. */
  readonly openRecordFile: (arm: ArmName) => Promise<RecordFile>;
  /** The place of what these arms have under way in batches, kept as a record is; nothing is written yet. */
  readonly openBatchFile: (arms: readonly ArmName[]) => Promise<RecordFile>;
  readonly earlierRun: EarlierRun;
  readonly progress: Progress;
  /** Milliseconds of a monotonic clock. */
  readonly nowMs: () => number;
  /** Resolves early where the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Start of the run, ISO 8601 in UTC. */
  readonly startedAt: string;
  /** The same in milliseconds since 1970: ages in the cache are told from it, whatever the clock does meanwhile. */
  readonly startedAtMs: number;
  /** Absent: nothing is taken from other runs, and nothing is kept for them. */
  readonly cache?: Cache;
  /** Absent: none is named. */
  readonly records?: NamedRecords;
  /** A text that nobody can guess, new for each call. */
  readonly fence: () => string;
  /** What is in the environment and is not used, though the user may think so. */
  readonly warnings: readonly Problem[];
  /** Aborts when the user or the runner wants the run to end. */
  readonly stop: AbortSignal;
};
