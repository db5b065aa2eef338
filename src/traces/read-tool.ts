import { isJsonObject, type Json } from "../experiment/json.ts";
import { type Attributes, isShallow, jsonOf, member, parsed, textOf } from "./read-attributes.ts";
import { readMessages } from "./read-messages.ts";
import type { Span } from "./span.ts";
import type { ToolRun } from "./trace.ts";

const argumentKeys = [
  "gen_ai.tool.call.arguments",
  "ai.toolCall.args",
  "gcp.vertex.agent.tool_call_args",
  "tool_arguments",
  "tool.parameters",
  "input.value",
  "gen_ai.prompt",
  "mlflow.spanInputs",
  "traceloop.entity.input",
  "langfuse.observation.input",
];
const resultKeys = [
  "gen_ai.tool.call.result",
  "ai.toolCall.result",
  "gcp.vertex.agent.tool_response",
  "tool_response",
  "output.value",
  "gen_ai.completion",
  "mlflow.spanOutputs",
  "traceloop.entity.output",
  "langfuse.observation.output",
];

/**
 * The run of a tool that a span of kind `tool` tells. Undefined where it does not name the tool: OpenInference spans of BeeAI do not, which
 * makes one for each event of a run.
 */
export function readToolRun(span: Span): ToolRun | undefined {
  const { attributes, startMs, endMs } = span;
  const name = toolName(span);
  if (name === undefined) return undefined;
  const stated = textOf(attributes, [
    "gen_ai.tool.call.id",
    "ai.toolCall.id",
    "tool.id",
    "tool_call.id",
    "tool_call_id",
  ]);
  const given = jsonOf(attributes, argumentKeys);
  const result = unwrappedResult(jsonOf(attributes, resultKeys));
  const error = readError(span);
  const id = stated ?? result.id;
  return {
    name,
    ...(id === undefined ? {} : { id }),
    ...(given === undefined ? {} : { arguments: unwrapped(given) }),
    ...(result.value === undefined ? {} : { result: result.value }),
    ...(error === undefined ? {} : { error }),
    ...(endMs > startMs ? { latencyMs: endMs - startMs } : {}),
  };
}

function toolName({ attributes, name }: Span): string | undefined {
  const stated = textOf(attributes, [
    "gen_ai.tool.name",
    "tool.name",
    "ai.toolCall.name",
    "traceloop.entity.name",
  ]);
  if (stated !== undefined) return stated;
  if (textOf(attributes, ["openinference.span.kind"]) !== undefined) return undefined;
  const bare = name.replace(/^(execute_tool|running tool:|tools\/call)\s+/, "").replace(/\.tool$/, "");
  return bare === "" ? undefined : bare;
}

/** LangSmith, LangChain and Traceloop put the arguments one level deeper. */
function unwrapped(given: Json): Json {
  const keys = typeof given === "object" && given !== null && !Array.isArray(given) ? Object.keys(given) : [];
  const isWrapper = keys.length > 0 && keys.every((key) => wrapping.has(key));
  const inner = isWrapper ? member(given, "inputs", "kwargs", "input") : undefined;
  return typeof inner === "object" ? inner : given;
}

const wrapping: ReadonlySet<string> = new Set([
  "input",
  "inputs",
  "input_str",
  "args",
  "kwargs",
  "tags",
  "metadata",
]);

/** The content and the call's id where the result is the message that a model is shown, as LangChain's tools give it. */
function unwrappedResult(result: Json | undefined): { readonly value?: Json; readonly id?: string } {
  if (result === undefined) return {};
  const held =
    isJsonObject(result) && Object.keys(result).length === 1 ? (member(result, "output") ?? result) : result;
  const isMessage = member(held, "role", "type", "kwargs") !== undefined;
  const [message, ...others] = isMessage ? (readMessages(held, "user") ?? []) : [];
  if (message?.["role"] !== "tool" || others.length > 0) return { value: result };
  const id = message["tool_call_id"];
  return { value: message["content"] ?? result, ...(typeof id === "string" ? { id } : {}) };
}

/** Why a span failed, "" where it only says that it did: its status, the level of Langfuse, an exception. */
export function readError({ attributes, events, status, statusMessage }: Span): string | undefined {
  const level = textOf(attributes, ["langfuse.observation.level"]);
  const type = textOf(attributes, ["error.type"]);
  if (status !== "error" && level?.toUpperCase() !== "ERROR" && type === undefined) return undefined;
  const exception: Attributes = events.findLast(({ name }) => name === "exception")?.attributes ?? {};
  const message =
    textOf(attributes, ["langfuse.observation.status_message"]) ??
    (statusMessage === "" ? undefined : statusMessage) ??
    textOf(exception, ["exception.message", "exception.type"]) ??
    textOf(attributes, ["error.message", "exception.message"]);
  // Several libraries put the stack behind the message.
  return (message ?? type ?? "").trim().split("\n", 1)[0] ?? "";
}

/** Arguments as a rule compares them: what their text says as JSON, the text where it is none, `{}` where it is empty. */
export function readArguments(text: string): Json {
  if (text.trim() === "") return {};
  try {
    const read = JSON.parse(text) as Json;
    return isShallow(read) ? read : text;
  } catch {
    return parsed(text);
  }
}
