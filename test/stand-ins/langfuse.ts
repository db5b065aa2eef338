import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { isJsonObject, type Json, type JsonObject } from "../../src/experiment/json.ts";
import {
  byPosition,
  isKnownField,
  matchesFilter,
  pickFields,
  type StoredTrace,
  text,
} from "./langfuse-rows.ts";

export type { StoredTrace } from "./langfuse-rows.ts";

export type SeenLangfuse = {
  readonly method: string;
  /** Below `/api/public/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: Json | undefined;
  /** From 1. */
  readonly number: number;
};

/** A reply as it is, instead of that of the API; `reset` breaks the connection. */
export type LangfuseFault =
  | "reset"
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

export type LangfuseOptions = {
  /**
   * `v4` has no legacy reads; `v3` answers `/v2/observations` with 404 as its last versions do, `v3-old` does not know it, and answers
   * with a page of HTML.
   */
  readonly version?: "v4" | "v3" | "v3-old";
  readonly traces?: readonly StoredTrace[];
  readonly datasets?: readonly string[];
  /** `publicKey:secretKey`. */
  readonly keys?: string;
  /** Looked at before the API. */
  readonly fault?: (request: SeenLangfuse) => LangfuseFault | undefined;
  /** Requests in a fixed minute of this clock. */
  readonly limit?: { readonly perMinute: number; readonly now: () => number };
  /** The server does not know conditions on `traceId`, and says so. */
  readonly refusesTraceFilter?: boolean;
  /** The server passes over what `/v3/scores` is asked for, as its first version did. */
  readonly ignoresScoreFilter?: boolean;
  readonly hasScores?: boolean;
  readonly longestReplyBytes?: number;
};

export type LangfuseServer = {
  readonly baseUrl: string;
  readonly requests: readonly SeenLangfuse[];
  /** May grow between requests. */
  readonly traces: StoredTrace[];
  readonly spans: ReadonlyMap<string, JsonObject>;
  readonly scores: ReadonlyMap<string, JsonObject>;
  readonly items: ReadonlyMap<string, JsonObject>;
  readonly logs: readonly JsonObject[];
  readonly close: () => Promise<void>;
};

type Answer = {
  readonly status: number;
  readonly data: Json | string;
  readonly headers?: Record<string, string>;
};

const error = (status: number, name: string, message: string): Answer => ({
  status,
  data: { message, error: name },
});
const notFound = (message: string): Answer => error(404, "LangfuseNotFoundError", message);
const invalid = (message: string): Answer => error(400, "InvalidRequestError", message);
const html: Answer = { status: 404, data: "<!DOCTYPE html><html><body>404</body></html>" };

/**
 * A Langfuse on loopback, by the field tables of interop.md 9.1 and as strict as the real one where a wrong request would pass unseen:
 * keys, pages, groups of fields, the form of ids in OTLP, values of scores.
 */
