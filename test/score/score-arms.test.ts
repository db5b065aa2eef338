import { describe, expect, it } from "vitest";
import type { ScorerConfig } from "../../src/config/config.ts";
import type { Case } from "../../src/experiment/case.ts";
import type { Outcome } from "../../src/experiment/outcome.ts";
import type { RecordedScore, RunHeader, Trial } from "../../src/experiment/trial.ts";
import { scoreArms } from "../../src/score/score-arms.ts";
import { aCase, aRecord, aTrial } from "../build.ts";
import { aScorer, prepare } from "./scoring.ts";

type Run = {
  readonly cases?: readonly Case[];
  readonly baseline?: readonly Trial[];
  readonly header?: Partial<RunHeader>;
};

async function score(configs: readonly ScorerConfig[], candidate: readonly Trial[], run: Run = {}) {
  const scorers = await prepare(configs);
  return scoreArms({
    cases: run.cases ?? [aCase({ expected: "No" })],
    baseline: aRecord(run.baseline ?? []),
    candidate: aRecord(candidate, run.header),
    scorersFor: () => scorers,
    scorersHash: "sha256:gate",
  });
}

/** The candidate's outcome of one trial. */
async function outcomeOf(
  configs: readonly ScorerConfig[],
  trial: Partial<Trial>,
  run: Run = {},
): Promise<Outcome | undefined> {
  const arms = await score(configs, [aTrial(trial)], run);
  return arms.candidate.byCaseId.get("refund-01")?.outcomes[0];
}

const scored = (scorer: string, value: number, fields: Partial<RecordedScore> = {}): RecordedScore => ({
  scorer,
  value,
  ...fields,
});

describe("a trial's outcome", () => {
  it("is the weighted mean of the scorers that apply, and passes when all pass", async () => {
    const scorers = [
      aScorer("exact"),
      aScorer("similarity", { weight: 3, threshold: 0.5 }),
      aScorer("refusal", { not: true, tags: ["greet"] }),
    ];
    const outcome = await outcomeOf(scorers, { output: "No refund" });
    expect(outcome).toMatchObject({
      state: "scored",
      quality: (0 + 3 * (2 / 3)) / 4,
      passed: false,
      failure: "reasoning_error",
    });
    expect([...(outcome?.scores.keys() ?? [])]).toEqual(["exact", "similarity"]);
    expect(await outcomeOf(scorers, { output: "No" })).toMatchObject({ quality: 1, passed: true });
  });

  it("carries its figures, and leaves unknown ones absent", async () => {
    expect(
      await outcomeOf([aScorer("exact")], {
        output: "No",
        latencyMs: 840,
        ttftMs: 210,
        costUsd: 0.001,
        cached: true,
      }),
    ).toMatchObject({
      trial: 0,
      latencyMs: 840,
      ttftMs: 210,
      costUsd: 0.001,
      cached: true,
    });
    const unknown = await outcomeOf([aScorer("exact")], { output: "No" });
    expect(Object.keys(unknown ?? {}).toSorted()).toEqual([
      "cached",
      "passed",
      "quality",
      "scores",
      "state",
      "trial",
    ]);
  });

  it("names the mode of the first failing scorer, in the order of the scorers", async () => {
    const scorers = [aScorer("contains", { value: "N" }), aScorer("json_schema"), aScorer("exact")];
    const prepared = await prepare(scorers, { "schemas/answer.json": "{}" });
    const arms = scoreArms({
      cases: [aCase({ expected: "No" })],
      baseline: aRecord([]),
      candidate: aRecord([aTrial({ output: "Nope" })]),
      scorersFor: () => prepared,
      scorersHash: "sha256:gate",
    });
    expect(arms.candidate.byCaseId.get("refund-01")?.outcomes[0]?.failure).toBe("format_break");
  });

  it("is lost on an infrastructure error, whatever was recorded", async () => {
    const outcome = await outcomeOf([aScorer("exact")], {
      status: "infra_error",
      output: "No",
      latencyMs: 9,
    });
    expect(outcome).toMatchObject({ state: "lost", latencyMs: 9 });
    expect(outcome).not.toHaveProperty("quality");
    expect(outcome).not.toHaveProperty("passed");
  });

  it("is 0 on an app error by every scorer, also under `not` and with scores recorded", async () => {
    const scorers = [
      aScorer("exact"),
      aScorer("refusal", { not: true, failure: "other" }),
      aScorer("recorded"),
    ];
    const outcome = await outcomeOf(scorers, { status: "app_error", scores: [scored("exact", 1)] });
    expect(outcome).toMatchObject({ state: "scored", quality: 0, passed: false, failure: "app_error" });
    expect([...(outcome?.scores.values() ?? [])].map((one) => one.scored && one.value)).toEqual([0, 0, 0]);
  });

  it("is unscored when one scorer cannot answer, though another failed", async () => {
    const outcome = await outcomeOf([aScorer("exact"), aScorer("tool_calls", { maxCalls: 1 })], {
      output: "Yes",
    });
    expect(outcome?.state).toBe("unscored");
    expect(outcome).not.toHaveProperty("quality");
    expect(outcome?.scores.get("exact")).toMatchObject({ scored: true, passed: false });
    expect(outcome?.scores.get("tool_calls")).toMatchObject({ scored: false });
  });

  it("is unscored when only a judge applies, whose score is carried along", async () => {
    const outcome = await outcomeOf([aScorer("judge")], {
      output: "No",
      scores: [scored("judge", 0.9, { passed: true })],
    });
    expect(outcome?.state).toBe("unscored");
    expect(outcome?.scores.get("judge")).toMatchObject({ scored: true, value: 0.9 });
  });

  it("keeps a judge's fail out of quality and passed", async () => {
    const scores = [scored("judge", 0, { failure: "hallucination" })];
    expect(await outcomeOf([aScorer("judge"), aScorer("exact")], { output: "No", scores })).toMatchObject({
      quality: 1,
      passed: true,
    });
  });
});

