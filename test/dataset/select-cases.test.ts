import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selectCases } from "../../src/dataset/select-cases.ts";
import { aCase } from "../build.ts";

const cases = Array.from({ length: 60 }, (_, at) =>
  aCase({
    id: `refund-${at}`,
    critical: at % 20 === 0,
    tags: at % 2 === 0 ? ["refund", "smoke"] : ["greet"],
  }),
);
const ids = (selected: ReturnType<typeof selectCases>) => selected.map(({ id }) => id);

describe("selectCases", () => {
  it("keeps everything, in order, without a selection", () => {
    expect(selectCases(cases, {}, 1)).toEqual(cases);
  });

  it("keeps the cases with any of the tags, and the critical ones", () => {
    const selected = selectCases(
      [...cases, aCase({ id: "escalate-01", critical: true })],
      { tags: ["greet", "none"] },
      1,
    );
    expect(selected.every(({ tags, critical }) => critical || tags.includes("greet"))).toBe(true);
    expect(ids(selected)).toContain("escalate-01");
    expect(selected).toHaveLength(30 + 3 + 1);
  });

  it.each([
    [10, 10],
    [60, 60],
    [1000, 60],
    [1, 3],
  ])("of a sample of %i gives %i, critical cases always among them", (sample, size) => {
    const selected = selectCases(cases, { sample }, 1);
    expect(selected).toHaveLength(size);
    expect(selected.filter(({ critical }) => critical)).toHaveLength(3);
  });

  it("keeps drafts beside the sample", () => {
    const draft = aCase({ id: "escalate-01", draft: true });
    expect(ids(selectCases([draft, ...cases], { sample: 10 }, 1))).toContain("escalate-01");
    expect(selectCases([draft, ...cases], { sample: 10 }, 1)).toHaveLength(11);
  });

  it("chooses the same cases whatever their order", () => {
    const chosen = ids(selectCases(cases, { sample: 12 }, 7)).toSorted();
    fc.assert(
      fc.property(fc.shuffledSubarray(cases, { minLength: cases.length }), (shuffled) => {
        expect(ids(selectCases(shuffled, { sample: 12 }, 7)).toSorted()).toEqual(chosen);
      }),
    );
  });

  it("chooses other cases with another seed, and moves at most one out for a new case", () => {
    const chosen = ids(selectCases(cases, { sample: 12 }, 1));
    expect(ids(selectCases(cases, { sample: 12 }, 2))).not.toEqual(chosen);
    const grown = ids(selectCases([...cases, aCase({ id: "refund-new" })], { sample: 12 }, 1));
    expect(chosen.filter((id) => !grown.includes(id)).length).toBeLessThanOrEqual(1);
  });
});
