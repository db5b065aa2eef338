import { posix } from "node:path";
import picomatch from "picomatch";
import { nearestName } from "../experiment/nearest-name.ts";
import { repositoryPathFault } from "../experiment/repository-path.ts";
import { type Problem, ProblemError, quoteValue } from "../problem.ts";
import type { Files, Tree, TreeEntry } from "./tree.ts";

const maxTextBytes = 10 * 1024 * 1024;
const maxStreamBytes = 1024 * 1024 * 1024;
const isIgnored = (path: string): boolean => path.split("/").includes("node_modules");

type Commit = {
  readonly at: string;
  readonly byPath: ReadonlyMap<string, TreeEntry>;
};

/**
 * The files of a commit, read by the rules of a workspace: a path is of a regular file inside the repository, and anything else is
 * refused with a ProblemError that names the commit. A path behind a link or in a submodule is refused too: its file is not in this
 * tree, so the tree cannot say whether it is there.
 */
export function filesOfTree(tree: Tree): Files {
  const at = `at commit \`${tree.sha.slice(0, 7)}\``;
  let asked: Promise<Commit> | undefined;
  const openCommit = (): Promise<Commit> => {
    asked ??= tree
      .entries()
      .then((entries) => ({ at, byPath: new Map(entries.map((entry) => [entry.path, entry])) }));
    return asked;
  };
  const readText = async (entry: TreeEntry, path: string): Promise<string> =>
    decodeText(await tree.readBlob(entry, maxTextBytes), path, at);
  return {
    readText: async (path) => readText(requireFile(await openCommit(), path), path),
    readTextIfThere: async (path) => {
      const entry = findFile(await openCommit(), path);
      return entry === undefined ? undefined : readText(entry, path);
    },
    readChunks: async function* (path) {
      yield await tree.readBlob(requireFile(await openCommit(), path), maxStreamBytes);
    },
    glob: async (patterns) => matchPatterns(await openCommit(), patterns),
    contentId: async (path) => requireFile(await openCommit(), path).oid,
    contentIds: async (patterns) => idsOf(await openCommit(), patterns),
  };
}

/**
 * Content ids by path, as `Files` has them, of entries that are at hand. `at` says where they are, such as `in the working tree`, for
 * the messages.
 */
export function contentIdsOf(
  entries: readonly TreeEntry[],
  at: string,
  patterns?: readonly string[],
): ReadonlyMap<string, string> {
  return idsOf({ at, byPath: new Map(entries.map((entry) => [entry.path, entry])) }, patterns);
}

function idsOf(commit: Commit, patterns: readonly string[] | undefined): ReadonlyMap<string, string> {
  const paths =
    patterns === undefined ? [...commit.byPath.keys()].toSorted() : matchPatterns(commit, patterns);
  return new Map(
    paths.flatMap((path) => {
      const entry = commit.byPath.get(path);
      return entry === undefined ? [] : [[path, `${modeOf(entry)} ${entry.oid}`]];
    }),
  );
}

/** As git writes it. */
function modeOf({ kind, isExecutable }: TreeEntry): string {
  if (kind === "link") return "120000";
  if (kind === "submodule") return "160000";
  return isExecutable === true ? "100755" : "100644";
}

function decodeText(bytes: Uint8Array, path: string, at: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw problem("not-utf8", path, `the file is not UTF-8 ${at}.`, "Save it as UTF-8.");
  }
}

function requireFile(commit: Commit, path: string): TreeEntry {
  const entry = findFile(commit, path);
  if (entry !== undefined) return entry;
  throw problem(
    "file-not-found",
    path,
    `file not found ${commit.at}.`,
    suggestEntry(commit, normalise(path)),
  );
}

/** Undefined only where the commit has nothing at this path. */
function findFile({ at, byPath }: Commit, path: string): TreeEntry | undefined {
  const fault = repositoryPathFault(path);
  if (fault !== undefined) throw outside(path, `the path ${quoteValue(path)} ${fault}.`);
  const shortest = normalise(path);
  const above = foldersAbove(shortest).find((folder) => isElsewhere(byPath.get(folder)));
  if (above !== undefined)
    throw outside(
      path,
      `the path ${quoteValue(path)} goes through ${quoteValue(above)}, a ${kindName(byPath.get(above))} ${at}.`,
    );
  const entry = byPath.get(shortest);
  if (entry?.kind === "link")
    throw outside(path, `the path ${quoteValue(path)} is a symbolic link ${at}, which could lead anywhere.`);
  if (entry?.kind === "submodule" || (entry === undefined && isFolder(byPath, shortest)))
    throw problem(
      "not-a-file",
      path,
      `this is a ${entry === undefined ? "folder" : "submodule"} ${at}, not a file.`,
      "Name a file in it, or write a glob.",
    );
  return entry;
}

