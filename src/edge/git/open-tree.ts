import { ProblemError } from "../../problem.ts";
import type { Tree, TreeEntry } from "../../tree/tree.ts";
import type { ReadObject } from "./read-objects.ts";
import { type Git, checkedId } from "./run-git.ts";

/** The files of a local commit. A commit or a content that git cannot read is a ProblemError, and never an absent file. */
export function openTree(git: Git, readObject: ReadObject, sha: string): Tree {
  checkedId(sha);
  let entries: Promise<readonly TreeEntry[]> | undefined;
  return {
    sha,
    entries: () => {
      entries ??= listEntries(git, sha);
      return entries;
    },
    readBlob: async ({ oid, path }, maxBytes) => {
      const blob = await readObject(oid, maxBytes);
      if (blob.state === "missing" || blob.kind !== "blob") throw unreadable(sha, path);
      if (blob.state === "too-large") throw tooLarge(sha, path, maxBytes);
      return blob.bytes;
    },
  };
}

/** Without `-l`: in a partial clone it would fetch every file of the repository to tell its size. */
async function listEntries(git: Git, sha: string): Promise<readonly TreeEntry[]> {
  let listing: string;
  try {
    listing = await git.read("ls-tree", "-r", "-z", "--full-tree", sha);
  } catch {
    throw unreadable(sha);
  }
  return listing.split("\0").slice(0, -1).map(parseEntry);
}

/** `<mode> <type> <oid>\t<path>`. A path that is not UTF-8 has U+FFFD for what is not. */
function parseEntry(record: string): TreeEntry {
  const [, mode, type, oid, path] =
    /^(\d{6}) (blob|commit) ([0-9a-f]{40,64})\t([\s\S]+)$/u.exec(record) ?? [];
  if (oid === undefined || path === undefined || (mode === "160000") !== (type === "commit"))
    throw new Error(`git ls-tree lists ${JSON.stringify(record.slice(0, 200))}`);
  const kind = type === "commit" ? "submodule" : mode === "120000" ? "link" : "file";
  return { path, kind, oid, ...(mode === "100755" ? { isExecutable: true } : {}) };
}

/** What git says is left out: it can hold the address of the remote, and a token in it. */
function unreadable(sha: string, path?: string): ProblemError {
  return new ProblemError([
    {
      code: "commit-unreadable",
      ...(path === undefined ? {} : { file: path }),
      message: `git cannot read ${path === undefined ? "the files" : "this file"} of commit \`${sha.slice(0, 7)}\`.`,
      fix: "Check out with `fetch-depth: 0` and without a `filter`; `git fsck` finds a broken repository.",
    },
  ]);
}

function tooLarge(sha: string, path: string, maxBytes: number): ProblemError {
  return new ProblemError([
    {
      code: "file-too-large",
      file: path,
      message: `the file is larger than ${maxBytes / 1024 / 1024} MiB at commit \`${sha.slice(0, 7)}\`.`,
      fix: "Split it.",
    },
  ]);
}
