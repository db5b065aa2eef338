import { describe, expect, it } from "vitest";
import { inputDefaults, readInputs } from "../../src/action/inputs.ts";
import type { Inputs } from "../../src/action/inputs.ts";
import type { Problem } from "../../src/problem.ts";

/** The environment as the runner makes it: upper case, dashes kept. */
function given(inputs: Readonly<Record<string, string>>) {
  return readInputs(
    Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  );
}

function valueOf(inputs: Readonly<Record<string, string>>): Inputs {
  const read = given(inputs);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join("\n"));
  return read.value;
}

function problemsOf(inputs: Readonly<Record<string, string>>): readonly Problem[] {
  const read = given(inputs);
  return read.ok ? [] : read.problems;
}

const defaults: Inputs = {
  config: ["llm-o11y.yml"],
  mode: "gate",
  arm: "both",
  records: [],
  comment: "always",
  commentAuthor: "github-actions[bot]",
  checkRun: false,
  out: "llm-o11y-out",
};

it("has the defaults in the code, for a runner that sets none", () => {
  expect(readInputs({ PATH: "/usr/bin", GITHUB_SHA: "0" })).toEqual({ ok: true, value: defaults });
});

it("takes an empty input for an absent one, also of spaces and line ends", () => {
  const empty = Object.fromEntries(Object.keys(inputDefaults).map((name) => [name, ""]));
  expect(valueOf(empty)).toEqual(defaults);
  expect(valueOf({ config: " \n \r\n", mode: "  ", "github-token": " " })).toEqual(defaults);
});

it("reads every input, with dashes in its name", () => {
  expect(
    valueOf({
      config: "gates/support.yml",
      "github-token": " ghs_token ",
      base: "main",
      arm: "candidate",
      comment: "on-change",
      "comment-author": "desk[bot]",
      "check-run": "true",
      out: "verdicts",
    }),
  ).toEqual({
    ...defaults,
    config: ["gates/support.yml"],
    githubToken: "ghs_token",
    base: "main",
    arm: "candidate",
    comment: "on-change",
    commentAuthor: "desk[bot]",
    checkRun: true,
    out: "verdicts",
  });
});

it("does not read an input whose dashes became underscores, and says so", () => {
  expect(problemsOf({ github_token: "x" })).toMatchObject([
    { code: "unknown-input", message: "the input `github_token` is not known." },
  ]);
});

it("takes one gate a line, without empty ones", () => {
  expect(valueOf({ config: "llm-o11y.yml\r\n\n  gates/*.yml  \n" }).config).toEqual([
    "llm-o11y.yml",
    "gates/*.yml",
  ]);
});

describe("what is wrong", () => {
  it("is told all at once, with what may be written", () => {
    const problems = problemsOf({
      mode: "gaet",
      comment: "sometimes",
      "check-run": "yes",
      arm: "left",
      "fail-on": "regression",
      shard: "5/4",
    });
    expect(problems.map(({ message, fix }) => `${message} ${fix}`).toSorted()).toEqual([
      'the input `arm` is "left". Write `both`, `baseline`, `candidate`.',
      'the input `check-run` is "yes". Write `false`, `true`.',
      'the input `comment` is "sometimes". Write `always`, `on-change`, `on-failure`, `never`.',
      expect.stringMatching(/^the input `fail-on` is not known. The inputs are config, github-token, /),
      'the input `mode` is "gaet". Write `gate`, `run`, `compare`, `promote`.',
      expect.stringMatching(/^the input `shard` is "5\/4". Write `k\/n`/),
    ]);
  });

  it.each(["from", "since", "filter", "to", "limit", "branch"])(
    "is `%s` without `mode: promote`, which would do nothing",
    (name) => {
      expect(problemsOf({ [name]: "1" })).toMatchObject([
        {
          code: "wrong-input",
          message: `\`${name}\` goes with \`mode: promote\`, and the mode is \`gate\`.`,
        },
      ]);
    },
  );

  it("is a value in other letters, such as `check-run: TRUE`", () => {
    expect(problemsOf({ "check-run": "TRUE" })).toMatchObject([{ code: "wrong-input" }]);
  });
});

