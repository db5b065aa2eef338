import { describe, expect, it } from "vitest";
import { readUnfinishedRecord } from "../../src/record/read-unfinished-record.ts";

const header = '{"type":"run","version":1,"planned":{"cases":2}}\n';
const refund = '{"type":"trial","case":"refund-1","trial":0,"status":"ok","output":"30 dåys"}\n';
const greet = '{"type":"trial","case":"greet-1","trial":0,"status":"ok","output":"Hello"}\n';

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function read(text: string | Uint8Array, size = 7) {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const parsed = await readUnfinishedRecord("runs/candidate.jsonl", chunksOf(bytes, size));
  if (!parsed.ok) return parsed.problems.map(({ code, line }) => ({ code, line }));
  const { record, isTorn } = parsed.value;
  return { cases: record && [...record.trialsByCaseId.keys()], isTorn };
}

describe("a record that was cut off", () => {
  const whole = new TextEncoder().encode(header + refund + greet);
  const ends = [header, header + refund, header + refund + greet].map(
    (text) => new TextEncoder().encode(text).length,
  );

  it.each([1, 7, 4096])(
    "at any byte has every line that was whole, read in pieces of %i bytes",
    async (size) => {
      for (let length = 0; length <= whole.length; length++) {
        const lines = ends.filter((end) => end <= length).length;
        expect(await read(whole.subarray(0, length), size), `${length} bytes`).toEqual({
          cases: [undefined, [], ["refund-1"], ["greet-1", "refund-1"]][lines],
          isTorn: length > 0 && !ends.includes(length),
        });
      }
    },
  );

  it.each([
    ["is not JSON", "{\n"],
    ["is not UTF-8", Uint8Array.of(0x22, 0xff, 0x22, 10)],
    ["has only zeros, as after a loss of power", Uint8Array.of(0, 0, 0, 0)],
  ])("loses a last line that %s", async (_, line) => {
    const bytes = typeof line === "string" ? new TextEncoder().encode(line) : line;
    const text = Buffer.concat([new TextEncoder().encode(header + refund), bytes]);
    expect(await read(text)).toEqual({ cases: ["refund-1"], isTorn: true });
  });
});

it("repairs no other line", async () => {
  expect(await read(`${header}{"type":"tri\n${greet}`)).toEqual([{ code: "not-json", line: 2 }]);
  expect(await read(`${header}{"type":"trial"}\n`)).toMatchObject([{ code: "missing-key", line: 2 }, {}, {}]);
});
