import { describe, expect, it } from "vitest";
import type { Annotation, CheckRunResult } from "../../../src/edge/github/check-run.ts";
import { headSha, job, openDesk } from "./open-stand-in.ts";

const check = { ...job(), runUrl: "https://github.example/acme/desk/actions/runs/118" };
const bad = { status: 502 };

function annotate(count: number): readonly Annotation[] {
  return Array.from({ length: count }, (_, index) => ({
    path: "datasets/refunds.jsonl",
    startLine: index + 1,
    endLine: index + 1,
    level: "failure",
    message: `Critical case refund-${index} broke.`,
  }));
}

function fail(fields: Partial<CheckRunResult> = {}): CheckRunResult {
  return { conclusion: "failure", title: "Do not ship", summary: "### ❌", annotations: [], ...fields };
}

describe("the check run", () => {
  it("is in progress from the start and completed at the end", async () => {
    const { github, state } = await openDesk();
    const started = await github.startCheckRun(check);
    expect(started).toEqual({ outcome: "started", checkRunId: 1, annotations: 0 });
    expect(state.checkRuns).toMatchObject([
      { name: "llm-o11y / support-bot", head_sha: headSha, status: "in_progress", conclusion: null },
    ]);
    expect(await github.publishCheckRun(check, fail(), 1)).toEqual({
      outcome: "published",
      checkRunId: 1,
      annotations: 0,
    });
    expect(state.checkRuns).toMatchObject([
      { status: "completed", conclusion: "failure", output: { title: "Do not ship", summary: "### ❌" } },
    ]);
  });

  it("is created at the end where the start has failed", async () => {
    const { github, state } = await openDesk();
    expect(await github.publishCheckRun(check, fail({ conclusion: "success" }))).toMatchObject({
      outcome: "published",
    });
    expect(state.checkRuns).toMatchObject([{ status: "completed", conclusion: "success" }]);
  });

  it.each([
    [0, 0, 1],
    [50, 50, 2],
    [51, 51, 3],
    [120, 120, 4],
    [1000, 200, 5],
  ])("takes %i annotations as %i, in %i requests", async (given, written, requests) => {
    const { github, state, sent } = await openDesk();
    const outcome = await github.publishCheckRun(check, fail({ annotations: annotate(given) }));
    expect(outcome).toMatchObject({ outcome: "published", annotations: written });
    expect(state.checkRuns[0]?.annotations.map(({ start_line: line }) => line)).toEqual(
      annotate(written).map(({ startLine }) => startLine),
    );
    expect(sent()).toBe(requests);
  });

  it.each([
    ["502 before", { method: "POST", reply: bad }],
    ["502 after it was written", { method: "POST", when: "after", reply: bad }],
    ["502 after annotations were appended", { method: "PATCH", when: "after", reply: bad }],
    ["a reset after annotations were appended", { method: "PATCH", when: "after", reply: "reset" }],
  ] as const)("is there once, with each annotation once: %s", async (_, fault) => {
    const { github, state, faults } = await openDesk();
    faults.push({ ...fault });
    const outcome = await github.publishCheckRun(check, fail({ annotations: annotate(60) }));
    expect(outcome).toMatchObject({ outcome: "published", annotations: 60 });
    expect(state.checkRuns.map(({ annotations }) => annotations.length)).toEqual([60]);
  });

  it("has its conclusion even where GitHub refuses the annotations", async () => {
    const { github, state, faults } = await openDesk();
    faults.push({ method: "PATCH", reply: { status: 422 } });
    const outcome = await github.publishCheckRun(check, fail({ annotations: annotate(3) }));
    expect(outcome).toMatchObject({
      outcome: "published",
      annotations: 0,
      reason: expect.stringContaining("Could not write the annotations of the check run"),
    });
    expect(state.checkRuns).toMatchObject([{ conclusion: "failure" }]);
  });

  it.each([
    ["text of one byte a character", "refund denied\n".repeat(10_000)],
    ["text of three", "返金は四十日後にはできません\n".repeat(3_000)],
    ["one line", "x".repeat(70_000)],
  ])("cuts its summary to what GitHub takes: %s", async (_, summary) => {
    const { github, state } = await openDesk();
    expect(await github.publishCheckRun(check, fail({ summary }))).toMatchObject({ outcome: "published" });
    const written = String(state.checkRuns[0]?.output["summary"]);
    expect(Buffer.byteLength(written)).toBeLessThanOrEqual(65_535);
    expect(written).toMatch(/Cut here for length: the rest is in the job summary\.\n$/);
    expect(written).not.toContain("\ufffd");
  });

  it("is a sentence where the token may not write it", async () => {
    const { github } = await openDesk({ readOnly: true });
    const reason =
      "Could not write the check run: the token lacks `checks: write`. Add it under `permissions:` (a pull request from a fork never gets it); the conclusion of this job is the verdict meanwhile.";
    expect(await github.startCheckRun(check)).toEqual({ outcome: "failed", reason });
    expect(await github.publishCheckRun(check, fail())).toEqual({ outcome: "failed", reason });
  });
});
