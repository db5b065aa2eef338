/** What the gate is given to reach the world with. Paths of the repository are relative and posix. */
export type GateEffects = {
  /** Text of a file of the repository; throws a ProblemError where it is not there or may not be read. */
  readonly readText: (path: string) => Promise<string>;
  /** The same for a file that need not be there. */
  readonly readTextIfThere: (path: string) => Promise<string | undefined>;
  readonly readChunks: (path: string) => AsyncIterable<Uint8Array>;
  /** Files of the repository that match, sorted; a pattern without a match throws a ProblemError. */
  readonly glob: (patterns: readonly string[]) => Promise<readonly string[]>;
  /** A run record that the user names, anywhere: one file, or the shards in a folder, sorted. */
  readonly openRecord: (path: string) => Promise<readonly RecordSource[]>;
};

export type RecordSource = { readonly file: string; readonly chunks: AsyncIterable<Uint8Array> };
