import { describe, expect, it } from "vitest";
import { judgeCardSchema } from "../../../src/experiment/judge-card.ts";
import type { Answer, LabelledOutput } from "../../../src/experiment/judge-label.ts";
import type { Json } from "../../../src/experiment/json.ts";
import { schemaProblems } from "../../../src/experiment/schema-problem.ts";
import { hashLabels, makeCard, type CardRequest } from "../../../src/score/judge/make-card.ts";

const passed = (value: boolean): Answer => ({ kind: "passed", passed: value });
const limits = { min_agreement: 0.8, max_flip_rate: 0.1, max_missing: 0.05 };

/** `counts[people][judge]`, pass first. */
function outputsOf(counts: readonly (readonly [number, number])[]): readonly LabelledOutput[] {
  return counts.flatMap(([yes, no], truth) =>
    [...Array.from({ length: yes }, () => true), ...Array.from({ length: no }, () => false)].map(
      (judged, i) => anOutput(`refund-${truth}-${judged}-${i}`, passed(truth === 0), passed(judged)),
    ),
  );
}

function anOutput(
  caseId: string,
  truth: Answer | undefined,
  ...judged: readonly (Answer | undefined)[]
): LabelledOutput {
  return {
    caseId,
    labels: truth === undefined ? [] : [{ answer: truth }],
    judgements: judged.map((answer) => ({ judge: "helpful", ...(answer === undefined ? {} : { answer }) })),
    place: {},
  };
}

function check(outputs: readonly LabelledOutput[], more: Partial<CardRequest> = {}) {
  return makeCard({
    judge: "helpful",
    outputs,
    kind: "passed",
    trainShare: 0,
    limits,
    judged: "recorded",
    date: "2026-01-01",
    ...more,
  });
}

const codesOf = (outputs: readonly LabelledOutput[], more: Partial<CardRequest> = {}) =>
  check(outputs, more).card.reasons.map(({ id }) => id);

describe("a judge is usable as evidence", () => {
  it("where it tells good from bad, at least as well as the policy asks", () => {
    const { card } = check(
      outputsOf([
        [45, 5],
        [8, 42],
      ]),
    );
    expect(card.usable).toBe(true);
    expect(card.test.agreement).toBeCloseTo(0.87, 12);
    expect(card.test.sensitivity).toMatchObject({ k: 45, n: 50 });
    expect(card.test.specificity).toMatchObject({ k: 42, n: 50 });
    expect(card.test.confusion).toEqual({
      categories: ["pass", "fail"],
      counts: [
        [45, 5],
        [8, 42],
      ],
    });
    expect(schemaProblems(judgeCardSchema, card as unknown as Json, {})).toEqual([]);
  });

  it("at just the limit, whatever the rounding", () => {
    expect(
      codesOf(
        outputsOf([
          [40, 10],
          [10, 40],
        ]),
      ),
    ).toEqual([]);
  });
});

describe("a judge is refused", () => {
  it("that passes everything, though it is right in 83%", () => {
    const { card } = check(
      outputsOf([
        [1824, 0],
        [377, 0],
      ]),
    );
    expect(card.test.accuracy?.value).toBeCloseTo(0.829, 3);
    expect(card.test.kappa?.value).toBe(0);
    expect(card.reasons.map(({ id }) => id)).toEqual(["uninformative", "chance", "agreement"]);
  });

  it.each<[string, readonly (readonly [number, number])[], readonly string[]]>([
    [
      "that is a little better than chance",
      [
        [60, 40],
        [40, 60],
      ],
      ["uninformative", "agreement"],
    ],
    [
      "below `min_agreement`",
      [
        [75, 25],
        [25, 75],
      ],
      ["agreement"],
    ],
    [
      "on three labels that it has right",
      [
        [2, 0],
        [0, 1],
      ],
      ["too-few-labels", "chance"],
    ],
    [
      "where no bad output is labelled",
      [
        [50, 0],
        [0, 0],
      ],
      ["no-labels"],
    ],
    ["where nothing is labelled", [], ["no-labels"]],
  ])("%s", (_, counts, codes) => {
    expect(codesOf(outputsOf(counts))).toEqual(codes);
  });

  it("that gives no answer to more outputs than may be missing", () => {
    const good = outputsOf([
      [45, 2],
      [2, 45],
    ]);
    const silent = Array.from({ length: 6 }, (_, i) => anOutput(`silent-${i}`, passed(true), undefined));
    expect(codesOf([...good, ...silent])).toEqual(["unscored"]);
    expect(check([...good, ...silent.slice(0, 4)]).card).toMatchObject({
      usable: true,
      counts: { unscored: 4 },
    });
  });

  it("counts an order that is missing as a judgement without an answer", () => {
    const outputs = Array.from({ length: 40 }, (_, i) => {
      const truth = passed(i % 2 === 0);
      return anOutput(`half-${i}`, truth, truth, i < 10 ? undefined : truth);
    });
    const { card } = check(outputs);
    expect(card.counts.unscored).toBe(10);
    expect(card.reasons.map(({ id }) => id)).toEqual(["unscored"]);
  });

  it("that contradicts itself, where chance does not explain it", () => {
    const steady = Array.from({ length: 100 }, (_, i) => {
      const truth = passed(i % 2 === 0);
      return anOutput(`steady-${i}`, truth, truth, truth);
    });
    const flipping = (count: number) =>
      Array.from({ length: count }, (_, i) =>
        anOutput(`flip-${i}`, passed(i % 2 === 0), passed(true), passed(false)),
      );
    expect(codesOf([...steady, ...flipping(30)])).toEqual(["flips"]);
    const few = check([...steady, ...flipping(12)]).card;
    expect(few.usable).toBe(true);
    expect(few.notes[0]).toContain("12 of 112");
  });
});

