import { execFile, spawn } from "node:child_process";
import type { SimpleGitOptions } from "simple-git";
import type { CatFile } from "./cat-file.ts";

/** Runs git in one folder. Calls run in parallel; each throws git's own message where it fails. */
export type Git = {
  /** What reaches a remote or walks the history: ended where it is silent for too long, however long it takes in all. */
  readonly text: (...args: readonly string[]) => Promise<string>;
  /**
   * What is answered at once. By a process of Node's own, since the first model call waits for it: simple-git takes 15 ms to load, and
   * twice as long for each.
   */
  readonly read: (...args: readonly string[]) => Promise<string>;
  /** The same in bytes, one character for each, with input: paths need not be UTF-8. */
  readonly readBytes: (input: string, ...args: readonly string[]) => Promise<string>;
  /** Starts `cat-file --batch`. simple-git gives what a process has said when it has ended, and this one goes on. */
  readonly catFile: () => CatFile;
};

/**
 * What a user sets to be let into a remote, or to be hermetic. All else that starts with GIT_ is taken away: in a hook, git itself
 * sets GIT_DIR, GIT_INDEX_FILE and their like, and they would lead to another repository than that of the folder.
 */
const keptVariables =
  /^GIT_(?:SSH|SSH_COMMAND|SSH_VARIANT|SSL_[A-Z_]+|CONFIG_GLOBAL|CONFIG_SYSTEM|CONFIG_NOSYSTEM|LFS_SKIP_SMUDGE)$/iu;
const guardedVariables = /^(?:GIT_.*|SSH_ASKPASS.*|EDITOR|VISUAL|PAGER|PREFIX)$/iu;

/** Nobody answers a prompt; a sha means the object of that name, whatever `refs/replace` says; messages are in English. */
const ownVariables = {
  GIT_TERMINAL_PROMPT: "0",
  GIT_ASKPASS: "",
  SSH_ASKPASS: "false",
  SSH_ASKPASS_REQUIRE: "force",
  GCM_INTERACTIVE: "never",
  GIT_ALLOW_PROTOCOL: "file:http:https:ssh",
  GIT_NO_REPLACE_OBJECTS: "1",
  LC_ALL: "C",
} as const;

/**
 * The configuration of a repository can name programs. Reading objects runs none of them; a fetch would run hooks, the file monitor
 * and maintenance, which are switched off here, and remote helpers such as `ext::`, which GIT_ALLOW_PROTOCOL refuses. Credentials and
 * `core.sshCommand` stay, since a checkout keeps in them what lets it fetch. A bare repository among the files of a checkout brings
 * its own configuration, so only a `.git` counts.
 */
const config = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "gc.auto=0",
  "maintenance.auto=false",
  "safe.bareRepository=explicit",
];

/** The guards of simple-git are for values from outside; these stand above, and in the user's own environment. */
const unsafe = {
  allowUnsafeAskPass: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeHooksPath: true,
  allowUnsafePack: true,
  allowUnsafeSshCommand: true,
} satisfies SimpleGitOptions["unsafe"];

/** A process that is silent for `silenceLimitMs` is ended. */
export function openGit(folder: string, silenceLimitMs: number): Git {
  const kept = Object.entries(process.env).filter(
    ([name]) => keptVariables.test(name) || !guardedVariables.test(name),
  );
  const env = { ...Object.fromEntries(kept), ...ownVariables };
  const settings = config.flatMap((setting) => ["-c", setting]);
  const read = (encoding: "utf8" | "latin1", input: string, args: readonly string[]): Promise<string> =>
    new Promise((resolve, reject) => {
      const options = { cwd: folder, env, timeout: silenceLimitMs, maxBuffer: Infinity, encoding };
      const child = execFile("git", [...settings, ...args], options, (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(stderr === "" ? error : new Error(stderr, { cause: error }));
      });
      if (input === "") return;
      // A process that is gone, or never was, shows in its end.
      child.stdin?.on("error", () => undefined);
      child.stdin?.end(input, encoding);
    });
  return {
    text: async (...args) => {
      const { simpleGit } = await import("simple-git");
      // One for each call: an instance runs its tasks one after the other.
      const git = simpleGit({
        baseDir: folder,
        config,
        unsafe,
        allowEnvironment: Object.keys(env),
        timeout: { block: silenceLimitMs },
      });
      return git.env(env).raw(...args);
    },
    read: (...args) => read("utf8", "", args),
    readBytes: (input, ...args) => read("latin1", input, args),
    // Its ends of the pipes are sockets, which the types of Node do not say.
    catFile: () =>
      spawn("git", [...settings, "cat-file", "--batch"], {
        cwd: folder,
        env,
        stdio: ["pipe", "pipe", "ignore"],
      }) as CatFile,
  };
}

/** The form of an object id, of SHA-1 or SHA-256. */
const objectId = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u;

export function isObjectId(text: string): boolean {
  return objectId.test(text);
}

/** The id itself. Anything else on its way to git could be an option, so it is a defect of the caller. */
export function checkedId(id: string): string {
  if (!isObjectId(id)) throw new Error(`not a full object id: ${JSON.stringify(id)}`);
  return id;
}
