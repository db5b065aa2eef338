import { describe, expect, it } from "vitest";
import type { LabelFile } from "../../../src/dataset/labels/labels.ts";
import { readLabels } from "../../../src/dataset/labels/read-labels.ts";
import { formatProblem, type Problem } from "../../../src/problem.ts";
import { chunksOf } from "../../jsonl/chunks.ts";

const read = (text: string, file = "labels.jsonl", score?: string) =>
  readLabels({ file, chunks: chunksOf(text) }, score === undefined ? {} : { score });

async function accept(text: string, file?: string, score?: string): Promise<LabelFile> {
  const parsed = await read(text, file, score);
  if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join("\n"));
  return parsed.value;
}

async function refuse(text: string, file?: string): Promise<readonly Problem[]> {
  const parsed = await read(text, file);
  return parsed.ok ? [] : parsed.problems;
}

const lines = (...rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).join("\n");

describe("our own rows", () => {
  it("hold a label, who gave it and why, and what judges said", async () => {
    const { outputs, kind } = await accept(
      lines({
        case: "refund-1",
        trial: 0,
        output: "Yes, within 30 days.",
        passed: true,
        rationale: "as the policy says",
        annotator: "ann",
        split: "test",
        judgements: [
          { judge: "helpful", passed: false, rationale: "too short" },
          { judge: "helpful", unscored: "it refused" },
        ],
      }),
    );
    expect(kind).toBe("passed");
    expect(outputs).toEqual([
      {
        caseId: "refund-1",
        trial: 0,
        output: "Yes, within 30 days.",
        split: "test",
        labels: [
          { answer: { kind: "passed", passed: true }, annotator: "ann", rationale: "as the policy says" },
        ],
        judgements: [
          { judge: "helpful", answer: { kind: "passed", passed: false }, rationale: "too short" },
          { judge: "helpful" },
        ],
        place: { file: "labels.jsonl", line: 1 },
      },
    ]);
  });

  it("are one output where case, trial and output are equal, whoever labelled it", async () => {
    const row = { case: "refund-1", output: "Yes." };
    const { outputs } = await accept(
      lines(
        { ...row, passed: true, annotator: "ann" },
        { ...row, passed: false, annotator: "ben" },
        { ...row, output: "No.", passed: false },
        { ...row, judgements: [{ judge: "helpful", passed: true }] },
      ),
    );
    expect(outputs.map(({ labels, judgements }) => [labels.length, judgements.length])).toEqual([
      [2, 1],
      [1, 0],
    ]);
  });

  it.each<[string, string, readonly unknown[]]>([
    ["label-answer", "more than one of", [{ case: "a", passed: true, grade: 4 }]],
    ["label-answer", "no label and no judgement", [{ case: "a", output: "x" }]],
    [
      "label-answer",
      "a judgement has no answer",
      [{ case: "a", passed: true, judgements: [{ judge: "j" }] }],
    ],
    [
      "label-answer",
      "is `unscored` and has an answer",
      [{ case: "a", passed: true, judgements: [{ judge: "j", passed: true, unscored: "x" }] }],
    ],
    [
      "label-conflict",
      "another label on line 1",
      [
        { case: "a", passed: true },
        { case: "a", passed: false },
      ],
    ],
    [
      "label-kind",
      "`choice` here, and `passed`",
      [{ case: "a", passed: true, judgements: [{ judge: "j", choice: 1 }] }],
    ],
    [
      "label-kind",
      "different scales",
      [
        { case: "a", value: 0.5 },
        { case: "b", grade: 4 },
      ],
    ],
    [
      "label-split",
      "in `test` here and in `train` on line 1",
      [
        { case: "a", output: "x", passed: true, split: "train" },
        { case: "a", output: "y", passed: true, split: "test" },
      ],
    ],
    ["unknown-key", "unknown key `pased`", [{ case: "a", pased: true, passed: true }]],
    ["wrong-value", "expected a score from 0 to 1, got 1.5", [{ case: "a", value: 1.5 }]],
    ["wrong-value", 'expected 1, 2 or "tie", got 3', [{ case: "a", choice: 3 }]],
    ["no-labels", "no label of a person", [{ case: "a", judgements: [{ judge: "j", passed: true }] }]],
    ["no-labels", "no label of a person", []],
  ])("are refused as %s: %s", async (code, message, rows) => {
    const problems = await refuse(lines(...rows));
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(problems[0]?.message).toContain(message);
    expect(problems[0]?.file).toBe("labels.jsonl");
  });

  it("are refused with every problem and its line, never only the first", async () => {
    const problems = await refuse(
      `${lines({ case: "a", passed: "yes" })}\nnot json\n${lines({ passed: true })}`,
    );
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ["wrong-value", 1],
      ["not-json", 2],
      ["missing-key", 3],
    ]);
  });
});

describe("judgements with their truth", () => {
  const row = { case_id: "natural/0", judge: "j", verdict: "1", truth: "2" };

  it("are one pair with the judgement of each order", async () => {
    const { outputs, kind } = await accept(
      lines(
        { ...row, order: "original", correct: 0 },
        { ...row, verdict: "2", order: "swapped", correct: 1 },
      ),
    );
    expect(kind).toBe("choice");
    expect(outputs[0]).toMatchObject({
      caseId: "natural/0",
      labels: [{ answer: { choice: 2 } }],
      judgements: [
        { answer: { choice: 1 }, order: "original" },
        { answer: { choice: 2 }, order: "swapped" },
      ],
    });
  });

  it("take a verdict outside of the vocabulary for no answer, never for a wrong one", async () => {
    const { outputs } = await accept(lines({ ...row, verdict: "None" }));
    expect(outputs[0]?.judgements).toEqual([{ judge: "j" }]);
  });

  it("are refused where they contradict themselves or have no truth", async () => {
    expect((await refuse(lines({ ...row, correct: 1 })))[0]?.code).toBe("label-conflict");
    expect((await refuse(lines({ ...row, truth: "None" })))[0]?.message).toContain('`truth` is "None"');
    expect((await refuse(lines(row, { ...row, truth: "1" })))[0]?.code).toBe("label-conflict");
  });
});

