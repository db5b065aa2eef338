import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { openPrompt } from "../../src/cli/open-prompt.ts";
import { run } from "../../src/cli/run.ts";
import type { NormalTrace } from "../../src/traces/normal-trace.ts";
import { traceLine } from "../../src/traces/trace-line.ts";
import { tempFolder } from "../temp-folder.ts";
import { aTrace } from "../traces/detect/build-trace.ts";
import { runHere } from "./run-here.ts";

const secret = "ana@example.com";
const failed = (traceId: string, input: string, over: Partial<NormalTrace> = {}) =>
  traceLine(
    aTrace({
      traceId,
      input,
      detected: {
        failure: "reasoning_error",
        fingerprint: "f1",
        signs: [{ signal: "error", failure: "app_error", evidence: `it says "${secret}"` }],
      },
      ...over,
    }),
  );
const traces = [
  failed("t1", `Can I return it after 40 days? Mail ${secret}`),
  failed("t2", "Can I return it?"),
  failed("t3", "Where is my parcel, which was sent to customer C-123456?", { correction: "On its way" }),
].join("");
const gate = `version: 1
datasets: ["datasets/*.jsonl"]
scorers: [{ type: exact }]
redact: { patterns: { CUSTOMER: "C-[0-9]{6}" } }
`;
const dataset = `${JSON.stringify({ id: "refund-01", input: "Can I return it?", expected: "Yes" })}\n`;
const files = { ".git/HEAD": "ref: refs/heads/main\n", "failed.jsonl": traces, "llm-o11y.yml": gate };

const rowsOf = (path: string) =>
  readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);

describe("promote", () => {
  it("adds drafts to the dataset of the gate, redacted by its patterns, each question once", async () => {
    const folder = tempFolder({ ...files, "datasets/desk.jsonl": dataset });
    const to = join("datasets", "production.jsonl");
    const { exit, stdout, stderr } = await runHere(folder, "promote", "failed.jsonl", "--to", to);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: expect.not.stringContaining("warning") });
    expect(rowsOf(join(folder, to))).toMatchObject([
      {
        input: "Where is my parcel, which was sent to customer [CUSTOMER_1]?",
        expected: "On its way",
        draft: true,
      },
      { input: "Can I return it after 40 days? Mail [EMAIL_1]", draft: true },
    ]);
    expect(stderr).toContain("2 cases of 3 traces");
    expect(stderr).toMatch(/in the dataset already +1 +such as t2, as refund-01/);
    expect(stdout + stderr + readFileSync(join(folder, to), "utf8")).not.toMatch(/ana@|C-123456/);
    expect((await runHere(folder, "dataset", "check")).exit).toBe(0);

    const again = await runHere(folder, "promote", "failed.jsonl", "--to", to, "--json");
    expect(JSON.parse(again.stdout)).toMatchObject({
      ok: true,
      cases: [],
      counts: { traces: 3, chosen: 0, passed_over: { "in-dataset": 3 } },
    });
  });

  it("keeps to the limit, and says what was left out", async () => {
    const folder = tempFolder(files);
    const to = join("datasets", "a.jsonl");
    const { stderr } = await runHere(folder, "promote", "failed.jsonl", "--to", to, "--limit", "1");
    expect(rowsOf(join(folder, to))).toHaveLength(1);
    expect(stderr).toMatch(/left out, since the batch is full: 2\n +f1 +reasoning_error +2 of 3/);
  });

  it("says where the gate does not read the file", async () => {
    const folder = tempFolder(files);
    const { exit, stderr } = await runHere(folder, "promote", "failed.jsonl", "--to", "new.jsonl");
    expect(exit).toBe(0);
    expect(stderr).toContain("warning: new.jsonl  no entry of `datasets` in llm-o11y.yml matches");
  });

  it.each([
    ["the dataset is broken", { "datasets/desk.jsonl": "{}\n" }, "datasets/desk.jsonl:1"],
    ["no trace can be read", { "failed.jsonl": "{\n" }, "failed.jsonl:1"],
    ["a rejection is broken", { ".llm-o11y/rejected.jsonl": "<<<<<<<\n" }, ".llm-o11y/rejected.jsonl:1"],
    ["a pattern is broken", { "llm-o11y.yml": gate.replace("C-[0-9]{6}", "(") }, "CUSTOMER"],
  ])("writes nothing where %s", async (_, over, place) => {
    const folder = tempFolder({ ...files, ...over });
    const { exit, stderr } = await runHere(folder, "promote", "failed.jsonl", "--to", "datasets/a.jsonl");
    expect(exit).toBe(2);
    expect(stderr).toContain(place);
    expect(existsSync(join(folder, "datasets", "a.jsonl"))).toBe(false);
  });

  it("asks nobody where there is no terminal", async () => {
    const { exit, stderr } = await runHere(
      tempFolder(files),
      "promote",
      "failed.jsonl",
      "--to",
      "a.jsonl",
      "--review",
    );
    expect(exit).toBe(2);
    expect(stderr).toContain("there is no terminal here");
  });
});

describe("promote --review", () => {
  /** A person types these lines at a terminal, and closes it. */
  async function review(folder: string, typed: string) {
    const input = new PassThrough();
    const shown: string[] = [];
    const exit = await run(
      ["promote", "failed.jsonl", "--to", "datasets/a.jsonl", "--review", "--reviewer", "bo"],
      {
        stdout: () => undefined,
        stderr: (text) => shown.push(text),
        workingDir: folder,
        today: "2026-11-25",
        colour: false,
        width: 120,
        isErrorTerminal: true,
        env: {},
        stopSignal: () => new AbortController().signal,
        openPrompt: async () => {
          input.end(typed);
          return openPrompt(input, new PassThrough());
        },
      },
    );
    return { exit, shown: shown.join("") };
  }

  it("writes what a person took, and remembers what was rejected without its words", async () => {
    const folder = tempFolder(files);
    const { exit, shown } = await review(folder, "e\nIt left today\nr\nno question for us\nq\n");
    expect(exit).toBe(0);
    expect(rowsOf(join(folder, "datasets", "a.jsonl"))).toEqual([
      expect.objectContaining({
        expected: "It left today",
        source: expect.objectContaining({ reviewer: "bo" }),
      }),
    ]);
    expect(rowsOf(join(folder, "datasets", "a.jsonl"))[0]).not.toHaveProperty("draft");
    expect(readFileSync(join(folder, ".llm-o11y", "rejected.jsonl"), "utf8")).not.toContain("return");
    expect(shown).toContain("asked         Can I return it after 40 days? Mail [EMAIL_1]");
    expect(shown).not.toContain(secret);
    expect((await review(folder, "")).shown).toMatch(/rejected before +1/);
  });

  it("shows text that would move the cursor, or pass for a command of a runner, as text", async () => {
    const hostile = "Hi \u001b[2J\u202e\n::error::gone ##[error]";
    const folder = tempFolder({ ...files, "failed.jsonl": failed("t1", hostile, { output: hostile }) });
    const { shown } = await review(folder, "a\n");
    expect(shown).not.toMatch(/\u001b|\u202e|^::|##\[/m);
  });
});
