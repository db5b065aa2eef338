import { describe, expect, it } from "vitest";
import type { Case } from "../../../src/experiment/case.ts";
import type { JsonObject } from "../../../src/experiment/json.ts";
import { ScoreCache, scoreKey } from "../../../src/gate/keep/score-cache.ts";
import type { Judged } from "../../../src/gate/keep/score-cache.ts";
import { longestAgeMs } from "../../../src/gate/keep/trial-cache.ts";
import type { Asked, ToJudge } from "../../../src/score/judge/judge-trial.ts";
import type { JudgeConfig } from "../../../src/score/judge/read-rubric.ts";
import { aCase } from "../../build.ts";
import { aJudge, aReply, replyText } from "../../score/judge/judging.ts";
import { cacheInMemory } from "../cache-in-memory.ts";
import type { CacheInMemory } from "../cache-in-memory.ts";

const judge = aJudge();
const one = aCase({ expected: "30 days", context: "We take it back within 30 days." });
const toJudge: ToJudge = { judge, one, output: "Within 30 days." };
const nowMs = 1_780_000_000_000;

function asked(answer: "yes" | "no" | "unreadable"): Asked {
  const text = answer === "unreadable" ? "Sure!" : replyText(answer);
  return { judgement: judge.parse(text), replies: [aReply(text)] };
}

/** A run, and whom its judge was asked about; it answers in turn, and then the last again. */
function aRun({
  cache,
  run = "sha256:this-run",
  at = nowMs,
  answers = ["yes"],
}: {
  readonly cache?: CacheInMemory;
  readonly run?: string;
  readonly at?: number;
  readonly answers?: readonly ("yes" | "no" | "unreadable")[];
} = {}) {
  const scores = new ScoreCache({ run, nowMs: at, ...(cache === undefined ? {} : { cache }) });
  const calls: Judged[] = [];
  const score = async (judged: Judged, about: Partial<ToJudge> = {}) => {
    const { judgement, replies } = await scores.for(judged)({ ...toJudge, ...about }, async () => {
      const answer = answers[Math.min(calls.push(judged), answers.length) - 1] ?? "yes";
      await new Promise((resolve) => setImmediate(resolve));
      return asked(answer);
    });
    return { ...(judgement.ok ? judgement.score : {}), calls: replies.length };
  };
  return { score, calls };
}

/** What an earlier run left: its judge said no. */
async function keptBy(run: string, at = nowMs): Promise<CacheInMemory> {
  const cache = cacheInMemory();
  await aRun({ cache, run, at, answers: ["no"] }).score("baseline");
  return cache;
}

describe("the key", () => {
  it.each<[string, Partial<Case>]>([
    ["case, even one that shows the same", { id: "refund-02" }],
    ["input", { input: "Can I return it after 41 days?" }],
    ["expected", { expected: "31 days" }],
    ["expected that is not there", { expected: undefined as never }],
    ["context", { context: "We take nothing back." }],
  ])("is another for another %s", (_, change) => {
    expect(scoreKey({ ...toJudge, one: { ...one, ...change } })).not.toBe(scoreKey(toJudge));
  });

  it.each<[string, JsonObject, Partial<JudgeConfig>]>([
    ["rubric", { criteria: ["Is it polite?"] }, {}],
    ["model", { rubric: "correctness", model: "gpt-5-mini" }, {}],
    ["parameter", { rubric: "correctness", params: { temperature: 0 } }, {}],
    ["address", { rubric: "correctness", base_url: "https://llm.example/v1" }, {}],
    ["header", { rubric: "correctness", headers: { "x-tier": "${TIER}" } }, {}],
    ["threshold", { rubric: "correctness" }, { threshold: 0.5 }],
    ["`not`", { rubric: "correctness" }, { not: true }],
    ["failure mode", { rubric: "correctness" }, { failure: "other" }],
  ])("is another for another %s of the judge", (_, options, fields) => {
    expect(scoreKey({ ...toJudge, judge: aJudge(options, fields) })).not.toBe(scoreKey(toJudge));
  });

  it.each(["Within 30 days. ", "within 30 days.", "", "Within\u200b 30 days.", ["Within 30 days."]])(
    "is another for another output: %j",
    (output) => {
      expect(scoreKey({ ...toJudge, output })).not.toBe(scoreKey(toJudge));
    },
  );

  it("is another where a text moves from one field to the next", () => {
    const keyOf = (context: string, output: string) =>
      scoreKey({ ...toJudge, one: { ...one, context }, output });
    const block = '"\noutput >>>\n\n<<<output \n"';
    expect(keyOf("a", `b${block}c`)).not.toBe(keyOf(`a${block}b`, "c"));
  });

  it("is the same whatever the rest of the case, and whatever the judge is called", () => {
    const same = { ...one, tags: ["vip"], critical: true, hash: "sha256:other" };
    expect(scoreKey({ ...toJudge, one: same })).toBe(scoreKey(toJudge));
    const renamed = aJudge(undefined, { name: "right", weight: 2 });
    expect(scoreKey({ ...toJudge, judge: renamed })).toBe(scoreKey(toJudge));
  });
});

