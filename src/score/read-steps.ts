import { isJsonObject, type Json, type JsonObject } from "../experiment/json.ts";

/** One thing that happened in a trial. `at` is the place of its message, so that calls made side by side have the same. */
export type Step =
  | {
      readonly kind: "said";
      readonly at: number;
      readonly by: "user" | "assistant";
      readonly content: Json;
    }
  | {
      readonly kind: "call";
      readonly at: number;
      readonly id?: Json;
      /** A text, unless the message is broken. */
      readonly name?: Json;
      /** As they came: a text is not parsed. */
      readonly arguments?: Json;
      /** Why the framework could not take the call: the error that LangChain writes into `invalid_tool_calls`. */
      readonly refusal?: string;
    }
  | {
      readonly kind: "result";
      readonly at: number;
      /** Id of its call. */
      readonly of?: Json;
      /** Name of its tool. */
      readonly name?: Json;
      readonly content: Json;
      /** What the message itself says of it, in a field; absent where it says nothing. */
      readonly failed?: boolean;
    };

type StepOfMessage = Step extends infer One ? (One extends Step ? Omit<One, "at"> : never) : never;

/**
 * Reads messages in the form of OpenAI (`tool_calls`, `function_call`, role `tool`), Anthropic (`tool_use`, `tool_result`), LangChain
 * (`type` in the place of `role`, `args`, `invalid_tool_calls`) and AutoGen (`ToolCallRequestEvent`, `ToolCallExecutionEvent`). System
 * messages are left out. What a user's message says of calls is something that was said.
 */
export function readSteps(messages: readonly JsonObject[]): readonly Step[] {
  return messages.flatMap((message, at) => stepsOfMessage(message).map((step): Step => ({ ...step, at })));
}

const roleByType: ReadonlyMap<Json, string> = new Map([
  ["human", "user"],
  ["ai", "assistant"],
  ["tool", "tool"],
  ["ToolCallRequestEvent", "assistant"],
  ["ToolCallExecutionEvent", "tool"],
  ["FunctionExecutionResultMessage", "tool"],
]);

function stepsOfMessage(message: JsonObject): readonly StepOfMessage[] {
  const { content = "" } = message;
  const role = message["role"] ?? roleByType.get(message["type"] ?? null);
  if (role === "tool" || role === "function") return resultsOf(message, content);
  if (role !== "user" && role !== "assistant") return [];
  const parts = Array.isArray(content) ? (content as readonly Json[]) : [content];
  const told = parts.flatMap((part) => stepsOfPart(role, part));
  return role === "user" ? told : [...told, ...moreCalls(message, told)];
}

function stepsOfPart(role: "user" | "assistant", part: Json): readonly StepOfMessage[] {
  if (part === "" || part === null) return [];
  if (isJsonObject(part)) {
    if (role === "assistant" && (part["type"] === "tool_use" || isFunctionCall(part))) return [callOf(part)];
    if (part["type"] === "tool_result") return [resultOf(part, part["tool_use_id"])];
  }
  return [{ kind: "said", by: role, content: part }];
}

/** A `FunctionCall` of AutoGen, which has no type of its own. */
function isFunctionCall(part: JsonObject): boolean {
  return part["type"] === undefined && part["name"] !== undefined && part["arguments"] !== undefined;
}

/** The calls beside the content of a message, but for those that the content told already. */
function moreCalls(message: JsonObject, told: readonly StepOfMessage[]): readonly StepOfMessage[] {
  const single = message["function_call"] === undefined ? [] : [message["function_call"]];
  const listed = [...listOf(message["tool_calls"]), ...single].map(callOf);
  const invalid = listOf(message["invalid_tool_calls"]).map(invalidCallOf);
  const refused = idsOf(invalid);
  const known = idsOf(told);
  return [
    ...listed.filter(({ id }) => id === undefined || !(known.has(id) || refused.has(id))),
    ...invalid.filter(({ id }) => id === undefined || !known.has(id)),
  ];
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function idsOf(steps: readonly StepOfMessage[]): ReadonlySet<Json> {
  return new Set(steps.flatMap((step) => (step.kind === "call" && step.id !== undefined ? [step.id] : [])));
}

type CallOfMessage = Extract<StepOfMessage, { kind: "call" }>;

function callOf(call: Json): CallOfMessage {
  if (!isJsonObject(call)) return { kind: "call" };
  const source = isJsonObject(call["function"]) ? call["function"] : call;
  const { id } = call;
  const { name } = source;
  const given = source["arguments"] ?? source["input"] ?? source["args"];
  return {
    kind: "call",
    ...(id === undefined || id === null ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    ...(given === undefined ? {} : { arguments: given }),
  };
}

function invalidCallOf(call: Json): CallOfMessage {
  const error = isJsonObject(call) ? call["error"] : undefined;
  return { ...callOf(call), refusal: typeof error === "string" ? error : "" };
}

/** One result, or those of a message of AutoGen, which holds all of a turn. */
function resultsOf(message: JsonObject, content: Json): readonly StepOfMessage[] {
  const several = listOf(content).filter(
    (part): part is JsonObject => isJsonObject(part) && part["call_id"] !== undefined,
  );
  return several.length > 0
    ? several.map((part) => resultOf(part, part["call_id"]))
    : [resultOf(message, message["tool_call_id"])];
}

function resultOf(source: JsonObject, of: Json | undefined): StepOfMessage {
  const { name } = source;
  const failed = failedOf(source);
  return {
    kind: "result",
    ...(of === undefined || of === null ? {} : { of }),
    ...(name === undefined || name === null ? {} : { name }),
    content: source["content"] ?? "",
    ...(failed === undefined ? {} : { failed }),
  };
}

function failedOf({ error, is_error, isError, status }: JsonObject): boolean | undefined {
  const isMarked = error === true || is_error === true || isError === true || status === "error";
  if (isMarked || (typeof error === "string" && error !== "")) return true;
  return [error, is_error, isError].some((mark) => mark === false) || status === "success"
    ? false
    : undefined;
}
