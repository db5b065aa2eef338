import type { Case, CaseScorer, ToolCall } from "../experiment/case.ts";
import type { Attachments } from "../experiment/content-parts.ts";
import type { Json, JsonObject } from "../experiment/json.ts";
import type { Place } from "../problem.ts";

/** The case with a hash that covers the files that it names too. */
export function withHash(one: Case, hash: string): Case {
  return new AttachedCase(one, { hash }) as Case;
}

/** The case with the bytes of those files. */
export function withAttachments(one: Case, attachments: Attachments): Case {
  return new AttachedCase(one, { attachments }) as Case;
}

/** A case with something on top. Its content stays where it is: a copy would hold what is parsed on each access. */
class AttachedCase {
  readonly #one: Case;
  readonly #own: Pick<Case, "hash" | "attachments">;

  constructor(one: Case, own: Pick<Case, "hash" | "attachments">) {
    this.#one = one;
    this.#own = own;
  }

  get id(): string {
    return this.#one.id;
  }

  get input(): Json {
    return this.#one.input;
  }

  get expected(): Json | undefined {
    return this.#one.expected;
  }

  get context(): Json | undefined {
    return this.#one.context;
  }

  get toolCalls(): readonly ToolCall[] | undefined {
    return this.#one.toolCalls;
  }

  get scorers(): readonly CaseScorer[] | undefined {
    return this.#one.scorers;
  }

  get critical(): boolean {
    return this.#one.critical;
  }

  get draft(): boolean {
    return this.#one.draft;
  }

  get tags(): readonly string[] {
    return this.#one.tags;
  }

  get group(): string | undefined {
    return this.#one.group;
  }

  get metadata(): JsonObject | undefined {
    return this.#one.metadata;
  }

  get source(): JsonObject | undefined {
    return this.#one.source;
  }

  get hash(): string | undefined {
    return this.#own.hash ?? this.#one.hash;
  }

  get attachments(): Attachments | undefined {
    return this.#own.attachments ?? this.#one.attachments;
  }

  get place(): Place {
    return this.#one.place;
  }
}
