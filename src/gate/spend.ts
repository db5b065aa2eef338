import type { Policy } from "../config/config.ts";
import type { Spend as Spent } from "../decide/budget-rule.ts";
import type { ModelReply } from "../experiment/model-call.ts";
import type { EndReason } from "../experiment/trial.ts";

/** What a run spent so far, and why it must end. Every attempt counts, of targets and of judges. */
export class Spend {
  #calls = 0;
  #usd = 0;
  #hasUnknownCost = false;
  #ended: EndReason | undefined;
  readonly #budget: Policy["budget"];
  readonly #deadlineMs: number;
  readonly #nowMs: () => number;

  constructor(budget: Policy["budget"], nowMs: () => number) {
    this.#budget = budget;
    this.#nowMs = nowMs;
    this.#deadlineMs = nowMs() + budget.minutes * 60_000;
  }

  get calls(): number {
    return this.#calls;
  }

  /** USD of all calls; undefined where the cost of one is unknown. */
  get usd(): number | undefined {
    return this.#hasUnknownCost ? undefined : this.#usd;
  }

  /** USD of the calls whose cost is known: what the cap is held against. */
  get knownUsd(): number {
    return this.#usd;
  }

  /** The same as a verdict shows it. */
  get spent(): Spent {
    const { usd, calls } = this;
    return { ...(usd === undefined ? {} : { usd }), calls, cached: 0 };
  }

  /** Why the run has to end; undefined while it may go on. */
  get ended(): EndReason | undefined {
    if (this.#ended === undefined && !(this.remainingMs > 0)) this.#ended = "deadline";
    return this.#ended;
  }

  get remainingMs(): number {
    return this.#deadlineMs - this.#nowMs();
  }

  end(reason: EndReason): void {
    this.#ended ??= reason;
  }

  /** Takes one call out of the budget; false where there is none left, which ends the run. */
  takeCall(): boolean {
    if (this.ended !== undefined) return false;
    if (!(this.#calls < this.#budget.calls)) {
      this.end("budget");
      return false;
    }
    this.#calls++;
    return true;
  }

  /** Counts what a reply cost. A failed attempt costs nothing that anybody tells. */
  add(reply: ModelReply): void {
    if (reply.status !== "ok") return;
    if (reply.costUsd === undefined) this.#hasUnknownCost = true;
    else this.#usd += reply.costUsd;
    const { usd } = this.#budget;
    if (usd !== undefined && !(this.#usd < usd)) this.end("budget");
  }
}
