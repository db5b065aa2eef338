import { describe, expect, it } from "vitest";
import { compareRecords } from "../../src/gate/compare-records.ts";
import { runGate } from "../../src/gate/run-gate.ts";
import { recordText } from "../build-record.ts";
import {
  askedOf,
  commitsOf,
  deskFiles,
  escalate,
  gateText,
  openDeskRun,
  promptOf,
  rowsText,
} from "./desk-in-memory.ts";
import type { DeskRun, Texts } from "./desk-in-memory.ts";
import { answered, modelStub } from "./model-stub.ts";
import type { ModelStub } from "./model-stub.ts";

type Arm = "baseline" | "candidate";

/** Whether the answer to a question is right, by arm and how often it was asked before. */
type IsRight = (asked: { readonly arm: Arm; readonly number: number; readonly time: number }) => boolean;

const always: IsRight = () => true;

function deskModel(isRight: IsRight): ModelStub {
  const times = new Map<string, number>();
  return modelStub((request) => {
    const arm = promptOf(request).includes("kind") ? "candidate" : "baseline";
    const number = Number(/Question (\d+)/.exec(askedOf(request))?.[1] ?? 0);
    const time = times.get(`${arm} ${number}`) ?? 0;
    times.set(`${arm} ${number}`, time + 1);
    return answered(isRight({ arm, number, time }) ? "30 days" : "90 days");
  });
}

const change = { "prompts/support.md": "You answer for the support desk. Be kind.\n" };

/** A pull request that changes the prompt, on so many cases and maybe a critical one. */
function desk(
  cases: number,
  { gate: file = {}, rows = [] }: { gate?: object; rows?: readonly object[] } = {},
): Texts {
  return deskFiles({
    "datasets/refunds.jsonl": rowsText(cases, rows),
    "llm-o11y.yml": gateText({ ...file }),
  });
}

async function gate(
  base: Texts,
  isRight: IsRight = always,
  open: (models: ModelStub) => DeskRun = openDeskRun,
) {
  const models = deskModel(isRight);
  const run = open(models);
  const commits = commitsOf({ base, head: { ...base, ...change } });
  const { verdict } = await runGate(
    { config: "llm-o11y.yml", commits, today: "2026-01-05" },
    run.effects,
    run.run,
  );
  const ends = async () => [(await run.readRecord("baseline")).end, (await run.readRecord("candidate")).end];
  const rule = (id: string) => verdict.rules.find((one) => one.rule === id);
  return { verdict, run, rule, ends, calls: models.requests.length, notes: run.progress.filter(isNote) };
}

const isNote = (event: string): boolean => event.startsWith("note ");

/** The verdict that `compare` reaches on the records that the run left. */
async function compared(base: Texts, { records }: DeskRun) {
  const { effects } = openDeskRun(deskModel(always), { workspace: base });
  async function* chunksOf(file: string): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(records.get(file) ?? "");
  }
  return compareRecords(
    {
      config: "llm-o11y.yml",
      baseline: "runs/baseline.jsonl",
      candidate: "runs/candidate.jsonl",
      today: "2026-01-05",
    },
    { ...effects, openRecord: async (file) => [{ file, chunks: chunksOf(file) }] },
  );
}

