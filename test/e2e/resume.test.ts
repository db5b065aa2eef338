import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import type { ArmName } from "../../src/experiment/trial.ts";
import { gitRepository } from "../git-repository.ts";
import { startModelServer } from "../stand-ins/model-server.ts";
import { deskModel, key, prompt, rows } from "./support-desk.ts";

const main = join(import.meta.dirname, "..", "..", "dist", "cli.js");
const killsOfEach = 10;
const concurrency = 4;
type Moment = { readonly requests: number; readonly ms: number };

/**
 * Random moments: so many requests after the start of the process, and then so many milliseconds; or in its first half second, before
 * any.
 */
const moments = (mostRequests: number): readonly Moment[] =>
  fc.sample(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({ requests: fc.integer({ min: 1, max: mostRequests }), ms: fc.nat(5) }),
      },
      { weight: 1, arbitrary: fc.record({ requests: fc.constant(0), ms: fc.nat(500) }) },
    ),
    { seed: 4, numRuns: killsOfEach },
  );

/** A gate of 60 cases whose model says right or wrong by the prompt alone, and the command `gate` in processes of its own. */
async function openDesk(fails: string) {
  const models = await startModelServer({
    keys: [key],
    answer: (request) => ({ ...deskModel(request), latencyMs: 3 + (request.number % 5) }),
  });
  afterAll(() => models.close());
  const repository = gitRepository();
  repository.commit({
    ".gitignore": "out-*/\n",
    "llm-o11y.yml": JSON.stringify({
      version: 1,
      gate: "support-bot",
      datasets: ["datasets/*.jsonl"],
      target: {
        type: "openai",
        model: "gpt-5-mini",
        base_url: models.baseUrl,
        prompt: "prompts/support.md",
      },
      execution: { concurrency },
    }),
    "prompts/support.md": prompt(),
    "datasets/refunds.jsonl": rows(58, [
      { id: "escalate-1", input: "Question 901: I want to sue", expected: "30 days", critical: true },
      { id: "escalate-2", input: "Question 2: I am hurt", expected: "30 days", critical: true },
    ]),
  });
  repository.write({ "prompts/support.md": prompt(`Be kind. ${fails}`) });
  return {
    models,
    /** Runs until it ends, or kills it at the moment that is given. Gives what it exits with; null where it was killed. */
    gate: async (out: string, moment?: Moment, ...shell: readonly string[]): Promise<number | null> => {
      const before = models.requests.length;
      const [file, ...args] = [...shell, process.execPath, main, "gate", "--base", "main", "--out", out];
      const child = spawn(file ?? "", args, {
        cwd: repository.folder,
        env: { PATH: process.env["PATH"] ?? "", HOME: repository.folder, OPENAI_API_KEY: key },
        stdio: "ignore",
      });
      const exited = new Promise<number | null>((resolve) => {
        child.on("exit", resolve);
      });
      if (moment !== undefined) {
        while (models.requests.length - before < moment.requests && child.exitCode === null) await wait(1);
        await wait(moment.ms);
        child.kill("SIGKILL");
      }
      return exited;
    },
    forgetCache: () => {
      rmSync(join(repository.folder, ".llm-o11y/cache"), { recursive: true });
    },
    verdict: (out: string) => JSON.parse(readFileSync(join(repository.folder, out, "verdict.json"), "utf8")),
    /** Trials that are written to the end of their line, by what they ask. */
    written: (out: string) =>
      countOf(
        (["baseline", "candidate"] as const).flatMap((arm) => {
          const file = join(repository.folder, out, "runs", `${arm}.jsonl`);
          const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(0, -1) : [];
          return lines
            .map((line): { type: string; case: string } => JSON.parse(line))
            .flatMap((line) => (line.type === "trial" ? [nameOf(arm, questionOfCase(line.case))] : []));
        }),
      ),
    /** Requests since then, in the same way. */
    asked: (since: number) =>
      countOf(
        models.requests
          .slice(since)
          .map(({ system, user }) =>
            nameOf(
              system.includes("Be kind") ? "candidate" : "baseline",
              /Question (\d+)/.exec(user)?.[1] ?? "",
            ),
          ),
      ),
  };
}

const nameOf = (arm: ArmName, question: string): string => `${arm} ${question}`;

function questionOfCase(id: string): string {
  if (id === "escalate-1") return "901";
  // It asks what a plain case asks too, by its number.
  if (id === "escalate-2") return "2";
  return String(Number(id.slice("refund-".length)));
}

function countOf(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

const total = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);

/** What a verdict says, without what is measured in time or spent. */
function essence({ verdict, proven, title, looks, dataset, rules, quality }: Record<string, unknown>) {
  const timeless = (rules as readonly { rule: string }[]).filter(
    ({ rule }) => !/latency|ttft|budget/.test(rule),
  );
  const [sentence] = String(title).split(". ");
  return { verdict, proven, sentence, looks, dataset, quality, rules: timeless };
}

it.concurrent.each([
  ["fails", 6, "wrong up to 12"],
  ["passes", 55, "wrong up to 0"],
  ["needs all looks", 55, "wrong up to 1"],
])(
  "killed at random moments, a gate that %s goes on to the same verdict, and pays for no trial twice that is recorded",
  { timeout: 120_000 },
  async (_name, mostRequests, fails) => {
    const desk = await openDesk(fails);
    expect(await desk.gate("out-whole")).not.toBeNull();
    const whole = desk.asked(0);
    desk.forgetCache();
    const start = desk.models.requests.length;
    let kills = 0;
    for (const moment of moments(mostRequests)) {
      const written = desk.written("out-killed");
      const since = desk.models.requests.length;
      const exit = await desk.gate("out-killed", moment);
      for (const [what, count] of desk.asked(since))
        expect(count + (written.get(what) ?? 0), what).toBeLessThanOrEqual(whole.get(what) ?? 0);
      if (exit !== null) break;
      kills++;
    }
    expect(await desk.gate("out-killed")).not.toBeNull();
    expect(total(desk.written("out-killed"))).toBe(total(whole));
    expect(kills).toBe(killsOfEach);
    // Calls that were open at a kill are the only ones that are paid twice.
    const lost = desk.models.requests.length - start - total(whole);
    expect(lost).toBeLessThanOrEqual(kills * concurrency);
    expect(essence(desk.verdict("out-killed"))).toEqual(essence(desk.verdict("out-whole")));
  },
);

it.runIf(process.platform === "linux")(
  "a disk without room ends a run in a problem, and with room it goes on with what was recorded",
  { timeout: 60_000 },
  async () => {
    const desk = await openDesk("wrong up to 12");
    // A limit on the size of a file refuses a write in its middle, as a disk does that is full.
    const limited = ["bash", "-c", 'trap "" XFSZ; ulimit -f 12; exec "$@"', "bash"];
    expect(await desk.gate("out-full", undefined, ...limited)).toBe(2);
    const recorded = total(desk.written("out-full"));
    expect(recorded).toBeGreaterThan(0);
    const since = desk.models.requests.length;
    expect(await desk.gate("out-full")).toBe(1);
    const { verdict, problems } = desk.verdict("out-full");
    expect(verdict).toBe("fail");
    expect(problems[0]).toMatchObject({ code: "torn-line" });
    // The cache was full too. Only what was answered when the record had no room is paid for again.
    const paid = desk.models.requests.length - since + recorded;
    expect(paid).toBeLessThanOrEqual(total(desk.written("out-full")));
    expect(paid).toBeGreaterThanOrEqual(total(desk.written("out-full")) - concurrency);
  },
);
