import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gitRoutes } from "./github-git.ts";
import { notFound, type Result, routes } from "./github-routes.ts";
import { emptyState, type GithubState } from "./github-state.ts";

/**
 * GitHub's REST API for one repository, as strict as the real one where that matters: sizes, permissions, paging, unknown tokens. An
 * unknown route is a 404 that `requests` shows. Its state is plain data for a test to set and to look at.
 */
export type GithubStandIn = {
  readonly apiUrl: string;
  readonly state: GithubState;
  /** Applied to the first request that matches, then counted down. */
  readonly faults: Fault[];
  readonly requests: RecordedRequest[];
  readonly close: () => Promise<void>;
};

export type GithubOptions = {
  readonly token: string;
  /** Login that the token writes as. */
  readonly login?: string;
  readonly readOnly?: boolean;
  readonly repository?: string;
  /** `/api/v3` of an Enterprise server. */
  readonly prefix?: string;
};

export type Fault = {
  readonly method?: string;
  readonly path?: RegExp;
  /** Default 1; Infinity is always. */
  times?: number;
  /** Whether the request takes place all the same. Default `before`: it does not. */
  readonly when?: "before" | "after";
  readonly reply:
    | "reset"
    | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: unknown };
  /** What happens in the meantime. */
  readonly meanwhile?: () => void;
};

export type RecordedRequest = {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  status?: number;
};

export async function startGithub(options: GithubOptions): Promise<GithubStandIn> {
  const { login = "github-actions[bot]", repository = "acme/desk", prefix = "" } = options;
  const state = emptyState();
  const faults: Fault[] = [];
  const requests: RecordedRequest[] = [];
  let apiUrl = "";

  const server = createServer((request, response) => {
    void answer(request, response);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const method = request.method ?? "";
    const path = (request.url ?? "").slice(prefix.length);
    const recorded: RecordedRequest = { method, path, ...(text === "" ? {} : { body: parse(text) }) };
    requests.push(recorded);
    const fault = faults.find(
      (one) => (one.times ?? 1) > 0 && (one.method ?? method) === method && (one.path?.test(path) ?? true),
    );
    if (fault !== undefined) fault.times = (fault.times ?? 1) - 1;
    fault?.meanwhile?.();
    const result =
      fault === undefined || fault.when === "after"
        ? handle(request, recorded)
        : { status: 500, body: undefined };
    const reply = fault === undefined ? result : fault.reply;
    if (reply === "reset") {
      request.socket.destroy();
      return;
    }
    recorded.status = reply.status;
    response.writeHead(reply.status, { "content-type": "application/json; charset=utf-8", ...reply.headers });
    response.end(JSON.stringify(reply.body ?? { message: `Status ${reply.status}` }));
  }

  function handle(request: IncomingMessage, { method, path, body }: RecordedRequest): Result {
    if (!(request.url ?? "").startsWith(`${prefix}/`)) return notFound;
    if (request.headers["user-agent"] === undefined)
      return { status: 403, body: { message: "Request forbidden by administrative rules." } };
    if (!["token", "Bearer"].some((scheme) => request.headers.authorization === `${scheme} ${options.token}`))
      return { status: 401, body: { message: "Bad credentials" } };
    if (body !== undefined && (typeof body !== "object" || body === null))
      return { status: 400, body: { message: "Problems parsing JSON" } };
    const url = new URL(path, "http://stand-in");
    const route = [...routes, ...gitRoutes].find(
      ([verb, pattern]) => verb === method && matchPath(pattern, url.pathname, repository),
    );
    if (route === undefined) return notFound;
    if (method !== "GET" && options.readOnly === true)
      return { status: 403, body: { message: "Resource not accessible by integration" } };
    const [, pattern, run] = route;
    return run({
      state,
      login,
      values: matchPath(pattern, url.pathname, repository) ?? [],
      query: url.searchParams,
      body: (body ?? {}) as Record<string, unknown>,
      address: (search) => `${apiUrl}${url.pathname}?${search.toString()}`,
    });
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`;
  return {
    apiUrl,
    state,
    faults,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What stands for each `*`; undefined where the path is another. */
function matchPath(pattern: string, path: string, repository: string): readonly string[] | undefined {
  const end = pattern === "" ? "" : `/${pattern}`;
  const source = `^/repos/${repository}${end}$`.replaceAll("*", "([^/]+)");
  return new RegExp(source).exec(path)?.slice(1).map(decodeURIComponent);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
