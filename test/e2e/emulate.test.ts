import { createServer } from "node:net";
import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openGithub, type Github } from "../../src/edge/github/open-github.ts";

/** A GitHub that somebody else wrote. It knows no sizes and no read-only tokens, but it does refuse a merge until a check succeeds. */
let emulator: Emulator;
let github: Github;
let baseSha: string;
let headSha: string;
const token = "desk-token";
const ownerToken = "owner-token";

beforeAll(async () => {
  const port = await freePort();
  emulator = await createEmulator({
    service: "github",
    port,
    seed: {
      tokens: {
        [token]: { login: "desk-bot", scopes: ["repo"] },
        [ownerToken]: { login: "acme", scopes: ["repo"] },
      },
      github: {
        users: [{ login: "acme" }, { login: "desk-bot" }],
        repos: [{ owner: "acme", name: "desk", auto_init: true }],
      },
    },
  });
  const main = await call("GET", "/git/ref/heads/main");
  baseSha = main.body.object.sha;
  await call("POST", "/git/refs", { ref: "refs/heads/greet", sha: baseSha });
  await call("PUT", "/contents/prompts/support.md", {
    branch: "greet",
    message: "Greet first",
    content: Buffer.from("Greet, then answer.\n").toString("base64"),
  });
  const pull = await call("POST", "/pulls", { title: "Greet first", head: "greet", base: "main" });
  headSha = pull.body.head.sha;
  await call("PUT", "/branches/main/protection", {
    required_status_checks: { strict: false, contexts: ["llm-o11y / support-bot"] },
    enforce_admins: true,
    required_pull_request_reviews: null,
    restrictions: null,
  });
  github = openGithub({ apiUrl: emulator.url, repository: "acme/desk", token });
});

afterAll(() => emulator.close());

it("does not merge before the check, nor after it failed, and merges once it succeeds", async () => {
  const job = (run: number) => ({
    gate: "support-bot",
    sha: headSha,
    run,
    attempt: 1,
    runUrl: `https://github.example/acme/desk/actions/runs/${run}`,
  });
  const result = { title: "Do not ship", summary: "### ❌ Do not ship", annotations: [] };
  // GitHub itself answers 405.
  const refused = { status: 422, body: { message: "Required status checks have not succeeded." } };
  const merge = () => call("PUT", "/pulls/1/merge", {});

  expect(await merge()).toMatchObject(refused);
  const started = await github.startCheckRun(job(118));
  expect(await merge()).toMatchObject(refused);
  const checkRunId = started.outcome === "started" ? started.checkRunId : undefined;
  expect(
    await github.publishCheckRun(job(118), { ...result, conclusion: "failure" }, checkRunId),
  ).toMatchObject({ outcome: "published", checkRunId });
  expect(await merge()).toMatchObject(refused);
  expect(await github.publishCheckRun(job(119), { ...result, conclusion: "success" })).toMatchObject({
    outcome: "published",
  });
  expect(await merge()).toMatchObject({ status: 200, body: { merged: true } });
});

it("keeps to one comment", async () => {
  const comment = (run: number, text: string) => ({
    number: 1,
    gate: "support-bot",
    sha: headSha,
    run,
    attempt: 1,
    author: "desk-bot",
    render: () => `<!-- llm-o11y:v1 gate=support-bot sha=${headSha} run=${run} attempt=1 -->\n${text}\n`,
  });
  expect(await github.publishComment(comment(118, "### ❌"))).toMatchObject({ outcome: "created" });
  expect(await github.publishComment(comment(119, "### ✅"))).toMatchObject({ outcome: "updated" });
  expect(await github.publishComment(comment(118, "### ❌"))).toMatchObject({ outcome: "superseded" });
  const { body } = await call("GET", "/issues/1/comments");
  expect(body.map((one: { body: string }) => one.body.split("\n")[1])).toEqual(["### ✅"]);
});

it("reads the files of a commit, and where two commits part", async () => {
  expect(await github.mergeBase(baseSha, headSha)).toBe(baseSha);
  const tree = github.openTree(headSha);
  const entries = await tree.entries();
  const prompt = entries.find(({ path }) => path === "prompts/support.md");
  expect(prompt?.kind).toBe("file");
  expect(Buffer.from(await tree.readBlob(prompt!, 100)).toString()).toBe("Greet, then answer.\n");
});

async function call(method: string, path: string, body?: unknown) {
  const response = await fetch(`${emulator.url}/repos/acme/desk${path}`, {
    method,
    headers: { authorization: `token ${ownerToken}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as any };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
