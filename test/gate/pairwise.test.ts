import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModelReply } from "../../src/experiment/model-call.ts";
import { recordArms } from "../../src/gate/record-arms.ts";
import { runGate } from "../../src/gate/run-gate.ts";
import { readOrderNote } from "../../src/score/judge/order-note.ts";
import { recordText } from "../build-record.ts";
import { cacheInMemory } from "./cache-in-memory.ts";
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
import type { Disk, Texts } from "./desk-in-memory.ts";
import { answered, failed, modelStub } from "./model-stub.ts";

type Side = "first" | "second" | "same";
type Judge = (first: string, second: string, model: string) => Side | ModelReply;

const preference = (answer: string): string =>
  JSON.stringify({ criteria: [{ id: "c1", reason: "By its words.", answer }] });

/** Prefers the polite one. */
const honest: Judge = (first, second) => {
  const [a, b] = [first, second].map((text) => text.includes("please"));
  if (a === b) return "same";
  return a === true ? "first" : "second";
};

/** Goes by the place, whatever it sees. */
const byPlace: Judge = () => "first";

type Answer = (prompt: string, number: number) => string | ModelReply;

/** A desk whose prompt makes its answers, and a judge that is shown two of them. */
function models(judge: Judge, answer: Answer) {
  return modelStub((request) => {
    const { model } = request.body;
    const asked = askedOf(request);
    if (model !== "gpt-5-mini") {
      const shown = (name: string): string =>
        JSON.parse(new RegExp(`<<<${name} \\S+\\n(.*)\\n`).exec(asked)?.[1] ?? '""') as string;
      const said = judge(shown("first"), shown("second"), typeof model === "string" ? model : "");
      return typeof said === "string" ? answered(preference(said)) : said;
    }
    const given = answer(promptOf(request), Number(/Question (\d+)/.exec(asked)?.[1] ?? 0));
    return typeof given === "string" ? answered(given) : given;
  });
}

const better = { type: "pairwise", name: "better", criteria: ["Is the answer polite?"], max_drop: 0.05 };

function desk(keys: object = {}, rows = rowsText(110)): Texts {
  return deskFiles({
    "datasets/refunds.jsonl": rows,
    "llm-o11y.yml": gateText({
      scorers: [{ type: "contains" }, better],
      judge: { model: "gpt-5" },
      policy: { trials: { candidate: 1 } },
      ...keys,
    }),
  });
}

type Options = { readonly base?: Texts } & Parameters<typeof openDeskRun>[1];

function open(stub: ReturnType<typeof models>, { base = desk(), ...options }: Options = {}) {
  const run = openDeskRun(stub, options);
  const commits = commitsOf({ base, head: { ...base, "prompts/support.md": "Be brief.\n" } });
  return { run, commits, config: "llm-o11y.yml", today: "2026-01-05" };
}

async function gate(stub: ReturnType<typeof models>, options: Options = {}) {
  const before = stub.requests.length;
  const { run, ...request } = open(stub, options);
  const { verdict } = await runGate(request, run.effects, run.run);
  const calls = stub.requests.slice(before);
  return {
    verdict,
    run,
    rule: (id: string) => verdict.rules.find((one) => one.rule === id),
    calls: calls.length,
    judged: calls.filter(({ body }) => body["model"] !== "gpt-5-mini").length,
  };
}

const polite = "please, within 30 days";
const isNew = (prompt: string): boolean => prompt.includes("brief");
/** The change makes the first answers curt, and leaves them right. */
const getsCurt =
  (upTo: number): Answer =>
  (prompt, number) =>
    isNew(prompt) && number <= upTo ? `30 days, order ${number}` : `${polite}, ${isNew(prompt)} ${number}`;

async function scoresOf(run: ReturnType<typeof openDeskRun>, arm: "baseline" | "candidate") {
  const { trialsByCaseId } = await run.readRecord(arm);
  return [...trialsByCaseId.values()].flat().map(({ scores = [] }) => scores.at(-1));
}

