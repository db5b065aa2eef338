import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verdictSchema } from "../../src/experiment/verdict.ts";
import { recordText, scoredTrials } from "../build-record.ts";
import { tempFolder } from "../temp-folder.ts";

const dist = join(import.meta.dirname, "..", "..", "dist");

/** The committed build, copied to where there is no node_modules, with nothing in its environment. */
function runBuilt(folder: string, ...args: readonly string[]) {
  const alone = join(folder, "installed");
  if (!existsSync(alone)) {
    cpSync(dist, join(alone, "dist"), { recursive: true });
    cpSync(join(dist, "..", "package.json"), join(alone, "package.json"));
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(alone, "dist", "cli.js"), ...args], {
    cwd: folder,
    env: {},
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("the built command, alone in a folder", () => {
  it("says its version", () => {
    const { version } = JSON.parse(readFileSync(join(dist, "..", "package.json"), "utf8"));
    expect(runBuilt(tempFolder(), "--version")).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("runs the demo with no key, no network and no package", () => {
    const folder = tempFolder();
    const { status, stdout, stderr } = runBuilt(folder, "demo");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("Do not ship");
    expect(existsSync(join(folder, "llm-o11y-out", "comment.md"))).toBe(true);
  });

  it("decides on two records and exits with the verdict", () => {
    const folder = tempFolder({
      "a.jsonl": recordText(scoredTrials(60)),
      "b.jsonl": recordText(scoredTrials(60, 20)),
    });
    const { status, stdout } = runBuilt(folder, "compare", "a.jsonl", "b.jsonl", "--json");
    expect(status).toBe(1);
    expect(verdictSchema.parse(JSON.parse(stdout)).verdict).toBe("fail");
  });

  it("keeps its exit code when the reader of its output goes away", () => {
    const folder = tempFolder({ "a.jsonl": recordText(scoredTrials(60)) });
    const command = `set -o pipefail; "$NODE" "$CLI" compare a.jsonl a.jsonl --json | head -c 1`;
    const { status, stderr } = spawnSync("bash", ["--norc", "--noprofile", "-c", command], {
      cwd: folder,
      env: { PATH: process.env["PATH"], NODE: process.execPath, CLI: join(dist, "cli.js") },
      encoding: "utf8",
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("runs every engine that a scorer can need", () => {
    const scorers = [
      { type: "exact" },
      { type: "regex", value: "^(a+)+$", tags: ["regex"] },
      { type: "json_path", path: "$.answer", value: 1, tags: ["json"] },
      { type: "json_schema", schema: "answer.json", tags: ["json"] },
    ];
    const folder = tempFolder({
      "gate.yml": JSON.stringify({
        version: 1,
        datasets: ["*.cases.jsonl"],
        scorers,
        policy: { min_cases: 1 },
      }),
      "answer.json": '{"type":"object","required":["answer"]}',
      "d.cases.jsonl":
        '{"id":"d01","input":"x","tags":["regex"]}\n{"id":"json-1","input":"x","tags":["json"]}\n',
      "a.jsonl": recordText([
        { case: "d01", output: `${"a".repeat(28)}!` },
        { case: "json-1", output: '{"answer":1}' },
      ]),
    });
    const { status, stdout, stderr } = runBuilt(
      folder,
      "compare",
      "a.jsonl",
      "a.jsonl",
      "--config",
      "gate.yml",
      "--json",
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const { rules } = verdictSchema.parse(JSON.parse(stdout));
    expect(rules.find(({ rule }) => rule === "scorer:regex")?.candidate).toBe(0);
    expect(rules.find(({ rule }) => rule === "scorer:json_path")?.candidate).toBe(1);
  });
});
