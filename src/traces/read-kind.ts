import { type Attributes, textOf, valueOf } from "./read-attributes.ts";
import type { Span } from "./span.ts";

export type SpanKind = "llm" | "agent" | "tool" | "retriever" | "embedding" | "other";

const ofLangfuse: Readonly<Record<string, SpanKind>> = {
  generation: "llm",
  agent: "agent",
  tool: "tool",
  retriever: "retriever",
  embedding: "embedding",
  chain: "other",
  evaluator: "other",
  guardrail: "other",
};

const ofOpenInference: Readonly<Record<string, SpanKind>> = {
  llm: "llm",
  agent: "agent",
  tool: "tool",
  retriever: "retriever",
  embedding: "embedding",
  chain: "other",
  reranker: "other",
  guardrail: "other",
  evaluator: "other",
  prompt: "other",
};

const ofOperation: Readonly<Record<string, SpanKind>> = {
  chat: "llm",
  completion: "llm",
  text_completion: "llm",
  generate_content: "llm",
  message: "llm",
  invoke_agent: "agent",
  create_agent: "other",
  execute_tool: "tool",
  embeddings: "embedding",
  retrieval: "retriever",
  invoke_workflow: "other",
};

/** `traceloop.span.kind`, `langsmith.span.kind`, `mlflow.spanType`, `llm.request.type`. */
const ofOthers: Readonly<Record<string, SpanKind>> = {
  llm: "llm",
  chat: "llm",
  chat_model: "llm",
  completion: "llm",
  agent: "agent",
  tool: "tool",
  retriever: "retriever",
  embedding: "embedding",
};

/**
 * What a span stands for, in the order in which Langfuse tells it: its own type, OpenInference, `gen_ai.operation.name`, Vercel AI,
 * the names of other libraries, and at last what the attributes are about. A Langfuse `span` or `event` says nothing about it.
 */
export function kindOf({ attributes, name, events }: Span): SpanKind {
  return (
    look(ofLangfuse, textOf(attributes, ["langfuse.observation.type"])) ??
    look(ofOpenInference, textOf(attributes, ["openinference.span.kind"])) ??
    look(ofOperation, textOf(attributes, ["gen_ai.operation.name"])) ??
    kindOfVercel(textOf(attributes, ["ai.operationId", "operation.name"])) ??
    kindOfTool(attributes) ??
    look(
      ofOthers,
      textOf(attributes, [
        "traceloop.span.kind",
        "langsmith.span.kind",
        "mlflow.spanType",
        "llm.request.type",
      ]),
    ) ??
    kindByContent(attributes, name, events)
  );
}

function look(table: Readonly<Record<string, SpanKind>>, name: string | undefined): SpanKind | undefined {
  const key = name?.toLowerCase();
  return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}

function kindOfVercel(operation: string | undefined): SpanKind | undefined {
  const [id = ""] = operation?.split(" ") ?? [];
  if (!id.startsWith("ai.")) return undefined;
  if (id === "ai.toolCall") return "tool";
  if (id.startsWith("ai.embed")) return id.includes(".doEmbed") ? "embedding" : "other";
  return /\.do(Generate|Stream)$/.test(id) ? "llm" : "agent";
}

function kindOfTool(attributes: Attributes): SpanKind | undefined {
  return valueOf(attributes, ["gen_ai.tool.name", "gen_ai.tool.call.id"]) === undefined ? undefined : "tool";
}

function kindByContent(attributes: Attributes, name: string, events: Span["events"]): SpanKind {
  if (valueOf(attributes, ["pydantic_ai.all_messages", "all_messages_events"]) !== undefined) return "agent";
  const isCall = valueOf(attributes, [
    "gen_ai.input.messages",
    "gen_ai.output.messages",
    "gen_ai.prompt.0.role",
    "gen_ai.prompt.0.content",
    "gen_ai.prompt",
    "llm.input_messages.0.message.role",
  ]);
  if (isCall !== undefined || events.some((event) => event.name === "gen_ai.choice")) return "llm";
  const hasModel = valueOf(attributes, ["gen_ai.request.model", "gen_ai.response.model", "llm.model_name"]);
  return hasModel !== undefined && /^(chat|completion|generate_content|text_completion)\b/.test(name)
    ? "llm"
    : "other";
}
