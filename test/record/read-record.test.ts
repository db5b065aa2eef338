import { describe, expect, it } from "vitest";
import type { Problem } from "../../src/problem.ts";
import { readRunRecord } from "../../src/record/read-record.ts";
import { chunksOf } from "../jsonl/chunks.ts";

const file = "runs/candidate.jsonl";
const header = { type: "run", version: 1, planned: { cases: 2 } };
const trial = { type: "trial", case: "refund-01", trial: 0, status: "ok", output: "No" };
const end = { type: "end", reason: "budget", cases: 1 };

const read = (...lines: readonly (object | string)[]) =>
  readRunRecord(
    file,
    chunksOf(lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n")),
  );

async function recordOf(...lines: readonly object[]) {
  const parsed = await read(...lines);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  return parsed.value;
}

async function problemsOf(...lines: readonly (object | string)[]): Promise<readonly Problem[]> {
  const parsed = await read(...lines);
  return parsed.ok ? [] : parsed.problems;
}

describe("readRunRecord", () => {
  it("reads every key of the contract's example", async () => {
    const record = await recordOf(
      {
        type: "run",
        version: 1,
        gate: "support-bot",
        arm: "candidate",
        sha: "9f3c1ab",
        target: "sha256:t",
        dataset: "sha256:d",
        scorers: "sha256:s",
        planned: { cases: 120, trials: 1 },
        shard: "1/4",
        started_at: "2026-11-23T08:00:00Z",
      },
      {
        type: "trial",
        case: "refund-01",
        case_hash: "sha256:c",
        trial: 0,
        status: "ok",
        output: { answer: null },
        messages: [{ role: "assistant", content: null, refusal: null }],
        tool_calls: [{ name: "find_order", arguments: { id: 7 }, id: "call-1" }, { name: "ping" }],
        context: "Returns: 30 days",
        usage: { input: 812, cache_read: 0, cache_write: 7, output: 64, reasoning: 10, total: 876 },
        cost_usd: 0.0011,
        latency_ms: 840,
        ttft_ms: 210,
        cached: true,
        trace_id: "t-1",
        scores: [
          { scorer: "exact", value: 0, passed: false, reason: "another text", failure: "reasoning_error" },
        ],
        failure: "reasoning_error",
      },
      { type: "end", reason: "look", cases: 37 },
    );
    expect(record).toEqual({
      file,
      header: {
        gate: "support-bot",
        arm: "candidate",
        sha: "9f3c1ab",
        target: "sha256:t",
        dataset: "sha256:d",
        scorers: "sha256:s",
        planned: { cases: 120, trials: 1 },
        shard: "1/4",
        startedAt: "2026-11-23T08:00:00Z",
      },
      trialsByCaseId: new Map([
        [
          "refund-01",
          [
            {
              caseId: "refund-01",
              caseHash: "sha256:c",
              index: 0,
              status: "ok",
              output: { answer: null },
              messages: [{ role: "assistant", content: null, refusal: null }],
              toolCalls: [{ name: "find_order", arguments: { id: 7 } }, { name: "ping" }],
              context: "Returns: 30 days",
              usage: { input: 812, cacheRead: 0, cacheWrite: 7, output: 64, reasoning: 10 },
              costUsd: 0.0011,
              latencyMs: 840,
              ttftMs: 210,
              cached: true,
              traceId: "t-1",
              scores: [
                {
                  scorer: "exact",
                  value: 0,
                  passed: false,
                  reason: "another text",
                  failure: "reasoning_error",
                },
              ],
              failure: "reasoning_error",
            },
          ],
        ],
      ]),
      end: { reason: "look", cases: 37 },
    });
  });

  it("leaves an unknown figure absent, never 0", async () => {
    const [known] = (await recordOf(header, trial)).trialsByCaseId.get("refund-01") ?? [];
    expect(known).toEqual({ caseId: "refund-01", index: 0, status: "ok", output: "No", cached: false });
  });

  it("gives the same record for any order of its trials", async () => {
    const trials = [
      { ...trial, case: "refund-02", trial: 1 },
      { ...trial, case: "greet-01" },
      { ...trial, case: "refund-02" },
    ];
    const first = await recordOf(header, ...trials);
    const second = await recordOf(header, ...trials.toReversed());
    expect([...second.trialsByCaseId]).toEqual([...first.trialsByCaseId]);
    expect([...first.trialsByCaseId.keys()]).toEqual(["greet-01", "refund-02"]);
    expect(first.trialsByCaseId.get("refund-02")?.map(({ index }) => index)).toEqual([0, 1]);
  });

  it("takes a record without trials: what was planned is evidence that is missing", async () => {
    expect((await recordOf(header)).trialsByCaseId.size).toBe(0);
  });

  it.each([
    ["app_error", { status: "app_error", output: undefined }],
    ["infra_error", { status: "infra_error", output: undefined }],
    ["messages alone", { output: undefined, messages: [] }],
    ["scores alone", { output: undefined, scores: [] }],
    ["an empty text", { output: "" }],
  ])("takes a trial with %s", async (_, fields) => {
    expect(await problemsOf(header, { ...trial, ...fields })).toEqual([]);
  });

  it.each<[string, object, string, string]>([
    ["nothing to score", { output: undefined }, "empty-trial", "nothing to score"],
    ["no case", { case: undefined }, "missing-key", "`case` is missing"],
    ["no trial index", { trial: undefined }, "missing-key", "`trial` is missing"],
    ["no status", { status: undefined }, "missing-key", "`status` is missing"],
    ["a negative index", { trial: -1 }, "wrong-value", "`trial`: expected a whole number from 0 up, got -1"],
    ["half an index", { trial: 0.5 }, "wrong-value", "`trial`: expected"],
    ["an unknown status", { status: "app_eror" }, "wrong-value", "`status`: expected `ok`, `app_error`"],
    ["a null cost", { cost_usd: null }, "null-value", "`cost_usd` is null"],
    ["a null output", { output: null }, "null-value", "`output` is null"],
    ["a null count of tokens", { usage: { input: null } }, "null-value", "`usage.input` is null"],
    ["a negative latency", { latency_ms: -1 }, "wrong-value", "`latency_ms`: expected a number from 0 up"],
    [
      "a text for a cost",
      { cost_usd: "0.01" },
      "wrong-value",
      '`cost_usd`: expected a number from 0 up, got "0.01"',
    ],
    [
      "a score over 1",
      { scores: [{ scorer: "exact", value: 1.0001 }] },
      "wrong-value",
      "`scores[0].value`: expected a number from 0 to 1",
    ],
    [
      "a negative score",
      { scores: [{ scorer: "exact", value: -0.1 }] },
      "wrong-value",
      "`scores[0].value`: expected",
    ],
    [
      "a score without a value",
      { scores: [{ scorer: "exact" }] },
      "missing-key",
      "`scores[0].value` is missing",
    ],
    [
      "a null score",
      { scores: [{ scorer: "exact", value: null }] },
      "null-value",
      "`scores[0].value` is null",
    ],
    [
      "one scorer twice",
      {
        scores: [
          { scorer: "exact", value: 1 },
          { scorer: "exact", value: 0 },
        ],
      },
      "duplicate-score",
      '"exact" is there twice',
    ],
    [
      "an unknown failure mode",
      { failure: "halucination" },
      "wrong-value",
      "`failure`: expected one of `hallucination`",
    ],
    ["an unknown key", { latency: 3 }, "unknown-key", "unknown key `latency`"],
    [
      "an unknown key of a score",
      { scores: [{ scorer: "exact", value: 1, pass: true }] },
      "unknown-key",
      "unknown key `pass` in `scores[0]`",
    ],
  ])("refuses a trial with %s", async (_, fields, code, words) => {
    const problems = await problemsOf(header, { ...trial, ...fields });
    expect(problems).toMatchObject([{ code, file, line: 2 }]);
    expect(problems[0]?.message).toContain(words);
  });

  it.each([
    ["`ok`", { status: "okay" }, /`ok`/],
    ["a key", { latency: 1 }, /.*/],
    ["`cost_usd`", { cost_us: 1 }, /^Did you mean `cost_usd`\?$/],
    ["`app_error`", { status: "app_eror" }, /^Did you mean `app_error`\?$/],
  ])("suggests %s", async (_, fields, fix) => {
    expect((await problemsOf(header, { ...trial, ...fields }))[0]?.fix).toMatch(fix);
  });

  it.each<[string, object, string, string]>([
    ["without a plan", { planned: undefined }, "missing-key", "`planned` is missing"],
    ["without planned cases", { planned: {} }, "missing-key", "`planned.cases` is missing"],
    [
      "of another version",
      { version: 2 },
      "wrong-value",
      "`version`: expected 1, the only version there is, got 2",
    ],
    ["with an unknown arm", { arm: "control" }, "wrong-value", "`arm`: expected"],
    [
      "with a shard beyond its total",
      { shard: "5/4" },
      "wrong-value",
      "`shard`: expected a shard from 1/n to n/n",
    ],
    ["with a shard in words", { shard: "one" }, "wrong-value", "`shard`: expected a shard such as 1/4"],
    ["with an unknown key", { commit: "9f3c1ab" }, "unknown-key", "unknown key `commit`"],
    ["with null", { sha: null }, "null-value", "`sha` is null"],
  ])("refuses a header %s", async (_, fields, code, words) => {
    const problems = await problemsOf({ ...header, ...fields }, trial);
    expect(problems).toMatchObject([{ code, file, line: 1 }]);
    expect(problems[0]?.message).toContain(words);
  });

  it.each<[string, readonly (object | string)[], string, number | undefined]>([
    ["an empty file", [], "empty-record", undefined],
    ["a record without a header", [trial], "no-header", 1],
    ["a second header", [header, trial, header], "late-header", 3],
    ["a trial after the end", [header, end, trial], "line-after-end", 3],
    ["an unknown type", [header, { ...trial, type: "trail" }], "unknown-type", 2],
    ["a line without a type", [header, { case: "refund-01" }], "missing-key", 2],
    ["a line that is no object", [header, "[1]"], "wrong-value", 2],
    ["a torn last line", [header, trial, '{"type":"trial","case":"re'], "not-json", 3],
    ["an unknown reason to end", [header, { ...end, reason: "tired" }], "wrong-value", 2],
    ["an end without its cases", [header, { type: "end", reason: "look" }], "missing-key", 2],
  ])("refuses %s", async (_, lines, code, line) => {
    const problems = await problemsOf(...lines);
    expect(problems.map((each) => [each.code, each.line])).toEqual([[code, line]]);
  });

  it("refuses the same trial of a case twice and names both lines", async () => {
    const problems = await problemsOf(
      header,
      trial,
      { ...trial, case: "greet-01" },
      { ...trial, output: "Yes" },
    );
    expect(problems).toMatchObject([{ code: "duplicate-trial", line: 4 }]);
    expect(problems[0]?.message).toBe('trial 0 of case "refund-01" is already on line 2.');
  });

  it("names all problems at once, the first 50", async () => {
    expect(await problemsOf({ ...header, sha: null }, { ...trial, trial: null, cost_usd: "?" })).toHaveLength(
      3,
    );
    expect(await problemsOf(header, ...Array.from({ length: 500 }, () => ({ type: "trial" })))).toHaveLength(
      51,
    );
  });
});
