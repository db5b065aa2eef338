import { isJsonObject, type Json, type JsonObject } from "../experiment/json.ts";
import {
  type Attributes,
  jsonOf,
  listOf,
  member,
  parsed,
  textOf,
  unflatten,
  valueOf,
} from "./read-attributes.ts";
import { readMessages, readSystem } from "./read-messages.ts";
import type { Span } from "./span.ts";

/** What a model was asked and what it answered. A side that the span does not tell is absent. */
export type Exchange = {
  readonly input?: readonly JsonObject[];
  readonly output?: readonly JsonObject[];
  /** The answer is known as a bare text, which does not show calls of tools. */
  readonly isBare?: true;
};

/** Of the current conventions, Vercel AI, Google ADK, LangSmith, MLflow, and what Langfuse keeps: the value is JSON, or its text. */
const inputKeys = [
  "gen_ai.input.messages",
  "ai.prompt.messages",
  "ai.prompt",
  "gcp.vertex.agent.llm_request",
  "llm.prompts",
  "input.value",
  "gen_ai.prompt",
  "mlflow.spanInputs",
  "traceloop.entity.input",
  "langfuse.observation.input",
];
const outputKeys = [
  "gen_ai.output.messages",
  "gcp.vertex.agent.llm_response",
  "output.value",
  "gen_ai.completion",
  "mlflow.spanOutputs",
  "traceloop.entity.output",
  "langfuse.observation.output",
];

/**
 * The messages of a call of a model, by the first of its forms that can be read: flattened (OpenInference, `gen_ai.prompt.N`), JSON in
 * one attribute, events. Where only a bare text is there, it is what the user or the model said.
 */
export function readExchange(span: Span): Exchange {
  const { attributes } = span;
  const evented = readEvents(span);
  const input =
    evented.input ??
    firstReadable(attributes, inputKeys.slice(0, 4), "user") ??
    fuller(
      readFlattened(attributes, "llm.input_messages", "user") ??
        readFlattened(attributes, "gen_ai.prompt", "user"),
      firstReadable(attributes, inputKeys, "user"),
    ) ??
    bareText(attributes, inputKeys, "user");
  const told =
    evented.output ??
    firstReadable(attributes, outputKeys.slice(0, 2), "assistant") ??
    readVercel(attributes) ??
    fuller(
      readFlattened(attributes, "llm.output_messages", "assistant") ??
        readFlattened(attributes, "gen_ai.completion", "assistant"),
      firstReadable(attributes, outputKeys, "assistant"),
    );
  const output = told ?? bareText(attributes, outputKeys, "assistant");
  return {
    ...sides(input === undefined ? undefined : withSystem(attributes, input), output),
    ...(told === undefined ? { isBare: true } : {}),
  };
}

/**
 * Of the flattened messages and those in the raw request or reply, the ones that tell more: an instrumentation may lose calls of tools or ids
 * when it flattens, and the raw form may be the library's own, of which only a part can be read.
 */
function fuller(
  flattened: readonly JsonObject[] | undefined,
  raw: readonly JsonObject[] | undefined,
): readonly JsonObject[] | undefined {
  if (flattened === undefined || raw === undefined) return flattened ?? raw;
  const callsOf = (messages: readonly JsonObject[]) =>
    messages.reduce((sum, message) => sum + (listOf(message["tool_calls"])?.length ?? 0), 0);
  const [ofFlattened, ofRaw] = [callsOf(flattened), callsOf(raw)];
  if (ofFlattened !== ofRaw) return ofRaw > ofFlattened ? raw : flattened;
  return JSON.stringify(raw).length > JSON.stringify(flattened).length ? raw : flattened;
}

/** What an agent's own span keeps of its conversation: a record of all messages, or input and output in the conventions' form. */
export function readAgentExchange(span: Span): Exchange {
  const { attributes } = span;
  const all = listOf(jsonOf(attributes, ["pydantic_ai.all_messages", "all_messages_events"]));
  if (all !== undefined) {
    const split = splitOf(all, Number(valueOf(attributes, ["pydantic_ai.new_message_index"]) ?? Number.NaN));
    return sides(readMessages(all.slice(0, split), "user"), readMessages(all.slice(split), "user"));
  }
  const inputs = ["ai.prompt", "gen_ai.input.messages", "input.value", "langfuse.observation.input"];
  const outputs = ["gen_ai.output.messages", "output.value", "langfuse.observation.output"];
  const input = firstReadable(attributes, inputs, "user");
  return sides(
    input === undefined ? undefined : withSystem(attributes, input),
    readVercel(attributes) ?? firstReadable(attributes, outputs, "assistant"),
  );
}

/**
 * Where in all messages those of this run begin to be the agent's. Pydantic AI counts requests and responses, and a request is all that
 * stands between two responses. Without its count: at the first answer.
 */
function splitOf(all: readonly Json[], newFrom: number): number {
  const isAnswer = all.map((message) => readMessages(message, "user")?.[0]?.["role"] === "assistant");
  if (!Number.isInteger(newFrom)) return isAnswer.includes(true) ? isAnswer.indexOf(true) : all.length;
  let unit = -1;
  const at = isAnswer.findIndex((answer, index) => {
    if (answer || index === 0 || isAnswer[index - 1] === true) unit++;
    return unit >= newFrom;
  });
  return at < 0 ? all.length : at;
}

