import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { datasetFacts } from "../../src/decide/dataset-sight.ts";
import type { Case } from "../../src/experiment/case.ts";
import type { ProposedCase, PromotionReport } from "../../src/report/promotion.ts";
import { renderPromotion } from "../../src/report/promotion.ts";
import { hostileText } from "./hostile-texts.ts";
import { activeText, renderGfm, tagCounts } from "./render-gfm.ts";

function casesOf(count: number): readonly Case[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `refund-${index}`,
    input: "May I return it?",
    critical: false,
    draft: false,
    tags: [],
    place: {},
  }));
}

const tolerance = { maxDrop: 0.05, alpha: 0.05 };

function proposed(text: string, more: Partial<ProposedCase> = {}): ProposedCase {
  return {
    id: text.replaceAll(/[^\w.-]/g, "").slice(0, 100) || "prod-1",
    question: text,
    isDraft: true,
    isCritical: false,
    failure: text,
    signal: text,
    evidence: text,
    traceId: text,
    url: "https://langfuse.example/project/desk/traces/t1",
    release: text,
    ...more,
  };
}

function reportWith(
  cases: readonly ProposedCase[],
  name = "t1",
  more: Partial<PromotionReport> = {},
): PromotionReport {
  return {
    to: "datasets/support.jsonl",
    proposed: cases,
    counts: {
      traces: 40,
      chosen: cases.length,
      passedOver: { "near-dataset": 2 },
      duplicates: [{ traceId: name, reason: "near-dataset", like: name }],
      leftOut: 9,
      groups: [{ fingerprint: name, failure: name, traces: 12, chosen: 1, passedOver: 2, leftOut: 9 }],
    },
    failures: { traces: 900, failed: 40 },
    unread: 0,
    sight: {
      now: datasetFacts(casesOf(60), undefined, tolerance),
      completed: datasetFacts(casesOf(200), undefined, tolerance),
    },
    isRead: true,
    runUrl: "https://github.com/acme/desk/actions/runs/100",
    ...more,
  };
}

describe("the body of a promotion's pull request", () => {
  it("shows what was asked, the failure mode, the sign, the trace, the release, and the state of the case", () => {
    const body = renderPromotion(
      reportWith([
        proposed("May I return the gift card?", {
          id: "prod-hallucination-1",
          failure: "hallucination",
          signal: "user_feedback",
          evidence: 'the user said "wrong"',
          release: "v41",
        }),
        proposed("Where is it?", { isDraft: false, isCritical: true }),
      ]),
    );
    expect(body).toContain(
      '| `May I return the gift card?` | `hallucination` | `user_feedback` `the user said "wrong"` | <a href="https://langfuse.example/project/desk/traces/t1">open</a> | `v41` | `prod-hallucination-1` · draft |',
    );
    expect(body).toContain("`Whereisit` · critical · complete |");
    expect(body).toContain(
      "2 cases from production traces that failed, in `datasets/support.jsonl`. 1 draft: not run",
    );
  });

  it("says how the drop that the dataset can see changes, and what became of the other traces", () => {
    const body = renderPromotion(reportWith([proposed("Hello?")]));
    expect(body).toContain("| now | 60 | 14.4 points and more | 9.7 points and more |");
    expect(body).toContain("| with these completed | 200 | ");
    expect(body).toContain("900 traces read, 40 failed, 1 new case in this run, 9 left for another one.");
    expect(body).toContain("| nearly as a case of the dataset | 2 |");
  });

  it("says where no gate reads the file, and where nothing runs yet", () => {
    const sight = {
      now: datasetFacts([], undefined, tolerance),
      completed: datasetFacts(casesOf(1), undefined, tolerance),
    };
    const body = renderPromotion(reportWith([proposed("Hello?")], "t1", { isRead: false, sight }));
    expect(body).toContain("No gate reads this file");
    expect(body).toContain("| now | 0 | nothing | nothing |");
  });

  it("keeps room under GitHub's limit, with a count of what is not shown", () => {
    const long = proposed("|`@octocat ".repeat(5000), {
      url: `https://langfuse.example/${"x".repeat(1900)}`,
    });
    const body = renderPromotion(reportWith(Array.from({ length: 500 }, () => long)));
    expect(body.length).toBeLessThan(55_001);
    expect(body).toMatch(/\n\n\d+ more in the file\./);
  });

  it("renders to the same structure whatever was asked, and mentions, links and refers to nobody", () => {
    const bodyOf = (text: string) => renderPromotion(reportWith([proposed(text, { id: "prod-1" })], text));
    const shape = (text: string) => {
      const { code: _, ...others } = tagCounts(bodyOf(text));
      return others;
    };
    const expected = shape("x");
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(shape(text)).toEqual(expected);
        expect(activeText(renderGfm(bodyOf(text)))).not.toMatch(/@octocat|evil\.test|#1\b|GH-3/);
      }),
      { numRuns: 150 },
    );
  });
});