describe("the first look", () => {
  it("ends the run of an unchanged app with enough cases, and is then its plan", async () => {
    const base = desk(110);
    const ran = await gate(base);
    expect(ran.verdict).toMatchObject({
      verdict: "pass",
      proven: true,
      evidence: { candidate: { planned: 110, run: 110 } },
    });
    expect(ran.calls).toBe(220);
    expect(ran.rule("quality")?.levels?.proof).toBeCloseTo(0.01, 12);
    expect(await ran.ends()).toEqual([
      { reason: "look", cases: 110 },
      { reason: "look", cases: 110 },
    ]);
    expect(await compared(base, ran.run)).toMatchObject({ verdict: "pass", proven: true });
  });

  it("ends the run of a clear regression", async () => {
    const base = desk(110);
    const ran = await gate(base, ({ arm, number }) => arm === "baseline" || number > 30);
    expect(ran.verdict.verdict).toBe("fail");
    expect(ran.calls).toBe(220);
    expect((await ran.ends()).map((end) => end?.reason)).toEqual(["look", "look"]);
    expect(await compared(base, ran.run)).toMatchObject({ verdict: "fail", title: ran.verdict.title });
  });

  it.each([
    ["too few cases to prove anything", desk(30), 60],
    ["one trial of the candidate", desk(60, { gate: { policy: { trials: { candidate: 1 } } } }), 120],
    ["one trial of the baseline", desk(60, { gate: { policy: { trials: { baseline: 1 } } } }), 120],
    ["no tolerance that ties could prove", desk(60, { gate: { policy: { quality: { max_drop: 0 } } } }), 120],
    [
      "units that are groups",
      deskFiles({
        "datasets/refunds.jsonl": rowsText(60).replaceAll('"input"', '"group":"policy-7","input"'),
      }),
      120,
    ],
  ])("is the only one with %s, and has all of the levels", async (_, base, calls) => {
    const ran = await gate(base);
    expect(ran.calls).toBe(calls);
    expect(ran.rule("quality")?.levels).toEqual({ proof: 0.05, block: 0.05 });
    expect(await ran.ends()).toEqual([undefined, undefined]);
  });

  it("is the only one where the budget in calls has no room for a second, and a warning says so", async () => {
    const ran = await gate(desk(60, { gate: { policy: { budget: { calls: 479 } } } }));
    expect(ran.calls).toBe(120);
    expect(ran.verdict.problems).toMatchObject([
      { code: "one-look-only", message: expect.stringMatching(/480 calls.*479/) },
    ]);
    expect(ran.notes[0]).toMatch(/120 calls; at most 479 calls/);
  });

  it("is the only one where an arm is replayed", async () => {
    const replayed = Array.from({ length: 60 }, (_, i) => ({ case: `refund-${i + 1}`, output: "30 days" }));
    const models = deskModel(always);
    const run = openDeskRun(models, { workspace: { "runs/main.jsonl": recordText(replayed) } });
    const gateFile = {
      target: { type: "replay", records: "runs/main.jsonl" },
      policy: { allow: { env: ["OPENAI_API_KEY"] } },
    };
    const commits = commitsOf({ base: desk(60, { gate: gateFile }), head: { ...desk(60), ...change } });
    const request = { config: "llm-o11y.yml", commits, today: "2026-01-05" };
    const { verdict } = await runGate(request, run.effects, run.run);
    expect(verdict).toMatchObject({ verdict: "pass", proven: true });
    expect(models.requests).toHaveLength(60);
  });
});

describe("the second look", () => {
  it("repeats all cases where the first proved nothing, and its record is whole", async () => {
    const base = desk(60);
    const ran = await gate(base);
    expect(ran.verdict).toMatchObject({ verdict: "pass", proven: true });
    expect(ran.calls).toBe(480);
    expect(ran.rule("quality")?.levels?.proof).toBeCloseTo(0.04, 12);
    expect(await ran.ends()).toEqual([undefined, undefined]);
    for (const [arm, count] of [
      ["baseline", 5],
      ["candidate", 3],
    ] as const) {
      const { header, trialsByCaseId } = await ran.run.readRecord(arm);
      expect(header.planned).toEqual({ cases: 60, trials: 1 });
      for (const trials of trialsByCaseId.values())
        expect(trials.map(({ index }) => index)).toEqual(Array.from({ length: count }, (_, index) => index));
    }
    expect(await compared(base, ran.run)).toMatchObject({ verdict: "pass", proven: true });
  });

  it("is announced before the first call, and when it begins", async () => {
    const { notes } = await gate(desk(60, { rows: [escalate] }));
    expect(notes).toEqual([
      "note Plan: 61 cases on 2 arms, 124 calls, 488 with a second look, at worst 508 with critical cases confirmed; at most 5,000 calls, 20 minutes",
      "note Second look: 364 more trials",
    ]);
  });

  it("decides a borderline drop that the first could not", async () => {
    const base = desk(100);
    // Eight cases break; two that fail at times pass this time.
    const ran = await gate(base, ({ arm, number, time }) =>
      arm === "candidate" ? number > 8 : number <= 98 || time > 0,
    );
    expect(ran.calls).toBe(800);
    expect(ran.verdict.verdict).toBe("fail");
    expect(ran.rule("quality")).toMatchObject({
      method: "general",
      levels: { block: expect.closeTo(0.04, 12) },
    });
    expect(await compared(base, ran.run)).toMatchObject({ verdict: "fail" });
  });

  it("that is stopped half-way is missing evidence, and no pass", async () => {
    const ran = await gate(desk(60), always, (models) => {
      const run = openDeskRun(models, {
        append: () => {
          if (models.requests.length > 300) run.stop.abort();
        },
      });
      return run;
    });
    expect(ran.verdict).toMatchObject({
      verdict: "inconclusive",
      evidence: { candidate: { planned: 60, scored: 60 } },
    });
    expect((await ran.ends()).map((end) => end?.reason)).toEqual(["signal", "signal"]);
    expect(ran.calls).toBeLessThan(480);
  });
});

