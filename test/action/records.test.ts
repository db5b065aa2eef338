import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verdictSchema } from "../../src/experiment/verdict.ts";
import type { ActionRun } from "../e2e/run-action.ts";
import { openDesk, prompt, rows } from "../e2e/support-desk.ts";
import type { Desk, PullRequest } from "../e2e/support-desk.ts";
import { tempFolder } from "../temp-folder.ts";

/** The action as it stands in src. */
const main = join(import.meta.dirname, "../../src/action/main.ts");

function verdictOf(desk: Desk) {
  const file = join(desk.repository.folder, "llm-o11y-out", "verdict.json");
  return verdictSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** A run of the action from src, with the calls that it made. */
async function run(desk: Desk, pull: PullRequest, inputs: ActionRun["inputs"] = {}) {
  const before = desk.models.requests.length;
  const ran = await desk.run(pull, { main, inputs });
  return { ...ran, calls: desk.models.requests.length - before };
}

/** A pull request, and a folder with the records of both of its arms. */
async function recorded(change: string) {
  const desk = await openDesk();
  desk.base({ "datasets/refunds.jsonl": rows(60) });
  const pull = desk.pullRequest({ "prompts/support.md": prompt(change) });
  const out = tempFolder();
  const { status } = await run(desk, pull, { mode: "run", out });
  expect(status).toBe(0);
  return { desk, pull, runs: join(out, "runs") };
}

describe("`records` with `mode: gate`", { timeout: 30_000 }, () => {
  it("saves the calls of its first look, and the rest is the whole story", async () => {
    const { desk, pull, runs } = await recorded("wrong up to 15");
    const ran = await run(desk, pull, { records: `${runs}\n` });
    expect(ran).toMatchObject({ status: 1, calls: 0, outputs: { verdict: "fail" } });
    expect(desk.github.state.comments[0]?.body).toContain("120 calls saved");
  });

  it("goes on to a second look where the first does not decide", async () => {
    const { desk, pull, runs } = await recorded("wrong up to 4");
    const ran = await run(desk, pull, { records: runs });
    expect(ran.calls).toBe(360);
    expect(verdictOf(desk).spend).toMatchObject({ calls: 360, cached: 120 });
  });

  it("refuses a record that the pull request brings, before anything is spent", async () => {
    const { desk, runs } = await recorded("Be kind.");
    const forged = readFileSync(join(runs, "candidate.jsonl"), "utf8");
    const pull = desk.pullRequest({
      "prompts/support.md": prompt("Be kind."),
      "records/candidate.jsonl": forged,
    });
    expect(await run(desk, pull, { records: "records" })).toMatchObject({ status: 2, calls: 0 });
    expect(verdictOf(desk).problems).toMatchObject([
      { code: "record-committed", file: "records/candidate.jsonl" },
    ]);
  });

  it("is an error where nothing is there", async () => {
    const { desk, pull, runs } = await recorded("Be kind.");
    expect(await run(desk, pull, { records: `${runs}\n${runs}-of-nobody` })).toMatchObject({
      status: 2,
      calls: 0,
    });
    expect(verdictOf(desk).problems).toMatchObject([{ code: "file-not-found" }]);
  });
});
