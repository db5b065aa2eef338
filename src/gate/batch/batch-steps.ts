import type { BatchOptions, BatchStep } from "../../experiment/model-batch.ts";
import type { ModelRequest } from "../../experiment/model-call.ts";
import type { RunEffects } from "../effects.ts";
import type { RunEnd } from "../run/run-end.ts";
import type { Spend } from "../run/spend.ts";

/** What the steps of a run's batches share. */
export type BatchPlace = {
  readonly spend: Pick<Spend, "remainingMs">;
  readonly end: Pick<RunEnd, "ending" | "cut">;
  readonly sleep: RunEffects["sleep"];
};

type Failure = Extract<BatchStep<never>, { ok: false }>["failure"];

const firstWaitMs = 2000;
const longestWaitMs = 60_000;
/** In a row, of one step: some four minutes. */
const mostFailures = 10;
/** No timer is longer. */
const longestSleepMs = 2 ** 31 - 1;

/** The run ended first: its calls leave no line, and are fetched by the same run when it goes on. */
export const cutOff: Failure = {
  status: "infra_error",
  code: "aborted",
  reason: "the run ended first",
  isRetryable: false,
};

/** Steps at a provider, with the patience of a batch. Every wait ends at the deadline and where the run is cut off. */
export class BatchSteps {
  readonly #place: BatchPlace;

  constructor(place: BatchPlace) {
    this.#place = place;
  }

  /** Waits, each time longer, until `look` gives something else than undefined. */
  async poll<T>(look: () => Promise<T | undefined>): Promise<T> {
    for (let waitMs = firstWaitMs; ; waitMs = longer(waitMs)) {
      const seen = await look();
      if (seen !== undefined) return seen;
      await this.#wait(waitMs);
    }
  }

  /**
   * One step, again where it failed in a way that passes, after as long as the provider asks for. What fails for good fails every call
   * of the batch: it is `batch`, but for a key or a quota.
   */
  async take<T>(
    sample: ModelRequest,
    stepMs: number,
    make: (options: BatchOptions) => Promise<BatchStep<T>>,
  ): Promise<BatchStep<T>> {
    const { spend, end } = this.#place;
    for (let failures = 1, waitMs = firstWaitMs; ; failures++, waitMs = longer(waitMs)) {
      if (this.#isOver()) return { ok: false, failure: cutOff };
      const timeoutMs = Math.min(stepMs, spend.remainingMs);
      const step = await make({ sample, timeoutMs, signal: end.cut });
      if (step.ok) return step;
      if (this.#isOver()) return { ok: false, failure: cutOff };
      const { failure } = step;
      if (!failure.isRetryable || failures >= mostFailures) return { ok: false, failure: forGood(failure) };
      await this.#wait(Math.max(waitMs, failure.retryAfterMs ?? 0));
    }
  }

  #isOver(): boolean {
    const { spend, end } = this.#place;
    return end.cut.aborted || !(spend.remainingMs > 0);
  }

  async #wait(ms: number): Promise<void> {
    const { spend, end, sleep } = this.#place;
    // A timer may fire a little early: never less than one millisecond, or the last moment would be a storm.
    await sleep(Math.max(1, Math.min(ms, spend.remainingMs, longestSleepMs)), end.cut);
  }
}

function longer(waitMs: number): number {
  return Math.min(longestWaitMs, waitMs * 1.5);
}

function forGood({ code, reason }: Failure): Failure {
  const isOfAccount = code === "key" || code === "quota";
  return { status: "infra_error", code: isOfAccount ? code : "batch", reason, isRetryable: false };
}
