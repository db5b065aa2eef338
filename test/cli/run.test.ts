import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openDesk } from "./open-desk.ts";
import { runWith } from "./run-here.ts";

const desk = await openDesk();
const { repository, models, edit, run } = desk;
const worse = { "prompts/support.md": "wrong up to 20\n" };
const recordOf = (path: string) =>
  readFileSync(join(repository.folder, path), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

it("records both arms, from which `compare` comes to the verdict of `gate`", async () => {
  edit(worse);
  const recorded = await run("run", "--base", "main");
  expect(recorded.exit).toBe(0);
  expect(recorded.stdout).toBe(
    [
      "baseline: 60 trials of 60 cases in llm-o11y-out/runs/baseline.jsonl\n",
      "candidate: 60 trials of 60 cases in llm-o11y-out/runs/candidate.jsonl\n",
    ].join(""),
  );
  const calls = models.requests.length;
  const records = ["llm-o11y-out/runs/baseline.jsonl", "llm-o11y-out/runs/candidate.jsonl"];
  const compared = JSON.parse((await run("compare", ...records, "--json", "--out", "llm-o11y-out/c")).stdout);
  expect(models.requests).toHaveLength(calls);
  const gated = JSON.parse((await run("gate", "--base", "main", "--json", "--out", "llm-o11y-out/g")).stdout);
  // The levels differ: records have one look with all of them, the gate's first of two has a fifth.
  const essence = ({ verdict, proven, title, rules }: Record<string, unknown>) => {
    const quality = (rules as Record<string, unknown>[]).find(({ rule }) => rule === "quality");
    return { verdict, proven, title, status: quality?.["status"], delta: quality?.["delta"] };
  };
  expect(essence(compared)).toEqual(essence(gated));
  expect(gated.verdict).toBe("fail");
});

it("records one arm into the folder that is named, with as many trials as are asked for", async () => {
  edit(worse);
  const before = models.requests.length;
  const ran = await run(
    ..."run --base main --arm candidate --trials 3".split(" "),
    ..."--case refund-7 --out llm-o11y-out/mine --json".split(" "),
  );
  expect(ran.exit).toBe(0);
  expect(models.requests.length - before).toBe(3);
  const file = "llm-o11y-out/mine/candidate.jsonl";
  expect(JSON.parse(ran.stdout)).toMatchObject({
    records: [{ arm: "candidate", file, cases: 1, trials: 3 }],
    spend: { calls: 3, cached: 0 },
    warnings: [{ code: "selected-by-hand" }],
  });
  const [header, ...trials] = recordOf(file);
  expect(header).toMatchObject({ arm: "candidate", planned: { cases: 1, trials: 3 } });
  expect(trials.map(({ case: id, trial, status }) => [id, trial, status])).toEqual([
    ["refund-7", 0, "ok"],
    ["refund-7", 1, "ok"],
    ["refund-7", 2, "ok"],
  ]);
});

it("records an unchanged target too", async () => {
  edit({ "readme.md": "Hello\n" });
  const ran = await run(..."run --base main --case refund-7 --out llm-o11y-out/one".split(" "));
  expect(ran).toMatchObject({ exit: 0 });
  expect(ran.stdout.split("\n").filter(Boolean)).toHaveLength(2);
});

it("ends with exit 3 where a record is not complete, and says why", async () => {
  edit(worse);
  const ran = await runWith(
    { OPENAI_API_KEY: "sk-desk-that-nobody-knows" },
    repository.folder,
    ..."run --base main --arm candidate --out llm-o11y-out/outage".split(" "),
  );
  expect(ran.exit).toBe(3);
  expect(ran.stdout).toContain("ended early (outage)");
  expect(recordOf("llm-o11y-out/outage/candidate.jsonl").at(-1)).toMatchObject({
    type: "end",
    reason: "outage",
  });
  expect(ran.stdout + ran.stderr).not.toContain("sk-desk-that-nobody-knows");
});

it("says once that a key is missing", async () => {
  edit(worse);
  const ran = await runWith({}, repository.folder, "run", "--base", "main");
  expect(ran.exit).toBe(3);
  expect(ran.stderr.split("\n").filter((line) => line.includes("OPENAI_API_KEY"))).toHaveLength(1);
});

it.each(["0", "1.5", "-1", "many", "1001", ""])("refuses `--trials %s`", async (trials) => {
  const ran = await run("run", "--base", "main", "--trials", trials);
  expect(ran.exit).toBe(2);
  expect(ran.stderr).toContain("1 to 1000");
});

it("refuses an arm that does not exist", async () => {
  expect((await run("run", "--arm", "left")).exit).toBe(2);
});
