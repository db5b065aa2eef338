import type { Json } from "../../src/experiment/json.ts";
import type { Span } from "../../src/traces/span.ts";

const traceId = "5b8efff798038103d269b633813fc60c";
const start = 1_764_100_800_000;

/** A span of a second, `at` seconds after the trace began. `id` and `parent` are short names of spans. */
export function aSpan(
  id: string,
  attributes: Readonly<Record<string, Json>>,
  fields: Partial<Omit<Span, "spanId">> & { readonly parent?: string; readonly at?: number } = {},
): Span {
  const { parent, at = 0, ...others } = fields;
  return {
    traceId,
    spanId: spanId(id),
    ...(parent === undefined ? {} : { parentSpanId: spanId(parent) }),
    name: id,
    startMs: start + at * 1000,
    endMs: start + at * 1000 + 1000,
    attributes,
    events: [],
    ...others,
  };
}

function spanId(name: string): string {
  return Buffer.from(name).toString("hex").padStart(16, "0").slice(-16);
}

/** A call of a model by the current conventions. */
export function aChat(
  id: string,
  input: Json,
  output: Json,
  fields: Parameters<typeof aSpan>[2] & { readonly more?: Readonly<Record<string, Json>> } = {},
): Span {
  const { more = {}, ...others } = fields;
  return aSpan(
    id,
    {
      "gen_ai.operation.name": "chat",
      "gen_ai.response.model": "gpt-4o-mini",
      "gen_ai.input.messages": JSON.stringify(input),
      "gen_ai.output.messages": JSON.stringify(output),
      ...more,
    },
    others,
  );
}

export const said = (role: string, content: string): Json => ({ role, parts: [{ type: "text", content }] });

export const called = (name: string, given: Json, id?: string): Json => ({
  role: "assistant",
  parts: [{ type: "tool_call", ...(id === undefined ? {} : { id }), name, arguments: given }],
});
