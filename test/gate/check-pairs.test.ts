import { describe, expect, it } from "vitest";
import type { ModelReply } from "../../src/experiment/model-call.ts";
import { checkJudge } from "../../src/gate/check-judge.ts";
import { preparePairwise } from "../../src/score/judge/prepare-pairwise.ts";
import type { PairwiseConfig } from "../../src/score/judge/prepare-pairwise.ts";
import { parseGateFile } from "../../src/config/parse-gate-file.ts";
import { askedOf, deskFiles, gateText, openDeskRun, rowsText } from "./desk-in-memory.ts";
import { answered, modelStub } from "./model-stub.ts";

type Side = "first" | "second" | "same";
type Judge = (shown: readonly [string, string], model: string) => Side | ModelReply;

const better = { type: "pairwise", name: "better", criteria: ["Is the answer polite?"] };
const polite = "please, within 30 days";
const curt = "30 days";

const honest: Judge = ([first, second]) => {
  const [a, b] = [first, second].map((text) => text.includes("please"));
  if (a === b) return "same";
  return a === true ? "first" : "second";
};

/** As honest as the pair is even, and for the output shown first otherwise. */
const byPlaceOfOdd: Judge = (shown) => (/ [0-9]*[13579]$/.test(shown[0]) ? "first" : honest(shown, ""));

function models(judge: Judge) {
  return modelStub((request) => {
    const shown = (name: string): string =>
      JSON.parse(new RegExp(`<<<${name} \\S+\\n(.*)\\n`).exec(askedOf(request))?.[1] ?? '""') as string;
    const { model } = request.body;
    const said = judge([shown("first"), shown("second")], typeof model === "string" ? model : "");
    if (typeof said !== "string") return said;
    return answered(JSON.stringify({ criteria: [{ id: "c1", reason: "By its words.", answer: said }] }));
  });
}

/** `count` pairs; people choose the polite one, which is 1 in every second. */
function pairs(count: number): readonly object[] {
  return Array.from({ length: count }, (_, index) => {
    const both = [`${polite} ${index + 1}`, `${curt} ${index + 1}`];
    const isFirst = index % 4 < 2;
    const outputs = isFirst ? both : both.toReversed();
    return { case: `refund-${index + 1}`, outputs, choice: isFirst ? 1 : 2 };
  });
}

const gateWith = (keys: object = {}): string =>
  gateText({ scorers: [{ type: "contains" }, better], judge: { model: "gpt-5" }, ...keys });

type Options = { readonly gate?: string; readonly labels?: readonly object[]; readonly judge?: string };

async function check(judge: Judge, { gate = gateWith(), labels = pairs(40), judge: name }: Options = {}) {
  const stub = models(judge);
  const workspace = deskFiles({ "llm-o11y.yml": gate, "datasets/refunds.jsonl": rowsText(40) });
  const { effects, run, progress } = openDeskRun(stub, { workspace });
  const text = labels.map((label) => `${JSON.stringify(label)}\n`).join("");
  async function* chunks() {
    yield new TextEncoder().encode(text);
  }
  const asked = name === undefined ? {} : { judge: name };
  const checking = checkJudge(
    { config: "llm-o11y.yml", trainShare: 0, today: "2026-01-05", ...asked },
    { file: "labels.jsonl", chunks: chunks() },
    { ...effects, openRun: async () => run },
  );
  return { checked: checking, stub, progress };
}

async function cardOf(judge: Judge, options: Options = {}) {
  const { checked, stub, progress } = await check(judge, options);
  const { card, warnings, ended } = await checked;
  return { card, warnings, ended, progress, calls: stub.requests.length };
}

