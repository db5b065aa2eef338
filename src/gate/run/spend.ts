import type { Policy } from "../../config/config.ts";
import type { Spend as Spent } from "../../decide/budget-rule.ts";
import type { ModelReply } from "../../experiment/model-call.ts";
import type { EndReason } from "../../experiment/trial.ts";
import type { Problem } from "../../problem.ts";

/** What a run spent so far, and why it must end. Every attempt counts, of targets and of judges. */
export class Spend {
  #calls = 0;
  #cached = 0;
  #usd = 0;
  #guessedUsd = 0;
  #guessedCalls = 0;
  #dearestUsd = 0;
  #hasUnknownCost = false;
  #ended: EndReason | undefined;
  readonly #onEnd: (() => void)[] = [];
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

  /** Calls that were not made, since what they would have given was known. */
  get cached(): number {
    return this.#cached;
  }

  /** USD of all calls; undefined where the cost of one is unknown. */
  get usd(): number | undefined {
    return this.#hasUnknownCost ? undefined : this.#usd;
  }

  /** USD of the calls whose cost is known. */
  get knownUsd(): number {
    return this.#usd;
  }

  /** Calls that no reply tells the cost of, and what they count for. In no verdict: only the cap is held against it. */
  get guessed(): { readonly calls: number; readonly usd: number } {
    return { calls: this.#guessedCalls, usd: this.#guessedUsd };
  }

  /** The same as a verdict shows it. */
  get spent(): Spent {
    const { usd, calls, cached } = this;
    return { ...(usd === undefined ? {} : { usd }), calls, cached };
  }

  /** Why the run has to end; undefined while it may go on. */
  get ended(): EndReason | undefined {
    if (this.#ended === undefined && !(this.remainingMs > 0)) this.end("deadline");
    return this.#ended;
  }

  get remainingMs(): number {
    return this.#deadlineMs - this.#nowMs();
  }

  /** The first reason stands. */
  end(reason: EndReason): void {
    if (this.#ended !== undefined) return;
    this.#ended = reason;
    for (const listen of this.#onEnd) listen();
  }

  /** Calls `listen` when the run has to end; at once where it has to already. */
  onEnd(listen: () => void): void {
    if (this.#ended === undefined) this.#onEnd.push(listen);
    else listen();
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

  /** Counts calls that need not be made. They take nothing out of the budget. */
  addCached(calls: number): void {
    this.#cached += calls;
  }

  /**
   * Counts what a reply cost, and ends the run at the cap in USD. A cost that is unknown stays so in every figure, yet the cap is not
   * blind for it: it counts for its guess, or for the dearest call so far where that is more or there is none. So does a call that ran
   * out of time or whose reply cannot be read, which providers charge for. Before anything has a price there is nothing to hold the cap
   * against, and the run ends: its verdict could only be that the cost is unknown.
   */
  add(reply: ModelReply): void {
    const isUnpriced = reply.status === "ok" && reply.costUsd === undefined;
    if (reply.status === "ok" && reply.costUsd !== undefined) {
      const paidUsd = reply.paidUsd ?? reply.costUsd;
      this.#usd += paidUsd;
      this.#dearestUsd = Math.max(this.#dearestUsd, paidUsd);
    } else if (isUnpriced || isChargedFailure(reply)) {
      const guess = reply.status === "ok" ? (reply.guessedUsd ?? 0) : 0;
      this.#hasUnknownCost ||= isUnpriced;
      this.#guessedCalls++;
      this.#guessedUsd += Math.max(guess, this.#dearestUsd);
    }
    // No part of the cap: a broken app would end the run before it is seen to be broken.
    if (reply.status === "app_error" && reply.hasUnknownCost === true) this.#hasUnknownCost = true;
    const { usd } = this.#budget;
    if (usd === undefined) return;
    const isBlind = isUnpriced && this.#usd + this.#guessedUsd === 0;
    if (isBlind || !(this.#usd + this.#guessedUsd < usd)) this.end("budget");
  }
}

/** That the cap on money was held against guesses, where it was. */
export function warnOfGuesses({ guessed }: Spend, { usd }: Policy["budget"]): readonly Problem[] {
  if (usd === undefined || guessed.calls === 0) return [];
  const who = guessed.calls === 1 ? "1 call cost: it counts" : `${guessed.calls} calls cost: they count`;
  const message = `no reply tells what ${who} as about $${guessed.usd.toFixed(4)} of the $${usd} in \`policy.budget.usd\`.`;
  const fix =
    "Write what the model costs under `prices`; where its replies have no `usage`, it stays a guess.";
  return [{ code: "cost-guessed", message, fix }];
}

function isChargedFailure(reply: ModelReply): boolean {
  return reply.status === "infra_error" && (reply.code === "timeout" || reply.code === "malformed");
}
