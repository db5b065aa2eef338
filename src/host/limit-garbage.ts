import v8 from "node:v8";

const mostYoungBytes = 16 * 1024 * 1024;
const lookMs = 20;

/**
 * Keeps V8 from letting 100 MiB and more of young garbage pile up, which it does in a process that makes much of it, however little is
 * alive: once the space for it has grown to 16 MiB it grows no further. Gives what ends the watching.
 */
export function limitGarbage(): () => void {
  const timer = setInterval(() => {
    const young = v8.getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space");
    if (young === undefined || young.space_size < mostYoungBytes) return;
    v8.setFlagsFromString("--semi-space-growth-factor=1");
    clearInterval(timer);
  }, lookMs);
  timer.unref();
  return () => clearInterval(timer);
}
