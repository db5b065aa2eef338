import type { JsonObject } from "../../experiment/json.ts";
import type { Checked } from "./check-row.ts";
import { LangfuseFailure } from "./langfuse-failure.ts";
import { readCursorPage } from "./page-schema.ts";
import type { Tally, Unread } from "./read-counts.ts";

/** Rows that one request for many traces may come to, as JSON; then fewer are asked for. */
export const mostHeldBytes = 64 * 1024 * 1024;

export type Found = { readonly rows: readonly JsonObject[]; readonly isCut: boolean };

export type ByTrace = { readonly byTraceId: ReadonlyMap<string, Found>; readonly bytes: number };

export type ByTraceOptions = {
  readonly ids: readonly string[];
  /** Rows kept of each trace; a trace with more is asked for no further. */
  readonly most: number;
  /** A page of the rows of these traces. */
  readonly ask: (
    ids: readonly string[],
    cursor: string | undefined,
  ) => Promise<{ readonly data: unknown; readonly bytes: number }>;
  readonly check: (value: unknown) => Checked;
  readonly traceIdOf: (row: JsonObject) => string | undefined;
  readonly tally: Tally;
  readonly broken: "brokenRows" | "brokenScores";
};

/**
 * All rows of these traces, each row once, however often pages repeat it. Undefined where they are more than is held at once: then
 * nothing is counted either. A `refused` failure where the server sends rows of other traces, since it cannot be asked so.
 */
export async function readByTrace(options: ByTraceOptions): Promise<ByTrace | undefined> {
  const { ids, most, ask, check, traceIdOf, tally, broken } = options;
  const rowsByTraceId = new Map(ids.map((id) => [id, new Map<string, JsonObject>()]));
  const cut = new Set<string>();
  const left: Unread[] = [];
  const dropped: string[] = [];
  let bytes = 0;
  for (let cursor: string | undefined; ;) {
    const reply = await ask(
      ids.filter((id) => !cut.has(id)),
      cursor,
    );
    bytes += reply.bytes;
    const page = readCursorPage(reply.data);
    for (const [index, value] of page.rows.entries()) {
      const checked = check(value);
      if ("reason" in checked) {
        const where = `row ${index + 1} of a page, of ${ids.length === 1 ? `trace ${ids[0] ?? ""}` : `${ids.length} traces`}`;
        left.push({ what: broken === "brokenRows" ? "observation" : "score", where, reason: checked.reason });
        continue;
      }
      const traceId = traceIdOf(checked.row) ?? "";
      const rows = rowsByTraceId.get(traceId);
      if (rows === undefined) throw new LangfuseFailure("refused");
      if (rows.size >= most && !rows.has(checked.id)) cut.add(traceId);
      else {
        rows.set(checked.id, checked.row);
        dropped.push(...checked.dropped);
      }
    }
    if (bytes > mostHeldBytes) {
      if (ids.length > 1) return undefined;
      if (page.next !== undefined) cut.add(ids[0] ?? "");
    }
    if (page.next === undefined || cut.size === ids.length) break;
    if (page.next === cursor) throw new LangfuseFailure("malformed");
    cursor = page.next;
  }
  for (const one of left) tally.leaveOut(broken, one);
  tally.dropKeys(dropped);
  const found = [...rowsByTraceId].map(
    ([id, rows]) => [id, { rows: [...rows.values()], isCut: cut.has(id) }] as const,
  );
  return { byTraceId: new Map(found), bytes };
}
