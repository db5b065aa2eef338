import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { answerOf, type Answer, type ChatRequest } from "./desk-model.ts";

export type LoopbackModel = {
  /** With `/v1`, on 127.0.0.1. */
  readonly url: string;
  readonly close: () => Promise<void>;
};

/**
 * The model of the examples: Chat Completions on loopback, streamed or not, with tool calls and usage. What it says is decided in
 * `desk-model.ts` from the request alone, so that the same request has the same answer in every run.
 */
export async function startLoopbackModel(): Promise<LoopbackModel> {
  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch((error: unknown) => sendError(outgoing, 500, String(error)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  if (incoming.method !== "POST" || incoming.url !== "/v1/chat/completions")
    return sendError(outgoing, 404, `Invalid URL (${incoming.method} ${incoming.url})`);
  const request = parse(Buffer.concat(chunks).toString("utf8"));
  if (request === undefined) return sendError(outgoing, 400, "The body is no chat request.");
  const answer = answerOf(request);
  if (request.stream !== true) return sendJson(outgoing, 200, replyOf(request, answer));
  outgoing.writeHead(200, { "content-type": "text/event-stream" });
  for (const event of eventsOf(request, answer)) outgoing.write(`data: ${JSON.stringify(event)}\n\n`);
  outgoing.end("data: [DONE]\n\n");
}

function parse(text: string): ChatRequest | undefined {
  try {
    const body = JSON.parse(text) as ChatRequest;
    return typeof body.model === "string" && Array.isArray(body.messages) ? body : undefined;
  } catch {
    return undefined;
  }
}

function sendJson(outgoing: ServerResponse, status: number, body: object): void {
  outgoing.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function sendError(outgoing: ServerResponse, status: number, message: string): void {
  if (outgoing.headersSent) outgoing.destroy();
  else
    sendJson(outgoing, status, {
      error: { message, type: "invalid_request_error", code: null, param: null },
    });
}

function replyOf(request: ChatRequest, answer: Answer) {
  return {
    ...head(request, "chat.completion"),
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: answer.text ?? null,
          refusal: null,
          ...(answer.calls.length === 0 ? {} : { tool_calls: callsOf(answer) }),
        },
        logprobs: null,
        finish_reason: finishReasonOf(answer),
      },
    ],
    usage: usageOf(request, answer),
  };
}

function eventsOf(request: ChatRequest, answer: Answer): readonly object[] {
  const chunk = (delta: object, finishReason: string | null = null) => ({
    ...head(request, "chat.completion.chunk"),
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
  });
  const pieces = answer.text?.match(/[^]{1,12}/g) ?? [];
  const calls = callsOf(answer).map((call, index) => ({ index, ...call }));
  return [
    chunk({ role: "assistant", content: answer.text === undefined ? null : "" }),
    ...pieces.map((content) => chunk({ content })),
    ...calls.map((call) => chunk({ tool_calls: [call] })),
    chunk({}, finishReasonOf(answer)),
    ...(request.stream_options?.include_usage === true
      ? [{ ...head(request, "chat.completion.chunk"), choices: [], usage: usageOf(request, answer) }]
      : []),
  ];
}

/** The model by its dated name, as the API gives it. */
function head({ model, messages }: ChatRequest, object: string) {
  const dated = model === "gpt-5-mini" ? "gpt-5-mini-2025-08-07" : model;
  return { id: `chatcmpl-loopback-${messages.length}`, object, created: 1_790_000_000, model: dated };
}

/** Ids that differ within a conversation: each call of a turn, in each turn. */
function callsOf({ turn, calls }: Answer) {
  return calls.map((call, index) => ({
    id: `call_${turn}_${index}`,
    type: "function",
    function: { name: call.name, arguments: JSON.stringify(call.arguments) },
  }));
}

function finishReasonOf({ calls }: Answer): string {
  return calls.length > 0 ? "tool_calls" : "stop";
}

/** A token is four characters. */
function usageOf({ messages, tools = [] }: ChatRequest, answer: Answer) {
  const tokens = (value: unknown) => Math.ceil(JSON.stringify(value).length / 4);
  const [input, output] = [tokens([messages, tools]), tokens(answer)];
  return { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
}
