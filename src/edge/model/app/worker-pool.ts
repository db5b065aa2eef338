import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import { sep } from "node:path";
import type { App, AppRequest, AppTurn } from "../../../experiment/app-call.ts";
import type { ModelReply } from "../../../experiment/model-call.ts";
import { ProblemError } from "../../../problem.ts";
import { hideSecrets } from "../hide-secrets.ts";
import { withoutSecrets } from "../reply-of-answer.ts";
import { keepTail } from "./output-tail.ts";
import { oneLine } from "./reason.ts";
import { readReply } from "./reply-line.ts";
import { writeRequest } from "./request-line.ts";
import { openWorker, type Outcome, type Worker } from "./worker.ts";

export type PoolOptions = {
  /** What it is called in a reason. */
  readonly name: string;
  readonly argv: readonly string[];
  readonly folder: string;
  /** All of its environment, but for what `envOf` adds for the worker of a name. */
  readonly env: Readonly<Record<string, string>>;
  readonly envOf?: (worker: string) => Readonly<Record<string, string>>;
  /** How many at once; by default the number of CPUs, and 4 at most. */
  readonly workers?: number;
  /** Values of `env` that must not be shown in what the app answers or prints. */
  readonly hidden?: readonly string[];
  /** Nobody waits any more until the workers have loaded. */
  readonly signal?: AbortSignal;
  /** Workers listen for `{"cancel": id}`. */
  readonly canCancel: boolean;
};

/** An app in processes of its own. */
export type WorkerApp = App & {
  /** What it did that counts for no trial and is worth a look. */
  readonly warnings: () => readonly string[];
};

/** A worker's place; one that ends is followed by another of the same name. */
type Slot = { readonly name: string; worker?: Worker; isBusy: boolean };

type Job = {
  readonly request: AppRequest;
  readonly turn: AppTurn;
  readonly limits: Parameters<App["ask"]>[2];
  readonly settle: (reply: ModelReply) => void;
  /** For what is a defect of ours. */
  readonly reject: (error: unknown) => void;
};

const mostByDefault = 4;
const mostDeaths = 3;

/**
 * Starts all workers, so that none starts while others are measured. Throws a ProblemError where the program cannot be started. The turns of
 * a session go to one worker as long as that lives. Where three workers have died or run out of time and none has ever
 * answered, all else fails at once.
 */
