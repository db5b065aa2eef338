import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadPatternCompiler } from "../../../src/score/pattern.ts";
import { aScorer, problemsOf, wordOf } from "../scoring.ts";

describe("regex", () => {
  it.each([
    ["is found anywhere", "[0-9]+ days", "Within 30 days.", "pass"],
    ["is not found", "[0-9]+ weeks", "Within 30 days.", "reasoning_error"],
    ["has to be anchored to match all", "^30$", "30 days", "reasoning_error"],
    ["knows classes of Unicode", "^\\p{Lu}", "Écran", "pass"],
    ["knows an empty text", "^$", "", "pass"],
  ])("%s", async (_, expected, output, word) => {
    expect(await wordOf(aScorer("regex"), { expected }, { output })).toBe(word);
  });

  it("ignores case where told", async () => {
    expect(await wordOf(aScorer("regex", { value: "^no", ignoreCase: true }), {}, { output: "NO" })).toBe(
      "pass",
    );
    expect(await wordOf(aScorer("regex", { value: "^no" }), {}, { output: "NO" })).toBe("reasoning_error");
  });

  it.each(["^(a+)+$", "(a|aa)+$", "^((((a*)*)*)*)*$", "(.*a){12}$"])(
    "decides the catastrophic %s on 200,000 characters",
    async (value) => {
      expect(await wordOf(aScorer("regex", { value }), {}, { output: `${"a".repeat(199_999)}!` })).toBe(
        "reasoning_error",
      );
    },
  );

  it("does not cut a text that is too long, since the cut could hide a match", async () => {
    const scorer = aScorer("regex", { value: "x$", not: true });
    expect(await wordOf(scorer, {}, { output: `${"a".repeat(199_999)}b` })).toBe("pass");
    expect(await wordOf(scorer, {}, { output: `${"a".repeat(200_000)}b` })).toBe("unscored");
  });

  it.each(["(a", "(?=a)", "(?<!a)b", "(a)\\1", "a{1001}", "((a{100}){100}){100}", "", "a".repeat(10_001)])(
    "refuses a pattern before anything runs, at the scorer's place: %#",
    async (value) => {
      expect(await problemsOf([aScorer("regex", { value })])).toEqual([
        expect.objectContaining({ code: "scorer-pattern", file: "llm-o11y.yml", line: 9 }),
      ]);
    },
  );

  it("keeps a hostile pattern out of the message but for its start", async () => {
    const [problem] = await problemsOf([aScorer("regex", { value: `(${"a\n".repeat(4000)}` })]);
    expect(problem?.message.length).toBeLessThan(300);
    expect(problem?.message).not.toContain("\n");
  });

  it("gives a reason and never an exception for whatever text is written as a pattern", async () => {
    const compile = await loadPatternCompiler();
    const fragment = fc.constantFrom(
      "(",
      ")",
      "[",
      "]",
      "{1,",
      "}",
      "\\",
      "*",
      "+?",
      "|",
      "(?",
      "\\x{",
      "\uD83D",
      "a",
      "^",
      "\\u",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(fragment).map((parts) => parts.join("")),
        ),
        fc.string(),
        (pattern, text) => {
          const reading = compile(pattern);
          expect(typeof (reading.ok ? reading.value(text) : reading.reason)).toBe(
            reading.ok ? "boolean" : "string",
          );
        },
      ),
    );
  });
});
