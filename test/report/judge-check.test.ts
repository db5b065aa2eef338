import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { JudgeCheck } from "../../src/experiment/judge-card.ts";
import type { Answer, LabelledOutput } from "../../src/experiment/judge-label.ts";
import { renderCardPage } from "../../src/report/judge-card-page.ts";
import { renderJudgeCheck } from "../../src/report/judge-check.ts";
import { makeCard } from "../../src/score/judge/make-card.ts";
import { hostileText } from "./hostile-texts.ts";
import { renderGfm, tagCounts, textOf } from "./render-gfm.ts";

const passed = (value: boolean): Answer => ({ kind: "passed", passed: value });

function checkOf(name: string, text: string, size = 20): JudgeCheck {
  const outputs = Array.from({ length: size }, (_, i): LabelledOutput => {
    const truth = i % 2 === 0;
    return {
      caseId: `${text} ${i}`,
      labels: [{ answer: passed(truth), rationale: text }],
      judgements: [{ judge: name, answer: passed(i === 0 ? !truth : truth), rationale: text }],
      place: {},
    };
  });
  return makeCard({
    judge: name,
    outputs,
    kind: "passed",
    trainShare: 0,
    limits: { min_agreement: 0.8, max_flip_rate: 0.1, max_missing: 0.05 },
    judged: "recorded",
    date: "2026-01-01",
  });
}

it("shows what decided, and what is still missing", () => {
  expect(renderJudgeCheck(checkOf("right", "refund"))).toBe(
    `✅ right: usable as evidence

On 20 labelled outputs:
  agreement     95.0%  limit 80.0%; mean of the next two
  sensitivity   90.0%  59.6% to 98.2%; 9 of 10; of what people pass
  specificity  100.0%  72.2% to 100.0%; 10 of 10; of what people fail
  accuracy      95.0%  76.4% to 99.1%; 19 of 20
  kappa         0.900  0.528 to 1.000; 0 is chance
  AC1           0.900  0.529 to 1.000

  people \\ judge  pass  fail
  pass               9     1
  fail               0    10

A true change of the pass rate shows as 0.900 of itself in this judge's scores.
Labels still needed to know both rates within 10.0% either way: 27 more pass and 6 more fail.

Worst disagreements:
  refund 0: people pass, judge fail
    people: refund
    judge:  refund
`,
  );
});

it("says what is unknown as unknown", () => {
  const shown = renderJudgeCheck(checkOf("right", "refund", 1));
  expect(shown).toContain("⛔ right: refused as evidence");
  expect(shown).toMatch(/agreement +unknown/);
  expect(shown).toMatch(/specificity +unknown/);
});

it("lets no text of others out of its place, in the terminal and on the page", () => {
  const plainTags = tagCounts(renderCardPage(checkOf("right", "refund")));
  fc.assert(
    fc.property(hostileText, (text) => {
      const check = checkOf("right", text);
      const shown = renderJudgeCheck(check);
      // oxlint-disable-next-line no-control-regex
      expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e\u200b]|##\[|^\s*::/mu);
      expect(tagCounts(renderCardPage(check))).toEqual(plainTags);
    }),
    { numRuns: 50 },
  );
});

it("has a page that renders, with the name of the judge as a name only", () => {
  const page = renderCardPage(checkOf("<img src=x>@octocat", "refund"));
  expect(tagCounts(page)).toMatchObject({ h1: 1, h2: 1, table: 2 });
  expect(tagCounts(page)["img"]).toBeUndefined();
  expect(textOf(renderGfm(page))).toContain("It is bound to no judge of a gate file.");
});
