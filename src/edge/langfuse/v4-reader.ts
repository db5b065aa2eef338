import { checkObservation, checkScore, isRoot, traceIdOfScore } from "./check-row.ts";
import { type FailureKind, LangfuseFailure } from "./langfuse-failure.ts";
import { type ByTrace, type Found, mostHeldBytes, readByTrace } from "./read-by-trace.ts";
import { given, type Parameter, type Reading, type ReadTrace } from "./reading.ts";

/** Ids of 32 digits in an address, which must not get longer than 8 KiB. */
const tracesAtOnce = 50;
const scoresAtOnce = 100;
const mostScores = 1000;
const fewestRows = 10;

const fields = "core,basic,time,io,metadata,model,usage,prompt,metrics,trace_context";
/** Where Langfuse keeps what foreign instrumentations told; values of other keys are cut at 200 characters. */
const wholeMetadata = "attributes,resourceAttributes,scope";

/** Reads whole traces, as many at once as the server takes and this process holds, which it learns on the way. */
export class V4Reader {
  readonly #reading: Reading;
  #atOnce = tracesAtOnce;
  #mostAtOnce = tracesAtOnce;
  #scoresOfAtOnce = tracesAtOnce;
  #rowsAtOnce = 1000;
  #hasScores = true;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /**
   * The first of these traces, at least one; undefined stands for one of which nothing can be read, which is counted.
   */
  async readFirst(ids: readonly string[]): Promise<readonly (ReadTrace | undefined)[]> {
    for (;;) {
      const some = ids.slice(0, this.#atOnce);
      const found = await this.#readRows(some);
      if (found === "fewer") continue;
      const scores = found === "unread" ? new Map<string, Found>() : await this.#readScores(some);
      return some.map((id) => this.#traceOf(id, found, scores));
    }
  }

  #traceOf(
    traceId: string,
    found: ByTrace | "unread",
    scores: ReadonlyMap<string, Found>,
  ): ReadTrace | undefined {
    const { tally } = this.#reading;
    const { rows = [], isCut = false } = found === "unread" ? {} : (found.byTraceId.get(traceId) ?? {});
    if (rows.length === 0) {
      const reason = found === "unread" ? "it is longer than 32 MiB" : "it has no row that can be read";
      tally.leaveOut("unreadTraces", { what: "trace", where: traceId, reason });
      return undefined;
    }
    if (isCut)
      tally.leaveOut("cutTraces", {
        what: "trace",
        where: traceId,
        reason: `it has more than the ${rows.length} observations that are read`,
      });
    const { rows: scoresOfTrace = [] } = scores.get(traceId) ?? {};
    return { traceId, rows, scores: scoresOfTrace, isCut, roots: rows.filter(isRoot).length };
  }

  async #readRows(ids: readonly string[]): Promise<ByTrace | "fewer" | "unread"> {
    const isOne = ids.length === 1;
    try {
      const found = await readByTrace({
        ids,
        most: this.#reading.mostRows,
        ask: (some, cursor) => this.#askRows(some, cursor),
        check: checkObservation,
        traceIdOf: (row) => row["traceId"] as string,
        tally: this.#reading.tally,
        broken: "brokenRows",
      });
      if (found === undefined) {
        this.#atOnce = Math.ceil(ids.length / 2);
        return "fewer";
      }
      if (found.bytes < mostHeldBytes / 4) this.#atOnce = Math.min(this.#mostAtOnce, this.#atOnce * 2);
      return found;
    } catch (error) {
      if (isOne && isFailure(error, ["too_large"])) return "unread";
      if (isOne || !isFailure(error, ["refused", "too_large"])) throw error;
      if (isFailure(error, ["refused"])) this.#mostAtOnce = 1;
      this.#atOnce = Math.min(this.#mostAtOnce, Math.ceil(ids.length / 2));
      return "fewer";
    }
  }

  async #askRows(ids: readonly string[], cursor: string | undefined): ReturnType<Reading["get"]> {
    for (;;) {
      try {
        return await this.#reading.get("v2/observations", [
          ["fields", fields],
          ["expandMetadata", wholeMetadata],
          ["limit", String(this.#rowsAtOnce)],
          ...ofTraces(ids),
          ...given("cursor", cursor),
        ]);
      } catch (error) {
        // Servers differ in how they say that a page is too long, or takes too long.
        const isTooMuch = isFailure(error, ["too_large", "server", "timeout"]);
        if (!isTooMuch || this.#rowsAtOnce <= fewestRows) throw error;
        this.#rowsAtOnce = Math.max(fewestRows, Math.floor(this.#rowsAtOnce / 4));
      }
    }
  }

  async #readScores(ids: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const { tally } = this.#reading;
    const found = new Map<string, Found>();
    for (let left = ids; this.#hasScores && left.length > 0;) {
      const some = left.slice(0, this.#scoresOfAtOnce);
      try {
        for (const [id, one] of await this.#readScoresOf(some)) found.set(id, one);
        left = left.slice(some.length);
      } catch (error) {
        if (!isFailure(error, ["not_found", "refused"])) throw error;
        if (isFailure(error, ["refused"]) && some.length > 1) this.#scoresOfAtOnce = 1;
        else {
          this.#hasScores = false;
          tally.note("Scores are not read: the server does not list those of a trace (`/v3/scores`).");
        }
      }
    }
    return found;
  }

  async #readScoresOf(ids: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const { get, tally } = this.#reading;
    const found = await readByTrace({
      ids,
      most: mostScores,
      ask: (some, cursor) =>
        get("v3/scores", [
          ["fields", "details,subject,annotation"],
          ["limit", String(scoresAtOnce)],
          ["traceId", some.join(",")],
          ...given("cursor", cursor),
        ]),
      check: checkScore,
      traceIdOf: traceIdOfScore,
      tally,
      broken: "brokenScores",
    });
    if (found === undefined) throw new LangfuseFailure("refused");
    for (const [id, { isCut }] of found.byTraceId)
      if (isCut) tally.note(`Of some traces only ${mostScores} scores are read, such as ${id}.`);
    return found.byTraceId;
  }
}

function ofTraces(ids: readonly string[]): readonly Parameter[] {
  const [first = ""] = ids;
  if (ids.length === 1) return [["traceId", first]];
  const condition = { type: "stringOptions", column: "traceId", operator: "any of", value: ids };
  return [["filter", JSON.stringify([condition])]];
}

function isFailure(error: unknown, kinds: readonly FailureKind[]): boolean {
  return error instanceof LangfuseFailure && kinds.includes(error.kind);
}
