import { describe, expect, it } from "vitest";
import { recordArms } from "../../src/gate/record-arms.ts";
import type { Shard } from "../../src/gate/plan/shard.ts";
import { runGate } from "../../src/gate/run-gate.ts";
import { replyText } from "../score/judge/judging.ts";
import { cacheInMemory } from "./cache-in-memory.ts";
import type { CacheInMemory } from "./cache-in-memory.ts";
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
import type { Texts } from "./desk-in-memory.ts";
import { answered, failed, modelStub } from "./model-stub.ts";

const startMs = 1_767_603_600_000;
const hourMs = 60 * 60 * 1000;

/** Whether the prompt answers the question right. */
type IsRight = (prompt: string, number: number) => boolean;

const wrongUpTo =
  (last: number): IsRight =>
  (prompt, number) =>
    !prompt.includes("brief") || number > last;

function deskModel(isRight: IsRight = () => true) {
  return modelStub((request) => {
    const number = Number(/Question (\d+)/.exec(askedOf(request))?.[1] ?? 0);
    return answered(isRight(promptOf(request), number) ? "30 days" : "90 days");
  });
}

function desk(
  cases: number,
  file: Readonly<Record<string, unknown>> = {},
  rows: readonly object[] = [],
): Texts {
  return deskFiles({ "datasets/refunds.jsonl": rowsText(cases, rows), "llm-o11y.yml": gateText(file) });
}

const withPrompt = (base: Texts, prompt: string): Texts => ({ ...base, "prompts/support.md": `${prompt}\n` });

/** The text of a run record, by a name of its own. */
type Records = Readonly<Record<string, string>>;

type Options = {
  readonly isRight?: IsRight;
  readonly models?: ReturnType<typeof modelStub>;
  readonly trials?: number;
};

/** What `mode: run` writes, in so many shards. */
async function record(base: Texts, prompt: string, shards: number, options: Options = {}): Promise<Records> {
  const { isRight, models = deskModel(isRight), trials } = options;
  const commits = commitsOf({ base, head: withPrompt(base, prompt) });
  const found: Record<string, string> = {};
  for (let index = 1; index <= shards; index++) {
    const run = openDeskRun(models);
    const shard: { readonly shard?: Shard } = shards === 1 ? {} : { shard: { index, total: shards } };
    const request = {
      config: "llm-o11y.yml",
      commits,
      arms: ["baseline", "candidate"] as const,
      ...shard,
      ...(trials === undefined ? {} : { trials }),
    };
    await recordArms(request, run.effects, run.run);
    for (const [file, text] of run.records) found[`${index} ${file}`] = text;
  }
  return found;
}

/** The gate on a change of the prompt, with these records named. */
async function gate(
  base: Texts,
  prompt: string,
  records: Records,
  {
    isRight,
    models = deskModel(isRight),
    atMs = startMs + hourMs,
    cache,
  }: Options & { readonly atMs?: number; readonly cache?: CacheInMemory } = {},
) {
  const run = openDeskRun(models, { startedAtMs: atMs, ...(cache === undefined ? {} : { cache }) });
  const before = models.requests.length;
  const { verdict } = await runGate(
    {
      config: "llm-o11y.yml",
      commits: commitsOf({ base, head: withPrompt(base, prompt) }),
      today: "2026-01-05",
    },
    run.effects,
    {
      ...run.run,
      records: {
        open: async () => Object.entries(records).map(([file, text]) => ({ file, chunks: chunksOf(text) })),
        timeOf: Date.parse,
      },
    },
  );
  const own = models.requests.slice(before);
  return {
    verdict,
    run,
    calls: own.length,
    callsOf: (text: string) => own.filter((request) => promptOf(request).includes(text)).length,
    rule: (id: string) => verdict.rules.find((one) => one.rule === id),
    warnings: verdict.problems.filter(({ code }) => code === "record-not-used"),
  };
}

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

