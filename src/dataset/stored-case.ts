import type { Case, CaseScorer, ToolCall } from "../experiment/case.ts";
import type { Json, JsonObject } from "../experiment/json.ts";
import type { Place } from "../problem.ts";

/** A row that `rowSchema` takes. */
export type Row = {
  readonly id: string;
  readonly input: Json;
  readonly expected?: Json;
  readonly context?: Json;
  readonly tool_calls?: readonly ToolCall[];
  readonly scorers?: readonly CaseScorer[];
  readonly critical?: boolean;
  readonly draft?: boolean;
  readonly tags?: readonly string[];
  readonly group?: string;
  readonly metadata?: JsonObject;
  readonly source?: JsonObject;
};

/** Bytes that many rows share, since a buffer for each would cost more than most rows. */
type Page = { readonly file: string; readonly bytes: Buffer };

const pageBytes = 256 * 1024;
const digestBytes = 32;
const hashPrefix = "sha256:";

/** What a row may leave out, as bits. */
const has = { expected: 1, context: 2, toolCalls: 4, scorers: 8, metadata: 16, source: 32 } as const;
const isCritical = 64;
const isDraft = 128;
const hasHash = 256;

/**
 * Makes the cases of one file. A case holds its row as the bytes of its line, outside of the heap: what planning and deciding ask for (id,
 * flags, tags, group, place) is at hand, and the content is parsed each time that it is asked for. So a dataset costs about its file.
 */
export class CaseStore {
  readonly #file: string;
  #page: Page;
  #used = 0;
  /** Equal lists of tags as one. */
  readonly #tagLists = new Map<string, readonly string[]>();

  constructor(file: string) {
    this.#file = file;
    this.#page = { file, bytes: Buffer.alloc(0) };
  }

  /** The case of a checked row, whose line has this text. */
  add(row: Row, text: string, hash: string | undefined, line: number): Case {
    const length = Buffer.byteLength(text);
    const needed = length + (hash === undefined ? 0 : digestBytes);
    if (this.#used + needed > this.#page.bytes.length) {
      this.#page = { file: this.#file, bytes: Buffer.allocUnsafeSlow(Math.max(pageBytes, needed)) };
      this.#used = 0;
    }
    const start = this.#used;
    this.#page.bytes.write(text, start);
    if (hash !== undefined) this.#page.bytes.write(hash.slice(hashPrefix.length), start + length, "hex");
    this.#used += needed;
    const place = { page: this.#page, start, end: start + length, line };
    // An absent member is one that is undefined, which the type of a case does not say.
    return new StoredCase(row, this.#tagsOf(row), flagsOf(row, hash), place) as Case;
  }

  #tagsOf({ tags = [] }: Row): readonly string[] {
    const key = tags.length === 0 ? "" : JSON.stringify(tags);
    const known = this.#tagLists.get(key);
    if (known !== undefined) return known;
    const unique = Object.freeze([...new Set(tags)]);
    this.#tagLists.set(key, unique);
    return unique;
  }
}

function flagsOf(row: Row, hash: string | undefined): number {
  return (
    (row.expected === undefined ? 0 : has.expected) |
    (row.context === undefined ? 0 : has.context) |
    (row.tool_calls === undefined ? 0 : has.toolCalls) |
    (row.scorers === undefined ? 0 : has.scorers) |
    (row.metadata === undefined ? 0 : has.metadata) |
    (row.source === undefined ? 0 : has.source) |
    (row.critical === true ? isCritical : 0) |
    (row.draft === true ? isDraft : 0) |
    (hash === undefined ? 0 : hasHash)
  );
}

/** What was parsed last: whoever reads a case mostly reads more than one of its members. */
let last: { readonly of: StoredCase; readonly row: Row } | undefined;

class StoredCase {
  readonly id: string;
  readonly tags: readonly string[];
  readonly group: string | undefined;
  readonly #flags: number;
  readonly #page: Page;
  readonly #start: number;
  readonly #end: number;
  readonly #line: number;

  constructor(
    row: Row,
    tags: readonly string[],
    flags: number,
    place: { readonly page: Page; readonly start: number; readonly end: number; readonly line: number },
  ) {
    this.id = row.id;
    this.tags = tags;
    this.group = row.group;
    this.#flags = flags;
    this.#page = place.page;
    this.#start = place.start;
    this.#end = place.end;
    this.#line = place.line;
  }

  get critical(): boolean {
    return (this.#flags & isCritical) !== 0;
  }

  get draft(): boolean {
    return (this.#flags & isDraft) !== 0;
  }

  get place(): Place {
    return { file: this.#page.file, line: this.#line };
  }

  get hash(): string | undefined {
    if ((this.#flags & hasHash) === 0) return undefined;
    return hashPrefix + this.#page.bytes.toString("hex", this.#end, this.#end + digestBytes);
  }

  get input(): Json {
    return this.#row.input;
  }

  get expected(): Json | undefined {
    return (this.#flags & has.expected) === 0 ? undefined : this.#row.expected;
  }

  get context(): Json | undefined {
    return (this.#flags & has.context) === 0 ? undefined : this.#row.context;
  }

  get toolCalls(): readonly ToolCall[] | undefined {
    return (this.#flags & has.toolCalls) === 0 ? undefined : this.#row.tool_calls;
  }

  get scorers(): readonly CaseScorer[] | undefined {
    return (this.#flags & has.scorers) === 0 ? undefined : this.#row.scorers;
  }

  get metadata(): JsonObject | undefined {
    return (this.#flags & has.metadata) === 0 ? undefined : this.#row.metadata;
  }

  get source(): JsonObject | undefined {
    return (this.#flags & has.source) === 0 ? undefined : this.#row.source;
  }

  get #row(): Row {
    if (last?.of !== this)
      last = { of: this, row: JSON.parse(this.#page.bytes.toString("utf8", this.#start, this.#end)) as Row };
    return last.row;
  }
}
