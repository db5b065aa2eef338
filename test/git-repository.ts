import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { tempFolder } from "./temp-folder.ts";

/** What stands at a path: text, bytes, a symbolic link, a submodule at a commit, or nothing any more (`null`). */
export type Content =
  | string
  | Uint8Array
  | { readonly link: string }
  | { readonly submodule: string }
  | { readonly executable: string }
  | null;

export type Contents = Readonly<Record<string, Content>>;

/** A real repository in a temp folder, without any configuration of the machine. Its shas are the same in every run. */
export type GitRepository = {
  readonly folder: string;
  /** Runs git in the folder and gives what it prints, trimmed. */
  readonly git: (...args: readonly string[]) => string;
  /** Writes the files into the working tree, without a commit. */
  readonly write: (files: Contents) => void;
  /** Writes the files, commits all that changed (or nothing) on the current branch, and gives the sha. */
  readonly commit: (files: Contents, message?: string) => string;
  /** Makes a branch where we are, or at `from`, and moves to it. */
  readonly branch: (name: string, from?: string) => void;
  readonly checkout: (name: string) => void;
  /** A merge commit of `name` into the current branch, also where a fast forward would do. Gives its sha. */
  readonly merge: (name: string) => string;
  readonly head: () => string;
  /** The bare repository that is `origin`, with all branches, tags and `refs/pull` of now; any commit can be asked of it. */
  readonly remote: () => string;
  /** A full clone of the remote. */
  readonly clone: () => GitRepository;
  /** What actions/checkout makes: the commit alone (or the last `depth`), checked out without a branch. */
  readonly shallowClone: (sha: string, depth?: number) => GitRepository;
};

/** `sha256` makes a repository with long ids. */
export function gitRepository({
  objectFormat = "sha1",
}: { readonly objectFormat?: "sha1" | "sha256" } = {}): GitRepository {
  const repository = repositoryIn(tempFolder(), objectFormat);
  repository.git("init", "-q", "-b", "main", `--object-format=${objectFormat}`);
  return repository;
}

function repositoryIn(folder: string, objectFormat: string): GitRepository {
  let bare: string | undefined;
  const git = (...args: readonly string[]) => runGit(folder, args);
  const commitNow = (...args: readonly string[]): string => {
    git("commit", "-q", "--allow-empty", ...args);
    return git("rev-parse", "HEAD");
  };
  const remote = (): string => {
    if (bare === undefined) {
      bare = tempFolder();
      runGit(bare, ["init", "-q", "--bare", "-b", "main", `--object-format=${objectFormat}`]);
      runGit(bare, ["config", "uploadpack.allowAnySHA1InWant", "true"]);
      runGit(bare, ["config", "uploadpack.allowReachableSHA1InWant", "true"]);
      runGit(bare, ["config", "uploadpack.allowFilter", "true"]);
      git("remote", "add", "origin", bare);
    }
    const refs = ["heads", "tags", "pull"].map((kind) => `+refs/${kind}/*:refs/${kind}/*`);
    git("push", "-q", "origin", ...refs);
    return bare;
  };
  return {
    folder,
    git,
    write: (files) => writeFiles(folder, files),
    commit: (files, message = "Change files") => {
      writeFiles(folder, files);
      git("add", "--all");
      for (const [path, content] of Object.entries(files))
        if (content !== null && typeof content === "object" && "submodule" in content)
          git("update-index", "--add", "--cacheinfo", `160000,${content.submodule},${path}`);
      return commitNow("-m", message);
    },
    branch: (name, from = "HEAD") => {
      git("checkout", "-q", "-b", name, from);
    },
    checkout: (name) => {
      git("checkout", "-q", name);
    },
    merge: (name) => {
      git("merge", "-q", "--no-ff", "-m", `Merge ${name}`, name);
      return git("rev-parse", "HEAD");
    },
    head: () => git("rev-parse", "HEAD"),
    remote,
    clone: () => {
      const copy = repositoryIn(tempFolder(), objectFormat);
      copy.git("clone", "-q", remote(), ".");
      return copy;
    },
    shallowClone: (sha, depth = 1) => {
      const copy = repositoryIn(tempFolder(), objectFormat);
      copy.git("init", "-q", "-b", "main", `--object-format=${objectFormat}`);
      copy.git("remote", "add", "origin", `file://${remote()}`);
      copy.git("fetch", "-q", "--no-tags", `--depth=${depth}`, "origin", sha);
      copy.git("checkout", "-q", "--detach", sha);
      return copy;
    },
  };
}

function writeFiles(folder: string, files: Contents): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    rmSync(file, { recursive: true, force: true });
    if (content === null) continue;
    mkdirSync(dirname(file), { recursive: true });
    if (typeof content === "string" || content instanceof Uint8Array) writeFileSync(file, content);
    else if ("link" in content) symlinkSync(content.link, file);
    else if ("executable" in content) {
      writeFileSync(file, content.executable);
      chmodSync(file, 0o755);
    } else mkdirSync(file);
  }
}

/** Runs git as a person of the support desk, on a day that never changes. Throws what git says. */
export function runGit(folder: string, args: readonly string[]): string {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
  return execFileSync("git", args, {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...Object.fromEntries(inherited),
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_AUTHOR_NAME: "Support Desk",
      GIT_AUTHOR_EMAIL: "desk@example.com",
      GIT_AUTHOR_DATE: "2026-01-05T09:00:00Z",
      GIT_COMMITTER_NAME: "Support Desk",
      GIT_COMMITTER_EMAIL: "desk@example.com",
      GIT_COMMITTER_DATE: "2026-01-05T09:00:00Z",
    },
  }).trim();
}
