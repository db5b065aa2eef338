import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { isJsonObject, type Json, type JsonObject } from "../../src/experiment/json.ts";
import { goldenResults, goldenSide, plain } from "./golden-messages.ts";
import { readLangfuseTrace, spansOfLangfuse } from "../../src/traces/langfuse-trace.ts";
import { readOtlp } from "../../src/traces/otlp-spans.ts";
import { kindOf } from "../../src/traces/read-kind.ts";
import { readAgentExchange, readExchange } from "../../src/traces/read-llm.ts";
import { readSpans } from "../../src/traces/read-spans.ts";
import { readToolRun } from "../../src/traces/read-tool.ts";
import type { Span } from "../../src/traces/span.ts";
import type { TraceReading } from "../../src/traces/trace.ts";

/*
 * One trace, three forms. Langfuse's export and OTLP have to say the same: messages (role, text, calls of tools with name, id and
 * arguments, results with the call that they answer, failures), calls of tools, tokens and model of each call, and its cost where both
 * tell one. And each observation's messages have to be those of the golden file, which is Langfuse's own conversion.
 *
 * The traces of Langfuse's tests stand outside the repository: `../shared/data/langfuse-traces`. Where that folder is, they are
 * compared too; the pair in `fixtures/`, written by hand, always is.
 */

const fixtures = fileURLToPath(new URL("fixtures/", import.meta.url));
const shared = fileURLToPath(new URL("../../../shared/data/langfuse-traces/", import.meta.url));

/** Their OTLP form has only what Langfuse left in the attributes. What it took as input, output and usage is put back, by its name there. */
const taken: Readonly<Record<string, (span: Span) => readonly [input: string, output: string]>> = {
  "claude-agent-2025-12-22": () => ["gen_ai.prompt", "gen_ai.completion"],
  "microsoft-agent-2025-12-17": genAi,
  "pydantic-ai-tools-2025-12-04": genAi,
  "vercel-aisdk-2025-11-17": ({ name }) =>
    name.endsWith(".doGenerate")
      ? ["ai.prompt.messages", "ai.response.toolCalls"]
      : name.startsWith("ai.")
        ? ["ai.prompt", "ai.response.toolCalls"]
        : ["ai.toolCall.args", "ai.toolCall.result"],
};

function genAi(span: Span): readonly [string, string] {
  return kindOf(span) === "tool"
    ? ["gen_ai.tool.call.arguments", "gen_ai.tool.call.result"]
    : ["gen_ai.input.messages", "gen_ai.output.messages"];
}

/** Figures that only one form has. */
const tokensDiffer: Readonly<Record<string, string>> = {
  "beeai-2025-08-01":
    "the spans tell no tokens; Langfuse counted those of the inputs with a tokenizer of its own",
};

/** How many observations of models, agents and tools the golden file has something to compare for. */
const goldenCount: Readonly<Record<string, number>> = {
  refund: 2,
  "agno-2025-06-11": 3,
  "beeai-2025-08-01": 7,
  "claude-agent-2025-12-22": 6,
  "crewai-2025-07-11": 1,
  "google-adk-2025-08-28": 3,
  "google-gemini-2025-08-01": 1,
  // Langfuse could convert neither side: a completion has bare texts.
  "llamaindex-2025-06-05": 0,
  "microsoft-agent-2025-12-17": 3,
  "pydantic-ai-2025-06-06": 2,
  "pydantic-ai-tools-2025-12-04": 4,
  "vercel-aisdk-2025-11-17": 3,
  "vertex-ai-2025-08-01": 1,
};

const names = existsSync(shared)
  ? readdirSync(shared).flatMap((file) =>
      file.endsWith(".otlp.json") ? [file.slice(0, -".otlp.json".length)] : [],
    )
  : [];

const pairs = [{ name: "refund", folder: fixtures }, ...names.map((name) => ({ name, folder: shared }))];

