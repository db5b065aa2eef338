import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verdictSchema } from "../../src/experiment/verdict.ts";
import { tempFolder } from "../temp-folder.ts";
import { openDesk, rows } from "./open-desk.ts";
import { runHere, runWith } from "./run-here.ts";

const desk = await openDesk();
const { repository, models, gate, edit, run } = desk;
const written = (name: string) => readFileSync(join(repository.folder, "llm-o11y-out", name), "utf8");
const prompt = (text: string) => ({ "prompts/support.md": `You answer for the support desk. ${text}\n` });

describe("gate", () => {
  it("passes the working tree against a commit, and writes verdict and records", async () => {
    edit(prompt("Be kind."));
    const before = models.requests.length;
    const ran = await run("gate", "--base", "main");
    expect(ran).toMatchObject({ exit: 0 });
    expect(ran.stdout).toContain("verdict.json");
    expect(models.requests.length - before).toBe(480);
    const verdict = verdictSchema.parse(JSON.parse(written("verdict.json")));
    expect(verdict).toMatchObject({
      verdict: "pass",
      policy: { sha: desk.base, trusted: true },
      arms: { baseline: { sha: desk.base, record: "llm-o11y-out/runs/baseline.jsonl" } },
    });
    expect(verdict.arms.candidate.sha).toBeUndefined();
    expect(written("runs/candidate.jsonl").split("\n").filter(Boolean)).toHaveLength(181);
    expect(ran.stderr).toContain("120 calls, 480 with a second look");
  });

  it("fails a change that loses quality, with exit 1", async () => {
    edit(prompt("wrong up to 20"));
    const ran = await run("gate", "--base", "main");
    expect(ran.exit).toBe(1);
    expect(ran.stdout).toContain("Do not ship");
    expect(written("comment.md")).toContain("Do not ship");
  });

  it("prints exactly verdict.json with `--json`, and everything else on stderr", async () => {
    edit(prompt("Be brief."));
    const ran = await run("gate", "--base", "main", "--json", "--out", "llm-o11y-out/json");
    expect(ran.exit).toBe(0);
    expect(ran.stdout).toBe(written("json/verdict.json"));
  });

  it("passes an unchanged target without a call, and without a key", async () => {
    edit({ "readme.md": "Hello\n" });
    const before = models.requests.length;
    const ran = await runWith({}, repository.folder, "gate", "--base", "main");
    expect(ran.exit).toBe(0);
    expect(ran.stdout).toContain("Target unchanged");
    expect(models.requests).toHaveLength(before);
  });

  it("is inconclusive without the key, names it, and calls nothing", async () => {
    edit(prompt("Be kind."));
    const before = models.requests.length;
    const ran = await runWith({ OPENAI_API_KEY: "" }, repository.folder, "gate", "--base", "main");
    expect(ran.exit).toBe(3);
    expect(ran.stdout).toContain("OPENAI_API_KEY");
    expect(models.requests).toHaveLength(before);
  });

  it("takes another commit for the candidate with `--head`, whatever the working tree holds", async () => {
    edit({ "llm-o11y.yml": "not: a gate\n" });
    repository.branch("worse");
    const head = repository.commit({ "llm-o11y.yml": gate(), ...prompt("wrong up to 20") });
    repository.checkout("main");
    edit({ "llm-o11y.yml": "not: a gate\n" });
    const ran = await run("gate", "--base", "main", "--head", "worse", "--json");
    expect(ran.exit).toBe(1);
    expect(JSON.parse(ran.stdout)).toMatchObject({ arms: { candidate: { sha: head } } });
  });

  it("shows edited policy without applying it, and tries it out with `--policy head`", async () => {
    edit({ ...prompt("wrong up to 5"), "llm-o11y.yml": gate({ policy: { critical: { any: true } } }) });
    const asBase = await run("gate", "--base", "main", "--json");
    expect(JSON.parse(asBase.stdout)).toMatchObject({
      policy: { trusted: true, ignored_edits: ["critical.any false -> true"] },
    });
    const tried = await run("gate", "--base", "main", "--policy", "head", "--json");
    expect(JSON.parse(tried.stdout)).toMatchObject({ policy: { trusted: false, ignored_edits: [] } });
    expect((await run("gate", "--policy", "mine")).exit).toBe(2);
  });

  it("runs one case with `--case`, and says that it was selected by hand", async () => {
    edit(prompt("wrong up to 20"));
    const before = models.requests.length;
    const ran = await run("gate", "--base", "main", "--case", "refund-7", "--json");
    // The baseline is in the cache, of the runs before.
    expect(models.requests.length - before).toBe(1);
    expect(JSON.parse(ran.stdout).problems).toContainEqual(
      expect.objectContaining({ code: "selected-by-hand" }),
    );
    const none = await run("gate", "--base", "main", "--case", "refund-99");
    expect(none).toMatchObject({ exit: 2 });
    expect(none.stdout).toContain("refund-99");
  });
});

describe("gate is an error", () => {
  it.each([
    ["no such commit", ["--base", "no-such-branch"], "no-such-commit"],
    ["an option in the place of a commit", ["--base", "--output=pwned.txt"], "no-such-commit"],
    ["no such head", ["--base", "main", "--head", "no-such-branch"], "no-such-commit"],
    ["no base, and no origin to find one", [], "no-base"],
    ["a gate file that is not there", ["--base", "main", "--config", "gates/none.yml"], "file-not-found"],
  ])("for %s: exit 2, and a verdict with `--json` too", async (_, args, code) => {
    edit(prompt("Be kind."));
    const before = models.requests.length;
    const ran = await run("gate", ...args, "--json");
    expect(ran.exit).toBe(2);
    expect(verdictSchema.parse(JSON.parse(ran.stdout))).toMatchObject({
      verdict: "error",
      problems: [{ code }],
    });
    expect(models.requests).toHaveLength(before);
    expect(existsSync(join(repository.folder, "pwned.txt"))).toBe(false);
  });

  it("for a folder without a gate file, and for one in no repository", async () => {
    const none = await runHere(tempFolder(), "gate");
    expect(none).toMatchObject({ exit: 2 });
    expect(none.stdout).toContain("llm-o11y.yml");
    const loose = tempFolder({ "llm-o11y.yml": gate(), "datasets/refunds.jsonl": rows(1) });
    const ran = await runHere(loose, "gate", "--base", "main", "--json");
    expect(ran.exit).toBe(2);
    expect(JSON.parse(ran.stdout)).toMatchObject({ problems: [{ code: "no-repository" }] });
  });
});

it("gate compares with where the branch left the default branch of origin, where no base is named", async () => {
  const clone = repository.clone();
  clone.branch("topic");
  clone.write(prompt("wrong up to 20"));
  clone.commit({ "readme.md": "One more commit\n" });
  const ran = await runWith({ OPENAI_API_KEY: "sk-desk-0123456789abcdef" }, clone.folder, "gate", "--json");
  expect(ran.exit).toBe(1);
  expect(JSON.parse(ran.stdout).policy.sha).toBe(desk.base);
});