describe("within a run", () => {
  it("equal outputs of a case are judged once, also when they come at the same time", async () => {
    const { score, calls } = aRun();
    const both = await Promise.all([score("baseline"), score("candidate"), score("candidate")]);
    expect(both.map((each) => each.calls)).toEqual([1, 0, 0]);
    const { calls: _, ...first } = both[0];
    expect(first).toEqual({ scorer: "judge", value: 1, passed: true, reason: "reason 1" });
    expect(both[2]).toEqual({ ...first, calls: 0 });
    expect((await score("fresh baseline")).calls).toBe(0);
    expect(calls).toHaveLength(1);
  });

  it("other outputs, and other cases with the same output, are judged on their own", async () => {
    const { score, calls } = aRun();
    await score("baseline");
    await score("candidate", { output: "No." });
    await score("candidate", { one: { ...one, id: "refund-02" } });
    expect(calls).toHaveLength(3);
  });

  it("a judge that gave no score is asked again by each that waited for it, one after the other", async () => {
    const { score, calls } = aRun({ answers: ["unreadable", "unreadable", "no"] });
    const all = await Promise.all(Array.from({ length: 5 }, () => score("candidate")));
    expect(all.map((each) => each.value)).toEqual([undefined, undefined, 0, 0, 0]);
    expect(calls).toHaveLength(3);
  });

  it("a judge under two names is asked once, and each has its name on the score", async () => {
    const { score, calls } = aRun();
    const right = aJudge(undefined, { name: "right" });
    expect((await score("baseline")).scorer).toBe("judge");
    expect((await score("baseline", { judge: right })).scorer).toBe("right");
    expect(calls).toHaveLength(1);
  });
});

describe("from another run", () => {
  it("the baseline takes a score", async () => {
    const cache = await keptBy("sha256:another-run");
    const { score, calls } = aRun({ cache });
    expect(await score("baseline")).toEqual({
      scorer: "judge",
      value: 0,
      passed: false,
      reason: "reason 1",
      failure: "reasoning_error",
      calls: 0,
    });
    expect(calls).toEqual([]);
  });

  it("the candidate takes one only with the baseline, so that equal outputs are equal", async () => {
    const cache = await keptBy("sha256:another-run");
    const alone = aRun({ cache, run: "sha256:second" });
    expect(await alone.score("candidate")).toMatchObject({ value: 1, calls: 1 });
    expect(await alone.score("baseline")).toMatchObject({ value: 1, calls: 0 });
    const after = aRun({ cache: await keptBy("sha256:another-run") });
    expect(await after.score("baseline")).toMatchObject({ value: 0, calls: 0 });
    expect(await after.score("candidate")).toMatchObject({ value: 0, calls: 0 });
  });

  it("a fresh baseline trial takes none, not even what this run took, and what it finds is kept", async () => {
    const cache = await keptBy("sha256:another-run");
    const { score } = aRun({ cache });
    expect(await score("baseline")).toMatchObject({ value: 0, calls: 0 });
    expect(await score("fresh baseline")).toMatchObject({ value: 1, calls: 1 });
    expect(await score("fresh baseline")).toMatchObject({ value: 1, calls: 0 });
    expect(await aRun({ cache, run: "sha256:later" }).score("baseline")).toMatchObject({
      value: 1,
      calls: 0,
    });
  });
});

it("the same run again takes all its scores, and asks nothing", async () => {
  const cache = await keptBy("sha256:this-run");
  for (const judged of ["baseline", "candidate", "fresh baseline"] as const)
    expect(await aRun({ cache }).score(judged)).toMatchObject({ value: 0, calls: 0 });
});

it("keeps no name, no output and nothing of the case", async () => {
  const cache = await keptBy("sha256:another-run");
  const [text = ""] = cache.texts.values();
  expect(text).toContain('{"type":"score","value":0,"passed":false,"reason":"reason 1"');
  expect(text).not.toMatch(/Within 30|refund|"scorer"/);
});

it("keeps nothing of a judge that gave no score", async () => {
  const cache = cacheInMemory();
  const { score } = aRun({ cache, answers: ["unreadable"] });
  expect(await score("baseline")).toEqual({ calls: 1 });
  expect(cache.texts.size).toBe(0);
});

it.each<[string, number, boolean]>([
  ["just judged", 0, true],
  ["a moment younger than seven days", longestAgeMs - 1, true],
  ["seven days old", longestAgeMs, false],
  ["of a clock that jumped ahead", -3_600_000, false],
])("a score that is %s: %d ms", async (_, ageMs, isTaken) => {
  const cache = await keptBy("sha256:another-run", nowMs - ageMs);
  expect((await aRun({ cache }).score("baseline")).calls).toBe(isTaken ? 0 : 1);
});

it("a score that is taken does not grow young again", async () => {
  const cache = await keptBy("sha256:another-run", nowMs - longestAgeMs + 1000);
  await aRun({ cache }).score("baseline");
  expect((await aRun({ cache, at: nowMs + 2000 }).score("baseline")).calls).toBe(1);
});

it.each<[string, (text: string) => string]>([
  ["cut off", (text) => text.slice(0, -2)],
  ["edited", (text) => text.replace('"value":0', '"value":1')],
  ["empty", () => ""],
  ["something else", () => "{}\n"],
])("asks again where an entry is %s, and puts it right", async (_, spoil) => {
  const cache = await keptBy("sha256:another-run");
  for (const [key, text] of cache.texts) cache.texts.set(key, spoil(text));
  expect(await aRun({ cache, answers: ["no"] }).score("baseline")).toMatchObject({ value: 0, calls: 1 });
  expect((await aRun({ cache }).score("baseline")).calls).toBe(0);
});

it("takes no score that lies under the name of another", async () => {
  const cache = await keptBy("sha256:another-run");
  const [text = ""] = cache.texts.values();
  cache.texts.set(scoreKey({ ...toJudge, output: "No." }), text);
  expect((await aRun({ cache }).score("baseline", { output: "No." })).calls).toBe(1);
});