function normalise(path: string): string {
  return posix.normalize(path).replace(/(?<=[^/])\/$/u, "");
}

/** `a/b/c` lies in `a` and `a/b`. */
function foldersAbove(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

function isElsewhere(entry: TreeEntry | undefined): boolean {
  return entry?.kind === "link" || entry?.kind === "submodule";
}

function kindName(entry: TreeEntry | undefined): string {
  return entry?.kind === "link" ? "symbolic link" : "submodule";
}

function isFolder(byPath: ReadonlyMap<string, TreeEntry>, path: string): boolean {
  return path === "." || namesIn(byPath, path).length > 0;
}

/** Names of what lies directly in a folder; `.` is the root. */
function namesIn(byPath: ReadonlyMap<string, TreeEntry>, folder: string): readonly string[] {
  const start = folder === "." ? "" : `${folder}/`;
  const below = [...byPath.keys()].filter((path) => path.startsWith(start));
  return [...new Set(below.map((path) => path.slice(start.length).split("/", 1)[0] ?? ""))];
}

/** The name that is meant by the first part of the path that is not there. */
function suggestEntry({ byPath }: Commit, path: string): string | undefined {
  const missing = [...foldersAbove(path), path].find((part) => !byPath.has(part) && !isFolder(byPath, part));
  if (missing === undefined) return undefined;
  const nearest = nearestName(posix.basename(missing), namesIn(byPath, posix.dirname(missing)));
  return nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`;
}

function matchPatterns(commit: Commit, patterns: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const problems: Problem[] = [];
  for (const pattern of patterns) {
    try {
      for (const path of matchPattern(commit, pattern)) found.add(path);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new ProblemError(problems);
  return [...found].toSorted();
}

function matchPattern(commit: Commit, pattern: string): readonly string[] {
  const { at, byPath } = commit;
  const fault = repositoryPathFault(pattern);
  if (fault !== undefined) throw outside(pattern, `the path ${quoteValue(pattern)} ${fault}.`);
  const shortest = normalise(pattern);
  if (!/[*?[\]{}()!+@]/.test(pattern)) return [requireFile(commit, pattern).path];
  // A leading `!` takes away from other patterns; alone it has nothing to take away from.
  const matches = /^!(?!\()/u.test(shortest) ? () => false : picomatch(shortest, { posix: true });
  const { base } = picomatch.scan(shortest);
  const behind = [...foldersAbove(base), base].find((folder) => isElsewhere(byPath.get(folder)));
  if (behind !== undefined)
    throw outside(
      behind,
      `${quoteValue(pattern)} goes through ${quoteValue(behind)}, a ${kindName(byPath.get(behind))} ${at}.`,
    );
  const matched = [...byPath.values()].filter(({ path }) => matches(path) && !isIgnored(path));
  const link = matched.find(({ kind }) => kind === "link");
  if (link !== undefined)
    throw outside(
      link.path,
      `${quoteValue(pattern)} matches a symbolic link ${at}, which is not read and must not go missing unseen.`,
    );
  const files = matched.filter(({ kind }) => kind === "file").map(({ path }) => path);
  if (files.length > 0) return files;
  throw new ProblemError([
    {
      code: "no-file-matches",
      message: `no file matches ${quoteValue(pattern)} ${at}.`,
      fix: "Patterns start at the folder of the file that holds them; `*` stays in one folder, `**` does not.",
    },
  ]);
}

function outside(path: string, message: string): ProblemError {
  const fix = "Write a path to a regular file of the repository, relative and with `/`.";
  return problem("path-outside-workspace", path, message, fix);
}

function problem(code: string, file: string, message: string, fix?: string): ProblemError {
  // A control character in a path would break the line that shows it.
  const isPlain = !/\p{Cc}/u.test(file) && file.length <= 200;
  return new ProblemError([
    { code, ...(isPlain ? { file } : {}), message, ...(fix === undefined ? {} : { fix }) },
  ]);
}
