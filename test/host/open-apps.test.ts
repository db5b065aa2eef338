import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { AppSpec } from "../../src/experiment/app-call.ts";
import type { ArmName } from "../../src/experiment/trial.ts";
import { openApps } from "../../src/host/open-apps.ts";
import { gitRepository } from "../git-repository.ts";
import { tempFolder } from "../temp-folder.ts";

/** Apps of the working tree, which has these files. */
async function open(
  files: Readonly<Record<string, string>>,
  specs: Readonly<Partial<Record<ArmName, Omit<AppSpec, "fingerprint">>>>,
  env: Readonly<Record<string, string>> = {},
) {
  const repository = gitRepository();
  repository.commit(files);
  const home = tempFolder();
  const notes: string[] = [];
  const arms = Object.entries(specs).map(([arm, spec]) => ({
    arm: arm as ArmName,
    spec: { fingerprint: arm, ...spec } as AppSpec,
    gateFile: "llm-o11y.yml",
  }));
  const limits = { env: ["SUPPORT_KEY", "ORDERS_URL", "MODEL_URL"], prices: {} } as unknown as Parameters<
    typeof openApps
  >[1];
  const ours = { PATH: process.env["PATH"], XDG_CACHE_HOME: join(home, "cache"), ...env };
  const apps = await openApps(arms, limits, {
    env: ours,
    root: repository.folder,
    note: (text) => notes.push(text),
    secret: (name) => (ours as Record<string, string | undefined>)[name],
    stop: new AbortController().signal,
  });
  return { apps, notes, repository };
}

const command = (...argv: readonly string[]) => ({ type: "command", command: argv, workers: 1 }) as const;
const time = { timeoutMs: 20_000, remainingMs: 60_000, signal: new AbortController().signal };
const ask = (opened: Awaited<ReturnType<typeof open>>, arm: ArmName) =>
  opened.apps.ask({ app: arm, input: "refund" }, { trial: 0, name: "trial" }, time);

it("names the arm that cannot be started, and does not wait for the setup of the other", async () => {
  const opened = await open(
    { "wait.mjs": "setTimeout(() => {}, 100_000);" },
    { baseline: { ...command("node"), setup: ["node", "wait.mjs"] }, candidate: command("no-such-program") },
  );
  await expect(opened.apps.open(["baseline", "candidate"])).rejects.toMatchObject({
    problems: [
      {
        code: "command-not-found",
        message: 'the candidate: cannot start "no-such-program": it is not found.',
      },
    ],
  });
  await opened.apps.close();
  expect(opened.repository.git("worktree", "list").split("\n")).toHaveLength(1);
});

it("says of a failing app what it lacks, with paths as they are in the repository", async () => {
  const opened = await open(
    {
      "key.mjs": `if (!process.env.DEPLOY_KEY) throw new Error("DEPLOY_KEY is missing in " + import.meta.filename);`,
    },
    { candidate: command(process.execPath, "key.mjs") },
    { DEPLOY_KEY: "deploy" },
  );
  const reply = await ask(opened, "candidate");
  await opened.apps.close();
  expect(reply).toMatchObject({
    status: "app_error",
    reason: expect.stringContaining("policy.allow.env"),
  });
  expect(JSON.stringify([reply, opened.notes])).not.toContain("/arms/");
});

describe("a secret of the app", () => {
  const key = "sk-desk-CANARY-1234567890-abcdefghijklmnop";
  /** What is before it, so that it begins `shown` characters before the cut. */
  const before = (cutAt: number, shown = 20): string => "x".repeat(cutAt - shown);
  const answering = (body: string): string =>
    `import { createInterface } from "node:readline";
     const key = process.env.SUPPORT_KEY;
     createInterface({ input: process.stdin }).on("line", (line) => { const { id } = JSON.parse(line); ${body} });`;

  it.each([
    ["the last line that it printed", `console.error("${before(160)}" + key); process.exit(1);`],
    ["its error", `console.log(JSON.stringify({ id, error: "${before(268)}" + key }));`],
    ["a line that is no answer", `console.log("${before(60)}" + key);`],
    ["the id of another request", `console.log(JSON.stringify({ id: "${before(60)}" + key }));`],
  ])("is not shown in part where a reason cuts %s", async (_, body) => {
    const opened = await open(
      { "app.mjs": answering(body) },
      { candidate: command(process.execPath, "app.mjs") },
      { SUPPORT_KEY: key },
    );
    const reply = await ask(opened, "candidate");
    await opened.apps.close();
    expect(reply.status).toBe("app_error");
    expect(JSON.stringify([reply, opened.notes])).not.toContain(key.slice(0, 8));
  });

  it("is hidden where it is the password in an address, whatever the variable is called", async () => {
    const opened = await open(
      {
        "app.mjs": answering(
          "console.log(JSON.stringify({ id, output: [process.env.ORDERS_URL, process.env.MODEL_URL] }));",
        ),
      },
      { candidate: command(process.execPath, "app.mjs") },
      { ORDERS_URL: "postgres://desk:pa55-word%21@db/orders", MODEL_URL: "http://127.0.0.1:8000/v1" },
    );
    const reply = await ask(opened, "candidate");
    await opened.apps.close();
    expect(reply).toMatchObject({
      output: ["postgres://desk:[hidden]@db/orders", "http://127.0.0.1:8000/v1"],
    });
  });

  it("is hidden in an answer, also where JSON writes it with escapes", async () => {
    const pem = `-----BEGIN KEY-----\nab"c\\d\n-----END KEY-----\n`;
    const opened = await open(
      { "app.mjs": answering("console.log(JSON.stringify({ id, output: { said: key + '!' } }));") },
      { candidate: command(process.execPath, "app.mjs") },
      { SUPPORT_KEY: pem },
    );
    const reply = await ask(opened, "candidate");
    await opened.apps.close();
    expect(reply).toMatchObject({ status: "ok", output: { said: "[hidden]!" } });
  });
});
