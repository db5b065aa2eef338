import { isAbsolute, join, resolve } from "node:path";
import { findRepository, isThere } from "../edge/store/find-repository.ts";
import { listUserRecords, readUserFile } from "../edge/store/user-files.ts";
import { openWorkspace } from "../edge/store/workspace.ts";
import type { GateEffects } from "../gate/effects.ts";
import { ProblemError } from "../problem.ts";

export type WorkingDir = { readonly workingDir: string };

/** The gate file of a command, and the effects that read it and all that it names. */
export type OpenedGate = {
  /** Path from the repository's root; absent where there is no gate file. */
  readonly config?: string;
  /** Absolute path of the repository. */
  readonly root: string;
  readonly effects: GateEffects;
};

const defaultGateFile = "llm-o11y.yml";

/** Opens the repository around the gate file that was asked for, or around `llm-o11y.yml` where it is there. */
export async function openGate(asked: string | undefined, io: WorkingDir): Promise<OpenedGate> {
  const file = asked ?? defaultGateFile;
  const { root, path } = await findRepository(file, io.workingDir);
  const hasGate = asked !== undefined || (await isThere(resolve(io.workingDir, file)));
  return { root, effects: await openEffects(root, io), ...(hasGate ? { config: path } : {}) };
}

/** The effects of a repository at `root`; records are read from wherever the user names them. */
export async function openEffects(root: string, io: WorkingDir): Promise<GateEffects> {
  const { readText, readChunks, glob } = await openWorkspace(root);
  return {
    readText,
    readChunks,
    glob,
    readTextIfThere: async (path) => ((await isThere(join(root, path))) ? readText(path) : undefined),
    contentIds: async (patterns) => {
      // Loaded where a target is code: git is more than most commands need.
      const [{ listWorkingTree }, { contentIdsOf }] = await Promise.all([
        import("../edge/git/list-working-tree.ts"),
        import("../tree/files-of-tree.ts"),
      ]);
      const listed = await listWorkingTree(root);
      if (listed !== undefined) return contentIdsOf(listed, "in the working tree", patterns);
      const { listFolder } = await import("../edge/store/list-folder.ts");
      return contentIdsOf(await listFolder(root), "in the working tree", patterns);
    },
    openRecord: async (path) =>
      (await listUserRecords(resolve(io.workingDir, path))).map((file) => ({
        file: shorten(file, io.workingDir),
        chunks: readUserFile(file),
      })),
  };
}

/** The effects of files that the user names on the command line: they may lie anywhere, and so may what a pattern matches. */
export async function openNamedFiles(io: WorkingDir): Promise<GateEffects> {
  const effects = await openEffects(io.workingDir, io);
  return {
    ...effects,
    glob: async (names) => (await Promise.all(names.map((name) => matchNames(name, effects, io)))).flat(),
    readChunks: (path) => readUserFile(resolve(io.workingDir, path)),
  };
}

const magic = /[*?[\]{}]/;

/** A pattern that leads out of the working folder is matched below its own folder, the part before anything that varies. */
async function matchNames(
  name: string,
  { glob }: GateEffects,
  { workingDir }: WorkingDir,
): Promise<readonly string[]> {
  if (!magic.test(name)) return [name];
  if (!isAbsolute(name) && !/^\.\.(?:\/|$)/.test(name)) return glob([name]);
  const parts = name.split("/");
  const start = parts.findIndex((part) => magic.test(part));
  const folder = `${parts.slice(0, start).join("/")}/`;
  const path = resolve(workingDir, folder);
  if (!(await isThere(path)))
    throw new ProblemError([{ code: "file-not-found", file: folder, message: "there is no such folder." }]);
  const found = await (await openWorkspace(path)).glob([parts.slice(start).join("/")]);
  return found.map((file) => `${folder}${file}`);
}

/** Files below the working folder are named from there, as the user wrote them. */
export function shorten(file: string, workingDir: string): string {
  return file.startsWith(`${workingDir}/`) ? file.slice(workingDir.length + 1) : file;
}
