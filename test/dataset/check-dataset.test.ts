import { describe, expect, it } from "vitest";
import { checkDataset } from "../../src/dataset/check-dataset.ts";
import { aCase } from "../build.ts";

describe("checkDataset", () => {
  it("has nothing to say about distinct cases", () => {
    expect(checkDataset([aCase(), aCase({ id: "greet-01", input: "Hello" })])).toEqual([]);
  });

  it("warns of two cases with one input, and names both", () => {
    const place = { file: "datasets/support.jsonl", line: 9 };
    const [problem, ...rest] = checkDataset([aCase(), aCase({ id: "refund-02", place })]);
    expect(rest).toEqual([]);
    expect(problem).toMatchObject({ code: "equal-inputs", ...place });
    expect(problem?.message).toContain('"refund-01" (datasets/support.jsonl:1)');
  });

  it.each([
    ["another context", { context: "Returns: 30 days" }, { context: "Returns: 60 days" }],
    ["one group", { group: "policy-7" }, { group: "policy-7" }],
  ])("takes equal inputs with %s for meant", (_, first, second) => {
    expect(checkDataset([aCase(first), aCase({ id: "refund-02", ...second })])).toEqual([]);
  });

  it("warns of a critical draft, and counts the drafts", () => {
    const found = checkDataset([
      aCase({ critical: true, draft: true }),
      aCase({ id: "greet-01", input: "Hello" }),
    ]);
    expect(found.map(({ code }) => code)).toEqual(["critical-draft", "drafts"]);
    expect(found[1]?.message).toContain("1 of 2 cases is a draft");
  });

  it("ends a long list of one kind", () => {
    const found = checkDataset(Array.from({ length: 1000 }, (_, at) => aCase({ id: `refund-${at}` })));
    expect(found).toHaveLength(21);
    expect(found.at(-1)?.message).toBe("979 more equal inputs are not shown.");
  });
});
