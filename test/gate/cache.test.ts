import { describe, expect, it } from "vitest";
import { exitCode } from "../../src/gate/exit-code.ts";
import { runGate } from "../../src/gate/run-gate.ts";
import { recordArms } from "../../src/gate/record-arms.ts";
import { cacheInMemory } from "./cache-in-memory.ts";
import type { CacheInMemory } from "./cache-in-memory.ts";
import {
  askedOf,
  commitOf,
  commitsOf,
  deskFiles,
  escalate,
  gateText,
  openDeskRun,
  promptOf,
  rowsText,
} from "./desk-in-memory.ts";
import type { Disk, Texts } from "./desk-in-memory.ts";
import { answered, failed, modelStub } from "./model-stub.ts";
import type { ModelStub } from "./model-stub.ts";

const dayMs = 24 * 60 * 60 * 1000;
const startMs = 1_767_603_600_000;

/** Whether the prompt answers the question right. */
type IsRight = (asked: {
  readonly prompt: string;
  readonly number: number;
  readonly time: number;
}) => boolean;

function deskModel(isRight: IsRight = () => true): ModelStub {
  const times = new Map<string, number>();
  return modelStub((request) => {
    const prompt = promptOf(request);
    const number = Number(/Question (\d+)/.exec(askedOf(request))?.[1] ?? 0);
    const time = times.get(`${prompt} ${number}`) ?? 0;
    times.set(`${prompt} ${number}`, time + 1);
    return answered(isRight({ prompt, number, time }) ? "30 days" : "90 days");
  });
}

function desk(cases: number, file: object = {}, rows: readonly object[] = []): Texts {
  return deskFiles({
    "datasets/refunds.jsonl": rowsText(cases, rows),
    "llm-o11y.yml": gateText({ ...file }),
  });
}

const withPrompt = (base: Texts, prompt: string): Texts => ({ ...base, "prompts/support.md": `${prompt}\n` });

type Options = {
  readonly isRight?: IsRight;
  readonly models?: ModelStub;
  readonly atMs?: number;
  readonly disk?: Disk;
};

/** The gate on a change of the prompt, with a cache. */
async function gate(
  base: Texts,
  prompt: string,
  cache: CacheInMemory,
  { isRight, models = deskModel(isRight), atMs = startMs, disk }: Options = {},
) {
  const before = models.requests.length;
  const run = openDeskRun(models, { cache, startedAtMs: atMs, ...(disk === undefined ? {} : { disk }) });
  const commits = commitsOf({ base, head: withPrompt(base, prompt) });
  const { verdict } = await runGate(
    { config: "llm-o11y.yml", commits, today: "2026-01-05" },
    run.effects,
    run.run,
  );
  const own = models.requests.slice(before);
  return {
    verdict,
    run,
    rule: (id: string) => verdict.rules.find((one) => one.rule === id),
    calls: own.length,
    callsOf: (text: string) => own.filter((request) => promptOf(request).includes(text)).length,
    notes: run.progress.filter((event) => event.startsWith("note ")),
  };
}

const linesOf = ({ records }: { readonly records: ReadonlyMap<string, string> }) =>
  [...records].map(([file, text]) => [file, text.split("\n").toSorted()]);

const base = desk(110);

