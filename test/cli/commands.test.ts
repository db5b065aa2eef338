import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verdictSchema } from "../../src/experiment/verdict.ts";
import { recordText, scoredTrials } from "../build-record.ts";
import { tempFolder } from "../temp-folder.ts";
import { runHere } from "./run-here.ts";

const row = (id: string, more: object = {}): string =>
  `${JSON.stringify({ id, input: id, expected: "yes", ...more })}\n`;

describe("demo", () => {
  it("tells of an upgrade that is cheaper, faster and must not ship, and exits 0", async () => {
    const folder = tempFolder();
    const { exit, stdout } = await runHere(folder, "demo");
    expect(exit).toBe(0);
    expect(stdout).toContain("recordings are made up");
    expect(stdout).toContain("Do not ship");
    const verdict = verdictSchema.parse(
      JSON.parse(readFileSync(join(folder, "llm-o11y-out", "verdict.json"), "utf8")),
    );
    expect(verdict.verdict).toBe("fail");
    expect(verdict.dataset.cases).toBeGreaterThanOrEqual(60);
    expect(verdict.rules.find(({ rule }) => rule === "cost_delta")?.delta).toBeLessThan(0);
    expect(verdict.rules.find(({ rule }) => rule === "latency_delta")?.delta).toBeLessThan(0);
  });
});

describe("merge", () => {
  const shard = (k: number, prefix: string): string =>
    recordText(scoredTrials(3, 0, prefix), { shard: `${k}/2`, planned: { cases: 6 } });

  it("writes one record that compare takes", async () => {
    const folder = tempFolder({ "1.jsonl": shard(1, "refund"), "2.jsonl": shard(2, "greet") });
    const { exit, stdout } = await runHere(folder, "merge", "2.jsonl", "1.jsonl", "--out", "whole.jsonl");
    expect(exit).toBe(0);
    expect(stdout).toContain("6 trials of 6 cases");
    expect((await runHere(folder, "compare", "whole.jsonl", "whole.jsonl")).exit).toBe(0);
  });

  it("refuses a shard given twice, and writes nothing", async () => {
    const folder = tempFolder({ "1.jsonl": shard(1, "refund") });
    const { exit, stderr } = await runHere(folder, "merge", "1.jsonl", "1.jsonl", "--out", "whole.jsonl");
    expect(exit).toBe(2);
    expect(stderr).toContain("1.jsonl");
    expect(() => readFileSync(join(folder, "whole.jsonl"))).toThrow("ENOENT");
  });
});

describe("dataset", () => {
  it("check passes a good file, and says where too few cases prove nothing", async () => {
    const folder = tempFolder({ "d.jsonl": row("refund-1") + row("greet-1") });
    const { exit, stdout } = await runHere(folder, "dataset", "check", "d.jsonl");
    expect(exit).toBe(0);
    expect(stdout).toContain("ok: 2 cases");
    expect(stdout).toContain("Fewer than 52 cases (59 with two looks)");
  });

  it("check names every bad line, what is wrong and what to write", async () => {
    const folder = tempFolder({
      "d.jsonl": row("refund-1") + row("refund-1") + row("greet-1", { expcted: "x" }) + "{oops\n",
    });
    const { exit, stderr } = await runHere(folder, "dataset", "check", "d.jsonl");
    expect(exit).toBe(2);
    for (const part of ["d.jsonl:2", "d.jsonl:3", "d.jsonl:4", "Did you mean `expected`"])
      expect(stderr).toContain(part);
  });

  it("check takes files from anywhere, and patterns below the working folder", async () => {
    const elsewhere = tempFolder({ "d.jsonl": row("refund-1") });
    const here = tempFolder({ "datasets/a.jsonl": row("greet-1"), "datasets/b.jsonl": row("greet-2") });
    const { exit, stdout } = await runHere(
      here,
      "dataset",
      "check",
      "datasets/*.jsonl",
      join(elsewhere, "d.jsonl"),
    );
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: expect.stringContaining("ok: 3 cases") });
    const missing = await runHere(here, "dataset", "check", "nowhere.jsonl");
    expect(missing.exit).toBe(2);
    expect(missing.stderr).toContain("nowhere.jsonl");
  });

  it("check tells of a file that has no rows, which a parser alone would pass over", async () => {
    const folder = tempFolder({ "datasets/a.jsonl": "", "datasets/b.jsonl": row("refund-1") });
    const { exit, stderr } = await runHere(folder, "dataset", "check", "datasets/*.jsonl");
    expect(exit).toBe(0);
    expect(stderr).toContain("datasets/a.jsonl  the file has no rows");
  });

  it("stats says the version, which no order of lines changes", async () => {
    const folder = tempFolder({ "a.jsonl": row("one") + row("two"), "b.jsonl": row("two") + row("one") });
    const versions = await Promise.all(
      ["a.jsonl", "b.jsonl"].map(
        async (file) => (await runHere(folder, "dataset", "stats", file, "--json")).stdout,
      ),
    );
    expect(JSON.parse(versions[0] ?? "").version).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(JSON.parse(versions[0] ?? "").version).toBe(JSON.parse(versions[1] ?? "").version);
  });

  it("check of a gate refuses a case that no scorer serves", async () => {
    const folder = tempFolder({
      "llm-o11y.yml": "version: 1\ndatasets: [d.jsonl]\n",
      "d.jsonl": '{"id":"greet-1","input":"hi"}\n',
    });
    const { exit, stderr } = await runHere(folder, "dataset", "check");
    expect(exit).toBe(2);
    expect(stderr).toContain("greet-1");
  });

  it("stats counts cases, tags and what the dataset can see", async () => {
    const rows = Array.from({ length: 100 }, (_, i) =>
      row(`refund-${i}`, { tags: ["refund"], critical: i === 0 }),
    ).join("");
    const folder = tempFolder({ "d.jsonl": rows });
    const { stdout } = await runHere(folder, "dataset", "stats", "d.jsonl");
    expect(stdout).toContain("100 cases, 1 critical");
    expect(stdout).toContain("refund 100");
    expect(stdout).toContain("about 179 cases rule out a drop of 5 points");
    const json = JSON.parse((await runHere(folder, "dataset", "stats", "d.jsonl", "--json")).stdout);
    expect(json.fewest_to_prove).toEqual({ one_look: 52, two_looks: 59 });
  });

  it("says what to name where there is nothing to check", async () => {
    const { exit, stderr } = await runHere(tempFolder(), "dataset", "check");
    expect(exit).toBe(2);
    expect(stderr).toContain("--config");
  });
});

describe("help", () => {
  it("teaches the commands and the exit codes", async () => {
    const { exit, stdout } = await runHere(tempFolder(), "--help");
    expect(exit).toBe(0);
    for (const part of ["compare", "merge", "dataset", "demo", "Exit codes", "inconclusive"])
      expect(stdout).toContain(part);
  });

  it.each([
    [["compar", "a", "b"], "compare"],
    [["compare", "only-one.jsonl"], "candidate"],
    [["compare", "a", "b", "--outt", "x"], "--out"],
  ])("a mistyped command line exits 2 and names the right word: %j", async (args, hint) => {
    const { exit, stderr } = await runHere(tempFolder(), ...args);
    expect(exit).toBe(2);
    expect(stderr).toContain(hint);
  });
});
