import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseGateFile } from "../../src/config/parse-gate-file.ts";
import { configOf, exampleGate, minimalGate, problemsOf } from "./example-gate.ts";

describe("a valid gate file", () => {
  it("is normalised with every key that it writes", () => {
    const { target, baseline, judge, scorers, ...config } = configOf(exampleGate, { needsTarget: true });
    expect(config).toEqual({
      gate: "support-bot",
      file: "evals/llm-o11y.yml",
      datasets: ["datasets/*.jsonl"],
      select: { tags: ["smoke"], sample: 300 },
      policy: {
        confidence: 0.9,
        quality: { maxDrop: 0.04, min: 0.8 },
        critical: { trials: 2, confirm: 8, any: true },
        latency: { p95Ms: 3000, ttftP95Ms: 800, maxRatio: 1.2 },
        cost: { perRequestUsd: 0.005, maxRatio: 1.1 },
        failures: { hallucination: { maxIncrease: 0.05 }, "tool_misuse/refund": { maxIncrease: 0 } },
        slices: { refund: { maxDrop: 0.1 } },
        judge: { minAgreement: 0.85, maxFlipRate: 0.2 },
        trials: { baseline: 4, candidate: 2 },
        maxMissing: 0.01,
        minCases: 0,
        notProven: "block",
        budget: { usd: 2, minutes: 10, calls: 500 },
        allow: { exec: true, env: ["SUPPORT_DB"], origins: ["https://llm.example"] },
      },
      prices: {
        "my-deployment": "gpt-5",
        "in-house": { input_mtok: 1, cache_read_mtok: 0.1, output_mtok: 4 },
      },
      redact: { patterns: { CUSTOMER: "C-[0-9]{6}" }, keep: ["ip"] },
      execution: { concurrency: 8, timeoutMs: 30_000, retries: 2, seed: 7, batch: true },
      report: { excerpts: "none" },
    });
    expect(target).toMatchObject({
      type: "openai",
      params: { temperature: 0 },
      headers: { "x-team": "support" },
    });
    expect(baseline).toEqual({ model: "gpt-5" });
    expect(judge).toMatchObject({ vote: "majority" });
    const common = { weight: 1, not: false };
    expect(scorers.map(({ place: _place, ...scorer }) => scorer)).toEqual([
      { ...common, type: "exact", name: "exact", ignoreCase: true, partial: false, tags: ["yes-no"] },
      {
        ...common,
        type: "json_schema",
        name: "json_schema",
        schema: "schemas/answer.json",
        failure: "format_break",
      },
      {
        ...common,
        type: "tool_calls",
        name: "tool_calls",
        mode: "superset",
        arguments: "subset",
        forbidden: ["delete_order"],
        maxCalls: 8,
      },
      { ...common, type: "refusal", name: "refusal", not: true },
      {
        ...common,
        type: "judge",
        name: "helpful",
        weight: 2,
        maxDrop: 0.05,
        min: 0.8,
        options: { rubric: "rubrics/helpful.yml" },
      },
    ]);
  });

  it("gets the defaults of the contract, and no limit that is not written", () => {
    expect(configOf(minimalGate)).toEqual({
      gate: "default",
      file: "evals/llm-o11y.yml",
      datasets: ["datasets/support.jsonl"],
      select: {},
      scorers: [
        {
          type: "exact",
          name: "exact",
          weight: 1,
          not: false,
          ignoreCase: false,
          partial: false,
          place: { file: "evals/llm-o11y.yml", line: 1, column: 1 },
        },
      ],
      policy: {
        confidence: 0.95,
        quality: { maxDrop: 0.05 },
        critical: { trials: 3, confirm: 10, any: false },
        latency: {},
        cost: {},
        failures: {},
        slices: {},
        judge: { minAgreement: 0.8, maxFlipRate: 0.1 },
        trials: { baseline: 5, candidate: 3 },
        maxMissing: 0.05,
        minCases: 5,
        notProven: "allow",
        budget: { minutes: 20, calls: 5000 },
        allow: { exec: false, env: [], origins: [] },
      },
      prices: {},
      redact: { patterns: {}, keep: [] },
      execution: { concurrency: 16, timeoutMs: 60_000, retries: 4, seed: 1, batch: false },
      report: { excerpts: "artifact" },
    });
  });

  it("may be JSON", () => {
    expect(configOf('{"version":1,"datasets":[],"gate":"refund-2"}').gate).toBe("refund-2");
  });

  it("may start with a BOM and end its lines in CRLF", () => {
    expect(configOf(`\uFEFF${minimalGate.replaceAll("\n", "\r\n")}`)).toEqual(configOf(minimalGate));
  });

  it.each([
    [
      "openai",
      "{ type: openai, model: m, api: responses, base_url: 'https://llm.example', api_key_env: KEY, messages: [{ role: system, file: a.md }, { role: user, content: 'Hi {{name}}' }], tools: t.json, response_schema: s.json, stream: true }",
    ],
    [
      "http",
      "{ type: http, url: 'http://127.0.0.1:{{port}}/chat', method: PUT, headers: { x-api-key: '${KEY}' }, body: { q: ['{{input}}', 1] }, response: { output: $.a, context: $.b, messages: $.c, tool_calls: $.d, usage: $.e }, preset: langgraph, stream: false, params: {}, setup: [npm, ci], start: [node, app.js], ready: /health, paths: [src/**] }",
    ],
    [
      "command",
      "{ type: command, command: [node, app.js], setup: [npm, ci], paths: [.], workers: 2, params: { a: 1 } }",
    ],
    [
      "module",
      "{ type: module, module: src/app.js, setup: [npm, ci], paths: [src], workers: 1, params: {} }",
    ],
    ["replay", "{ type: replay, records: runs/candidate.jsonl }"],
  ])("takes every key of a target of type %s", (type, target) => {
    expect(configOf(`${minimalGate}target: ${target}`, { needsTarget: true }).target).toMatchObject({ type });
  });

  it.each([
    [
      "{ type: exact, value: { a: [1] }, partial: true }",
      { type: "exact", value: { a: [1] }, partial: true },
    ],
    ["{ type: contains, value: No, ignore_case: true }", { type: "contains", value: "No", ignoreCase: true }],
    ["{ type: regex, value: '^No' }", { type: "regex", value: "^No", ignoreCase: false }],
    ["{ type: numeric, value: 40, tolerance: 0.5 }", { type: "numeric", value: 40, tolerance: 0.5 }],
    ["{ type: json_path, path: $.days }", { type: "json_path", path: "$.days", tolerance: 0 }],
    ["{ type: similarity, threshold: 0.8 }", { type: "similarity", method: "token_f1", threshold: 0.8 }],
    ["{ type: tool_calls }", { type: "tool_calls", mode: "strict", arguments: "exact", forbidden: [] }],
    ["{ type: max_length, value: 500 }", { type: "max_length", value: 500 }],
    ["{ type: citations }", { type: "citations" }],
    [
      "{ type: pairwise, criteria: ['Kind?'], model: m }",
      { type: "pairwise", options: { criteria: ["Kind?"], model: "m" } },
    ],
    [
      "{ type: command, command: [python3, s.py] }",
      { type: "command", options: { command: ["python3", "s.py"] } },
    ],
    ["{ type: module, module: scorers/tone.js }", { type: "module", options: { module: "scorers/tone.js" } }],
    ["{ type: recorded }", { type: "recorded", name: "recorded" }],
    ["{ type: recorded, name: helpful }", { type: "recorded", name: "helpful", reads: "helpful" }],
  ])("takes the scorer %s", (scorer, expected) => {
    expect(configOf(`${minimalGate}scorers: [${scorer}]`).scorers).toMatchObject([expected]);
  });

  it("names scorers of one type apart, around the names that are written", () => {
    const scorers = "[{ type: exact }, { type: exact }, { type: exact, name: exact-2 }]";
    const names = configOf(`${minimalGate}scorers: ${scorers}`).scorers.map(({ name }) => name);
    expect(names).toEqual(["exact", "exact-3", "exact-2"]);
  });

  it.each([
    "policy: { confidence: 0.501 }",
    "policy: { quality: { max_drop: 0, min: 1 } }",
    "policy: { max_missing: 1, min_cases: 0 }",
    "scorers: [{ type: numeric, tolerance: 0 }]",
    "scorers: [{ type: tool_calls, max_calls: 0 }]",
    "execution: { retries: 0, seed: 0 }",
  ])("takes the value at a boundary: %s", (line) => {
    expect(problemsOf(minimalGate + line)).toEqual([]);
  });
});

