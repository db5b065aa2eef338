import { describe, expect, it } from "vitest";
import type { ModelReply } from "../../../src/experiment/model-call.ts";
import type { Trial } from "../../../src/experiment/trial.ts";
import type { PlannedTrial } from "../../../src/gate/plan/plan-trials.ts";
import { PairWithBaseline } from "../../../src/gate/run/pair-with-baseline.ts";
import { preparePairwise } from "../../../src/score/judge/prepare-pairwise.ts";
import type { PairwiseConfig } from "../../../src/score/judge/prepare-pairwise.ts";
import { aCase } from "../../build.ts";
import { defaults, fence, replyText, rubricFiles } from "../../score/judge/judging.ts";
import { aScorer } from "../../score/scoring.ts";
import { answered } from "../model-stub.ts";

const config: PairwiseConfig = {
  ...aScorer("pairwise", { options: { criteria: ["Is it polite?"] } }),
  type: "pairwise",
};

function pairwise() {
  const prepared = preparePairwise(config, defaults, rubricFiles({}));
  if (!prepared.ok) throw new Error("not prepared");
  return [prepared.value];
}

const one = aCase({ id: "refund-1" });
const first: PlannedTrial = { case: one, arm: "baseline", index: 0 };
const candidate: PlannedTrial = { case: one, arm: "candidate", index: 0 };

const said = (output: string, index = 0): Trial => ({
  caseId: one.id,
  index,
  status: "ok",
  output,
  cached: false,
});

function open(due: readonly PlannedTrial[], recorded: readonly Trial[] = []) {
  const ending = new AbortController();
  const calls: string[] = [];
  const references = new Map(recorded.map((trial) => [trial.caseId, trial]));
  const pairs = new PairWithBaseline(due, { pairwiseOf: pairwise, references }, ending.signal);
  const compare = (planned: PlannedTrial, trial: Trial) =>
    pairs.compare(planned, trial, {
      call: async ({ body }): Promise<ModelReply> => {
        calls.push(JSON.stringify(body));
        return answered(replyText("same"));
      },
      fence: () => fence,
      known: (_judge, _pair, ask) => ask(),
    });
  return { pairs, compare, ending, calls };
}

const tie = { scores: [{ value: 0.5, passed: true }], unscored: [] };

describe("a candidate's output", () => {
  it("waits for the first of the baseline, and is compared with it", async () => {
    const { pairs, compare, calls } = open([candidate, first]);
    const compared = compare(candidate, said("30 days, please"));
    pairs.take(first, said("30 days"));
    pairs.leave(first);
    expect(await compared).toMatchObject(tie);
    expect(calls).toHaveLength(2);
    expect(calls.every((body) => body.includes("30 days, please"))).toBe(true);
  });

  it("is compared with what is recorded, without a wait", async () => {
    const { compare, calls } = open([candidate], [said("30 days")]);
    expect(await compare(candidate, said("now"))).toMatchObject(tie);
    expect(calls).toHaveLength(2);
  });

  it.each<[string, (opened: ReturnType<typeof open>) => void]>([
    ["the run ends first", ({ ending }) => ending.abort()],
    ["the baseline's trial was cut off", ({ pairs }) => pairs.leave(first)],
  ])("has no line where %s, so that it is missing and not failed", async (_, end) => {
    const opened = open([candidate, first]);
    const compared = opened.compare(candidate, said("now"));
    end(opened);
    expect(await compared).toBeUndefined();
    expect(opened.calls).toEqual([]);
  });

  it.each<[string, readonly Trial[]]>([
    ["nothing", []],
    ["a failure of the app", [{ ...said(""), status: "app_error" }]],
    ["an outage", [{ ...said(""), status: "infra_error" }]],
  ])("gets no score beside %s", async (_, recorded) => {
    const { compare, calls } = open([candidate], recorded);
    expect(await compare(candidate, said("now"))).toEqual({ scores: [], unscored: [], known: 0 });
    expect(calls).toEqual([]);
  });

  it("that is no output is compared with nothing, and waits for nothing", async () => {
    const { compare } = open([candidate, first]);
    const failed: Trial = { ...said(""), status: "app_error" };
    expect(await compare(candidate, failed)).toMatchObject({ scores: [] });
  });

  it("that no longer comes lets go of what it would have waited for", async () => {
    const again = { ...candidate, index: 1 };
    const { pairs, compare } = open([candidate, again], [said("30 days")]);
    pairs.leave(candidate);
    expect(await compare(again, said("now", 1))).toMatchObject(tie);
    pairs.leave(again);
    expect(await compare(again, said("now", 1))).toMatchObject({ scores: [] });
  });
});

it("asks nothing of the first trial, of a baseline's others, and where both arms send the same", async () => {
  const { compare, calls } = open([first]);
  for (const planned of [first, { ...first, index: 1 }, { ...candidate, isShared: true as const }])
    expect(await compare(planned, said("30 days"))).toMatchObject(tie);
  expect(calls).toEqual([]);
});

it("compares a critical case's later baseline trials like the candidate's", async () => {
  const critical = { ...first, case: aCase({ id: "refund-1", critical: true }), index: 1 };
  const { compare, calls } = open([critical], [said("30 days")]);
  expect(await compare(critical, said("now", 1))).toMatchObject(tie);
  expect(calls).toHaveLength(2);
});
