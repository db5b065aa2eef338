import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, readdir, readlink } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { pipeline } from "node:stream/promises";

/** What stands at a path of a folder. */
export type FolderEntry = {
  /** POSIX, relative to the folder. */
  readonly path: string;
  readonly kind: "file" | "link";
  /** Equal ids are equal bytes. */
  readonly oid: string;
  readonly isExecutable?: true;
};

/** Every file and link of a folder that is in no repository, with ids of what they hold; without `node_modules` and `.git`. */
export async function listFolder(root: string): Promise<readonly FolderEntry[]> {
  const entries: FolderEntry[] = [];
  for (const path of await listPaths(root)) {
    const file = join(root, path);
    const stats = await lstat(file);
    if (stats.isSymbolicLink()) {
      const target = await readlink(file, { encoding: "buffer" });
      entries.push({ path, kind: "link", oid: createHash("sha256").update(target).digest("hex") });
    } else if (stats.isFile()) {
      const hash = createHash("sha256");
      await pipeline(createReadStream(file), hash);
      const isExecutable = process.platform !== "win32" && (stats.mode & 0o100) !== 0;
      entries.push({
        path,
        kind: "file",
        oid: hash.digest("hex"),
        ...(isExecutable ? { isExecutable } : {}),
      });
    }
  }
  return entries;
}

async function listPaths(root: string, folder = root): Promise<readonly string[]> {
  const found: (readonly string[])[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name === "node_modules" || entry.name === ".git") continue;
    const file = join(folder, entry.name);
    found.push(
      entry.isDirectory() ? await listPaths(root, file) : [relative(root, file).split(sep).join("/")],
    );
  }
  return found.flat().toSorted();
}
