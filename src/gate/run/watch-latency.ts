const callsForUsual = 8;
const fewest = 16;
const timesUsual = 3;

/**
 * Sees when answers take much longer than they did with few calls out: they wait in a queue at the provider, where more at once would
 * wait longer and measure our own load. Compared are calls of one kind, such as an arm, since a judge answers slower than a target.
 */
export class LatencyWatch {
  readonly #firstByKind = new Map<string, readonly number[]>();
  #calls = 0;
  #slow = 0;

  /** Whether a round of `atOnce` calls or more is over, most of which took over three times the median of the first of their kind. */
  sees(kind: string, latencyMs: number, atOnce: number): boolean {
    const first = this.#firstByKind.get(kind) ?? [];
    if (first.length < callsForUsual) {
      this.#firstByKind.set(
        kind,
        [...first, latencyMs].toSorted((a, b) => a - b),
      );
      return false;
    }
    this.#calls++;
    if (latencyMs > timesUsual * (first[callsForUsual / 2] ?? latencyMs)) this.#slow++;
    if (this.#calls < Math.max(fewest, atOnce)) return false;
    const isSlow = 2 * this.#slow > this.#calls;
    this.#calls = 0;
    this.#slow = 0;
    return isSlow;
  }

  /** What is usual has changed: the next calls say what it is. */
  forget(): void {
    this.#firstByKind.clear();
  }
}
