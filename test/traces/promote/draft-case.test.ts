import { describe, expect, it } from "vitest";
import type { NormalTrace } from "../../../src/traces/normal-trace.ts";
import { type Draft, draftCase } from "../../../src/traces/promote/draft-case.ts";
import { openRedactor } from "../../../src/traces/redact/open-redactor.ts";
import { aScore, aTrace } from "../detect/build-trace.ts";

const redactor = openRedactor({ patterns: { CUSTOMER: "C-[0-9]{6}" }, keep: [] });

function draft(over: Partial<NormalTrace>): Draft {
  const made = draftCase(aTrace(over), redactor);
  if (typeof made === "string") throw new Error(made);
  return made;
}

const label = (name: string, value: string) => aScore({ name, value, kind: "text", source: "annotation" });

describe("draftCase", () => {
  it.each<[string, Partial<NormalTrace>]>([
    ["nothing but the failed output", {}],
    ["a correction that is the failed output", { correction: " No, within 30 days only. " }],
    [
      "an annotation that is the failed output",
      { scores: [label("expected_output", "No, within 30 days only.")] },
    ],
    ["a bad score", { scores: [aScore()] }],
    ["what a model holds for right", { scores: [{ ...label("expected_output", "Yes"), source: "eval" }] }],
    ["a comment of a person", { scores: [label("comment", "Yes")] }],
    ["an empty correction", { correction: "" }],
  ])("has no expected answer from %s", (_, over) => {
    expect(draft(over)).not.toHaveProperty("expected");
  });

  it.each<[string, Partial<NormalTrace>, unknown, string]>([
    ["a correction", { correction: "Yes" }, "Yes", "correction"],
    ["a correction that is an object", { correction: { refund: true } }, { refund: true }, "correction"],
    [
      "an annotation that says what was expected",
      { scores: [label("Expected answer", "Yes")] },
      "Yes",
      "annotation",
    ],
    [
      "the correction of both",
      { correction: "Yes", scores: [label("expected", "Perhaps")] },
      "Yes",
      "correction",
    ],
  ])("expects what a person wrote: %s", (_, over, expected, from) => {
    expect(draft(over)).toMatchObject({ draft: true, expected, source: { expected_from: from } });
  });

  it("gives one person one placeholder in the question, the answer, the context and the evidence", () => {
    const made = draft({
      input: "I am Ana Silva, C-123456, ana@example.com. Mail bob@example.org too.",
      output: "Dear Ana Silva, we mailed bob@example.org",
      correction: "We mail ANA@example.com",
      documents: ["Contact: bob@example.org"],
      toolRuns: [{ name: "get_user", result: { user: { name: "Ana Silva" } } }],
      error: "no mail for ana@example.com",
      detected: {
        failure: "tool_misuse",
        fingerprint: "f1",
        signs: [{ signal: "error", failure: "app_error", evidence: 'it says "ana@example.com"' }],
      },
    });
    expect(made).toMatchObject({
      input: "I am [NAME_1], [CUSTOMER_1], [EMAIL_1]. Mail [EMAIL_2] too.",
      expected: "We mail [EMAIL_1]",
      context: ["Contact: [EMAIL_2]"],
      source: {
        observed: "Dear [NAME_1], we mailed [EMAIL_2]",
        signals: [{ evidence: 'it says "[EMAIL_1]"' }],
        redaction: { counts: { CUSTOMER: 1, EMAIL: 6, NAME: 2 } },
      },
    });
    expect(JSON.stringify(made)).not.toMatch(/ana|bob|silva|123456/i);
  });

  it("says where it comes from, for when the trace is deleted, and names neither user nor session", () => {
    const id = "4bf92f3577b34da6a3ce929d0e0e4736";
    const url = `https://cloud.langfuse.com/project/clkpwwm0m000gmm094odg11gi/traces/${id}`;
    const made = draft({
      traceId: id,
      source: { system: "langfuse", id, url },
      release: "9f3c1ab",
      environment: "production",
      model: "gpt-5-mini-2025-08-07",
      provider: "openai",
      promptVersion: "support@12",
      startedAt: "2026-11-05T10:00:00.000Z",
      sessionId: "session-of-ana",
      userHash: "sha256:0f",
      detected: { failure: "hallucination/price", fingerprint: "f1", signs: [] },
    });
    expect(made.tags).toEqual(["production", "hallucination", "hallucination/price"]);
    expect(made.group).toBe("f1");
    expect(made.source).toEqual({
      system: "langfuse",
      trace_id: id,
      url,
      name: "support-desk",
      release: "9f3c1ab",
      environment: "production",
      model: "gpt-5-mini-2025-08-07",
      provider: "openai",
      prompt_version: "support@12",
      started_at: "2026-11-05",
      failure: "hallucination/price",
      observed: "No, within 30 days only.",
      content_hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      redaction: { version: 1, counts: {} },
    });
  });

  it("never expects the calls of the failed run", () => {
    expect(draft({ toolRuns: [{ name: "delete_order", arguments: {} }] })).not.toHaveProperty("tool_calls");
  });

  it("cuts what was observed, and never through a placeholder", () => {
    const { observed } = draft({ output: `${"word ".repeat(199)}ana@example.com and more` }).source;
    expect(observed).toBe(`${"word ".repeat(199)}…`);
  });

  it("leaves null out of the context, where no row may have it", () => {
    expect(draft({ documents: [null, { id: 1, score: null, tags: [null, "a"] }] }).context).toEqual([
      { id: 1, tags: ["a"] },
    ]);
  });

  it("takes a failure that is no mode for `other`, and a fingerprint with words for its hash", () => {
    const made = draft({
      detected: { failure: "ana@example.com", fingerprint: "ana@example.com", signs: [] },
    });
    expect(made.tags).toEqual(["production", "other"]);
    expect(made.group).toMatch(/^sha256:[0-9a-f]{16}$/);
  });

  it("makes nothing of a trace that cannot be redacted, or does not tell what was asked", () => {
    const broken = {
      ...redactor,
      redact: () => {
        throw new RangeError("too deep");
      },
    };
    expect(draftCase(aTrace(), broken)).toBe("not-redacted");
    expect(draftCase(aTrace({ input: null }), redactor)).toBe("no-question");
  });
});