describe("`recorded` with a name", () => {
  const scorer = aScorer("recorded", { name: "helpful", reads: "helpful" });

  it("reads that score alone", async () => {
    const scores = [scored("helpful", 0.8, { passed: true }), scored("exact", 0)];
    const outcome = await outcomeOf([scorer], { scores });
    expect(outcome).toMatchObject({ state: "scored", quality: 0.8, passed: true });
    expect([...(outcome?.scores.keys() ?? [])]).toEqual(["helpful"]);
  });

  it("is unscored where the trial does not record it", async () => {
    expect(await outcomeOf([scorer], { output: "No", scores: [scored("exact", 1)] })).toMatchObject({
      state: "unscored",
    });
    expect(await outcomeOf([scorer], { output: "No" })).toMatchObject({ state: "unscored" });
  });

  it.each<[string, Partial<RecordedScore>, string | undefined, string | undefined, string]>([
    ["the scorer's", { failure: "refusal" }, "reasoning_error", "format_break", "format_break"],
    ["the recorded score's", { failure: "refusal" }, "reasoning_error", undefined, "refusal"],
    ["the trial's", {}, "reasoning_error", undefined, "reasoning_error"],
    ["other", {}, undefined, undefined, "other"],
  ])("fails by the mode that is %s", async (_, fields, trialFailure, scorerFailure, mode) => {
    const config = aScorer("recorded", {
      reads: "helpful",
      ...(scorerFailure === undefined ? {} : { failure: scorerFailure }),
    });
    const trial = {
      scores: [scored("helpful", 0, fields)],
      ...(trialFailure === undefined ? {} : { failure: trialFailure }),
    };
    expect((await outcomeOf([config], trial))?.failure).toBe(mode);
  });
});

describe("`recorded` without a name", () => {
  const scorer = aScorer("recorded");

  it("is the mean of all, passed when all passed, and shows each by its name", async () => {
    const outcome = await outcomeOf([scorer], {
      scores: [scored("exact", 1), scored("helpful", 0.5, { failure: "refusal" })],
    });
    expect(outcome).toMatchObject({ state: "scored", quality: 0.75, passed: false, failure: "refusal" });
    expect([...(outcome?.scores ?? [])].map(([name, one]) => [name, one.scored && one.value])).toEqual([
      ["recorded", 0.75],
      ["exact", 1],
      ["helpful", 0.5],
    ]);
  });

  it("needs every score that the case has on either arm", async () => {
    const baseline = [aTrial({ scores: [scored("exact", 1), scored("helpful", 1)] })];
    const trial = { scores: [scored("exact", 1)] };
    expect(await outcomeOf([scorer], trial, { baseline })).toMatchObject({ state: "unscored" });
    expect(await outcomeOf([scorer], trial)).toMatchObject({ state: "scored", quality: 1 });
    const others = [aTrial({ caseId: "refund-02", scores: [scored("helpful", 1)] })];
    expect(await outcomeOf([scorer], trial, { baseline: others })).toMatchObject({
      state: "scored",
      quality: 1,
    });
  });

  it("is unscored, not passed, where nothing is recorded", async () => {
    expect(await outcomeOf([scorer], { output: "No" })).toMatchObject({ state: "unscored" });
    expect(await outcomeOf([scorer], { output: "No", scores: [] })).toMatchObject({ state: "unscored" });
  });

  it("does not answer for a scorer of the gate that has the same name", async () => {
    const tagged = aScorer("recorded", { name: "helpful", reads: "helpful", tags: ["greet"] });
    const outcome = await outcomeOf([scorer, tagged], { scores: [scored("helpful", 1)] });
    expect(outcome?.scores.has("helpful")).toBe(false);
    expect(outcome).toMatchObject({ quality: 1 });
  });
});

