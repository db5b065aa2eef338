import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { Turns, type Work } from "../../../src/edge/otel/take-turns.ts";

function* pieces(count: number, each: () => void): Work<number> {
  for (let piece = 0; piece < count; piece++) {
    each();
    yield;
  }
  return count;
}

/** Longer than a turn. */
function busy(): void {
  const endMs = performance.now() + 2;
  while (performance.now() < endMs);
}

describe("Turns", () => {
  it("lets others have their turn between the pieces of long work", async () => {
    let others = 0;
    const over = new AbortController();
    const other = (async () => {
      while (!over.signal.aborted) {
        await setImmediate();
        others++;
      }
    })();
    expect(await new Turns().run(pieces(20, busy))).toBe(20);
    over.abort();
    await other;
    expect(others).toBeGreaterThanOrEqual(20);
  });

  it("does one work after another, and goes on after one that fails", async () => {
    const turns = new Turns();
    const done: string[] = [];
    const work = (name: string) =>
      pieces(3, () => {
        busy();
        done.push(name);
      });
    const greet = turns.run(work("greet"));
    const broken = turns.run(
      pieces(1, () => {
        throw new Error("no order");
      }),
    );
    const refund = turns.run(work("refund"));
    await expect(broken).rejects.toThrow("no order");
    expect(await Promise.all([greet, refund])).toEqual([3, 3]);
    expect(done).toEqual(["greet", "greet", "greet", "refund", "refund", "refund"]);
  });
});