describe("what is left out is counted", () => {
  it("even annotators, ties of people, outputs that were never judged", () => {
    const even: LabelledOutput = {
      ...anOutput("even", undefined, passed(true)),
      labels: [
        { answer: passed(true), annotator: "ann" },
        { answer: passed(false), annotator: "ben" },
      ],
    };
    const { counts, annotators } = check([
      even,
      anOutput("new", passed(true)),
      ...outputsOf([
        [9, 1],
        [1, 9],
      ]),
    ]).card;
    expect(counts).toMatchObject({ outputs: 22, test: 20, disputed: 1, unjudged: 1 });
    expect(annotators).toMatchObject({ people: 2, outputs: 1 });
    const tie: Answer = { kind: "choice", choice: "tie" };
    expect(check([anOutput("tie", tie, tie)], { kind: "choice" }).card.counts.ties).toBe(1);
  });

  it("the majority of annotators is the truth", () => {
    const votes = ["ann", "ben", "cem"].map((annotator, i) => ({ annotator, answer: passed(i < 2) }));
    const { card } = check([{ ...anOutput("a", undefined, passed(true)), labels: votes }]);
    expect(card.test.confusion.counts).toEqual([
      [1, 0],
      [0, 0],
    ]);
  });
});

describe("train and test", () => {
  const outputs = outputsOf([
    [100, 20],
    [20, 100],
  ]);

  it("are apart by the id of the case, and figures are those of test", () => {
    const { card } = check(outputs, { trainShare: 0.3 });
    expect(card.counts.train + card.counts.test).toBe(240);
    expect(card.counts.train).toBeGreaterThan(48);
    expect(card.counts.train).toBeLessThan(96);
    expect(card.test.outputs).toBe(card.counts.test);
    expect(card.train?.outputs).toBe(card.counts.train);
  });

  it("stay as they are where labels are added, and where the file says so", () => {
    const half = outputs.slice(0, 120);
    const train = check(half, { trainShare: 0.3 }).card.counts.train;
    const rest = check(outputs.slice(120), { trainShare: 0.3 }).card.counts.train;
    expect(check(outputs, { trainShare: 0.3 }).card.counts.train).toBe(train + rest);
    const written = outputs.map((each): LabelledOutput => ({ ...each, split: "test" }));
    expect(check(written, { trainShare: 0.9 }).card.counts).toMatchObject({ train: 0, test: 240 });
  });
});

describe("choices", () => {
  const choice = (value: 1 | 2 | "tie"): Answer => ({ kind: "choice", choice: value });
  const pair = (
    id: string,
    truth: 1 | 2,
    original: 1 | 2 | "tie",
    swapped: 1 | 2 | "tie",
  ): LabelledOutput => ({
    caseId: id,
    labels: [{ answer: choice(truth) }],
    judgements: [
      { judge: "helpful", answer: choice(original), order: "original" },
      { judge: "helpful", answer: choice(swapped), order: "swapped" },
    ],
    place: {},
  });

  it("of a judge that takes what it sees first are flips, and refused", () => {
    const outputs = Array.from({ length: 60 }, (_, i) => pair(`p${i}`, i % 2 === 0 ? 1 : 2, 1, 2));
    const { card } = check(outputs, { kind: "choice" });
    expect(card.test.order).toMatchObject({ flips: { value: 1 }, first_shown: { value: 1 } });
    expect(card.reasons.map(({ id }) => id)).toContain("flips");
    expect(card.notes.join(" ")).toContain("shown first: 100.0%");
  });

  it("in two orders are two judgements of one pair: intervals are those of pairs", () => {
    const outputs = Array.from({ length: 40 }, (_, i) => pair(`p${i}`, i % 2 === 0 ? 1 : 2, 1, 1));
    const { accuracy } = check(outputs, { kind: "choice" }).card.test;
    expect(accuracy).toMatchObject({ value: 0.5, k: 40, n: 80 });
    // Wilson's interval of 20 of 40, not of 40 of 80.
    expect(accuracy?.interval[0]).toBeCloseTo(0.352, 3);
  });

  it("that are ties of the judge are right about neither output", () => {
    const outputs = [
      ...Array.from({ length: 20 }, (_, i) => pair(`a${i}`, 1, "tie", "tie")),
      ...Array.from({ length: 20 }, (_, i) => pair(`b${i}`, 2, "tie", "tie")),
    ];
    expect(check(outputs, { kind: "choice" }).card.test.agreement).toBe(0);
  });
});

