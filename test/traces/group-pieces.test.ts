import fc from "fast-check";
import { expect, it } from "vitest";
import { PieceGroups, type Spill } from "../../src/traces/group-pieces.ts";
import type { Piece } from "../../src/traces/import-piece.ts";
import { Counts } from "../../src/traces/otlp-counts.ts";

/** As much of a file as a sorter needs. */
function spillInMemory(): Spill & { readonly parts: () => number } {
  let all = Buffer.alloc(0);
  let parts = 0;
  return {
    parts: () => parts,
    write: (text) => {
      const start = all.length;
      all = Buffer.concat([all, Buffer.from(text)]);
      parts++;
      return Promise.resolve({ start, bytes: all.length - start });
    },
    read: (start, bytes) => Promise.resolve(all.subarray(start, start + bytes)),
    close: () => Promise.resolve(),
  };
}

const piece = (traceId: string, name: string): Piece => ({ traceId, system: "otlp", facts: { name } });

async function group(pieces: readonly Piece[], limit: number, spill = spillInMemory()) {
  const groups = new PieceGroups(() => Promise.resolve(spill), limit);
  for (const one of pieces) await groups.add(one);
  const found: (readonly Piece[])[] = [];
  const notes = new Counts();
  for await (const one of groups.groups(notes)) found.push(one);
  await groups.close();
  return { found, notes: notes.list() };
}

it("whatever is held and whatever is written out: traces in the order of their first piece, pieces in the order in which they came", async () => {
  const pieces = fc.array(
    fc.record({
      trace: fc.integer({ min: 0, max: 12 }),
      text: fc.string({ unit: "grapheme", maxLength: 60 }),
    }),
    { maxLength: 80 },
  );
  await fc.assert(
    fc.asyncProperty(pieces, fc.integer({ min: 1, max: 4000 }), async (list, limit) => {
      const all = list.map(({ trace, text }) => piece(`t${trace}`, text));
      const expected = [...new Set(all.map(({ traceId }) => traceId))].map((id) =>
        all.filter(({ traceId }) => traceId === id),
      );
      expect((await group(all, limit)).found).toEqual(expected);
    }),
  );
});

it("lines longer than what is read at once come whole", async () => {
  const long = "é".repeat(700_000);
  const pieces = [piece("a", "1"), piece("b", long), piece("a", long), piece("b", "2")];
  const { found } = await group(pieces, 1000);
  expect(found).toEqual([
    [pieces[0], pieces[2]],
    [pieces[1], pieces[3]],
  ]);
});

it("opens no spill for what the memory can hold", async () => {
  const spill = spillInMemory();
  await group([piece("a", "1"), piece("b", "2")], 10_000, spill);
  expect(spill.parts()).toBe(0);
});

it("of a trace without end, what is beyond its limit is left out and counted", async () => {
  const span = { traceId: "a", spanId: "", name: "", startMs: 1, endMs: 1, attributes: {}, events: [] };
  const many: Piece = {
    traceId: "a",
    system: "otlp",
    spans: Array.from({ length: 10_000 }, (_, at) => ({ ...span, spanId: String(at) })),
  };
  const { found, notes } = await group([many, piece("a", "late"), piece("b", "next")], 1e9);
  expect(found.map((one) => one.length)).toEqual([1, 1]);
  expect(notes).toEqual([
    { reason: "a part of a trace beyond 10000 spans or 32 MiB, left out", count: 1, first: "trace a" },
  ]);
});
