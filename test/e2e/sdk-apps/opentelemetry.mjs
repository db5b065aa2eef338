import { SpanStatusCode, trace } from "@opentelemetry/api";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";

// As the app is started: which exporter, packed or not.
const { OTLPTraceExporter } = await import(`@opentelemetry/exporter-trace-otlp-${process.argv[2]}`);
const exporter = new OTLPTraceExporter({ compression: process.argv[3] ?? "none" });
const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] });
provider.register();
const tracer = trace.getTracer("desk");

const text = (role, content) => ({ role, parts: [{ type: "text", content }] });
const call = { type: "tool_call", id: "call_1", name: "refund", arguments: { order: "A1" } };
await tracer.startActiveSpan("invoke_agent desk", async (agent) => {
  agent.setAttributes({ "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "desk" });
  await tracer.startActiveSpan("chat gpt-5-mini", async (chat) => {
    chat.setAttributes({
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "gpt-5-mini",
      "gen_ai.usage.input_tokens": 1000,
      "gen_ai.usage.cache_read.input_tokens": 400,
      "gen_ai.usage.output_tokens": 20,
      "gen_ai.input.messages": JSON.stringify([text("user", "Refund my order A1")]),
      "gen_ai.output.messages": JSON.stringify([
        { role: "assistant", parts: [call], finish_reason: "tool_calls" },
      ]),
    });
    chat.end();
  });
  await tracer.startActiveSpan("execute_tool refund", async (tool) => {
    tool.setAttributes({
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "refund",
      "gen_ai.tool.call.id": "call_1",
      "gen_ai.tool.call.arguments": JSON.stringify(call.arguments),
    });
    tool.setStatus({ code: SpanStatusCode.ERROR, message: "the window is over" });
    tool.end();
  });
  agent.end();
});
await provider.shutdown();
