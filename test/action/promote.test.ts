import { afterEach, describe, expect, it } from "vitest";
import type { NormalTrace } from "../../src/traces/normal-trace.ts";
import { rejectionLine } from "../../src/traces/promote/rejected.ts";
import { printOf } from "../../src/traces/promote/seen-questions.ts";
import { traceLine } from "../../src/traces/trace-line.ts";
import { startGithub } from "../stand-ins/github.ts";
import type { GithubOptions } from "../stand-ins/github.ts";
import { startLangfuse } from "../stand-ins/langfuse.ts";
import { dataset, runPromotion, sha } from "./promote-desk.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const row = `${JSON.stringify({ id: "refund-1", input: "May I return it?", expected: "Yes" })}\n`;
const gate = JSON.stringify({
  version: 1,
  datasets: ["datasets/*.jsonl"],
  redact: { patterns: { CUSTOMER: "C-[0-9]{6}" } },
  target: { type: "openai", model: "gpt-5-mini", prompt: "support.md" },
});

function failed(id: string, input: string, more: Partial<NormalTrace> = {}): string {
  return traceLine({
    traceId: id,
    source: { system: "otlp", id },
    environment: "production",
    name: "desk",
    input,
    output: "",
    error: "upstream timed out",
    ...more,
  });
}

async function openDesk(files: Readonly<Record<string, string>> = {}, options: Partial<GithubOptions> = {}) {
  const github = await startGithub({ token: "token", ...options });
  closing.push(github.close);
  github.state.addCommit(sha, { "llm-o11y.yml": gate, [dataset]: row, ...files });
  github.state.refs.set("heads/main", sha);
  return github;
}

