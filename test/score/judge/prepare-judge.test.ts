import { describe, expect, it } from "vitest";
import { parseCaseScorers } from "../../../src/config/case-scorers.ts";
import type { JsonObject } from "../../../src/experiment/json.ts";
import { formatProblem } from "../../../src/problem.ts";
import { judgeFiles, prepareJudges } from "../../../src/score/judge/prepare-judge.ts";
import type { JudgeConfig } from "../../../src/score/judge/read-rubric.ts";
import { aCase } from "../../build.ts";
import { aScorer } from "../scoring.ts";
import { aJudge, defaults, fence, promptOf, replyText } from "./judging.ts";

const files = new Map([["rubrics/polite.md", "Is the tone polite?\r\nThink of a guest.\r\n"]]);

function problemsOf(options: JsonObject, judge: JsonObject = defaults): readonly string[] {
  const prepared = prepareJudges({ scorers: [aScorer("judge", { options })], judge, files });
  return prepared.ok ? [] : prepared.problems.map(({ code, message }) => `${code}: ${message}`);
}

describe("rubrics", () => {
  it("applies `correctness` to cases with an expected answer, null included", () => {
    const judge = aJudge();
    expect(judge.applies(aCase({ expected: "No" }))).toBe(true);
    expect(judge.applies(aCase({ expected: null }))).toBe(true);
    expect(judge.applies(aCase())).toBe(false);
  });

  it("applies questions of the user's to every case with the scorer's tags", () => {
    const judge = aJudge({ criteria: ["Is it polite?"] }, { tags: ["refund"] });
    expect(judge.applies(aCase({ tags: ["refund"] }))).toBe(true);
    expect(judge.applies(aCase({ tags: ["greet"] }))).toBe(false);
  });

  it("asks what a `.md` file asks, as one question", () => {
    const judge = aJudge({ rubric: "rubrics/polite.md" }, {}, Object.fromEntries(files));
    const { system } = promptOf(judge.request(aCase(), "No.", fence));
    expect(system).toContain('[{"id":"c1","question":"Is the tone polite?\\nThink of a guest."}]');
  });

  it("names the files to read, and no others", () => {
    const filesOf = (options: JsonObject) => judgeFiles(aScorer("judge", { options }));
    expect(filesOf({ rubric: "rubrics/polite.md" })).toEqual(["rubrics/polite.md"]);
    expect(filesOf({ rubric: "correctness" })).toEqual([]);
    expect(filesOf({ rubric: "rubrics/polite.yml" })).toEqual([]);
    expect(filesOf({ criteria: ["Is it polite?"] })).toEqual([]);
    expect(judgeFiles(aScorer("exact"))).toEqual([]);
  });

  it.each<[JsonObject, string]>([
    [{ rubric: "tone" }, "not-yet: scorer `judge`: the rubric `tone` comes with a later version."],
    [
      { rubric: "rubrics/polite.yml" },
      'not-yet: scorer `judge`: a rubric in YAML, such as "rubrics/polite.yml", comes with a later version.',
    ],
    [{ rubric: "corectness" }, 'judge-rubric: scorer `judge`: there is no built-in rubric "corectness".'],
    [{ rubric: "rubrics/none.md" }, 'judge-rubric: scorer `judge`: the file "rubrics/none.md" is not there.'],
    [
      { rubric: "polite.txt" },
      'judge-rubric: scorer `judge`: "polite.txt" is not the name of a rubric file.',
    ],
    [{ criteria: [" "] }, "judge-rubric: scorer `judge`: a criterion is empty, so nothing would be asked."],
    [
      { criteria: ["Does it say {{ expected }}?"] },
      'not-yet: scorer `judge`: a criterion holds "{{ expected }}", and filling it in comes with a later version.',
    ],
    [
      { criteria: ["Is it polite?"], panel: [{ model: "gpt-5" }] },
      "not-yet: scorer `judge`: `panel` comes with a later version; one model judges in this one.",
    ],
    [
      { rubric: "correctness", params: { messages: [] } },
      "judge-params: scorer `judge`: `params.messages` is what the judge writes itself.",
    ],
    [
      { rubric: "correctness", params: { text: { format: { type: "text" } } } },
      "judge-params: scorer `judge`: `params.text.format` is what the judge writes itself.",
    ],
  ])("refuses %j", (options, problem) => {
    expect(problemsOf(options)).toEqual([problem]);
  });

  it("refuses a panel of the gate's defaults, unless the scorer names its own model", () => {
    const judge = { panel: [{ model: "gpt-5" }], vote: "majority" };
    expect(problemsOf({ rubric: "correctness" }, judge)).toHaveLength(2);
    expect(problemsOf({ rubric: "correctness", model: "gpt-5" }, judge)).toEqual([]);
  });

  it("refuses a judge without a model", () => {
    expect(problemsOf({ rubric: "correctness" }, {})).toEqual([
      "missing-key: scorer `judge`: there is no model to judge with.",
    ]);
  });

  it("names every problem at once, each at its scorer's place and once however many cases override it", () => {
    const tone = aScorer("judge", { options: { rubric: "tone" }, place: { file: "llm-o11y.yml", line: 4 } });
    const pair = aScorer("pairwise", {
      options: { rubric: "correctness" },
      place: { file: "llm-o11y.yml", line: 5 },
    });
    const prepared = prepareJudges({
      scorers: [tone, { ...tone }, pair, aScorer("exact")],
      judge: defaults,
      files,
    });
    expect(prepared.ok ? [] : prepared.problems.map(formatProblem)).toEqual([
      "llm-o11y.yml:5  scorer `pairwise`: `pairwise` comes with a later version. Use `type: judge`, or remove the scorer.",
      "llm-o11y.yml:4  scorer `judge`: the rubric `tone` comes with a later version. Write `rubric: correctness`, or `criteria:` with a list of yes/no questions.",
    ]);
  });

  it("asks what a case asks instead, in the place of the gate's rubric", () => {
    const gate = aScorer("judge", { options: { rubric: "correctness", params: { temperature: 0 } } });
    const own = parseCaseScorers(
      [{ name: "judge", criteria: ["Is it polite?", "Is it short?"] }],
      [gate],
      {},
    );
    const scorers = own.ok ? own.value : [];
    const prepared = prepareJudges({ scorers: [gate, gate, ...scorers], judge: defaults, files });
    const judges = prepared.ok ? prepared.value : [];
    expect(judges).toHaveLength(2);
    const judge = judges.find(({ config }) => config === scorers[0]);
    expect(judge?.applies(aCase())).toBe(true);
    const request = judge?.request(aCase(), "No.", fence);
    expect(request?.body["temperature"]).toBe(0);
    expect(judge?.parse(replyText("yes", "no"))).toMatchObject({
      ok: true,
      score: { value: 0.5, passed: false },
    });
  });
});