describe("an unchanged baseline", () => {
  it("is paid for once, and the report says how many calls that saved", async () => {
    const cache = cacheInMemory();
    const first = await gate(base, "Be kind.", cache);
    expect(first.calls).toBe(220);
    expect(first.verdict.spend.cached).toBe(0);
    const second = await gate(base, "Be brief.", cache);
    expect(second.callsOf("support desk")).toBe(0);
    expect(second.calls).toBe(110);
    expect(second.verdict).toMatchObject({
      verdict: "pass",
      proven: true,
      spend: { calls: 110, cached: 110 },
    });
    expect(second.notes[0]).toContain("110 calls (110 trials from the cache)");
  });

  it("is what was merged: the trials of the candidate are then those of the baseline", async () => {
    const cache = cacheInMemory();
    await gate(base, "Be kind.", cache);
    const next = await gate(withPrompt(base, "Be kind."), "Be brief.", cache);
    expect(next.callsOf("Be kind.")).toBe(0);
    expect(next.calls).toBe(110);
  });

  it("accumulates trials, up to those of the policy", async () => {
    const few = desk(60);
    const cache = cacheInMemory();
    expect((await gate(few, "Be kind.", cache)).calls).toBe(60 * 8);
    const next = await gate(few, "Be brief.", cache);
    expect(next.callsOf("support desk")).toBe(0);
    expect(next.calls).toBe(60 * 3);
  });

  it("is run again after a week, or where its answers are damaged", async () => {
    const cache = cacheInMemory();
    await gate(base, "Be kind.", cache);
    const later = await gate(base, "Be brief.", cache, { atMs: startMs + 7 * dayMs });
    expect(later.callsOf("support desk")).toBe(110);
    for (const [key, text] of cache.texts) cache.texts.set(key, text.slice(0, -20));
    const damaged = await gate(base, "Be quick.", cache, { atMs: startMs + 7 * dayMs });
    expect(damaged.callsOf("support desk")).toBe(110);
    expect(damaged.verdict).toMatchObject({ verdict: "pass", proven: true });
  });

  it("is refreshed a tenth a day", async () => {
    const cache = cacheInMemory();
    await gate(base, "Be kind.", cache);
    const tomorrow = await gate(base, "Be brief.", cache, { atMs: startMs + dayMs });
    expect(tomorrow.callsOf("support desk")).toBe(11);
    const again = await gate(base, "Be quick.", cache, { atMs: startMs + dayMs + 3_600_000 });
    expect(again.callsOf("support desk")).toBe(0);
  });
});

describe("a fail on cached trials", () => {
  // A drop that no early stop is for.
  const breaks: IsRight = ({ prompt, number }) => !prompt.includes("brief") || number > 10;

  it("is confirmed by fresh ones, which are paid for then alone", async () => {
    const cache = cacheInMemory();
    await gate(base, "Be kind.", cache);
    const ran = await gate(base, "Be brief.", cache, { isRight: breaks });
    expect(ran.verdict.verdict).toBe("fail");
    expect(ran.callsOf("support desk")).toBe(110);
    expect(ran.calls).toBe(220);
    expect(ran.notes).toEqual(
      expect.arrayContaining([expect.stringContaining("Fresh baseline: 110 more trials")]),
    );
    const first = await gate(base, "Be brief.", cacheInMemory(), { isRight: breaks });
    expect(ran.rule("quality")).toMatchObject({ status: "fail", delta: first.rule("quality")?.delta });
  });

  it("is none where the provider has moved, and the next run starts from now", async () => {
    const oneLook = desk(110, { policy: { trials: { candidate: 1 } } });
    const moved: IsRight = ({ number }) => number > 10;
    const cache = cacheInMemory();
    await gate(oneLook, "Be kind.", cache);
    const ran = await gate(oneLook, "Be brief.", cache, { isRight: moved });
    expect(ran.verdict.verdict).toBe("inconclusive");
    expect(ran.rule("quality")).toMatchObject({ status: "not_proven", measured: "beyond", fresh: "refute" });
    expect(ran.rule("quality")?.message).toContain("the baseline itself has moved");
    const next = await gate(oneLook, "Be quick.", cache, { isRight: moved });
    expect(next.callsOf("support desk")).toBe(0);
    expect(next.verdict).toMatchObject({ verdict: "pass", proven: true });
  });

  it("leaves the second look to decide, which has trials of now", async () => {
    const moved: IsRight = ({ number }) => number > 10;
    const cache = cacheInMemory();
    await gate(base, "Be kind.", cache);
    const ran = await gate(base, "Be brief.", cache, { isRight: moved });
    expect(ran.verdict).toMatchObject({ verdict: "pass", proven: true });
    const next = await gate(base, "Be quick.", cache, { isRight: moved });
    expect(next.callsOf("support desk")).toBe(0);
    const taken = await next.run.readRecord("baseline");
    const outputs = [...taken.trialsByCaseId.values()].flat().map(({ output }) => output);
    // The right answers to questions 1 to 10 are of before, and gone.
    expect(outputs.filter((output) => output === "90 days").length).toBeGreaterThanOrEqual(10);
    expect(taken.trialsByCaseId.get("refund-1")?.every(({ output }) => output === "90 days")).toBe(true);
  });

  it("cannot be told where the fresh ones get no answer", async () => {
    const cache = cacheInMemory();
    await gate(base, "Be kind.", cache);
    const models = modelStub((request) => {
      if (promptOf(request).includes("support desk")) return failed({ isRetryable: false });
      const number = Number(/Question (\d+)/.exec(askedOf(request))?.[1] ?? 0);
      return answered(number > 10 ? "30 days" : "90 days");
    });
    const ran = await gate(base, "Be brief.", cache, { models });
    expect(ran.verdict.verdict).toBe("inconclusive");
    expect(ran.rule("quality")).toMatchObject({ status: "inconclusive", fresh: "missing" });
  });
});

