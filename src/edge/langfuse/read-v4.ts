import { readRoot } from "./check-row.ts";
import { type Cursor, writeCursor } from "./cursor.ts";
import { LangfuseFailure } from "./langfuse-failure.ts";
import { readCursorPage } from "./page-schema.ts";
import { given, type LangfuseQuery, type LangfuseTrace, type Parameter, type Reading } from "./reading.ts";
import { V4Reader } from "./v4-reader.ts";

/** A cursor names the traces of its page, so a page of them is short. */
const rootsAtOnce = 100;
const mostAgain = 2000;

/**
 * Traces by the API of version 4, those that began last first: a page of roots, then the rows and scores of many of their traces at once.
 * Each trace comes once, also where it begins several times.
 */
export async function* readV4(reading: Reading, query: LangfuseQuery): AsyncGenerator<LangfuseTrace> {
  const { start } = reading;
  const reader = new V4Reader(reading);
  const again = new Set(start.again);
  let page = start.page;
  let done = new Set(start.done);
  for (;;) {
    const { ids, next } = await readRoots(reading, query, page);
    let left = ids.filter((id) => !done.has(id) && !again.has(id));
    while (left.length > 0) {
      const traces = await reader.readFirst(left);
      for (const [index, trace] of traces.entries()) {
        const id = left[index] ?? "";
        done.add(id);
        if (trace === undefined) continue;
        const { roots, ...read } = trace;
        if (roots > 1) remember(again, id);
        yield { ...read, api: "v4", cursor: cursorAt(start, page, done, again) };
      }
      left = left.slice(traces.length);
    }
    if (next === undefined) return;
    page = next;
    done = new Set();
  }
}

function cursorAt(
  start: Cursor,
  page: string | undefined,
  done: ReadonlySet<string>,
  again: ReadonlySet<string>,
): string {
  const { page: _first, ...rest } = start;
  const at = { ...(page === undefined ? {} : { page }), done: [...done], again: [...again] };
  return writeCursor({ ...rest, ...at, api: "v4" });
}

/** The beginnings of a trace are near each other in time, so that those read long ago may be forgotten. */
function remember(again: Set<string>, id: string): void {
  again.add(id);
  const [first] = again;
  if (again.size > mostAgain && first !== undefined) again.delete(first);
}

async function readRoots(
  { get, start, tally }: Reading,
  query: LangfuseQuery,
  page: string | undefined,
): Promise<{ readonly ids: readonly string[]; readonly next?: string }> {
  const { data } = await get("v2/observations", [
    ["fields", "core"],
    ["limit", String(rootsAtOnce)],
    ...rootFilter(query, start),
    ...given("cursor", page),
  ]);
  const { rows, next } = readCursorPage(data);
  if (next !== undefined && next === page) throw new LangfuseFailure("malformed");
  const ids = rows.flatMap((row, index) => {
    const root = readRoot(row);
    if (root !== undefined) return root.traceId;
    const where = `row ${index + 1} of a page of roots`;
    tally.leaveOut("brokenRows", { what: "root", where, reason: "`id` or `traceId` is missing or broken" });
    return [];
  });
  return { ids: [...new Set(ids)], ...(next === undefined ? {} : { next }) };
}

/** A `filter` replaces all other conditions on the server, so they go into it. */
function rootFilter(query: LangfuseQuery, { from, to }: Cursor): readonly Parameter[] {
  const { environment = [], name, filter } = query;
  if (filter === undefined)
    return [
      ["isRootObservation", "true"],
      ...given("fromStartTime", from),
      ["toStartTime", to],
      ...environment.map((one): Parameter => ["environment", one]),
      ...given("name", name),
    ];
  const own = [
    { type: "boolean", column: "isRootObservation", operator: "=", value: true },
    ...(from === undefined ? [] : [{ type: "datetime", column: "startTime", operator: ">=", value: from }]),
    { type: "datetime", column: "startTime", operator: "<", value: to },
    ...(environment.length === 0
      ? []
      : [{ type: "stringOptions", column: "environment", operator: "any of", value: environment }]),
    ...(name === undefined ? [] : [{ type: "string", column: "name", operator: "=", value: name }]),
  ];
  return [["filter", JSON.stringify([...own, ...(JSON.parse(filter) as readonly unknown[])])]];
}
