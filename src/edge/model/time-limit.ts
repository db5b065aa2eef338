const longestTimerMs = 2 ** 31 - 1;

/** What a call needs of an AbortSignal, which is one too. */
export type CallSignal = Pick<AbortSignal, "aborted" | "throwIfAborted"> & {
  readonly addEventListener: (type: "abort", listener: () => void) => void;
  readonly removeEventListener: (type: "abort", listener: () => void) => void;
};

/** A signal that aborts when the time is up or the caller stops, whichever is first. */
export function startLimit(timeoutMs: number, caller: AbortSignal | undefined) {
  const signal = new LightSignal();
  let ended: "timeout" | "aborted" | undefined;
  const end = (why: "timeout" | "aborted") => {
    ended ??= why;
    signal.abort();
  };
  const stop = () => end("aborted");
  const timer = setTimeout(() => end("timeout"), Math.min(longestTimerMs, Math.max(0, timeoutMs)));
  const calls = caller === undefined ? undefined : callsOf(caller);
  if (caller?.aborted === true) stop();
  else calls?.add(stop);
  return {
    signal: signal as CallSignal,
    ended: () => ended,
    clear: () => {
      clearTimeout(timer);
      calls?.delete(stop);
    },
  };
}

/** Made for every call: a whole AbortSignal takes ten times as long. */
class LightSignal implements CallSignal {
  aborted = false;
  readonly #listeners = new Set<() => void>();

  abort(): void {
    if (this.aborted) return;
    this.aborted = true;
    for (const listen of this.#listeners) listen();
  }

  addEventListener(_type: "abort", listener: () => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_type: "abort", listener: () => void): void {
    this.#listeners.delete(listener);
  }

  throwIfAborted(): void {
    if (this.aborted) throw new DOMException("The operation was aborted", "AbortError");
  }
}

/** How to stop each call that is out, by the signal of whoever made it: one listener for all of them. */
const callsByCaller = new WeakMap<AbortSignal, Set<() => void>>();

function callsOf(caller: AbortSignal): Set<() => void> {
  const known = callsByCaller.get(caller);
  if (known !== undefined) return known;
  const calls = new Set<() => void>();
  callsByCaller.set(caller, calls);
  caller.addEventListener("abort", () => calls.forEach((stop) => stop()), { once: true });
  return calls;
}
