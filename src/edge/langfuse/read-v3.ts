import type { JsonObject } from "../../experiment/json.ts";
import { checkObservation, checkScore, checkTrace, type Checked } from "./check-row.ts";
import { writeCursor } from "./cursor.ts";
import { LangfuseFailure } from "./langfuse-failure.ts";
import { readNumberedPage } from "./page-schema.ts";
import {
  given,
  type LangfuseQuery,
  type LangfuseTrace,
  type Parameter,
  type Reading,
  type ReadTrace,
} from "./reading.ts";

const tracesAtOnce = 50;

/**
 * Traces by the API of version 3, the latest first: pages of traces, then each as a whole, with its observations and scores. A page begins
 * at the time where the one before ended, not at a number of traces, which changes as others come in late.
 */
export async function* readV3(reading: Reading, query: LangfuseQuery): AsyncGenerator<LangfuseTrace> {
  const { start } = reading;
  let { to } = start;
  let page = Number(start.page ?? 1);
  let done = new Set(start.done);
  for (;;) {
    const { heads, isLast } = await readPage(reading, query, to, page);
    // Each page has the same traces: the server does not count pages.
    if (page * tracesAtOnce > done.size + tracesAtOnce && heads.every(({ id }) => done.has(id)) && !isLast)
      throw new LangfuseFailure("malformed");
    for (const { id } of heads) {
      if (done.has(id)) continue;
      done.add(id);
      const trace = await readOne(reading, id);
      if (trace === undefined) continue;
      const { roots: _roots, ...read } = trace;
      yield {
        ...read,
        api: "v3",
        cursor: writeCursor({ ...start, api: "v3", to, page: String(page), done: [...done] }),
      };
    }
    if (isLast) return;
    const endMs = endOf(heads);
    const next = endMs === undefined ? to : new Date(endMs + 1).toISOString();
    if (next < to) {
      // Those of the last millisecond come again.
      done = new Set(heads.flatMap(({ id, startMs }) => (startMs === endMs ? id : [])));
      [to, page] = [next, 1];
    } else page += 1;
  }
}

type Head = { readonly id: string; readonly startMs: number };

/** When the last of a page began; undefined where they are not in their order, so that it is not known what follows. */
function endOf(heads: readonly Head[]): number | undefined {
  const isOrdered = heads.every(({ startMs }, index) => startMs <= (heads[index - 1]?.startMs ?? Infinity));
  return isOrdered ? heads.at(-1)?.startMs : undefined;
}

async function readPage(
  { get, start, tally }: Reading,
  { environment = [], name }: LangfuseQuery,
  to: string,
  page: number,
): Promise<{ readonly heads: readonly Head[]; readonly isLast: boolean }> {
  const { data } = await get("traces", [
    ["page", String(page)],
    ["limit", String(tracesAtOnce)],
    ["fields", "core"],
    ["orderBy", "timestamp.desc"],
    ...given("fromTimestamp", start.from),
    ["toTimestamp", to],
    ...environment.map((one): Parameter => ["environment", one]),
    ...given("name", name),
  ]);
  const { rows, pages } = readNumberedPage(data);
  const heads = rows.flatMap((row, index): Head | readonly [] => {
    const checked = checkTrace(row);
    if ("id" in checked) {
      const { timestamp } = checked.row;
      return { id: checked.id, startMs: typeof timestamp === "string" ? Date.parse(timestamp) : Number.NaN };
    }
    const where = `row ${index + 1} of page ${page}`;
    tally.leaveOut("brokenRows", { what: "trace", where, reason: checked.reason });
    return [];
  });
  // A server that tells no number of pages ends with an empty one.
  return { heads, isLast: rows.length === 0 || (pages !== undefined && page >= pages) };
}

async function readOne(reading: Reading, id: string): Promise<ReadTrace | undefined> {
  const { get, tally, mostRows } = reading;
  const leaveOut = (reason: string): undefined => {
    tally.leaveOut("unreadTraces", { what: "trace", where: id, reason });
  };
  let data: unknown;
  try {
    ({ data } = await get(`traces/${encodeURIComponent(id)}`, []));
  } catch (error) {
    const kind = error instanceof LangfuseFailure ? error.kind : undefined;
    if (kind === "too_large") return leaveOut("it is longer than 32 MiB");
    if (kind === "not_found") return leaveOut("it is gone (404)");
    throw error;
  }
  const checked = checkTrace(data);
  if ("reason" in checked) return leaveOut(checked.reason);
  tally.dropKeys(checked.dropped);
  const { observations, scores, ...trace } = checked.row;
  const rows = readList(reading, observations, "brokenRows", id, (row) =>
    checkObservation(typeof row === "object" && row !== null ? { traceId: id, ...row } : row),
  );
  if (rows.length === 0) return leaveOut("it has no observation that can be read");
  const isCut = rows.length > mostRows;
  if (isCut)
    tally.leaveOut("cutTraces", {
      what: "trace",
      where: id,
      reason: `it has ${rows.length} observations, of which ${mostRows} are read`,
    });
  return {
    traceId: id,
    trace,
    rows: rows.slice(0, mostRows),
    scores: readList(reading, scores, "brokenScores", id, checkScore),
    isCut,
    roots: 1,
  };
}

function readList(
  { tally }: Reading,
  list: unknown,
  broken: "brokenRows" | "brokenScores",
  traceId: string,
  check: (value: unknown) => Checked,
): readonly JsonObject[] {
  const rowById = new Map<string, JsonObject>();
  for (const [index, value] of (Array.isArray(list) ? (list as readonly unknown[]) : []).entries()) {
    const checked = check(value);
    if ("reason" in checked) {
      const what = broken === "brokenRows" ? "observation" : "score";
      const where = `row ${index + 1} of trace ${traceId}`;
      tally.leaveOut(broken, { what, where, reason: checked.reason });
    } else {
      rowById.set(checked.id, checked.row);
      tally.dropKeys(checked.dropped);
    }
  }
  return [...rowById.values()];
}
