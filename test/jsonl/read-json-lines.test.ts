import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../src/experiment/json.ts";
import { maxProblems, ProblemList } from "../../src/jsonl/problem-list.ts";
import { type JsonLine, readJsonLines } from "../../src/jsonl/read-json-lines.ts";
import { bytesOf, chunksOf } from "./chunks.ts";

async function readWithTexts(...parts: readonly (string | Uint8Array)[]): Promise<JsonLine[]> {
  const lines: JsonLine[] = [];
  for await (const batch of readJsonLines("datasets/support.jsonl", chunksOf(...parts))) lines.push(...batch);
  return lines;
}

async function read(...parts: readonly (string | Uint8Array)[]) {
  const lines = await readWithTexts(...parts);
  return lines.map((line) => ("value" in line ? { line: line.line, value: line.value } : line));
}

async function problemOf(text: string | Uint8Array) {
  const [line] = await read(text);
  if (line === undefined || !("problem" in line)) throw new Error("the line has no problem");
  return line.problem;
}

const refund = '{"id":"refund-01"}';
const greet = '{"id":"greet-01"}';

describe("readJsonLines", () => {
  it("gives the text of a value as it is written", async () => {
    expect(await readWithTexts('\uFEFF{"id": "refund-01"}\r\n')).toEqual([
      { line: 1, value: { id: "refund-01" }, text: '{"id": "refund-01"}\r' },
    ]);
  });

  it.each([
    ["line feeds", `${refund}\n${greet}\n`, [1, 2]],
    ["CRLF", `${refund}\r\n${greet}\r\n`, [1, 2]],
    ["no line feed at the end", `${refund}\n${greet}`, [1, 2]],
    ["a BOM", `\uFEFF${refund}\n${greet}\n`, [1, 2]],
    ["blank lines", `\n${refund}\n \t\r\n\n${greet}\n\n`, [2, 5]],
  ])("reads the same values with %s", async (_, text, numbers) => {
    expect(await read(text)).toEqual([
      { line: numbers[0], value: { id: "refund-01" } },
      { line: numbers[1], value: { id: "greet-01" } },
    ]);
  });

  it("gives nothing for an empty file, a BOM alone, or blank lines", async () => {
    expect(await read("")).toEqual([]);
    expect(await read("\uFEFF")).toEqual([]);
    expect(await read("\n\r\n  \n")).toEqual([]);
  });

  it("does not depend on where the chunks are cut", async () => {
    const text = `\uFEFF{"a":"é😀"}\r\n\r\n{"b":[1,2]}\nnot json\n{"c":"\\n"}`;
    const bytes = bytesOf(text);
    const whole = await read(bytes);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length)), async (cuts) => {
        const ends = [...cuts, bytes.length].toSorted((a, b) => a - b);
        const parts = ends.map((end, at) => bytes.subarray(ends[at - 1] ?? 0, end));
        expect(await read(...parts)).toEqual(whole);
      }),
    );
  });

  it("gives back every JSON value that fits", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue({ maxDepth: 6 })), async (values) => {
        const text = values.map((value) => `${JSON.stringify(value)}\n`).join("");
        expect(await read(text)).toEqual(
          values.map((value, at) => ({ line: at + 1, value: JSON.parse(JSON.stringify(value)) as Json })),
        );
      }),
    );
  });

  it("is of one mind with JSON.parse about what is JSON", async () => {
    const pieces = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ":",
      ",",
      '"',
      "\\",
      "u",
      "e",
      "1",
      "-",
      "+",
      ".",
      "0",
      " ",
      "\t",
      "true",
      "null",
      '"a"',
      "NaN",
      "\u0001",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { minLength: 1, maxLength: 12 }), async (parts) => {
        const text = parts.join("");
        fc.pre(/[^ \t\r]/.test(text));
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        const [line] = await read(text);
        const isOther = line !== undefined && "problem" in line && line.problem.code !== "not-json";
        expect(isOther || (line !== undefined && "value" in line) === isJson).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['{"a": NaN}', 7, 'unexpected "NaN"'],
    ['{"a": -Infinity}', 7, 'unexpected "-Infinity"'],
    ['{"a":1,}', 8, 'unexpected "}"'],
    ["{'a':1}", 2, `unexpected "'"`],
    ['{"a":1} {"b":2}', 9, 'unexpected "{"'],
    ['{"a":"x', 8, "the line ends at column 8"],
    ["[01]", 2, 'unexpected "01"'],
    ["undefined", 1, 'unexpected "undefined"'],
  ])("names the column of what is not JSON in %s", async (text, column, words) => {
    const problem = await problemOf(text);
    expect(problem).toMatchObject({ code: "not-json", file: "datasets/support.jsonl", line: 1, column });
    expect(problem.message).toContain(words);
  });

  it.each([
    ["at the top", '{"critical":true,"input":"hi","critical":false}', 31, "critical"],
    ["deep inside", '{"a":[{"b":{"c":1,"d":2,"c":1}}]}', 25, "c"],
    ["in another spelling", '{"id":1,"\\u0069d":2}', 9, "id"],
    ["named __proto__", '{"__proto__":1,"__proto__":2}', 16, "__proto__"],
  ])("refuses a key that is written twice %s and names it", async (_, text, column, key) => {
    const problem = await problemOf(text);
    expect(problem).toMatchObject({ code: "duplicate-key", column });
    expect(problem.message).toContain(JSON.stringify(key));
  });

  it("takes keys and colons inside strings for text", async () => {
    const value = { a: '{"a":1,"a":2}', b: "\\", "c:": ["::", '"'] };
    expect(await read(JSON.stringify(value))).toEqual([{ line: 1, value }]);
  });

  it("refuses a number that only an infinite double could hold", async () => {
    expect(await problemOf('{"score":1e999}')).toMatchObject({ code: "number-out-of-range", column: 10 });
  });

  it.each([
    [64, undefined],
    [65, "json-too-deep"],
    [500_000, "json-too-deep"],
  ])("bounds the nesting: %i levels", async (depth, code) => {
    const [line] = await read("[".repeat(depth) + "]".repeat(depth));
    expect(line && "problem" in line ? line.problem.code : undefined).toBe(code);
  });

  it("names the line of bytes that are not UTF-8, and only that one", async () => {
    const lines = await read(bytesOf(`${refund}\n`), new Uint8Array([0x22, 0xff, 0x22, 10]), bytesOf(greet));
    expect(lines).toMatchObject([
      { line: 1, value: { id: "refund-01" } },
      { line: 2, problem: { code: "not-utf8", line: 2 } },
      { line: 3, value: { id: "greet-01" } },
    ]);
  });

  it("takes a line of exactly 1 MiB and refuses one byte more", async () => {
    const exact = `"${"x".repeat(1024 * 1024 - 2)}"`;
    expect(await read(`${exact}\n`)).toHaveLength(1);
    expect((await read(`${exact}\n`))[0]).not.toHaveProperty("problem");
    expect(
      (await read(`${exact} \n${refund}`)).map((line) => "problem" in line && line.problem.code),
    ).toEqual(["line-too-long", false]);
  });

  it("F09: names Git LFS and its cure for a pointer, and reads no further", async () => {
    const lines = await read("version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 12\n");
    expect(lines).toHaveLength(1);
    expect(lines).toMatchObject([
      { problem: { code: "git-lfs-pointer", message: /LFS/, fix: /`lfs: true`/ } },
    ]);
  });

  it("D04: keeps `__proto__` as a key like any other and pollutes nothing", async () => {
    const [line] = await read('{"__proto__":{"polluted":1},"constructor":{"prototype":{"x":1}}}');
    expect(line && "value" in line && Object.keys(line.value as object)).toEqual([
      "__proto__",
      "constructor",
    ]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(line && "value" in line && (line.value as { polluted?: number }).polluted).toBeUndefined();
  });

  it("D05: refuses a line of 200 MB without holding it", async () => {
    const mebibyte = new Uint8Array(1024 * 1024).fill(0x61);
    async function* endless() {
      for (let at = 0; at < 200; at++) yield mebibyte.slice();
    }
    const lines: JsonLine[] = [];
    for await (const batch of readJsonLines("datasets/support.jsonl", endless())) lines.push(...batch);
    expect(lines).toMatchObject([{ line: 1, problem: { code: "line-too-long", line: 1 } }]);
    expect(process.memoryUsage.rss()).toBeLessThan(1024 ** 3);
  });

  it("echoes no more than 60 characters of a line", async () => {
    const { message } = await problemOf(`{"a": ${"x".repeat(500_000)}}`);
    expect(message.length).toBeLessThan(120);
  });

  it("closes its source when the caller has seen enough", async () => {
    let isClosed = false;
    async function* source() {
      try {
        for (;;) yield bytesOf(`${refund}\n`);
      } finally {
        isClosed = true;
      }
    }
    for await (const _ of readJsonLines("datasets/support.jsonl", source())) break;
    expect(isClosed).toBe(true);
  });
});

describe("ProblemList", () => {
  it("ends with one problem that says there are more", () => {
    const list = new ProblemList("datasets/support.jsonl");
    for (let line = 1; line <= maxProblems; line++)
      list.add({ code: "not-json", line, message: "not JSON." });
    expect(list.isFull).toBe(false);
    list.add({ code: "not-json", message: "one" }, { code: "not-json", message: "two" });
    expect(list.isFull).toBe(true);
    expect(list.problems).toHaveLength(maxProblems + 1);
    expect(list.problems.at(-1)).toMatchObject({ code: "more-problems", file: "datasets/support.jsonl" });
  });
});