describe("a noisy app", () => {
  /** One question in four is answered by chance, the same for both arms. */
  const noisy =
    (salt: number): IsRight =>
    ({ arm, number, time }) => {
      if (number % 4 > 0) return true;
      const mixed = Math.imul(
        number * 31 + time * 7 + (arm === "candidate" ? 3 : 0) + salt * 101,
        2_654_435_761,
      );
      return (mixed >>> 16) % 10 < 6;
    };

  it("that did not change is not blocked, and takes no more calls than were planned", async () => {
    for (const salt of [1, 2, 3, 4]) {
      const ran = await gate(desk(80, { rows: [escalate] }), noisy(salt));
      expect(ran.verdict.verdict).not.toBe("fail");
      expect(ran.calls).toBeLessThanOrEqual(8 * 80 + 8 + 20);
    }
  });
});

describe("a critical case", () => {
  const withCritical = desk(60, { rows: [escalate] });
  const isCritical = (number: number): boolean => number === 900;
  const trialsOf = async (run: DeskRun, arm: Arm) =>
    (await run.readRecord(arm)).trialsByCaseId.get("escalate-1")?.length;

  it("that broke is confirmed on both arms, blocks, and ends the run", async () => {
    const ran = await gate(withCritical, ({ arm, number }) => arm === "baseline" || !isCritical(number));
    expect(ran.rule("critical")).toMatchObject({ status: "fail", cases: ["escalate-1"] });
    expect(ran.rule("critical")?.message).toContain("10 of 10 trials fail");
    expect(ran.rule("critical")?.message).toContain("baseline 0 of 15");
    expect(await trialsOf(ran.run, "candidate")).toBe(13);
    expect(await trialsOf(ran.run, "baseline")).toBe(15);
    expect(ran.calls).toBe(124 + 24);
    expect(ran.notes).toContain("note Confirmation: 24 more trials");
    expect((await ran.ends()).map((end) => end?.reason)).toEqual(["look", "look"]);
    expect(await compared(withCritical, ran.run)).toMatchObject({
      verdict: "fail",
      title: ran.verdict.title,
    });
  });

  it("that fails at times is flaky, is not blocked, and gets no more trials in the second look", async () => {
    const ran = await gate(
      withCritical,
      ({ arm, number, time }) => arm === "baseline" || !isCritical(number) || time % 6 > 0,
    );
    expect(ran.verdict.verdict).toBe("pass");
    expect(ran.rule("critical")?.message).toContain("`escalate-1` is flaky: 2 of 10 trials fail");
    expect(await trialsOf(ran.run, "candidate")).toBe(13);
    expect(await trialsOf(ran.run, "baseline")).toBe(15);
    expect(ran.calls).toBe(124 + 24 + 360);
    expect(await compared(withCritical, ran.run)).toMatchObject({ verdict: "pass" });
  });

  it("that failed before too is no new fault", async () => {
    const ran = await gate(withCritical, ({ number }) => !isCritical(number));
    expect(ran.rule("critical")).toMatchObject({
      status: "pass",
      message: "`escalate-1` was already failing.",
    });
    expect(ran.verdict.verdict).not.toBe("fail");
  });

  it("is confirmed also where one look is planned", async () => {
    const base = desk(30, { rows: [escalate] });
    const ran = await gate(base, ({ arm, number }) => arm === "baseline" || !isCritical(number));
    expect(ran.verdict.verdict).toBe("fail");
    expect(ran.calls).toBe(64 + 20);
    expect(await ran.ends()).toEqual([undefined, undefined]);
  });

  it("is not confirmed where another rule fails already: the run ends with the least spent", async () => {
    const ran = await gate(withCritical, ({ arm }) => arm === "baseline");
    expect(ran.verdict.verdict).toBe("fail");
    expect(ran.calls).toBe(124);
    expect(ran.rule("critical")?.status).toBe("inconclusive");
  });

  it("blocks at its first failure under `any`, without a confirmation", async () => {
    const base = desk(60, { rows: [escalate], gate: { policy: { critical: { any: true } } } });
    const ran = await gate(base, ({ arm, number }) => arm === "baseline" || !isCritical(number));
    expect(ran.rule("critical")?.status).toBe("fail");
    expect(ran.calls).toBe(124);
    expect(ran.notes[0]).not.toContain("confirmed");
  });
});
