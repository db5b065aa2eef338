/** Lets a task wait without holding a slot: others run meanwhile, and it comes back before new tasks start. */
export type Pause = (wait: Promise<void>) => Promise<void>;

/**
 * Starts tasks in the order of their items, at most `concurrency` at work at once. At most as many again may be waiting in a pause,
 * so that an outage does not start the whole list. `isStopped` is asked before each start. What a task throws ends the pool.
 */
export async function runPool<T>(
  items: readonly T[],
  {
    concurrency,
    isStopped,
    work,
  }: {
    readonly concurrency: number;
    readonly isStopped: () => boolean;
    readonly work: (item: T, pause: Pause) => Promise<void>;
  },
): Promise<void> {
  let free = concurrency;
  const returning: (() => void)[] = [];
  const acquire = async (): Promise<void> => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => returning.push(resolve));
  };
  const release = (): void => {
    const next = returning.shift();
    if (next === undefined) free++;
    else next();
  };
  const pause: Pause = async (wait) => {
    release();
    await wait;
    await acquire();
  };
  const running = new Set<Promise<void>>();
  for (const item of items) {
    while (running.size >= 2 * concurrency) await Promise.race(running);
    await acquire();
    if (isStopped()) {
      release();
      break;
    }
    const task = work(item, pause).finally(() => {
      release();
      running.delete(task);
    });
    running.add(task);
  }
  await Promise.all(running);
}
