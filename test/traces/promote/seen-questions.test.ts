import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printOf, SeenQuestions } from "../../../src/traces/promote/seen-questions.ts";
import {
  areNear,
  readSignature,
  signatureOf,
  writeSignature,
} from "../../../src/traces/promote/signature.ts";

const long =
  "Hello, I bought a kettle at your shop and it leaks since the first day. I wrote to you twice already and nobody answers. Can I return it after 40 days, or is it too late?";

describe("two questions", () => {
  it.each([
    ["differ in case, spaces and signs", long, long.toUpperCase().replaceAll(" ", "  ").replaceAll(".", "!")],
    ["differ in a greeting", long, long.replace("Hello, ", "Hi! ")],
    ["name another order", `${long} Order 12345678.`, `${long} Order 98765.`],
    ["come from other people", `${long} Mail [EMAIL_1].`, `${long} Mail [EMAIL_2].`],
    ["are written as a message and as a text", long, [{ role: "user", content: long }]],
    [
      "are in Japanese and differ in a sign",
      "注文した商品を四十日後に返品できますか？",
      "注文した商品を四十日後に返品できますか",
    ],
  ])("are nearly the same where they %s", (_, a, b) => {
    expect(areNear(signatureOf(a), signatureOf(b))).toBe(true);
  });

  it.each([
    ["ask for another number of days", long, long.replace("40", "29")],
    ["ask something else", long, "Where is my parcel? It was sent last week and the tracking shows nothing."],
    ["are short and differ in a word", "Can I return it?", "Can I exchange it?"],
    ["have nothing to compare but signs", "??", "Can I return it?"],
  ])("are two where they %s", (_, a, b) => {
    expect(areNear(signatureOf(a), signatureOf(b))).toBe(false);
  });
});

describe("SeenQuestions", () => {
  it("finds an equal one before one that is nearly the same, and of those the first", () => {
    const seen = new SeenQuestions();
    seen.add(printOf(`${long} Thanks`), "dataset", "refund-01");
    seen.add(printOf(`${long} Bye`), "rejected", "2026-11-01");
    seen.add(printOf(long), "batch", "prod-1");
    expect(seen.find(printOf(long))).toEqual({ where: "batch", isExact: true, like: "prod-1" });
    expect(seen.find(printOf(`${long} Please`))).toEqual({
      where: "dataset",
      isExact: false,
      like: "refund-01",
    });
    expect(seen.find(printOf("Where is it?"))).toBeUndefined();
  });

  it("finds every question that it has", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (questions) => {
        const seen = new SeenQuestions();
        for (const question of questions) seen.add(printOf(question), "dataset", question);
        for (const question of questions)
          expect(seen.find(printOf(question))).toMatchObject({ isExact: true, like: question });
      }),
      { numRuns: 30 },
    );
  });

  it("keeps a signature through writing and reading, without a word of the question", () => {
    const text = writeSignature(signatureOf(long));
    expect(readSignature(text)).toEqual(signatureOf(long));
    expect(readSignature("AAAA")).toBeUndefined();
  });
});
