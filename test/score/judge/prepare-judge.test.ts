import { describe, expect, it } from "vitest";
import { parseCaseScorers } from "../../../src/config/case-scorers.ts";
import type { JsonObject } from "../../../src/experiment/json.ts";
import { formatProblem } from "../../../src/problem.ts";
import { judgeFiles, prepareJudges } from "../../../src/score/judge/prepare-judge.ts";
import type { JudgeConfig } from "../../../src/score/judge/read-rubric.ts";
import { aCase } from "../../build.ts";
import { aScorer } from "../scoring.ts";
import { aJudge, blockOf, defaults, promptOf, replyText, requestOf, rubricFiles } from "./judging.ts";

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
    const { system } = promptOf(requestOf(judge, aCase(), "No."));
    expect(system).toContain('[{"id":"c1","question":"Is the tone polite?\\nThink of a guest."}]');
  });

  it("names the files to read, and no others", () => {
    const filesOf = (options: JsonObject) => judgeFiles(aScorer("judge", { options }));
    expect(filesOf({ rubric: "rubrics/polite.md" })).toEqual(["rubrics/polite.md"]);
    expect(filesOf({ rubric: "correctness" })).toEqual([]);
    expect(filesOf({ rubric: "rubrics/polite.yml" })).toEqual(["rubrics/polite.yml"]);
    expect(filesOf({ rubric: "rubrics/polite.txt" })).toEqual([]);
    expect(filesOf({ criteria: ["Is it polite?"] })).toEqual([]);
    expect(judgeFiles(aScorer("exact"))).toEqual([]);
  });

  it.each<[JsonObject, string]>([
    [
      { rubric: "rubrics/none.yml" },
      'judge-rubric: scorer `judge`: the file "rubrics/none.yml" is not there.',
    ],
    [{ rubric: "corectness" }, 'judge-rubric: scorer `judge`: there is no built-in rubric "corectness".'],
    [{ rubric: "rubrics/none.md" }, 'judge-rubric: scorer `judge`: the file "rubrics/none.md" is not there.'],
    [
      { rubric: "polite.txt" },
      'judge-rubric: scorer `judge`: "polite.txt" is not the name of a rubric file.',
    ],
    [{ criteria: [" "] }, "judge-rubric: scorer `judge`: a criterion is empty, so nothing would be asked."],
    [
      { criteria: ["Does it say {{ expectd }}?"] },
      'unknown-placeholder: scorer `judge`: the rubric holds "{{ expectd }}", and a judge is shown no such thing.',
    ],
    [
      { criteria: ["Is {{ input | upper }} polite?"] },
      'template-syntax: scorer `judge`: the rubric holds "{{ input | upper }}", which is no placeholder.',
    ],
    [
      { criteria: ["Is it polite?"], panel: [{ model: "gpt-5" }, { model: "gpt-5", params: {} }] },
      "judge-panel: scorer `judge`: two members of the `panel` are the same judge, whose voice would count twice.",
    ],
    [
      { criteria: ["Is it polite?"], vote: "mean" },
      "judge-panel: scorer `judge`: `vote` is written, and there is no `panel` whose votes could be counted.",
    ],
    [
      { criteria: ["Is it polite?"], panel: [{ model: "a" }, { model: "b", params: { n: 2 } }] },
      "judge-params: scorer `judge`: `params.n` is what the judge writes itself.",
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

  it("takes the panel of the gate's defaults, unless the scorer names its own model", () => {
    const judge = { panel: [{ model: "gpt-5" }, { model: "gpt-5-mini" }], vote: "majority" };
    const sizeOf = (options: JsonObject): number | undefined => {
      const prepared = prepareJudges({ scorers: [aScorer("judge", { options })], judge, files });
      return prepared.ok ? prepared.value[0]?.size : undefined;
    };
    expect(sizeOf({ rubric: "correctness" })).toBe(2);
    expect(sizeOf({ rubric: "correctness", model: "gpt-5" })).toBe(1);
    expect(sizeOf({ rubric: "correctness", panel: [{ model: "m" }] })).toBe(1);
  });

  it("refuses a judge without a model", () => {
    expect(problemsOf({ rubric: "correctness" }, {})).toEqual([
      "missing-key: scorer `judge`: there is no model to judge with.",
    ]);
  });

  it("names every problem at once, each at its scorer's place and once however many cases override it", () => {
    const tone = aScorer("judge", { options: { rubric: "tune" }, place: { file: "llm-o11y.yml", line: 4 } });
    const prepared = prepareJudges({
      scorers: [tone, { ...tone }, aScorer("exact")],
      judge: defaults,
      files,
    });
    expect(prepared.ok ? [] : prepared.problems.map(formatProblem)).toEqual([
      'llm-o11y.yml:4  scorer `judge`: there is no built-in rubric "tune". Did you mean `tone`?',
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
    const request = judge && requestOf(judge, aCase(), "No.");
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

describe("a rubric of fields", () => {
  const one = aCase({ input: { order: { id: 7 } }, metadata: { plan: "pro", customer: "C-1" } });
  const judge = aJudge({
    criteria: ["Does it name {{input.order.id}}, as {{ metadata.plan }} customers get it? Say \\{{id}}."],
  });

  it("keeps a name a name in the question, and shows what it names as data", () => {
    const { system, user } = promptOf(requestOf(judge, one, "Order 7."));
    expect(system).toContain(
      "Does it name `input.order.id`, as `metadata.plan` customers get it? Say {{id}}.",
    );
    expect(blockOf(user, "metadata")).toEqual({ plan: "pro" });
    expect(user).not.toContain("C-1");
  });

  it.each<[string, Parameters<typeof aCase>[0], boolean]>([
    ["has all of them", {}, true],
    ["has no such input", { input: { order: {} } }, false],
    ["has a text as input", { input: "order" }, false],
    ["has no metadata", { metadata: {} }, false],
    ["has it from a prototype only", { input: { order: Object.create({ id: 7 }) as JsonObject } }, false],
  ])("applies to a case that %s: %j", (_, fields, expected) => {
    expect(judge.applies({ ...one, ...fields })).toBe(expected);
  });

  it.each([
    ["{{expected}}", { expected: "No" }],
    ["{{context}}", { context: "Within 30 days." }],
  ])("applies to a case with what %s names, and to no other", (name, fields) => {
    const asking = aJudge({ criteria: [`Does it agree with ${name}?`] });
    expect(asking.applies(aCase())).toBe(false);
    expect(asking.applies(aCase(fields))).toBe(true);
  });
});

describe("a rubric file", () => {
  const text = `
version: 1
instructions: You know the support desk.
criteria:
  - { id: polite, ask: Is the tone polite?, grades: [rude, curt, polite], weight: 3 }
  - { id: right, ask: "Does it agree with {{expected}}?", failure: reasoning_error }
  - { id: calls, ask: Is it honest?, failure: tool_misuse }
canaries:
  - { input: May I?, output: "No.", expected: "No", passed: true }
`;
  const judge = (fields: Partial<JudgeConfig> = {}, file = text) =>
    aJudge({ rubric: "rubrics/desk.yml" }, fields, { "rubrics/desk.yml": file });
  const reply = (...answers: readonly string[]) =>
    replyText(...answers)
      .replace('"c1"', '"polite"')
      .replace('"c2"', '"right"')
      .replace('"c3"', '"calls"');

  it("asks its criteria with their grades, and tells its instructions", () => {
    const { system } = promptOf(requestOf(judge(), aCase({ expected: "No" }), "No."));
    expect(system).toContain('"You know the support desk."');
    expect(system).toContain(
      '{"id":"polite","question":"Is the tone polite?","grades":["rude","curt","polite"]}',
    );
    expect(system).toContain('{"id":"right","question":"Does it agree with `expected`?"}');
  });

  it("asks the provider for no other word than the answers", () => {
    const { body } = requestOf(judge(), aCase({ expected: "No" }), "No.");
    expect(JSON.stringify(body["response_format"])).toContain('"enum":["polite","curt","rude","yes","no"]');
  });

  it("reads what its criteria name, so it says nothing of a case without it", () => {
    expect(judge().applies(aCase({ expected: "No" }))).toBe(true);
    expect(judge().applies(aCase())).toBe(false);
  });

  it.each<[string, Partial<JudgeConfig>, string[], object]>([
    ["is the weighted mean", {}, ["curt", "no", "yes"], { value: 0.5, passed: false }],
    [
      "passes with the best of all",
      {},
      ["polite", "yes", "yes"],
      { value: 1, passed: true, failure: undefined },
    ],
    ["passes at the threshold", { threshold: 0.7 }, ["curt", "yes", "yes"], { value: 0.7, passed: true }],
    [
      "names the mode of the first criterion that fails and names one",
      {},
      ["curt", "yes", "no"],
      { passed: false, reason: "reason 1", failure: "tool_misuse" },
    ],
    [
      "takes the first of two modes",
      {},
      ["polite", "no", "no"],
      { reason: "reason 2", failure: "reasoning_error" },
    ],
    ["names none where no failing criterion does", {}, ["rude", "yes", "yes"], { failure: undefined }],
    [
      "names the scorer's mode before them",
      { failure: "refusal" },
      ["rude", "no", "no"],
      { failure: "refusal" },
    ],
    [
      "holds a grade at the threshold for a good one",
      { threshold: 0.5 },
      ["curt", "no", "no"],
      { value: 0.3, reason: "reason 2", failure: "reasoning_error" },
    ],
    ["is turned by `not`", { not: true }, ["polite", "yes", "no"], { value: 0.2, passed: true }],
  ])("%s", (_, fields, answers, expected) => {
    const judgement = judge(fields).parse(reply(...answers));
    const score = judgement.ok ? judgement.score : { value: Number.NaN };
    expect({ failure: undefined, ...score, value: Math.round(score.value * 1e9) / 1e9 }).toMatchObject(
      expected,
    );
  });

  it.each([
    ["words of another criterion", ["yes", "yes", "yes"]],
    ["a grade for yes and no", ["polite", "polite", "yes"]],
    ["a grade in capitals", ["Polite", "yes", "yes"]],
    ["a number for its grade", ["2", "yes", "yes"]],
  ])("takes no %s", (_, answers) => {
    expect(judge().parse(reply(...answers)).ok).toBe(false);
  });

  it("says which canary lacks what the rubric reads", () => {
    const options = { rubric: "rubrics/desk.yml" };
    const without = rubricFiles({ "rubrics/desk.yml": text.replace(', expected: "No"', "") });
    const prepared = prepareJudges({ scorers: [aScorer("judge", { options })], judge: defaults, ...without });
    expect(prepared.ok ? [] : prepared.problems.map(({ message }) => message)).toEqual([
      'scorer `judge`: `canaries[0].expected` of "rubrics/desk.yml" is not there, and the rubric reads it.',
    ]);
  });

  it.each([
    ["instructions", "You know the support desk.", "You know nothing."],
    ["question", "Is the tone polite?", "Is it kind?"],
    ["id", "id: polite", "id: kind"],
    ["grades", "[rude, curt, polite]", "[rude, polite]"],
    ["worth of a grade", "[rude, curt, polite]", "{ rude: 0, curt: 0.4, polite: 1 }"],
    ["weight", "weight: 3", "weight: 4"],
    ["failure mode", "failure: tool_misuse", "failure: refusal"],
  ])("is another judge with another %s", (_, before, after) => {
    const other = judge({}, text.replace(before, after));
    expect(other.fingerprint).not.toBe(judge().fingerprint);
  });

  it("is the same judge whatever it is tried on", () => {
    expect(judge({}, text.replace("May I?", "May we?")).fingerprint).toBe(judge().fingerprint);
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

  it.each<[string, JsonObject, Partial<JudgeConfig>, string]>([
    [
      "of `correctness`",
      { rubric: "correctness" },
      {},
      "30743155d2bfa88edbe571087475f9f4bfc8987a5271a760f74193ec3075eeb9",
    ],
    [
      "of questions",
      { criteria: ["Is the tone polite?", "Does it greet the customer?"] },
      { threshold: 0.5 },
      "9c0a8915482c9759183f50cf7502a28febd83c8bd8e8456a175b1ded1f35d93d",
    ],
    [
      "of a file that is one question",
      { rubric: "a.md", api: "responses" },
      { failure: "other", not: true },
      "5d449a0f309846502d62d9da25eff0381f8c2338459abb2e4b6ee591493fd41b",
    ],
  ])("stays for a judge %s, whose kept scores stay good", (_, options, fields, hash) => {
    expect(aJudge(options, fields, { "a.md": "Is it polite?" }).fingerprint).toBe(`sha256:${hash}`);
  });

  it("changes with each part of a panel", () => {
    const members = [{ model: "a" }, { model: "b" }];
    const panels: readonly JsonObject[] = [
      { model: "a" },
      { panel: [{ model: "a" }] },
      { panel: members },
      { panel: members.toReversed() },
      { panel: members, vote: "mean" },
      { panel: [{ model: "a" }, { model: "b", params: { temperature: 0 } }] },
      { panel: [{ model: "a" }, { model: "b", base_url: "https://llm.example/v1" }] },
    ];
    const prints = panels.map((options) => aJudge({ rubric: "correctness", ...options }).fingerprint);
    expect(new Set(prints).size).toBe(panels.length);
  });
});
