import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { tempFolder } from "../temp-folder.ts";
import { openDesk } from "./open-desk.ts";

const { repository, models, edit, gate, run } = await openDesk();
const folder = join(repository.folder, ".llm-o11y/cache");
const prompt = (text: string) => ({ "prompts/support.md": `${text}\n` });

/** Calls that the command makes, and what it says. */
async function calls(command: string) {
  const before = models.requests.length;
  const ran = await run(...command.split(" "));
  return { ...ran, calls: models.requests.length - before };
}

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it("keeps answers beside the gate file, out of git, and pays for a baseline once", async () => {
  edit(prompt("Be kind."));
  expect((await calls("gate --base main")).calls).toBe(480);
  expect(readFileSync(join(folder, ".gitignore"), "utf8")).toBe("*\n");
  expect(repository.git("status", "--short")).toBe("M prompts/support.md");
  edit(prompt("Be brief."));
  const next = await calls("gate --base main --json");
  expect(next.calls).toBe(180);
  expect(JSON.parse(next.stdout)).toMatchObject({ spend: { calls: 180, cached: 300 } });
});

it("takes nothing with `--fresh`, nor for a record that `run` makes, and keeps what they run", async () => {
  edit(prompt("Be kind."));
  expect((await calls("run --base main --trials 5 --out llm-o11y-out/a")).calls).toBe(600);
  expect((await calls("run --base main --trials 5 --out llm-o11y-out/b")).calls).toBe(600);
  edit(prompt("Be quick."));
  expect((await calls("gate --base main")).calls).toBe(180);
  expect((await calls("gate --base main --fresh")).calls).toBe(480);
});

it("uses no cache that a commit brings, and says so: anybody could have written it", async () => {
  edit(prompt("Be kind."));
  await calls("gate --base main");
  repository.branch("forged");
  repository.git("add", "-f", ".llm-o11y/cache");
  repository.commit({});
  edit(prompt("Be quiet."));
  const ran = await calls("gate --base main --json");
  expect(ran.calls).toBe(480);
  expect(JSON.parse(ran.stdout).problems).toContainEqual(
    expect.objectContaining({ code: "cache-committed" }),
  );
  repository.git("checkout", "-qf", "main");
});

it("follows no link to a cache elsewhere", async () => {
  edit(prompt("Be calm."));
  const elsewhere = tempFolder();
  rmSync(join(repository.folder, ".llm-o11y"), { recursive: true, force: true });
  symlinkSync(elsewhere, join(repository.folder, ".llm-o11y"));
  const ran = await calls("gate --base main --json");
  expect(ran.calls).toBe(480);
  expect(JSON.parse(ran.stdout).problems).toContainEqual(expect.objectContaining({ code: "cache-link" }));
  expect(readdirSync(elsewhere)).toEqual([]);
  rmSync(join(repository.folder, ".llm-o11y"));
});

it("holds no key and no request", async () => {
  edit({ ...prompt("Be kind."), "llm-o11y.yml": gate({ execution: { seed: 3 } }) });
  await calls("gate --base main");
  expect(existsSync(folder)).toBe(true);
  const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => readFileSync(join(each.parentPath, each.name), "utf8"))
    .join("\n");
  expect(texts).toContain("30 days");
  for (const secret of ["sk-desk", "may I return it", "Be kind"]) expect(texts).not.toContain(secret);
});
