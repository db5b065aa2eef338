import type { RunEffects } from "../effects.ts";
import type { Spend } from "./spend.ts";

/** Answers that are out when a cap is reached are paid for: they get this long to come. */
const graceMs = 3000;

/** How a run ends. */
export type RunEnd = {
  /** Aborts when nothing may start any more, for whatever reason: who waits or sleeps is woken. */
  readonly ending: AbortSignal;
  /** Aborts when what is still out is cut off: at once where the user stops the run, else a moment after its end. */
  readonly cut: AbortSignal;
  /** Ends both at once, for a defect in the middle of the run. */
  readonly breakOff: () => void;
  /** The run is over: leaves no listener and no timer behind. */
  readonly close: () => void;
};

/** Follows the stop signal and what is spent. A deadline is not in here: it is in the time limit of every call and every wait. */
export function watchEnd(spend: Spend, { stop, sleep }: Pick<RunEffects, "stop" | "sleep">): RunEnd {
  const [ending, cut, over] = [new AbortController(), new AbortController(), new AbortController()];
  const breakOff = (): void => {
    cut.abort();
    ending.abort();
  };
  const onStop = (): void => {
    spend.end("signal");
    breakOff();
  };
  const cutLater = async (): Promise<void> => {
    await sleep(graceMs, over.signal);
    cut.abort();
  };
  spend.onEnd(() => {
    ending.abort();
    void cutLater();
  });
  if (stop.aborted) onStop();
  else stop.addEventListener("abort", onStop, { once: true });
  return {
    ending: ending.signal,
    cut: cut.signal,
    breakOff,
    close: () => {
      stop.removeEventListener("abort", onStop);
      over.abort();
    },
  };
}