describe("scores of Langfuse", () => {
  const annotation = {
    id: "s1",
    name: "helpful",
    source: "ANNOTATION",
    dataType: "BOOLEAN",
    value: false,
    comment: "wrong refund window",
    authorUserId: "u1",
    environment: "production",
    subject: { kind: "observation", id: "o1", traceId: "t1" },
  };
  const evaluator = { ...annotation, id: "s2", name: "judge-a", source: "EVAL", value: 1, comment: null };

  it.each(["scores.json", "scores.jsonl"])(
    "give labels and judgements of the same subject (%s)",
    async (file) => {
      const text =
        file === "scores.json"
          ? JSON.stringify({ data: [annotation, evaluator], meta: {} })
          : lines(annotation, evaluator);
      const { outputs } = await accept(text, file);
      expect(outputs).toMatchObject([
        {
          caseId: "o1",
          labels: [{ answer: { passed: false }, annotator: "u1", rationale: "wrong refund window" }],
          judgements: [{ judge: "judge-a", answer: { passed: true } }],
        },
      ]);
    },
  );

  it("read a score of the older API, a category that says pass, and a grade", async () => {
    const { subject: _subject, ...older } = { ...annotation, traceId: "t1", observationId: null };
    const category = { ...older, dataType: "CATEGORICAL", value: 1, stringValue: "Pass" };
    expect((await accept(lines(category))).outputs[0]).toMatchObject({
      caseId: "t1",
      labels: [{ answer: { passed: true } }],
    });
    const grade = { ...annotation, dataType: "NUMERIC", value: 4 };
    expect((await accept(lines(grade))).outputs[0]?.labels[0]?.answer).toEqual({ kind: "graded", grade: 4 });
  });

  it("pass over scores that do not say who gave them, and tell how many", async () => {
    const { warnings } = await accept(lines(annotation, { ...annotation, source: "API" }));
    expect(warnings[0]?.message).toContain("1 scores were passed over");
  });

  it("ask which score is the label where people gave several", async () => {
    const tone = { ...annotation, name: "tone", value: true };
    expect((await refuse(lines(annotation, tone)))[0]).toMatchObject({ code: "several-scores" });
    const { outputs } = await accept(lines(annotation, tone), undefined, "tone");
    expect(outputs[0]?.labels[0]?.answer).toEqual({ kind: "passed", passed: true });
  });

  it.each([
    [{ ...annotation, dataType: "CATEGORICAL", value: 2, stringValue: "meh" }, "label-answer"],
    [{ ...annotation, value: 0.5 }, "label-answer"],
    [{ ...annotation, subject: undefined }, "missing-key"],
    [{ ...annotation, dataType: "NUMERIC", value: "4" }, "label-answer"],
  ])("are refused where they say nothing: %j", async (score, code) => {
    expect((await refuse(lines(score)))[0]?.code).toBe(code);
  });

  it("are refused in a file that is no list of them", async () => {
    expect((await refuse("{}", "scores.json"))[0]?.code).toBe("wrong-value");
    expect((await refuse("{", "scores.json"))[0]?.code).toBe("not-json");
  });
});

describe("CSV", () => {
  it("has our own keys as columns, and the judge's with `judge_`", async () => {
    const { outputs } = await accept(
      [
        "case,output,passed,annotator,judge,judge_passed,judge_rationale",
        'refund-1,"Yes, within ""30"" days.\nReally.",TRUE,ann,helpful,no,',
        "refund-2,No.,fail,ann,helpful,,",
      ]
        .join("\r\n")
        .replace("helpful,,", "helpful,0,cold"),
      "labels.csv",
    );
    expect(outputs).toMatchObject([
      {
        caseId: "refund-1",
        output: 'Yes, within "30" days.\nReally.',
        labels: [{ answer: { passed: true }, annotator: "ann" }],
        judgements: [{ judge: "helpful", answer: { passed: false } }],
        place: { line: 2 },
      },
      { caseId: "refund-2", labels: [{ answer: { passed: false } }], place: { line: 4 } },
    ]);
    expect(outputs[1]?.judgements[0]?.rationale).toBe("cold");
  });

  it.each([
    ["case,pased\na,true", "unknown-key", 1],
    ["case,passed,passed\na,true,true", "duplicate-key", 1],
    ["case,passed\na,true\nb,maybe", "wrong-value", 3],
    ["case,passed\na,true,x", "not-csv", 2],
    ['case,passed\n"a,true', "not-csv", 2],
    ['case,passed\na"b,true', "not-csv", 2],
    ["case,passed\n,true", "missing-key", 2],
    ["", "no-labels", undefined],
  ])("%j is refused as %s on line %s", async (text, code, line) => {
    expect((await refuse(text, "labels.csv"))[0]).toMatchObject({
      code,
      ...(line === undefined ? {} : { line }),
    });
  });
});
