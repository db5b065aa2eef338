import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verdictSchema } from "../../src/experiment/verdict.ts";
import { recordText, scoredTrials } from "../build-record.ts";
import { tempFolder } from "../temp-folder.ts";
import { runHere } from "./run-here.ts";

const unchanged = recordText(scoredTrials(60));
const worse = recordText(scoredTrials(60, 20));

describe("compare", () => {
  it("prints the verdict and writes its four files", async () => {
    const folder = tempFolder({ "a.jsonl": unchanged, "b.jsonl": worse });
    const { exit, stdout } = await runHere(folder, "compare", "a.jsonl", "b.jsonl");
    expect(exit).toBe(1);
    expect(stdout).toContain("Do not ship: loses 33.3 points of quality");
    for (const name of ["verdict.json", "comment.md", "summary.md", "junit.xml"]) {
      expect(existsSync(join(folder, "llm-o11y-out", name)), name).toBe(true);
    }
  });

  it("prints exactly verdict.json with --json, and it is what the schema says", async () => {
    const folder = tempFolder({ "a.jsonl": unchanged, "b.jsonl": worse });
    const { stdout } = await runHere(folder, "compare", "a.jsonl", "b.jsonl", "--json", "--out", "out");
    expect(stdout).toBe(readFileSync(join(folder, "out", "verdict.json"), "utf8"));
    expect(verdictSchema.parse(JSON.parse(stdout)).verdict).toBe("fail");
  });

  it.each([
    ["pass, proven", unchanged, unchanged, 0, "no worse than 5 points, proven"],
    [
      "pass, not proven",
      recordText(scoredTrials(20)),
      recordText(scoredTrials(20)),
      0,
      "No regression found",
    ],
    ["cannot tell", recordText(scoredTrials(20)), recordText(scoredTrials(20, 2)), 0, "Cannot tell"],
    ["fail", unchanged, worse, 1, "Do not ship"],
    ["no evidence", recordText(scoredTrials(60), { planned: { cases: 80 } }), unchanged, 3, "Not decided"],
    ["error", unchanged, `${unchanged}nonsense\n`, 2, "The gate could not run"],
  ])("exit code and title: %s", async (_, baseline, candidate, code, title) => {
    const folder = tempFolder({ "a.jsonl": baseline, "b.jsonl": candidate });
    const { exit, stdout } = await runHere(folder, "compare", "a.jsonl", "b.jsonl");
    expect({ exit, title: stdout.split("\n")[0] }).toEqual({
      exit: code,
      title: expect.stringContaining(title),
    });
  });

  it("shows the failing call in every report by its names, and no value of it", async () => {
    const secret = "4111-1111";
    const called = (name: string, result: string) => [
      {
        role: "assistant",
        tool_calls: [{ id: "c1", function: { name, arguments: JSON.stringify({ order_id: secret }) } }],
      },
      { role: "tool", tool_call_id: "c1", content: result },
    ];
    const ids = Array.from({ length: 60 }, (_, i) => `order-${i}`);
    const record = (messages: readonly object[]) =>
      recordText(ids.map((id) => ({ case: id, output: secret, messages })));
    const good = called("lookup_order", `order ${secret}`);
    const bad = called("order_status", `Error: order_status is not a valid tool, not for ${secret}`);
    const calls = [{ name: "lookup_order", arguments: { order_id: secret } }];
    const rows = ids.map((id) => `${JSON.stringify({ id, input: secret, tool_calls: calls })}\n`);
    const folder = tempFolder({
      "a.jsonl": record(good),
      "b.jsonl": record(bad),
      "cases.jsonl": rows.join(""),
      "gate.yml": "version: 1\ndatasets: [cases.jsonl]\nscorers: [{ type: tool_calls }]\n",
    });
    const { exit, stdout } = await runHere(folder, "compare", "a.jsonl", "b.jsonl", "--config", "gate.yml");
    const written = (name: string) => readFileSync(join(folder, "llm-o11y-out", name), "utf8");
    const texts = [stdout, ...["comment.md", "summary.md", "junit.xml"].map(written)];
    expect(exit).toBe(1);
    for (const text of texts) {
      expect(text).toContain("unknown tool `order_status(order_id)`");
      expect(text).not.toContain(secret);
    }
    verdictSchema.parse(JSON.parse(written("verdict.json")));
    expect(written("verdict.json")).not.toContain(secret);
  });

  it("exits 3 for what is not proven where the policy blocks it", async () => {
    const folder = tempFolder({
      "a.jsonl": recordText(scoredTrials(20)),
      "gate.yml": "version: 1\ndatasets: []\nscorers: [{ type: recorded }]\npolicy: { not_proven: block }\n",
    });
    const { exit, stdout } = await runHere(folder, "compare", "a.jsonl", "a.jsonl", "--config", "gate.yml");
    expect(exit).toBe(3);
    expect(stdout).toContain("`not_proven: block` asks for proof".replaceAll("`", ""));
  });

  it("tells every problem of every file at once, with file, line and remedy, and decides nothing", async () => {
    const folder = tempFolder({
      "a.jsonl": `${unchanged}nonsense\n`,
      "b.jsonl": unchanged.replace('"status":"ok"', '"status":"okay"'),
      "gate.yml": "version: 1\ndatasets: []\npolicy:\n  quality: { max_drp: 0.1 }\n",
    });
    const { exit, stdout } = await runHere(
      folder,
      "compare",
      "a.jsonl",
      "b.jsonl",
      "--config",
      "gate.yml",
      "--json",
    );
    const { verdict, rules, problems } = verdictSchema.parse(JSON.parse(stdout));
    expect({ exit, verdict, rules }).toEqual({ exit: 2, verdict: "error", rules: [] });
    expect(problems.map(({ file, line }) => `${file}:${line}`)).toEqual([
      "gate.yml:4",
      "a.jsonl:62",
      "b.jsonl:2",
    ]);
    expect(problems[0]?.fix).toContain("max_drop");
  });

  it("names a record that is not there, and the one that is", async () => {
    const folder = tempFolder({ "baseline.jsonl": unchanged });
    const { exit, stdout } = await runHere(folder, "compare", "baseline.jsonl", "basline.jsonl", "--json");
    expect(exit).toBe(2);
    expect(JSON.parse(stdout).problems[0].fix).toContain("baseline.jsonl");
  });

  it("runs the rules of the gate on recorded outputs, with datasets, extends, per-case scorers and a schema file", async () => {
    const trials = (answer: string) => [
      { case: "refund-1", output: answer },
      { case: "json-1", output: '{"ok":true}' },
      { case: "draft-1", output: "never read" },
    ];
    const folder = tempFolder({
      "base.yml": "version: 1\npolicy: { min_cases: 1 }\nscorers: [{ type: exact }]\n",
      "gates/gate.yml":
        "extends: ../base.yml\ndatasets: [data/*.jsonl]\nscorers: [{ type: exact }, { type: json_schema, schema: ok.json, tags: [json] }]\n",
      "gates/ok.json": '{"type":"object","required":["ok"]}',
      "gates/data/a.jsonl":
        '{"id":"refund-1","input":"40 days?","expected":"No"}\n{"id":"json-1","input":"json","tags":["json"],"scorers":["json_schema"]}\n{"id":"draft-1","input":"?","draft":true}\n',
      "a.jsonl": recordText(trials("No")),
      "b.jsonl": recordText(trials("Yes")),
    });
    const { stdout } = await runHere(
      folder,
      "compare",
      "a.jsonl",
      "b.jsonl",
      "--config",
      "gates/gate.yml",
      "--json",
    );
    const verdict = verdictSchema.parse(JSON.parse(stdout));
    expect(verdict.problems).toEqual([]);
    expect(verdict.dataset).toMatchObject({ cases: 2, drafts: 1 });
    expect(verdict.changed).toEqual([
      { case: "refund-1", baseline: 1, candidate: 0, failure: "reasoning_error" },
    ]);
  });

  it("leaves out cases that the dataset lacks with a warning, and does not take them for missing ones", async () => {
    const folder = tempFolder({
      "a.jsonl": recordText(scoredTrials(60)),
      "d.jsonl": Array.from({ length: 55 }, (_, i) => `{"id":"refund-${i}","input":"x"}\n`).join(""),
      "llm-o11y.yml": "version: 1\ndatasets: [d.jsonl]\nscorers: [{ type: recorded }]\n",
    });
    const { exit, stdout } = await runHere(folder, "compare", "a.jsonl", "a.jsonl", "--json");
    const { evidence, problems } = verdictSchema.parse(JSON.parse(stdout));
    expect(exit).toBe(0);
    expect(evidence.candidate).toMatchObject({ planned: 55, run: 55, scored: 55 });
    expect(problems.map(({ code }) => code)).toEqual(["record-case-unknown", "record-case-unknown"]);
  });

  it("reads waivers beside the gate file: the fail stays in sight and no longer decides", async () => {
    const waivers = (expires: string) =>
      `version: 1\nwaivers: [{ id: w1, rule: quality, reason: accepted for the pilot, approved_by: dana, expires: ${expires} }]\n`;
    const files = {
      "a.jsonl": unchanged,
      "b.jsonl": worse,
      "llm-o11y.yml": "version: 1\ndatasets: []\nscorers: [{ type: recorded }]\n",
    };
    const live = tempFolder({ ...files, ".llm-o11y/waivers.yml": waivers("2026-01-01") });
    const expired = tempFolder({ ...files, ".llm-o11y/waivers.yml": waivers("2025-12-31") });
    const passed = await runHere(live, "compare", "a.jsonl", "b.jsonl", "--json");
    expect(passed.exit).toBe(0);
    const verdict = verdictSchema.parse(JSON.parse(passed.stdout));
    expect(verdict.rules.find(({ rule }) => rule === "quality")).toMatchObject({
      status: "fail",
      waived: "w1",
    });
    expect(verdict.title).toContain("1 rule waived");
    const failed = await runHere(expired, "compare", "a.jsonl", "b.jsonl", "--json");
    expect(failed.exit).toBe(1);
    expect(verdictSchema.parse(JSON.parse(failed.stdout)).waivers[0]?.state).toBe("expired");
  });

  it("says that a case selected by hand is not the gate", async () => {
    const folder = tempFolder({ "a.jsonl": unchanged, "b.jsonl": worse });
    const { stdout } = await runHere(folder, "compare", "a.jsonl", "b.jsonl", "--case", "refund-3", "--json");
    const { dataset, problems } = verdictSchema.parse(JSON.parse(stdout));
    expect(dataset.cases).toBe(1);
    expect(problems.map(({ code }) => code)).toContain("selected-by-hand");
  });

  it("takes a folder of shards as one arm, and names the shard that is missing", async () => {
    const shard = (k: number, prefix: string) =>
      recordText(scoredTrials(30, 0, prefix), { shard: `${k}/2`, planned: { cases: 60 } });
    const whole = tempFolder({ "shards/1.jsonl": shard(1, "refund"), "shards/2.jsonl": shard(2, "greet") });
    const same = await runHere(whole, "compare", "shards", "shards");
    expect(same).toMatchObject({ exit: 0, stdout: expect.stringContaining("60 cases") });
    const half = tempFolder({ "shards/1.jsonl": shard(1, "refund") });
    const missing = await runHere(half, "compare", "shards", "shards", "--json");
    expect(missing.exit).toBe(2);
    expect(missing.stdout).toContain("2/2");
  });

  it("is inconclusive, not green, when an outage ended a run", async () => {
    const folder = tempFolder({
      "a.jsonl": unchanged,
      "b.jsonl": recordText(scoredTrials(60), {}, { reason: "outage", cases: 60 }),
    });
    const { exit, stdout } = await runHere(folder, "compare", "a.jsonl", "b.jsonl");
    expect(exit).toBe(3);
    expect(stdout).toContain("outage");
  });

  it.each([
    ["other cases were never meant to come", false, 0],
    ["a critical case that it left out is missing evidence", true, 3],
  ])("takes what a look ran for the plan: %s", async (_, critical, code) => {
    const row = (id: string, more: object = {}): string => `${JSON.stringify({ id, input: "x", ...more })}\n`;
    const ran = Array.from({ length: 60 }, (_unused, i) => row(`refund-${i}`)).join("");
    const folder = tempFolder({
      "a.jsonl": recordText(scoredTrials(61), { planned: { cases: 61 } }),
      "b.jsonl": recordText(scoredTrials(60), { planned: { cases: 61 } }, { reason: "look", cases: 60 }),
      "d.jsonl": ran + row("refund-60", critical ? { critical } : {}),
      "llm-o11y.yml": "version: 1\ndatasets: [d.jsonl]\nscorers: [{ type: recorded }]\n",
    });
    expect((await runHere(folder, "compare", "a.jsonl", "b.jsonl")).exit).toBe(code);
  });

  it("keeps the verdict where the files cannot be written", async () => {
    const folder = tempFolder({ "a.jsonl": unchanged, "b.jsonl": worse, taken: "a file, not a folder" });
    const { exit, stderr } = await runHere(folder, "compare", "a.jsonl", "b.jsonl", "--out", "taken");
    expect(exit).toBe(1);
    expect(stderr).toContain("could not be written");
  });
});
