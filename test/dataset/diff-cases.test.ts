import { describe, expect, it } from "vitest";
import { describeEdit, editedFields } from "../../src/dataset/describe-edit.ts";
import { diffCases } from "../../src/dataset/diff-cases.ts";
import { parseDataset } from "../../src/dataset/parse-dataset.ts";
import type { Case } from "../../src/experiment/case.ts";
import { chunksOf } from "../jsonl/chunks.ts";

type RowFields = { readonly id: string } & Readonly<Record<string, unknown>>;

/** Cases as a dataset file has them, with their hashes. */
async function cases(...rows: readonly RowFields[]): Promise<readonly Case[]> {
  if (rows.length === 0) return [];
  const text = rows.map((row) => `${JSON.stringify({ input: `About ${row.id}?`, ...row })}\n`).join("");
  const parsed = await parseDataset([{ file: "datasets/support.jsonl", chunks: chunksOf(text) }]);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  return parsed.value.cases;
}

const refund = { id: "refund-01", expected: "30 days", critical: true };
const greet = { id: "greet-01", expected: "Hello" };
const nothing = { added: [], removed: [], edited: [], renamed: [], criticalGone: [], criticalEdited: [] };

describe("diffCases", () => {
  it("says nothing of a dataset that stays as it is, whatever the order of its rows and keys", async () => {
    const base = await cases(refund, greet);
    const head = await cases(greet, { critical: true, expected: "30 days", id: "refund-01" });
    expect(diffCases({ fork: base, policy: base, head })).toMatchObject(nothing);
  });

  it("lists added, removed and edited cases by id, sorted", async () => {
    const base = await cases(greet, { id: "z" }, { id: "y" }, { id: "x", expected: 1 });
    const head = await cases(
      { id: "b" },
      { id: "a" },
      { id: "x", expected: 2 },
      { ...greet, expected: "Hi" },
    );
    expect(diffCases({ fork: base, policy: base, head })).toMatchObject({
      ...nothing,
      added: ["a", "b"],
      removed: ["y", "z"],
      edited: ["greet-01", "x"],
    });
  });

  it.each([
    ["removed", [], { removed: ["refund-01"], criticalGone: ["refund-01"] }],
    [
      "renamed",
      [{ ...refund, id: "refund-1", input: "About refund-01?" }],
      {
        added: ["refund-1"],
        removed: ["refund-01"],
        renamed: [{ from: "refund-01", to: "refund-1" }],
        criticalGone: ["refund-01"],
      },
    ],
    [
      "renamed and no longer critical",
      [{ ...refund, id: "refund-1", input: "About refund-01?", critical: false }],
      { added: ["refund-1"], removed: ["refund-01"], criticalGone: ["refund-01"] },
    ],
    [
      "edited to match the regression",
      [{ ...refund, expected: "90 days" }],
      { edited: ["refund-01"], criticalEdited: ["refund-01"] },
    ],
    ["made a draft", [{ ...refund, draft: true }], { edited: ["refund-01"], criticalEdited: ["refund-01"] }],
    [
      "no longer critical",
      [{ ...refund, critical: false }],
      { edited: ["refund-01"], criticalEdited: ["refund-01"] },
    ],
  ])("a critical case that is %s runs with its base row", async (_, rows, expected) => {
    const base = await cases(refund, greet);
    const diff = diffCases({ fork: base, policy: base, head: await cases(greet, ...rows) });
    expect(diff).toMatchObject({ ...nothing, ...expected });
    expect(diff.casesToRun.slice(0, 2)).toEqual(base);
  });

  it("a critical draft protects nothing, so taking it out is no loss", async () => {
    const base = await cases({ ...refund, draft: true }, greet);
    expect(diffCases({ fork: base, policy: base, head: await cases(greet) })).toMatchObject({
      removed: ["refund-01"],
      criticalGone: [],
    });
  });

  it("a dataset that is taken out whole is every case removed", async () => {
    const base = await cases(refund, greet);
    const diff = diffCases({ fork: base, policy: base, head: undefined });
    expect(diff).toMatchObject({ removed: ["greet-01", "refund-01"], criticalGone: ["refund-01"] });
    expect(diff.casesToRun).toEqual(base);
  });

  describe("a branch behind its base is not accused of what it did not do", () => {
    it.each<[string, readonly RowFields[], readonly RowFields[], readonly RowFields[], object]>([
      ["the base added a case since", [greet], [greet, refund], [greet], nothing],
      ["the base edited a case since", [greet], [{ ...greet, expected: "Hi" }], [greet], nothing],
      ["the base removed a case since", [greet, refund], [greet], [greet, refund], nothing],
      ["both removed the same case", [greet, refund], [greet], [greet], nothing],
      ["both added the same case", [greet], [greet, refund], [greet, refund], nothing],
      [
        "both added a case under one id, in other words",
        [greet],
        [greet, refund],
        [greet, { ...refund, expected: "90 days" }],
        { ...nothing, edited: ["refund-01"], criticalEdited: ["refund-01"] },
      ],
      [
        "it became critical at the base, and the branch removes it",
        [greet, { ...refund, critical: false }],
        [greet, refund],
        [greet],
        { ...nothing, removed: ["refund-01"], criticalGone: ["refund-01"] },
      ],
    ])("%s", async (_, fork, policy, head, expected) => {
      const base = await cases(...policy);
      const diff = diffCases({ fork: await cases(...fork), policy: base, head: await cases(...head) });
      expect(diff).toMatchObject(expected);
      expect(diff.casesToRun).toEqual(base);
    });
  });

  it("runs base rows, then the added ones, and without a base those of the change", async () => {
    const base = await cases(refund, greet);
    const head = await cases(
      { ...refund, expected: "90 days" },
      { id: "escalate-02" },
      { id: "escalate-01" },
    );
    const ids = (rows: readonly Case[]) => rows.map(({ id, expected }) => [id, expected]);
    expect(ids(diffCases({ fork: base, policy: base, head }).casesToRun)).toEqual([
      ["refund-01", "30 days"],
      ["greet-01", "Hello"],
      ["escalate-01", undefined],
      ["escalate-02", undefined],
    ]);
    expect(diffCases({ head }).casesToRun).toEqual(head);
  });
});

describe("describeEdit", () => {
  it("names each field that changed, as it is written, with both values cut short", async () => {
    const [before, after] = await cases(
      { ...refund, tags: ["refund"], tool_calls: [{ name: "find_order" }] },
      {
        ...refund,
        id: "2",
        expected: "x".repeat(90),
        critical: false,
        input: "About refund-01?",
        tool_calls: [],
      },
    );
    if (before === undefined || after === undefined) throw new Error("two cases");
    expect(editedFields(before, after)).toEqual(["expected", "tool_calls", "critical", "tags"]);
    expect(describeEdit(before, after)).toEqual([
      `\`expected\` "30 days" -> "${"x".repeat(59)}…"`,
      '`tool_calls` [{"name":"find_order"}] -> []',
      "`critical` true -> false",
      '`tags` ["refund"] -> []',
    ]);
  });

  it("tells null from none, and has nothing to say of a default that is written out", async () => {
    const [none, nullish, written] = await cases(
      { id: "a", input: "x" },
      { id: "b", input: "x", expected: null },
      { id: "c", input: "x", critical: false },
    );
    if (none === undefined || nullish === undefined || written === undefined) throw new Error("three cases");
    expect(describeEdit(none, nullish)).toEqual(["`expected` (none) -> null"]);
    expect(describeEdit(none, written)).toEqual([]);
  });
});
