import type { Json, JsonObject } from "../experiment/json.ts";
import type { Place } from "../problem.ts";

/** The gate file, normalised: defaults filled in, camelCase, units in names. Keys that were not written and have no default are absent. */
export type Config = {
  readonly gate: string;
  /** Repository-relative path of the gate file. */
  readonly file: string;
  readonly datasets: readonly string[];
  readonly select: { readonly tags?: readonly string[]; readonly sample?: number };
  /** Absent only where the command needs none. Validated, kept as written (snake_case) for the issue that runs targets. */
  readonly target?: JsonObject;
  readonly baseline?: JsonObject;
  readonly judge?: JsonObject;
  readonly scorers: readonly ScorerConfig[];
  readonly policy: Policy;
  readonly prices: Readonly<Record<string, Json>>;
  readonly redact: { readonly patterns: Readonly<Record<string, string>>; readonly keep: readonly string[] };
  readonly execution: {
    readonly concurrency: number;
    readonly timeoutMs: number;
    readonly retries: number;
    readonly seed: number;
    readonly batch: boolean;
  };
  readonly report: { readonly excerpts: "none" | "artifact" | "comment" };
};

/** What may block, and by how much. A limit that is absent does not exist. Shares and drops are in [0, 1]. */
export type Policy = {
  readonly confidence: number;
  readonly quality: { readonly maxDrop: number; readonly min?: number };
  readonly critical: { readonly trials: number; readonly confirm: number; readonly any: boolean };
  readonly latency: { readonly p95Ms?: number; readonly ttftP95Ms?: number; readonly maxRatio?: number };
  readonly cost: { readonly perRequestUsd?: number; readonly maxRatio?: number };
  readonly failures: Readonly<Record<string, { readonly maxIncrease: number }>>;
  readonly slices: Readonly<Record<string, { readonly maxDrop: number }>>;
  readonly judge: { readonly minAgreement: number; readonly maxFlipRate: number };
  readonly trials: { readonly baseline: number; readonly candidate: number };
  readonly maxMissing: number;
  readonly minCases: number;
  readonly notProven: "allow" | "block";
  readonly budget: { readonly usd?: number; readonly minutes: number; readonly calls: number };
  readonly allow: {
    readonly exec: boolean;
    readonly env: readonly string[];
    readonly origins: readonly string[];
  };
};

/** Keys that every scorer has. `name` is unique over the gate: the written one, else the type, else `type-2`, `type-3`, ... */
type ScorerCommon = {
  readonly name: string;
  readonly weight: number;
  /** A graded score passes at or above this; absent = 1. */
  readonly threshold?: number;
  /** The failure mode that failing this scorer names. */
  readonly failure?: string;
  /** The scorer is for cases with one of these tags; absent = all. */
  readonly tags?: readonly string[];
  readonly not: boolean;
  readonly maxDrop?: number;
  readonly min?: number;
  readonly place: Place;
};

export type RuleScorerConfig = ScorerCommon &
  (
    | {
        readonly type: "exact";
        readonly value?: Json;
        readonly ignoreCase: boolean;
        readonly partial: boolean;
      }
    | { readonly type: "contains"; readonly value?: Json; readonly ignoreCase: boolean }
    | { readonly type: "regex"; readonly value?: Json; readonly ignoreCase: boolean }
    | { readonly type: "numeric"; readonly value?: Json; readonly tolerance: number }
    | { readonly type: "json_path"; readonly path: string; readonly value?: Json; readonly tolerance: number }
    | { readonly type: "similarity"; readonly value?: Json; readonly method: "token_f1" | "levenshtein" }
    /** `schema` is a path relative to the gate file. */
    | { readonly type: "json_schema"; readonly schema: string }
    | {
        readonly type: "tool_calls";
        readonly mode: "strict" | "unordered" | "subset" | "superset";
        readonly arguments: "exact" | "subset" | "ignore" | "schema";
        readonly forbidden: readonly string[];
        readonly maxCalls?: number;
      }
    | { readonly type: "refusal" }
    /** `value` is a number of characters. */
    | { readonly type: "max_length"; readonly value?: number }
    | { readonly type: "citations" }
  );

export type RecordedScorerConfig = ScorerCommon & {
  readonly type: "recorded";
  /** The recorded score that is read; absent = all scores that the trial records. */
  readonly reads?: string;
};

/** Scorers whose scores are made elsewhere (a model or the user's own code); validated, and kept as written. */
export type OutsideScorerConfig = ScorerCommon & {
  readonly type: "judge" | "pairwise" | "command" | "module";
  readonly options: JsonObject;
};

export type ScorerConfig = RuleScorerConfig | RecordedScorerConfig | OutsideScorerConfig;

/** A rubric file (`.yml`), normalised. */
export type RubricFile = {
  readonly instructions?: string;
  readonly criteria: readonly {
    readonly id: string;
    readonly ask: string;
    readonly weight: number;
    /** From worst to best, each with what it counts in [0, 1]; absent = no and yes. */
    readonly grades?: readonly { readonly word: string; readonly value: number }[];
    readonly failure?: string;
  }[];
  /** Outputs whose answer is known; empty where none are written. */
  readonly canaries: readonly {
    readonly input: Json;
    readonly output: Json;
    readonly expected?: Json;
    readonly context?: Json;
    readonly metadata?: JsonObject;
    readonly messages?: readonly JsonObject[];
    readonly passed: boolean;
  }[];
};

/** One entry of `.llm-o11y/waivers.yml`. `expires` is a date, `YYYY-MM-DD`, that still holds until the end of that day in UTC. */
export type Waiver = {
  readonly id: string;
  readonly rule: string;
  readonly cases?: readonly string[];
  readonly reason: string;
  readonly approvedBy: string;
  readonly expires: string;
};
