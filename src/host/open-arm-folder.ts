import { hash } from "node:crypto";
import { mkdir, mkdtemp, realpath, rm, stat } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { isAbsolute, join, posix, relative, sep } from "node:path";
import { copyPaths, listWorkingPaths } from "../edge/git/copy-working-tree.ts";
import { type Repository, openRepository } from "../edge/git/open-repository.ts";
import { addWorktree, forgetWorktree, listWorktrees } from "../edge/git/worktree.ts";
import { isThere } from "../edge/store/find-repository.ts";
import { listFolder } from "../edge/store/list-folder.ts";
import { changedSince, isUntouched, madeSince, removeAllBut, stampFiles } from "../edge/store/setup-files.ts";
import {
  type ArmPlace,
  isInUse,
  openFreshPlace,
  openKeptPlace,
  pruneSetups,
} from "../edge/store/setup-folder.ts";
import type { ArmName } from "../experiment/trial.ts";
import { ProblemError, quoteValue } from "../problem.ts";
import { filesOfTree } from "../tree/files-of-tree.ts";
import { type SetupInputs, findSetupInputs } from "../tree/setup-inputs.ts";
import type { Files } from "../tree/tree.ts";
import { openEffects } from "./open-effects.ts";
import { type Run, runSetup, withPythonEnvironment } from "./run-setup.ts";
import { packageAddresses, setupEnvironment } from "./setup-environment.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export type ArmFolderOptions = {
  /** Absolute path of the repository. */
  readonly root: string;
  /** The commit; absent = the working tree as it is. */
  readonly sha?: string;
  /** The gate file's folder, relative to the root and POSIX; `.` is the root. */
  readonly gateFolder: string;
  /** Run in the gate file's folder before anything else. */
  readonly setup?: readonly string[];
  readonly slot: ArmName;
  /** Our own environment; a setup gets what holds no secret of it. */
  readonly env: Environment;
  readonly run: Run;
  /** Default: `llm-o11y` in the user's cache folder. */
  readonly cacheDir?: string;
  /** Ends a setup that is under way. */
  readonly signal: AbortSignal;
};

/** An arm's own copy of the files, outside of the repository. */
export type ArmFolder = {
  /** The gate file's folder in it, absolute. */
  readonly folder: string;
  /** What the arm's programs need in their environment, in front of what is there: a Python environment of its own. Mostly empty. */
  readonly env: Readonly<Record<string, string>>;
  /** What an earlier run's setup made was taken. */
  readonly reused: boolean;
  readonly setupMs: number;
  /** Removes the folder, but for what the setup made. To be called when all processes in it have ended. */
  readonly close: () => Promise<void>;
};

/**
 * Makes a folder of an arm's own and runs its setup there, or takes what an equal setup has made in an earlier run. Throws a ProblemError
 * where git refuses, the gate file's folder is not inside, or the setup fails; then nothing is left behind.
 */