/** The records with another header. */
function retold(records: Records, change: (header: Record<string, unknown>) => object): Records {
  return Object.fromEntries(
    Object.entries(records).map(([name, text]) => {
      const [header = "{}", ...lines] = text.split("\n");
      return [name, [JSON.stringify(change(JSON.parse(header))), ...lines].join("\n")];
    }),
  );
}

/** The records with other trials. */
function rewritten(records: Records, change: (trial: Record<string, unknown>) => object): Records {
  return Object.fromEntries(
    Object.entries(records).map(([name, text]) => [
      name,
      text
        .split("\n")
        .map((line) => {
          const value = line === "" ? {} : JSON.parse(line);
          return value.type === "trial" ? JSON.stringify(change(value)) : line;
        })
        .join("\n"),
    ]),
  );
}

const only = (records: Records, part: string): Records =>
  Object.fromEntries(Object.entries(records).filter(([name]) => name.includes(part)));

const base = desk(110);

describe("records of this run's shards", () => {
  it("are the first look: nothing of it is run again, and the verdict is that of one machine", async () => {
    const records = await record(base, "Be brief.", 3);
    const ran = await gate(base, "Be brief.", records);
    expect(ran.calls).toBe(0);
    expect(ran.warnings).toEqual([]);
    expect(ran.verdict).toMatchObject({ verdict: "pass", proven: true, spend: { calls: 0, cached: 220 } });
    const alone = await gate(base, "Be brief.", {});
    expect(alone.calls).toBe(220);
    const withoutBudget = ({ rules }: typeof ran.verdict) => rules.filter(({ rule }) => rule !== "budget");
    expect(withoutBudget(ran.verdict)).toEqual(withoutBudget(alone.verdict));
    const trialsOf = async ({ run }: typeof ran) => [...(await run.readRecord("candidate")).trialsByCaseId];
    expect(await trialsOf(ran)).toEqual(await trialsOf(alone));
  });

  it("get a second look and a confirmation, which are run", async () => {
    const few = desk(60, {}, [escalate]);
    const isRight: IsRight = (prompt, number) => !prompt.includes("brief") || number !== 900;
    const records = await record(few, "Be brief.", 2, { isRight });
    const whole = await gate(few, "Be brief.", {}, { isRight });
    const ran = await gate(few, "Be brief.", records, { isRight });
    const first = Object.values(records).join("").split('"type":"trial"').length - 1;
    expect(first).toBeGreaterThan(120);
    expect(whole.calls - ran.calls).toBe(first);
    expect(ran.verdict.verdict).toBe("fail");
    expect(ran.rule("critical")).toEqual(whole.rule("critical"));
  });

  it("pay for the lost one only", async () => {
    const records = await record(base, "Be brief.", 3);
    const left = Object.fromEntries(Object.entries(records).filter(([name]) => !name.startsWith("2 ")));
    const lost = Object.values(only(records, "2 ")).join("").split('"type":"trial"').length - 1;
    expect(lost).toBeGreaterThan(40);
    const ran = await gate(base, "Be brief.", left);
    expect(ran.calls).toBe(lost);
    expect(ran.verdict).toMatchObject({ verdict: "pass", proven: true });
  });

  it("need no fresh baseline for a fail, since they are of now", async () => {
    const oneLook = desk(110, { policy: { trials: { candidate: 1 } } });
    const isRight = wrongUpTo(15);
    const records = await record(oneLook, "Be brief.", 2, { isRight });
    const ran = await gate(oneLook, "Be brief.", records, { isRight });
    expect(ran.calls).toBe(0);
    expect(ran.verdict.verdict).toBe("fail");
  });

  it("keep their latency, which was measured side by side", async () => {
    const limited = desk(110, { policy: { latency: { max_ratio: 1.2 } } });
    const ran = await gate(limited, "Be brief.", await record(limited, "Be brief.", 2));
    expect(ran.calls).toBe(0);
    expect(ran.rule("latency_delta")?.status).toBe("pass");
  });

  it("ask again where the provider gave no answer", async () => {
    const models = modelStub((_, number) =>
      number === 5 ? failed({ isRetryable: false }) : answered("30 days"),
    );
    const ran = await gate(base, "Be brief.", await record(base, "Be brief.", 1, { models }));
    expect(ran.calls).toBe(1);
  });

  it("give what further trials they have to the later look", async () => {
    const few = desk(60);
    const ran = await gate(few, "Be brief.", await record(few, "Be brief.", 1, { trials: 5 }));
    expect(ran.calls).toBe(0);
    expect(ran.verdict).toMatchObject({ verdict: "pass", proven: true });
  });

  it("leave the cache to what they lack", async () => {
    const cache = cacheInMemory();
    await gate(base, "Be kind.", {}, { cache });
    const candidate = only(await record(base, "Be brief.", 1), "candidate");
    const ran = await gate(base, "Be brief.", candidate, { cache });
    expect(ran.calls).toBe(0);
    expect(ran.verdict.spend.cached).toBe(220);
  });
});

