import type { ModelReply } from "../../experiment/model-call.ts";

const fewest = 10;

/** A refused key, a spent quota or a refused batch fails every later call too. */
const hopeless: ReadonlySet<string> = new Set(["key", "quota", "batch"]);

/** Watches the calls of one caller to one provider, to see when there is no use in going on. */
export class OutageWatch {
  #failures = 0;

  /**
   * Whether it is an outage: the last 10 calls or more, and twice as many as may be out at once, have failed for good, with none
   * between that came through; or one failed in a way that none can escape. `reply` is what all attempts of a call came to.
   */
  sees(reply: ModelReply, atOnce: number): boolean {
    if (reply.status !== "infra_error") {
      this.#failures = 0;
      return false;
    }
    if (reply.code === "aborted") return false;
    this.#failures++;
    return hopeless.has(reply.code) || this.#failures >= Math.max(fewest, 2 * atOnce);
  }
}
