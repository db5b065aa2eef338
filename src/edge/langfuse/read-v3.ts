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
 * Traces by the API of version 3, the latest first: pages of traces, then each as a whole, with its observations and scores. Traces that
 * come in late move others to the next page, so those of the page before are known too.
 */
export async function* readV3(reading: Reading, query: LangfuseQuery): AsyncGenerator<LangfuseTrace> {
  const { start } = reading;
  let before: readonly string[] = start.done;
  for (let page = Number(start.page ?? 1); ; page += 1) {
    const { ids, isLast } = await readPage(reading, query, page);
    const done = new Set(before);
    for (const id of ids) {
      if (done.has(id)) continue;
      done.add(id);
      const trace = await readOne(reading, id);
      if (trace === undefined) continue;
      const { roots: _roots, ...read } = trace;
      const cursor = writeCursor({ ...start, api: "v3", page: String(page), done: [...done] });
      yield { ...read, api: "v3", cursor };
    }
    if (isLast) return;
    before = ids;
  }
}

async function readPage(
  { get, start, tally }: Reading,
  { environment = [], name }: LangfuseQuery,
  page: number,
): Promise<{ readonly ids: readonly string[]; readonly isLast: boolean }> {
  const { data } = await get("traces", [
    ["page", String(page)],
    ["limit", String(tracesAtOnce)],
    ["fields", "core"],
    ["orderBy", "timestamp.desc"],
    ...given("fromTimestamp", start.from),
    ["toTimestamp", start.to],
    ...environment.map((one): Parameter => ["environment", one]),
    ...given("name", name),
  ]);
  const { rows, pages } = readNumberedPage(data);
  const ids = rows.flatMap((row, index) => {
    const checked = checkTrace(row);
    if ("id" in checked) return checked.id;
    const where = `row ${index + 1} of page ${page}`;
    tally.leaveOut("brokenRows", { what: "trace", where, reason: checked.reason });
    return [];
  });
  // A server that tells no number of pages ends with an empty one.
  return { ids: [...new Set(ids)], isLast: rows.length === 0 || (pages !== undefined && page >= pages) };
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
