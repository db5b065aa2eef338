import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runHere } from "../cli/run-here.ts";
import { gitRepository } from "../git-repository.ts";
import type { GitRepository } from "../git-repository.ts";

const root = join(import.meta.dirname, "..", "..");
const example = join("examples", "support-desk");
const gateFile = join(example, "llm-o11y.yml");
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** A repository that holds the example and nothing else. */
function openExample(): GitRepository {
  const repository = gitRepository();
  const names = ["llm-o11y.yml", "support.jsonl", "runs/careful.jsonl", "runs/careless.jsonl"];
  repository.commit(
    Object.fromEntries(names.map((name) => [join(example, name), read(join(example, name))])),
  );
  return repository;
}

const gate = (repository: GitRepository, ...args: readonly string[]) =>
  runHere(repository.folder, "gate", "--base", "main", "--config", gateFile, ...args);

it("passes a change that leaves the target alone", async () => {
  const repository = openExample();
  repository.branch("docs");
  repository.commit({ "README.md": "Hello\n" });
  const { exit, stdout } = await gate(repository);
  expect(exit).toBe(0);
  expect(stdout).toContain("Target unchanged: nothing in this pull request reaches it; 0 calls");
});

it("blocks the careless answers, with the comment that lies beside the example", async () => {
  const repository = openExample();
  repository.branch("friendlier");
  repository.commit({ [gateFile]: read(gateFile).replace("careful", "careless") });
  const { exit, stdout } = await gate(repository, "--head", "HEAD");
  expect(exit).toBe(1);
  const title = "Do not ship: breaks 1 critical case and loses 24.0 points of quality";
  expect(stdout).toContain(title);
  expect(read(join(example, "README.md"))).toContain(title);
  const comment = readFileSync(join(repository.folder, "llm-o11y-out", "comment.md"), "utf8");
  await expect(comment).toMatchFileSnapshot(join(root, example, "comment.md"));
});

it("is its own baseline on the pull request that brings it", async () => {
  const repository = gitRepository();
  repository.commit({ "README.md": "Hello\n" });
  const names = ["llm-o11y.yml", "support.jsonl", "runs/careful.jsonl"];
  repository.branch("gate");
  repository.commit(
    Object.fromEntries(names.map((name) => [join(example, name), read(join(example, name))])),
  );
  const { exit, stdout } = await gate(repository);
  expect(exit).toBe(0);
  expect(stdout).toContain("First run, nothing to compare: 3/3 critical cases");
});
