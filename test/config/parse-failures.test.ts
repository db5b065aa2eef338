import { expect, it } from "vitest";
import { parseFailures } from "../../src/config/parse-failures.ts";

const file = ".llm-o11y/failures.yml";

function parse(...lines: readonly string[]) {
  return parseFailures(file, ["version: 1", ...lines].join("\n"));
}

it("reads modes with what they are told by, and the signals to ignore", () => {
  const parsed = parse(
    "modes:",
    "  - { name: hallucination/price, when: { output_matches: '\\$[0-9]+', input_matches: cost, tool: get_order } }",
    "  - { name: app_error/bank, when: { error_matches: bank } }",
    "ignore: [apology]",
  );
  expect(parsed).toEqual({
    ok: true,
    value: {
      modes: [
        { name: "hallucination/price", outputMatches: "\\$[0-9]+", inputMatches: "cost", tool: "get_order" },
        { name: "app_error/bank", errorMatches: "bank" },
      ],
      ignored: ["apology"],
    },
  });
  expect(parse()).toEqual({ ok: true, value: { modes: [], ignored: [] } });
});

it.each([
  ["modes: [{ name: price, when: { tool: a } }]", "wrong-value", "a failure mode"],
  ["modes: [{ name: other/price, when: {} }]", "wrong-value", "expected a map with one of output_matches"],
  ["modes: [{ name: other/price }]", "missing-key", "`modes[0].when` is missing"],
  [
    "modes: [{ name: other/price, when: { outptu_matches: a } }]",
    "unknown-key",
    "unknown key `outptu_matches`",
  ],
  ["modes: [{ name: other/price, when: { tool: '' } }]", "wrong-value", "expected the name of a tool"],
  ["ignored: [apology]", "unknown-key", "unknown key `ignored`"],
])("refuses %s", (line, code, message) => {
  const parsed = parse(line);
  const problems = parsed.ok ? [] : parsed.problems;
  expect(problems).toContainEqual(
    expect.objectContaining({ code, file, line: 2, message: expect.stringContaining(message) }),
  );
});
