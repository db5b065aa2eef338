import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Verdict } from "../../src/experiment/verdict.ts";
import { verdictSchema } from "../../src/experiment/verdict.ts";
import {
  type CommentOptions,
  renderComment,
  renderRerunning,
  renderSummary,
} from "../../src/report/comment.ts";
import {
  buildRule,
  buildVerdict,
  cannotTellVerdict,
  errorVerdict,
  failingCallsVerdict,
  failVerdict,
  firstRunVerdict,
  noEvidenceVerdict,
  notProvenVerdict,
  provenVerdict,
  waivedVerdict,
} from "../build-verdict.ts";
import { renderVerdictJson } from "../../src/report/verdict-json.ts";
import { hostileText, markdownAttacks } from "./hostile-texts.ts";
import { activeText, countTags, elements, renderGfm, tagCounts, textOf } from "./render-gfm.ts";

const options: CommentOptions = {
  runUrl: "https://github.com/acme/desk/actions/runs/118",
  sha: "9f3c1ab7e6d5c4b3a29180f7e6d5c4b3a2918070",
  run: 118,
  attempt: 1,
  today: "2026-11-25",
};
const later = { sha: "4be01c2a9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f40", run: 119, attempt: 1 };

type Layout = readonly [
  name: string,
  verdict: Verdict,
  options: CommentOptions,
  heading: string,
  tableRows: number,
];

const layouts: readonly Layout[] = [
  [
    "pass-proven",
    provenVerdict(),
    { ...options, history: ["fail", "fail"] },
    "✅ Ship: no worse than 5 points, proven. 11% cheaper",
    6 + 3 + 5 + 2 + 3,
  ],
  ["pass-not-proven", notProvenVerdict(), options, "✅ No regression found", 5 + 4 + 3 + 2],
  ["fail", failVerdict(), options, "❌ Do not ship", 7 + 3 + 13 + 5],
  ["failing-calls", failingCallsVerdict(), options, "❌ Do not ship", 3 + 3 + 7],
  ["cannot-tell", cannotTellVerdict(), options, "⚠️ Cannot tell", 4 + 3 + 2 + 2],
  ["inconclusive-evidence", noEvidenceVerdict(), options, "⛔ Not decided", 5],
  [
    "error",
    errorVerdict(),
    { ...options, previous: { verdict: "pass", sha: "4be01c2a9d8e" } },
    "⛔ The gate could not run",
    3,
  ],
  ["waived", waivedVerdict(), options, "✅ Ship, with 2 rules waived", 3 + 13 + 5],
  ["first-run", firstRunVerdict(), options, "✅ First run, nothing to compare", 3],
];

