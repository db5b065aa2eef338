import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openModels } from "../../../src/edge/model/open-model.ts";
import type { ArmName, Trial } from "../../../src/experiment/trial.ts";
import { callsOfFiles } from "../../../src/gate/batch/batch-files.ts";
import { openBatchState } from "../../../src/gate/batch/batch-state.ts";
import type { EarlierRun } from "../../../src/gate/effects.ts";
import { orThrow } from "../../../src/gate/gather.ts";
import { planTrials } from "../../../src/gate/plan/plan-trials.ts";
import { runTrials } from "../../../src/gate/run/run-trials.ts";
import { Spend } from "../../../src/gate/run/spend.ts";
import type { PreparedJudge } from "../../../src/score/judge/prepare-judge.ts";
import { preparePairwise } from "../../../src/score/judge/prepare-pairwise.ts";
import type { PairwiseConfig, PreparedPairwise } from "../../../src/score/judge/prepare-pairwise.ts";
import { aScorer } from "../../score/scoring.ts";
import { aCase } from "../../build.ts";
import { aTarget } from "../../target/preparing.ts";
import { aJudge, replyText } from "../../score/judge/judging.ts";
import type { BatchRules } from "../../stand-ins/model-batches.ts";
import { startModelServer } from "../../stand-ins/model-server.ts";
import type { ModelServerReply, SeenRequest } from "../../stand-ins/model-server.ts";
import { openDeskRun } from "../desk-in-memory.ts";
import type { Disk } from "../desk-in-memory.ts";
import { aRequest, failed, modelStub } from "../model-stub.ts";

const opened: { readonly close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
});

async function serve(batch: BatchRules = {}, answer: (seen: SeenRequest) => ModelServerReply = answerOf) {
  const server = await startModelServer({ answer, batch });
  opened.push(server);
  return server;
}

const answerOf = ({ model, user }: SeenRequest): ModelServerReply => ({
  text: model === "gpt-5" ? replyText("yes") : `${user}: 30 days`,
});

type Setup = {
  readonly baseUrl: string;
  readonly models?: Readonly<Record<ArmName, string>>;
  readonly cases?: number;
  /** Turns of each case; without it the input is no script. */
  readonly turns?: number;
  readonly trials?: number;
  readonly budget?: { readonly usd?: number; readonly calls?: number; readonly minutes?: number };
  readonly retries?: number;
  readonly judges?: readonly PreparedJudge[];
  readonly pairwise?: readonly PreparedPairwise[];
  readonly stop?: AbortController;
  readonly disk?: Disk;
  readonly earlierRun?: EarlierRun;
  readonly identity?: Readonly<Record<string, string>>;
  readonly isCommitted?: boolean;
  /** Lines that an earlier process has left. */
  readonly done?: readonly Trial[];
  /** Called before each line is written; may throw. */
  readonly onLine?: (trial: Trial) => void;
  readonly onWrite?: (line: string) => void;
};

const newDisk = (): Disk => ({ records: new Map(), plans: new Map() });

/** Trials of each case on both arms in batches; a hundredth of every wait. The question of `refund-3` is `Question 3`. */
async function runBatches(setup: Setup) {
  const { isCommitted = false, disk = newDisk(), earlierRun = "replace", onWrite } = setup;
  const desk = openDeskRun(
    modelStub(() => failed()),
    { disk, earlierRun, isCommitted, ...(onWrite === undefined ? {} : { append: onWrite }) },
  );
  const nowMs = () => performance.now();
  const spend = new Spend({ calls: 1000, minutes: 20, ...setup.budget }, nowMs);
  const lines: Trial[] = [];
  const keyOf = (trial: Trial, arm: ArmName) => `${arm} ${trial.index} ${trial.caseId}`;
  const done = new Set((setup.done ?? []).map((trial) => keyOf(trial, trial.traceId as ArmName)));
  const journal = (arm: ArmName) => ({
    file: `runs/${arm}.jsonl`,
    hasCase: () => false,
    has: (caseId: string, index: number) => done.has(`${arm} ${index} ${caseId}`),
    append: async (trial: Trial) => {
      const line = { ...trial, traceId: arm };
      setup.onLine?.(line);
      lines.push(line);
    },
    close: async () => {},
  });
  const models = await openModels({ secret: () => "sk-test-1234567890", prices: {} });
  const run = { ...desk.run, fence: () => `chance-${Math.random()}` };
  const state = await openBatchState(["baseline", "candidate"], setup.identity ?? { version: "1" }, run);
  const names = setup.models ?? { baseline: "gpt-5-mini", candidate: "gpt-5-mini" };
  const cases = Array.from({ length: setup.cases ?? 8 }, (_, index) =>
    aCase({
      id: `refund-${index + 1}`,
      input:
        setup.turns === undefined
          ? `Question ${index + 1}`
          : Array.from({ length: setup.turns }, (_turn, turn) => `Question ${index + 1}.${turn + 1}`),
      expected: "30 days",
    }),
  );
  const ran = await runTrials(
    {
      trials: planTrials(cases, ["baseline", "candidate"], () => setup.trials ?? 1, 1),
      requestOf: ({ arm, case: one }, said) =>
        orThrow(aTarget({ model: names[arm], base_url: setup.baseUrl, stream: true }).request(one, said)),
      judgesOf: () => setup.judges ?? [],
      knownOf: () => (_, askJudge) => askJudge(),
      pairs: {
        pairwiseOf: () => setup.pairwise ?? [],
        references: new Map(),
        knownOf: () => (_judge, _pair, askJudge) => askJudge(),
      },
      execution: { concurrency: 2, timeoutMs: 1, retries: setup.retries ?? 2, seed: 1, batch: true },
      batch: { api: models.batch, state },
      journals: { baseline: journal("baseline"), candidate: journal("candidate") },
    },
    spend,
    {
      ...run,
      models,
      nowMs,
      stop: (setup.stop ?? new AbortController()).signal,
      sleep: async (ms, signal) => {
        await delay(ms / 100, undefined, { signal }).catch(() => undefined);
      },
    },
  );
  return { ran, lines, spend, disk, notes: desk.progress.filter((each) => each.startsWith("note ")) };
}

