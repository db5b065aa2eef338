import type { IncomingMessage } from "node:http";
import https from "node:https";
import { createRequire } from "node:module";
import { urlToHttpOptions } from "node:url";
import type { Problem } from "../../problem.ts";
import type { CallSignal } from "./time-limit.ts";

// Imported, it would load `fetch` too, 20 ms before the first call: an import reads all that a module has, and it has a WebSocket.
const http = createRequire(import.meta.url)("node:http") as typeof import("node:http");

/** Proxies as the usual environment variables name them. */
export type Proxy = {
  /** Used for https addresses. */
  readonly httpsProxy?: string;
  /** Not used: plain http goes to this machine only. */
  readonly httpProxy?: string;
  readonly noProxy?: string;
};

export type Outgoing = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Default: `POST` with a body, `GET` without one. */
  readonly method?: string;
  readonly body?: string | Uint8Array;
  /** What the body is; default: JSON. */
  readonly contentType?: string;
};

/** What came back, with its body still unread. */
export type Incoming = IncomingMessage;

export type Send = (outgoing: Outgoing, signal: CallSignal) => Promise<Incoming>;

/** A reply is never that long; an endless one must end. */
const longestBodyBytes = 32 * 1024 * 1024;

/** The reply has more bytes than are read. */
export class OversizeError extends Error {
  constructor() {
    super(`the reply is longer than ${longestBodyBytes / 1024 / 1024} MiB`);
    this.name = "OversizeError";
  }
}

/**
 * Sends over connections that are kept open. Redirects are not followed. Through `node:http` rather than `fetch`, which takes
 * twice the CPU of a request and gives up after five minutes without headers. `idleMs`: how long a connection is kept for the next
 * request; a server may close one at the moment in which a request goes out on it, most after 2 s or more.
 */
export function openSend(proxy: Proxy = {}, idleMs?: number): Send {
  const { httpsProxy, noProxy } = proxy;
  const proxyEnv = {
    ...(httpsProxy === undefined ? {} : { HTTPS_PROXY: httpsProxy }),
    ...(noProxy === undefined ? {} : { NO_PROXY: noProxy }),
  };
  const options = {
    keepAlive: true,
    scheduling: "lifo",
    ...(idleMs === undefined ? {} : { timeout: idleMs }),
  } as const;
  const plain = new http.Agent(options);
  const secure = new https.Agent({ ...options, ...(httpsProxy === undefined ? {} : { proxyEnv }) });
  return ({ url, headers, body, contentType = "application/json", method }, signal) =>
    new Promise((resolve, reject) => {
      const isSecure = url.protocol === "https:";
      const { request } = isSecure ? https : http;
      const sent = request({
        ...optionsOf(url),
        method: method ?? (body === undefined ? "GET" : "POST"),
        agent: isSecure ? secure : plain,
        headers: listHeaders({
          host: url.host,
          "user-agent": "llm-o11y",
          ...headers,
          ...(body === undefined
            ? {}
            : { "content-type": contentType, "content-length": String(Buffer.byteLength(body)) }),
          "accept-encoding": "identity",
        }),
      });
      // Not the request's own `signal`: it would end the socket with an error that nobody hears once the reply has come.
      let reply: Incoming | undefined;
      const abort = (): void => {
        if (reply === undefined) sent.destroy(new DOMException("The operation was aborted", "AbortError"));
        else reply.destroy();
      };
      signal.addEventListener("abort", abort);
      sent.on("response", (incoming) => {
        reply = incoming;
        resolve(incoming);
      });
      sent.on("close", () => signal.removeEventListener("abort", abort));
      sent.on("error", reject);
      if (signal.aborted) abort();
      else sent.end(body);
    });
}

/** Many requests go to one address. */
const optionsByUrl = new WeakMap<URL, ReturnType<typeof urlToHttpOptions>>();

function optionsOf(url: URL): ReturnType<typeof urlToHttpOptions> {
  const options = optionsByUrl.get(url) ?? urlToHttpOptions(url);
  optionsByUrl.set(url, options);
  return options;
}

/** Names and values in turn: `node:http` writes a list as it is, and an object in a third more time. */
function listHeaders(headers: Readonly<Record<string, string>>): readonly string[] {
  const list: string[] = [];
  for (const name in headers) list.push(name, headers[name] ?? "");
  return list;
}

/** Whether an agent of this Node (`process.versions.node`) honours a proxy; an older one would go around it silently. */
export function canUseProxy(nodeVersion: string): boolean {
  const [major = 0, minor = 0] = nodeVersion.split(".").map(Number);
  return major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21);
}

/** What keeps this process from calling through the proxy. */
export function checkProxy(proxy: Proxy | undefined): readonly Problem[] {
  const { node } = process.versions;
  if (proxy?.httpsProxy === undefined || canUseProxy(node)) return [];
  return [
    {
      code: "proxy-unsupported",
      message: `\`HTTPS_PROXY\` is set, and Node ${node} cannot call a model through a proxy.`,
      fix: "Run on Node 24.5 or newer, or unset it.",
    },
  ];
}

/** The chunks of the body; ends with an error after 32 MiB, or where the connection breaks before the body is whole. */
export async function* readChunks(incoming: Incoming): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > longestBodyBytes) throw new OversizeError();
    yield chunk;
  }
}

/** The whole body as text; the same limits as in `readChunks`, without the cost of an iterator for a body that is one chunk. */
export function readText(incoming: Incoming): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    incoming.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes > longestBodyBytes) incoming.destroy(new OversizeError());
    });
    incoming.on("end", () => resolve(Buffer.concat(chunks, bytes).toString("utf8")));
    incoming.on("error", reject);
    // Of a connection that broke, or that was cut off; an error costs too much to be made for nothing.
    const close = (): void => {
      if (incoming.readableEnded) return;
      reject(Object.assign(new Error("closed"), { code: "ERR_STREAM_PREMATURE_CLOSE" }));
    };
    incoming.on("close", close);
    if (incoming.destroyed) close();
  });
}
