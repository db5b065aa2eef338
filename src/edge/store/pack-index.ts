/** Where an entry stands. */
export type EntryPlace = {
  /** Number of its pack. */
  readonly pack: number;
  /** Where it starts in the pack, in bytes. */
  readonly at: number;
  /** Of its text. */
  readonly textBytes: number;
};

const digits = 13;

/**
 * Key -> place in about 100 bytes an entry. A key counts by its first 52 bits, which is a number and no text: among 100,000 entries one
 * in a million indexes has two keys that it takes for one. Then the place is that of the other key, which the entry there tells.
 */
export class PackIndex {
  /** Key -> which of the places. */
  readonly #placeOf = new Map<number, number>();
  readonly #places: number[] = [];

  get(key: string): EntryPlace | undefined {
    const first = this.#placeOf.get(numberOf(key));
    if (first === undefined) return undefined;
    const [pack, at, textBytes] = [this.#places[first], this.#places[first + 1], this.#places[first + 2]];
    if (pack === undefined || at === undefined || textBytes === undefined) return undefined;
    return { pack, at, textBytes };
  }

  set(key: string, { pack, at, textBytes }: EntryPlace): void {
    const number = numberOf(key);
    const first = this.#placeOf.get(number) ?? this.#places.length;
    this.#placeOf.set(number, first);
    this.#places[first] = pack;
    this.#places[first + 1] = at;
    this.#places[first + 2] = textBytes;
  }

  delete(key: string): void {
    this.#placeOf.delete(numberOf(key));
  }
}

function numberOf(key: string): number {
  const start = "sha256:".length;
  return Number.parseInt(key.slice(start, start + digits), 16);
}
