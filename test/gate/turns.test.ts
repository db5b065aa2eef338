import { describe, expect, it } from "vitest";
import type { Json } from "../../src/experiment/json.ts";
import { recordArms } from "../../src/gate/record-arms.ts";
import { runGate } from "../../src/gate/run-gate.ts";
import { cacheInMemory } from "./cache-in-memory.ts";
import {
  askedOf,
  commitsOf,
  deskFiles,
  gateText,
  openDeskRun,
  promptOf,
  rowsText,
} from "./desk-in-memory.ts";
import type { Disk, Texts } from "./desk-in-memory.ts";
import { answered, failed, modelStub } from "./model-stub.ts";
import type { ModelStub } from "./model-stub.ts";

const script = ["I want my money back.", "It is order 7.", "Question 900: may I return it?"];
const row = (fields: object = {}) => ({ id: "script-1", input: script, expected: "30 days", ...fields });

/** Answers the last turn of a script, and every question, right; asks back in between. */
const deskModel = () =>
  modelStub((request) =>
    answered(
      askedOf(request).startsWith("Question") && !/wrong/.test(promptOf(request))
        ? "30 days"
        : "Which order?",
    ),
  );

function desk(rows: readonly object[], file: Readonly<Record<string, unknown>> = {}, count = 6): Texts {
  return deskFiles({ "datasets/refunds.jsonl": rowsText(count, rows), "llm-o11y.yml": gateText(file) });
}

const change = (base: Texts, prompt = "Be kind."): Texts => ({
  ...base,
  "prompts/support.md": `${prompt}\n`,
});

async function gate(
  base: Texts,
  head: Texts = change(base),
  models: ModelStub = deskModel(),
  options: Parameters<typeof openDeskRun>[1] = {},
) {
  const run = openDeskRun(models, options);
  const request = { config: "llm-o11y.yml", commits: commitsOf({ base, head }), today: "2026-01-05" };
  const { verdict } = await runGate(request, run.effects, run.run);
  return { verdict, run, models };
}

