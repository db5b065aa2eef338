/** What `detect` counted: what to put right first. Nothing in it is a word of a trace, but for names: of modes, scores, tools, releases. */
export type FailureCounts = {
  readonly traces: number;
  readonly failed: number;
  /** Most traces first. A failed trace has one mode. */
  readonly modes: readonly { readonly mode: string; readonly traces: number }[];
  /** Strongest first. A failed trace may show several signals. */
  readonly signals: readonly { readonly signal: string; readonly traces: number }[];
  /** Most traces first. */
  readonly groups: readonly FailureGroup[];
  /** Failed traces of groups beyond the number that is kept. */
  readonly ungrouped: number;
  /** In the order in which they were first seen in production; the traces that name none come last. */
  readonly releases: readonly ReleaseCounts[];
  /** Names of scores whose scale is not known, with how many scores were therefore not read. */
  readonly unreadScores: readonly { readonly name: string; readonly scores: number }[];
};

/** Traces that failed alike. */
export type FailureGroup = {
  readonly fingerprint: string;
  readonly mode: string;
  readonly signal: string;
  /** What shows it, in our words. */
  readonly shown: string;
  readonly traces: number;
  /** The first of them. */
  readonly example: { readonly traceId: string; readonly url?: string };
  /** How many releases have it. */
  readonly releases: number;
};

export type ReleaseCounts = {
  /** Absent: the traces name no release. */
  readonly release?: string;
  readonly traces: number;
  readonly failed: number;
  readonly byMode: ReadonlyMap<string, number>;
  /** ISO 8601 in UTC of its first trace; absent where none tells. */
  readonly firstAt?: string;
};
