import { describe, expect, it } from "vitest";
import { annotationsOf } from "../../src/report/annotations.ts";
import { buildRule, buildVerdict, errorVerdict, failVerdict, waivedVerdict } from "../build-verdict.ts";

const places = new Map(
  Array.from({ length: 20 }, (_, index) => {
    const id = `refund-${String(index + 1).padStart(2, "0")}`;
    return [id, { file: "datasets/support.jsonl", line: index + 1 }] as const;
  }),
);

describe("annotationsOf", () => {
  it("marks a broken critical case on its line, with how often it fails", () => {
    expect(annotationsOf(failVerdict(), places)).toEqual([
      {
        file: "datasets/support.jsonl",
        line: 1,
        level: "error",
        title: "Critical case broke",
        message: "Critical case `refund-01` broke: 7 of 10 trials fail, baseline 0 of 15.",
      },
    ]);
  });

  it("names each of several, at most eight of a level, and none whose line is not known", () => {
    const cases = ["gone", ...places.keys()];
    const rules = [buildRule("critical", { status: "fail", message: "20 critical cases broke.", cases })];
    const changed = [
      { case: "refund-01", baseline: 1, candidate: 0, failure: "hallucination" },
      {
        case: "refund-03",
        baseline: 1,
        candidate: 0,
        failure: "tool_misuse",
        shown: "missing `refund(order)`\n::error::",
      },
    ];
    const annotations = annotationsOf(buildVerdict({ verdict: "fail", rules, changed }), places);
    expect(annotations.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(annotations[0]?.message).toBe(
      "Critical case `refund-01` broke. It fails as `hallucination`; the report says how often.",
    );
    expect(annotations[1]?.message).toBe("Critical case `refund-02` broke. The report says how.");
    expect(annotations[2]?.message).toBe(
      "Critical case `refund-03` broke. It fails as `tool_misuse` (missing `refund(order)`⏎::error::); the report says how often.",
    );
  });

  it("only warns of one that is waived", () => {
    expect(annotationsOf(waivedVerdict(), places)).toMatchObject([
      { level: "warning", message: expect.stringContaining("Waived by `refund-rewrite`.") as string },
    ]);
  });

  it("says nothing of a case that is not confirmed as broken", () => {
    const rules = [buildRule("critical", { status: "inconclusive", cases: ["refund-01"] })];
    expect(annotationsOf(buildVerdict({ verdict: "inconclusive", rules }), places)).toEqual([]);
  });

  it("puts the problems of an error on their lines, with the fix", () => {
    expect(annotationsOf(errorVerdict(), places)).toMatchObject([
      {
        file: "datasets/refunds.jsonl",
        line: 14,
        level: "error",
        title: "The gate could not run",
        message: "duplicate id `refund-01` (first at line 3) give the second row its own id, or delete it",
      },
      { line: 31, level: "error" },
    ]);
  });

  it("gives warnings apart from errors, after them, and leaves out what has no file", () => {
    const problems = [
      { code: "drafts", message: "2 drafts." },
      { code: "no-rows", file: "datasets/b.jsonl", message: "no rows." },
    ];
    expect(
      annotationsOf({ ...failVerdict(), problems }, places).map(({ level, file }) => [level, file]),
    ).toEqual([
      ["error", "datasets/support.jsonl"],
      ["warning", "datasets/b.jsonl"],
    ]);
  });

  it("is one line of at most 4,000 characters that no runner takes for a command", () => {
    const message = `::error::\n##[error] \u001b[31m${"x".repeat(9000)}`;
    const problems = [{ code: "x", file: "a.jsonl", message }];
    const [annotation] = annotationsOf(buildVerdict({ problems }), places);
    expect(annotation?.message.length).toBeLessThanOrEqual(4000);
    expect(annotation?.message).not.toMatch(/^::|##\[|[\n\u001b]/u);
  });
});
