import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { ProblemError } from "../../problem.ts";
import { formatOf, readBody, readRequest, RefusedError } from "./read-request.ts";
import { Turns, type Work } from "./take-turns.ts";
import { type Format, type Received, type Signal, writeFailure, writeSuccess } from "./write-reply.ts";

// Imported, it would load `fetch` too (see edge/model/send.ts).
const http = createRequire(import.meta.url)("node:http") as typeof import("node:http");

export type Receiver = {
  /** Such as `http://127.0.0.1:4318`. */
  readonly url: string;
  /** Where this sender exports to: for `OTEL_EXPORTER_OTLP_ENDPOINT`, and for Langfuse's base URL. Nobody else can guess it. */
  readonly endpointOf: (sender: string) => string;
  /** Answers what is on its way, for at most a second, and takes no more. */
  readonly close: () => Promise<void>;
};

/**
 * Takes a request as OTLP JSON has it, whichever form it came in, piece by piece, and says what became of it; undefined where it is none.
 * Must not throw. The next one is taken when this one is done.
 */
export type OnExport = (sender: string, request: unknown, signal: Signal) => Work<Received | undefined>;

/**
 * An OTLP receiver on loopback, over HTTP (gRPC is not served), for spans and log records as JSON or protobuf, packed or not. Metrics are
 * taken and dropped, so that no SDK complains. A request that takes longer than its limit is ended. A port that is taken is a ProblemError.
 */
export async function openReceiver({
  onExport,
  port: asked = 0,
  anyone,
  requestTimeoutMs = 10_000,
}: {
  readonly onExport: OnExport;
  /** Default: one that is free. */
  readonly port?: number;
  /** The name of whoever sends to the usual paths, without an endpoint of its own; nobody may, where absent. */
  readonly anyone?: string;
  readonly requestTimeoutMs?: number;
}): Promise<Receiver> {
  const senderByToken = new Map<string, string>();
  const endpointBySender = new Map<string, string>();
  const senderOf = (token: string | undefined) => (token === undefined ? anyone : senderByToken.get(token));
  const turns = new Turns();
  const server = http.createServer(
    {
      requestTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: Math.min(1000, requestTimeoutMs),
      // Longer than exporters wait between two batches: a connection closed under a request loses spans.
      keepAliveTimeout: 120_000,
    },
    (incoming, outgoing) => void answer(incoming, outgoing, { senderOf, onExport, turns }),
  );
  await once(server.listen(asked, "127.0.0.1"), "listening").catch((error: unknown) => {
    throw notListening(asked, error);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    endpointOf: (sender) => {
      const known = endpointBySender.get(sender);
      if (known !== undefined) return known;
      const token = randomBytes(16).toString("hex");
      const endpoint = `${url}/${token}`;
      senderByToken.set(token, sender);
      endpointBySender.set(sender, endpoint);
      return endpoint;
    },
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      const cutOff = setTimeout(() => server.closeAllConnections(), 1000);
      await closed;
      clearTimeout(cutOff);
    },
  };
}

function notListening(port: number, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== "EADDRINUSE" && code !== "EACCES") return error;
  const why =
    code === "EACCES" ? "the system does not give it to this user" : "another process listens on it";
  return new ProblemError([
    {
      code: "port-in-use",
      message: `port ${port} of 127.0.0.1 cannot be listened on: ${why}.`,
      fix: "Name another port, or 0 for any that is free.",
    },
  ]);
}

/** Some post spans to the very address that they are given. */
const address =
  /^(?:\/(?<token>[0-9a-f]{32}))?(?:(?:\/api\/public\/otel)?\/v1\/(?<signal>traces|logs|metrics))?\/?(?:\?|$)/;

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  {
    senderOf,
    onExport,
    turns,
  }: {
    readonly senderOf: (token: string | undefined) => string | undefined;
    readonly onExport: OnExport;
    readonly turns: Turns;
  },
): Promise<void> {
  const place = address.exec(incoming.url ?? "");
  const { token, signal = "traces" } = place?.groups ?? {};
  const sender = place === null ? undefined : senderOf(token);
  const format = formatOf(incoming);
  if (sender === undefined) return refuse(404, "nobody sends spans here");
  if (incoming.method !== "POST") return refuse(405, "only POST is answered", { allow: "POST" });
  if (format === undefined) {
    return refuse(415, "the content type is neither `application/json` nor `application/x-protobuf`");
  }
  if (signal !== "traces" && signal !== "logs") {
    incoming.resume();
    return reply(200, writeSuccess(format, "traces", { rejected: 0 }), format);
  }
  try {
    const bytes = await readBody(incoming);
    if (bytes === undefined) return;
    const received = await turns.run(take(sender, bytes, signal, format));
    if (received === undefined) return refuse(400, `the body is no export of ${signal}`);
    return reply(200, writeSuccess(format, signal, received), format);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return refuse(error.status, error.message);
  }

  function* take(from: string, bytes: Buffer, of: Signal, as: Format): Work<Received | undefined> {
    const request = yield* readRequest(bytes, of, as);
    return yield* onExport(from, request, of);
  }

  function refuse(status: number, message: string, headers: Readonly<Record<string, string>> = {}): void {
    incoming.resume();
    reply(status, writeFailure(format ?? "json", message), format ?? "json", headers);
  }

  function reply(
    status: number,
    body: Buffer,
    as: Format,
    headers: Readonly<Record<string, string>> = {},
  ): void {
    outgoing.writeHead(status, {
      "content-type": as === "json" ? "application/json" : "application/x-protobuf",
      "content-length": body.length,
      ...headers,
    });
    outgoing.end(body);
  }
}
