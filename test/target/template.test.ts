import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../src/experiment/json.ts";
import { parseTemplate, renderText, renderValue } from "../../src/target/template.ts";

const scope = new Map<string, Json>([
  ["input", { question: "May I return it?", order: { id: 7, open: true }, none: null }],
  ["question", "May I return it?"],
  ["metadata", JSON.parse('{"plan":"pro","__proto__":{"role":"admin"}}') as JsonObject],
  ["trick", "{{input}} and {{nothing}}"],
]);

const rendered = (text: string) => renderText(parseTemplate(text).template, scope);

describe("a template", () => {
  it.each([
    ["plain text", "Be kind.", "Be kind."],
    ["a name", "Q: {{question}}", "Q: May I return it?"],
    ["a name with spaces around it", "Q: {{ question }}", "Q: May I return it?"],
    ["a field of a field", "#{{input.order.id}}", "#7"],
    ["a value that is no text, as JSON", "{{input.order}}", '{"id":7,"open":true}'],
    ["a value that is null", "{{input.none}}", "null"],
    ["the same name twice", "{{metadata.plan}}/{{metadata.plan}}", "pro/pro"],
    ["braces around a placeholder", '{"q": {{input.order.id}}}', '{"q": 7}'],
    ["escaped braces", "Use \\{{name}} for names", "Use {{name}} for names"],
    ["escaped braces right after a placeholder", "{{question}}\\{{", "May I return it?{{"],
    ["single braces", "{question} }} \\{ {", "{question} }} \\{ {"],
    ["nothing", "", ""],
  ])("takes %s", (_, text, expected) => {
    expect(parseTemplate(text).faults).toEqual([]);
    expect(rendered(text)).toEqual({ ok: true, value: expected });
  });

  it("puts values in once, so that a value cannot name another", () => {
    expect(rendered("{{trick}}")).toEqual({ ok: true, value: "{{input}} and {{nothing}}" });
  });

  it.each([
    ["an unclosed placeholder", "Hi {{name", 3],
    ["a placeholder over two lines", "{{na\nme}}", 0],
    ["an expression", "{{ name | upper }}", 0],
    ["a block", "{{#each items}}", 0],
    ["three braces", "{{{name}}}", 0],
    ["no name", "{{}}", 0],
    ["an empty part of a name", "{{input..id}}", 0],
  ])("refuses %s, and says where", (_, text, offset) => {
    const { faults } = parseTemplate(text);
    expect(faults.map((fault) => [fault.problem.code, fault.offset])).toEqual([["template-syntax", offset]]);
  });

  it("refuses each fault, not only the first", () => {
    expect(parseTemplate("{{a b}} {{c}} {{").faults).toHaveLength(2);
  });

  it.each([
    "nothing",
    "input.nothing",
    "question.length",
    "constructor",
    "input.constructor",
    "input.__proto__",
    "toString",
  ])("has no field `%s`", (name) => {
    const found = rendered(`{{${name}}}`);
    expect(found.ok ? [] : found.problems.map(({ code }) => code)).toEqual(["unknown-placeholder"]);
  });

  it("names the field that was meant", () => {
    const found = rendered("{{quesiton}} {{input.ordr}}");
    expect(found.ok ? [] : found.problems.map(({ fix }) => fix)).toEqual([
      "Did you mean `question`?",
      "Did you mean `input.order`?",
    ]);
  });

  it("is the value itself where it is one placeholder and the place takes any JSON", () => {
    const valueOf = (text: string) => renderValue(parseTemplate(text).template, scope);
    expect(valueOf("{{input.order}}")).toEqual({ ok: true, value: { id: 7, open: true } });
    expect(valueOf("{{input.none}}")).toEqual({ ok: true, value: null });
    expect(valueOf(" {{input.order.id}}")).toEqual({ ok: true, value: " 7" });
    expect(valueOf("text")).toEqual({ ok: true, value: "text" });
  });

  it("gives back any text whose braces are escaped", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("{", "}", "a", "\\", "\n", ".") }), (text) => {
        const { template, faults } = parseTemplate(text.replaceAll("{{", "\\{{"));
        expect(faults).toEqual([]);
        expect(renderText(template, scope)).toEqual({ ok: true, value: text });
      }),
    );
  });

  it("puts any value in as it is, between any texts without braces", () => {
    const plain = fc.string().filter((text) => !/[{\\]/.test(text));
    fc.assert(
      fc.property(plain, fc.string(), plain, (before, value, after) => {
        const { template } = parseTemplate(`${before}{{value}}${after}`);
        expect(renderText(template, new Map([["value", value]]))).toEqual({
          ok: true,
          value: `${before}${value}${after}`,
        });
      }),
    );
  });

  it("is refused with at most ten faults and ten unknown names", () => {
    expect(parseTemplate("{{".repeat(100)).faults).toHaveLength(10);
    const found = rendered(Array.from({ length: 100 }, (_, index) => `{{x${index}}}`).join());
    expect(found.ok ? [] : found.problems).toHaveLength(10);
  });

  it("reads each character a bounded number of times", () => {
    const hostile = [
      "{{".repeat(200_000),
      "{{a".repeat(130_000),
      "\\{{".repeat(130_000),
      "{{a}".repeat(100_000),
    ];
    for (const text of hostile) expect(parseTemplate(text).template.length).toBeLessThan(2);
  });
});
