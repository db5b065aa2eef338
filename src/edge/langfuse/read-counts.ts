/** Something that could not be read, and where: an id, or a place in a page. */
export type Unread = { readonly what: string; readonly where: string; readonly reason: string };

/** What a reading has come to. */
export type ReadCounts = {
  readonly traces: number;
  readonly observations: number;
  readonly scores: number;
  /** Rows left out, since they have no place. */
  readonly brokenRows: number;
  readonly brokenScores: number;
  /** Keys of rows left out, since their value is not as Langfuse writes it; by name. */
  readonly brokenKeys: Readonly<Record<string, number>>;
  /** Traces with more observations than are read; the first ones are. */
  readonly cutTraces: number;
  /** Traces listed of which nothing could be read. */
  readonly unreadTraces: number;
  /** Traces passed over, since they are of experiments or of Langfuse itself. */
  readonly otherTraces: number;
  /** The first of all that was left out or cut. */
  readonly unread: readonly Unread[];
  /** What the server says of the end of its own API, each once, and what it does not have. Untrusted. */
  readonly notes: readonly string[];
};

const mostShown = 20;
const mostKeys = 100;

type Count =
  | "traces"
  | "observations"
  | "scores"
  | "brokenRows"
  | "brokenScores"
  | "cutTraces"
  | "unreadTraces"
  | "otherTraces";

export class Tally {
  readonly #counts: Record<Count, number> = {
    traces: 0,
    observations: 0,
    scores: 0,
    brokenRows: 0,
    brokenScores: 0,
    cutTraces: 0,
    unreadTraces: 0,
    otherTraces: 0,
  };
  readonly #brokenKeys = new Map<string, number>();
  readonly #unread: Unread[] = [];
  readonly #notes = new Set<string>();

  add(count: Count, amount = 1): void {
    this.#counts[count] += amount;
  }

  leaveOut(count: Count, unread: Unread): void {
    this.add(count);
    if (this.#unread.length < mostShown) this.#unread.push(unread);
  }

  dropKeys(keys: readonly string[]): void {
    for (const key of keys)
      if (this.#brokenKeys.has(key) || this.#brokenKeys.size < mostKeys)
        this.#brokenKeys.set(key, (this.#brokenKeys.get(key) ?? 0) + 1);
  }

  note(text: string | undefined): void {
    if (text !== undefined && this.#notes.size < mostShown) this.#notes.add(text);
  }

  read(): ReadCounts {
    return {
      ...this.#counts,
      brokenKeys: Object.fromEntries(this.#brokenKeys),
      unread: [...this.#unread],
      notes: [...this.#notes],
    };
  }
}
