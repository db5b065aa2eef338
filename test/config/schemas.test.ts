import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { writeSchemas } from "../../scripts/schemas.ts";
import { configOf, exampleGate, minimalGate, problemsOf } from "./example-gate.ts";

const folder = join(import.meta.dirname, "..", "..", "schema");
const schemas = writeSchemas();

function accepts(name: string, value: unknown): boolean {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(schemas[name] ?? "") as object)(value);
}

describe("schema/", () => {
  it.each(Object.keys(schemas))("holds %s as the code has it (`node scripts/schemas.ts`)", (name) => {
    expect(readFileSync(join(folder, name), "utf8")).toBe(schemas[name]);
  });

  it("holds nothing else", () => {
    expect(readdirSync(folder).toSorted()).toEqual(Object.keys(schemas).toSorted());
  });
});

describe("gate.json", () => {
  it.each([
    ["the example", exampleGate],
    ["the least", minimalGate],
    ["one that extends another", "extends: ../base.yml\npolicy: { min_cases: 30 }"],
    [
      "one of an app",
      `${minimalGate}target: { type: http, url: 'http://127.0.0.1:{{port}}', start: [node, app.js] }`,
    ],
  ])("accepts %s, as the parser does", (_, text) => {
    expect(accepts("gate.json", parse(text))).toBe(true);
    expect(configOf(text, { base: minimalGate }).file).toBe("evals/llm-o11y.yml");
  });

  it.each([
    "version: 2",
    "policy: { qualty: {} }",
    "policy: { confidence: 1 }",
    "policy: { failures: { halucination: { max_increase: 0.1 } } }",
    "scorers: [{ type: exat }]",
    "scorers: [{ type: exact, tolerance: 1 }]",
    "target: { type: openai }",
    "baseline: { modle: m }",
    "gate: A",
    "prices: { a: { input_mtok: -1, output_mtok: 1 } }",
  ])("refuses %s, as the parser does", (line) => {
    const text = line.startsWith("version") ? minimalGate.replace("version: 1", line) : minimalGate + line;
    expect(accepts("gate.json", parse(text))).toBe(false);
    expect(problemsOf(text)).not.toEqual([]);
  });
});

describe("the other schemas", () => {
  it.each([
    [
      "case.json",
      {
        id: "refund-01",
        input: "Can I return it after 40 days?",
        expected: null,
        scorers: ["exact", { name: "exact", weight: 2 }, { type: "contains", value: "No" }],
      },
      true,
    ],
    ["case.json", { id: "refund-01", input: "a", scorers: [{ type: "judge", rubric: "helpful" }] }, false],
    ["case.json", { id: "refund-01" }, false],
    ["run-record.json", { type: "run", version: 1, planned: { cases: 1 } }, true],
    ["run-record.json", { type: "end", reason: "look", cases: 1 }, true],
    ["run-record.json", { type: "run", version: 1 }, false],
    [
      "waivers.json",
      {
        version: 1,
        waivers: [{ id: "a", rule: "quality", reason: "b", approved_by: "c", expires: "2026-12-31" }],
      },
      true,
    ],
    [
      "waivers.json",
      {
        version: 1,
        waivers: [{ id: "a", rule: "quality", reason: "b", approved_by: "c", expires: "2026-02-30" }],
      },
      false,
    ],
    [
      "failures.json",
      { version: 1, modes: [{ name: "hallucination/price", when: { tool: "quote" } }] },
      true,
    ],
    ["failures.json", { version: 1, modes: [{ name: "made/up", when: {} }] }, false],
    [
      "rubric.json",
      {
        version: 1,
        criteria: [{ id: "a", ask: "Is it?", grades: { no: 0, yes: 1 } }],
        canaries: [{ input: "a", output: "", passed: false }],
      },
      true,
    ],
    ["rubric.json", { version: 1, criteria: [{ id: "a", ask: "Is it?", grades: ["yes"] }] }, false],
    ["rubric.json", { version: 1, criteria: [] }, false],
    ["verdict.json", { version: 1 }, false],
  ])("%s says of %j: %j", (name, value, expected) => {
    expect(accepts(name, value)).toBe(expected);
  });
});
