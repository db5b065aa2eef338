/**
 * A model on loopback, in a process of its own: answers every call after a fixed time and counts them. The parent sends the time in
 * milliseconds, and gets the port and the calls since it last asked.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { apis, expected } from "./cell.ts";

export type ModelServer = {
  readonly origin: string;
  /** Calls since the last time; from now on an answer takes this long. */
  readonly reset: (latencyMs: number) => Promise<number>;
  readonly close: () => void;
};

type Told = { readonly port: number; readonly requests: number };

export async function startModelServer(): Promise<ModelServer> {
  const child = fork(import.meta.filename, ["serve"]);
  const ask = async (latencyMs: number): Promise<Told> => {
    child.send(latencyMs);
    const [told] = (await once(child, "message")) as [Told];
    return told;
  };
  const { port } = await ask(0);
  return {
    origin: `http://127.0.0.1:${port}`,
    reset: async (latencyMs) => (await ask(latencyMs)).requests,
    close: () => child.kill(),
  };
}

async function serve(): Promise<void> {
  let latencyMs = 0;
  let requests = 0;
  const server = http.createServer((incoming, outgoing) => {
    incoming.resume().on("end", () => {
      requests++;
      const body = replyOf(incoming.url ?? "", requests);
      const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
      const answer = () => outgoing.writeHead(200, headers).end(body);
      if (latencyMs === 0) answer();
      else setTimeout(answer, latencyMs);
    });
  });
  // Nobody's idle connection is closed under a request.
  server.keepAliveTimeout = 600_000;
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  process.on("message", (next: number) => {
    process.send?.({ port, requests } satisfies Told);
    [latencyMs, requests] = [next, 0];
  });
}

/** No two answers are equal, so that none stands for another. */
function replyOf(path: string, number: number): string {
  const reason = `Answer ${number} is polite.`;
  const answer = `You may return it within ${expected} of delivery. Your ticket is ${number}.`;
  const judgement = { criteria: [{ id: "c1", reason, answer: "yes" }] };
  const content = path.startsWith(apis.judge)
    ? JSON.stringify(judgement)
    : path.startsWith(apis.rubric)
      ? JSON.stringify({ reason, pass: true, score: 1 })
      : answer;
  return JSON.stringify({
    id: `chatcmpl-${number}`,
    object: "chat.completion",
    created: 1_790_000_000,
    model: "gpt-5-mini",
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
    usage: { prompt_tokens: 40, completion_tokens: 20, total_tokens: 60 },
  });
}

if (process.argv[2] === "serve" && import.meta.main) await serve();
