import fc from "fast-check";
import { expect, it } from "vitest";
import { runPool } from "../../src/gate/run-pool.ts";
import type { Pause } from "../../src/gate/run-pool.ts";

const never = (): boolean => false;

/** A task that is ended, or that is let out of its pause, from outside. */
function openTask(): { readonly done: Promise<void>; readonly end: (error?: unknown) => void } {
  let end: (error?: unknown) => void = () => {};
  const done = new Promise<void>((resolve, reject) => {
    end = (error) => (error === undefined ? resolve() : reject(error));
  });
  return { done, end };
}

/** Lets everything that can go on go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

it("has no more than `concurrency` at work and twice that in flight, starts in order and finishes all, whatever the timing", async () => {
  const plans = fc.array(fc.array(fc.boolean(), { maxLength: 3 }), { maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 4 }), plans, async (s, concurrency, items) => {
      let atWork = 0;
      let inFlight = 0;
      let [mostAtWork, mostInFlight] = [0, 0];
      const started: number[] = [];
      const finished: number[] = [];
      const enter = (): void => {
        mostAtWork = Math.max(mostAtWork, ++atWork);
      };
      const work = async (index: number, pause: Pause): Promise<void> => {
        started.push(index);
        mostInFlight = Math.max(mostInFlight, ++inFlight);
        enter();
        for (const isPause of items[index] ?? []) {
          const step = s.schedule(Promise.resolve());
          if (!isPause) {
            await step;
            continue;
          }
          atWork--;
          await pause(step);
          enter();
        }
        atWork--;
        inFlight--;
        finished.push(index);
      };
      const ended = runPool([...items.keys()], { concurrency, isStopped: never, work });
      await s.waitIdle();
      await ended;
      expect(mostAtWork).toBeLessThanOrEqual(concurrency);
      expect(mostInFlight).toBeLessThanOrEqual(2 * concurrency);
      expect(started).toEqual([...items.keys()]);
      expect(finished).toHaveLength(items.length);
    }),
  );
});

it("fills the slot of a task that waits, and lets it come back before a new one starts", async () => {
  const events: string[] = [];
  const tasks = new Map(["a", "b", "c", "d", "e"].map((name) => [name, openTask()]));
  const wait = openTask();
  const ended = runPool([...tasks.keys()], {
    concurrency: 2,
    isStopped: never,
    work: async (name, pause) => {
      events.push(`${name} starts`);
      if (name === "a") {
        await pause(wait.done);
        events.push("a is back");
      }
      await tasks.get(name)?.done;
    },
  });
  await settle();
  expect(events).toEqual(["a starts", "b starts", "c starts"]);
  wait.end();
  await settle();
  expect(events).toHaveLength(3);
  tasks.get("b")?.end();
  await settle();
  expect(events).toEqual(["a starts", "b starts", "c starts", "a is back"]);
  for (const { end } of tasks.values()) end();
  await ended;
  expect(events.slice(4)).toEqual(["d starts", "e starts"]);
});

it("starts no more than twice its size while everything waits, as in an outage", async () => {
  let started = 0;
  const wait = openTask();
  const ended = runPool(Array.from({ length: 50 }), {
    concurrency: 3,
    isStopped: never,
    work: async (_, pause) => {
      started++;
      await pause(wait.done);
    },
  });
  await settle();
  expect(started).toBe(6);
  wait.end();
  await ended;
  expect(started).toBe(50);
});

it("starts nothing once it is stopped, and lets what is at work end", async () => {
  const started: number[] = [];
  const finished: number[] = [];
  await runPool([1, 2, 3, 4, 5, 6], {
    concurrency: 2,
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
    runPool([], { concurrency: 2, isStopped: never, work: () => Promise.reject(new Error("never")) }),
  ).resolves.toBeUndefined();
});

it.each([1, 2, 5])(
  "ends with the error of a task, once those at work have ended (concurrency %i)",
  async (concurrency) => {
    const started: number[] = [];
    let atWork = 0;
    const ended = runPool([...Array(20).keys()], {
      concurrency,
      isStopped: never,
      work: async (item, pause) => {
        started.push(item);
        atWork++;
        await settle();
        if (item === 3) {
          atWork--;
          throw new Error("the disk is full");
        }
        await pause(settle().then(() => undefined));
        atWork--;
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
      concurrency: 2,
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

it("keeps its size where a wait is cut off by an error that the task survives", async () => {
  let atWork = 0;
  let most = 0;
  await runPool([1, 2, 3, 4, 5, 6], {
    concurrency: 2,
    isStopped: never,
    work: async (_, pause) => {
      most = Math.max(most, ++atWork);
      atWork--;
      await pause(Promise.reject(new Error("cut off"))).catch(() => undefined);
      most = Math.max(most, ++atWork);
      await settle();
      atWork--;
    },
  });
  expect(most).toBe(2);
});