it("asks again for a fresh baseline trial that did not come, and does not pass a regression for the lack of one", async () => {
  const breaks: IsRight = ({ prompt, number }) => !prompt.includes("brief") || number > 10;
  const oneLook = desk(110, { policy: { trials: { candidate: 1 } } });
  const cache = cacheInMemory();
  await gate(oneLook, "Be kind.", cache);
  const right = deskModel(breaks);
  const loses = (most: number) => {
    let lost = 0;
    return modelStub((request, number, signal) => {
      const isFresh = promptOf(request).includes("support desk") && askedOf(request).includes("Question 50:");
      if (isFresh && lost++ < most) return failed({ isRetryable: false });
      return right
        .call(request, { timeoutMs: 1000, signal })
        .then((reply) => (number < 0 ? failed() : reply));
    });
  };
  const cut = await gate(oneLook, "Be brief.", cache, { models: loses(1) });
  expect(cut.rule("quality")).toMatchObject({ status: "inconclusive", fresh: "missing" });
  expect(exitCode(cut.verdict)).toBe(3);
  const again = await gate(oneLook, "Be brief.", cache, { models: loses(0) });
  expect(again.calls).toBeLessThan(10);
  expect(again.verdict.verdict).toBe("fail");
});

describe("a collapse", () => {
  const broken: IsRight = ({ prompt }) => !prompt.includes("brief");
  const large = desk(300);

  it("ends the run early where the cache has the baseline, and is confirmed by fresh trials", async () => {
    const cache = cacheInMemory();
    await gate(large, "Be kind.", cache);
    const ran = await gate(large, "Be brief.", cache, { isRight: broken });
    expect(ran.verdict.verdict).toBe("fail");
    expect(ran.verdict.title).toMatch(
      /^Do not ship: quality collapsed \(\d+ of \d+ cases got worse, 0 better\)/,
    );
    expect(ran.rule("quality")).toMatchObject({ method: "early_stop", status: "fail" });
    expect(ran.rule("quality")).not.toHaveProperty("delta");
    const seen = ran.callsOf("Be brief.");
    expect(seen).toBeLessThan(100);
    expect(ran.callsOf("support desk")).toBe(seen);
    const ends = [await ran.run.readRecord("baseline"), await ran.run.readRecord("candidate")].map(
      ({ end }) => end?.reason,
    );
    expect(ends).toEqual(["early_stop", "early_stop"]);
  });

  it("is none where fresh baseline trials collapse too, and the cache starts from now", async () => {
    const cache = cacheInMemory();
    await gate(large, "Be kind.", cache);
    const ran = await gate(large, "Be brief.", cache, { isRight: () => false });
    expect(ran.verdict.verdict).toBe("inconclusive");
    expect(ran.rule("quality")).toMatchObject({
      method: "early_stop",
      status: "not_proven",
      fresh: "refute",
    });
  });

  it("is seen by the process that goes on, at the same case", async () => {
    const cache = cacheInMemory();
    await gate(large, "Be kind.", cache);
    const copy = cacheInMemory();
    for (const [key, text] of cache.texts) copy.texts.set(key, text);
    const whole = await gate(large, "Be brief.", copy, { isRight: broken });
    const disk = { records: new Map<string, string>(), plans: new Map<string, string>() };
    const models = deskModel(broken);
    let lines = 0;
    const killed = openDeskRun(models, {
      cache,
      disk,
      append: () => {
        if (++lines > 60) throw new Error("killed");
      },
    });
    const commits = commitsOf({ base: large, head: withPrompt(large, "Be brief.") });
    const request = { config: "llm-o11y.yml", commits, today: "2026-01-05" };
    await expect(runGate(request, killed.effects, killed.run)).rejects.toThrow("broke");
    const run = openDeskRun(models, { cache, disk, earlierRun: "replace" });
    const { verdict } = await runGate(request, run.effects, run.run);
    expect(verdict.title).toBe(whole.verdict.title);
    expect(verdict.rules.find(({ rule }) => rule === "quality")).toEqual(whole.rule("quality"));
  });

  it("is not looked for where quality is waived, or with fewer than 100 cases", async () => {
    const small = desk(90);
    const cache = cacheInMemory();
    await gate(small, "Be kind.", cache);
    const ran = await gate(small, "Be brief.", cache, { isRight: broken });
    expect(ran.callsOf("Be brief.")).toBe(90);
    const waived: Texts = {
      ...large,
      ".llm-o11y/waivers.yml": JSON.stringify({
        version: 1,
        waivers: [
          {
            id: "w1",
            rule: "quality",
            reason: "A cheaper model.",
            approved_by: "ada",
            expires: "2027-01-01",
          },
        ],
      }),
    };
    const other = cacheInMemory();
    await gate(waived, "Be kind.", other);
    const all = await gate(waived, "Be brief.", other, { isRight: broken });
    expect(all.callsOf("Be brief.")).toBeGreaterThanOrEqual(300);
  });
});

