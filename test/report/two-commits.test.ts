import { describe, expect, it } from "vitest";
import type { KnownBeforeRun } from "../../src/decide/before-run.ts";
import type { DatasetChange } from "../../src/decide/dataset-rule.ts";
import { decide } from "../../src/decide/decide.ts";
import { notRunVerdict } from "../../src/decide/not-run-verdict.ts";
import { unchangedVerdict } from "../../src/decide/unchanged-verdict.ts";
import type { Verdict } from "../../src/experiment/verdict.ts";
import { verdictSchema } from "../../src/experiment/verdict.ts";
import { type CommentOptions, renderComment, renderSummary } from "../../src/report/comment.ts";
import { renderDatasetDiff, datasetDiffJson } from "../../src/report/dataset-diff.ts";
import { renderTerminal } from "../../src/report/terminal.ts";
import { decisionInput, policyOf } from "../build-decision.ts";
import type { Row } from "../build-decision.ts";
import { buildRule, buildVerdict, failVerdict, firstRunVerdict } from "../build-verdict.ts";
import { elements, renderGfm, tagCounts, textOf } from "./render-gfm.ts";

const headSha = "9f3c1ab7e6d5c4b3a29180f7e6d5c4b3a2918070";
const baseSha = "1d20e7c4b8a90f3e5d6c7b8a9f0e1d2c3b4a5968";
const options: CommentOptions = {
  runUrl: "https://github.com/acme/desk/actions/runs/118",
  baseBranch: "main",
  sha: headSha,
  run: 118,
  attempt: 1,
  today: "2026-11-25",
};

const change: DatasetChange = { added: [], removed: [], edited: [], criticalGone: [] };

const known = (fields: Partial<KnownBeforeRun> = {}): KnownBeforeRun => ({
  gate: "support-bot",
  policy: policyOf(),
  policyState: { sha: baseSha, trusted: true },
  arms: { baseline: { sha: baseSha }, candidate: { sha: headSha } },
  dataset: { version: "sha256:3f2a91c0d4e5", cases: 120, drafts: 2, critical: 12 },
  datasetChange: change,
  waivers: [],
  today: "2026-11-25",
  seed: 1,
  warnings: [],
  ...fields,
});

const fast = { latencyMs: 900 };

/** 40 cases on a first run, whose base has no target to compare with; `critical` are the trials of the one critical case. */
function firstRun(critical: Row["candidate"]): Verdict {
  const input = decisionInput(
    [
      ...Array.from({ length: 39 }, () => ({ baseline: [], candidate: [fast] })),
      { id: "refund-01", baseline: [], candidate: critical, critical: true },
    ],
    { latency: { p95_ms: 3000 }, budget: { usd: 2 } },
  );
  return decide({
    ...input,
    firstRun: "one_arm",
    arms: { baseline: {}, candidate: { sha: headSha } },
    dataset: { version: "sha256:3f2a91c0d4e5", drafts: 0 },
    policyState: { sha: headSha, trusted: false },
    spend: { usd: 0.12, calls: 42, cached: 0 },
  });
}

function budgetReached(): Verdict {
  const row: Row = { baseline: [1], candidate: [1] };
  const notRun: Row = { baseline: [], candidate: [] };
  const input = decisionInput(
    [...Array.from({ length: 64 }, () => row), ...Array.from({ length: 56 }, () => notRun)],
    { budget: { usd: 2 } },
  );
  const run = { planned: { cases: 120 }, casesRun: 64, end: { reason: "budget" as const, cases: 64 } };
  return decide({
    ...input,
    ...known(),
    dataset: { version: "sha256:3f2a91c0d4e5", drafts: 0 },
    policy: input.policy,
    runs: { baseline: run, candidate: run },
    spend: { usd: 2.01, calls: 128, cached: 0 },
  });
}

const gone = { ...change, removed: ["refund-01"], criticalGone: ["refund-01"] };
const noKey = {
  code: "key-missing",
  message: "`OPENAI_API_KEY` is not set, and the model cannot be called without it.",
  fix: "Set it in the step's `env`: `OPENAI_API_KEY: ${{ secrets.OPENAI_API_KEY }}`.",
};

const layouts: readonly (readonly [name: string, verdict: Verdict])[] = [
  ["unchanged", unchangedVerdict(known())],
  [
    "unchanged-edited",
    unchangedVerdict(
      known({
        datasetChange: {
          ...change,
          removed: ["greet-09"],
          edited: ["greet-02", "refund-01"],
          criticalEdited: ["refund-01"],
        },
        policyState: { sha: baseSha, trusted: true, ignoredEdits: ["quality.max_drop 0.05 -> 0.2"] },
      }),
    ),
  ],
  ["critical-removed", unchangedVerdict(known({ datasetChange: gone }))],
  ["first-run-critical", firstRun([0, fast, fast])],
  ["first-run-budget", firstRun([fast, fast, fast])],
  ["budget-reached", budgetReached()],
  ["no-key", notRunVerdict({ ...known(), reason: "no_key", problems: [noKey] })],
  ["no-key-on-fork", notRunVerdict({ ...known(), reason: "no_key_on_fork", problems: [noKey] })],
  [
    "first-run-from-fork",
    notRunVerdict({
      ...known({
        firstRun: "one_arm",
        policyState: { sha: headSha, trusted: false },
        arms: { baseline: {}, candidate: { sha: headSha } },
      }),
      reason: "first_run_from_fork",
    }),
  ],
];