/** The answer of each trial names its own question. */
function expectOwnAnswers(lines: readonly Trial[]): void {
  for (const { caseId, output } of lines)
    expect(output).toBe(`${caseId.replace("refund-", "Question ")}: 30 days`);
}

describe("trials in batches", () => {
  it("go as one batch a model, whatever `concurrency` and `timeout_ms` say, and get their own answers", async () => {
    const server = await serve();
    const { ran, lines, spend } = await runBatches({
      baseUrl: server.baseUrl,
      models: { baseline: "gpt-5-mini", candidate: "gpt-5-nano" },
    });
    expect(ran).toEqual({ failures: [], suspicious: [], warnings: [] });
    expect(server.batches.seen.map(({ ids }) => ids.length)).toEqual([8, 8]);
    expect(lines).toHaveLength(16);
    expectOwnAnswers(lines);
    for (const line of lines) {
      expect(line).not.toHaveProperty("latencyMs");
      expect(line.costUsd).toBeGreaterThan(0);
    }
    // The records tell what the app costs, the run what it paid.
    expect(spend.usd).toBeCloseTo(lines.reduce((sum, { costUsd = 0 }) => sum + costUsd, 0) / 2, 12);
    expect(spend.calls).toBe(16);
    expect(server.requests).toEqual([]);
  });

  it("of equal requests are calls of their own", async () => {
    const server = await serve({}, ({ number }) => ({ text: String(number) }));
    const { lines } = await runBatches({ baseUrl: server.baseUrl, cases: 2, trials: 3 });
    expect(server.batches.seen).toHaveLength(1);
    expect(new Set(lines.map(({ output }) => output)).size).toBe(12);
  });

  it("of several turns go wave by wave, each turn after the answer to the one before", async () => {
    const server = await serve();
    const { lines, spend } = await runBatches({ baseUrl: server.baseUrl, cases: 3, turns: 3 });
    expect(server.batches.seen.map(({ ids }) => ids.length)).toEqual([6, 6, 6]);
    expect(spend.calls).toBe(18);
    expect(lines).toHaveLength(6);
    for (const { caseId, output, messages } of lines) {
      const turns = [1, 2, 3].map((turn) => `${caseId.replace("refund-", "Question ")}.${turn}`);
      expect(output).toBe(`${turns[2]}: 30 days`);
      expect(messages?.map(({ content }) => content)).toEqual(
        turns.flatMap((text) => [text, `${text}: 30 days`]),
      );
    }
    expect(spend.usd).toBeCloseTo(lines.reduce((sum, { costUsd = 0 }) => sum + costUsd, 0) / 2, 12);
  });

  it("are judged in a second batch", async () => {
    const server = await serve();
    const judges = [aJudge({ rubric: "correctness", model: "gpt-5", base_url: server.baseUrl })];
    const { lines, spend } = await runBatches({ baseUrl: server.baseUrl, judges });
    expect(server.batches.seen.map(({ ids }) => ids.length)).toEqual([16, 16]);
    expect(lines.every(({ scores }) => scores?.length === 1)).toBe(true);
    expect(spend.calls).toBe(32);
  });
});

