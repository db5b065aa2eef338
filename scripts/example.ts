/**
 * Runs one of the examples: its folder becomes the base commit of a repository of its own, its `change/` the pull request, and the
 * gate compares the two against a model on loopback. Exit code 0 when the gate blocks the change and names the broken tool call.
 */
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { startLoopbackModel } from "../examples/loopback/model.ts";

const root = join(import.meta.dirname, "..");
const examples = ["openai", "http", "langchain", "autogen", "agent-framework"];
const example = process.argv[2] ?? "";

if (!examples.includes(example)) {
  console.error(
    `Which example? ${examples.map((each) => `npm run example -- ${each}`).join("\n               ")}`,
  );
  process.exit(2);
}

const source = join(root, "examples", example);
const out = join(source, "llm-o11y-out");
const scratch = realpathSync(mkdtempSync(join(tmpdir(), `llm-o11y-${example}-`)));
const repository = join(scratch, "repository");
const model = await startLoopbackModel();
try {
  mkdirSync(repository);
  git("init", "--quiet", "--initial-branch=main");
  layOver(source);
  const base = commit("The support desk");
  layOver(join(source, "change"));
  const head = commit("The pull request");
  const status = await runGate(base, head, model.url);
  console.log(read("comment.md") ?? read("verdict.json") ?? "");
  const isCaught = status === 1 && countMisuses() > 0;
  if (!isCaught) console.error(`The gate should block this for tool_misuse, and ended with ${status}.`);
  process.exitCode = isCaught ? 0 : 1;
} finally {
  await model.close();
  rmSync(scratch, { recursive: true, force: true });
}

/** What is committed of an example: not the comment that it is about to make, nor what a run by hand left behind. */
function layOver(folder: string): void {
  const left = /^(change|README\.md|comment\.md|llm-o11y-out|node_modules|\.venv|__pycache__)$/;
  const filter = (path: string) => path === folder || !left.test(basename(path));
  cpSync(folder, repository, { recursive: true, filter });
}

/** Without the machine's own settings and always at the same time: the same files are the same commit. */
function git(...args: readonly string[]): string {
  const [name, email, date] = ["Support desk", "desk@shop.example", "2026-01-01T09:00:00Z"];
  const author = { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_AUTHOR_DATE: date };
  const committer = { GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email, GIT_COMMITTER_DATE: date };
  const settings = { GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: "1" };
  const env = { ...process.env, ...settings, ...author, ...committer };
  return execFileSync("git", args, { cwd: repository, env, encoding: "utf8" }).trim();
}

function commit(subject: string): string {
  git("add", "--all");
  git("commit", "--quiet", "--no-verify", "--message", subject);
  return git("rev-parse", "HEAD");
}

/** Its progress is shown; the verdict and the comment are read from `out`. */
function runGate(base: string, head: string, modelUrl: string): Promise<number | null> {
  rmSync(out, { recursive: true, force: true });
  const args = [join(root, "dist", "cli.js"), "gate", "--base", base, "--head", head, "--out", out];
  const gate = spawn(process.execPath, args, {
    cwd: repository,
    // What the setups install goes with the repository: a folder of its own in the place of the user's cache.
    env: {
      ...process.env,
      XDG_CACHE_HOME: join(scratch, "cache"),
      MODEL_URL: modelUrl,
      OPENAI_API_KEY: "sk-loopback",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return new Promise((resolve, reject) => {
    gate.on("error", reject);
    gate.on("close", resolve);
  });
}

function read(file: string): string | undefined {
  return existsSync(join(out, file)) ? readFileSync(join(out, file), "utf8") : undefined;
}

/** Cases that broke by a tool call, of the pull request. */
function countMisuses(): number {
  type Verdict = { readonly failures?: { readonly tool_misuse?: { readonly candidate: number } } };
  const verdict = JSON.parse(read("verdict.json") ?? "{}") as Verdict;
  return verdict.failures?.tool_misuse?.candidate ?? 0;
}
