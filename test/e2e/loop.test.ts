import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gitRepository } from "../git-repository.ts";
import { startGithub } from "../stand-ins/github.ts";
import type { GithubStandIn } from "../stand-ins/github.ts";
import { startLangfuse } from "../stand-ins/langfuse.ts";
import type { LangfuseServer } from "../stand-ins/langfuse.ts";
import type { StoredTrace } from "../stand-ins/langfuse-rows.ts";
import { startModelServer } from "../stand-ins/model-server.ts";
import type { ModelServer } from "../stand-ins/model-server.ts";
import { tempFolder } from "../temp-folder.ts";
import { runAction } from "./run-action.ts";
import type { ActionRan, ActionRun } from "./run-action.ts";
import { pullRequestPayload, rows } from "./support-desk.ts";

/** The sources, so that the loop is proven before a build. */
const main = join(import.meta.dirname, "..", "..", "src", "action", "main.ts");
const key = "sk-desk-0123456789abcdef";
const dataset = "datasets/support.jsonl";
const branch = "heads/llm-o11y/promote";
const keys = { LANGFUSE_PUBLIC_KEY: "pk-lf-desk", LANGFUSE_SECRET_KEY: "sk-lf-desk-secret" };

/** What a customer wrote, and must never leave Langfuse. */
const planted = [
  "maria.lopez@example.com",
  "+49 151 23456789",
  "DE89 3704 0044 0532 0130 00",
  "4111 1111 1111 1111",
  "ghp_0123456789abcdefghijABCDEFGHIJ012345",
  "customer-8841",
  "hunter2-secret-token",
];

const question =
  "May I return the gift card? Write to maria.lopez@example.com or +49 151 23456789, IBAN DE89 3704 0044 0532 0130 00.";

const traceId = (index: number): string => index.toString(16).padStart(32, "a");

/** A request of yesterday, as Langfuse keeps it. */
function trace(
  index: number,
  input: string,
  output: string,
  scores: StoredTrace["scores"] = [],
): StoredTrace {
  const timestamp = new Date(Date.now() - 86_400_000 + index * 1000).toISOString();
  const id = traceId(index);
  return {
    id,
    timestamp,
    environment: "production",
    scores: scores.map((score, at) => ({
      id: `score-${index}-${at}`,
      timestamp,
      source: "API",
      subject: { kind: "trace", id },
      ...score,
    })),
    rows: [
      {
        id: `${index}`.padStart(16, "b"),
        traceId: id,
        projectId: "desk",
        type: "GENERATION",
        name: "answer",
        startTime: timestamp,
        endTime: new Date(Date.parse(timestamp) + 800).toISOString(),
        parentObservationId: null,
        environment: "production",
        userId: "customer-8841",
        release: "v41",
        input: JSON.stringify([
          { role: "system", content: "You answer for the support desk." },
          { role: "user", content: input },
        ]),
        output: JSON.stringify({ role: "assistant", content: output }),
        level: "DEFAULT",
        tags: [],
        metadata: { authorization: "Bearer hunter2-secret-token", card: "4111 1111 1111 1111" },
      },
    ],
  };
}

const isBad = {
  name: "user-feedback",
  dataType: "NUMERIC",
  value: 0,
  comment: "wrong! ghp_0123456789abcdefghijABCDEFGHIJ012345",
};
const isGood = { name: "user-feedback", dataType: "NUMERIC", value: 1 };

