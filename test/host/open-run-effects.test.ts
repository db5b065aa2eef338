import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openRunEffects } from "../../src/host/open-run-effects.ts";
import type { RunHost } from "../../src/host/open-run-effects.ts";
import { openProgress } from "../../src/host/progress.ts";
import { writeVerdict } from "../../src/host/write-verdict.ts";
import { verdictOfProblems } from "../../src/gate/verdict-of-problems.ts";
import { aRequest } from "../gate/model-stub.ts";
import { tempFolder } from "../temp-folder.ts";

async function open(host: Partial<RunHost> = {}) {
  const runs = tempFolder();
  const run = await openRunEffects({
    env: {},
    workingDir: runs,
    runs,
    stderr: () => undefined,
    isTerminal: false,
    stop: new AbortController().signal,
    ...host,
  });
  return { run, runs };
}

describe("a run on this machine", () => {
  it("writes the record of an arm into a file of its name", async () => {
    const { run, runs } = await open();
    const file = await (await run.openRecordFile("candidate")).start("{}\n", []);
    await file.append("line\n");
    await file.close();
    expect(file.file).toBe("candidate.jsonl");
    expect(readFileSync(join(runs, file.file), "utf8")).toBe("line\n");
  });

  it.each([
    [undefined, "baseline-candidate.batches"],
    [{ index: 2, total: 4 }, "baseline-candidate-2-of-4.batches"],
  ])(
    "keeps what is under way in batches beside the records, under no record's name (shard %j)",
    async (shard, name) => {
      const { run } = await open(shard === undefined ? {} : { shard });
      const file = await (await run.openBatchFile(["baseline", "candidate"])).start("{}\n", []);
      await file.close();
      expect(file.file).toBe(name);
      const { run: single } = await open({ runs: join(tempFolder(), "mine.jsonl") });
      const beside = await (await single.openBatchFile(["candidate"])).start("{}\n", []);
      await beside.close();
      expect(beside.file).toMatch(/mine\.batches$/);
    },
  );

  it("names what is in the environment and is not used", async () => {
    expect((await open()).run.warnings).toEqual([]);
    const workingDir = tempFolder({ ".env": "OPENAI_API_KEY=sk-from-a-file" });
    const { run } = await open({ env: { OPENAI_BASE_URL: "https://llm.example/v1" }, workingDir });
    expect(run.warnings).toMatchObject([
      { code: "environment-ignored", message: expect.stringContaining("OPENAI_BASE_URL") },
      { code: "environment-ignored", file: ".env" },
    ]);
  });

  it("tells of a secret before it is used, and of none that is not set", async () => {
    const told: string[] = [];
    const key = "sk-desk-0123456789abcdef";
    const { run } = await open({
      env: { OPENAI_API_KEY: key, EMPTY: "", OTHER_KEY: "sk-not-asked-for" },
      onSecret: (secret) => told.push(secret),
    });
    const models = await run.openModels({});
    expect(models.check(aRequest())).toEqual([]);
    expect(new Set(told)).toEqual(new Set([key]));
    for (const apiKeyEnv of ["EMPTY", "NONE"])
      expect(models.check(aRequest({ apiKeyEnv }))).toMatchObject([{ code: "key-missing" }]);
    expect(new Set(told)).toEqual(new Set([key]));
  });

  it("sleeps no longer than until it is stopped, and not at all where it is stopped already", async () => {
    const stop = new AbortController();
    const { run } = await open({ stop: stop.signal });
    const asleep = run.sleep(3_600_000, stop.signal);
    stop.abort();
    await expect(asleep).resolves.toBeUndefined();
    await expect(run.sleep(3_600_000, stop.signal)).resolves.toBeUndefined();
  });

  it("has a new fence for every trial, and a clock that does not go back", async () => {
    const { run } = await open();
    const fences = Array.from({ length: 100 }, run.fence);
    expect(new Set(fences).size).toBe(100);
    for (const fence of fences) expect(fence).toMatch(/^[A-Za-z0-9-]{16,64}$/);
    expect(run.nowMs()).toBeLessThanOrEqual(run.nowMs());
    expect(run.startedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });
});

describe("progress without a terminal", () => {
  async function lines(total: number, steps: number): Promise<readonly string[]> {
    const written: string[] = [];
    const progress = await openProgress({ stderr: (text) => written.push(text), isTerminal: false });
    progress.start(total);
    for (let done = 1; done <= steps; done++) progress.advance({ done, failed: 0 });
    progress.finish();
    return written;
  }

  it("is a line for each tenth of the way, so that a log stays readable", async () => {
    const written = await lines(200, 200);
    expect(written).toHaveLength(10);
    expect(written.at(-1)).toContain("200");
    for (const line of written) expect(line).toMatch(/^[^\n]+\n$/);
  });

  it("is a line for each trial of a small run, and none for an empty one", async () => {
    expect(await lines(3, 3)).toHaveLength(3);
    expect(await lines(0, 0)).toEqual([]);
  });

  it("starts anew for the next gate", async () => {
    const written: string[] = [];
    const progress = await openProgress({ stderr: (text) => written.push(text), isTerminal: false });
    for (let gate = 0; gate < 2; gate++) {
      progress.start(1);
      progress.advance({ done: 1, failed: 0 });
      progress.finish();
    }
    expect(written).toHaveLength(2);
  });

  it("leaves no control character of a note in the log", async () => {
    const written: string[] = [];
    const progress = await openProgress({ stderr: (text) => written.push(text), isTerminal: false });
    progress.note("refund\u001b[31m\n::error::forged");
    expect(written.join("")).not.toContain("\u001b");
    expect(written.join("").split("\n")).toHaveLength(2);
  });
});

describe("the files of a verdict", () => {
  const verdict = verdictOfProblems([{ code: "no-base", message: "no base." }], "support-bot");

  it("are written into a folder that is made", async () => {
    const folder = join(tempFolder(), "a", "b");
    expect(await writeVerdict(verdict, folder, { today: "2026-01-05" })).toBeUndefined();
    expect(JSON.parse(readFileSync(join(folder, "verdict.json"), "utf8"))).toMatchObject({
      gate: "support-bot",
    });
    for (const name of ["comment.md", "summary.md"])
      expect(readFileSync(join(folder, name), "utf8")).toContain("no base.");
    expect(readFileSync(join(folder, "junit.xml"), "utf8")).toContain("<testsuite");
  });

  it("give the reason where they cannot be, instead of an error", async () => {
    const folder = join(tempFolder({ "a-file": "" }), "a-file", "out");
    expect(await writeVerdict(verdict, folder, { today: "2026-01-05" })).toContain("could not be written");
  });
});
