import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/experiment/json.ts";
import { aScorer, wordOf } from "../scoring.ts";

const scorer = aScorer("citations");
const texts = ["Refunds are paid within 30 days of delivery.", "Gift cards cannot be returned."];
const documents = [
  { id: "policy-7", text: "Refunds are paid within 30 days of delivery." },
  { id: "gift", content: "Gift cards cannot be returned." },
];

describe("citations", () => {
  it.each<[string, Json, Json, string]>([
    ["a document by its place", texts, "Within 30 days [1].", "pass"],
    ["the last document", texts, "Not gift cards [2].", "pass"],
    ["a document beyond the last", texts, "Within 30 days [3].", "hallucination"],
    ["document 0, as places count from 1", texts, "Within 30 days [0].", "hallucination"],
    ["two documents", texts, "See [1, 2].", "pass"],
    ["one of two unknown", texts, "See [1, 9].", "hallucination"],
    ["a footnote", texts, "Within 30 days[^1].", "pass"],
    ["a document by its id", documents, "See [policy-7].", "pass"],
    ["an id that is a plain word", documents, "See [gift].", "pass"],
    ["an unknown id", documents, "See [policy-9].", "hallucination"],
    ["an id that objects inherit", documents, "See [constructor], [__proto__].", "hallucination"],
    ["no citation: words in brackets", documents, "It was [sic] so, - [x] done, [a b].", "pass"],
    ["no citation: a link", documents, "See [policy-9](https://example.com).", "pass"],
    ["a single text as context", texts.join(" "), "Within 30 days [1].", "pass"],
    ["a quotation", texts, 'It says "paid within 30 days of delivery".', "pass"],
    [
      "a quotation in other case and spacing",
      texts,
      "It says \u201CREFUNDS are  paid within 30 days.\u201D",
      "pass",
    ],
    ["a quotation with words left out", texts, 'It says "Refunds are paid ... of delivery."', "pass"],
    ["an invented quotation", texts, 'It says "refunds are paid within 90 days".', "hallucination"],
    ["three words in quotes are no claim", texts, 'The "very best policy" there is.', "pass"],
    ["the user's own words", texts, 'You ask "can I return it after 40 days?"', "pass"],
    [
      "JSON, whose syntax is no quotation",
      texts,
      '{"answer":"We pay it back to you soon","source":"[1]"}',
      "pass",
    ],
    ["a citation inside JSON", texts, { answer: "We pay it back [3]" }, "hallucination"],
    ["nothing, which is not wrong", texts, "Within 30 days.", "pass"],
    ["anything, of no documents", [], "Within 30 days [1].", "hallucination"],
  ])("cite %s", async (_, context, output, word) => {
    expect(await wordOf(scorer, { context }, { output })).toBe(word);
  });

  it("are checked against what the target read, before the case's own context", async () => {
    expect(await wordOf(scorer, { context: texts }, { output: "See [2].", context: ["Only one."] })).toBe(
      "hallucination",
    );
    expect(await wordOf(scorer, {}, { output: "See [1].", context: ["Only one."] })).toBe("pass");
  });

  it("are unscored where there is no context", async () => {
    expect(await wordOf(scorer, {}, { output: "See [1]." })).toBe("unscored");
  });

  it.each([
    "[1 ".repeat(60_000),
    '"'.repeat(200_000),
    "[[[[".repeat(50_000),
    `${".".repeat(200_000)}[1]`,
    `"${"a . ".repeat(50_000)}"`,
  ])("are decided in a hostile text: %#", async (output) => {
    expect(await wordOf(scorer, { context: texts }, { output })).not.toBe("unscored");
  });
});