describe("layouts of two commits", () => {
  it.each(layouts)("reads like test/golden/%s.md", async (name, verdict) => {
    verdictSchema.parse(verdict);
    await expect(renderComment(verdict, options)).toMatchFileSnapshot(`../golden/${name}.md`);
  });

  it.each(layouts)("renders %s on GitHub with one heading and what is folded closed", (_, verdict) => {
    const comment = renderComment(verdict, options);
    const counts = tagCounts(comment);
    expect(counts["h3"]).toBe(1);
    expect(counts["details"]).toBe(counts["summary"]);
    expect(elements(renderGfm(comment), "h3").map(textOf)[0]).toContain(verdict.title.slice(0, 13));
  });

  it.each([
    ["unchanged-edited", 1],
    ["critical-removed", 2],
    ["first-run-critical", 3],
    ["no-key", 6],
  ] as const)("reads like test/golden/%s.terminal.txt", async (name, index) => {
    const verdict = layouts[index]?.[1] ?? buildVerdict();
    await expect(renderTerminal(verdict, { colour: false, width: 120 })).toMatchFileSnapshot(
      `../golden/${name}.terminal.txt`,
    );
  });
});

describe("where the policy came from", () => {
  it.each<[string, Partial<Verdict>, string]>([
    ["the base branch", {}, "policy from <code>main@1d20e7c</code> (trusted)"],
    [
      "a first run, where the base has none yet (G03)",
      {
        policy: { sha: headSha, trusted: false, not_proven: "allow", ignored_edits: [] },
        first_run: "both_arms",
      },
      "policy from this change (not protected by the base branch yet)",
    ],
    [
      "edited policy, tried out",
      { policy: { trusted: false, not_proven: "allow", ignored_edits: [] } },
      "policy from this change (not trusted)",
    ],
  ])("%s", (_, fields, words) => {
    const comment = renderComment(buildVerdict(fields), options).replaceAll(/`([^`]+)`/gu, "<code>$1</code>");
    expect(comment).toContain(words);
  });
});

describe("the next step of a fail", () => {
  const records = {
    baseline: { sha: baseSha, record: "runs/a.jsonl" },
    candidate: { sha: headSha, record: "runs/b.jsonl" },
  };
  const next = (verdict: Verdict) => /\*\*Next:\*\*.*/u.exec(renderComment(verdict, options))?.[0];

  it("runs both arms again where a run made the records, which lie where it ran", () => {
    expect(next({ ...failVerdict(), arms: records })).toContain(
      "`npx llm-o11y gate --base 1d20e7c --case refund-01`",
    );
  });

  it("compares again what was compared from records", () => {
    const compared = {
      ...failVerdict(),
      arms: records,
      spend: { calls: 0, cached: 0 },
      policy: { trusted: false, not_proven: "allow" as const, ignored_edits: [] },
    };
    expect(next(compared)).toContain("`npx llm-o11y compare runs/a.jsonl runs/b.jsonl --case refund-01`");
  });
});

it("never drops a critical case that was taken out, however many there are", () => {
  const ids = Array.from({ length: 60 }, (_, index) => `refund-${index}`);
  const verdict = unchangedVerdict(known({ datasetChange: { ...change, removed: ids, criticalGone: ids } }));
  for (const text of [renderComment(verdict, options), renderSummary(verdict, options)])
    for (const id of ids) expect(text).toContain(`\`${id}\``);
});

it("a first run shows an empty column for the arm that was not to be run, not an unknown one", () => {
  expect(renderComment(firstRunVerdict(), options)).toContain("| p95 latency | | 2.28 s |");
});

it("a budget that was not reached is said in the line of evidence", () => {
  const verdict = buildVerdict({
    rules: [buildRule("budget", { limit: { usd: 2, calls: 5000, minutes: 20 } })],
  });
  expect(renderComment(verdict)).toContain(
    "this run cost $0.84 of $2.00 in 260 calls, 120 calls saved by cache",
  );
});

describe("dataset diff", () => {
  const diff = {
    added: ["greet-04", "refund-1"],
    removed: ["order-09", "refund-01"],
    renamed: [{ from: "refund-01", to: "refund-1" }],
    edited: [
      { case: "greet-02", fields: ["expected"], changes: ['`expected` "Hello" -> "Hi \u202e"'] },
      { case: "greet-03", fields: [], changes: [] },
    ],
    criticalGone: ["refund-01"],
  };

  it("reads like test/golden/dataset-diff.terminal.txt", async () => {
    await expect(renderDatasetDiff(diff)).toMatchFileSnapshot("../golden/dataset-diff.terminal.txt");
  });

  it("says so where nothing changed", () => {
    const none = { added: [], removed: [], renamed: [], edited: [], criticalGone: [] };
    expect(renderDatasetDiff(none)).toBe("No case was added, removed, renamed or edited.\n");
  });

  it("gives programs names of fields and never their values", () => {
    expect(datasetDiffJson(diff)).toEqual({
      ok: true,
      added: ["greet-04", "refund-1"],
      removed: ["order-09", "refund-01"],
      renamed: [{ from: "refund-01", to: "refund-1" }],
      edited: [
        { case: "greet-02", fields: ["expected"] },
        { case: "greet-03", fields: [] },
      ],
      critical_gone: ["refund-01"],
    });
  });
});