describe("a case of several turns", () => {
  it("is asked turn by turn on both arms, scored on its last answer, and kept with its conversation", async () => {
    const { verdict, run, models } = await gate(desk([row()]));
    expect(verdict).toMatchObject({ verdict: "pass", spend: { calls: 18, cached: 0 } });
    expect(verdict.spend.usd).toBeCloseTo(0.018, 12);
    const turns = models.requests.filter((request) => !/^Question [1-6]:/.test(askedOf(request)));
    expect(
      turns.map(({ body }) => (body["messages"] as readonly Json[]).length).toSorted((a, b) => a - b),
    ).toEqual([2, 2, 4, 4, 6, 6]);
    const record = await run.readRecord("candidate");
    const [trial] = record.trialsByCaseId.get("script-1") ?? [];
    expect(trial).toMatchObject({ output: "30 days", costUsd: 0.003, latencyMs: 120, usage: { input: 60 } });
    expect(trial?.messages?.map(({ role, content }) => [role, content])).toEqual([
      ["user", script[0]],
      ["assistant", "Which order?"],
      ["user", script[1]],
      ["assistant", "Which order?"],
      ["user", script[2]],
      ["assistant", "30 days"],
    ]);
  });

  it("counts a call for each turn before the first one, against the budget too", async () => {
    const { verdict, run } = await gate(desk([row()]));
    expect(run.progress[0]).toContain("18 calls");
    expect(verdict.verdict).toBe("pass");
    const base = desk([row()], { policy: { budget: { calls: 17 } } });
    const refused = await gate(base);
    expect(refused.models.requests).toEqual([]);
    expect(refused.verdict.problems).toEqual([
      expect.objectContaining({
        code: "over-budget",
        message: "the plan takes 18 calls, and `policy.budget.calls` allows 17.",
      }),
    ]);
  });

  it("counts in what may come: the second look, the confirmation and a fresh baseline", async () => {
    const policy = { trials: { baseline: 2, candidate: 2 }, quality: { max_drop: 0.9 } };
    const notes = async (input: Json) => {
      const base = desk([row({ input, critical: true })], { policy }, 0);
      return (await gate(base, change(base), deskModel(), { cache: cacheInMemory() })).run.progress[0] ?? "";
    };
    const numbers = async (input: Json) =>
      [...(await notes(input)).matchAll(/(\d+) calls/g)].map(([, n]) => Number(n));
    const one = await numbers(script[2] ?? "");
    const three = await numbers(script);
    expect(one.length).toBeGreaterThan(0);
    expect(three).toEqual(one.map((calls) => 3 * calls));
  });

  it("gives a shard its share of the budget by turns", async () => {
    const base = desk([row()], { policy: { budget: { calls: 18 } } });
    const calls = async (index: number) => {
      const opened = openDeskRun(deskModel());
      const { spend } = await recordArms(
        {
          config: "llm-o11y.yml",
          commits: commitsOf({ base, head: change(base) }),
          arms: ["baseline", "candidate"],
          shard: { index, total: 2 },
        },
        opened.effects,
        opened.run,
      );
      return spend.calls;
    };
    expect((await calls(1)) + (await calls(2))).toBe(18);
  });

  it("leaves no line of a trial whose conversation the run's end cut off, and starts it anew", async () => {
    const base = desk([row()]);
    const disk: Disk = { records: new Map(), plans: new Map() };
    const stop = new AbortController();
    const models = modelStub((request) => {
      if (askedOf(request) !== script[1])
        return deskModel().call(request, { timeoutMs: 1, signal: stop.signal });
      stop.abort();
      return failed({ code: "aborted", isRetryable: false });
    });
    const opened = openDeskRun(models, { disk, earlierRun: "replace" });
    const request = {
      config: "llm-o11y.yml",
      commits: commitsOf({ base, head: change(base) }),
      today: "2026-01-05",
    };
    const ended = await runGate(request, opened.effects, { ...opened.run, stop: stop.signal });
    expect(ended.verdict.verdict).toBe("inconclusive");
    expect([...disk.records.values()].join("")).not.toContain("script-1");
    const again = await gate(base, change(base), deskModel(), { disk, earlierRun: "replace" });
    const askedAgain = again.models.requests.filter((one) => script.includes(askedOf(one)));
    expect(askedAgain).toHaveLength(6);
    expect(again.verdict).toMatchObject({ verdict: "pass", evidence: { candidate: { run: 7 } } });
  });

  it("fails in the turn that got no answer, which the verdict names", async () => {
    const models = modelStub((request) =>
      askedOf(request) === script[1] ? failed({ isRetryable: false }) : answered("30 days"),
    );
    const base = desk([row()]);
    const { verdict } = await gate(base, change(base), models);
    expect(verdict.evidence.candidate.infra_errors).toBe(1);
    expect(verdict.problems).toContainEqual({
      code: "calls-failed",
      message: "1 call of the candidate failed: turn 2 of 3: the provider answers 503.",
    });
  });
});

describe("the cache", () => {
  it("answers a script as a whole, and saves a call for each turn", async () => {
    const base = desk([row()]);
    const cache = cacheInMemory();
    await gate(base, change(base), deskModel(), { cache });
    const again = await gate(base, change(base, "Be brief."), deskModel(), { cache });
    expect(again.verdict.spend).toEqual({ usd: expect.closeTo(0.009, 12), calls: 9, cached: 9 });
  });

  it("has no answer to a script whose later turn is another", async () => {
    const cache = cacheInMemory();
    const base = desk([row()]);
    await gate(base, change(base), deskModel(), { cache });
    const edited = desk([row({ input: [...script.slice(0, 2), "Question 901: and now?"] })]);
    const again = await gate(edited, change(edited, "Be brief."), deskModel(), { cache });
    expect(again.verdict.spend).toMatchObject({ calls: 9 + 3, cached: 6 });
  });

  it("is shared by arms that ask the same in every turn", async () => {
    const base = desk([row()]);
    const added = { ...row(), id: "script-2" };
    const head = { ...base, "datasets/refunds.jsonl": rowsText(6, [row(), added]) };
    const { verdict, models } = await gate(base, head, deskModel(), { cache: cacheInMemory() });
    expect(models.requests).toHaveLength(verdict.spend.calls);
    expect(verdict.spend.calls + verdict.spend.cached).toBe(2 * (6 + 3 + 3));
  });
});
