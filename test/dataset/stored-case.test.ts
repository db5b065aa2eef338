import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CaseStore, type Row } from "../../src/dataset/stored-case.ts";
import { contentHash } from "../../src/experiment/content-hash.ts";
import type { Json } from "../../src/experiment/json.ts";

function store(rows: readonly Row[]) {
  const cases = new CaseStore("datasets/support.jsonl");
  return rows.map((row, at) =>
    cases.add(row, `${JSON.stringify(row)}\r`, contentHash(row as unknown as Json), at + 1),
  );
}

describe("a stored case", () => {
  it("gives back any content, whatever was read before it", () => {
    const content = fc.record({ input: fc.json({ maxDepth: 3 }), expected: fc.string({ unit: "grapheme" }) });
    fc.assert(
      fc.property(fc.array(content, { maxLength: 20 }), (contents) => {
        const rows = contents.map((each, at) => ({ id: `refund-${at}`, ...each }));
        const read = store(rows)
          .toReversed()
          .map(({ id, input, expected }) => ({ id, input, expected }));
        expect(read.toReversed()).toEqual(rows);
      }),
    );
  });

  it("keeps rows that are longer than a page, and the hash and line of each", () => {
    const rows = ["a", "b", "c"].map((id) => ({ id, input: id.repeat(300_000) }));
    const cases = store(rows);
    expect(cases.map(({ input }) => input)).toEqual(rows.map(({ input }) => input));
    expect(cases.map(({ hash }) => hash)).toEqual(rows.map((row) => contentHash(row)));
    expect(cases.map(({ place }) => place.line)).toEqual([1, 2, 3]);
  });

  it("tells tags from one tag that looks like several", () => {
    const tags = [["a", "b"], ['["a","b"]'], [], [""], ["a", "a"]];
    const cases = store(tags.map((each, at) => ({ id: `greet-${at}`, input: "hi", tags: each })));
    expect(cases.map((one) => one.tags)).toEqual([["a", "b"], ['["a","b"]'], [], [""], ["a"]]);
  });
});