describe("recorded scores of rules", () => {
  const lies = { output: "Yes", scores: [scored("exact", 1, { passed: true })] };

  it.each([
    ["are taken where these very scorers made them", { scorers: "sha256:gate" }, 1],
    ["are made again where the scorers changed", { scorers: "sha256:other" }, 0],
    ["are made again where it is unknown what made them", {}, 0],
  ])("%s", async (_, header, quality) => {
    expect(await outcomeOf([aScorer("exact")], lies, { header })).toMatchObject({ quality });
  });

  it("are taken where the trial has nothing to run on", async () => {
    const header = { scorers: "sha256:other" };
    expect(await outcomeOf([aScorer("exact")], { scores: lies.scores }, { header })).toMatchObject({
      quality: 1,
    });
    expect(await outcomeOf([aScorer("exact")], { scores: [scored("helpful", 1)] }, { header })).toMatchObject(
      { state: "unscored" },
    );
  });

  it("are made where the trusted record lacks them", async () => {
    const header = { scorers: "sha256:gate" };
    expect(await outcomeOf([aScorer("exact")], { output: "No", scores: [] }, { header })).toMatchObject({
      quality: 1,
    });
  });
});

describe("the scorers' hash of an arm", () => {
  it.each<[string, ScorerConfig, Partial<Trial>, Partial<RunHeader>, string | undefined]>([
    [
      "is the gate's where rules ran",
      aScorer("exact"),
      { output: "No" },
      { scorers: "sha256:other" },
      "sha256:gate",
    ],
    [
      "is the record's where its scores were read",
      aScorer("recorded"),
      { scores: [scored("exact", 1)] },
      { scorers: "sha256:other" },
      "sha256:other",
    ],
    [
      "is unknown where the record does not say",
      aScorer("recorded"),
      { scores: [scored("exact", 1)] },
      {},
      undefined,
    ],
    [
      "is the record's where a rule had nothing to run on",
      aScorer("exact"),
      { scores: [scored("exact", 1)] },
      { scorers: "sha256:other" },
      "sha256:other",
    ],
    [
      "is none where the app always failed, so that the arm pairs with any",
      aScorer("exact"),
      { status: "app_error" },
      { scorers: "sha256:other" },
      undefined,
    ],
  ])("%s", async (_, config, trial, header, hash) => {
    expect((await score([config], [aTrial(trial)], { header })).candidate.scorersHash).toBe(hash);
  });
});

describe("scoring both arms", () => {
  it("has an entry for every case that is no draft, also where an arm has no line", async () => {
    const cases = [
      aCase({ expected: "No" }),
      aCase({ id: "refund-02", expected: "No" }),
      aCase({ id: "greet-01", draft: true }),
    ];
    const trials = [
      aTrial({ output: "No", caseHash: "sha256:row" }),
      aTrial({ index: 1, output: "Yes" }),
      aTrial({ caseId: "elsewhere-1", output: "No" }),
    ];
    const arms = await score([aScorer("exact")], trials, { cases });
    expect([...arms.candidate.byCaseId.keys()]).toEqual(["refund-01", "refund-02"]);
    expect(arms.candidate.byCaseId.get("refund-01")).toMatchObject({
      caseHash: "sha256:row",
      outcomes: [
        { trial: 0, quality: 1 },
        { trial: 1, quality: 0 },
      ],
    });
    expect(arms.candidate.byCaseId.get("refund-02")).toEqual({ outcomes: [] });
    expect(arms.baseline.byCaseId.get("refund-01")).toEqual({ outcomes: [] });
  });

  it("does not score by citations on one arm only", async () => {
    const baseline = [aTrial({ output: "No [1].", context: ["Policy"] })];
    expect(
      await outcomeOf(
        [aScorer("refusal", { not: true }), aScorer("citations")],
        { output: "No." },
        { baseline },
      ),
    ).toMatchObject({ state: "unscored" });
  });
});
