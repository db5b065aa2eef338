import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../temp-folder.ts";
import { answerWrongUpTo, apps, commandApp, exec } from "./apps-desk.ts";
import { key, openDesk, pullRequestPayload, rows } from "./support-desk.ts";
import type { Desk } from "./support-desk.ts";

const { target } = apps.command;
const bodies = (desk: Desk) => desk.github.state.comments.map(({ body }) => body);
const worktrees = (desk: Desk) => desk.repository.git("worktree", "list").split("\n");

/** A start of an app that leaves a file at a place that only the test knows. */
function marking() {
  const folder = tempFolder();
  const start = `import { appendFileSync } from "node:fs"; import { randomUUID } from "node:crypto";
appendFileSync(${JSON.stringify(`${folder}/`)} + randomUUID(), JSON.stringify(process.env));`;
  return {
    start,
    /** The environments of the programs that ran. */
    seen: () =>
      readdirSync(folder).map(
        (name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Record<string, string>,
      ),
  };
}

describe.concurrent("the action on an app", () => {
  it.each(["command", "module", "http"] as const)(
    "blocks a %s that answers worse at the head, from code of both commits",
    async (type) => {
      const { write } = apps[type];
      const desk = await openDesk();
      desk.base({
        "llm-o11y.yml": desk.gate({ target: apps[type].target, policy: exec }),
        "app.mjs": write(answerWrongUpTo(0)),
      });
      const ran = await desk.run(desk.pullRequest({ "app.mjs": write(answerWrongUpTo(15)) }));
      expect(ran).toMatchObject({
        status: 1,
        outputs: { verdict: "fail", "quality-delta": "-0.25", "policy-trusted": "true" },
      });
      expect(bodies(desk)).toHaveLength(1);
      expect(bodies(desk)[0]).toContain("### ❌ Do not ship: loses 25.0 points of quality");
      expect(worktrees(desk)).toHaveLength(1);
    },
  );

  it("passes one that answers as well", async () => {
    const desk = await openDesk();
    desk.base({
      "llm-o11y.yml": desk.gate({ target, policy: exec }),
      "app.mjs": commandApp(answerWrongUpTo(0)),
    });
    const ran = await desk.run(
      desk.pullRequest({ "app.mjs": `// Kind.\n${commandApp(answerWrongUpTo(0))}` }),
    );
    expect(ran).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
    expect(bodies(desk)[0]).toContain("### ✅");
  });

  it("decides nothing where the app answers on neither arm", async () => {
    const desk = await openDesk();
    const app = (version: string) => commandApp(answerWrongUpTo(0), `throw new Error("${version}");`);
    desk.base({ "llm-o11y.yml": desk.gate({ target, policy: exec }), "app.mjs": app("no order book") });
    const ran = await desk.run(desk.pullRequest({ "app.mjs": app("no orders") }));
    expect(ran).toMatchObject({ status: 3, outputs: { verdict: "inconclusive" } });
    expect(bodies(desk)[0]).toContain("answered no trial on either arm");
    expect(bodies(desk)[0]).toContain("Error: no order book");
  });

  it("works on a checkout of one commit", async () => {
    const desk = await openDesk();
    desk.base({
      "llm-o11y.yml": desk.gate({ target, policy: exec }),
      "app.mjs": commandApp(answerWrongUpTo(0)),
    });
    const pull = desk.pullRequest({ "app.mjs": commandApp(answerWrongUpTo(15)) });
    const shallow = desk.repository.shallowClone(pull.mergeSha);
    const ran = await desk.run(pull, { workspace: shallow.folder });
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
    expect(shallow.git("worktree", "list").split("\n")).toHaveLength(1);
  });

  it("runs a fork's code where the base allows code, with none of our secrets in it", async () => {
    const { start, seen } = marking();
    const desk = await openDesk({ github: { readOnly: true } });
    desk.base({
      "llm-o11y.yml": desk.gate({ target, policy: exec }),
      "app.mjs": commandApp(answerWrongUpTo(0)),
    });
    const pull = desk.pullRequest({ "app.mjs": commandApp(answerWrongUpTo(15), start) });
    const payload = pullRequestPayload(pull, "mallory/desk");
    const ran = await desk.run(pull, { payload, env: { SUPPORT_KEY: "sk-support-0123456789" } });
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
    expect(seen().length).toBeGreaterThan(0);
    expect(JSON.stringify(seen())).not.toContain("sk-support");
  });
});

describe.concurrent("no code runs", () => {
  const elsewhere = { type: "http", url: "http://127.0.0.1:9/chat" };
  const setup = ["node", "app.mjs"];
  const attacks: readonly (readonly [string, object, object])[] = [
    ["where the base does not allow it", { target }, { target }],
    ["where only the pull request allows it", { target }, { target, policy: exec }],
    ["where a model becomes code in the pull request, which allows it", {}, { target, policy: exec }],
    ["in `setup` of a server elsewhere", { target: elsewhere }, { target: { ...elsewhere, setup } }],
  ];
  it.each(attacks)("%s", async (_, base, head) => {
    const { start, seen } = marking();
    const desk = await openDesk();
    const app = commandApp(answerWrongUpTo(0), start);
    desk.base({ "llm-o11y.yml": desk.gate({ ...base }), "app.mjs": app });
    const ran = await desk.run(
      desk.pullRequest({ "llm-o11y.yml": desk.gate({ ...head }), "app.mjs": `${app}// new\n` }),
    );
    expect(ran).toMatchObject({ status: 2, outputs: { verdict: "error" } });
    expect(bodies(desk)[0]).toContain("policy: { allow: { exec: true } }");
    expect(seen()).toEqual([]);
    expect(worktrees(desk)).toHaveLength(1);
  });

  it.each(["pull_request_target", "workflow_run"])("on `%s`, whatever the base allows", async (event) => {
    const { start, seen } = marking();
    const desk = await openDesk();
    const files = {
      "llm-o11y.yml": desk.gate({ target, policy: exec }),
      "app.mjs": commandApp(answerWrongUpTo(0), start),
      "datasets/refunds.jsonl": rows(60),
    };
    desk.base(files);
    const changed = { ...files, "app.mjs": commandApp(answerWrongUpTo(15), start) };
    const pull = desk.pullRequest(changed);
    desk.github.state.addCommit(pull.headSha, changed);
    desk.github.state.mergeBases.set(`${pull.baseSha}...${pull.headSha}`, pull.baseSha);
    const base = desk.repository.shallowClone(pull.baseSha);
    const run = {
      event: "pull_request",
      conclusion: "success",
      head_sha: pull.headSha,
      head_branch: `pr-${pull.number}`,
      head_repository: { full_name: "mallory/desk" },
      pull_requests: [{ number: pull.number, base: { sha: pull.baseSha }, head: { sha: pull.headSha } }],
    };
    const ran = await desk.run(pull, {
      workspace: base.folder,
      event,
      payload:
        event === "workflow_run"
          ? {
              action: "completed",
              repository: { full_name: "acme/desk", default_branch: "main" },
              workflow_run: run,
            }
          : pullRequestPayload(pull, "mallory/desk"),
    });
    expect(ran).toMatchObject({ status: 2, outputs: { verdict: "error" } });
    expect(`${ran.stdout}${ran.summary}`).toContain("reads the pull request as data");
    expect(seen()).toEqual([]);
  });
});

describe.concurrent("what an app sees of the job", () => {
  const env = {
    OPENAI_API_KEY: key,
    GITHUB_TOKEN: "ghs_0123456789abcdef",
    ACTIONS_RUNTIME_TOKEN: "runtime-0123456789",
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "id-0123456789",
    NODE_OPTIONS: "--no-warnings",
    DEPLOY_KEY: "deploy-0123456789",
    SUPPORT_MODE: "strict-mode",
  };
  const common =
    /^(?:PATH|HOME|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|PORT|TRACEPARENT|(?:OTEL|LANGFUSE)_\w+|VIRTUAL_ENV)$/u;

  it.each(["command", "module", "http"] as const)(
    "is what the base lists, and nothing that only the pull request does, in a %s and its setup",
    async (type) => {
      const { write } = apps[type];
      const inApp = marking();
      const inSetup = marking();
      const desk = await openDesk();
      const gate = (listed: readonly string[]) =>
        desk.gate({
          target: { ...apps[type].target, setup: ["node", "setup.mjs"] },
          policy: { allow: { exec: true, env: listed } },
        });
      const files = (version: string) => ({
        "app.mjs": write(answerWrongUpTo(0), `${inApp.start} // ${version}`),
        "setup.mjs": inSetup.start,
      });
      desk.base({ "llm-o11y.yml": gate(["SUPPORT_MODE"]), ...files("1") });
      const all = ["SUPPORT_MODE", "DEPLOY_KEY", "GITHUB_TOKEN", "OPENAI_API_KEY"];
      const pull = desk.pullRequest({ "llm-o11y.yml": gate(all), ...files("2") });
      const ran = await desk.run(pull, { env });
      expect(ran).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
      const names = (seen: readonly Record<string, string>[]) =>
        [...new Set(seen.flatMap((each) => Object.keys(each)))]
          .filter((name) => !common.test(name))
          .toSorted();
      expect(names(inApp.seen())).toEqual(["SUPPORT_MODE"]);
      expect(inSetup.seen().length).toBeGreaterThanOrEqual(2);
      expect(names(inSetup.seen())).toEqual([]);
    },
  );

  it("is shown nowhere: neither what it answers nor what it prints tells a secret", async () => {
    const secret = "sk-support-0123456789abcdef";
    const forms = [secret, Buffer.from(secret).toString("base64"), encodeURIComponent(secret)];
    const desk = await openDesk();
    const says = `{ output: [process.env.SUPPORT_KEY, Buffer.from(process.env.SUPPORT_KEY).toString("base64")].join(" "),
      messages: [{ role: "assistant", content: process.env.SUPPORT_KEY }],
      tool_calls: [{ name: "say", arguments: { key: process.env.SUPPORT_KEY } }] }`;
    const prints = `console.error("key", process.env.SUPPORT_KEY, Buffer.from(process.env.SUPPORT_KEY).toString("base64"));`;
    const policy = { allow: { exec: true, env: ["SUPPORT_KEY"] } };
    desk.base({
      "llm-o11y.yml": desk.gate({ target, policy }),
      "app.mjs": commandApp(answerWrongUpTo(0)),
    });
    const fails = `(number === 7 ? { error: "no " + process.env.SUPPORT_KEY } : ${says})`;
    const pull = desk.pullRequest({ "app.mjs": commandApp(fails, prints) });
    const ran = await desk.run(pull, { env: { SUPPORT_KEY: secret } });
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
    expect(ran.stderr).toContain("candidate | key");
    const out = join(desk.repository.folder, "llm-o11y-out");
    const files = readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => readFileSync(join(file.parentPath, file.name), "utf8"));
    expect(files.length).toBeGreaterThan(4);
    const cache = join(desk.repository.folder, ".llm-o11y/cache");
    const kept = existsSync(cache)
      ? readdirSync(cache, { recursive: true, withFileTypes: true })
          .filter((file) => file.isFile())
          .map((file) => readFileSync(join(file.parentPath, file.name), "utf8"))
      : [];
    const log = ran.stdout.replace(/^::add-mask::.*$/gmu, "");
    for (const text of [log, ran.stderr, ran.summary, ...files, ...kept, ...bodies(desk)])
      for (const form of forms) expect(text).not.toContain(form);
  });

  it.each(["command", "module", "http"] as const)(
    "is not the runner: nothing that a %s prints is a command of its",
    async (type) => {
      const { write } = apps[type];
      const desk = await openDesk();
      const commands = [
        "::add-mask::30 days",
        "::set-output name=verdict::pass",
        "  ::stop-commands::x",
        "x\\r::set-output name=verdict::pass",
        "x ##[set-output name=verdict;]pass",
        "\\u001b[0m::error::hi",
      ];
      const print = commands.map((text) => `console.error("${text}"); console.log("${text}");`).join("\n");
      desk.base({
        "llm-o11y.yml": desk.gate({ target: apps[type].target, policy: exec }),
        "app.mjs": write(answerWrongUpTo(0)),
      });
      const ran = await desk.run(desk.pullRequest({ "app.mjs": write(answerWrongUpTo(15), print) }));
      expect(ran).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
      expect(ran.stderr).toContain("candidate | ");
      for (const text of [ran.stdout, ran.stderr]) {
        expect(text).not.toContain("##[");
        expect(
          text.split(/\r\n|\r|\n/u).filter((line) => /^\s*::(?!error|warning|notice)/u.test(line)),
        ).toEqual([]);
      }
      expect(ran.stderr.split(/\r\n|\r|\n/u).filter((line) => /^\s*::/u.test(line))).toEqual([]);
    },
  );
});
