import { isJsonObject, type Json } from "../experiment/json.ts";
import { jsonOf, listOf, member, parsed, unflatten } from "./read-attributes.ts";
import type { Span } from "./span.ts";

/** The documents that a span of kind `retriever` brought. Undefined where it tells none. */
export function readDocuments({ attributes }: Span): readonly Json[] | undefined {
  const flattened = unflatten(attributes, "retrieval.documents")?.map((one) => {
    const document = member(one, "document") ?? one;
    const metadata = member(document, "metadata");
    return isJsonObject(document) && metadata !== undefined
      ? { ...document, metadata: parsed(metadata) }
      : document;
  });
  if (flattened !== undefined) return flattened;
  const listed = listOf(jsonOf(attributes, ["gen_ai.retrieval.documents", "retrieval.documents"]));
  if (listed !== undefined) return listed;
  const output = jsonOf(attributes, [
    "output.value",
    "gen_ai.completion",
    "mlflow.spanOutputs",
    "traceloop.entity.output",
    "langfuse.observation.output",
  ]);
  return listOf(output) ?? listOf(member(output, "documents", "outputs", "output", "nodes"));
}