describe("a pairwise judge that says the same in both orders", () => {
  it("decides: what it alone sees blocks", async () => {
    const ran = await gate(models(honest, getsCurt(40)));
    expect(ran.verdict).toMatchObject({ verdict: "fail", judge: { trusted: true, flip_rate: 0 } });
    expect(ran.rule("scorer:better")).toMatchObject({ status: "fail", delta: -20 / 110 });
    expect(ran.rule("judge")).toMatchObject({
      status: "pass",
      message: "0 of 110 pairs turned with the order.",
    });
    expect(ran.judged).toBe(220);
    const baseline = await scoresOf(ran.run, "baseline");
    expect(baseline.every((score) => score?.value === 0.5 && score.passed === true)).toBe(true);
  });

  it("passes a change that it finds no worse, and counts what it finds better", async () => {
    const same = await gate(models(honest, getsCurt(0)));
    expect(same.verdict).toMatchObject({ verdict: "pass", judge: { trusted: true } });
    const kinder = await gate(models(honest, (prompt) => (isNew(prompt) ? polite : "30 days")));
    expect(kinder.verdict.verdict).toBe("pass");
    expect(kinder.rule("scorer:better")).toMatchObject({ delta: 0.5 });
  });

  it("may be the only scorer of a case", async () => {
    const alone = desk({ scorers: [better] });
    expect((await gate(models(honest, getsCurt(40)), { base: alone })).verdict.verdict).toBe("fail");
    expect((await gate(models(honest, getsCurt(0)), { base: alone })).verdict.verdict).toBe("pass");
  });

  it("turns with `not`, and leaves a tie a tie", async () => {
    const base = desk({ scorers: [{ type: "contains" }, { ...better, not: true }] });
    const curt = await gate(models(honest, getsCurt(110)), { base });
    expect(curt.verdict.verdict).toBe("pass");
    expect(curt.rule("scorer:better")).toMatchObject({ delta: 0.5 });
    const tie = await scoresOf((await gate(models(honest, getsCurt(0)), { base })).run, "candidate");
    expect(tie.every((score) => score?.value === 0.5 && score.passed === true)).toBe(true);
  });

  it("is asked nothing of equal outputs, which are a tie", async () => {
    const ran = await gate(models(byPlace, () => polite));
    expect(ran.judged).toBe(0);
    expect(ran.verdict).toMatchObject({ verdict: "pass", judge: { trusted: true } });
  });

  it("asks every member of a panel in both orders", async () => {
    const panel = [{ model: "gpt-5" }, { model: "gpt-5-pro" }, { model: "gpt-5-nano" }];
    const base = desk({ scorers: [{ type: "contains" }, { ...better, panel }], judge: {} });
    // One of three goes by the place: the other two have the majority.
    const judge: Judge = (first, second, model) =>
      model === "gpt-5-nano" ? "same" : honest(first, second, model);
    const ran = await gate(models(judge, getsCurt(40)), { base });
    expect(ran.judged).toBe(660);
    expect(ran.verdict.verdict).toBe("fail");
    expect(ran.rule("judge")?.message).toContain("0 of 330 pairs");
  });

  it("plans two calls for each candidate trial, within the budget", async () => {
    const ran = await gate(models(honest, getsCurt(0)));
    expect(ran.run.progress.find((line) => line.startsWith("note"))).toContain("220 calls and 220 of judges");
    const small = desk({ policy: { trials: { candidate: 1 }, budget: { calls: 439 } } });
    const refused = await gate(models(honest, getsCurt(0)), { base: small });
    expect(refused.verdict.problems).toMatchObject([{ code: "over-budget" }]);
    expect(refused.calls).toBe(0);
  });
});

describe("a pairwise judge that goes by the place", () => {
  it("decides nothing, and the verdict says why", async () => {
    const ran = await gate(models(byPlace, getsCurt(110)));
    expect(ran.verdict).toMatchObject({
      verdict: "inconclusive",
      judge: { trusted: false, flip_rate: 1 },
    });
    expect(ran.rule("judge")?.message).toContain("changes its mind on 110 of 110 pairs");
    expect(ran.rule("judge")?.message).toContain("prefers what is shown first: so lean 110 of 110 pairs");
    expect(ran.rule("scorer:better")).toMatchObject({ advisory: true });
  });

  it("hides nothing that rules prove", async () => {
    const wrong: Answer = (prompt, number) => (isNew(prompt) && number <= 40 ? "never" : polite);
    expect((await gate(models(byPlace, wrong))).verdict.verdict).toBe("fail");
  });
});

