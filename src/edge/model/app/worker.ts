import { isUtf8 } from "node:buffer";
import type { JsonObject } from "../../../experiment/json.ts";
import { quoteValue } from "../../../problem.ts";
import { keepTail, type OutputTail } from "./output-tail.ts";
import { parseLine } from "./reply-line.ts";
import { type ProcessExit, startProcess } from "./spawn-process.ts";
import { splitLines } from "./split-lines.ts";
import { waitUntilIdle } from "./wait-until-idle.ts";

export type WorkerOptions = {
  readonly argv: readonly string[];
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Gets its stderr, and what it prints to stdout while nothing is asked. */
  readonly log: Pick<OutputTail, "add">;
  /** Takes out of its words what must not be shown. */
  readonly hide: (text: string) => string;
  /** It listens for `{"cancel": id}`, and gets a moment for that before it is ended. */
  readonly canCancel: boolean;
  /** It ended by itself, or is of no use before it was asked; called before the request that was out is settled. */
  readonly onDeath: (reason: string) => void;
  /** It answered a request once more. */
  readonly onRepeat: () => void;
  /** Nobody wants it any more. */
  readonly isOver: () => boolean;
};

export type Question = {
  readonly id: string;
  /** With its end of line. */
  readonly line: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

/** What came of a request. After all but an answer the worker is of no more use: what it still says could be for this request. */
export type Outcome =
  | { readonly state: "answered"; readonly answer: JsonObject; readonly latencyMs: number }
  | {
      readonly state: "failed";
      readonly reason: string;
      readonly latencyMs: number;
      readonly isTimeout?: true;
    }
  | { readonly state: "aborted" };

/** A process that answers one request after the other. */
export type Worker = {
  /** Only where it is usable and nothing is out. */
  readonly ask: (question: Question) => Promise<Outcome>;
  readonly isUsable: () => boolean;
  /** Ends it with all that it has started; a request that is out is aborted. */
  readonly end: () => Promise<void>;
  /** Once it has ended, whoever ended it, with all that it has started. */
  readonly gone: Promise<void>;
};

/** 16 MiB. */
const longestLine = 2 ** 24;
const openBrace = 123;
const cancelMs = 250;
/** How many answers can be told from such to another request when they are given again. */
const mostAnswered = 1000;
/** One whose pipes break is on its end most often, and its exit code says more. */
const exitMs = 600;

/** Starts a worker, and waits until it has loaded. Throws a ProblemError where the program cannot be started. */
export async function openWorker(options: WorkerOptions): Promise<Worker> {
  const { log, hide, canCancel, onDeath, onRepeat, isOver } = options;
  // Kept apart, since the log is of all workers.
  const said = keepTail(4096, hide);
  const addToBoth = (bytes: Uint8Array): void => [log, said].forEach((tail) => tail.add(bytes));
  const started = await startProcess({ ...options, log: { add: addToBoth } });
  let isUsable = true;
  let out:
    | { readonly id: string; readonly settle: (outcome: Outcome) => void; readonly sentMs: number }
    | undefined;
  const answered = new Set<string>();

  const settleAsFailed = (reason: string, how: { readonly isTimeout?: true } = {}): void => {
    if (out === undefined) return;
    out.settle({ state: "failed", reason, latencyMs: performance.now() - out.sentMs, ...how });
  };
  const end = (): Promise<void> => {
    isUsable = false;
    out?.settle({ state: "aborted" });
    return started.end();
  };
  const fail = (reason: string): void => {
    if (!isUsable) return;
    isUsable = false;
    if (out === undefined) onDeath(reason);
    settleAsFailed(reason);
    void started.end();
  };
  const cancel = (id: string): void => {
    isUsable = false;
    if (canCancel) started.stdin.write(`${JSON.stringify({ cancel: id })}\n`);
    // It counts as ended already, so that only our own end waits for it.
    setTimeout(() => void started.end(), canCancel ? cancelMs : 0);
  };
  const withStderr = (reason: string): string => {
    const line = said.lastLine();
    return line === undefined ? reason : `${reason}: ${line}`;
  };

  // Hidden first: the cut could leave a part of a secret that is not known again.
  const quote = (text: string): string => quoteValue(hide(text.slice(0, 20_000)));
  const keep = (line: Buffer): void => {
    log.add(line);
    log.add(Buffer.from("\n"));
  };
  const readLine = (bytes: Buffer): void => {
    if (!isUsable || (out === undefined && bytes[0] !== openBrace)) return keep(bytes);
    const text = bytes.toString("utf8");
    if (text.trim() === "") return;
    const answer = parseLine(text);
    const id = answer?.["id"];
    if (typeof id === "string" && answered.has(id)) return onRepeat();
    if (out === undefined) return keep(bytes);
    if (!isUtf8(bytes)) return fail(`printed a line that is not UTF-8: ${quote(text)}`);
    if (answer === undefined)
      return fail(`printed a line to stdout that is no answer (logs go to stderr): ${quote(text)}`);
    if (id !== out.id)
      return fail(
        typeof id === "string"
          ? `answered for another id than the one it was asked: ${quote(id)}`
          : `answered without the \`id\` that it was asked: ${quote(text)}`,
      );
    answered.add(id);
    if (answered.size > mostAnswered) answered.delete(String(answered.values().next().value));
    out.settle({ state: "answered", answer, latencyMs: performance.now() - out.sentMs });
  };
  const lines = splitLines(longestLine, readLine, (start) =>
    fail(`printed a line of more than 16 MiB: ${quote(start.toString("utf8", 0, 20_000))}`),
  );
  const failUnlessItExits = (reason: string) => (): void => {
    if (isUsable) setTimeout(() => fail(withStderr(reason)), exitMs).unref();
  };
  started.stdout.on("data", lines.add);
  started.stdout.on("end", failUnlessItExits("closed its standard output"));
  started.stdin.on("error", failUnlessItExits("closed its standard input"));
  let hasPrinted = false;
  started.stdout.once("data", () => {
    hasPrinted = true;
  });
  const onExit = (exit: ProcessExit): void => {
    lines.end();
    if (!isUsable) return;
    isUsable = false;
    const reason = withStderr(describeExit(exit));
    onDeath(reason);
    settleAsFailed(reason);
  };
  const gone = started.exited.then(onExit).then(started.end);
  await waitUntilIdle(started.group, () => !isUsable || isOver());
  started.hold(false);

  return {
    isUsable: () => isUsable,
    end,
    gone,
    ask: ({ id, line, timeoutMs, signal }) =>
      new Promise((resolve) => {
        const onTimeout = (): void => {
          const none = `gave no answer within ${timeoutMs / 1000} s`;
          // A module does not write its lines itself.
          const reason = withStderr(hasPrinted || canCancel ? none : `${none}${silence}`);
          settleAsFailed(reason, { isTimeout: true });
          cancel(id);
        };
        const onAbort = (): void => {
          out?.settle({ state: "aborted" });
          cancel(id);
        };
        const timer = setTimeout(onTimeout, Math.min(timeoutMs, 2 ** 31 - 1));
        const settle = (outcome: Outcome): void => {
          clearTimeout(timer);
          signal.removeEventListener("abort", onAbort);
          out = undefined;
          started.hold(false);
          resolve(outcome);
        };
        out = { id, settle, sentMs: performance.now() };
        started.hold(true);
        signal.addEventListener("abort", onAbort, { once: true });
        started.stdin.write(line);
        if (signal.aborted) onAbort();
      }),
  };
}

const silence =
  " and printed nothing: it has to read line by line, and to flush its output after each answer, as `print(line, flush=True)` does";

function describeExit({ code, signal }: ProcessExit): string {
  if (signal !== null) return `was ended by ${signal} before it answered`;
  if (code === 0)
    return "ended with exit code 0 before it answered, though it has to answer line after line until its standard input ends";
  return `ended with exit code ${code} before it answered`;
}
