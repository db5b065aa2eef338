import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentHash } from "../../src/experiment/content-hash.ts";
import type { Json } from "../../src/experiment/json.ts";
import { readTrialEntry, writeTrialEntry } from "../../src/record/trial-entry.ts";
import { aTrial } from "../build.ts";

const key = contentHash("refund-01, first trial");
const entry = {
  key,
  storedMs: 1_780_000_000_000,
  run: "sha256:this-run",
  trial: aTrial({
    output: "No, only within 30 days. é ✓",
    toolCalls: [{ name: "find_order", arguments: { id: "A-1" } }],
    messages: [{ role: "assistant", content: "No, only within 30 days. é ✓" }],
    usage: { input: 812, cacheRead: 12, output: 64 },
    costUsd: 0.0011,
    latencyMs: 840.5,
  }),
};
const text = writeTrialEntry(entry);

/** A whole entry with these two lines and the checksum that belongs to them: what an attacker would write. */
function forged(head: object, trial: object): string {
  const lines = [JSON.stringify(head), `${JSON.stringify(trial)}\n`] as const;
  return `${contentHash([key, ...lines])}\n${lines.join("\n")}`;
}
const head = { version: 1, stored_ms: 1 };
const line = { type: "trial", case: "refund-01", trial: 0, status: "ok", output: "No." };

it("gives back what was written", () => {
  expect(readTrialEntry(text, key)).toEqual(entry);
  expect(readTrialEntry(forged(head, line), key)?.trial.output).toBe("No.");
});

it("gives back any answer that a record can hold", () => {
  const jsonValue = fc.jsonValue({ maxDepth: 4 }).filter((value) => value !== null);
  fc.assert(
    fc.property(jsonValue, (output) => {
      // Minus zero is not in JSON.
      const value = JSON.parse(JSON.stringify(output)) as Json;
      const trial = aTrial({ output: value });
      expect(readTrialEntry(writeTrialEntry({ key, storedMs: 1, trial }), key)?.trial).toEqual(trial);
    }),
  );
});

it("keeps no score and no failure mode", () => {
  const trial = aTrial({ output: "No.", scores: [{ scorer: "exact", value: 1 }], failure: "other" });
  const written = writeTrialEntry({ key, storedMs: 1, trial });
  expect(readTrialEntry(written, key)?.trial).toEqual(aTrial({ output: "No." }));
});

it("refuses an entry that is cut off anywhere", () => {
  const bytes = Buffer.from(text);
  const read = Array.from({ length: bytes.length }, (_, end) =>
    readTrialEntry(bytes.subarray(0, end).toString(), key),
  );
  expect(read.every((each) => each === undefined)).toBe(true);
});

it("refuses an entry with any one bit turned", () => {
  const bytes = Buffer.from(text);
  const turned = Array.from({ length: bytes.length * 8 }, (_, bit) => {
    const copy = Buffer.from(bytes);
    copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return readTrialEntry(copy.toString(), key);
  });
  expect(turned.every((each) => each === undefined)).toBe(true);
});

it("never gives another trial than the one that was written, whatever becomes of the bytes", () => {
  const bytes = Buffer.from(text);
  const edit = fc.record({
    start: fc.nat(bytes.length),
    removed: fc.nat(40),
    added: fc.uint8Array({ maxLength: 20 }),
  });
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 3 }), (edits) => {
      const damaged = edits.reduce<Buffer>(
        (before, { start, removed, added }) =>
          Buffer.concat([before.subarray(0, start), added, before.subarray(start + removed)]),
        bytes,
      );
      const read = readTrialEntry(damaged.toString(), key);
      expect(read === undefined || damaged.equals(bytes)).toBe(true);
      if (read !== undefined) expect(read).toEqual(entry);
    }),
    { numRuns: 500 },
  );
  fc.assert(fc.property(fc.string(), (any) => readTrialEntry(any, key) === undefined));
});

it("refuses an entry under the name of another", () => {
  expect(readTrialEntry(text, contentHash("refund-01, second trial"))).toBeUndefined();
});

describe("with a checksum that is right", () => {
  it.each([
    ["a poisoned score (G18)", head, { ...line, scores: [{ scorer: "exact", value: 1 }] }],
    ["a failure mode", head, { ...line, failure: "refusal" }],
    ["an infra error", head, { ...line, status: "infra_error" }],
    ["an app error", head, { ...line, status: "app_error" }],
    ["a trial that was cached before", head, { ...line, cached: true }],
    ["nothing to score", head, { ...line, output: undefined }],
    ["a key that no record has", head, { ...line, verdict: "pass" }],
    ["an id that no case has", head, { ...line, case: "refund 01" }],
    ["a negative cost", head, { ...line, cost_usd: -1 }],
    ["a key of the head that no entry has", { ...head, more: "x" }, line],
    ["another version", { ...head, version: 2 }, line],
    ["no age", { version: 1 }, line],
    ["more than is known", { ...head, trusted: true }, line],
    ["a depth that no record has", head, { ...line, output: JSON.parse("[".repeat(80) + "]".repeat(80)) }],
  ])("refuses %s", (_, about, trial) => {
    expect(readTrialEntry(forged(about, trial), key)).toBeUndefined();
  });
});
