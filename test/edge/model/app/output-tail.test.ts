import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keepTail } from "../../../../src/edge/model/app/output-tail.ts";
import { oneLine } from "../../../../src/edge/model/app/reason.ts";
import { splitLines } from "../../../../src/edge/model/app/split-lines.ts";

describe("the end of what was printed", () => {
  it("is all of it while it is short, and its last bytes then, however they come", () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{0,40}$/)),
        fc.integer({ min: 1, max: 60 }),
        (parts, most) => {
          const tail = keepTail(most);
          for (const part of parts) tail.add(Buffer.from(part));
          expect(tail.text()).toBe(parts.join("").slice(-most));
        },
      ),
    );
  });

  it.each([
    [6, "🍳ö"],
    [5, "ö"],
    [3, "ö"],
    [2, "ö"],
    [1, ""],
  ])("starts with a whole character: of %d bytes", (most, text) => {
    const tail = keepTail(most);
    tail.add(Buffer.from("größer 🍳ö"));
    expect(tail.text()).toBe(text);
  });

  it.each([
    [
      "Node's crash",
      "/app.mjs:3\n  throw new Error()\n\nError: no such order\n    at file:///app.mjs:3:9 {\n  code: 'E'\n}\n\nNode.js v24.1.0\n",
      "Error: no such order",
    ],
    [
      "Node's warning",
      "Error: no such order\n(node:7) ExperimentalWarning: SQLite\n(Use `node --trace-warnings ...`)\n",
      "Error: no such order",
    ],
    [
      "Python's",
      "Traceback (most recent call last):\n  File \"app.py\", line 1\nKeyError: 'order'\n",
      "KeyError: 'order'",
    ],
    ["colours", "\u001b[31mno such order\u001b[0m\r\n", "no such order"],
    ["an indented line alone", "   no such order\n", "no such order"],
    ["nothing", "\n \n", undefined],
  ])("tells why from %s", (_, text, line) => {
    const tail = keepTail();
    tail.add(Buffer.from(text));
    expect(tail.lastLine()).toBe(line);
  });
});

describe("lines", () => {
  it("are the same however they come in pieces", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), fc.array(fc.nat(9)), (texts, sizes) => {
        const lines = texts.map((text) => text.replaceAll("\n", " "));
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
        const got: string[] = [];
        const splitter = splitLines(
          1e6,
          (line) => got.push(line.toString()),
          () => expect.fail("too long"),
        );
        let at = 0;
        for (const size of sizes) splitter.add(bytes.subarray(at, (at += size)));
        splitter.add(bytes.subarray(at));
        splitter.end();
        // A line that is only an end is there too.
        expect(got).toEqual(lines.map((line) => Buffer.from(line).toString()));
      }),
    );
  });

  it("are passed over where they are too long, and told once", () => {
    const [got, long]: [string[], string[]] = [[], []];
    const splitter = splitLines(
      5,
      (line) => got.push(line.toString()),
      (start) => long.push(start.toString()),
    );
    for (const part of ["12345\n123", "456", "789\nab", "c\n", "rest"]) splitter.add(Buffer.from(part));
    splitter.end();
    expect([got, long]).toEqual([["12345", "abc", "rest"], ["123"]]);
  });
});

describe("a reason", () => {
  it.each([
    ["a\u001b]8;;http://x\u0007b\u0000c\u2028d\n", "ab c d"],
    ["x".repeat(12), "x".repeat(12)],
    [`${"x".repeat(10)}🍳🍳`, `${"x".repeat(10)}…`],
  ])("is one line: %j", (text, line) => {
    expect(oneLine(text, 12)).toBe(line);
  });
});