describe("the same run again", () => {
  it("makes no call and comes to the same verdict, also on chance", async () => {
    const cache = cacheInMemory();
    const rows = [escalate];
    const chance = desk(60, {}, rows);
    const models = deskModel(({ number, time }) => (number * 7 + time * 13) % 11 > 2);
    const first = await gate(chance, "Be kind.", cache, { models });
    const again = await gate(chance, "Be kind.", cache, { models });
    expect(again.calls).toBe(0);
    const { spend, rules, ...before } = first.verdict;
    const { spend: _spend, rules: rulesAgain, ...verdict } = again.verdict;
    const withoutBudget = (all: typeof rules) => all.filter(({ rule }) => rule !== "budget");
    expect({ ...verdict, rules: withoutBudget(rulesAgain) }).toEqual({
      ...before,
      rules: withoutBudget(rules),
    });
    expect(again.verdict.spend).toMatchObject({ calls: 0, cached: spend.calls });
    expect(linesOf(again.run)).toEqual(linesOf(first.run));
  });

  it("pays for nothing twice where it was killed before its record was written", async () => {
    const cache = cacheInMemory();
    const models = deskModel();
    const stopped = openDeskRun(models, {
      cache,
      append: (line) => {
        if (line.includes('"refund-7"')) throw new Error("killed");
      },
    });
    const commits = commitsOf({ base, head: withPrompt(base, "Be kind.") });
    const request = { config: "llm-o11y.yml", commits, today: "2026-01-05" };
    await expect(runGate(request, stopped.effects, stopped.run)).rejects.toThrow("broke");
    const paid = models.requests.length;
    expect(paid).toBeLessThan(220);
    const ran = await gate(base, "Be kind.", cache, { models });
    expect(paid + ran.calls).toBe(220);
    expect(ran.verdict).toMatchObject({ verdict: "pass", proven: true });
  });

  it("asks again for what failed", async () => {
    const cache = cacheInMemory();
    const out = modelStub((_, number) =>
      number === 5 ? failed({ isRetryable: false }) : answered("30 days"),
    );
    await gate(base, "Be kind.", cache, { models: out });
    const again = await gate(base, "Be kind.", cache);
    expect(again.calls).toBe(1);
  });
});

describe("a latency", () => {
  it("is never compared with a cached one: the first trial of the baseline is run", async () => {
    const limited = desk(110, { policy: { latency: { max_ratio: 1.2 } } });
    const cache = cacheInMemory();
    await gate(limited, "Be kind.", cache);
    const ran = await gate(limited, "Be brief.", cache);
    expect(ran.callsOf("support desk")).toBe(110);
    expect(ran.rule("latency_delta")?.status).not.toBe("not_applicable");
  });
});