export async function openPool(options: PoolOptions): Promise<WorkerApp> {
  const { name, argv, folder, env, envOf, canCancel, hidden = [], signal: stop } = options;
  const size = Math.max(1, options.workers ?? Math.min(mostByDefault, availableParallelism()));
  const slots: readonly Slot[] = Array.from({ length: size }, (_, at) => ({
    name: `w${at + 1}`,
    isBusy: false,
  }));
  const hide = (text: string): string => hideSecrets(text, hidden);
  const log = keepTail(undefined, hide);
  const workers = new Set<Promise<Worker | undefined>>();
  const queue: Job[] = [];
  const placeBySession = new Map<string, { readonly slot: Slot; readonly worker: Worker }>();
  let isClosed = false;
  let repeats = 0;
  let deaths = 0;
  let hasAnswered = false;

  let lastDeath = "";
  const onDeath = (reason: string): void => {
    deaths++;
    lastDeath = reason;
  };
  const isBroken = (): boolean => !hasAnswered && deaths >= mostDeaths;
  /** A path that is the same on both arms, and short. */
  const inFolder = (text: string): string => text.replaceAll(`${folder}${sep}`, "");
  const appError = (reason: string, latencyMs?: number): ModelReply => ({
    status: "app_error",
    reason: oneLine(inFolder(reason)),
    ...(latencyMs === undefined ? {} : { latencyMs }),
  });

  async function start(slot: Slot): Promise<Worker> {
    const onRepeat = (): void => void repeats++;
    const whole = { ...env, ...envOf?.(slot.name) };
    const isOver = (): boolean => isClosed || stop?.aborted === true;
    const opening = openWorker({ argv, folder, env: whole, log, hide, canCancel, onDeath, onRepeat, isOver });
    const kept = opening.catch(() => undefined);
    workers.add(kept);
    void kept.then((worker) => worker?.gone).then(() => workers.delete(kept));
    slot.worker = await opening;
    return slot.worker;
  }

  /** Undefined where the job has to wait. */
  function findSlot({ turn: { session } }: Job): Slot | undefined {
    const place = placeBySession.get(session);
    if (place?.worker.isUsable()) return place.slot.isBusy ? undefined : place.slot;
    const idle = slots.filter(({ isBusy }) => !isBusy);
    return idle.find(({ worker }) => worker?.isUsable()) ?? idle[0];
  }

  function dispatch(): void {
    for (const job of queue.slice()) {
      const slot = isBroken() ? undefined : findSlot(job);
      if (isBroken())
        job.settle(appError(`${name} failed ${deaths} times and never answered; at last it ${lastDeath}`));
      else if (slot === undefined) continue;
      else {
        slot.isBusy = true;
        void run(job, slot)
          .then(job.settle, job.reject)
          .finally(() => {
            slot.isBusy = false;
            dispatch();
          });
      }
      queue.splice(queue.indexOf(job), 1);
    }
  }

  async function run(job: Job, slot: Slot): Promise<ModelReply> {
    const { request, turn, limits } = job;
    const { session } = turn;
    let worker = slot.worker;
    if (!worker?.isUsable()) {
      try {
        worker = await start(slot);
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        onDeath(`could not be started: ${error.message}`);
        return appError(`${name} could not be started again: ${error.message}`);
      }
    }
    if (limits.signal.aborted || isClosed) return aborted;
    if (!worker.isUsable()) return appError(`${name} ${lastDeath}`);
    // Not to be guessed: an answer that is written before its request is asked finds none.
    const id = randomUUID();
    const line = writeRequest(id, request, turn);
    turn.onSent?.(slot.name);
    const reply = replyOf(await worker.ask({ id, line, ...limits }));
    const { turn: at, turns } = request.script ?? { turn: 1, turns: 1 };
    if (reply.status === "ok" && at < turns) placeBySession.set(session, { slot, worker });
    else placeBySession.delete(session);
    return reply;
  }

  function replyOf(outcome: Outcome): ModelReply {
    if (outcome.state === "aborted") return aborted;
    const { latencyMs } = outcome;
    if (outcome.state === "failed") {
      if (outcome.isTimeout) onDeath(outcome.reason);
      return appError(`${name} ${outcome.reason}`, latencyMs);
    }
    hasAnswered = true;
    const reply = readReply(outcome.answer, (answer) => withoutSecrets(answer, hidden));
    if (reply.status === "app_error") return appError(reply.reason, latencyMs);
    return reply.status === "infra_error" ? reply : { ...reply, latencyMs };
  }

  const starts = await Promise.allSettled(slots.map(start));
  const failed = starts.find((each) => each.status === "rejected");
  if (failed !== undefined) {
    await Promise.all([...workers].map(async (worker) => (await worker)?.end()));
    throw failed.reason;
  }
  return {
    ask: (request, turn, limits) =>
      new Promise((resolve, reject) => {
        const { signal } = limits;
        const leave = (): void => {
          const at = queue.indexOf(job);
          if (at === -1) return;
          queue.splice(at, 1);
          placeBySession.delete(turn.session);
          job.settle(aborted);
        };
        const settle = (reply: ModelReply): void => {
          signal.removeEventListener("abort", leave);
          resolve(reply);
        };
        const job: Job = { request, turn, limits, settle, reject };
        if (signal.aborted || isClosed) return resolve(aborted);
        signal.addEventListener("abort", leave, { once: true });
        queue.push(job);
        dispatch();
      }),
    log: log.text,
    warnings: () =>
      repeats === 0 ? [] : [`${name} gave ${repeats} answers a second time, which were ignored`],
    close: async () => {
      isClosed = true;
      for (const job of queue.splice(0)) job.settle(aborted);
      await Promise.all([...workers].map(async (opening) => (await opening)?.end()));
    },
  };
}

const aborted: ModelReply = {
  status: "infra_error",
  code: "aborted",
  reason: "the run was stopped before the answer came",
  isRetryable: false,
};
