/**
 * Answers lines with the default export of an ES module: `node module-runner.js MODULE`, started by `openModuleApp`. Whatever the module
 * prints goes to stderr, so that stdout has answers alone. `{"cancel": id}` aborts the `signal` of a request.
 */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

type Request = { readonly id: string; readonly [key: string]: unknown };
type Answer = (request: object) => unknown;

/** Keys of an answer (contract, section 8). */
const replyKeys = new Set([
  "output",
  "messages",
  "tool_calls",
  "context",
  "usage",
  "cost_usd",
  "ttft_ms",
  "error",
]);

const say = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

const [, , module = ""] = process.argv;
const running = new Map<string, AbortController>();
const loaded = load(module);

// Joined once: a line with attachments comes in hundreds of chunks.
let parts: string[] = [];
process.stdin
  .setEncoding("utf8")
  .on("data", (chunk: string) => {
    const [first = "", ...others] = chunk.split("\n");
    parts.push(first);
    for (const next of others) {
      const line = parts.join("");
      parts = [next];
      take(JSON.parse(line) as Request | { readonly cancel: string });
    }
  })
  .on("end", () => process.exit());

function take(line: Request | { readonly cancel: string }): void {
  if ("cancel" in line && typeof line.cancel === "string") running.get(line.cancel)?.abort();
  else void reply(line as Request);
}

/** Never rejects, so that a failing import shows as the answer to each request. */
async function load(path: string): Promise<{ readonly answer: Answer } | { readonly error: string }> {
  if (!existsSync(resolve(path)))
    return {
      error: `${path} is not there: \`target.module\` is a file of the commit, or one that \`setup\` makes`,
    };
  try {
    const { default: answer } = (await import(pathToFileURL(resolve(path)).href)) as { default?: unknown };
    if (typeof answer === "function") return { answer: answer as Answer };
    return {
      error: `${path} has no default export that is a function: write \`export default async ({ input }) => ...\``,
    };
  } catch (error) {
    return { error: `${path} cannot be imported: ${describe(error)}` };
  }
}

async function reply(request: Request): Promise<void> {
  say(`${await answerLine(request)}\n`);
}

async function answerLine({ id, ...request }: Request): Promise<string> {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const app = await loaded;
    if ("error" in app) return JSON.stringify({ id, error: app.error });
    const result = await app.answer({ ...request, signal: controller.signal });
    return JSON.stringify({ ...(isReply(result) ? result : { output: result }), id });
  } catch (error) {
    return JSON.stringify({ id, error: describe(error) });
  } finally {
    running.delete(id);
  }
}

/** An object with an `output`, or with nothing but keys of an answer. Any other object is the output itself. */
function isReply(result: unknown): result is object {
  if (typeof result !== "object" || result === null || Array.isArray(result)) return false;
  const keys = Object.keys(result);
  return keys.includes("output") || (keys.length > 0 && keys.every((key) => replyKeys.has(key)));
}

const here = pathToFileURL(`${process.cwd()}/`).href;

/** The message, and where in the module it was thrown. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return `threw ${String(error)}`;
  const places = [...(error.stack ?? "").matchAll(/^ +at (?:.*\()?([^()]+:\d+:\d+)\)?$/gmu)].map(
    (match) => match[1],
  );
  const place = places.find((found) => !found?.startsWith("node:") && !found?.startsWith(import.meta.url));
  const [message = ""] = String(error).split("\n");
  return place === undefined ? message : `${message} (at ${place.replace(here, "")})`;
}