describe("what has nothing to compare with", () => {
  const refusal = { status: "app_error" as const, code: "refused" as const, reason: "400", latencyMs: 1 };

  it("is unscored where the baseline's first trial failed, and is not run again for it", async () => {
    const stub = models(honest, (prompt, number) => (!isNew(prompt) && number <= 20 ? refusal : polite));
    const disk: Disk = { records: new Map(), plans: new Map() };
    const ran = await gate(stub, { disk });
    const scores = await scoresOf(ran.run, "candidate");
    expect(scores.filter((score) => score === undefined)).toHaveLength(20);
    expect(ran.verdict.verdict).toBe("inconclusive");
    expect((await gate(stub, { disk, earlierRun: "refuse" })).calls).toBe(0);
  });

  it("is unscored where the judge does not answer, in either order", async () => {
    const silent: Judge = (first, second) =>
      first.includes("true 1")
        ? failed({ isRetryable: false, code: "malformed" })
        : honest(first, second, "");
    const ran = await gate(models(silent, getsCurt(0)));
    expect(ran.verdict.verdict).toBe("inconclusive");
    const never = await gate(models(() => failed({ isRetryable: false, code: "malformed" }), getsCurt(0)));
    expect(never.verdict).toMatchObject({ verdict: "inconclusive", judge: { trusted: false } });
  });

  it("is not applicable on a first run without a baseline", async () => {
    const stub = models(honest, () => polite);
    const run = openDeskRun(stub);
    const head = desk();
    const commits = commitsOf({ base: { "README.md": "" }, head, policyFrom: "head" } as never);
    const { verdict } = await runGate(
      { config: "llm-o11y.yml", commits, today: "2026-01-05" },
      run.effects,
      run.run,
    );
    expect(verdict.verdict).toBe("pass");
    expect(stub.requests.filter(({ body }) => body["model"] === "gpt-5")).toHaveLength(0);
  });

  it("gives a run of one arm no score, and says so", async () => {
    const stub = models(honest, getsCurt(0));
    const { run, commits, config } = open(stub);
    const ran = await recordArms({ config, commits, arms: ["candidate"] }, run.effects, run.run);
    expect(ran.warnings).toMatchObject([{ code: "pairwise-alone" }]);
    expect((await scoresOf(run, "candidate")).every((score) => score === undefined)).toBe(true);
  });
});

it("compares in a shard, which has both arms of its cases", async () => {
  const { run, commits, config } = open(models(honest, getsCurt(110)));
  const shard = { index: 1, total: 4 };
  const ran = await recordArms(
    { config, commits, arms: ["baseline", "candidate"], shard },
    run.effects,
    run.run,
  );
  expect(ran.warnings).toEqual([]);
  const scores = await scoresOf(run, "candidate");
  expect(scores.length).toBeGreaterThan(10);
  expect(scores.every((score) => score?.value === 0)).toBe(true);
});

describe("a run that goes on", () => {
  it.each([20, 111, 150, 219])(
    "after line %i compares with the recorded baseline, and comes to the same",
    async (lines) => {
      const mixed: Judge = (first, second) => (/ 1\d\b/.test(first) ? "first" : honest(first, second, ""));
      const whole = await gate(models(mixed, getsCurt(40)));
      const disk: Disk = { records: new Map(), plans: new Map() };
      let written = 0;
      const append = (): void => {
        if (++written > lines) throw new Error("killed");
      };
      const stub = models(mixed, getsCurt(40));
      await expect(gate(stub, { disk, append })).rejects.toThrow("the run broke off");
      const again = await gate(stub, { disk, earlierRun: "refuse" });
      expect(again.verdict.verdict).toBe(whole.verdict.verdict);
      expect(again.verdict.judge).toEqual(whole.verdict.judge);
      expect(again.rule("scorer:better")).toEqual(whole.rule("scorer:better"));
      const done = await gate(stub, { disk, earlierRun: "refuse" });
      expect(done.calls).toBe(0);
      expect(done.verdict.judge).toEqual(whole.verdict.judge);
    },
  );
});

it("runs the baseline anew though the cache has it, and the same run again costs nothing", async () => {
  const cache = cacheInMemory();
  const stub = models(honest, getsCurt(0));
  const first = await gate(stub, { cache });
  const again = await gate(stub, { cache });
  expect(again.calls).toBe(0);
  expect(again.verdict.judge).toEqual(first.verdict.judge);
  const run = openDeskRun(stub, { cache });
  const commits = commitsOf({ base: desk(), head: { ...desk(), "prompts/support.md": "Be very brief.\n" } });
  const before = stub.requests.length;
  await runGate({ config: "llm-o11y.yml", commits, today: "2026-01-05" }, run.effects, run.run);
  const baseline = stub.requests
    .slice(before)
    .filter((one) => one.body["model"] === "gpt-5-mini" && !isNew(promptOf(one)));
  expect(baseline).toHaveLength(110);
});

it("goes on with its own first baseline trial the day after, and adds none beside it", async () => {
  const cache = cacheInMemory();
  const stub = models(honest, getsCurt(0));
  const first = await gate(stub, { cache });
  const dayMs = 24 * 60 * 60 * 1000;
  const later = await gate(stub, { cache, startedAtMs: 1_767_603_600_000 + 1.5 * dayMs });
  expect(later.calls).toBe(0);
  expect(later.verdict.verdict).toBe(first.verdict.verdict);
});