export async function openArmFolder(options: ArmFolderOptions): Promise<ArmFolder> {
  const { root, sha } = options;
  const repository = await openRepository(root);
  if (sha !== undefined && !((await repository?.ensureCommit(sha)) ?? false)) throw notHere(sha);
  const cache = await openCacheDir(root, options.cacheDir ?? userCacheDir(options.env));
  await removeLeftovers(root, cache.folder);
  const setup = await planSetup(options, repository);
  const kept =
    setup === undefined || cache.isTemporary ? undefined : await openKeptPlace(cache.folder, setup.key);
  const place = kept ?? (await openFreshPlace(cache.folder));
  if (place === undefined) throw noPlace();
  const close = async (): Promise<void> => {
    await forgetWorktree(root, place.tree);
    await place.giveBack();
    if (cache.isTemporary) await rm(cache.folder, { recursive: true, force: true });
  };
  try {
    return { ...(await fillPlace(place, setup, repository, options)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Where folders of arms and what setups have made are kept. */
function userCacheDir(env: Environment): string {
  const named = [env["XDG_CACHE_HOME"], env["LOCALAPPDATA"]].find(
    (path) => path !== undefined && isAbsolute(path),
  );
  return join(named ?? join(homedir(), ".cache"), "llm-o11y");
}

type CacheDir = { readonly folder: string; readonly isTemporary: boolean };

/** Inside of the repository, an arm would find packages that the checkout has installed. */
async function openCacheDir(root: string, wished: string): Promise<CacheDir> {
  const realRoot = await realpath(root);
  const isOutside = (folder: string): boolean => {
    const way = relative(realRoot, folder);
    return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
  };
  try {
    if (isOutside(wished)) {
      await mkdir(wished, { recursive: true, mode: 0o700 });
      const folder = await realpath(wished);
      if (isOutside(folder)) return { folder, isTemporary: false };
    }
  } catch {
    // Not to be written: the system's own folder for temporary files is.
  }
  const folder = await realpath(await mkdtemp(join(tmpdir(), "llm-o11y-")));
  if (isOutside(folder)) return { folder, isTemporary: true };
  await rm(folder, { recursive: true, force: true });
  throw noPlace();
}

/** Of runs that were killed. Only what is ours, and of nobody who is alive. */
async function removeLeftovers(root: string, cacheDir: string): Promise<void> {
  await pruneSetups(cacheDir, Date.now());
  for (const folder of await listWorktrees(root)) {
    const isLeft =
      folder.startsWith(`${cacheDir}${sep}`) && !(await isThere(folder)) && !(await isInUse(folder));
    if (isLeft) await forgetWorktree(root, folder);
  }
}

type Setup = SetupInputs & { readonly argv: readonly string[]; readonly key: string };

async function planSetup(
  options: ArmFolderOptions,
  repository: Repository | undefined,
): Promise<Setup | undefined> {
  const { root, sha, gateFolder, setup: argv, slot, env } = options;
  if (argv === undefined) return undefined;
  const files: Files =
    sha === undefined || repository === undefined
      ? await openEffects(root, { workingDir: root })
      : filesOfTree(repository.openTree(sha));
  const inputs = await findSetupInputs(argv, gateFolder, files);
  const versions = await Promise.all(
    [
      ["node", "-v"],
      ["python3", "--version"],
    ].map((program) => versionOf(program, options)),
  );
  const day = inputs.isPinned ? "" : new Date().toISOString().slice(0, "2026-01-01".length);
  const parts = [
    1,
    argv,
    [process.platform, process.arch, versions],
    [root, gateFolder, slot],
    sorted(Object.entries(packageAddresses(env))),
    sorted([...inputs.ids]),
    day,
  ];
  return { ...inputs, argv, key: hash("sha256", JSON.stringify(parts)) };
}

function sorted(entries: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  return entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** Empty where it is not there. */
async function versionOf(
  argv: readonly string[],
  { root, env, run, signal }: ArmFolderOptions,
): Promise<string> {
  const options = { argv, folder: root, env: setupEnvironment(env), timeoutMs: 30_000, signal };
  return run(options).then(
    ({ output }) => output.trim(),
    () => "",
  );
}

async function fillPlace(
  place: ArmPlace,
  setup: Setup | undefined,
  repository: Repository | undefined,
  options: ArmFolderOptions,
): Promise<Omit<ArmFolder, "close">> {
  const { root, gateFolder, env } = options;
  const python = setup?.needsPythonEnvironment === true ? join(place.folder, "python") : undefined;
  const added = python === undefined ? {} : withPythonEnvironment(setupEnvironment(env), python);
  // Its last user was killed.
  await forgetWorktree(root, place.tree);
  if (place.made !== undefined) {
    removeAllBut(place.folder, place.made);
    await bringFiles(place.tree, repository, options);
    if (isUntouched(place.made, stampFiles(place.folder)))
      return { folder: await findGateFolder(place.tree, gateFolder), env: added, reused: true, setupMs: 0 };
    await forgetWorktree(root, place.tree);
    await place.empty();
  }
  await bringFiles(place.tree, repository, options);
  const folder = await findGateFolder(place.tree, gateFolder);
  if (setup === undefined) return { folder, env: added, reused: false, setupMs: 0 };
  const startedMs = performance.now();
  const before = stampFiles(place.folder);
  await makeAll(setup, python, folder, { ...setupEnvironment(env), ...added }, options);
  const setupMs = performance.now() - startedMs;
  await keepMade(place, setup, before);
  return { folder, env: added, reused: false, setupMs };
}

async function bringFiles(
  tree: string,
  repository: Repository | undefined,
  { root, sha }: ArmFolderOptions,
): Promise<void> {
  if (sha !== undefined) return addWorktree(root, sha, tree);
  const head = await repository?.head();
  // A worktree of its own commit too: what asks git in it must not find another repository, or none.
  if (head !== undefined) await addWorktree(root, head, tree, "index");
  await mkdir(tree, { recursive: true });
  const paths = (await listWorkingPaths(root)) ?? (await listFolder(root)).map(({ path }) => path);
  await copyPaths(root, tree, paths);
}

/** Throws where a link leads out of the arm's files, or nothing is there. */
async function findGateFolder(tree: string, gateFolder: string): Promise<string> {
  const folder = join(tree, gateFolder);
  const real = await realpath(folder).catch(() => undefined);
  const isFolder = real !== undefined && (await stat(real)).isDirectory();
  const way = real === undefined ? ".." : relative(await realpath(tree), real);
  if (isFolder && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way)) return folder;
  throw new ProblemError([
    {
      code: "folder-outside",
      message: `the gate file's folder ${quoteValue(gateFolder)} ${real === undefined ? "is not there" : "leads out of the repository"}, so nothing can be run in it.`,
      fix: "Keep the gate file in a folder of the repository that is no link.",
    },
  ]);
}

async function makeAll(
  setup: Setup,
  python: string | undefined,
  folder: string,
  env: Readonly<Record<string, string>>,
  { slot, run, signal, env: own }: ArmFolderOptions,
): Promise<void> {
  const common = { arm: slot, folder, run, signal };
  if (python !== undefined) {
    const [first = ""] = setup.argv;
    const program = first.startsWith("python") ? first : process.platform === "win32" ? "python" : "python3";
    // uv brings its own pip, which is most of what takes time.
    const options = first === "uv" ? ["--without-pip"] : [];
    const argv = [program, "-m", "venv", ...options, python];
    await runSetup({ ...common, argv, env: setupEnvironment(own) });
  }
  await runSetup({ ...common, argv: setup.argv, env });
}

/**
 * Keeps what a setup has made. It is not kept where it is not all there is: a setup that changed files of the commit, or that made
 * nothing here and so did its work elsewhere. An installer may write into its lockfiles.
 */
async function keepMade(
  place: ArmPlace,
  { isInstaller, ids }: Setup,
  before: ReadonlyMap<string, string>,
): Promise<void> {
  if (place.keep === undefined) return;
  const after = stampFiles(place.folder);
  const made = madeSince(before, after);
  const changed = changedSince(before, after).filter(
    (path) => !(isInstaller && ids.has(posix.relative("tree", path))),
  );
  if (made.size > 0 && changed.length === 0) await place.keep(made);
}

function notHere(sha: string): ProblemError {
  return new ProblemError([
    {
      code: "commit-not-here",
      message: `commit \`${sha.slice(0, 7)}\` is not in the checkout, so its code cannot be run.`,
      fix: "Check out with `fetch-depth: 0`.",
    },
  ]);
}

function noPlace(): ProblemError {
  return new ProblemError([
    {
      code: "no-arm-folder",
      message: "there is no folder outside of the repository that files can be written to.",
      fix: "Set `XDG_CACHE_HOME` or `TMPDIR` to one.",
    },
  ]);
}