describe("the score", () => {
  const two = { criteria: ["Is it polite?", "Is it short?"] };

  it.each<[string, Partial<JudgeConfig>, ("yes" | "no")[], object]>([
    ["passes when all are yes", {}, ["yes", "yes"], { value: 1, passed: true }],
    ["fails by the first no", {}, ["yes", "no"], { value: 0.5, passed: false, reason: "reason 2" }],
    ["passes at the threshold", { threshold: 0.5 }, ["no", "yes"], { value: 0.5, passed: true }],
    ["fails below the threshold", { threshold: 0.6 }, ["no", "yes"], { value: 0.5, passed: false }],
    ["is turned by `not`", { not: true }, ["no", "no"], { value: 1, passed: true }],
    [
      "fails by the first yes under `not`",
      { not: true },
      ["yes", "yes"],
      { value: 0, passed: false, reason: "reason 1" },
    ],
    [
      "names the scorer's failure mode",
      { failure: "refusal" },
      ["no", "no"],
      { passed: false, failure: "refusal" },
    ],
    ["names no mode when it passes", { failure: "refusal" }, ["yes", "yes"], { failure: undefined }],
    ["names no mode of its own", {}, ["no", "no"], { failure: undefined }],
  ])("%s", (_, fields, answers, expected) => {
    const judgement = aJudge(two, fields).parse(replyText(...answers));
    expect(judgement.ok ? { failure: undefined, ...judgement.score } : judgement).toMatchObject({
      scorer: "judge",
      ...expected,
    });
  });

  it("calls a wrong answer a reasoning error", () => {
    expect(aJudge().parse(replyText("no"))).toEqual({
      ok: true,
      score: { scorer: "judge", value: 0, passed: false, reason: "reason 1", failure: "reasoning_error" },
    });
  });

  it("cuts a long reason to 500 characters, never in the middle of one", () => {
    const text = JSON.stringify({ criteria: [{ id: "c1", reason: `${"a".repeat(498)}😀😀`, answer: "no" }] });
    const judgement = aJudge().parse(text);
    expect(judgement.ok ? judgement.score.reason : "").toBe(`${"a".repeat(498)}…`);
  });
});

describe("the fingerprint", () => {
  const base = aJudge().fingerprint;

  it("is the same for the same judge, wherever it stands, whatever it is called and counts", () => {
    const other = aJudge(
      { rubric: "correctness" },
      { name: "right", weight: 2, place: {}, tags: ["refund"] },
    );
    expect(base).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(other.fingerprint).toBe(base);
  });

  it.each<[string, JsonObject, Partial<JudgeConfig>]>([
    ["question", { criteria: ["Is it polite?"] }, {}],
    ["model", { rubric: "correctness", model: "gpt-5-mini" }, {}],
    ["parameter", { rubric: "correctness", params: { temperature: 0 } }, {}],
    ["address", { rubric: "correctness", base_url: "https://llm.example/v1" }, {}],
    ["API", { rubric: "correctness", api: "responses" }, {}],
    ["threshold", { rubric: "correctness" }, { threshold: 0.5 }],
    ["not", { rubric: "correctness" }, { not: true }],
    ["failure mode", { rubric: "correctness" }, { failure: "other" }],
  ])("changes with its %s", (_, options, fields) => {
    expect(aJudge(options, fields).fingerprint).not.toBe(base);
  });

  it("changes with the text of its rubric file", () => {
    const [one, other] = ["Is it polite?", "Is it kind?"].map((text) =>
      aJudge({ rubric: "a.md" }, {}, { "a.md": text }),
    );
    expect(one?.fingerprint).not.toBe(other?.fingerprint);
  });
});