it("compares with the baseline in a batch of its own, and waits in no circle", async () => {
  const config = aScorer("pairwise", {
    options: { criteria: ["Is it polite?"], model: "gpt-5" },
  }) as PairwiseConfig;
  const server = await serve({}, ({ model, number }) => ({
    text: model === "gpt-5" ? replyText("first") : String(number),
  }));
  const options = { ...config.options, base_url: server.baseUrl };
  const prepared = preparePairwise({ ...config, options }, {}, { files: new Map() });
  const pairwise = prepared.ok ? [prepared.value] : [];
  const { lines, spend } = await runBatches({ baseUrl: server.baseUrl, pairwise });
  expect(server.batches.seen.map(({ ids }) => ids.length)).toEqual([16, 8, 8]);
  expect(lines.every(({ scores }) => scores?.[0]?.value === 0.5)).toBe(true);
  expect(spend.calls).toBe(32);
});

describe("a row", () => {
  it("that failed for now is tried again in the next batch, one that is refused is the app's failure", async () => {
    let limited = 0;
    const server = await serve({}, (seen) => {
      if (seen.user === "Question 3") return { error: "invalid_request" };
      if (seen.user === "Question 5" && limited++ < 2) return { error: "rate_limit" };
      return answerOf(seen);
    });
    const { ran, lines, spend } = await runBatches({ baseUrl: server.baseUrl });
    expect(server.batches.seen.map(({ ids }) => ids.length)).toEqual([16, 2]);
    expect(spend.calls).toBe(18);
    expect(ran.failures).toMatchObject([
      { arm: "baseline", count: 1 },
      { arm: "candidate", count: 1 },
    ]);
    expect(lines.filter(({ status }) => status === "app_error").map(({ caseId }) => caseId)).toEqual([
      "refund-3",
      "refund-3",
    ]);
    expectOwnAnswers(lines.filter(({ status }) => status === "ok"));
  });

  it("that no file tells of is asked for once more, since it may be charged", async () => {
    const server = await serve({ fate: () => ({ forgets: [0] }) });
    const { lines, spend } = await runBatches({ baseUrl: server.baseUrl, retries: 4 });
    expect(server.batches.seen.map(({ ids }) => ids.length)).toEqual([16, 1]);
    expect(spend.calls).toBe(17);
    expect(lines.filter(({ status }) => status === "infra_error")).toHaveLength(1);
  });

  it.each(["expired", "cancelled"] as const)(
    "of a batch that is %s is kept where it was made, else sent again",
    async (endsAs) => {
      const server = await serve({ fate: ({ number }) => (number === 1 ? { endsAs, made: 10 } : {}) });
      const { ran, lines } = await runBatches({ baseUrl: server.baseUrl });
      expect(ran.failures).toEqual([]);
      expect(server.batches.seen.map(({ ids }) => ids.length)).toEqual([16, 6]);
      expect(lines).toHaveLength(16);
      expectOwnAnswers(lines);
    },
  );
});

