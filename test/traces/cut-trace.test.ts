import { expect, it } from "vitest";
import { cutTraceLine } from "../../src/traces/cut-trace.ts";
import type { NormalTrace } from "../../src/traces/normal-trace.ts";
import { Counts } from "../../src/traces/otlp-counts.ts";
import { traceLine, traceOfLine } from "../../src/traces/trace-line.ts";

const trace = (more: Partial<NormalTrace>): NormalTrace => ({
  traceId: "t1",
  source: { system: "otlp", id: "t1" },
  ...more,
});

function cut(one: NormalTrace) {
  const notes = new Counts();
  const line = cutTraceLine(one, notes);
  return { line, trace: traceOfLine(JSON.parse(line)) as NormalTrace, notes: notes.list() };
}

it("leaves a text of 256 Ki characters as it is, and cuts one more, with a mark and a count", () => {
  const whole = trace({ output: "a".repeat(256 * 1024), input: "b".repeat(256 * 1024) });
  expect(cut(whole)).toMatchObject({ line: traceLine(whole), notes: [] });
  const read = cut(
    trace({ messages: [{ role: "user", content: "a".repeat(256 * 1024 + 1) }], input: "short" }),
  );
  expect(read.trace.messages).toEqual([
    { role: "user", content: `${"a".repeat(256 * 1024)}…[cut: 262145 characters]` },
  ]);
  expect(read.trace.input).toBe("short");
  expect(read.notes).toEqual([
    { reason: "a text of more than 262144 characters, cut in the normal form", count: 1 },
  ]);
});

it("does not cut a character in two", () => {
  const read = cut(trace({ output: `${"a".repeat(256 * 1024 - 1)}😀` }));
  expect(read.trace.output).toBe(`${"a".repeat(256 * 1024 - 1)}…[cut: 262145 characters]`);
});

it("cuts no address, card or key in two, since redaction finds no half of one", () => {
  for (const secret of ["jane.roe@example.com", "4111 1111 1111 1111", "password: hunter2x"]) {
    for (let before = 1; before < secret.length; before++) {
      const start = "a ".repeat(128 * 1024).slice(0, 256 * 1024 - before);
      const { output } = cut(trace({ output: `${start.slice(0, -1)} ${secret} was told` })).trace;
      expect(output).toMatch(/[a ]…\[cut: \d+ characters\]$/);
    }
  }
});

it("cuts texts shorter where the line is too long, and at last leaves out the longest parts", () => {
  const many = cut(
    trace({ messages: Array.from({ length: 100 }, () => ({ content: "a".repeat(200_000) })) }),
  );
  expect(many.line.length).toBeLessThan(8 * 1024 * 1024);
  expect(many.trace.messages).toHaveLength(100);
  const tooMany = cut(
    trace({ output: "No.", documents: Array.from({ length: 20_000 }, () => "a".repeat(1000)) }),
  );
  expect(tooMany.trace).toEqual(trace({ output: "No." }));
  expect(tooMany.notes).toEqual([
    {
      reason: "a trace that is too long, whose messages, documents and calls of tools are left out",
      count: 1,
    },
  ]);
});
