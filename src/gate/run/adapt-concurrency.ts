import type { ModelReply } from "../../experiment/model-call.ts";
import { LatencyWatch } from "./watch-latency.ts";

const first = 4;

/**
 * How many calls one provider may be sent at once: additive increase, multiplicative decrease. It starts small, so that no first wave
 * of cold connections is in the latencies, and each success adds one until the provider first has too much to do. That halves it, and
 * from then on it grows by one for each round of calls.
 */
export class AdaptiveLimit {
  #limit: number;
  #cuts = 0;
  readonly #most: number;
  readonly #latencies = new LatencyWatch();

  constructor(most: number) {
    this.#most = most;
    this.#limit = Math.min(first, most);
  }

  /** Calls at once: at least 1, at most what the gate file says. */
  get atOnce(): number {
    return Math.floor(this.#limit);
  }

  /** The round that a call sent at this moment belongs to. */
  get round(): number {
    return this.#cuts;
  }

  /**
   * Learns from a call of that round. Those of a burst that hits the wall together count as one: what was sent before a cut cuts no
   * more. `kind` says which calls have comparable latencies.
   */
  learn(reply: ModelReply, round: number, kind: string): void {
    if (isOverload(reply)) {
      if (round === this.#cuts) this.#cut(1);
    } else if (reply.status !== "infra_error") {
      this.#limit = Math.min(this.#most, this.#limit + (this.#cuts === 0 ? 1 : 1 / this.#limit));
      if (reply.status === "ok" && reply.latencyMs !== undefined && round === this.#cuts)
        this.#learnLatency(kind, reply.latencyMs);
    }
  }

  #learnLatency(kind: string, latencyMs: number): void {
    if (!this.#latencies.sees(kind, latencyMs, this.atOnce)) return;
    // With few calls out it is not our load that makes them slow.
    if (this.#limit <= 2 * first) this.#latencies.forget();
    else this.#cut(first);
  }

  #cut(least: number): void {
    this.#cuts++;
    this.#limit = Math.max(least, this.#limit / 2);
  }
}

/** Fewer calls at once would help. */
function isOverload(reply: ModelReply): boolean {
  if (reply.status !== "infra_error") return false;
  return reply.code === "rate_limit" || reply.code === "timeout" || reply.isOverload === true;
}
