import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FailureCounts } from "../../src/experiment/failure-counts.ts";
import { renderFailuresPage } from "../../src/report/failures-page.ts";
import { renderFailures } from "../../src/report/failures-terminal.ts";
import { hostileText } from "./hostile-texts.ts";
import { tagCounts } from "./render-gfm.ts";

function countsWith(name: string, releases: readonly string[] = ["v1", "v2"]): FailureCounts {
  const byMode = (n: number) => new Map([[name, n]]);
  return {
    traces: 200,
    failed: 20,
    modes: [{ mode: name, traces: 20 }],
    signals: [{ signal: "error", traces: 20 }],
    groups: [
      {
        fingerprint: "1f99fbdf8dc46acc",
        mode: name,
        signal: "error",
        shown: `the judge's score \`${name.replaceAll("`", "")}\``,
        traces: 20,
        example: {
          traceId: name,
          url: "https://langfuse.example/trace/t1",
        },
        releases: 2,
      },
    ],
    ungrouped: 0,
    releases: releases.map((release, n) => ({
      release,
      traces: 100,
      failed: 5 + 10 * n,
      byMode: byMode(5 + 10 * n),
    })),
    unreadScores: [{ name, scores: 2 }],
  };
}

describe("the page of failures", () => {
  it("shows each mode's share by release, its change in points, and what rose beyond chance", () => {
    const page = renderFailuresPage(
      countsWith("hallucination/price"),
      new Map([["hallucination/price", new Set(["v2"])]]),
    );
    expect(page).toContain("| `hallucination/price` | 5.0% | 15.0% (+10.0) ↑ |");
    expect(page).toContain("| **all** | 5.0% of 100 | 15.0% of 100 |");
    expect(page).toContain("20 of 200 traces failed (10.0%).");
  });

  it("shows the last releases where there are many", () => {
    const page = renderFailuresPage(countsWith("other", ["a", "b", "c", "d", "e", "f", "g", "h"]), new Map());
    expect(page).toContain("| mode | `c` | `d` | `e` | `f` | `g` | `h` |");
    expect(page).toContain("2 more releases not shown");
  });

  it("says that nothing failed", () => {
    const none = { ...countsWith("other"), failed: 0, modes: [], signals: [], groups: [] };
    expect(renderFailuresPage(none, new Map())).toBe("# How traces fail\n\n0 of 200 traces failed (0.0%).\n");
  });

  it("renders to the same structure whatever the names are", () => {
    const shape = (text: string) => {
      const { code: _, ...others } = tagCounts(renderFailuresPage(countsWith(text, [text, "y"]), new Map()));
      return others;
    };
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(shape(text)).toEqual(shape("x"));
      }),
      { numRuns: 100 },
    );
  });
});

it("puts nothing into a terminal but lines of text", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      // oxlint-disable-next-line no-control-regex -- escape sequences begin with one
      expect(renderFailures(countsWith(text, [text, "y"]))).not.toMatch(
        /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/,
      );
    }),
  );
  expect(renderFailures(countsWith("other"))).toContain(
    "2 scores not read, since the scale is not known: `other`",
  );
});
