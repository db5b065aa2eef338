import { createServer, connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { type Problem, ProblemError, quoteValue } from "../../../problem.ts";
import { openSend } from "../send.ts";
import { startLimit } from "../time-limit.ts";
import { keepTail, type OutputTail } from "./output-tail.ts";
import { oneLine } from "./reason.ts";
import { type Process, type ProcessExit, startProcess } from "./spawn-process.ts";

export type ServerOptions = {
  /** Program and arguments; `{{port}}` is replaced. */
  readonly start: readonly string[];
  /** Where it answers, with `{{port}}` for its port. */
  readonly origin: string;
  /** A path of it, or a URL of this machine, that answers with 2xx once it is up. Default: its port takes connections. */
  readonly ready?: string;
  readonly folder: string;
  /** All of its environment but `PORT`, asked for at each start. */
  readonly env: () => Readonly<Record<string, string>>;
  readonly hide: (text: string) => string;
  readonly signal?: AbortSignal;
  readonly readyMs?: number;
};

/** A server that is started again when it ends. */
export type Server = {
  /** The port that it answers at, once it does; or why it does not. Never rejects. */
  readonly up: (signal: AbortSignal) => Promise<Up>;
  /** It has answered a request: what ended it before may have been that request. */
  readonly answered: () => void;
  /** Why the server at this port ended, where it has ended or does within a moment. */
  readonly deathAt: (port: number) => Promise<string | undefined>;
  /** What it printed, at most the last 64 KiB. */
  readonly log: () => string;
  readonly close: () => Promise<void>;
};

type Up = { readonly ok: true; readonly port: number } | { readonly ok: false; readonly reason: string };

type Running = { readonly port: number; readonly process: Process };

type Launch =
  | { readonly ok: true; readonly value: Running }
  | { readonly ok: false; readonly reason: string };

const defaultReadyMs = 60_000;
const mostPorts = 3;
const mostDeaths = 3;
/** The end of a connection is heard before the end of the process. */
const deathMs = 600;

/**
 * Starts it and waits until it is ready. Throws a ProblemError where it does not get so. One that ends later is started again when it is
 * needed next, until it has ended three times without an answer in between.
 */
export async function openServer(options: ServerOptions): Promise<Server> {
  const { hide } = options;
  const log = keepTail(undefined, hide);
  const closing = new AbortController();
  const deathByPort = new Map<number, string>();
  let running: Running | undefined;
  let launching: Promise<Launch> | undefined;
  let deathsInARow = 0;
  let lastDeath = "";

  const die = (reason: string): void => {
    deathsInARow += 1;
    lastDeath = reason;
  };

  const start = async (): Promise<Launch> => {
    const errors = keepTail(undefined, hide);
    const launch = await launchServer(options, bothTails(log, errors), closing.signal);
    if (!launch.ok) {
      die(launch.reason);
      return launch;
    }
    const { port, process } = launch.value;
    running = launch.value;
    void noticeDeath(process, port, errors);
    return launch;
  };

  const noticeDeath = async (process: Process, port: number, errors: OutputTail): Promise<void> => {
    const exit = await process.exited;
    if (running?.port === port) running = undefined;
    const reason = oneLine(hide(`the server ended with ${describeExit(exit)}${after(errors.lastLine())}`));
    deathByPort.set(port, reason);
    die(reason);
  };

  const launch = (): Promise<Launch> => {
    launching ??= start().finally(() => {
      launching = undefined;
    });
    return launching;
  };

  const first = await launch();
  if (!first.ok) throw new ProblemError([notReady(options, first.reason, log.text())]);

  return {
    up: async (signal) => {
      if (closing.signal.aborted) return { ok: false, reason: "the server was ended" };
      if (running !== undefined) return { ok: true, port: running.port };
      if (deathsInARow >= mostDeaths)
        return { ok: false, reason: `${mostDeaths} times in a row without an answer: ${lastDeath}` };
      const again = await Promise.race([launch().catch(failedLaunch), aborted(signal)]);
      return again.ok
        ? { ok: true, port: again.value.port }
        : { ok: false, reason: oneLine(hide(again.reason)) };
    },
    answered: () => {
      deathsInARow = 0;
    },
    deathAt: async (port) => {
      const { process } = running?.port === port ? running : {};
      if (process !== undefined)
        await Promise.race([process.exited, wait(deathMs, undefined, { ref: false })]);
      return deathByPort.get(port);
    },
    log: log.text,
    close: async () => {
      closing.abort();
      await launching?.catch(() => undefined);
      await running?.process.end();
    },
  };
}

/** The program was there at first, and is not any more. */
function failedLaunch(error: unknown): Launch {
  if (error instanceof ProblemError) return { ok: false, reason: error.message };
  throw error;
}

function aborted(signal: AbortSignal): Promise<Launch> {
  return new Promise((resolve) => {
    const stop = (): void => resolve({ ok: false, reason: "the run was stopped" });
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}

/** At a free port; at another one where somebody was faster. */
async function launchServer(options: ServerOptions, log: OutputTail, closing: AbortSignal): Promise<Launch> {
  for (let attempt = 1; ; attempt++) {
    const port = await findFreePort();
    const fill = (text: string): string => text.replaceAll("{{port}}", String(port));
    const { folder, env } = options;
    const argv = options.start.map(fill);
    const process = await startProcess({ argv, folder, env: { ...env(), PORT: String(port) }, log });
    process.stdout.on("data", log.add);
    const outcome = await waitUntilReady(process, fill, options, closing);
    if (outcome.ok) return { ok: true, value: { port, process } };
    await process.end();
    const isAnothers = outcome.isEnded && (await isTaken(port));
    if (!isAnothers || attempt === mostPorts) return { ok: false, reason: outcome.reason };
  }
}

type Readiness =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: string; readonly isEnded: boolean };

async function waitUntilReady(
  process: Process,
  fill: (text: string) => string,
  { origin, ready, signal, readyMs = defaultReadyMs }: ServerOptions,
  closing: AbortSignal,
): Promise<Readiness> {
  const base = fill(origin);
  const probe = ready === undefined ? () => probePort(new URL(base)) : openProbe(new URL(fill(ready), base));
  const startMs = performance.now();
  const ended = process.exited.then((exit) => ({ exit }));
  let said = "";
  for (let pauseMs = 10; ; pauseMs = Math.min(250, pauseMs * 1.5)) {
    const answer = await Promise.race([ended, probe()]);
    if (answer === undefined) return { ok: true };
    if (typeof answer === "object")
      return {
        ok: false,
        isEnded: true,
        reason: `the server ended with ${describeExit(answer.exit)} before it was ready`,
      };
    said = answer;
    const isStopped = signal?.aborted === true || closing.aborted;
    if (isStopped)
      return { ok: false, isEnded: false, reason: "the run was stopped before the server was ready" };
    if (performance.now() - startMs >= readyMs) break;
    await Promise.race([wait(pauseMs), process.exited]);
  }
  const where = ready === undefined ? "its port" : quoteValue(ready);
  const reason = `the server is not ready after ${readyMs / 1000} s: ${where} ${said}`;
  return { ok: false, isEnded: false, reason };
}

const probeMs = 2000;

/** Asks the address; undefined once it answers with 2xx, else what it does instead. */
function openProbe(url: URL): () => Promise<string | undefined> {
  const send = openSend();
  return async () => {
    const limit = startLimit(probeMs, undefined);
    try {
      const incoming = await send({ url, headers: {} }, limit.signal);
      const { statusCode = 0 } = incoming;
      incoming.destroy();
      return statusCode >= 200 && statusCode < 300 ? undefined : `answers ${statusCode}`;
    } catch {
      return limit.ended() === "timeout"
        ? `does not answer within ${probeMs / 1000} s`
        : "takes no connection";
    } finally {
      limit.clear();
    }
  };
}

function probePort({ hostname, port }: URL): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname.replaceAll(/[[\]]/g, ""), port: Number(port) });
    const settle = (answer: string | undefined): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(probeMs, () => settle("takes no connection"));
    socket.once("connect", () => settle(undefined));
    socket.once("error", () => settle("takes no connection"));
  });
}

