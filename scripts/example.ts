/**
 * Runs examples: a folder becomes the base commit of a repository of its own, its `change/` the pull request, and the gate compares the
 * two against a model on loopback. Exit code 0 when each is blocked for its broken tool call, or with `--harmless` none is.
 */
import { execFileSync, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { devNull, tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startLoopbackModel } from "../examples/loopback/model.ts";
import { steadyComment } from "./steady-comment.ts";

const root = join(import.meta.dirname, "..");
const examples = ["openai", "http", "langchain", "autogen", "agent-framework"];
const usage = `npm run example -- NAME [--write] [--harmless] [--out FOLDER]

NAME        ${examples.join(", ")}, or all
--write     keeps the comment as the example's comment.md, where it says something new
--harmless  a pull request that edits a README in the place of the example's own: it must not be blocked
--out       where verdict, comment and records go; else llm-o11y-out in the example's folder`;

type Options = { readonly write: boolean; readonly harmless: boolean; readonly out: string | undefined };

/** Folders and what they are for: a repository, the setups' cache, the gate's files. */
type Places = { readonly repository: string; readonly cache: string; readonly out: string };

const { names, options } = readArguments();
const model = await startLoopbackModel();
try {
  // One after the other: each installs its packages, and measures.
  for (const name of names) if (!(await runExample(name, options))) process.exitCode = 1;
} finally {
  await model.close();
}

function readArguments(): { readonly names: readonly string[]; readonly options: Options } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { write: { type: "boolean" }, harmless: { type: "boolean" }, out: { type: "string" } },
  });
  const { write = false, harmless = false, out } = values;
  const [name = ""] = positionals;
  const isKnown = positionals.length === 1 && (name === "all" || examples.includes(name));
  if (!isKnown || (write && harmless) || (name === "all" && out !== undefined)) {
    console.error(usage);
    process.exit(2);
  }
  return { names: name === "all" ? examples : [name], options: { write, harmless, out } };
}

/** Whether it ended as it should. */
async function runExample(name: string, { write, harmless, out }: Options): Promise<boolean> {
  const source = join(root, "examples", name);
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), `llm-o11y-${name}-`)));
  const places = {
    repository: join(scratch, "repository"),
    // What the setups install goes with the repository, and does not fill the user's own cache.
    cache: join(scratch, "cache"),
    out: out === undefined ? join(source, "llm-o11y-out") : resolve(out),
  };
  console.error(`== ${name}`);
  try {
    mkdirSync(places.repository);
    git(places, "init", "--quiet", "--initial-branch=main");
    layOver(places, source);
    const base = commit(places, "The support desk");
    if (harmless) writeFileSync(join(places.repository, "README.md"), "# Support desk\n");
    else layOver(places, join(source, "change"));
    const head = commit(places, "The pull request");
    const status = await runGate(places, base, head);
    const comment = read(places, "comment.md");
    console.log(comment ?? read(places, "verdict.json") ?? "");
    const isExpected = harmless ? status === 0 : status === 1 && countMisuses(places) > 0;
    if (!isExpected)
      console.error(
        harmless
          ? `The gate should let this pass, and ended with ${status}.`
          : `The gate should block this for tool_misuse, and ended with ${status}.`,
      );
    if (write && isExpected && comment !== undefined) keepComment(join(source, "comment.md"), comment);
    return isExpected;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** What is committed of an example: not the comment that it is about to make, nor what a run by hand left behind. */
function layOver({ repository }: Places, folder: string): void {
  const left = /^(change|README\.md|comment\.md|llm-o11y-out|node_modules|\.venv|__pycache__)$/;
  const filter = (path: string) => path === folder || !left.test(basename(path));
  cpSync(folder, repository, { recursive: true, filter });
}

/** Without the machine's own settings and always at the same time: the same files are the same commit. */
function git({ repository }: Places, ...args: readonly string[]): string {
  const [name, email, date] = ["Support desk", "desk@shop.example", "2026-01-01T09:00:00Z"];
  const author = { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_AUTHOR_DATE: date };
  const committer = { GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email, GIT_COMMITTER_DATE: date };
  const settings = { GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: "1" };
  const env = { ...process.env, ...settings, ...author, ...committer };
  return execFileSync("git", args, { cwd: repository, env, encoding: "utf8" }).trim();
}

function commit(places: Places, subject: string): string {
  git(places, "add", "--all");
  git(places, "commit", "--quiet", "--no-verify", "--message", subject);
  return git(places, "rev-parse", "HEAD");
}

/** Its progress is shown; the verdict and the comment are read from `out`. */
function runGate({ repository, cache, out }: Places, base: string, head: string): Promise<number | null> {
  for (const file of ["comment.md", "verdict.json", "runs"])
    rmSync(join(out, file), { recursive: true, force: true });
  const args = [join(root, "dist", "cli.js"), "gate", "--base", base, "--head", head, "--out", out];
  const gate = spawn(process.execPath, args, {
    cwd: repository,
    env: { ...process.env, XDG_CACHE_HOME: cache, MODEL_URL: model.url, OPENAI_API_KEY: "sk-loopback" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return new Promise((done, reject) => {
    gate.on("error", reject);
    gate.on("close", done);
  });
}

function read({ out }: Places, file: string): string | undefined {
  return existsSync(join(out, file)) ? readFileSync(join(out, file), "utf8") : undefined;
}

/** Cases that broke by a tool call, of the pull request. */
function countMisuses(places: Places): number {
  type Verdict = { readonly failures?: { readonly tool_misuse?: { readonly candidate: number } } };
  const verdict = JSON.parse(read(places, "verdict.json") ?? "{}") as Verdict;
  return verdict.failures?.tool_misuse?.candidate ?? 0;
}

/** Times and dates alone are no reason for a difference to read. */
function keepComment(path: string, comment: string): void {
  if (existsSync(path) && steadyComment(readFileSync(path, "utf8")) === steadyComment(comment)) return;
  writeFileSync(path, comment);
  console.error(`Wrote ${path}: read the difference.`);
}
