import { setImmediate } from "node:timers/promises";

/** Work that may be paused wherever it yields. */
export type Work<Result> = Generator<undefined, Result, undefined>;

/** What else the process has to do waits for no longer than this, and the piece that comes last. */
const turnMs = 1;

/** Does work in short turns, one work after another: between two turns, all that waits gets its own. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** What the work gives or throws, once it is through. */
  run<Result>(work: Work<Result>): Promise<Result> {
    const result = this.#last.then(() => takeTurns(work));
    this.#last = result.catch(() => undefined);
    return result;
  }
}

async function takeTurns<Result>(work: Work<Result>): Promise<Result> {
  for (;;) {
    await setImmediate();
    const endMs = performance.now() + turnMs;
    do {
      const piece = work.next();
      if (piece.done === true) return piece.value;
    } while (performance.now() < endMs);
  }
}
