/** Lets a task wait without holding a slot: others run meanwhile, and it comes back before new tasks start. */
export type Pause = (wait: Promise<void>) => Promise<void>;

/**
 * Starts tasks in the order of their items, at most `concurrency` at work at once. At most as many again may be waiting in a pause,
 * so that an outage does not start the whole list. `isStopped` is asked before each start. Once a task throws none starts any more; its
 * error comes when those at work have ended, so that nothing goes on behind the caller's back.
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
  const starting: (() => void)[] = [];
  const acquire = async (queue: (() => void)[]): Promise<void> => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => queue.push(resolve));
  };
  const release = (): void => {
    const next = returning.shift() ?? starting.shift();
    if (next === undefined) free++;
    else next();
  };
  const pause: Pause = async (wait) => {
    release();
    try {
      await wait;
    } finally {
      await acquire(returning);
    }
  };
  const errors: unknown[] = [];
  const run = async (item: T): Promise<void> => {
    try {
      await work(item, pause);
    } catch (error) {
      errors.push(error);
    } finally {
      release();
    }
  };
  const running = new Set<Promise<void>>();
  for (const item of items) {
    while (running.size >= 2 * concurrency) await Promise.race(running);
    await acquire(starting);
    if (errors.length > 0 || isStopped()) {
      release();
      break;
    }
    const task = run(item).finally(() => running.delete(task));
    running.add(task);
  }
  await Promise.all(running);
  if (errors.length > 0) throw errors[0];
}