/** Ports that this process has given to a server: the system may name one again before its server listens. */
const given = new Set<number>();

async function findFreePort(): Promise<number> {
  for (;;) {
    const port = await new Promise<number>((resolve, reject) => {
      const holder = createServer();
      holder.once("error", reject);
      holder.listen(0, "127.0.0.1", () => {
        const address = holder.address();
        holder.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
      });
    });
    if (given.has(port)) continue;
    given.add(port);
    return port;
  }
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const holder = createServer();
    holder.once("error", () => resolve(true));
    holder.listen(port, "127.0.0.1", () => holder.close(() => resolve(false)));
  });
}

function bothTails(all: OutputTail, own: OutputTail): OutputTail {
  return {
    ...own,
    add: (bytes) => {
      all.add(bytes);
      own.add(bytes);
    },
  };
}

function describeExit({ code, signal }: ProcessExit): string {
  return code === null ? `signal ${signal ?? "unknown"}` : `exit code ${code}`;
}

function after(line: string | undefined): string {
  return line === undefined ? "" : `: ${line}`;
}

const shownLines = 5;

function notReady({ start }: ServerOptions, reason: string, log: string): Problem {
  const lines = log.split(/\r?\n/u).filter((line) => line.trim() !== "");
  const said = lines.slice(-shownLines).map((line) => oneLine(line, 160));
  const printed = said.length === 0 ? "It printed nothing." : `It printed last: ${said.join(" | ")}`;
  return {
    code: "server-not-ready",
    message: `${reason}. ${printed}`,
    fix: `Run ${quoteValue(start.join(" "))} by hand: it has to listen at 127.0.0.1, at \`{{port}}\` or \`PORT\`, and to answer at \`ready\`.`,
  };
}
