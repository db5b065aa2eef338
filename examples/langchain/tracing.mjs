// OpenInference's instrumentation of LangChain, sent to wherever OTEL_EXPORTER_OTLP_ENDPOINT says.
import { LangChainInstrumentation } from "@arizeai/openinference-instrumentation-langchain";
import * as callbackManager from "@langchain/core/callbacks/manager";
import { ROOT_CONTEXT, context, propagation } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";

const spans = new BatchSpanProcessor(new OTLPTraceExporter());
new NodeTracerProvider({ spanProcessors: [spans] }).register();
new LangChainInstrumentation().manuallyInstrument(callbackManager);

/** Runs `work` as a part of the caller's trace; its spans are sent before it returns. */
export async function withinTrace(traceparent, work) {
  const parent = propagation.extract(ROOT_CONTEXT, { traceparent });
  try {
    return await context.with(parent, work);
  } finally {
    await spans.forceFlush();
  }
}
