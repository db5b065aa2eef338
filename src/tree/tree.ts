/** The files of one commit, wherever they come from: local git objects or an API. */
export type Tree = {
  /** Full sha of the commit. */
  readonly sha: string;
  /** Every entry of the commit's tree, folders aside. Asked for once. */
  readonly entries: () => Promise<readonly TreeEntry[]>;
  /** Bytes of a file by its content id (`oid`), at most `maxBytes` (a ProblemError otherwise). */
  readonly readBlob: (entry: TreeEntry, maxBytes: number) => Promise<Uint8Array>;
};

export type TreeEntry = {
  /** POSIX, relative to the root of the repository. */
  readonly path: string;
  readonly kind: "file" | "link" | "submodule";
  /** Id of the content: equal ids are equal bytes. */
  readonly oid: string;
  readonly sizeBytes?: number;
  /** Of a file; absent = no. */
  readonly isExecutable?: true;
};

/** The files of a repository at one place: a commit, or the working tree. Paths are relative to its root and POSIX. */
export type Files = {
  /** UTF-8 text of at most 10 MiB, without its BOM; throws a ProblemError where it is not there or may not be read. */
  readonly readText: (path: string) => Promise<string>;
  /** The same for a file that need not be there. */
  readonly readTextIfThere: (path: string) => Promise<string | undefined>;
  readonly readChunks: (path: string) => AsyncIterable<Uint8Array>;
  /** Files that match, sorted; a pattern without a match throws a ProblemError. */
  readonly glob: (patterns: readonly string[]) => Promise<readonly string[]>;
  /** Id of a file's content: equal ids are equal bytes. Absent where nobody knows without reading, as in a working tree. */
  readonly contentId?: (path: string) => Promise<string>;
  /**
   * Ids by path of the files that the patterns match, by the rules of `glob`; without patterns of every file, link (by what it says) and
   * submodule (by its commit). Equal ids are equal bytes that are executable or not alike, at a commit and in a working tree. In a working
   * tree the files count that git tracks, and new ones that it does not ignore.
   */
  readonly contentIds: (patterns?: readonly string[]) => Promise<ReadonlyMap<string, string>>;
};