describe("a promotion", () => {
  it("reads files of the workspace, redacts by the gate file of the default branch, and writes through the API alone", async () => {
    const github = await openDesk();
    const { exit, told, text } = await runPromotion(github, {
      traces: failed("t1", "Where is the parcel of C-123456?"),
    });
    expect(exit).toBe(0);
    expect(text()).toContain('"input":"Where is the parcel of [CUSTOMER_1]?"');
    expect(text().startsWith(row)).toBe(true);
    expect(told).toContain(
      "notice: 1 traces, 1 failed, 1 new cases. created: https://github.example/acme/desk/pull/100",
    );
    expect(told).not.toContain("output ");
  });

  it("takes the traces of an environment and a name, where it is asked for them", async () => {
    const github = await openDesk();
    const { text } = await runPromotion(github, {
      inputs: { filter: "environment=production\nname=desk" },
      traces:
        failed("t1", "Where is my parcel?") +
        failed("t2", "Which colour has the sky over Lisbon?", { environment: "test" }) +
        failed("t3", "Who wrote this manual, and when?", { name: "other" }),
    });
    expect(text()).toContain("Where is my parcel?");
    expect(text()).not.toContain("Lisbon");
    expect(text()).not.toContain("manual");
  });

  it("needs no gate file, and makes a file that is not there", async () => {
    const github = await openDesk();
    github.state.addCommit(sha, { "README.md": "Hello\n" });
    const to = "cases/production.jsonl";
    const { exit, text } = await runPromotion(github, {
      inputs: { to },
      traces: failed("t1", "Where is my parcel?"),
    });
    expect(exit).toBe(0);
    expect(text(to)).toContain("Where is my parcel?");
  });

  it("says where no gate reads the file", async () => {
    const github = await openDesk();
    await runPromotion(github, {
      inputs: { to: "cases/new.jsonl" },
      traces: failed("t1", "Where is my parcel?"),
    });
    expect(github.state.pullRequests[0]?.body).toContain("No gate reads this file");
    const other = await openDesk();
    await runPromotion(other, {
      inputs: { to: "datasets/new.jsonl" },
      traces: failed("t1", "Where is my parcel?"),
    });
    expect(other.state.pullRequests[0]?.body).not.toContain("No gate reads this file");
  });

  it("writes nothing where no trace failed", async () => {
    const github = await openDesk();
    const traces = traceLine({
      traceId: "t1",
      source: { system: "otlp", id: "t1" },
      input: "Hi",
      output: "Hello",
    });
    const { exit, told, tip } = await runPromotion(github, { traces });
    expect([exit, tip]).toEqual([0, undefined]);
    expect(told).toContain("No pull request is needed.");
    expect(github.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  it("tells lines that cannot be read without their words, and goes on", async () => {
    const github = await openDesk();
    const traces = `${failed("t1", "Where is my parcel?")}{"maria.lopez@example.com":1}\n{"broken maria.lopez@example.com\n`;
    const { exit, told } = await runPromotion(github, { traces });
    expect(exit).toBe(0);
    expect(told).toMatch(/warning: traces\.jsonl:2/);
    expect(told).toContain("could not be read, see the log");
    expect(told + (github.state.pullRequests[0]?.body ?? "")).not.toContain("maria.lopez");
  });

  it("passes over what was rejected, also where that came to the default branch after the pull request", async () => {
    const github = await openDesk();
    await runPromotion(github, { traces: failed("t1", "Where is my parcel?") });
    const rejected = rejectionLine({
      print: printOf("Who wrote this manual?"),
      reason: "off topic",
      date: "2026-11-20",
    });
    const moved = "4be01c2a9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f40";
    const files = { "llm-o11y.yml": gate, [dataset]: row, ".llm-o11y/rejected.jsonl": rejected };
    github.state.addCommit(moved, files, [sha]);
    github.state.refs.set("heads/main", moved);
    const { text } = await runPromotion(github, { traces: failed("t2", "Who wrote this manual?") });
    expect(text()).toContain("Where is my parcel?");
    expect(text()).not.toContain("manual");
    expect(github.state.pullRequests[0]?.body).toContain("rejected before | 1 |");
  });

  it("passes over a case that came to the default branch after the pull request, and counts it", async () => {
    const github = await openDesk();
    await runPromotion(github, { traces: failed("t1", "Where is my parcel?") });
    const moved = "4be01c2a9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f40";
    const manual = `${JSON.stringify({ id: "manual", input: "Who wrote this manual?", expected: "Ada" })}\n`;
    github.state.addCommit(moved, { "llm-o11y.yml": gate, [dataset]: row + manual }, [sha]);
    github.state.refs.set("heads/main", moved);
    const { text } = await runPromotion(github, { traces: failed("t2", "Who wrote this manual?") });
    expect(text()).not.toContain("manual");
    const body = github.state.pullRequests[0]?.body;
    expect(body).toContain("| in the dataset already | 1 |");
    expect(body).toMatch(/\| now \| 2 \|.*\n\| with these completed \| 3 \|/);
  });
});

describe("what is told, and ends with exit code 2", () => {
  it("is a token that may not write", async () => {
    const github = await openDesk({}, { readOnly: true });
    const { exit, told } = await runPromotion(github, { traces: failed("t1", "Where is my parcel?") });
    expect(exit).toBe(2);
    expect(told).toContain(
      "error: Could not write the branch `llm-o11y/promote`: the token lacks `contents: write`.",
    );
  });

  it("is an event that a stranger can start, before anything is read", async () => {
    const github = await openDesk();
    const { exit, told } = await runPromotion(github, { kind: "pull_request_target" });
    expect(exit).toBe(2);
    expect(told).toContain("`mode: promote` is about production, and the event is `pull_request_target`");
    expect(github.requests).toEqual([]);
  });

  it.each([
    [{ "github-token": "" }, "there is no `github-token`"],
    [{ config: "gates/*.yml" }, "`config` names several"],
    [{ config: "gone.yml" }, "gone.yml"],
    [{ to: "../x.jsonl" }, "leads out of the repository"],
    [{ to: ".git/x.jsonl" }, "is git's own"],
    [{ to: "x.yml" }, "does not end in `.jsonl`"],
    [{ to: "" }, "the dataset of the gate file is not one file"],
    [{ branch: "main" }, "is the default branch"],
    [{ from: "gone.jsonl" }, "gone.jsonl"],
    [{ from: "langfuse", since: "7d" }, "`LANGFUSE_PUBLIC_KEY` and `LANGFUSE_SECRET_KEY` are not set"],
  ])("is %j", async (inputs, message) => {
    const github = await openDesk();
    const { exit, told, tip } = await runPromotion(github, {
      inputs,
      traces: failed("t1", "Where is my parcel?"),
    });
    expect([exit, tip]).toEqual([2, undefined]);
    expect(told).toContain(message);
  });

  it("is a Langfuse that knows no such keys, which are shown nowhere", async () => {
    const github = await openDesk();
    const langfuse = await startLangfuse();
    closing.push(langfuse.close);
    const env = {
      LANGFUSE_BASE_URL: langfuse.baseUrl,
      LANGFUSE_PUBLIC_KEY: "pk-lf-other",
      LANGFUSE_SECRET_KEY: "sk-lf-other-secret",
    };
    const { exit, told } = await runPromotion(github, { inputs: { from: "langfuse", since: "7d" }, env });
    expect(exit).toBe(2);
    expect(told).toContain("mask sk-lf-other-secret");
    expect(told.replace("mask sk-lf-other-secret", "")).not.toContain("sk-lf-other-secret");
  });
});