describe("a pairwise judge that is asked about labelled pairs", () => {
  it("sees each in both orders, after the plan is told, and has a card", async () => {
    const { card, progress, calls, warnings } = await cardOf(honest);
    expect(calls).toBe(80);
    expect(progress[0]).toContain("Plan: 40 labelled pairs, 80 calls of the judge; at most");
    expect(warnings).toEqual([]);
    expect(card).toMatchObject({
      judge: "better",
      judged: "live",
      kind: "choice",
      usable: true,
      counts: { outputs: 40, test: 40, unscored: 0 },
      test: {
        judgements: 80,
        accuracy: { value: 1 },
        kappa: { value: 1 },
        order: { flips: { k: 0, n: 40 }, first_shown: { value: 0.5 } },
      },
    });
  });

  it("is bound to its version as a judge is", async () => {
    const { card } = await cardOf(honest);
    const parsed = parseGateFile({ file: "llm-o11y.yml", text: gateWith() }, { needsTarget: false });
    const config = parsed.ok ? parsed.value.scorers[1] : undefined;
    const files = { files: new Map<string, string>(), rubrics: new Map() };
    const prepared = preparePairwise(config as PairwiseConfig, { model: "gpt-5" }, files);
    expect(prepared.ok && { ...prepared.value.version, fingerprint: prepared.value.fingerprint }).toEqual(
      card.identity,
    );
    const other = await cardOf(honest, { gate: gateWith({ judge: { model: "gpt-5-nano" } }) });
    expect(other.card.identity).toMatchObject({
      models: ["gpt-5-nano"],
      prompt: card.identity?.prompt,
      rubric: card.identity?.rubric,
    });
  });

  it("is right on neither class where it chooses the worse, and `not` turns that", async () => {
    const contrary: Judge = (shown) => (honest(shown, "") === "first" ? "second" : "first");
    expect((await cardOf(contrary)).card).toMatchObject({ usable: false, test: { accuracy: { value: 0 } } });
    const gate = gateWith({ scorers: [{ ...better, not: true }] });
    expect((await cardOf(contrary, { gate })).card.test.accuracy?.value).toBe(1);
  });

  it("flips where it goes by the place, and is half right there", async () => {
    const { card } = await cardOf(byPlaceOfOdd);
    expect(card.test).toMatchObject({
      accuracy: { value: 0.75 },
      order: { flips: { k: 20, n: 40 }, first_shown: { value: 0.75 } },
    });
    expect(card.test.order?.p).toBeLessThan(0.001);
    expect(card.reasons.map(({ id }) => id)).toContain("flips");
  });

  it("gives the same figures as the same judgements would, recorded", async () => {
    const live = await cardOf(byPlaceOfOdd);
    const recorded = pairs(40).map((label, index) => {
      const { choice } = label as { readonly choice: 1 | 2 };
      const isOdd = index % 2 === 0;
      return {
        ...label,
        judgements: [
          { judge: "better", order: "original", choice: isOdd ? 1 : choice },
          { judge: "better", order: "swapped", choice: isOdd ? 2 : choice },
        ],
      };
    });
    const { card, calls } = await cardOf(honest, { labels: recorded });
    expect(calls).toBe(0);
    expect(card).toEqual({ ...live.card, judged: "recorded" });
  });

  it("leaves a reply that cannot be read without an answer, in its order alone", async () => {
    const { card, calls } = await cardOf((shown) =>
      shown[0] === `${polite} 1` ? answered("compliant") : honest(shown, ""),
    );
    expect(calls).toBe(81);
    expect(card).toMatchObject({
      counts: { unscored: 1 },
      test: { outputs: 40, judgements: 79, accuracy: { value: 1 }, order: { flips: { n: 39 } } },
    });
  });

  it("takes equal outputs for a tie without a call, which has no order", async () => {
    const [, ...others] = pairs(40);
    const labels = [{ case: "refund-1", outputs: [polite, polite], choice: 1 }, ...others];
    const { card, calls, progress } = await cardOf(honest, { labels });
    expect(calls).toBe(78);
    expect(progress[0]).toContain("40 labelled pairs, 78 calls");
    expect(card.test).toMatchObject({ judgements: 79, order: { flips: { k: 0, n: 39 } } });
  });

  const panel = [{ model: "gpt-5" }, { model: "gpt-5-mini" }, { model: "gpt-5-nano" }];

  it("has the vote of a panel in each order: two of three go by the place", async () => {
    const gate = gateWith({ scorers: [{ ...better, panel }] });
    const { card, calls } = await cardOf(
      (shown, model) => (model === "gpt-5" ? honest(shown, model) : byPlaceOfOdd(shown, model)),
      { gate },
    );
    expect(calls).toBe(240);
    expect(card.test.order?.flips).toMatchObject({ k: 20, n: 40 });
  });

  it.each([
    ["majority", 0],
    ["mean", 1],
  ])("where one of three sees a difference, `%s` is right in %d", async (vote, accuracy) => {
    const gate = gateWith({ scorers: [{ ...better, panel, vote }] });
    const { card } = await cardOf((shown, model) => (model === "gpt-5" ? honest(shown, model) : "same"), {
      gate,
    });
    expect(card.test.accuracy?.value).toBe(accuracy);
  });

  it("is outvoted in each order by members that see the words", async () => {
    const gate = gateWith({ scorers: [{ ...better, panel }] });
    const { card } = await cardOf(
      (shown, model) => (model === "gpt-5" ? byPlaceOfOdd(shown, model) : honest(shown, model)),
      { gate },
    );
    expect(card.test).toMatchObject({ accuracy: { value: 1 }, order: { flips: { k: 0 } } });
  });

  it("is chosen by the kind of the labels beside a judge of single outputs", async () => {
    const gate = gateWith({ scorers: [{ type: "judge", name: "right", rubric: "correctness" }, better] });
    expect((await cardOf(honest, { gate })).card.judge).toBe("better");
  });

  it("ends early within the budget, and says so", async () => {
    const gate = gateWith({ policy: { budget: { calls: 80 } } });
    expect((await cardOf(() => answered("compliant"), { gate })).ended).toBe("budget");
  });

  it.each<[string, Options, string]>([
    ["a plan over the budget", { gate: gateWith({ policy: { budget: { calls: 79 } } }) }, "takes 80 calls"],
    ["a pair without its outputs", { labels: [{ case: "refund-1", choice: 1 }] }, "has no `outputs`"],
    [
      "an unknown case",
      { labels: [{ case: "greet-1", outputs: ["a", "b"], choice: 1 }] },
      'no case "greet-1"',
    ],
    [
      "labels of single outputs",
      { labels: [{ case: "refund-1", output: "a", passed: true }] },
      "labels are of one output each",
    ],
    [
      "a judge of single outputs",
      {
        gate: gateWith({ scorers: [{ type: "judge", name: "right", rubric: "correctness" }, better] }),
        judge: "right",
      },
      "the labels are choices",
    ],
    [
      "a rubric that reads the trajectory",
      { gate: gateWith({ scorers: [{ type: "pairwise", name: "better", rubric: "trajectory" }] }) },
      "reads the trajectory",
    ],
  ])("refuses %s before the first call", async (_, options, message) => {
    const { checked, stub } = await check(honest, options);
    await expect(checked).rejects.toThrow(message);
    expect(stub.requests).toEqual([]);
  });
});