describe("a provider", () => {
  it("without a batch API ends the run with what to set", async () => {
    const server = await serve({ fault: () => ({ status: 404, body: "{}" }) });
    const { ran, lines, spend } = await runBatches({ baseUrl: server.baseUrl });
    expect(spend.ended).toBe("outage");
    expect(ran.failures[0]?.reason).toContain("`execution.batch: false`");
    expect(lines.every(({ status }) => status === "infra_error")).toBe(true);
    expect(server.batches.steps).toEqual(["POST /v1/files"]);
  });

  it("that refuses the key is asked once", async () => {
    const server = await serve({ fault: () => ({ error: "unauthorized" }) });
    const { ran } = await runBatches({ baseUrl: server.baseUrl });
    expect(ran.failures[0]?.reason).toContain("`OPENAI_API_KEY`");
    expect(server.batches.steps).toHaveLength(1);
  });

  it("that refuses the file as a whole is not asked again", async () => {
    const server = await serve({ fate: () => ({ fails: "model_not_supported" }) });
    const { ran } = await runBatches({ baseUrl: server.baseUrl });
    expect(ran.failures[0]?.reason).toContain("refuses the batch: model_not_supported");
    expect(server.batches.seen).toHaveLength(1);
  });

  it("with too many tokens waiting gets halves, one after the other", async () => {
    const server = await serve({
      fate: ({ ids }) => (ids.length > 4 ? { fails: "token_limit_exceeded" } : {}),
    });
    const { ran, lines } = await runBatches({ baseUrl: server.baseUrl });
    expect(ran.failures).toEqual([]);
    expectOwnAnswers(lines);
    expect(server.batches.seen.map(({ ids }) => ids.length)).toEqual([16, 8, 4, 4, 8, 4, 4]);
  });

  it("that fails now and then is asked again, after as long as it asks for", async () => {
    const server = await serve({
      fault: (step, nth) => {
        if (nth > 2) return undefined;
        return step.startsWith("POST") ? { error: "rate_limit", retryAfterMs: "5000" } : { fault: "cut-off" };
      },
    });
    const startMs = performance.now();
    const { ran, lines } = await runBatches({ baseUrl: server.baseUrl });
    expect(ran.failures).toEqual([]);
    expectOwnAnswers(lines);
    expect(server.batches.seen).toHaveLength(1);
    // Four waits of 5 s, a hundredth each.
    expect(performance.now() - startMs).toBeGreaterThan(200);
  });

  it("that started a batch and broke off is not given it twice", async () => {
    const server = await serve({
      startsAllTheSame: true,
      fault: (step, nth) => (step === "POST /v1/batches" && nth === 1 ? { fault: "reset" } : undefined),
    });
    const { lines } = await runBatches({ baseUrl: server.baseUrl });
    expect(lines).toHaveLength(16);
    expect(server.batches.seen).toHaveLength(1);
  });

  it("that is gone ends the run, and the batch stays to be fetched", async () => {
    const server = await serve({
      fault: (step) => (step.includes("/batches/") ? { error: "server" } : undefined),
    });
    const disk = newDisk();
    const { ran } = await runBatches({ baseUrl: server.baseUrl, disk });
    expect(ran.warnings).toMatchObject([{ code: "batch-under-way" }]);
    expect(server.batches.steps.filter((step) => step === "GET /v1/batches/batch_1")).toHaveLength(10);
  });
});

