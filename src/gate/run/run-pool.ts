/**
 * Starts tasks in the order of their items, at most `mostOpen` begun and not ended. `isStopped` is asked before each start. Once a task
 * throws none starts any more; its error comes when those at work have ended, so that nothing goes on behind the caller's back.
 */
export async function runPool<T>(
  items: Iterable<T>,
  {
    mostOpen,
    isStopped,
    work,
  }: {
    readonly mostOpen: number;
    readonly isStopped: () => boolean;
    readonly work: (item: T) => Promise<void>;
  },
): Promise<void> {
  const rest = items[Symbol.iterator]();
  const errors: unknown[] = [];
  const runOneByOne = async (): Promise<void> => {
    while (errors.length === 0 && !isStopped()) {
      const next = rest.next();
      if (next.done === true) return;
      try {
        await work(next.value);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: mostOpen }, runOneByOne));
  if (errors.length > 0) throw errors[0];
}