describe("a case that asks the same on both arms", () => {
  /** A change that only cases with a tone of their own get to see. */
  const toned = deskFiles({
    "datasets/refunds.jsonl": rowsText(0, [
      ...Array.from({ length: 9 }, (_, index) => toneRow(index + 1, "")),
      toneRow(10, " kindly"),
    ]),
  });
  const before = { ...toned, "prompts/support.md": "{{input}}\n" };
  const head = { ...toned, "prompts/support.md": "{{input}}{{metadata.tone}}\n" };
  const commits = commitsOf({ base: before, head });
  const request = { config: "llm-o11y.yml", commits, today: "2026-01-05" };

  function toneRow(number: number, tone: string) {
    return { id: `refund-${number}`, input: `Question ${number}`, expected: "30 days", metadata: { tone } };
  }

  it("is run once for both, so that chance makes no change, and never taken from another run", async () => {
    for (const cache of [undefined, cacheInMemory()]) {
      const models = deskModel(({ time }) => time % 2 === 0);
      const run = openDeskRun(models, cache === undefined ? {} : { cache });
      const { verdict } = await runGate(request, run.effects, run.run);
      const ofOne = models.requests.filter((one) => askedOf(one).trim() === "Question 1");
      const [baseline, candidate] = [await run.readRecord("baseline"), await run.readRecord("candidate")];
      const outputs = ({ trialsByCaseId }: typeof baseline) =>
        trialsByCaseId.get("refund-1")?.map(({ output }) => output);
      if (cache === undefined) expect(ofOne).toHaveLength(2);
      else {
        expect(ofOne).toHaveLength(1);
        expect(outputs(candidate)).toEqual(outputs(baseline));
        expect(candidate.trialsByCaseId.get("refund-1")?.[0]?.cached).toBe(true);
        expect(baseline.trialsByCaseId.get("refund-1")?.[0]?.cached).toBe(false);
        expect(verdict.rules.find(({ rule }) => rule === "quality")?.worse).toBe(0);
        expect(verdict.spend).toMatchObject({ calls: 11, cached: 9 });
      }
    }
  });
});

describe("a run about one commit", () => {
  it("fills the cache, and the next pull request pays for the candidate alone", async () => {
    const cache = cacheInMemory();
    const models = deskModel();
    const run = openDeskRun(models, { cache });
    const tip = commitOf(base, "tip");
    const commits = { policy: tip, fork: tip, head: tip, isFromFork: false, policyFrom: "base" as const };
    const request = { config: "llm-o11y.yml", commits, today: "2026-01-05" };
    const { verdict } = await runGate(request, run.effects, run.run);
    expect(verdict).toMatchObject({ verdict: "pass", spend: { calls: 550 } });
    expect(verdict.title).toBe("Target unchanged: nothing to compare; 550 baseline trials run for the cache");
    const next = await gate(base, "Be kind.", cache);
    expect(next.calls).toBe(110);
  });

  it("does nothing without a cache, or where that is full", async () => {
    const tip = commitOf(base, "tip");
    const commits = { policy: tip, fork: tip, head: tip, isFromFork: false, policyFrom: "base" as const };
    const request = { config: "llm-o11y.yml", commits, today: "2026-01-05" };
    const cache = cacheInMemory();
    for (const options of [{}, { cache }, { cache }]) {
      const models = deskModel();
      const run = openDeskRun(models, options);
      const { verdict } = await runGate(request, run.effects, run.run);
      expect(verdict.spend.calls).toBe(options === undefined ? 0 : models.requests.length);
    }
    const models = deskModel();
    const run = openDeskRun(models, { cache });
    await runGate(request, run.effects, run.run);
    expect(models.requests).toHaveLength(0);
  });
});

it("takes nothing for a record that nobody decides on here, and keeps what it runs", async () => {
  const cache = cacheInMemory();
  const models = deskModel();
  const run = openDeskRun(models, { cache });
  const commits = commitsOf({ base, head: withPrompt(base, "Be kind.") });
  const { records } = await recordArms(
    { config: "llm-o11y.yml", commits, arms: ["baseline", "candidate"] },
    run.effects,
    run.run,
  );
  expect(records.map(({ trials }) => trials)).toEqual([110, 110]);
  const next = await gate(base, "Be brief.", cache);
  expect(next.calls).toBe(110);
});
