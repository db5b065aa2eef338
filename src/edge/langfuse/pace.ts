const minuteMs = 60_000;

export type Clock = {
  /** Milliseconds, from anywhere. */
  readonly now: () => number;
  /** Ends early, and quietly, where the work is aborted. */
  readonly wait: (ms: number) => Promise<unknown>;
};

/** Waits until one more request may go out, so that no minute has more than `perMinute` of them. */
export function openPace(perMinute: number, { now, wait }: Clock): () => Promise<void> {
  let sentAt: readonly number[] = [];
  return async () => {
    for (;;) {
      const at = now();
      sentAt = sentAt.filter((time) => at - time < minuteMs);
      const [first] = sentAt;
      if (first === undefined || sentAt.length < perMinute) break;
      await wait(first + minuteMs - at);
    }
    sentAt = [...sentAt, now()];
  };
}