describe(`traces of Langfuse's own tests: ${names.length === 0 ? "not here, only our pair is compared" : names.length}`, () => {
  it.each(pairs)("$name: the export of Langfuse and OTLP say the same", ({ name, folder }) => {
    const langfuse = ofLangfuse(read(folder, name, "trace"));
    const otlp = readSpans(otlpSpans(folder, name));
    expect(comparable(otlp.messages)).toEqual(comparable(langfuse.messages));
    expect(langfuse.messages?.length).toBeGreaterThan(1);
    expect(otlp.toolCalls).toEqual(langfuse.toolCalls);
    expect(otlp.toolRuns?.map(({ error, agent }) => [error, agent])).toEqual(
      langfuse.toolRuns?.map(({ error, agent }) => [error, agent]),
    );
    if (Object.hasOwn(tokensDiffer, name)) return;
    expect(otlp.calls?.map(tokens)).toEqual(langfuse.calls?.map(tokens));
    expect(total(otlp)).toEqual(total(langfuse));
    if (otlp.costUsd !== undefined) expect(otlp.costUsd).toBeCloseTo(langfuse.costUsd ?? 0, 9);
  });

  it.each(pairs)("$name: each observation has the messages of the golden file", ({ name, folder }) => {
    const spans = spansOfLangfuse(read(folder, name, "trace"));
    const golden = read(folder, name, "chatml");
    if (!spans.ok || !isJsonObject(golden)) throw new Error("no trace");
    let compared = 0;
    for (const span of spans.value) {
      const expected = golden[span.spanId];
      const kind = kindOf(span);
      if (!isJsonObject(expected)) continue;
      if (kind === "tool") {
        const results = goldenResults(expected["output"]);
        const result = readToolRun(span)?.result;
        if (results === undefined || result === undefined) continue;
        expect(Array.isArray(result) ? result : [result], span.name).toEqual(results);
        compared++;
      } else if (kind === "llm" || kind === "agent") {
        const ours = kind === "llm" ? readExchange(span) : readAgentExchange(span);
        const [input, output] = [goldenSide(expected["input"]), goldenSide(expected["output"])];
        const theirs = [...(input ?? []), ...(output ?? [])];
        // Both sides as one conversation, since an agent's output may be all of it.
        const mine = [
          ...(input === undefined ? [] : (ours.input ?? [])),
          ...(output === undefined ? [] : (ours.output ?? [])),
        ];
        if (theirs.length === 0) continue;
        expect(mine.map(plain), `${span.name} ${span.spanId}`).toEqual(theirs.map(plain));
        compared++;
      }
    }
    expect(compared).toBe(goldenCount[name]);
  });
});

function read(folder: string, name: string, form: string): Json {
  return JSON.parse(readFileSync(`${folder}${name}.${form}.json`, "utf8")) as Json;
}

function ofLangfuse(value: Json): TraceReading {
  const reading = readLangfuseTrace(value);
  if (!reading.ok) throw new Error(reading.problems.map(({ message }) => message).join());
  return reading.value;
}

function otlpSpans(folder: string, name: string): readonly Span[] {
  const spans = readOtlp(read(folder, name, "otlp"))?.spans ?? [];
  const keysOf = taken[name];
  const exported = spansOfLangfuse(read(folder, name, "trace"));
  if (keysOf === undefined || !exported.ok) return spans;
  const byId = new Map(exported.value.map((span) => [span.spanId, span.attributes]));
  return spans.map((span) => {
    const kept = byId.get(span.spanId) ?? {};
    const [inputKey, outputKey] = keysOf(span);
    const usage = kept["langfuse.observation.usage_details"];
    const counts = name.startsWith("claude") && isJsonObject(usage) ? usage : {};
    const restored = {
      [inputKey]: kept["langfuse.observation.input"],
      [outputKey]: kept["langfuse.observation.output"],
      "gen_ai.usage.input_tokens": counts["input"],
      "gen_ai.usage.output_tokens": counts["output"],
    };
    const told = Object.entries(restored).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value] as const],
    );
    return { ...span, attributes: { ...span.attributes, ...Object.fromEntries(told) } };
  });
}

function comparable(messages: readonly JsonObject[] | undefined): readonly Json[] | undefined {
  return messages?.map((message) => ({
    ...plain(message),
    error: message["error"] ?? false,
    agent: message["agent"] ?? "",
  }));
}

function tokens({ model, usage }: NonNullable<TraceReading["calls"]>[number]): Json {
  return [model ?? null, usage?.input ?? null, usage?.output ?? null];
}

function total({ usage }: TraceReading): Json {
  return [usage?.input ?? null, usage?.output ?? null];
}