describe("a run that is cut off", () => {
  const never: BatchRules = { fate: () => ({ looks: Number.POSITIVE_INFINITY }) };

  it("by a stop ends within seconds, leaves no line, and says that its batch goes on", async () => {
    const server = await serve(never);
    const stop = new AbortController();
    const startMs = performance.now();
    const running = runBatches({ baseUrl: server.baseUrl, stop });
    await vi.waitFor(() => expect(server.batches.steps).toContain("GET /v1/batches/batch_1"));
    stop.abort();
    const { ran, lines } = await running;
    expect(ran).toMatchObject({ ended: "signal", failures: [] });
    expect(ran.warnings).toMatchObject([{ code: "batch-under-way" }]);
    expect(ran.warnings[0]?.message).toContain("16 calls are still under way");
    expect(ran.warnings[0]?.message).toContain("`batch_1`");
    expect(lines).toEqual([]);
    expect(server.batches.steps.filter((step) => step.includes("cancel"))).toEqual([]);
    expect(performance.now() - startMs).toBeLessThan(3000);
  });

  it("by its deadline ends then, and not as a budget or an outage", async () => {
    const server = await serve(never);
    const startMs = performance.now();
    const { ran, lines, spend } = await runBatches({
      baseUrl: server.baseUrl,
      budget: { minutes: 0.3 / 60, usd: 1 },
    });
    expect(ran).toMatchObject({ ended: "deadline", failures: [] });
    expect(ran.warnings).toMatchObject([{ code: "batch-under-way" }]);
    expect(lines).toEqual([]);
    expect(spend.guessed.calls).toBe(0);
    expect(performance.now() - startMs).toBeLessThan(3000);
  });

  it("goes on with its batch, judges included, and sends nothing twice", async () => {
    const server = await serve({ fate: () => ({ looks: 3 }) }, answerOf);
    const judges = [aJudge({ rubric: "correctness", model: "gpt-5", base_url: server.baseUrl })];
    const disk = newDisk();
    const stopIn = async (step: string) => {
      const stop = new AbortController();
      const running = runBatches({ baseUrl: server.baseUrl, disk, judges, stop });
      await vi.waitFor(() => expect(server.batches.steps).toContain(step));
      stop.abort();
      return running;
    };
    await stopIn("GET /v1/batches/batch_1");
    const second = await stopIn("GET /v1/batches/batch_2");
    expect(second.lines).toEqual([]);
    const { ran, lines, spend } = await runBatches({ baseUrl: server.baseUrl, disk, judges });
    expect(ran).toEqual({ failures: [], suspicious: [], warnings: [] });
    expect(lines).toHaveLength(16);
    expectOwnAnswers(lines);
    expect(lines.every(({ scores }) => scores?.length === 1)).toBe(true);
    expect(server.batches.seen.map(({ ids }) => ids.length)).toEqual([16, 16]);
    expect(spend.calls).toBe(32);
  });

  it("gives a trial its own answer, and never one that another has got", async () => {
    const server = await serve({}, ({ number }) => ({ text: String(number) }));
    const disk = newDisk();
    const setup = { baseUrl: server.baseUrl, disk, cases: 2, trials: 3 };
    let written = 0;
    const kept: Trial[] = [];
    const onLine = (trial: Trial) => {
      if (++written > 5) throw new Error("the disk is full");
      kept.push(trial);
    };
    await expect(runBatches({ ...setup, onLine })).rejects.toThrow("the disk is full");
    const rest = await runBatches({ ...setup, done: kept });
    expect(server.batches.seen).toHaveLength(1);
    expect(rest.lines).toHaveLength(7);
    expect(new Set([...kept, ...rest.lines].map(({ output }) => output)).size).toBe(12);
  });

  it("between upload and start starts that file, once", async () => {
    const server = await serve();
    const disk = newDisk();
    const onWrite = (line: string) => {
      if (line.includes('"type":"batch"')) throw new Error("killed");
    };
    await expect(runBatches({ baseUrl: server.baseUrl, disk, onWrite })).rejects.toThrow("killed");
    expect(server.batches.seen).toHaveLength(1);
    const { lines } = await runBatches({ baseUrl: server.baseUrl, disk });
    expect(lines).toHaveLength(16);
    expect(server.batches.seen).toHaveLength(1);
    expect(server.batches.steps.filter((step) => step === "POST /v1/files")).toHaveLength(1);
  });

  it("takes what a batch came to that expired meanwhile, and sends the rest again, also without retries", async () => {
    const server = await serve({
      fate: ({ number }) => (number === 1 ? { looks: 2, endsAs: "expired", made: 10 } : {}),
    });
    const disk = newDisk();
    const stop = new AbortController();
    const running = runBatches({ baseUrl: server.baseUrl, disk, stop });
    await vi.waitFor(() => expect(server.batches.steps).toContain("GET /v1/batches/batch_1"));
    stop.abort();
    await running;
    const { ran, lines, spend } = await runBatches({ baseUrl: server.baseUrl, disk, retries: 0 });
    expect(ran.failures).toEqual([]);
    expectOwnAnswers(lines);
    expect(server.batches.seen.map(({ ids }) => ids.length)).toEqual([16, 6]);
    expect(spend.calls).toBe(16);
  });

  it.each([
    ["a torn last line", (text: string) => `${text}{"type":"file","fi`, 1],
    [
      "a line that is no entry",
      (text: string) => text.replace("\n", '\n{"type":"batch","file":"../../x","batch":"y"}\n'),
      1,
    ],
    ["no salt", (text: string) => text.split("\n").slice(1).join("\n"), 2],
    ["nothing", () => "", 2],
  ])("reads a state with %s as far as it can be read", async (_name, damage, batches) => {
    const server = await serve();
    const disk = newDisk();
    await runBatches({ baseUrl: server.baseUrl, disk });
    const file = "runs/baseline-candidate.batches";
    disk.records.set(file, damage(disk.records.get(file) ?? ""));
    const { lines } = await runBatches({ baseUrl: server.baseUrl, disk });
    expectOwnAnswers(lines);
    expect(server.batches.seen).toHaveLength(batches);
  });

  it.each([
    ["of another plan", { identity: { version: "1", dataset: "other" } }],
    ["that is part of a commit", { isCommitted: true }],
    ["where `--fresh` is asked for", { earlierRun: "fresh" }],
  ] as const)("takes nothing from a state %s", async (_name, change) => {
    const server = await serve();
    const disk = newDisk();
    await runBatches({ baseUrl: server.baseUrl, disk });
    await runBatches({ baseUrl: server.baseUrl, disk, ...change });
    expect(server.batches.seen).toHaveLength(2);
  });
});

describe("files", () => {
  const calls = ["a", "b", "c", "d", "e"].map((id) => ({ id, request: aRequest() }));
  const partsOf = (mostCalls: number, mostBytes: number) =>
    [...callsOfFiles(calls, (id) => `é${id}\n`, { mostCalls, mostBytes })].map(({ part }) =>
      part.map(({ id }) => id).join(""),
    );

  it("hold as many calls and bytes as a provider takes, and all calls once", () => {
    expect(partsOf(2, 1000)).toEqual(["ab", "cd", "e"]);
    expect(partsOf(9, 12)).toEqual(["abc", "de"]);
    expect(partsOf(9, 1)).toEqual(["a", "b", "c", "d", "e"]);
    expect(partsOf(9, 1000)).toEqual(["abcde"]);
  });
});
