import { createHash } from "node:crypto";

export type StoredComment = {
  readonly id: number;
  readonly issue: number;
  user: { login: string };
  body: string;
};
export type StoredCheckRun = Record<string, unknown> & {
  readonly id: number;
  readonly name: string;
  readonly head_sha: string;
  status: string;
  conclusion: string | null;
  output: Record<string, unknown>;
  readonly annotations: Record<string, unknown>[];
};
export type TreeItem = {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  readonly size?: number;
};

export type StoredCommit = {
  readonly tree: string;
  readonly message: string;
  readonly parents: readonly string[];
};
export type StoredPull = {
  readonly number: number;
  readonly branch: string;
  readonly base: string;
  title: string;
  body: string;
  state: "open" | "closed";
  mergedAt: string | null;
  headSha: string;
};

export type GithubState = {
  defaultBranch: string;
  /** By `heads/<branch>`. */
  readonly refs: Map<string, string>;
  readonly commits: Map<string, StoredCommit>;
  /** Those that were opened over the API; `pulls` are those of events. */
  readonly pullRequests: StoredPull[];
  readonly comments: StoredComment[];
  readonly pulls: Map<number, { head: string; base: string }>;
  readonly checkRuns: StoredCheckRun[];
  /** By `base...head`. */
  readonly mergeBases: Map<string, string>;
  readonly trees: Map<string, readonly TreeItem[]>;
  readonly blobs: Map<string, Buffer>;
  /** Entries of a recursive list before it is cut. */
  treeLimit: number;
  readonly addComment: (issue: number, login: string, body: string) => StoredComment;
  /** Makes the trees and blobs of a commit. */
  readonly addCommit: (
    sha: string,
    files: Readonly<Record<string, string | Buffer>>,
    parents?: readonly string[],
  ) => void;
  readonly putCommit: (sha: string, commit: StoredCommit) => void;
  /** The files of a commit or a tree by their path. */
  readonly filesAt: (sha: string) => Record<string, Buffer>;
};

export function emptyState(): GithubState {
  const comments: StoredComment[] = [];
  const trees = new Map<string, readonly TreeItem[]>();
  const blobs = new Map<string, Buffer>();
  const commits = new Map<string, StoredCommit>();
  const putCommit = (sha: string, commit: StoredCommit): void => {
    commits.set(sha, commit);
    trees.set(sha, trees.get(commit.tree) ?? []);
  };
  return {
    defaultBranch: "main",
    refs: new Map(),
    commits,
    pullRequests: [],
    putCommit,
    filesAt: (sha) => filesBelow(trees.get(sha) ?? [], { trees, blobs }),
    comments,
    pulls: new Map(),
    checkRuns: [],
    mergeBases: new Map(),
    trees,
    blobs,
    treeLimit: 100_000,
    addComment(issue, login, body) {
      const comment = { id: 1000 + comments.length, issue, user: { login }, body };
      comments.push(comment);
      return comment;
    },
    addCommit(sha, files, parents = []) {
      putCommit(sha, { tree: putTree(files, { trees, blobs }), message: "By hand\n", parents });
    },
  };
}

type Objects = Pick<GithubState, "trees" | "blobs">;

/** Makes the trees and blobs of these files; gives the sha of the tree. */
export function putTree(files: Readonly<Record<string, string | Buffer>>, { trees, blobs }: Objects): string {
  const items = addTree(files, trees, blobs);
  const sha = gitHash("tree", Buffer.from(JSON.stringify(items)));
  trees.set(sha, items);
  return sha;
}

function filesBelow(items: readonly TreeItem[], objects: Objects): Record<string, Buffer> {
  return Object.fromEntries(
    items.flatMap(({ path, type, sha }): readonly (readonly [string, Buffer])[] =>
      type === "tree"
        ? Object.entries(filesBelow(objects.trees.get(sha) ?? [], objects)).map(
            ([inner, bytes]) => [`${path}/${inner}`, bytes] as const,
          )
        : [[path, objects.blobs.get(sha) ?? Buffer.alloc(0)]],
    ),
  );
}

function addTree(
  files: Readonly<Record<string, string | Buffer>>,
  trees: Map<string, readonly TreeItem[]>,
  blobs: Map<string, Buffer>,
): readonly TreeItem[] {
  const folders = new Map<string, Record<string, string | Buffer>>();
  const items: TreeItem[] = [];
  for (const [path, content] of Object.entries(files)) {
    const [first = "", ...rest] = path.split("/");
    if (rest.length === 0) {
      const bytes = Buffer.from(content as string);
      const sha = gitHash("blob", bytes);
      blobs.set(sha, bytes);
      items.push({ path: first, mode: "100644", type: "blob", sha, size: bytes.length });
    } else folders.set(first, { ...folders.get(first), [rest.join("/")]: content });
  }
  for (const [path, inside] of folders) {
    const tree = addTree(inside, trees, blobs);
    const sha = gitHash("tree", Buffer.from(JSON.stringify(tree)));
    trees.set(sha, tree);
    items.push({ path, mode: "040000", type: "tree", sha });
  }
  return items;
}

export function gitHash(kind: string, bytes: Buffer): string {
  return createHash("sha1").update(`${kind} ${bytes.length}\0`).update(bytes).digest("hex");
}
