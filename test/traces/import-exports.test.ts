import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Json } from "../../src/experiment/json.ts";
import { traceLine, traceOfLine } from "../../src/traces/trace-line.ts";
import { importAll } from "./import-build.ts";

/*
 * Traces that Langfuse's interface gave, and the same in OTLP as it kept them (`../shared/data/langfuse-traces`, outside the repository): where
 * that folder is, all of them are imported; the pair in `fixtures/` always is.
 */
const fixtures = fileURLToPath(new URL("fixtures/", import.meta.url));
const shared = fileURLToPath(new URL("../../../shared/data/langfuse-traces/", import.meta.url));
const exports = [fixtures, ...(existsSync(shared) ? [shared] : [])].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".trace.json"))
    .map((name) => [name.replace(".trace.json", ""), folder] as const),
);
const read = (file: string) => JSON.parse(readFileSync(file, "utf8")) as Json;

describe.each(exports)("%s", (name, folder) => {
  const exported = read(`${folder}${name}.trace.json`);
  const { traces, ...rest } = importAll([exported]);
  const [trace] = traces;

  it("is one trace with all that it tells, and nothing of it is refused", () => {
    expect(traces).toHaveLength(1);
    expect(rest).toEqual({ unknown: 0, rejected: [], notes: [] });
    const { trace: about } = exported as {
      readonly trace: { readonly id: string; readonly scores?: readonly Json[] };
    };
    expect(trace).toMatchObject({ traceId: about.id, source: { system: "langfuse", id: about.id } });
    expect(trace?.scores ?? []).toHaveLength(about.scores?.length ?? 0);
    expect(trace?.latencyMs).toBeGreaterThan(0);
    expect(trace?.output).toBeDefined();
    expect(traceOfLine(JSON.parse(traceLine(trace!)))).toEqual(trace);
  });

  if (!existsSync(`${folder}${name}.otlp.json`)) return;
  it("says in OTLP what it says in Langfuse's form", () => {
    const [otlp] = importAll([read(`${folder}${name}.otlp.json`)]).traces;
    expect(otlp).toMatchObject({ traceId: trace?.traceId });
    // One form has whole milliseconds only.
    expect(Math.abs((otlp?.latencyMs ?? 0) - (trace?.latencyMs ?? 0))).toBeLessThan(2);
    expect(otlp?.toolRuns?.map((run) => run.name)).toEqual(trace?.toolRuns?.map((run) => run.name));
    if (otlp?.usage !== undefined) expect(otlp.usage).toMatchObject({ output: trace?.usage?.output });
  });
});
