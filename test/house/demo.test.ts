import { createReadStream, existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { GateEffects } from "../../src/gate/effects.ts";
import { compareRecords } from "../../src/gate/compare-records.ts";
import { renderComment } from "../../src/report/comment.ts";

const root = join(import.meta.dirname, "..", "..");
const demo = join(root, "examples", "demo");
const at = (path: string) => join(demo, path);

const effects: GateEffects = {
  readText: (path) => Promise.resolve(readFileSync(at(path), "utf8")),
  readTextIfThere: (path) =>
    Promise.resolve(existsSync(at(path)) ? readFileSync(at(path), "utf8") : undefined),
  readChunks: (path) => createReadStream(at(path)),
  glob: (patterns) => Promise.resolve(patterns),
  contentIds: async () => new Map(),
  openRecord: (path) => Promise.resolve([{ file: path, chunks: createReadStream(at(path)) }]),
};

const verdict = await compareRecords(
  {
    config: "llm-o11y.yml",
    baseline: "runs/baseline.jsonl",
    candidate: "runs/candidate.jsonl",
    today: "2026-11-25",
  },
  effects,
);
const rule = (id: string) => verdict.rules.find((one) => one.rule === id);

it("is cheaper and faster, and must not ship", () => {
  expect(verdict.verdict).toBe("fail");
  expect(verdict.title).toBe("Do not ship: breaks 1 critical case and loses 12.0 points of quality");
  expect(rule("critical")).toMatchObject({ status: "fail", cases: ["refund-01"] });
  expect(rule("quality")).toMatchObject({ status: "fail", proven: true });
  expect(rule("cost_delta")?.status).toBe("pass");
  expect(rule("cost_delta")?.delta).toBeCloseTo(-0.61, 2);
  expect(rule("latency_delta")?.status).toBe("pass");
  expect(rule("latency_delta")?.delta).toBeCloseTo(-0.39, 2);
  expect(verdict.failures["format_break"]).toMatchObject({ baseline: 0, candidate: 5 });
});

it("has at least 60 cases, all of them run and scored on both arms", () => {
  expect(verdict.dataset).toMatchObject({ cases: 72, critical: 5 });
  expect(verdict.evidence.baseline).toMatchObject({ planned: 72, run: 72, scored: 72 });
  expect(verdict.evidence.candidate).toMatchObject({ planned: 72, run: 72, scored: 72 });
  expect(verdict.problems).toEqual([]);
});

it("is small", () => {
  const files = readdirSync(demo, { recursive: true, encoding: "utf8" }).map(at);
  expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(150_000);
});

it("has its comment in the README, word by word down to the first fold", () => {
  const [, shown = ""] =
    /<!-- demo-comment -->\n+([\s\S]*?)\n+<!-- \/demo-comment -->/.exec(
      readFileSync(join(root, "README.md"), "utf8"),
    ) ?? [];
  const [aboveTheFold = ""] = renderComment(verdict).split("\n<details>");
  expect(shown.trim(), "run `npm run build` and `npm run readme`").toBe(
    aboveTheFold.replace(/^<!--.*-->\n/, "").trim(),
  );
});
