import { expect, it } from "vitest";
import { openDesk, rows } from "./open-desk.ts";
import { runHere } from "./run-here.ts";
import { tempFolder } from "../temp-folder.ts";

const escalate = { id: "escalate-1", input: "I want to sue", expected: "30 days", critical: true };
const desk = await openDesk({ "datasets/refunds.jsonl": rows(4, [escalate]) });
const { repository, models, edit, run } = desk;

const changed = {
  "datasets/refunds.jsonl": rows(4, [{ id: "greet-1", input: "Hello", expected: "Hi" }])
    .replace("Question 2: may", "Question 2: can")
    .replace(/.*refund-4.*\n/, ""),
};

it("shows what the working tree does to the cases, and what it means for critical ones", async () => {
  edit(changed);
  const { exit, stdout } = await run("dataset", "diff", "--base", "main");
  expect(exit).toBe(0);
  expect(stdout).toContain("1 added, 2 removed, 1 edited");
  for (const line of [
    "added    greet-1",
    "removed  escalate-1 (critical)",
    "removed  refund-4",
    "edited   refund-2",
    "the rule dataset fails",
  ])
    expect(stdout).toContain(line);
  expect(models.requests).toEqual([]);
});

it("shows the same to a program with `--json`", async () => {
  edit(changed);
  const { exit, stdout } = await run("dataset", "diff", "--base", "main", "--json");
  expect(exit).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    ok: true,
    added: ["greet-1"],
    removed: ["escalate-1", "refund-4"],
    renamed: [],
    edited: [{ case: "refund-2", fields: ["input"] }],
    critical_gone: ["escalate-1"],
  });
});

it("compares any two commits, and says where there is no difference", async () => {
  edit(changed);
  repository.branch("topic");
  repository.commit({});
  repository.checkout("main");
  expect((await run("dataset", "diff", "--base", "main", "--head", "topic")).stdout).toContain("greet-1");
  expect((await run("dataset", "diff", "--base", "main", "--head", "main")).stdout).toBe(
    "No case was added, removed, renamed or edited.\n",
  );
});

it("names the commit of a row that is not JSON", async () => {
  edit({ "datasets/refunds.jsonl": "not json\n" });
  expect((await run("dataset", "diff", "--base", "main")).exit).toBe(2);
  repository.branch("broken");
  const broken = repository.commit({});
  repository.checkout("main");
  const ran = await run("dataset", "diff", "--base", "main", "--head", "broken");
  expect(ran.exit).toBe(2);
  expect(ran.stderr).toContain("datasets/refunds.jsonl:1");
  expect(ran.stderr).toContain(broken.slice(0, 7));
});

it("needs a gate file in a repository, and a commit to compare with", async () => {
  const none = await runHere(tempFolder(), "dataset", "diff", "--json");
  expect(none.exit).toBe(2);
  expect(JSON.parse(none.stdout)).toMatchObject({ ok: false, problems: [{ code: "no-gate-file" }] });
  expect((await run("dataset", "diff", "--base", "no-such-branch")).stderr).toContain("no-such-branch");
});

it("calls a case edited whose image is another in the working tree, and no other case", async () => {
  const image = { type: "image", path: "../images/cup.gif" };
  const photo = { id: "photo-1", input: [{ role: "user", content: [image] }], expected: "30 days" };
  const other = await openDesk({
    "datasets/refunds.jsonl": rows(4, [photo]),
    "images/cup.gif": "GIF89a red",
  });
  expect((await other.run("dataset", "diff", "--base", "main")).stdout).toContain("No case was added");
  other.edit({ "images/cup.gif": "GIF89a blue" });
  const { exit, stdout } = await other.run("dataset", "diff", "--base", "main");
  expect(exit).toBe(0);
  expect(stdout).toContain("1 edited");
  expect(stdout).toContain("edited   photo-1\n         a file that it names");
});