describe("the loop from a failure in production to a gate that catches it", () => {
  const repository = gitRepository();
  let models: ModelServer;
  let langfuse: LangfuseServer;
  let github: GithubStandIn;
  let ran: ActionRan;

  const gate = (): string =>
    JSON.stringify({
      version: 1,
      gate: "support-bot",
      datasets: [dataset],
      target: { type: "openai", model: "gpt-5-mini", base_url: models.baseUrl, prompt: "support.md" },
      execution: { retries: 1, concurrency: 8 },
    });
  const promote = (run: Partial<ActionRun> = {}): Promise<ActionRan> =>
    runAction({
      workspace: tempFolder({}),
      event: "schedule",
      payload: {},
      apiUrl: github.apiUrl,
      main,
      ...run,
      inputs: {
        mode: "promote",
        from: "langfuse",
        since: "7d",
        filter: "environment=production",
        ...run.inputs,
      },
      env: { ...keys, LANGFUSE_BASE_URL: langfuse.baseUrl, ...run.env },
    });
  const proposedText = (): string =>
    github.state.filesAt(github.state.refs.get(branch) ?? "")[dataset]?.toString() ?? "";
  const newRows = (): readonly Record<string, unknown>[] =>
    proposedText()
      .slice(rows(60).length)
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  beforeAll(async () => {
    // The change of the prompt that is tried at the end makes the same mistake as production did.
    models = await startModelServer({
      answer: ({ system, user }) => ({
        text: user.includes("gift card") && system.includes("generous") ? "90 days" : "30 days",
      }),
      keys: [key],
    });
    github = await startGithub({ token: "token" });
    langfuse = await startLangfuse({
      traces: [
        ...Array.from({ length: 12 }, (_, index) =>
          trace(index, `How do I get to shop number ${index}?`, "By bus.", [isGood]),
        ),
        trace(20, question, "90 days", [isBad]),
        trace(21, question.replace("May I", "may i"), "90 days", [isBad]),
      ],
    });
    const files = {
      "llm-o11y.yml": gate(),
      "support.md": "You answer for the support desk.\n",
      [dataset]: rows(60),
    };
    const base = repository.commit(files);
    github.state.addCommit(base, files);
    github.state.refs.set("heads/main", base);
    ran = await promote();
  }, 60_000);
  afterAll(async () => {
    await models.close();
    await github.close();
    await langfuse.close();
  });

  it("opens one pull request with the failed question as a draft, once", () => {
    expect(ran.stdout + ran.stderr).not.toContain("defect");
    expect(ran.status).toBe(0);
    expect(proposedText().startsWith(rows(60))).toBe(true);
    expect(newRows()).toMatchObject([
      {
        draft: true,
        input: expect.stringContaining("[EMAIL_1]"),
        source: { system: "langfuse", release: "v41" },
      },
    ]);
    expect(newRows()[0]).not.toHaveProperty("expected");
    expect(github.state.pullRequests).toMatchObject([
      { base: "main", branch: "llm-o11y/promote", title: "Add dataset cases from production", state: "open" },
    ]);
  });

  it("says what failed, how, where, and what the dataset will see", () => {
    const body = github.state.pullRequests[0]?.body ?? "";
    expect(body).toContain("1 case from production traces that failed");
    expect(body).toContain("return the gift card? Write to [EMAIL_1] or [PHONE_1], IBAN [IBAN_1].");
    expect(body).toContain("`user_feedback`");
    expect(body).toContain(`${langfuse.baseUrl}/project/desk/traces/${traceId(21)}`);
    expect(body).toContain("`v41`");
    expect(body).toMatch(/\| now +\| +60 \|/);
    expect(body).toMatch(/\| with these completed +\| +61 \|/);
    expect(body).toContain("14 traces read, 2 failed, 1 new case");
    expect(body.length).toBeLessThan(65_536);
    expect(ran.summary).toContain("return the gift card");
  });

  it("lets nothing out that was secret: no file, no text of the pull request, no log, no output", () => {
    const written = [
      ...[...github.state.blobs.values()].map(String),
      ...[...github.state.commits.values()].map(({ message }) => message),
      ...github.state.pullRequests.flatMap(({ title, body }) => [title, body]),
      ...github.requests.map(({ body }) => JSON.stringify(body) ?? ""),
      // The runner masks what it is told to mask, and drops the line that tells it.
      ran.stdout.replaceAll(/^::add-mask::.*$/gm, ""),
      ran.stderr,
      ran.summary,
      JSON.stringify(ran.outputs),
    ].join("\n");
    for (const secret of [...planted, ...Object.values(keys)]) {
      expect(written).not.toContain(secret);
      expect(written).not.toContain(Buffer.from(secret).toString("base64"));
    }
  });

  it("adds nothing and moves nothing when the same traces come again", async () => {
    const [tip, before] = [github.state.refs.get(branch), github.state.pullRequests.length];
    const again = await promote();
    expect(again.status).toBe(0);
    expect(github.state.refs.get(branch)).toBe(tip);
    expect(github.state.pullRequests).toHaveLength(before);
  });

  it("adds the failure of next week to the pull request that is open, beside what a person did there", async () => {
    langfuse.traces.push(trace(30, "Where is my parcel to Lisbon?", "", [isBad]));
    const [first] = newRows();
    const completed = { ...first, expected: "30 days", critical: true };
    delete (completed as { draft?: unknown }).draft;
    const byHand = rows(60) + `${JSON.stringify(completed)}\n`;
    const old = github.state.refs.get(branch) ?? "";
    const sha = "c".repeat(40);
    github.state.addCommit(sha, { ...github.state.filesAt(old), [dataset]: byHand }, [old]);
    github.state.refs.set(branch, sha);
    const next = await promote();
    expect(next.status).toBe(0);
    expect(proposedText().startsWith(byHand)).toBe(true);
    expect(newRows()).toHaveLength(2);
    expect(github.state.pullRequests).toHaveLength(1);
    expect(github.state.pullRequests[0]?.body).toContain("2 cases from production");
  });

  it("catches the same failure in the next change, once the completed case is merged", async () => {
    const baseSha = repository.commit({ [dataset]: proposedText() });
    repository.branch("pr-7", "main");
    const headSha = repository.commit({ "support.md": "You answer for the support desk. Be generous.\n" });
    github.state.pulls.set(7, { head: headSha, base: baseSha });
    const gated = await runAction({
      workspace: repository.folder,
      event: "pull_request",
      payload: pullRequestPayload({ number: 7, headSha, baseSha, mergeSha: headSha }),
      apiUrl: github.apiUrl,
      sha: headSha,
      main,
      env: { OPENAI_API_KEY: key },
    });
    expect(gated.outputs).toMatchObject({ verdict: "fail", "critical-failures": "1" });
    expect(gated.status).toBe(1);
    expect(github.state.comments.at(-1)?.body).toContain(String(newRows()[0]?.["id"]));
  }, 60_000);
});
