import fc from "fast-check";
import { expect, it } from "vitest";
import { runPool } from "../../../src/gate/run/run-pool.ts";

const never = (): boolean => false;

/** Lets everything that can go on go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

it("has no more than `mostOpen` open, starts in order and finishes all, whatever the timing", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.nat(3), { maxLength: 25 }),
      async (s, mostOpen, steps) => {
        let open = 0;
        let most = 0;
        const started: number[] = [];
        const finished: number[] = [];
        const work = async (index: number): Promise<void> => {
          started.push(index);
          most = Math.max(most, ++open);
          for (let step = 0; step < (steps[index] ?? 0); step++) await s.schedule(Promise.resolve());
          open--;
          finished.push(index);
        };
        const ended = runPool(steps.keys(), { mostOpen, isStopped: never, work });
        await s.waitIdle();
        await ended;
        expect(most).toBeLessThanOrEqual(mostOpen);
        expect(started).toEqual([...steps.keys()]);
        expect(finished).toHaveLength(steps.length);
      },
    ),
  );
});

it("takes no item before it can start, so that a list may be longer than memory", async () => {
  let taken = 0;
  let ended = 0;
  function* endless() {
    for (;;) yield taken++;
  }
  await runPool(endless(), {
    mostOpen: 3,
    isStopped: () => ended >= 1000,
    work: async () => {
      await settle();
      ended++;
      expect(taken).toBeLessThanOrEqual(ended + 3);
    },
  });
  expect(taken).toBeLessThan(1010);
});

it("starts nothing once it is stopped, and lets what is at work end", async () => {
  const started: number[] = [];
  const finished: number[] = [];
  await runPool([1, 2, 3, 4, 5, 6], {
    mostOpen: 2,
    isStopped: () => started.length >= 3,
    work: async (item) => {
      started.push(item);
      await settle();
      finished.push(item);
    },
  });
  expect(started).toEqual([1, 2, 3]);
  expect(finished).toEqual([1, 2, 3]);
});

it("does nothing for an empty list", async () => {
  await expect(
    runPool([], { mostOpen: 2, isStopped: never, work: () => Promise.reject(new Error("never")) }),
  ).resolves.toBeUndefined();
});

it.each([1, 2, 5])(
  "ends with the error of a task, once those at work have ended (%i open)",
  async (mostOpen) => {
    const started: number[] = [];
    let atWork = 0;
    const ended = runPool(Array(20).keys(), {
      mostOpen,
      isStopped: never,
      work: async (item) => {
        started.push(item);
        atWork++;
        await settle();
        atWork--;
        if (item === 3) throw new Error("the disk is full");
        await settle();
      },
    });
    await expect(ended).rejects.toThrow("the disk is full");
    expect(atWork).toBe(0);
    expect(started.length).toBeLessThan(20);
  },
);

it("leaves no rejection unhandled where several tasks throw", async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): number => unhandled.push(reason);
  process.on("unhandledRejection", note);
  try {
    const ended = runPool([1, 2, 3, 4], {
      mostOpen: 2,
      isStopped: never,
      work: async (item) => {
        await settle();
        throw new Error(`task ${item}`);
      },
    });
    await expect(ended).rejects.toThrow("task 1");
    await settle();
    await settle();
  } finally {
    process.off("unhandledRejection", note);
  }
  expect(unhandled).toEqual([]);
});
