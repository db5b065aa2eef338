import { createHash } from "node:crypto";
import { lstat, readlink } from "node:fs/promises";
import { ProblemError } from "../../problem.ts";
import type { TreeEntry } from "../../tree/tree.ts";
import { openingProblem } from "./open-repository.ts";
import { type Git, openGit } from "./run-git.ts";

const silenceLimitMs = 10 * 60_000;
const submoduleMode = "160000";

/** As git names it: one character for each byte, since a path need not be UTF-8. */
type RawPath = string;

/**
 * What a commit of the working tree as it is would hold: files that git tracks and new ones that it does not ignore, with the ids that
 * git would give them, so that line endings and filters make no difference. What git has seen already is not read again. A repository
 * inside of it that was changed has an id that no commit has. Undefined where `root` is no working tree.
 */
export async function listWorkingTree(root: string): Promise<readonly TreeEntry[] | undefined> {
  const git = openGit(root, silenceLimitMs);
  try {
    const objectFormat = (await git.read("rev-parse", "--show-object-format")).trim();
    return [...(await listEntries(git, root, objectFormat)).values()];
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const problem = openingProblem(error instanceof Error ? error.message : String(error), root);
    if (problem === undefined) return undefined;
    throw new ProblemError([problem]);
  }
}

async function listEntries(
  git: Git,
  root: string,
  objectFormat: string,
): Promise<ReadonlyMap<RawPath, TreeEntry>> {
  const [staged, changed, added] = await Promise.all([
    git.readBytes("", "ls-files", "-z", "--stage"),
    git.readBytes("", "diff-files", "-z", "--raw", "--no-renames"),
    git.readBytes("", "ls-files", "-z", "--others", "--exclude-standard"),
  ]);
  const entries = new Map(records(staged).map(parseStaged));
  const toHash: { readonly path: RawPath; readonly mode: string }[] = [];
  const put = (path: RawPath, entry: Omit<TreeEntry, "path">): void => {
    entries.set(path, { path: textOf(path), ...entry });
  };
  for (const { path, mode } of [...parseChanged(changed), ...records(added).map(newFile)]) {
    const file = fileAt(root, path);
    const stats = await lstat(file).catch(() => undefined);
    if (stats === undefined || (await isBehindLink(root, path))) entries.delete(path);
    else if (stats.isSymbolicLink()) put(path, { kind: "link", oid: await linkId(file, objectFormat) });
    else if (stats.isFile()) toHash.push({ path, mode: modeOf(mode, stats.mode) });
    else if (stats.isDirectory() && mode === submoduleMode) put(path, await nestedEntry(file.toString()));
    else entries.delete(path);
  }
  const ids = await hashFiles(
    git,
    toHash.map(({ path }) => path),
  );
  for (const [index, { path, mode }] of toHash.entries())
    put(path, {
      kind: "file",
      oid: ids[index] ?? "",
      ...(mode === "100755" ? { isExecutable: true } : {}),
    });
  return entries;
}

function records(listing: string): readonly string[] {
  return listing.split("\0").slice(0, -1);
}

/** `<mode> <oid> <stage>\t<path>`. Of a path in conflict the last stays; `diff-files` names it as changed. */
function parseStaged(record: string): readonly [RawPath, TreeEntry] {
  const tab = record.indexOf("\t");
  const [mode = "", oid = ""] = record.slice(0, tab).split(" ");
  const path = record.slice(tab + 1);
  const kind = mode === "120000" ? "link" : mode === submoduleMode ? "submodule" : "file";
  return [path, { path: textOf(path), kind, oid, ...(mode === "100755" ? { isExecutable: true } : {}) }];
}

/** `:<mode> <mode> <oid> <oid> <status>` and the path, in turn. The second mode is what git sees in the working tree. */
function parseChanged(listing: string): readonly { readonly path: RawPath; readonly mode: string }[] {
  const parts = records(listing);
  const changed = new Map<RawPath, string>();
  for (let index = 0; index + 1 < parts.length; index += 2)
    changed.set(parts[index + 1] ?? "", (parts[index] ?? "").split(" ")[1] ?? "");
  return [...changed].map(([path, mode]) => ({ path, mode }));
}

/** A folder ends with a slash: it is a repository of its own. */
function newFile(path: RawPath): { readonly path: RawPath; readonly mode: string } {
  return path.endsWith("/") ? { path: path.slice(0, -1), mode: submoduleMode } : { path, mode: "" };
}

/** Git's own word where it has one: not every file system keeps the bit. */
function modeOf(mode: string, statsMode: number): string {
  if (/^100(?:644|755)$/u.test(mode)) return mode;
  return process.platform !== "win32" && (statsMode & 0o100) !== 0 ? "100755" : "100644";
}

/** A folder of a tracked file that a link has taken the place of: the file is elsewhere. */
async function isBehindLink(root: string, path: RawPath): Promise<boolean> {
  const parts = path.split("/");
  for (let depth = 1; depth < parts.length; depth += 1) {
    const stats = await lstat(fileAt(root, parts.slice(0, depth).join("/"))).catch(() => undefined);
    if (stats?.isSymbolicLink() === true) return true;
  }
  return false;
}

/** As git hashes a link: what it says is the content. */
async function linkId(file: Buffer, objectFormat: string): Promise<string> {
  const target = await readlink(file, { encoding: "buffer" });
  return createHash(objectFormat).update(`blob ${target.length}\0`).update(target).digest("hex");
}

async function nestedEntry(folder: string): Promise<Omit<TreeEntry, "path">> {
  const entries = (await listWorkingTree(folder)) ?? [];
  const listing = JSON.stringify(
    entries.map(({ path, kind, oid, isExecutable }) => [path, kind, oid, isExecutable ?? false]),
  );
  return { kind: "submodule", oid: createHash("sha256").update(listing).digest("hex") };
}

/** One process for all. A path in quotes may hold any byte, also the end of a line. */
async function hashFiles(git: Git, paths: readonly RawPath[]): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  const input = paths.map((path) => `"${path.replaceAll(/["\\]/gu, "\\$&").replaceAll("\n", "\\n")}"\n`);
  const ids = (await git.readBytes(input.join(""), "hash-object", "--stdin-paths")).trim().split("\n");
  if (ids.length !== paths.length) throw new Error(`git hashed ${ids.length} of ${paths.length} files`);
  return ids;
}

/** What is not UTF-8 is U+FFFD, as in a commit's listing. */
function textOf(path: RawPath): string {
  return Buffer.from(path, "latin1").toString("utf8");
}

function fileAt(root: string, path: RawPath): Buffer {
  return Buffer.concat([Buffer.from(`${root}/`), Buffer.from(path, "latin1")]);
}
