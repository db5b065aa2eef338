/** How often something was so. The reason is one of ours, so that a list of them is short whatever comes in. */
export type Counted = { readonly reason: string; readonly count: number };

/** Counts by reason. */
export class Counts {
  readonly #countByReason = new Map<string, number>();

  add(reason: string, count = 1): void {
    this.#countByReason.set(reason, (this.#countByReason.get(reason) ?? 0) + count);
  }

  addAll(counted: readonly Counted[]): void {
    for (const { reason, count } of counted) this.add(reason, count);
  }

  list(): readonly Counted[] {
    return Array.from(this.#countByReason, ([reason, count]) => ({ reason, count }));
  }
}

/** Counts of what was cut or left out of values that are read, and from where on their texts are cut. */
export class Notes extends Counts {
  readonly longestTextBytes: number;

  constructor(longestTextBytes = 1024 * 1024) {
    super();
    this.longestTextBytes = longestTextBytes;
  }
}
