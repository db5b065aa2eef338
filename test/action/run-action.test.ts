import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, it } from "vitest";
import { verdictSchema } from "../../src/experiment/verdict.ts";
import { gitRepository } from "../git-repository.ts";
import { startGithub } from "../stand-ins/github.ts";
import { startModelServer } from "../stand-ins/model-server.ts";
import { tempFolder } from "../temp-folder.ts";

/** Runs the action with a log that breaks at the first progress of the run: a defect of ours, after some calls. */
const breakingScript = `
import { runAction } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, "../../src/action/run-action.ts")))};
process.exitCode = await runAction({
  env: process.env,
  workingDir: process.cwd(),
  today: "2026-01-05",
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => {
    if (!text.startsWith("Plan:")) throw new TypeError("the log broke");
  },
  isTerminal: false,
  stop: new AbortController().signal,
});
`;

it("tells a defect of ours like a verdict: what was spent, the stack in the log, and no check left in progress", async () => {
  const models = await startModelServer({ answer: () => ({ text: "30 days" }) });
  const github = await startGithub({ token: "token" });
  afterAll(async () => {
    await models.close();
    await github.close();
  });
  const repository = gitRepository();
  const target = { type: "openai", model: "gpt-5-mini", base_url: models.baseUrl, prompt: "support.md" };
  const rows = Array.from({ length: 30 }, (_, index) => ({
    id: `refund-${index}`,
    input: "May I?",
    expected: "Yes",
  }));
  const baseSha = repository.commit({
    "llm-o11y.yml": JSON.stringify({ version: 1, gate: "support-bot", datasets: ["refunds.jsonl"], target }),
    "support.md": "You answer for the support desk.\n",
    "refunds.jsonl": rows.map((row) => `${JSON.stringify(row)}\n`).join(""),
  });
  repository.branch("pr");
  const headSha = repository.commit({ "support.md": "Be kind.\n" });
  github.state.pulls.set(7, { head: headSha, base: baseSha });
  const repositoryOf = { full_name: "acme/desk" };
  const files = tempFolder({
    "event.json": JSON.stringify({
      repository: repositoryOf,
      pull_request: {
        number: 7,
        head: { sha: headSha, repo: repositoryOf },
        base: { sha: baseSha, ref: "main", repo: repositoryOf },
      },
    }),
    output: "",
    "summary.md": "",
    "run.ts": breakingScript,
  });
  const ran = await new Promise<{ readonly code: unknown; readonly stdout: string }>((resolve) => {
    const env = {
      PATH: process.env["PATH"] ?? "",
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_EVENT_PATH: join(files, "event.json"),
      GITHUB_REPOSITORY: "acme/desk",
      GITHUB_SHA: headSha,
      GITHUB_RUN_ID: "100",
      GITHUB_RUN_ATTEMPT: "1",
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_API_URL: github.apiUrl,
      GITHUB_OUTPUT: join(files, "output"),
      GITHUB_STEP_SUMMARY: join(files, "summary.md"),
      OPENAI_API_KEY: "sk-desk-0123456789abcdef",
      "INPUT_GITHUB-TOKEN": "token",
      "INPUT_CHECK-RUN": "true",
    };
    execFile(process.execPath, [join(files, "run.ts")], { cwd: repository.folder, env }, (error, stdout) =>
      resolve({ code: error?.code ?? 0, stdout }),
    );
  });
  expect(ran.code).toBe(2);
  expect(ran.stdout).toContain("TypeError: the log broke");
  const path = join(repository.folder, "llm-o11y-out", "verdict.json");
  const verdict = verdictSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  expect(verdict).toMatchObject({ verdict: "error", gate: "support-bot", problems: [{ code: "defect" }] });
  // A call that was cut before it left counts: nobody knows that it did not.
  expect(verdict.spend.calls).toBeGreaterThanOrEqual(models.requests.length);
  expect(verdict.spend.calls).toBeGreaterThan(0);
  expect(github.state.comments).toMatchObject([{ body: expect.stringContaining("llm-o11y itself failed") }]);
  expect(github.state.checkRuns).toMatchObject([{ status: "completed", conclusion: "failure" }]);
  expect(readFileSync(join(files, "output"), "utf8")).toContain("verdict<<");
});
