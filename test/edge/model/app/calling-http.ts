import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterAll } from "vitest";
import { type HttpAppOptions, openHttpApp } from "../../../../src/edge/model/app/http-app.ts";
import type { HttpMessage } from "../../../../src/experiment/app-call.ts";
import type { ModelReply } from "../../../../src/experiment/model-call.ts";
import { ask, type Asked, closedAfter } from "./asking.ts";

export type Received = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
};

/** A server on this machine that is gone after the tests of the file, and what it got. */
export async function startHttp(answer: (received: Received, response: ServerResponse) => void) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => (body += part));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      received.push({ method, path: url, headers, body });
      answer({ method, path: url, headers, body }, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { origin: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`, received };
}

/** A server that answers everything with this. */
export function startSaying(
  body: string,
  headers: Record<string, string> = { "content-type": "application/json" },
  status = 200,
) {
  return startHttp((_, response) => {
    response.writeHead(status, headers);
    response.end(body);
  });
}

export const json = (value: unknown): string => JSON.stringify(value);

export function aMessage(url: string, change: Partial<HttpMessage> = {}): HttpMessage {
  return {
    method: "POST",
    url,
    headers: {},
    body: { input: "May I return the pan?" },
    stream: false,
    reply: {},
    ...change,
  };
}

export function openRemote(options: Partial<HttpAppOptions> = {}) {
  return closedAfter(
    openHttpApp({ spec: { type: "http", fingerprint: "desk" }, secret: () => undefined, ...options }),
  );
}

/** One request to an app that we did not start. */
export async function askRemote(
  url: string,
  change: Partial<HttpMessage> = {},
  { options = {}, ...asked }: Asked & { readonly options?: Partial<HttpAppOptions> } = {},
): Promise<ModelReply> {
  return ask(await openRemote(options), { http: aMessage(url, change), ...asked });
}
