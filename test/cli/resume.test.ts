import { appendFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openDesk } from "./open-desk.ts";

const { repository, models, edit, gate, run } = await openDesk();
const candidate = join(repository.folder, "llm-o11y-out/runs/candidate.jsonl");
const worse = { "prompts/support.md": "wrong up to 20\n" };

/** What a record says is one thing, and what the cache has another. */
function forgetCache(): void {
  rmSync(join(repository.folder, ".llm-o11y/cache"), { recursive: true, force: true });
}

/** Calls that the command makes. */
async function calls(command: string): Promise<number> {
  const before = models.requests.length;
  await run(...command.split(" "));
  return models.requests.length - before;
}

it("`gate` pays once for the same run, and anew with `--fresh` or for another change", async () => {
  edit(worse);
  expect(await calls("gate --base main")).toBe(120);
  expect(await calls("gate --base main")).toBe(0);
  expect(await calls("gate --base main --fresh")).toBe(120);
  edit({ "prompts/support.md": "wrong up to 10\n" });
  expect(await calls("gate --base main")).toBe(120);
});

it("`gate` says that a line was torn, and runs its trial again", async () => {
  edit(worse);
  await run("gate", "--base", "main");
  appendFileSync(candidate, '{"type":"trial","ca');
  const ran = await run("gate", "--base", "main", "--json");
  expect(JSON.parse(ran.stdout)).toMatchObject({
    verdict: "fail",
    spend: { calls: 0, cached: 0 },
    problems: [{ code: "torn-line", file: "llm-o11y-out/runs/candidate.jsonl" }],
  });
  expect(ran.stderr).toContain("The candidate goes on: 60 trials are there already. The last line");
});

it("`run` goes on with the same run at a new commit of the same target", async () => {
  edit(worse);
  const command = "run --base main --arm candidate --out llm-o11y-out/mine.jsonl";
  expect(await calls(command)).toBe(60);
  edit({});
  repository.commit({ "readme.md": "Hello\n" });
  edit(worse);
  expect(await calls(command)).toBe(0);
});

it("`run` refuses the record of another run, names what differs, and touches nothing", async () => {
  edit(worse);
  expect(await calls("run --base main --out llm-o11y-out/mine")).toBe(120);
  const path = join(repository.folder, "llm-o11y-out/mine/candidate.jsonl");
  const before = readFileSync(path, "utf8");
  edit({ "prompts/support.md": "wrong up to 10\n" });
  const ran = await run("run", "--base", "main", "--out", "llm-o11y-out/mine");
  expect(ran.exit).toBe(2);
  expect(ran.stderr).toContain("candidate.jsonl  the record here is of another run");
  expect(ran.stderr).toContain("the target of the candidate");
  expect(ran.stderr).toContain("`--fresh`");
  expect(readFileSync(path, "utf8")).toBe(before);
  expect(await calls("run --base main --out llm-o11y-out/mine --fresh")).toBe(120);
});

it("believes no record that is part of a commit", async () => {
  edit(worse);
  await run("gate", "--base", "main", "--out", "forged");
  repository.branch("forged");
  repository.commit({});
  forgetCache();
  expect(await calls("gate --base main --out forged")).toBe(120);
  const refused = await run("run", "--base", "main", "--out", "forged/runs");
  expect(refused.exit).toBe(2);
  expect(refused.stderr).toContain("it is part of a commit");
});

it("does not take the rest of the policy for another run", async () => {
  edit({});
  repository.checkout("main");
  edit(worse);
  const command = "gate --policy head --base main --out llm-o11y-out/policy";
  forgetCache();
  expect(await calls(command)).toBe(120);
  edit({ ...worse, "llm-o11y.yml": gate({ policy: { quality: { tolerance: 0.1 } } }) });
  expect(await calls(command)).toBe(0);
  edit({ ...worse, "llm-o11y.yml": gate({ execution: { seed: 7 } }) });
  forgetCache();
  expect(await calls(command)).toBe(120);
});