describe("a shard", () => {
  it("is the k-th of n", () => {
    expect(valueOf({ mode: "run", shard: " 2/4 " }).shard).toEqual({ index: 2, total: 4 });
    expect(valueOf({ mode: "run", shard: "" })).not.toHaveProperty("shard");
  });

  it.each(["0/4", "5/4", "4", "/4", "1/4/4"])("is refused as %j, with the form to write", (shard) => {
    expect(problemsOf({ mode: "run", shard })).toMatchObject([{ code: "wrong-shard" }]);
  });

  it.each(["gate", "compare"])("is refused with `mode: %s`, which would decide on a part", (mode) => {
    const records = mode === "compare" ? "a\nb" : "";
    expect(problemsOf({ mode, shard: "1/4", records })).toMatchObject([
      { code: "wrong-input", message: expect.stringContaining("`mode: run`") },
    ]);
  });
});

describe("records", () => {
  it("are two for `compare`, baseline first", () => {
    expect(valueOf({ mode: "compare", records: "runs/main.jsonl\nruns/pr.jsonl\n" }).records).toEqual([
      "runs/main.jsonl",
      "runs/pr.jsonl",
    ]);
  });

  it.each(["", "runs/pr.jsonl", "a\nb\nc"])(
    "are refused for `compare` where they are not two: %j",
    (records) => {
      expect(problemsOf({ mode: "compare", records })).toMatchObject([
        { code: "wrong-input", message: expect.stringContaining("two `records`") },
      ]);
    },
  );

  it("are any number for `gate`, one a line", () => {
    expect(valueOf({ records: "runs\n\n more/1.jsonl" }).records).toEqual(["runs", "more/1.jsonl"]);
  });

  it("are refused for `run`, which makes some", () => {
    expect(problemsOf({ mode: "run", records: "runs/main.jsonl" })).toMatchObject([
      { code: "wrong-input", message: expect.stringContaining("`mode: gate`") },
    ]);
  });
});

describe("a promotion", () => {
  const weekly = { mode: "promote", from: "langfuse", since: "7d" };

  it("reads Langfuse, or files and patterns, one a line", () => {
    expect(valueOf(weekly).promotion).toEqual({
      from: "langfuse",
      since: "7d",
      filter: {},
      limit: 20,
      branch: "llm-o11y/promote",
    });
    expect(valueOf({ mode: "promote", from: "traces/*.jsonl\n\nmore.json" }).promotion?.from).toEqual([
      "traces/*.jsonl",
      "more.json",
    ]);
    expect(valueOf({ mode: "gate" })).not.toHaveProperty("promotion");
  });

  it("takes a date, a file, a number, a branch, and a choice of traces", () => {
    const more = { since: "2026-08-01", to: "datasets/production.jsonl", limit: "5", branch: "cases/weekly" };
    const filter = "environment=production\nenvironment = eu\nname=support-desk";
    expect(valueOf({ ...weekly, ...more, filter }).promotion).toEqual({
      ...more,
      from: "langfuse",
      limit: 5,
      filter: { environment: ["production", "eu"], name: "support-desk" },
    });
    const conditions = '[{"type":"string","column":"level","operator":"=","value":"ERROR"}]';
    expect(valueOf({ ...weekly, filter: conditions }).promotion?.filter).toEqual({ conditions });
  });

  it.each([
    [{ from: "" }, "the input `from` is not given."],
    [{ since: "" }, "the input `since` is not given, and all that Langfuse has would be read."],
    [{ since: "last week" }, 'the input `since` is "last week".'],
    [{ limit: "0" }, 'the input `limit` is "0".'],
    [{ limit: "many" }, 'the input `limit` is "many".'],
    [{ filter: "level=ERROR" }, 'the input `filter` has the line "level=ERROR".'],
    [{ filter: "name=a\nname=b" }, "the input `filter` names two names."],
    [
      { from: "a.jsonl", filter: "[]" },
      "the input `filter` is a list of conditions, which only Langfuse reads.",
    ],
    ...["a b", "-x", "a..b", "x.lock", "refs/heads/x", "a/", "$(id)"].map((branch) => [
      { branch },
      expect.stringContaining(`the input \`branch\` is ${JSON.stringify(branch)}, which `),
    ]),
    [{ records: "runs" }, "`records` goes with `mode: gate` and `mode: compare`, and the mode is `promote`."],
  ])("is refused with %j", (wrong, message) => {
    expect(problemsOf({ ...weekly, ...(wrong as Record<string, string>) })).toMatchObject([
      { code: "wrong-input", message },
    ]);
  });
});
