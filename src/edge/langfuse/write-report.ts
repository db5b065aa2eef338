import { type LangfuseFailure, reasonOf } from "./langfuse-failure.ts";

/** One thing that the server did not take. */
export type Unsent = {
  readonly what: WrittenKind;
  readonly id: string;
  /** In our own words. */
  readonly reason: string;
};

export type WrittenKind = "span" | "evaluation" | "score" | "item";

/** What was written back, and what was not. */
export type WriteReport = {
  readonly sent: Readonly<Record<WrittenKind, number>>;
  readonly failed: Readonly<Record<WrittenKind, number>>;
  /** The first of what failed. */
  readonly failures: readonly Unsent[];
  /** Why nothing more was tried after some point. */
  readonly stopped?: string;
};

const mostShown = 20;
/** Each of them was tried several times already. */
const mostFailuresInARow = 3;

export class WriteTally {
  readonly #sent: Record<WrittenKind, number> = { span: 0, evaluation: 0, score: 0, item: 0 };
  readonly #failed: Record<WrittenKind, number> = { span: 0, evaluation: 0, score: 0, item: 0 };
  readonly #failures: Unsent[] = [];
  #stopped: string | undefined;
  #inARow = 0;

  get stopped(): string | undefined {
    return this.#stopped;
  }

  sent(what: WrittenKind, amount: number): void {
    this.#sent[what] += amount;
  }

  failed(what: WrittenKind, ids: readonly string[], reason: string): void {
    this.#failed[what] += ids.length;
    for (const id of ids.slice(0, mostShown - this.#failures.length))
      this.#failures.push({ what, id, reason });
  }

  /** The server lives. */
  answered(): void {
    this.#inARow = 0;
  }

  /** Nothing more is to be tried where nothing would go better. */
  fail(
    what: WrittenKind,
    ids: readonly string[],
    failure: LangfuseFailure,
    reason = reasonOf(failure),
  ): void {
    this.#inARow = failure.isTransient ? this.#inARow + 1 : 0;
    if (failure.isFinal || this.#inARow >= mostFailuresInARow) this.#stopped ??= reason;
    this.failed(what, ids, reason);
  }

  report(): WriteReport {
    return {
      sent: { ...this.#sent },
      failed: { ...this.#failed },
      failures: [...this.#failures],
      ...(this.#stopped === undefined ? {} : { stopped: this.#stopped }),
    };
  }
}