it("compares a second look with the first baseline trial, which is in the record by then", async () => {
  let nth = 0;
  const seen = new Set<string>();
  // The very first answer of the baseline is marked; a later one beside a new output would be another pair.
  const stub = models(
    (first, second) => {
      for (const text of [first, second]) if (text.includes("old")) seen.add(text);
      return "same";
    },
    (prompt, number) => `${polite}, ${isNew(prompt) ? "new" : "old"} ${number} ${++nth}`,
  );
  const ran = await gate(stub, { base: desk({ policy: {} }, rowsText(60)) });
  expect(ran.run.progress.some((line) => line.includes("second look"))).toBe(true);
  expect(ran.verdict.verdict).toBe("pass");
  expect(seen.size).toBe(60);
  const scores = await scoresOf(ran.run, "candidate");
  expect(scores.length).toBeGreaterThan(60);
  expect(scores.every((score) => score?.scorer === "better")).toBe(true);
  expect(ran.judged).toBe(2 * scores.length);
});

it("compares with the first trial of a replayed baseline, whatever score that has of its own", async () => {
  const recorded = Array.from({ length: 110 }, (_, index) => ({
    case: `refund-${index + 1}`,
    output: polite,
    scores: [{ scorer: "better", value: 0, passed: false }],
  }));
  const replay = { target: { type: "replay", records: "runs/main.jsonl" } };
  const allow = { trials: { candidate: 1 }, allow: { env: ["OPENAI_API_KEY"] } };
  const stub = models(honest, getsCurt(40));
  const run = openDeskRun(stub, { workspace: { "runs/main.jsonl": recordText(recorded) } });
  const commits = commitsOf({
    base: desk({ ...replay, policy: allow }),
    head: { ...desk(), "prompts/support.md": "Be brief.\n" },
  });
  const request = { config: "llm-o11y.yml", commits, today: "2026-01-05" };
  const { verdict } = await runGate(request, run.effects, run.run);
  expect(verdict.judge).toMatchObject({ trusted: true });
  expect(verdict.rules.find(({ rule }) => rule === "scorer:better")).toMatchObject({ delta: -20 / 110 });
});

it("waits in no circle with one call at a time, more trials of a case and a second look", async () => {
  const rows = rowsText(30, [escalate]);
  const keys = { execution: { concurrency: 1 }, policy: {} };
  let nth = 0;
  // Outputs differ from trial to trial, and none is better.
  const stub = models(honest, () => `${polite} ${++nth}`);
  const ran = await gate(stub, { base: desk(keys, rows) });
  expect(ran.verdict.verdict).not.toBe("fail");
  const scores = await scoresOf(ran.run, "candidate");
  expect(scores.every((score) => score?.value === 0.5)).toBe(true);
});

it("does not break a critical case by a baseline output that is good by chance", async () => {
  const rows = rowsText(30, [escalate]);
  const first = new Set<string>();
  // Only the very first answer of the baseline is polite.
  const stub = models(honest, (prompt, number) => {
    if (number !== 900) return polite;
    if (isNew(prompt) || first.has("seen")) return `30 days ${stub.requests.length}`;
    first.add("seen");
    return polite;
  });
  const ran = await gate(stub, { base: desk({}, rows) });
  expect(ran.rule("critical")?.status).not.toBe("fail");
  expect(ran.rule("critical")?.message).not.toContain("breaks");
});

it("lets no reply win for the candidate but one that prefers it in both orders", async () => {
  const reply = fc.oneof(
    fc.constantFrom("first", "second", "same").map(preference),
    fc.constantFrom("yes", "candidate", "1").map(preference),
    fc.constantFrom("first", "second").map((side) => `\`\`\`json\n${preference(side)}\n\`\`\``),
    fc.constantFrom("first", "second").map((side) => preference(side) + preference(side)),
    fc.string(),
    fc.json(),
  );
  await fc.assert(
    fc.asyncProperty(reply, reply, async (oldFirst, newFirst) => {
      const stub = models(
        (first) => answered(first.startsWith("new") ? newFirst : oldFirst),
        (prompt) => (isNew(prompt) ? "new, 30 days" : "old, 30 days"),
      );
      const { run } = await gate(stub, { base: desk({}, rowsText(2)) });
      for (const score of await scoresOf(run, "candidate")) {
        const isWin = score?.scorer === "better" && score.value > 0.5;
        expect(isWin).toBe(newFirst === preference("first") && oldFirst === preference("second"));
        const isTie = score?.scorer === "better" && score.value === 0.5;
        if (isTie) expect(readOrderNote(score.reason)?.pairs).toBe(1);
      }
    }),
    { numRuns: 60 },
  );
});
