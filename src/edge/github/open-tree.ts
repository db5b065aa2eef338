import * as z from "zod/mini";
import { ProblemError } from "../../problem.ts";
import type { Tree, TreeEntry } from "../../tree/tree.ts";
import { type Api, readReply } from "./call-api.ts";
import { shaSchema } from "./event-schema.ts";
import { GithubFailure } from "./github-failure.ts";
import { toProblem } from "./read-commits.ts";

const treeSchema = z.object({
  truncated: z.boolean(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.string(),
      type: z.enum(["blob", "tree", "commit"]),
      sha: shaSchema,
      size: z.optional(z.number()),
    }),
  ),
});

const blobSchema = z.object({ content: z.string(), encoding: z.literal("base64"), size: z.number() });

/** GitHub lists 100,000 entries at once. A repository that needs more calls than this is too large to read so. */
const maxLists = 60;

/** The files of a commit through the API, for a commit that is not in the local repository. Nothing is asked for before it is needed. */
export function openTree(api: Api, sha: string): Tree {
  let entries: Promise<readonly TreeEntry[]> | undefined;
  return {
    sha,
    entries: () => (entries ??= listEntries(api, sha)),
    readBlob: (entry, maxBytes) => readBlob(api, entry, maxBytes),
  };
}

async function listEntries(api: Api, commit: string): Promise<readonly TreeEntry[]> {
  let lists = 0;

  async function list(sha: string, recursive: boolean) {
    lists += 1;
    if (lists > maxLists) throw tooLarge(commit);
    const { data } = await api.send("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", {
      tree_sha: sha,
      ...(recursive ? { recursive: "1" } : {}),
    });
    return readReply(treeSchema, data);
  }

  /** A list that GitHub cut is asked for again, a folder at a time. */
  async function walk(sha: string, prefix: string): Promise<readonly TreeEntry[]> {
    const whole = await list(sha, true);
    if (!whole.truncated) return toEntries(whole.tree, prefix);
    const top = await list(sha, false);
    if (top.truncated) throw tooLarge(commit);
    const found: (readonly TreeEntry[])[] = [toEntries(top.tree, prefix)];
    for (const folder of top.tree.filter(({ type }) => type === "tree"))
      found.push(await walk(folder.sha, `${prefix}${folder.path}/`));
    return found.flat();
  }

  try {
    return await walk(commit, "");
  } catch (error) {
    if (error instanceof GithubFailure && error.kind === "not_found")
      throw new ProblemError([
        {
          code: "commit-not-found",
          message: `GitHub has no commit ${commit.slice(0, 7)} in ${api.repository}, or does not show it to this token.`,
          fix: "Check the sha, and that the token has `contents: read`.",
        },
      ]);
    throw toProblem(error, `list the files of ${commit.slice(0, 7)}`);
  }
}

function toEntries(tree: z.infer<typeof treeSchema>["tree"], prefix: string): readonly TreeEntry[] {
  return tree.flatMap(({ path, mode, type, sha, size }) =>
    type === "tree"
      ? []
      : [
          {
            path: prefix + path,
            kind: kindOf(mode, type),
            oid: sha,
            ...(mode === "100755" ? { isExecutable: true as const } : {}),
            ...(size === undefined ? {} : { sizeBytes: size }),
          },
        ],
  );
}

function kindOf(mode: string, type: "blob" | "commit"): TreeEntry["kind"] {
  if (type === "commit") return "submodule";
  return mode === "120000" ? "link" : "file";
}

async function readBlob(
  api: Api,
  { path, oid, sizeBytes }: TreeEntry,
  maxBytes: number,
): Promise<Uint8Array> {
  if (sizeBytes !== undefined) refuseLarge(path, sizeBytes, maxBytes);
  try {
    const { data } = await api.send("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", { file_sha: oid });
    const { content, size } = readReply(blobSchema, data);
    const bytes = Buffer.from(content, "base64");
    refuseLarge(path, bytes.length, maxBytes);
    if (bytes.length !== size) throw new GithubFailure("malformed");
    return bytes;
  } catch (error) {
    throw toProblem(error, `read \`${path}\``);
  }
}

function refuseLarge(path: string, sizeBytes: number, maxBytes: number): void {
  if (sizeBytes <= maxBytes) return;
  throw new ProblemError([
    {
      code: "file-too-large",
      file: path,
      message: `the file has ${sizeBytes} bytes; at most ${maxBytes} are read.`,
      fix: "Split it.",
    },
  ]);
}

function tooLarge(commit: string): ProblemError {
  return new ProblemError([
    {
      code: "tree-too-large",
      message: `commit ${commit.slice(0, 7)} has more files than GitHub's API lists.`,
      fix: "Check the commit out: `fetch-depth: 0` in actions/checkout.",
    },
  ]);
}
