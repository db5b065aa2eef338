import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verdictSchema } from "../../src/experiment/verdict.ts";
import type { Verdict } from "../../src/experiment/verdict.ts";
import { key, openDesk, prompt, rows } from "./support-desk.ts";
import type { Desk } from "./support-desk.ts";

const cacheOf = (desk: Desk) => join(desk.repository.folder, ".llm-o11y/cache");

function verdictOf(desk: Desk) {
  const file = join(desk.repository.folder, "llm-o11y-out/verdict.json");
  return verdictSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

function qualityOf(verdict: Verdict | undefined) {
  const quality = verdict?.rules.find(({ rule }) => rule === "quality");
  return { status: quality?.status, delta: quality?.delta };
}

/** Calls of one run of the action. */
async function callsOf(desk: Desk, run: () => Promise<{ readonly status: number | null }>) {
  const before = desk.models.requests.length;
  const { status } = await run();
  return { status, calls: desk.models.requests.length - before };
}

const scheduled = (desk: Desk) => ({
  event: "schedule",
  payload: { schedule: "0 3 * * *", repository: { full_name: "acme/desk", default_branch: "main" } },
  sha: desk.repository.git("rev-parse", "HEAD"),
});

function packs(desk: Desk): readonly string[] {
  return readdirSync(cacheOf(desk))
    .filter((name) => name.endsWith(".pack"))
    .map((name) => join(cacheOf(desk), name));
}

it(
  "is shared by three gates at the same time, each with the verdict that it has alone",
  { timeout: 60_000 },
  async () => {
    const desk = await openDesk();
    desk.base();
    const changes = ["Be kind.", "wrong up to 15", "Be brief."];
    const heads = changes.map((change, at) => {
      desk.repository.branch(`change-${at}`, "main");
      return desk.repository.commit({ "prompts/support.md": prompt(change) });
    });
    const gate = async (head: string, out: string) => {
      const command = [join(import.meta.dirname, "../../dist/cli.js"), "gate", "--base", "main"];
      const child = spawn(process.execPath, [...command, "--head", head, "--out", out], {
        cwd: desk.repository.folder,
        env: { PATH: process.env["PATH"] ?? "", HOME: desk.repository.folder, OPENAI_API_KEY: key },
        stdio: "ignore",
      });
      await new Promise((resolve) => child.on("exit", resolve));
      const text = readFileSync(join(desk.repository.folder, out, "verdict.json"), "utf8");
      return verdictSchema.parse(JSON.parse(text));
    };
    const together = await Promise.all(heads.map((head, at) => gate(head, `llm-o11y-out/${at}`)));
    rmSync(cacheOf(desk), { recursive: true });
    for (const [at, head] of heads.entries()) {
      // The title may tell of latency, which is that of the machine.
      const alone = await gate(head, `llm-o11y-out/alone-${at}`);
      expect(together[at]?.verdict).toBe(alone.verdict);
      expect(qualityOf(together[at])).toEqual(qualityOf(alone));
    }
  },
);

describe.concurrent("the action with a cache that the workflow keeps", () => {
  it("fills it on a schedule, and then runs candidates alone: a fifth of the calls of an unchanged app", async () => {
    const desk = await openDesk();
    desk.base({ "datasets/refunds.jsonl": rows(120) });
    const night = await callsOf(desk, () =>
      desk.run({ number: 1, headSha: "", baseSha: "", mergeSha: "" }, scheduled(desk)),
    );
    expect(night).toEqual({ status: 0, calls: 600 });
    expect(verdictOf(desk).title).toContain("600 baseline trials run for the cache");
    const pull = desk.pullRequest({ "prompts/support.md": prompt("Be kind.") });
    expect(await callsOf(desk, () => desk.run(pull))).toEqual({ status: 0, calls: 120 });
    expect(verdictOf(desk)).toMatchObject({ verdict: "pass", proven: true, spend: { cached: 600 } });
    expect(desk.github.state.comments[0]?.body).toContain("600 calls saved by cache");
    // Re-run of the job: the same run makes no call.
    expect(await callsOf(desk, () => desk.run(pull, { attempt: 2 }))).toEqual({ status: 0, calls: 0 });
  });

  it("confirms a fail with a fresh baseline", async () => {
    const desk = await openDesk();
    desk.base();
    await desk.run(desk.pullRequest({ "prompts/support.md": prompt("Be kind.") }));
    const pull = desk.pullRequest({ "prompts/support.md": prompt("wrong up to 15") });
    expect(await callsOf(desk, () => desk.run(pull))).toEqual({ status: 1, calls: 120 });
    expect(verdictOf(desk).rules.find(({ rule }) => rule === "quality")).toMatchObject({
      status: "fail",
      delta: -0.25,
    });
  });

  it.each<[string, (file: string) => void]>([
    ["cut off", (file) => truncateSync(file, 100)],
    [
      "edited",
      (file) => writeFileSync(file, readFileSync(file, "utf8").replaceAll('"stored_ms":1', '"stored_ms":2')),
    ],
  ])("runs again what was %s in it", async (_, spoil) => {
    const desk = await openDesk();
    desk.base();
    await desk.run(desk.pullRequest({ "prompts/support.md": prompt("Be kind.") }));
    expect(packs(desk)).toHaveLength(1);
    for (const file of packs(desk)) spoil(file);
    const pull = desk.pullRequest({ "prompts/support.md": prompt("Be brief.") });
    expect(await callsOf(desk, () => desk.run(pull))).toEqual({ status: 0, calls: 480 });
  });

  it("uses none that a pull request commits: its own answers would pass", async () => {
    const desk = await openDesk();
    desk.base();
    await desk.run(desk.pullRequest({ "prompts/support.md": prompt("Be kind.") }));
    const forged = Object.fromEntries(
      packs(desk).map((file) => [file.slice(desk.repository.folder.length + 1), readFileSync(file, "utf8")]),
    );
    rmSync(join(desk.repository.folder, ".llm-o11y"), { recursive: true });
    const pull = desk.pullRequest({ "prompts/support.md": prompt("Be brief."), ...forged });
    expect(existsSync(cacheOf(desk))).toBe(true);
    expect(await callsOf(desk, () => desk.run(pull))).toEqual({ status: 0, calls: 480 });
    expect(verdictOf(desk).problems).toContainEqual(expect.objectContaining({ code: "cache-committed" }));
  });
});
