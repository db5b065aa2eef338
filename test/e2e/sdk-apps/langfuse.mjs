import { LangfuseSpanProcessor } from "@langfuse/otel";
import { propagateAttributes, startActiveObservation, startObservation } from "@langfuse/tracing";
import { NodeTracerProvider } from "@opentelemetry/sdk-trace-node";

const processor = new LangfuseSpanProcessor();
const provider = new NodeTracerProvider({ spanProcessors: [processor] });
provider.register();

const messages = [{ role: "user", content: "Refund my order A1" }];
await startActiveObservation(
  "desk",
  async (agent) => {
    await propagateAttributes({ userId: "ada@example.com", sessionId: "s-1", tags: ["desk"] }, async () => {
      agent.update({ input: { question: "Refund my order A1" } });
      const asked = startObservation(
        "answer",
        {
          model: "gpt-5-mini",
          input: messages,
          output: {
            role: "assistant",
            content: null,
            tool_calls: [
              { id: "call_1", type: "function", function: { name: "refund", arguments: '{"order":"A1"}' } },
            ],
          },
          usageDetails: { input: 600, input_cached_tokens: 400, output: 20, total: 1020 },
          costDetails: { total: 0.0025 },
        },
        { asType: "generation" },
      );
      asked.end();
      const tool = startObservation(
        "refund",
        { input: { order: "A1" }, output: "refused", level: "ERROR", statusMessage: "the window is over" },
        { asType: "tool" },
      );
      tool.end();
      agent.update({ output: "I cannot refund it." });
    });
  },
  { asType: "agent" },
);
await processor.forceFlush();
await provider.shutdown();