function sides(
  input: readonly JsonObject[] | undefined,
  output: readonly JsonObject[] | undefined,
): Exchange {
  return { ...(input === undefined ? {} : { input }), ...(output === undefined ? {} : { output }) };
}

function firstReadable(
  attributes: Attributes,
  keys: readonly string[],
  role: "user" | "assistant",
): readonly JsonObject[] | undefined {
  for (const key of keys) {
    const value = jsonOf(attributes, [key]);
    const read =
      key === "llm.prompts"
        ? readPrompts(value)
        : typeof value === "string"
          ? undefined
          : readMessages(value, role);
    if (read !== undefined) return read;
  }
  return undefined;
}

/** `llm.prompts` of a completion: one text or more. */
function readPrompts(value: Json | undefined): readonly JsonObject[] | undefined {
  const texts = listOf(value);
  return texts?.every((text) => typeof text === "string")
    ? texts.map((text) => ({ role: "user", content: text }))
    : undefined;
}

function bareText(
  attributes: Attributes,
  keys: readonly string[],
  role: "user" | "assistant",
): readonly JsonObject[] | undefined {
  const text = keys.map((key) => jsonOf(attributes, [key])).find((value) => typeof value === "string");
  return text === undefined ? undefined : [{ role, content: text }];
}

function readFlattened(
  attributes: Attributes,
  prefix: string,
  role: "user" | "assistant",
): readonly JsonObject[] | undefined {
  const list = unflatten(attributes, prefix)?.map((one) => {
    const content = member(one, "content");
    const parts = content === undefined ? undefined : parsed(content);
    return { role, ...one, ...(listOf(parts)?.every(isJsonObject) ? { content: parts ?? "" } : {}) };
  });
  return list === undefined ? undefined : readMessages(list, role);
}

/** `ai.response.text`, `ai.response.toolCalls`, `ai.response.object`; before version 4 under `ai.result`. */
function readVercel(attributes: Attributes): readonly JsonObject[] | undefined {
  const text = textOf(attributes, [
    "ai.response.text",
    "ai.response.object",
    "ai.result.text",
    "ai.result.object",
  ]);
  const toolCalls = jsonOf(attributes, ["ai.response.toolCalls", "ai.result.toolCalls"]);
  if (text === undefined && toolCalls === undefined) return undefined;
  const reply = {
    ...(text === undefined ? {} : { text }),
    ...(toolCalls === undefined ? {} : { toolCalls }),
  };
  return readMessages(reply, "assistant");
}

/** `gen_ai.system_instructions`, which stand apart from the messages. */
function withSystem(attributes: Attributes, messages: readonly JsonObject[]): readonly JsonObject[] {
  const system = jsonOf(attributes, ["gen_ai.system_instructions"]);
  const hasOwn = messages.some(({ role }) => role === "system" || role === "developer");
  return system === undefined || hasOwn ? messages : [...readSystem(system), ...messages];
}

/** Events of a span, and the attribute `events` into which Pydantic AI puts them. */
function readEvents({ attributes, events }: Span): Exchange {
  const kept = listOf(jsonOf(attributes, ["events"])) ?? [];
  const all: readonly (readonly [name: string, about: Json])[] = [
    ...events.map((event) => [event.name, bodyOf(event.attributes)] as const),
    ...kept.flatMap((one) => {
      const name = member(one, "event.name");
      return typeof name === "string" ? [[name, one] as const] : [];
    }),
  ];
  const input: JsonObject[] = [];
  const output: JsonObject[] = [];
  for (const [name, about] of all) {
    if (name === "gen_ai.client.inference.operation.details" && isJsonObject(about)) {
      const asked = firstReadable(about, ["gen_ai.input.messages"], "user");
      input.push(...(asked === undefined ? [] : withSystem(about, asked)));
      output.push(...(firstReadable(about, ["gen_ai.output.messages"], "assistant") ?? []));
    } else if (name === "gen_ai.content.prompt" || name === "gen_ai.content.completion") {
      const isPrompt = name === "gen_ai.content.prompt";
      const keys = [isPrompt ? "gen_ai.prompt" : "gen_ai.completion", "content"];
      const value = isJsonObject(about) ? jsonOf(about, keys) : about;
      const role = isPrompt ? "user" : "assistant";
      const read = typeof value === "string" ? [{ role, content: value }] : readMessages(value, role);
      (isPrompt ? input : output).push(...(read ?? []));
    } else if (name === "gen_ai.choice") output.push(...(readMessages(choiceOf(about), "assistant") ?? []));
    else {
      const role = /^gen_ai\.(system|user|assistant|tool)\.message$/.exec(name)?.[1];
      if (role !== undefined && isJsonObject(about))
        input.push(...(readMessages({ role, ...about }, "user") ?? []));
    }
  }
  return sides(input.length === 0 ? undefined : input, output.length === 0 ? undefined : output);
}

/** What an event says: its body where it was a log record, or the attribute that holds it as JSON, or its attributes. */
function bodyOf(attributes: Attributes): Json {
  const body = jsonOf(attributes, ["body", "gen_ai.event.content", "event_body"]);
  return isJsonObject(body) ? { ...attributes, ...body } : attributes;
}

function choiceOf(about: Json): Json {
  if (!isJsonObject(about)) return about;
  const message = parsed(member(about, "message") ?? about);
  const inner = isJsonObject(message) ? message : { content: message };
  const calls = member(about, "tool_calls");
  return { role: "assistant", ...inner, ...(calls === undefined ? {} : { tool_calls: calls }) };
}
