import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentHash } from "../../src/experiment/content-hash.ts";
import { readScoreEntry, writeScoreEntry } from "../../src/record/score-entry.ts";
import { readTrialEntry, writeTrialEntry } from "../../src/record/trial-entry.ts";
import { aTrial } from "../build.ts";

const key = contentHash("refund-01, polite");
const entry = {
  key,
  storedMs: 1_780_000_000_000,
  run: "sha256:this-run",
  score: { value: 0.5, passed: false, reason: "It says “no”\n and nothing else. é ✓", failure: "other" },
};
const text = writeScoreEntry(entry);

/** A whole entry with these two lines and the checksum that belongs to them: what an attacker would write. */
function forged(score: object, head: object = { version: 1, stored_ms: 1 }): string {
  const lines = [JSON.stringify(head), `${JSON.stringify(score)}\n`] as const;
  return `${contentHash([key, ...lines])}\n${lines.join("\n")}`;
}
const line = { type: "score", value: 1, passed: true };

it("gives back what was written", () => {
  expect(readScoreEntry(text, key)).toEqual(entry);
  const bare = { key, storedMs: 0, score: { value: 1, passed: true } };
  expect(readScoreEntry(writeScoreEntry(bare), key)).toEqual(bare);
  expect(readScoreEntry(forged(line), key)?.score).toEqual({ value: 1, passed: true });
});

it("gives back any reason", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 40 }), (reason) => {
      const score = { value: 0, passed: false, reason };
      expect(readScoreEntry(writeScoreEntry({ key, storedMs: 1, score }), key)?.score).toEqual(score);
    }),
  );
});

it("refuses an entry that is cut off anywhere, or with any one bit turned", () => {
  const bytes = Buffer.from(text);
  for (let end = 0; end < bytes.length; end++) {
    expect(readScoreEntry(bytes.subarray(0, end).toString(), key)).toBeUndefined();
    for (let bit = 0; bit < 8; bit++) {
      const copy = Buffer.from(bytes);
      copy[end] = (copy[end] ?? 0) ^ (1 << bit);
      expect(readScoreEntry(copy.toString(), key)).toBeUndefined();
    }
  }
});

it("takes neither a trial for a score nor a score for a trial", () => {
  expect(readScoreEntry(text, contentHash("refund-02, polite"))).toBeUndefined();
  expect(readTrialEntry(text, key)).toBeUndefined();
  const trial = writeTrialEntry({ key, storedMs: 1, trial: aTrial({ output: "No." }) });
  expect(readScoreEntry(trial, key)).toBeUndefined();
});

describe("with a checksum that is right", () => {
  it.each<[string, object]>([
    ["a value above 1", { ...line, value: 1.01 }],
    ["a value that is no number", { ...line, value: "1" }],
    ["a value that is not there", { type: "score", passed: true }],
    ["no word on whether it passed", { type: "score", value: 1 }],
    ["a failure mode that there is not", { ...line, failure: "none" }],
    ["a reason that is no text", { ...line, reason: 1 }],
    ["a scorer, which is not its own to choose", { ...line, scorer: "exact" }],
    ["a verdict", { ...line, verdict: "pass" }],
    ["another kind", { ...line, type: "verdict" }],
  ])("refuses %s", (_, score) => {
    expect(readScoreEntry(forged(score), key)).toBeUndefined();
  });

  it("refuses a head that is not ours", () => {
    expect(readScoreEntry(forged(line, { version: 1, key }), key)).toBeUndefined();
    expect(readScoreEntry(forged(line, { version: 2, stored_ms: 1 }), key)).toBeUndefined();
    expect(readScoreEntry(forged(line, { version: 1, stored_ms: 1, more: "x" }), key)).toBeUndefined();
  });
});