describe("a record from another time", () => {
  // A drop that no early stop is for.
  const isRight = wrongUpTo(10);
  const late = startMs + 24 * hourMs;

  it("gives its baseline alone after 24 hours, and no fail stands on it", async () => {
    const records = await record(base, "Be brief.", 1, { isRight });
    const ran = await gate(base, "Be brief.", records, { isRight, atMs: late });
    expect(ran.warnings).toMatchObject([
      { file: "1 runs/candidate.jsonl", message: expect.stringContaining("last 24 hours") },
    ]);
    expect(ran.callsOf("Be brief.")).toBe(110);
    // A tenth is renewed, and the fail asks for one fresh trial of each of the others.
    expect(ran.callsOf("support desk")).toBe(110);
    expect(ran.verdict.verdict).toBe("fail");
    expect((await gate(base, "Be brief.", records, { isRight, atMs: late - 1 })).callsOf("Be brief.")).toBe(
      0,
    );
  });

  it("is what a baseline of now is without its candidate: no fail stands on it", async () => {
    const records = only(await record(base, "Be brief.", 1, { isRight }), "baseline");
    const ran = await gate(base, "Be brief.", records, { isRight });
    expect(ran.callsOf("support desk")).toBe(110);
    expect(ran.verdict.verdict).toBe("fail");
    expect((await gate(base, "Be brief.", records)).callsOf("support desk")).toBe(0);
  });

  it.each([
    ["does not say when it was", undefined],
    ["says no time", "yesterday"],
    ["is of tomorrow", new Date(startMs + 24 * hourMs).toISOString()],
  ])("is as old where it %s", async (_, startedAt) => {
    const records = retold(await record(base, "Be brief.", 1), ({ started_at: _started, ...header }) => ({
      ...header,
      ...(startedAt === undefined ? {} : { started_at: startedAt }),
    }));
    const ran = await gate(base, "Be brief.", records);
    expect(ran.callsOf("Be brief.")).toBe(110);
    expect(ran.callsOf("support desk")).toBe(11);
  });

  it("stays so where its own run had the trials from a cache", async () => {
    const records = rewritten(await record(base, "Be brief.", 1), (trial) => ({ ...trial, cached: true }));
    const ran = await gate(base, "Be brief.", records);
    expect(ran.callsOf("Be brief.")).toBe(110);
    const baseline = await ran.run.readRecord("baseline");
    expect([...baseline.trialsByCaseId.values()].flat().filter(({ cached }) => cached)).toHaveLength(110);
  });
});

