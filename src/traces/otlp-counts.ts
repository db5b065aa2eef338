/** How often something was so. The reason is one of ours, so that a list of them is short whatever comes in. */
export type Counted = {
  readonly reason: string;
  readonly count: number;
  /** Where it was so first: `file:line`, or a trace, whose id may be any text. */
  readonly first?: string;
};

/** Counts by reason. */
export class Counts {
  readonly #byReason = new Map<string, Counted>();

  add(reason: string, count = 1, place?: string): void {
    const known = this.#byReason.get(reason);
    const first = known === undefined ? place : known.first;
    const sum = (known?.count ?? 0) + count;
    this.#byReason.set(reason, { reason, count: sum, ...(first === undefined ? {} : { first }) });
  }

  /** Those that tell no place were at this one. */
  addAll(counted: readonly Counted[], place?: string): void {
    for (const { reason, count, first = place } of counted) this.add(reason, count, first);
  }

  list(): readonly Counted[] {
    return [...this.#byReason.values()];
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