describe("renderComment", () => {
  it.each(layouts)("reads like test/golden/%s.md", async (name, verdict, given) => {
    verdictSchema.parse(JSON.parse(renderVerdictJson(verdict)));
    await expect(renderComment(verdict, given)).toMatchFileSnapshot(`../golden/${name}.md`);
  });

  it.each(layouts)(
    "renders %s on GitHub with one heading, its tables and nothing else",
    (_, verdict, given, heading, rows) => {
      const comment = renderComment(verdict, given);
      const tree = renderGfm(comment);
      const counts = tagCounts(comment);
      expect(comment.split("\n")[0]).toMatch(
        /^<!-- llm-o11y:v1 gate=[a-z-]+ sha=[0-9a-f]{40} run=118 attempt=1 -->$/,
      );
      expect(elements(tree, "h3").map(textOf)[0]).toContain(heading);
      expect({
        h3: counts["h3"],
        a: counts["a"],
        img: counts["img"],
        tr: counts["tr"],
        sub: counts["sub"],
      }).toEqual({ h3: 1, a: 1, tr: rows, sub: 1 });
      expect(counts["details"]).toBe(counts["summary"]);
    },
  );

  it("says a saving in words, and lets it outvote nothing", () => {
    const comment = renderComment(notProvenVerdict());
    expect(comment).toContain("| p95 latency | 67.7 s | 15.7 s | 1 of 50 over 20 s, 77% faster |");
    expect(comment).toMatch(/\| Cost \/ request \| \$0.0201 \| \$0.0025 \|.*88% cheaper \| \| not gated \|/);
  });

  it.each([
    ["pass proven", { status: "pass", proven: true }, "ok, proven"],
    ["pass measured", { status: "pass", proven: false }, "ok"],
    ["fail", { status: "fail", measured: "beyond" }, "**fail**"],
    ["beyond, not proven", { status: "not_proven", measured: "beyond" }, "cannot tell"],
    ["within, not proven", { status: "not_proven", measured: "within" }, "ok"],
    ["inconclusive", { status: "inconclusive" }, "no evidence"],
    ["waived", { status: "fail", measured: "beyond", waived: "w-1" }, "waived by `w-1`"],
    ["advisory", { status: "fail", advisory: true }, "not gated"],
    ["not applicable with numbers", { status: "not_applicable" }, "not gated"],
  ] as const)("shows %s as a word", (_, fields, word) => {
    const rules = [buildRule("quality", { baseline: 0.9, candidate: 0.8, delta: -0.1, ...fields })];
    expect(renderComment(buildVerdict({ rules }))).toContain(`| ${word} |`);
  });

  it("leaves out a rule that does not apply and has no numbers", () => {
    const rules = [buildRule("cost_slo", { status: "not_applicable" }), buildRule("quality")];
    expect(renderComment(buildVerdict({ rules }))).not.toContain("Cost");
  });

  it("says unknown where a rule lacks its figure, never 0", () => {
    const rules = [buildRule("cost_slo", { status: "inconclusive", limit: { per_request_usd: 0.005 } })];
    expect(renderComment(buildVerdict({ rules, verdict: "inconclusive", proven: false }))).toContain(
      "| Cost / request | unknown | unknown | | ≤ $0.005 | no evidence |",
    );
  });

  it("says that failures are of another kind where that is no chance", () => {
    expect(renderComment({ ...failVerdict(), failure_shift_p: 0.00001 })).toContain("p less than 0.0001");
    expect(renderComment({ ...failVerdict(), failure_shift_p: 0.3 })).not.toContain("Stuart-Maxwell");
  });

  it("names a broken critical case by its id where its reason is cut before it", () => {
    const cases = ["refund-01", "refund-02"];
    const message = `2 critical cases broke: \`refund-01\` broke: ${"much ".repeat(120)}. \`refund-02\` broke: all.`;
    const rules = [buildRule("critical", { status: "fail", message, cases })];
    expect(renderComment(buildVerdict({ verdict: "fail", rules }))).toContain(
      "**Critical cases broken (2):** `refund-01` `refund-02`",
    );
  });

  it("shows no failing call of a case that got better", () => {
    const changed = [{ case: "greet-1", baseline: 0, candidate: 0.5, failure: "tool_misuse" }];
    const failures = { tool_misuse: { baseline: 1, candidate: 1, new: [], fixed: [] } };
    const known = changed.map((change) => ({ ...change, shown: "unknown tool `refund(order)`" }));
    expect(renderComment(buildVerdict({ failures, changed: known }))).not.toContain("Failing call");
  });

  it("lists at most five reasons, critical cases first", () => {
    const rules = [
      ...["a", "b", "c", "d", "e", "f"].map((tag) =>
        buildRule(`slice:${tag}`, { status: "fail", message: `Slice \`${tag}\` regressed: much.` }),
      ),
      buildRule("critical", {
        status: "fail",
        message: "Critical case `refund-01` broke: 10 of 10 trials fail.",
        cases: ["refund-01"],
      }),
      buildRule("quality", { status: "fail", waived: "w", message: "Waived: not a reason." }),
    ];
    const comment = renderComment(buildVerdict({ verdict: "fail", rules }));
    expect(comment).toContain(
      "**Why it is blocked**\n1. **Critical case `refund-01` broke**: 10 of 10 trials fail.\n2. ",
    );
    expect(comment).toContain("5. ");
    expect(comment).toContain("and 2 more rules in the table below");
    expect(comment).not.toContain("not a reason");
  });

  it("offers a waiver that reads back with the failing rules, their critical cases and an expiry in 14 days", () => {
    const comment = renderComment(failVerdict(), options);
    const block = /```yaml\n([\s\S]*?)```/.exec(comment)?.[1] ?? "";
    expect(parse(block)).toMatchObject({
      version: 1,
      waivers: [
        { id: "critical-2026-11-25", rule: "critical", cases: ["refund-01"], expires: "2026-12-09" },
        { rule: "quality", expires: "2026-12-09" },
        { rule: "slice:refund" },
      ],
    });
  });

  it("offers no waiver for evidence or the judge", () => {
    const rules = [buildRule("judge", { status: "fail" })];
    expect(renderComment(buildVerdict({ verdict: "fail", rules }))).not.toContain("waiver");
  });

  it("puts an id into the command to copy only where a shell reads it as one word", () => {
    const rules = [buildRule("quality", { status: "fail", cases: ["$(rm -rf ~)"] })];
    expect(renderComment(buildVerdict({ verdict: "fail", rules }))).toContain(
      "`npx llm-o11y gate --base 1d20e7c`",
    );
  });

  it("says under not_proven: block that it is not decided, and what would decide", () => {
    const verdict = {
      ...cannotTellVerdict(),
      title: "Not decided: 6.0 points worse, not proven",
      policy: { trusted: true, not_proven: "block" as const, ignored_edits: [] },
    };
    const comment = renderComment(verdict);
    expect(comment).toContain("### ⛔ Not decided");
    expect(comment).toContain("What would decide it");
    expect(comment).not.toContain("Nothing is blocked");
  });

  it("shows excerpts only when it is given them, in pre", () => {
    const excerpts = [{ case: "refund-01", baseline: "No.", candidate: "</pre><h1>Yes</h1> @octocat" }];
    const tree = renderGfm(renderComment(failVerdict(), { excerpts }));
    expect(elements(tree, "pre").map(textOf)).toContain("</pre><h1>Yes</h1> @octocat");
    expect(elements(tree, "h1")).toEqual([]);
  });
});