describe("what is taken", () => {
  it("has the target of an arm: a record of neither is named, and run instead", async () => {
    const records = await record(base, "Be kind.", 1);
    const ran = await gate(base, "Be brief.", records);
    expect(ran.callsOf("support desk")).toBe(0);
    expect(ran.callsOf("Be brief.")).toBe(110);
    expect(ran.warnings).toMatchObject([
      { file: "1 runs/candidate.jsonl", message: expect.stringContaining("not that of an arm") },
    ]);
  });

  it("belongs to the arm of its target, whatever arm it was made for", async () => {
    const records = await record(withPrompt(base, "Be kind."), "Be brief.", 1);
    const ran = await gate(withPrompt(base, "Be brief."), "Be kind.", records);
    expect(ran.calls).toBe(0);
  });

  it("has the hash of its case: another version of a case is run, and so is one of which nobody knows", async () => {
    const records = await record(base, "Be brief.", 1);
    const edited = desk(109, {}, [{ id: "refund-110", input: "Question 110: may I?", expected: "30 days" }]);
    expect((await gate(edited, "Be brief.", records)).calls).toBe(2);
    const unknown = rewritten(records, ({ case_hash: _hash, ...trial }) => trial);
    const ran = await gate(base, "Be brief.", unknown);
    expect(ran.calls).toBe(220);
    expect(ran.warnings).toHaveLength(2);
    expect(ran.warnings[0]?.message).toContain("the hash of a case");
  });

  it("has no scores of before, which another judge may have given", async () => {
    const judged = desk(40, {
      judge: { model: "gpt-5" },
      scorers: [{ type: "exact" }, { type: "judge", name: "right", rubric: "correctness" }],
    });
    const models = modelStub(({ body }) =>
      answered(body["model"] === "gpt-5" ? replyText("yes") : "30 days"),
    );
    const records = rewritten(await record(judged, "Be brief.", 1, { models }), (trial) => ({
      ...trial,
      scores: [
        { scorer: "exact", value: 0, passed: false },
        { scorer: "right", value: 0, passed: false },
      ],
    }));
    const ran = await gate(judged, "Be brief.", records, { models });
    expect(ran.callsOf("support desk")).toBe(0);
    const trials = [...(await ran.run.readRecord("candidate")).trialsByCaseId.values()].flat();
    const scores = trials.flatMap((trial) => trial.scores ?? []);
    expect(new Set(scores.map(({ scorer, value }) => `${scorer} ${value}`))).toEqual(new Set(["right 1"]));
  });
});

it("says of many records only once that nothing was taken", async () => {
  const records = await record(base, "Be kind.", 9);
  const ran = await gate(base, "Be brief.", only(records, "candidate"));
  expect(ran.warnings).toHaveLength(6);
  expect(ran.warnings.at(-1)?.message).toBe("no trial was taken from 4 more records.");
});

it("is an error before the first call where a record is broken, with every problem of all of them", async () => {
  const records = await record(base, "Be brief.", 2);
  const broken = Object.fromEntries(
    Object.entries(records).map(([name, text]) => [name, name.startsWith("1") ? text.slice(0, -20) : text]),
  );
  const ran = await gate(base, "Be brief.", broken);
  expect(ran.calls).toBe(0);
  expect(ran.verdict.verdict).toBe("error");
  expect(ran.verdict.problems.map(({ file }) => file)).toEqual(Object.keys(only(records, "1 ")));
});

it("does not open them where the target did not change", async () => {
  const ran = await gate(base, "You answer for the support desk.", { broken: "{" });
  expect(ran.verdict).toMatchObject({ verdict: "pass", spend: { calls: 0 } });
});

it("gives each arm its own record where a change adds cases only", async () => {
  const limited = desk(110, { policy: { latency: { max_ratio: 1.2 } } });
  const head = { ...limited, "datasets/refunds.jsonl": rowsText(112) };
  const models = deskModel();
  const commits = commitsOf({ base: limited, head });
  const made = openDeskRun(models);
  const arms = ["baseline", "candidate"] as const;
  await recordArms({ config: "llm-o11y.yml", commits, arms }, made.effects, made.run);
  const before = models.requests.length;
  const run = openDeskRun(models);
  const { verdict } = await runGate({ config: "llm-o11y.yml", commits, today: "2026-01-05" }, run.effects, {
    ...run.run,
    records: {
      open: async () => [...made.records].map(([file, text]) => ({ file, chunks: chunksOf(text) })),
      timeOf: Date.parse,
    },
  });
  expect(models.requests.length - before).toBe(0);
  expect(verdict.verdict).toBe("pass");
});