describe("a gate file with mistakes", () => {
  it.each([
    // line that follows two valid ones, column, message, fix
    [
      "policy: { latency: { p95_ms: 2s } }",
      30,
      '`policy.latency.p95_ms`: expected milliseconds as a number, got "2s".',
      "Write 2000.",
    ],
    ["polcy: {}", 1, "unknown key `polcy`.", "Did you mean `policy`?"],
    ["policy: { max_drp: 0.1 }", 11, "unknown key `max_drp` in `policy`.", undefined],
    [
      "policy: { quality: { max_drp: 0.1 } }",
      22,
      "unknown key `max_drp` in `policy.quality`.",
      "Did you mean `max_drop`?",
    ],
    [
      "policy: { confidence: 95 }",
      23,
      "`policy.confidence`: expected a number between 0.5 and 1, both excluded, got 95.",
      "Write 0.95.",
    ],
    [
      "policy: { confidence: 0.5 }",
      23,
      "`policy.confidence`: expected a number between 0.5 and 1, both excluded, got 0.5.",
      "Write a value such as 0.95.",
    ],
    [
      "policy: { confidence: 1 }",
      23,
      "`policy.confidence`: expected a number between 0.5 and 1, both excluded, got 1.",
      "Write a value such as 0.95.",
    ],
    [
      "policy: { quality: { max_drop: 5% } }",
      32,
      '`policy.quality.max_drop`: expected a number from 0 to 1, got "5%".',
      "Write 0.05.",
    ],
    [
      "policy: { quality: { min: 80 } }",
      27,
      "`policy.quality.min`: expected a number from 0 to 1, got 80.",
      "Write 0.8.",
    ],
    [
      "policy: { quality: { min: .nan } }",
      27,
      "`policy.quality.min`: expected a number from 0 to 1, got NaN.",
      "Write a value such as 0.8.",
    ],
    [
      "policy: { cost: { max_ratio: .inf } }",
      30,
      "`policy.cost.max_ratio`: expected a ratio as a number above 0, got Infinity.",
      "Write a value such as 1.1.",
    ],
    [
      "policy: { cost: { max_ratio: +10% } }",
      30,
      '`policy.cost.max_ratio`: expected a ratio as a number, got "+10%".',
      "Write 1.1.",
    ],
    [
      "policy: { cost: { per_request_usd: $0.01 } }",
      36,
      '`policy.cost.per_request_usd`: expected USD as a number, got "$0.01".',
      "Write 0.01.",
    ],
    [
      "policy: { budget: { usd: 0 } }",
      26,
      "`policy.budget.usd`: expected USD as a number above 0, got 0.",
      "Write a value such as 2.",
    ],
    [
      "policy: { budget: { minutes: 2h } }",
      30,
      '`policy.budget.minutes`: expected minutes as a number, got "2h".',
      "Write 120.",
    ],
    [
      "policy: { critical: { confirm: 0 } }",
      32,
      "`policy.critical.confirm`: expected a whole number from 1 up, got 0.",
      "Write a value such as 10.",
    ],
    [
      "policy: { trials: { baseline: 1.5 } }",
      31,
      "`policy.trials.baseline`: expected a whole number from 1 up, got 1.5.",
      "Write a value such as 5.",
    ],
    [
      "policy: { not_proven: alow }",
      23,
      '`policy.not_proven`: expected one of `allow`, `block`, got "alow".',
      'Write "allow".',
    ],
    [
      "policy: { failures: { halucination: { max_increase: 0 } } }",
      23,
      '`policy.failures`: expected a failure mode, or `mode/name` below one, got "halucination".',
      "Did you mean `hallucination`?",
    ],
    [
      "policy: { failures: { other/a/b: { max_increase: 0 } } }",
      23,
      '`policy.failures`: expected a failure mode, or `mode/name` below one, got "other/a/b".',
      undefined,
    ],
    [
      "policy: { slices: { refund: {} } }",
      29,
      "`policy.slices.refund.max_drop` is missing: expected a number from 0 to 1.",
      "Add `max_drop: 0.1`, with your value.",
    ],
    [
      "policy: { quality: null }",
      11,
      "`policy.quality` is null, which is no value.",
      "Leave the key out, or write its value.",
    ],
    ["policy:", 1, "`policy` is null, which is no value.", "Leave the key out, or write its value."],
    [
      "policy: { allow: { exec: yes } }",
      26,
      '`policy.allow.exec`: expected `true` or `false`, got "yes".',
      "Write true.",
    ],
    [
      "policy: { allow: { origins: [https://a.example/v1] } }",
      30,
      '`policy.allow.origins[0]`: expected an origin: scheme, host and port only, got "https://a.example/v1".',
      undefined,
    ],
    [
      "gate: Support Bot",
      7,
      '`gate`: expected a name of 1 to 40 lower-case letters, digits or `-`, got "Support Bot".',
      'Write a value such as "support-bot".',
    ],
    [
      "gate: 42",
      7,
      "`gate`: expected a name of 1 to 40 lower-case letters, digits or `-`, got 42.",
      'Write "42".',
    ],
    ["scorers: []", 10, "`scorers`: expected a list of scorers, got an empty list.", undefined],
    [
      "scorers: { type: exact }",
      10,
      '`scorers`: expected a list of scorers, got {"type":"exact"}.',
      'Write [{"type":"exact"}].',
    ],
    [
      "scorers: [exact]",
      11,
      '`scorers[0]`: expected a map with a `type`, such as `{ type: exact }`, got "exact".',
      undefined,
    ],
    ["scorers: [{ type: exat }]", 19, '`scorers[0].type`: unknown type "exat".', "Did you mean `exact`?"],
    ["scorers: [{ name: tone }]", 11, "`scorers[0].type` is missing.", undefined],
    [
      "scorers: [{ type: exact, tags: refund }]",
      32,
      '`scorers[0].tags`: expected a list of tags, got "refund".',
      'Write ["refund"].',
    ],
    [
      "scorers: [{ type: exact, weight: 0 }]",
      34,
      "`scorers[0].weight`: expected a weight as a number above 0, got 0.",
      "Write a value such as 1.",
    ],
    [
      "scorers: [{ type: exact, weight: -1 }]",
      34,
      "`scorers[0].weight`: expected a weight as a number above 0, got -1.",
      "Write a value such as 1.",
    ],
    ["scorers: [{ type: exact, tolerance: 1 }]", 26, "unknown key `tolerance` in `scorers[0]`.", undefined],
    [
      "scorers: [{ type: exact, value: [{ a: null }] }]",
      36,
      "`scorers[0].value[0].a` is null, which is no value.",
      "Leave the key out, or write its value.",
    ],
    [
      "scorers: [{ type: exact, name: a b }]",
      32,
      '`scorers[0].name`: expected a name of 1 to 64 letters, digits, `.`, `_` or `-`, got "a b".',
      undefined,
    ],
    [
      "scorers: [{ type: numeric, tolerance: -0.1 }]",
      39,
      "`scorers[0].tolerance`: expected a number from 0 up, got -0.1.",
      "Write a value such as 0.01.",
    ],
    [
      "scorers: [{ type: json_path }]",
      11,
      "`scorers[0].path` is missing: expected a JSONPath, which starts with `$`.",
      'Add `path: "$.answer"`, with your value.',
    ],
    [
      "scorers: [{ type: judge, rubric: a, criteria: [b] }]",
      11,
      "`scorers[0]`: `rubric` and `criteria` are both written.",
      undefined,
    ],
    [
      "scorers: [{ type: command, command: node a.js }]",
      37,
      '`scorers[0].command`: expected a list: a program and its arguments, got "node a.js".',
      'Write ["node","a.js"].',
    ],
    ["target: { type: opnai }", 17, '`target.type`: unknown type "opnai".', "Did you mean `openai`?"],
    [
      "target: { type: openai }",
      9,
      "`target.model` is missing: expected the name of a model.",
      'Add `model: "gpt-5-mini"`, with your value.',
    ],
    ["target: { type: openai, model: m, url: 'http://a' }", 35, "unknown key `url` in `target`.", undefined],
    [
      "target: { type: openai, model: m, prompt: a.md, messages: [{ role: user, content: a }] }",
      59,
      "`target.messages`: `prompt` and `messages` are both written.",
      "Keep one of the two.",
    ],
    [
      "target: { type: openai, model: m, messages: [{ role: user }] }",
      46,
      "`target.messages[0]`: a message has either `content` or `file`.",
      undefined,
    ],
    [
      "target: { type: http, url: localhost }",
      28,
      '`target.url`: expected an http(s) URL without a user or password, got "localhost".',
      undefined,
    ],
    ["baseline: { promt: a.md }", 13, "unknown key `promt` in `baseline`.", "Did you mean `prompt`?"],
    [
      "judge: { panel: [{}] }",
      18,
      "`judge.panel[0].model` is missing: expected the name of a model.",
      undefined,
    ],
    [
      "prices: { in-house: { input_mtok: 1, output: 2, output_mtok: 2 } }",
      38,
      "unknown key `output` in `prices.in-house`.",
      undefined,
    ],
    [
      "prices: { in-house: 3 }",
      21,
      "`prices.in-house`: expected the name of a model with known prices, or a map of prices, got 3.",
      'Write "3".',
    ],
    [
      "execution: { timeout_ms: 1 min }",
      26,
      '`execution.timeout_ms`: expected milliseconds as a number, got "1 min".',
      "Write 60000.",
    ],
    [
      "report: { excerpts: all }",
      21,
      '`report.excerpts`: expected one of `none`, `artifact`, `comment`, got "all".',
      "Write one of `none`, `artifact`, `comment`.",
    ],
    [
      "select: { sample: 0 }",
      19,
      "`select.sample`: expected a whole number from 1 up, got 0.",
      "Write a value such as 300.",
    ],
  ])("says of %s where it is wrong and what to write", (line, column, message, fix) => {
    const problems = problemsOf(minimalGate + line);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      file: "evals/llm-o11y.yml",
      line: 3,
      column,
      message,
      ...(fix && { fix }),
    });
  });

  it("reports all of them at once, in the order of their lines", () => {
    const text = `version: 2
gate: NO
policy:
  qualty: {}
  latency: { p95_ms: fast }
scorers:
  - { type: exact, name: a }
  - { type: exact, name: a }
  - { type: judge }
unknown: 1
`;
    const problems = problemsOf(text, { needsTarget: true });
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [1, "missing-key"],
      [1, "missing-key"],
      [1, "wrong-value"],
      [2, "wrong-value"],
      [4, "unknown-key"],
      [5, "wrong-value"],
      [8, "duplicate-name"],
      [9, "one-of"],
      [9, "missing-key"],
      [10, "unknown-key"],
    ]);
  });

  it("names the first place of a scorer name that is written twice", () => {
    const scorers = "scorers: [{ type: exact, name: tone },\n  { type: refusal, name: tone }]";
    expect(problemsOf(minimalGate + scorers)).toMatchObject([
      { line: 4, message: '`scorers[1].name` "tone" is already the name of `scorers[0]` on line 3.' },
    ]);
  });

  it("lists the known keys where none is near", () => {
    const [problem] = problemsOf(`${minimalGate}execution: { workers: 2 }`);
    expect(problem?.fix).toBe("Known: `concurrency`, `timeout_ms`, `retries`, `seed`, `batch`.");
  });

  it("needs a target, cases and a judge's model for a run, and none of them for a comparison", () => {
    const text = "version: 1\ndatasets: []\nscorers: [{ type: judge, rubric: helpful }]\n";
    expect(problemsOf(text)).toEqual([]);
    expect(problemsOf(text, { needsTarget: true }).map(({ message }) => message)).toEqual([
      "`target` is missing: there is nothing to run.",
      "`datasets` is empty: there is nothing to run.",
      "`scorers[0]` has no model to judge with.",
    ]);
  });

  it("holds `baseline` to the keys of the target's type", () => {
    const http = `${minimalGate}target: { type: http, url: 'http://a.example' }\n`;
    expect(problemsOf(`${http}baseline: { url: 'http://b.example' }`)).toEqual([]);
    expect(problemsOf(`${http}baseline: { model: m }`)).toMatchObject([
      { line: 4, column: 13, message: "`baseline.model` is no key of the target, which is of type `http`." },
    ]);
  });

  it("takes a `baseline` of another type only as a whole target", () => {
    const http = `${minimalGate}target: { type: http, url: 'http://a.example' }\n`;
    expect(problemsOf(`${http}baseline: { type: openai, model: m }`)).toEqual([]);
    expect(problemsOf(`${http}baseline: { type: openai, prompt: a.md }`)).toMatchObject([
      { line: 4, message: "`baseline.model` is missing: expected the name of a model." },
    ]);
  });

  it("stays short when a hostile file is wrong in thousands of places", () => {
    const text = Array.from({ length: 5000 }, (_, index) => `${"k".repeat(30)}${index}: 1`).join("\n");
    const problems = problemsOf(text);
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toMatchObject({ code: "more-problems" });
  });

  it("cuts a long key and a long value", () => {
    const [problem] = problemsOf(`${minimalGate}"${"k".repeat(900)}": 1`);
    expect(problem?.message.length).toBeLessThan(90);
    const [value] = problemsOf(`${minimalGate}gate: "${"G".repeat(5000)}"`);
    expect(value?.message.length).toBeLessThan(200);
  });

  it("never throws, and never passes what is no gate file", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const parsed = parseGateFile({ file: "f.yml", text: JSON.stringify(value) }, { needsTarget: true });
        expect(parsed.ok).toBe(false);
      }),
    );
  });

  it("never throws on text that may be no YAML", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.nat(exampleGate.length), (junk, at) => {
        const text = exampleGate.slice(0, at) + junk + exampleGate.slice(at);
        const parsed = parseGateFile({ file: "f.yml", text }, { needsTarget: true });
        expect(parsed.ok || parsed.problems.length > 0).toBe(true);
      }),
    );
  });
});
