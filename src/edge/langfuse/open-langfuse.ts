import { contentHash } from "../../experiment/content-hash.ts";
import { ProblemError } from "../../problem.ts";
import { openCalls } from "./call-api.ts";
import { type Cursor, readCursor, refuseCursor } from "./cursor.ts";
import { LangfuseFailure, problemOfFailure } from "./langfuse-failure.ts";
import { readDeprecation } from "./page-schema.ts";
import { type ReadCounts, Tally } from "./read-counts.ts";
import type { LangfuseQuery, LangfuseTrace, Reading } from "./reading.ts";
import { readV3 } from "./read-v3.ts";
import { readV4 } from "./read-v4.ts";
import { authorization, isCloud, type LangfuseSettings, parseAddress } from "./server-address.ts";

export type LangfuseOptions = LangfuseSettings & {
  /** Instead of the one of Node, such as one that goes through a proxy. */
  readonly fetch?: typeof globalThis.fetch;
  /** Default: 20 on Langfuse Cloud, whose limit is shared with production; as many as it takes elsewhere. */
  readonly requestsPerMinute?: number;
  /** Plain http also to other machines: the keys can be read on the way. */
  readonly allowHttp?: boolean;
  /** Ends a reading early; what it is aborted with is thrown. */
  readonly signal?: AbortSignal;
  readonly wait?: (ms: number) => Promise<unknown>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
};

export type Langfuse = {
  /**
   * The traces of a query, the latest first, each once; with a cursor those after it. Those of experiments and of Langfuse's own judges
   * are passed over where no environment is asked for. A ProblemError where the server cannot be read any
   * further: what came before stands, and its cursor goes on there.
   */
  readonly read: (query?: LangfuseQuery, cursor?: string) => AsyncGenerator<LangfuseTrace>;
  /** What all readings have come to so far. */
  readonly counts: () => ReadCounts;
};

/** More make the interface of Langfuse fail too. */
const mostRows = 10_000;
export const cloudRequestsPerMinute = 20;

/** Opens a project of a Langfuse. Nothing is sent yet. A ProblemError where the address is none. */
export function openLangfuse(options: LangfuseOptions): Langfuse {
  const { now = Date.now } = options;
  const parsed = parseAddress(options.baseUrl, options.allowHttp);
  if (!parsed.ok) throw new ProblemError(parsed.problems);
  const address = parsed.value;
  const tally = new Tally();
  const call = openCalls({
    headers: { authorization: authorization(options) },
    ...(isCloud(address) ? { requestsPerMinute: cloudRequestsPerMinute } : {}),
    ...options,
  });

  const get: Reading["get"] = async (path, parameters) => {
    const url = new URL(`api/public/${path}`, address);
    for (const [name, value] of parameters) url.searchParams.append(name, value);
    const reply = await call({ url });
    tally.note(readDeprecation(reply.data));
    return reply;
  };

  /** Found out by the first reading. A server of version 3, or one that does not write what version 4 reads, answers 404. */
  let isV3: boolean | undefined;
  async function hasV3Only(): Promise<boolean> {
    try {
      await get("v2/observations", [
        ["fields", "core"],
        ["limit", "1"],
      ]);
      return false;
    } catch (error) {
      if (error instanceof LangfuseFailure && error.kind === "not_found") return true;
      throw error;
    }
  }

  async function* read(query: LangfuseQuery = {}, cursor?: string): AsyncGenerator<LangfuseTrace> {
    checkQuery(query);
    const start = startOf(query, cursor, address.href, now());
    const reading = { get, tally, start, mostRows };
    try {
      isV3 ??= start.api === "v3" || (await hasV3Only());
      if (isV3 && cursor !== undefined && start.api === "v4")
        throw new ProblemError([
          refuseCursor("is of version 4 of the API, which the server does not answer"),
        ]);
      if (isV3 && query.filter !== undefined) throw new ProblemError([filterProblem]);
      for await (const trace of isV3 ? readV3(reading, query) : readV4(reading, query)) {
        if (query.environment === undefined && isNoProduction(trace)) {
          tally.add("otherTraces");
          continue;
        }
        tally.add("traces");
        tally.add("observations", trace.rows.length);
        tally.add("scores", trace.scores.length);
        const url = urlOf(trace, address);
        yield { ...trace, ...(url === undefined ? {} : { url }) };
      }
    } catch (error) {
      if (!(error instanceof LangfuseFailure)) throw error;
      throw new ProblemError([problemOfFailure(error, address.origin, "read traces")]);
    }
  }
  return { read, counts: () => tally.read() };
}

/** Runs of experiments, ours too, and what Langfuse itself runs, such as its judges: nobody's production. */
function isNoProduction({ rows, trace }: LangfuseTrace): boolean {
  const environment = trace === undefined ? rows[0]?.["environment"] : trace["environment"];
  return typeof environment === "string" && /^(sdk-experiment$|langfuse)/.test(environment);
}

/** The page of the trace in the interface of Langfuse. */
function urlOf({ traceId, rows, trace }: LangfuseTrace, address: URL): string | undefined {
  const project = trace?.["projectId"] ?? rows[0]?.["projectId"];
  if (typeof project !== "string" || !/^[\w-]{1,100}$/.test(project)) return undefined;
  return new URL(`project/${project}/traces/${encodeURIComponent(traceId)}`, address).href;
}

const filterProblem = {
  code: "langfuse-filter",
  message: "The server has the API of version 3, which takes no `filter`.",
  fix: "Narrow the traces by time, environment and name.",
};

function checkQuery({ fromStartTime, toStartTime, filter }: LangfuseQuery): void {
  for (const time of [fromStartTime, toStartTime])
    if (time !== undefined && Number.isNaN(Date.parse(time)))
      throw new ProblemError([
        {
          code: "langfuse-filter",
          message: "The span of time to read is not one.",
          fix: "Write times such as 2026-11-25T00:00:00Z.",
        },
      ]);
  if (filter === undefined || isListOfObjects(filter)) return;
  throw new ProblemError([
    {
      code: "langfuse-filter",
      message: "The filter is no JSON list of conditions.",
      fix: 'Write one such as [{"type":"string","column":"level","operator":"=","value":"ERROR"}].',
    },
  ]);
}

function isListOfObjects(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((one) => typeof one === "object" && one !== null);
  } catch {
    return false;
  }
}

/** Where a reading begins. A cursor keeps the span of time that its first reading had. */
function startOf(query: LangfuseQuery, text: string | undefined, server: string, now: number): Cursor {
  const { environment = [], name = "", filter = "" } = query;
  const asked = contentHash([server, environment, name, filter]).slice("sha256:".length, 23);
  if (text === undefined)
    return {
      v: 1,
      api: "v4",
      query: asked,
      ...(query.fromStartTime === undefined ? {} : { from: utc(query.fromStartTime) }),
      to: query.toStartTime === undefined ? new Date(now).toISOString() : utc(query.toStartTime),
      done: [],
      again: [],
    };
  const cursor = readCursor(text);
  if (!cursor.ok) throw new ProblemError(cursor.problems);
  if (cursor.value.query !== asked)
    throw new ProblemError([refuseCursor("is of another server or another filter")]);
  return cursor.value;
}

function utc(time: string): string {
  return new Date(time).toISOString();
}