describe("grades", () => {
  const graded = (grade: number): Answer => ({ kind: "graded", grade });

  it("pass from the threshold up, and have a weighted kappa of their own", () => {
    const outputs = Array.from({ length: 50 }, (_, i) => {
      const grade = 1 + (i % 5);
      return anOutput(`g${i}`, graded(grade), graded(grade === 5 ? 4 : grade));
    });
    const { card, disagreements } = check(outputs, { kind: "graded", threshold: 4 });
    expect(card.test.confusion.counts).toEqual([
      [20, 0],
      [0, 30],
    ]);
    expect(card.test.grades?.categories).toEqual(["1", "2", "3", "4", "5"]);
    expect(card.test.grades?.weighted_kappa?.value).toBeGreaterThan(0.9);
    expect(card.test.grades?.weighted_kappa?.value).toBeLessThan(1);
    expect(disagreements[0]).toMatchObject({ people: "5", judge: "4" });
    expect(codesOf(outputs, { kind: "graded", threshold: 1 })).toEqual(["no-labels"]);
  });
});

describe("the card", () => {
  it("corrects the pass rate of outputs that nobody has labelled", () => {
    const more = Array.from({ length: 100 }, (_, i) => anOutput(`new-${i}`, undefined, passed(i < 60)));
    const { corrected } = check([
      ...outputsOf([
        [45, 5],
        [10, 40],
      ]),
      ...more,
    ]).card;
    // (.6 + .8 - 1) / (.9 + .8 - 1)
    expect(corrected).toMatchObject({ outputs: 100, judged: 0.6 });
    expect(corrected?.value).toBeCloseTo(0.4 / 0.7, 12);
    expect(
      check([
        ...outputsOf([
          [5, 5],
          [5, 5],
        ]),
        ...more,
      ]).card.corrected,
    ).toBeUndefined();
  });

  it("says how many labels of each class are missing", () => {
    const needed = check(
      outputsOf([
        [45, 5],
        [1, 9],
      ]),
    ).card.still_needed;
    expect(needed?.sensitivity).toBe(0);
    expect(needed?.specificity).toBeGreaterThan(20);
  });

  it("sees a judge that favours the longer of two outputs", () => {
    const outputs = Array.from({ length: 40 }, (_, i): LabelledOutput => {
      const isFirstLonger = i % 2 === 0;
      return {
        ...anOutput(
          `p${i}`,
          { kind: "choice", choice: i % 4 < 2 ? 1 : 2 },
          {
            kind: "choice",
            choice: isFirstLonger ? 1 : 2,
          },
        ),
        outputs: isFirstLonger ? ["x".repeat(50 + i), "y"] : ["x", "y".repeat(50 + i)],
      };
    });
    const { length } = check(outputs, { kind: "choice" }).card.test;
    expect(length?.correlation).toBeGreaterThan(0.5);
    expect(length?.n).toBe(40);
  });

  it("hashes labels and split, and neither judgements nor the order of lines", () => {
    const outputs = outputsOf([
      [3, 1],
      [1, 3],
    ]);
    const [first, ...others] = outputs;
    const hash = hashLabels(outputs, 0);
    expect(hashLabels(outputs.toReversed(), 0)).toBe(hash);
    expect(
      hashLabels(
        outputs.map((each) => ({ ...each, judgements: [] })),
        0,
      ),
    ).toBe(hash);
    expect(hashLabels(others, 0)).not.toBe(hash);
    expect(hashLabels(outputs, 0.5)).not.toBe(hash);
    const turned = first === undefined ? [] : [{ ...first, labels: [{ answer: passed(false) }] }, ...others];
    expect(hashLabels(turned, 0)).not.toBe(hash);
  });

  it("shows the worst disagreements with both reasons", () => {
    const [wrong] = check([
      {
        caseId: "refund-7",
        labels: [{ answer: passed(false), rationale: "the window is 30 days" }],
        judgements: [
          { judge: "helpful", answer: passed(true), rationale: "sounds right" },
          { judge: "other", answer: passed(false) },
        ],
        place: {},
      },
    ]).disagreements;
    expect(wrong).toEqual({
      caseId: "refund-7",
      people: "fail",
      judge: "pass",
      peopleSay: "the window is 30 days",
      judgeSays: "sounds right",
    });
  });
});