describe("hostile names", () => {
  it.each(markdownAttacks)(
    "attack %s changes no element of the comment or the summary, wherever it stands",
    (_, output) => {
      expectHarmless(output, renderComment);
      expectHarmless(output, renderSummary);
    },
  );

  it("holds for any text in ids, tags, modes, messages, waivers, edits, problems and excerpts", () => {
    fc.assert(
      fc.property(hostileText, (text) => expectHarmless(text, renderComment)),
      { numRuns: 40 },
    );
  });
});

const withExcerpt = (text: string): CommentOptions => ({
  ...options,
  excerpts: [{ case: text, candidate: text }],
});
const boringCounts = tagCounts(renderComment(verdictNaming("refund"), withExcerpt("refund")));

/** With `text` in every place that others fill, the report has the elements that it has with a boring name, but for code spans. */
function expectHarmless(text: string, render: typeof renderComment): void {
  const tree = renderGfm(render(verdictNaming(text), withExcerpt(text)));
  expect({ ...countTags(tree), code: 0, strong: 0 }).toEqual({ ...boringCounts, code: 0, strong: 0 });
  expect(activeText(tree)).not.toMatch(/@[\w-]|#\d|\bGH-\d|evil|:white_check_mark:|\u202e/i);
}

function verdictNaming(text: string): Verdict {
  const fail = failVerdict();
  return {
    ...fail,
    gate: `g${text}`,
    title: `Do not ship: \`${text}\` ${text}`,
    rules: [
      ...fail.rules.map((rule) => ({ ...rule, message: `Rule \`${text}\` broke: ${text}`, cases: [text] })),
      buildRule(`slice:${text}`, {
        status: "fail",
        baseline: 0.8,
        candidate: 0.4,
        delta: -0.4,
        waived: text,
        message: text,
      }),
      buildRule(`scorer:${text}`, { advisory: true, baseline: 0.8, candidate: 0.4, message: text }),
      buildRule(`failure:${text}`, { baseline: 0.1, candidate: 0.2, delta: -0.1, message: text }),
    ],
    arms: { baseline: { sha: `x${text}` }, candidate: { sha: `x${text}` } },
    dataset: { ...fail.dataset, version: `x${text}`, added: [text], edited: [text], removed: [text] },
    failures: { [`x/${text}`]: { baseline: 1, candidate: 2, new: [text, text, text], fixed: [] } },
    changed: [
      { case: text, baseline: 1, candidate: 0, failure: `x/${text}`, shown: text, critical: true },
      { case: text, baseline: 0, candidate: 1 },
    ],
    policy: { ...fail.policy, sha: `x${text}`, ignored_edits: [text] },
    waivers: [
      { id: text, rule: text, cases: [text], reason: text, approved_by: text, expires: text, state: "used" },
    ],
    problems: [{ code: "x", file: text, message: text, fix: text }],
  };
}

describe("length", () => {
  const huge = (): Verdict => {
    const ids = Array.from({ length: 5000 }, (_, index) => `refund-${index}-${"x".repeat(60)}`);
    const fail = failVerdict();
    return {
      ...fail,
      rules: [
        ...fail.rules.map((rule) =>
          rule.rule === "critical"
            ? { ...rule, cases: ids.slice(0, 40), message: "40 critical cases broke: `a` and 39 more." }
            : rule,
        ),
        ...ids.slice(0, 400).map((id) =>
          buildRule(`slice:${id}`, {
            advisory: true,
            baseline: 1,
            candidate: 0.9,
            delta: -0.1,
            message: "x".repeat(10_240),
          }),
        ),
      ],
      changed: [
        ...ids.map((id, index) => ({
          case: id,
          baseline: 1,
          candidate: 0,
          failure: `other/${"y".repeat(100)}`,
          shown: `unknown tool \`${"z".repeat(100)}\``,
          ...(index < 40 ? { critical: true as const } : {}),
        })),
        ...ids.map((id) => ({ case: `fixed-${id}`, baseline: 0, candidate: 1 })),
      ],
    };
  };
  const excerpts = Array.from({ length: 5000 }, (_, index) => ({
    case: `refund-${index}`,
    candidate: "🔴".repeat(5120),
  }));

  it("M15 keeps verdict, reasons and every critical case in a comment that GitHub takes, and says what it left out", () => {
    const comment = renderComment(huge(), { ...options, excerpts });
    expect(comment.length).toBeLessThanOrEqual(60_000);
    expect(comment.split("\n")[1]).toContain("### ❌ Do not ship");
    for (let index = 0; index < 40; index += 1) expect(comment).toContain(`\`refund-${index}-`);
    expect(comment).toMatch(/Left out here for length: 5,000 fixed cases, .*They are in the <a href="https:/);
    const counts = tagCounts(comment);
    expect(counts["details"]).toBe(counts["summary"]);
    expect(comment.match(/<details>/g)?.length).toBe(comment.match(/<\/details>/g)?.length);
    expect(comment).not.toMatch(/[\ud800-\udfff]/u);
  });

  it("X14 keeps a summary under 900 KiB of UTF-8", () => {
    const summary = renderSummary(huge(), { ...options, excerpts });
    expect(new TextEncoder().encode(summary).length).toBeLessThanOrEqual(900 * 1024);
    expect(summary.length).toBeGreaterThan(60_000);
    expect(summary).not.toMatch(/[\ud800-\udfff]/u);
  });

  it("drops fixed cases before anything else", () => {
    const name = (index: number) => `refund-${index}-${"x".repeat(100)}`;
    const verdict = buildVerdict({
      changed: Array.from({ length: 200 }, (_, index) => ({
        case: name(index),
        baseline: index % 2,
        candidate: (index + 1) % 2,
      })),
      rules: Array.from({ length: 50 }, (_, index) =>
        buildRule(`slice:${name(index)}`, { advisory: true, baseline: 1, candidate: 0.9, delta: -0.1 }),
      ),
    });
    const comment = renderComment(verdict, {
      excerpts: Array.from({ length: 17 }, () => ({ case: "refund-01", candidate: "x".repeat(1900) })),
    });
    expect(comment).toContain("Left out here for length: 100 fixed cases. They are in the full report.");
    expect(comment).toContain("Cases that got worse (100)");
    expect(tagCounts(comment)["pre"]).toBe(17);
  });

  it("stays within the limit when every part is at its largest", () => {
    const nasty = "\u202e|`<&".repeat(200);
    const many = verdictNaming(nasty);
    const verdict: Verdict = {
      ...many,
      rules: Array.from({ length: 300 }, (_, index) =>
        many.rules.map((rule) => ({
          ...rule,
          rule: `${rule.rule}${index}`,
          status: "fail" as const,
          advisory: undefined,
        })),
      ).flat(),
      problems: Array.from({ length: 300 }, () => ({ code: "x", file: nasty, message: nasty, fix: nasty })),
      failures: Object.fromEntries(
        Array.from({ length: 300 }, (_, index) => [
          `${index}${nasty}`,
          { baseline: 0, candidate: 9, new: [nasty, nasty, nasty], fixed: [] },
        ]),
      ),
      waivers: Array.from({ length: 300 }, () => many.waivers).flat(),
      policy: { ...many.policy, ignored_edits: Array.from({ length: 300 }, () => nasty) },
      dataset: {
        ...many.dataset,
        added: Array.from({ length: 300 }, () => nasty),
        edited: Array.from({ length: 300 }, () => nasty),
        removed: Array.from({ length: 300 }, () => nasty),
      },
    };
    expect(renderComment(verdict, options).length).toBeLessThanOrEqual(65_000);
    expect(renderComment({ ...verdict, verdict: "error" }, options).length).toBeLessThanOrEqual(65_000);
  });
});

describe("renderRerunning", () => {
  it("reads like test/golden/rerunning.md", async () => {
    await expect(renderRerunning(renderComment(firstRunVerdict(), options), later)).toMatchFileSnapshot(
      "../golden/rerunning.md",
    );
  });

  it("carries the new run in its marker and keeps the gate of the old", () => {
    const [marker, heading] = renderRerunning(renderComment(failVerdict(), options), later).split("\n");
    expect(marker).toBe(`<!-- llm-o11y:v1 gate=support-bot sha=${later.sha} run=119 attempt=1 -->`);
    expect(heading).toBe(
      "### ⏳ Re-evaluating `4be01c2` (run 119). The verdict below is for `9f3c1ab` and is outdated",
    );
  });

  it("replaces its own line when a third run starts, and still names the commit of the verdict", () => {
    const second = renderRerunning(renderComment(failVerdict(), options), later);
    const third = renderRerunning(second, { sha: "aaaa111122223333", run: 120 });
    expect(third.match(/⏳/g)).toHaveLength(1);
    expect(third).toContain("Re-evaluating `aaaa111` (run 120). The verdict below is for `9f3c1ab`");
    expect(third).toContain("### ❌ Do not ship");
  });

  it("reads a comment that GitHub gives back with CRLF", () => {
    const body = renderComment(failVerdict(), options);
    expect(renderRerunning(body.replaceAll("\n", "\r\n"), later)).toBe(renderRerunning(body, later));
  });

  it("takes a verdict, and nothing at all", () => {
    expect(renderRerunning(failVerdict(), later)).toContain(
      "The verdict below is for `9f3c1ab` and is outdated\n\n### ❌ Do not ship",
    );
    expect(renderRerunning(undefined, later)).toBe(
      `<!-- llm-o11y:v1 gate=default sha=${later.sha} run=119 attempt=1 -->\n### ⏳ Re-evaluating \`4be01c2\` (run 119). No verdict yet\n`,
    );
  });
});
