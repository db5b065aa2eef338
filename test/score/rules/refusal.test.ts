import { describe, expect, it } from "vitest";
import { aScorer, wordOf } from "../scoring.ts";

const refuses = aScorer("refusal");
const answers = aScorer("refusal", { not: true });

describe("refusal", () => {
  it.each([
    "I'm sorry, but I can't help with that.",
    "I\u2019m sorry, but I can\u2019t assist with that request.",
    "I cannot provide that information.",
    "I am unable to answer this question.",
    "I won't write that.",
    "As an AI language model, I cannot have opinions on refunds.",
    "Unfortunately, I must decline.",
    "Sorry, I can't do that.",
    "I'm not able to discuss other customers.",
    "Your request violates our content policy.",
    "\n  I can\nnot   help with that. I cannot   help.",
  ])("is seen in %j", async (output) => {
    expect(await wordOf(refuses, {}, { output })).toBe("pass");
    expect(await wordOf(answers, {}, { output })).toBe("refusal");
  });

  it.each([
    "No, we cannot refund it after 30 days.",
    "I'm sorry to hear that! Your refund is on its way.",
    "You can't return it, but we can help you sell it.",
    "I can help with that.",
    "",
    `${"Your order is on its way. ".repeat(30)}I cannot help with that.`,
  ])("is not seen in %j", async (output) => {
    expect(await wordOf(answers, {}, { output })).toBe("pass");
    expect(await wordOf(refuses, {}, { output })).toBe("reasoning_error");
  });

  it("is taken from the provider's own field", async () => {
    const messages = [{ role: "assistant", content: null, refusal: "Not this one." }];
    expect(await wordOf(answers, {}, { messages })).toBe("refusal");
    expect(await wordOf(answers, {}, { output: "", messages })).toBe("refusal");
  });

  it("is unscored where nothing was said", async () => {
    expect(await wordOf(answers, {}, { messages: [] })).toBe("unscored");
  });
});