export async function startLangfuse(options: LangfuseOptions = {}): Promise<LangfuseServer> {
  const { version = "v4", keys = "pk-lf-desk:sk-lf-desk-secret", longestReplyBytes = 5_000_000 } = options;
  const requests: SeenLangfuse[] = [];
  const traces = [...(options.traces ?? [])];
  const spans = new Map<string, JsonObject>();
  const scores = new Map<string, JsonObject>();
  const items = new Map<string, JsonObject>();
  const logs: JsonObject[] = [];
  const bucket = { minute: -1, used: 0 };

  function reply(seen: SeenLangfuse): Answer {
    const { method, path, query } = seen;
    if (seen.headers.authorization !== `Basic ${Buffer.from(keys).toString("base64")}`)
      return error(401, "UnauthorizedError", `Invalid credentials: ${seen.headers.authorization ?? "none"}`);
    const limited = limit();
    if (limited !== undefined) return limited;
    if (method === "POST") return post(seen);
    if (path === "v2/observations") {
      if (version === "v3-old") return html;
      return version === "v4"
        ? observations(query)
        : notFound("The observations v2 API is only available in a Langfuse v4 write mode. Learn more at …");
    }
    if (path === "v3/scores")
      return version === "v3-old" || options.hasScores === false ? notFound("Not Found") : scoreList(query);
    if (path === "traces" || path.startsWith("traces/")) {
      if (version === "v4")
        return notFound(
          "This endpoint is not available on deployments running in Langfuse v4 events_only mode.",
        );
      return path === "traces"
        ? traceList(query)
        : oneTrace(decodeURIComponent(path.slice("traces/".length)));
    }
    return html;
  }

  function limit(): Answer | undefined {
    if (options.limit === undefined) return undefined;
    const { perMinute, now } = options.limit;
    const minute = Math.floor(now() / 60_000);
    if (bucket.minute !== minute) Object.assign(bucket, { minute, used: 0 });
    bucket.used += 1;
    if (bucket.used <= perMinute) return undefined;
    const seconds = Math.ceil(((minute + 1) * 60_000 - now()) / 1000);
    const headers = {
      "retry-after": String(seconds),
      "x-ratelimit-limit": String(perMinute),
      "x-ratelimit-remaining": "0",
    };
    return { ...error(429, "RateLimitError", "Rate limit exceeded"), headers };
  }

  function observations(query: URLSearchParams): Answer {
    const fields = (query.get("fields") ?? "core,basic").split(",");
    const unknown = fields.find((name) => !isKnownField(name));
    if (unknown !== undefined) return invalid(`Invalid field group ${unknown}`);
    const size = Number(query.get("limit") ?? 50);
    if (!(size >= 1 && size <= 1000)) return invalid("limit");
    const filter = query.get("filter");
    const conditions = filter === null ? conditionsOf(query) : (JSON.parse(filter) as readonly JsonObject[]);
    if (options.refusesTraceFilter === true && filter?.includes('"traceId"') === true)
      return invalid("Invalid filter column: traceId");
    const all = traces.flatMap(({ rows }) => rows).toSorted(byPosition);
    const found: JsonObject[] = [];
    for (const row of all) {
      const matches = matchesFilter(row, conditions);
      if (matches === undefined) return invalid("Invalid filter");
      if (matches) found.push(row);
    }
    const cursor = query.get("cursor");
    const after = cursor === null ? undefined : (JSON.parse(unbase64(cursor)) as JsonObject);
    const rest =
      after === undefined
        ? found
        : found.filter(
            (row) =>
              byPosition(row, {
                startTime: after["lastStartTimeTo"] ?? "",
                traceId: after["lastTraceId"] ?? "",
                id: after["lastId"] ?? "",
              }) > 0,
          );
    const page = rest.slice(0, size);
    const last = page.at(-1);
    const next =
      rest.length > size && last !== undefined
        ? base64({
            lastStartTimeTo: text(last, "startTime"),
            lastTraceId: text(last, "traceId"),
            lastId: text(last, "id"),
          })
        : undefined;
    const whole = (query.get("expandMetadata") ?? "").split(",");
    return {
      status: 200,
      data: {
        data: page.map((row) => pickFields(row, fields, whole)),
        meta: next === undefined ? {} : { cursor: next },
      },
    };
  }

  function scoreList(query: URLSearchParams): Answer {
    const size = Number(query.get("limit") ?? 50);
    if (!(size >= 1 && size <= 100)) return invalid("limit");
    const ids = (query.get("traceId") ?? "").split(",").filter((id) => id !== "");
    const isAll = options.ignoresScoreFilter === true || ids.length === 0;
    const fields = (query.get("fields") ?? "core").split(",");
    const known = traces.flatMap(({ id, scores: own = [] }) => (isAll || ids.includes(id) ? own : []));
    const from = Number(query.get("cursor") === null ? 0 : unbase64(query.get("cursor") ?? ""));
    const page = known.slice(from, from + size).map(({ subject, comment, ...core }) => ({
      ...core,
      ...(fields.includes("subject") && subject !== undefined ? { subject } : {}),
      ...(fields.includes("details") && comment !== undefined ? { comment } : {}),
    }));
    const isMore = from + size < known.length;
    return {
      status: 200,
      data: { data: page, meta: { limit: size, cursor: isMore ? base64(from + size) : null } },
    };
  }

  const deprecation = {
    message: "This endpoint is deprecated",
    replacement: "GET /api/public/v2/observations",
    sunsetAt: "2026-11-16",
  };
  const head = ({ id, name, timestamp, environment }: StoredTrace): JsonObject => ({
    id,
    projectId: "desk",
    timestamp,
    name: name ?? null,
    environment: environment ?? "default",
  });

  function traceList(query: URLSearchParams): Answer {
    const size = Number(query.get("limit") ?? 50);
    if (!(size >= 1 && size <= 100)) return invalid("limit");
    const [from, to] = [query.get("fromTimestamp") ?? "", query.get("toTimestamp") ?? "9"];
    const environments = query.getAll("environment");
    const found = traces
      .filter(({ timestamp }) => timestamp >= from && timestamp < to)
      .filter(
        ({ environment = "default" }) => environments.length === 0 || environments.includes(environment),
      )
      .filter(({ name }) => query.get("name") === null || name === query.get("name"))
      .toSorted((a, b) => (a.timestamp < b.timestamp ? 1 : -1));
    const page = Number(query.get("page") ?? 1);
    return {
      status: 200,
      data: {
        data: found.slice((page - 1) * size, page * size).map(head),
        meta: { page, limit: size, totalItems: found.length, totalPages: Math.ceil(found.length / size) },
        _deprecation: deprecation,
      },
    };
  }

  function oneTrace(id: string): Answer {
    const trace = traces.find((one) => one.id === id);
    if (trace === undefined) return notFound("Trace not found within authorized project");
    return {
      status: 200,
      data: {
        ...head(trace),
        observations: trace.rows,
        scores: trace.scores ?? [],
        latency: 1,
        totalCost: 0,
      },
    };
  }

  function post({ path, body, headers }: SeenLangfuse): Answer {
    if (headers["content-type"] !== "application/json") return error(415, "Error", "content type");
    if (!isJsonObject(body)) return invalid("body");
    if (path === "scores") {
      const { name, value, dataType, environment, traceId } = body;
      const isRight =
        typeof name === "string" &&
        typeof traceId === "string" &&
        typeof value === (dataType === "CATEGORICAL" ? "string" : "number") &&
        /^(?!langfuse)[a-z0-9-_]{1,40}$/.test(
          environment === undefined ? "default" : text(body, "environment"),
        );
      if (!isRight) return invalid("score");
      scores.set(text(body, "id"), body);
      return { status: 200, data: { id: text(body, "id") } };
    }
    if (path === "dataset-items") {
      if (!(options.datasets ?? []).includes(text(body, "datasetName"))) return notFound("Dataset not found");
      if (text(body, "id").length > 255) return invalid("id");
      items.set(text(body, "id"), body);
      return { status: 200, data: body };
    }
    if (path === "otel/v1/traces") {
      if (!["4", undefined].includes(headers["x-langfuse-ingestion-version"] as string | undefined))
        return invalid("x-langfuse-ingestion-version");
      const sent = spansOf(body);
      if (sent === undefined || !sent.every(hasIds)) return invalid("Invalid span id");
      for (const span of sent) spans.set(text(span, "spanId"), span);
      return { status: 200, data: {} };
    }
    return html;
  }

  /** Any other that takes OTLP, beside the API. */
  function collect({ path, body }: SeenLangfuse): Answer {
    if (path === "/v1/logs" && isJsonObject(body)) logs.push(body);
    for (const span of (isJsonObject(body) ? spansOf(body) : undefined) ?? [])
      spans.set(text(span, "spanId"), span);
    return { status: 200, data: {} };
  }

  const server = createServer((incoming, outgoing) => {
    void (async () => {
      let sent = "";
      for await (const chunk of incoming as AsyncIterable<Buffer>) sent += chunk.toString();
      const url = new URL(incoming.url ?? "/", "http://localhost");
      const seen: SeenLangfuse = {
        method: incoming.method ?? "GET",
        path: url.pathname.replace(/^\/api\/public\//, ""),
        query: url.searchParams,
        headers: incoming.headers,
        body: sent === "" ? undefined : (JSON.parse(sent) as Json),
        number: requests.length + 1,
      };
      requests.push(seen);
      const fault = options.fault?.(seen);
      if (fault === "reset") return incoming.socket.destroy();
      if (fault !== undefined) return outgoing.writeHead(fault.status, fault.headers).end(fault.body ?? "");
      const isCollector = seen.path === "/v1/logs" || seen.path === "/v1/traces";
      const answer =
        sent.length > 5_000_000 ? error(413, "Error", "payload") : isCollector ? collect(seen) : reply(seen);
      const body = typeof answer.data === "string" ? answer.data : JSON.stringify(answer.data);
      if (body.length > longestReplyBytes)
        return outgoing.writeHead(413, { "content-type": "text/plain" }).end("too large");
      return outgoing.writeHead(answer.status, answer.headers).end(body);
    })().catch((cause: unknown) => outgoing.writeHead(500).end(String(cause)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    requests,
    traces,
    spans,
    scores,
    items,
    logs,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function conditionsOf(query: URLSearchParams): readonly JsonObject[] {
  const environments = query.getAll("environment");
  const equal = (column: string) =>
    query.get(column) === null
      ? []
      : [{ type: "string", column, operator: "=", value: query.get(column) ?? "" }];
  const time = (name: string, operator: string) =>
    query.get(name) === null
      ? []
      : [{ type: "datetime", column: "startTime", operator, value: query.get(name) ?? "" }];
  return [
    ...equal("traceId"),
    ...equal("name"),
    ...time("fromStartTime", ">="),
    ...time("toStartTime", "<"),
    ...(query.get("isRootObservation") === "true"
      ? [{ type: "boolean", column: "isRootObservation", operator: "=", value: true }]
      : []),
    ...(environments.length === 0
      ? []
      : [{ type: "stringOptions", column: "environment", operator: "any of", value: environments }]),
  ];
}

function spansOf(body: JsonObject): readonly JsonObject[] | undefined {
  const lists = (value: Json | undefined): readonly JsonObject[] =>
    Array.isArray(value) ? (value as readonly JsonObject[]) : [];
  if (!Array.isArray(body["resourceSpans"])) return undefined;
  return lists(body["resourceSpans"]).flatMap(({ scopeSpans }) =>
    lists(scopeSpans).flatMap(({ spans }) => lists(spans)),
  );
}

function hasIds(span: JsonObject): boolean {
  return /^[0-9a-f]{32}$/i.test(text(span, "traceId")) && /^[0-9a-f]{16}$/i.test(text(span, "spanId"));
}

function base64(value: Json): string {
  return Buffer.from(JSON.stringify(value)).toString("base64");
}

function unbase64(value: string): string {
  return Buffer.from(value, "base64").toString("utf8");
}
