import { describe, expect, it } from "vitest";
import { readOtlpLines } from "../../src/traces/otlp-lines.ts";

const aSpan = {
  traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
  spanId: "20cfa14708c6b153",
  name: "answer",
  startTimeUnixNano: "1500000",
};

async function read(...lines: readonly string[]) {
  const chunks = (async function* () {
    yield Buffer.from(lines.join("\n"));
  })();
  const found = [];
  for await (const batch of readOtlpLines("traces.jsonl", chunks)) found.push(...batch);
  return found;
}

describe("readOtlpLines", () => {
  it("reads an export or a span a line, and names the line of what is neither", async () => {
    const anExport = { resourceSpans: [{ scopeSpans: [{ spans: [aSpan, { ...aSpan, traceId: "" }] }] }] };
    const lines = [JSON.stringify(anExport), "", JSON.stringify(aSpan), `{"id":"refund-01"}`, "{"];
    expect(await read(...lines)).toMatchObject([
      { line: 1, spans: [{ name: "answer" }], rejected: [{ count: 1 }] },
      { line: 3, spans: [{ name: "answer" }] },
      { line: 4, problem: { code: "not-otlp", file: "traces.jsonl", line: 4 } },
      { line: 5, problem: { code: "not-json", file: "traces.jsonl", line: 5 } },
    ]);
  });
});
