import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openDesk } from "./open-desk.ts";

const page = readFileSync(join(import.meta.dirname, "..", "..", "docs", "batch.md"), "utf8");
/** The gate file of the page; it extends the desk's own. */
const [, nightly = ""] = /```yaml\n(version: 1\n.*?)```/s.exec(page) ?? [];
const { repository, models, edit, gate, run } = await openDesk({ "gates/nightly.yml": nightly });
const written = (name: string) => readFileSync(join(repository.folder, "llm-o11y-out/runs", name), "utf8");

it("`gate` with the nightly file of docs/batch.md sends batches only, and fetches them again for nothing", async () => {
  const policy = { latency: { p95_ms: 1 }, trials: { candidate: 1 } };
  repository.commit({ "llm-o11y.yml": gate({ policy }) });
  edit({ "prompts/support.md": "wrong up to 20\n" });
  const command = ["gate", "--config", "gates/nightly.yml", "--policy", "head", "--base", "main", "--json"];
  const ran = await run(...command);
  expect(ran.exit).toBe(1);
  const verdict = JSON.parse(ran.stdout) as { readonly problems: readonly unknown[] };
  expect(verdict).toMatchObject({ verdict: "fail", gate: "nightly", spend: { calls: 120 } });
  expect(verdict.problems).toEqual([]);
  expect(models.requests).toEqual([]);
  expect(models.batches.seen.map(({ ids }) => ids.length)).toEqual([120]);
  expect(ran.stderr).toContain("Batch batch_1: 120 calls are under way.");
  const trials = written("candidate.jsonl");
  expect(trials).toContain('"cost_usd"');
  expect(trials).not.toContain("latency_ms");

  // As if the process had been killed before it wrote the last lines of a record, with a torn line in what it has under way. The cache
  // would know the answers too.
  rmSync(join(repository.folder, "gates/.llm-o11y/cache"), { recursive: true, force: true });
  const cut = trials.split("\n").slice(0, 31).join("\n");
  const torn = `${written("baseline-candidate.batches")}{"type":"fi`;
  repository.write({
    "llm-o11y-out/runs/candidate.jsonl": `${cut}\n`,
    "llm-o11y-out/runs/baseline-candidate.batches": torn,
  });
  const again = await run(...command);
  expect(JSON.parse(again.stdout)).toMatchObject({ verdict: "fail", spend: { calls: 30 } });
  expect(models.batches.seen).toHaveLength(1);
  const sorted = (text: string) => text.split("\n").toSorted().slice(0, 60);
  expect(sorted(written("candidate.jsonl"))).toEqual(sorted(trials));
});

it("`gate` with `execution.batch` and a latency rule is inconclusive, and says why", async () => {
  const policy = { latency: { p95_ms: 3000 }, trials: { candidate: 1 } };
  edit({ "llm-o11y.yml": gate({ execution: { batch: true }, policy }), "prompts/support.md": "Be kind.\n" });
  const ran = await run(
    "gate",
    "--policy",
    "head",
    "--base",
    "main",
    "--json",
    "--out",
    "llm-o11y-out/latency",
  );
  expect(ran.exit).toBe(3);
  expect(JSON.parse(ran.stdout)).toMatchObject({
    verdict: "inconclusive",
    problems: expect.arrayContaining([expect.objectContaining({ code: "batch-latency" })]),
  });
});
