import * as z from "zod/mini";
import { isJsonObject, type Json, type JsonObject } from "../../../experiment/json.ts";
import type { ModelReply } from "../../../experiment/model-call.ts";
import { schemaProblems } from "../../../experiment/schema-problem.ts";
import { callsOfMessages, lastText, readCall } from "./read-calls.ts";
import { readUsage } from "./read-usage.ts";
import { oneLine } from "./reason.ts";

/** What an app answers on one line (contract, section 8), without the keys that are null. */

const text = z
  .string({ error: "a text that is not empty" })
  .check(z.minLength(1, { error: "a text that is not empty" }));
const amount = (most: number, what: string) =>
  z.number({ error: what }).check(z.nonnegative({ error: what }), z.maximum(most, { error: what }));

const replySchema = z.strictObject(
  {
    id: text,
    output: z.optional(z.unknown()),
    messages: z.optional(
      z.array(z.looseObject({ role: text }, { error: "a message with its `role`" }), {
        error: "a list of messages",
      }),
    ),
    tool_calls: z.optional(
      z.array(
        z.looseObject({}, { error: "a call with its `name` and `arguments`" }).check(
          z.refine((call) => readCall(call as JsonObject) !== undefined, {
            error: "a call with its `name` and `arguments`",
          }),
        ),
        { error: "a list of calls" },
      ),
    ),
    context: z.optional(z.unknown()),
    usage: z.optional(z.looseObject({}, { error: "an object with `input` and `output` in tokens" })),
    cost_usd: z.optional(amount(10_000, "a price in dollars from 0 up")),
    ttft_ms: z.optional(amount(86_400_000, "milliseconds from 0 up, of one day at most")),
    error: z.optional(
      z.union([z.string(), z.looseObject({ message: z.string() })], {
        error: "a text, or an object with a `message`",
      }),
    ),
  },
  { error: "an object" },
);

type ReplyLine = {
  readonly output?: Json;
  readonly messages?: readonly JsonObject[];
  readonly tool_calls?: readonly Json[];
  readonly context?: Json;
  readonly usage?: JsonObject;
  readonly cost_usd?: number;
  readonly ttft_ms?: number;
  readonly error?: string | { readonly message: string };
};

/** A line of a run record nests 64 deep at most, and holds an answer as this line does. */
const deepest = 60;

/**
 * The reply in an answer, without its latency. What is null counts as absent; an `error` that says something, a key that is unknown or of
 * another kind, and a figure that cannot be are the app's failure. `toolCalls` is absent where the app says nothing of calls: neither in
 * `tool_calls` nor in `messages`. `hide` takes out what must not be shown, before a reason is cut.
 */
export function readReply(
  answer: JsonObject,
  hide: (given: JsonObject) => JsonObject = (whole) => whole,
): ModelReply {
  if (!isRecordable(answer, deepest))
    return appError(`the answer nests deeper than ${deepest} levels, or has a number that is out of range`);
  const given = Object.fromEntries(Object.entries(hide(answer)).filter(([, value]) => value !== null));
  const [problem] = schemaProblems(replySchema, given, {});
  if (problem !== undefined)
    return appError(
      `the answer is not as it has to be: ${[problem.message, problem.fix].filter(Boolean).join(" ")}`,
    );
  const line = given as ReplyLine;
  const failure = typeof line.error === "object" ? line.error.message : line.error;
  if (failure !== undefined && (failure !== "" || line.output === undefined))
    return appError(`the app answered with an error: ${failure}`);
  const { messages = [], usage = {}, cost_usd: costUsd, ttft_ms: ttftMs, context } = line;
  const output = line.output ?? lastText(messages);
  if (output === undefined && messages.length === 0)
    return appError(
      answer["output"] === null
        ? "the answer's `output` is null, which is no answer"
        : "the answer has no `output`",
    );
  const counts = readUsage(usage);
  if (!counts.ok) return appError(`the answer's \`${counts.path}\` is no number of tokens`);
  const toolCalls =
    line.tool_calls?.map(readCall).filter((call) => call !== undefined) ?? callsOfMessages(messages);
  return {
    status: "ok",
    ...(output === undefined ? {} : { output }),
    messages,
    ...(toolCalls === undefined ? {} : { toolCalls }),
    ...(context === undefined ? {} : { context }),
    ...(counts.usage === undefined ? {} : { usage: counts.usage }),
    ...(counts.model === undefined ? {} : { model: counts.model }),
    ...(costUsd === undefined ? {} : { costUsd }),
    ...(ttftMs === undefined ? {} : { ttftMs }),
  };
}

function appError(reason: string): ModelReply {
  return { status: "app_error", reason: oneLine(reason) };
}

function isRecordable(value: Json, levels: number): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((member: Json) => isRecordable(member, levels - 1));
}

/** The object in a line; undefined where the line is something else. White space and a byte order mark around it do not matter. */
export function parseLine(line: string): JsonObject | undefined {
  try {
    const value = JSON.parse(line.trim()) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
