import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Case } from "../../src/experiment/case.ts";
import { parseDataset } from "../../src/dataset/parse-dataset.ts";
import type { Problem } from "../../src/problem.ts";
import { chunksOf } from "../jsonl/chunks.ts";

type Files = Readonly<Record<string, string>>;

function parse(files: Files) {
  return parseDataset(Object.entries(files).map(([file, text]) => ({ file, chunks: chunksOf(text) })));
}

async function datasetOf(files: Files) {
  const parsed = await parse(files);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  return parsed.value;
}

/** The members of a case, which stand behind accessors; those that are absent are left out. */
function membersOf(one: Case) {
  const { id, input, expected, context, toolCalls, scorers, critical, draft, tags } = one;
  const { group, metadata, source, hash, place } = one;
  const all = { id, input, expected, context, toolCalls, scorers, critical, draft, tags, group, metadata };
  const members = { ...all, source, hash, place };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

async function problemsOf(files: Files): Promise<readonly Problem[]> {
  const parsed = await parse(files);
  return parsed.ok ? [] : parsed.problems;
}

const support = "datasets/support.jsonl";
const row = (fields: object) => JSON.stringify({ id: "refund-01", input: "Can I return it?", ...fields });

describe("parseDataset", () => {
  it("reads every field of a row", async () => {
    const { cases } = await datasetOf({
      [support]: row({
        expected: "No",
        context: ["Returns: 30 days"],
        tool_calls: [{ name: "find_order", arguments: { id: 7, note: null } }],
        scorers: ["exact", { name: "helpful", threshold: 0.5 }],
        critical: true,
        draft: true,
        tags: ["refund", "refund", "policy"],
        group: "policy-7",
        metadata: { order: null },
        source: { trace_id: "t-1" },
      }),
    });
    expect(cases.map(membersOf)).toEqual([
      {
        id: "refund-01",
        input: "Can I return it?",
        expected: "No",
        context: ["Returns: 30 days"],
        toolCalls: [{ name: "find_order", arguments: { id: 7, note: null } }],
        scorers: ["exact", { name: "helpful", threshold: 0.5 }],
        critical: true,
        draft: true,
        tags: ["refund", "policy"],
        group: "policy-7",
        metadata: { order: null },
        source: { trace_id: "t-1" },
        hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
        place: { file: support, line: 1 },
      },
    ]);
  });

  it("tells no expected answer from the answer null", async () => {
    const { cases } = await datasetOf({
      [support]: `${row({ expected: null })}\n${row({ id: "refund-02" })}`,
    });
    expect(cases.map(({ expected }) => expected)).toEqual([null, undefined]);
  });

  it.each([
    ["a text", "hello"],
    ["an empty text", ""],
    ["template variables", { question: "hello", order: null }],
    [
      "messages",
      [
        { role: "user", content: "hi" },
        { role: "assistant", content: null, tool_calls: [] },
      ],
    ],
    [
      "parts",
      [
        {
          role: "user",
          content: [
            { type: "text", text: "hi" },
            { type: "image", path: "img/a.png" },
          ],
        },
      ],
    ],
    ["user turns", ["hi", "and after 40 days?"]],
  ])("takes %s for an input", async (_, input) => {
    expect((await datasetOf({ [support]: row({ input }) })).cases[0]?.input).toEqual(input);
  });

  it.each<[string, object, string, string]>([
    [
      "a number for an input",
      { input: 7 },
      "wrong-value",
      "`input`: expected a text, an object of template variables",
    ],
    ["an empty list for an input", { input: [] }, "wrong-value", "`input`: expected"],
    ["turns mixed with messages", { input: ["hi", { role: "user" }] }, "wrong-value", "`input"],
    ["a message without a role", { input: [{ content: "hi" }] }, "missing-key", "`input[0].role` is missing"],
    [
      "an image that is no file of the repository",
      { input: [{ role: "user", content: [{ type: "image", path: "/etc/secret.png" }] }] },
      "wrong-value",
      "`input[0].content[0].path`: expected a path that is relative to this file, with `/` (this one is absolute)",
    ],
    [
      "an id with a space",
      { id: "refund 1" },
      "wrong-value",
      '`id`: expected 1 to 128 characters of A-Z a-z 0-9 . _ / -, got "refund 1"',
    ],
    ["an id of 129 characters", { id: "x".repeat(129) }, "wrong-value", "`id`: expected"],
    [
      "a text for a flag",
      { critical: "yes" },
      "wrong-value",
      '`critical`: expected true or false, got "yes"',
    ],
    ["null for a flag", { critical: null }, "null-value", "`critical` is null"],
    ["null in the context", { context: { page: [null] } }, "null-value", "`context.page[0]` is null"],
    ["null in the source", { source: { url: null } }, "null-value", "`source.url` is null"],
    [
      "null for the arguments",
      { tool_calls: [{ name: "find", arguments: null }] },
      "null-value",
      "`tool_calls[0].arguments`",
    ],
    ["null for metadata", { metadata: null }, "null-value", "`metadata` is null"],
    ["an empty tag", { tags: [""] }, "wrong-value", "`tags[0]`: expected a text that is not empty"],
    [
      "an unknown key of a call",
      { tool_calls: [{ name: "find", args: {} }] },
      "unknown-key",
      "unknown key `args` in `tool_calls[0]`",
    ],
    ["a number for a scorer", { scorers: [3] }, "wrong-value", "`scorers[0]`: expected the name of a scorer"],
  ])("refuses %s", async (_, fields, code, words) => {
    const problems = await problemsOf({ [support]: row(fields) });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code, file: support, line: 1 });
    expect(problems[0]?.message).toContain(words);
  });

  it("suggests the known key that an unknown one means", async () => {
    expect(await problemsOf({ [support]: row({ expcted: "No" }) })).toEqual([
      {
        code: "unknown-key",
        file: support,
        line: 1,
        message: "unknown key `expcted`.",
        fix: "Did you mean `expected`?",
      },
    ]);
  });

  it("names every problem of every file at once", async () => {
    const problems = await problemsOf({
      "datasets/a.jsonl": `{"id":"greet-01"}\n${row({ tags: null, draft: 1 })}\nnot json`,
      "datasets/b.jsonl": "7",
    });
    expect(problems.map(({ code, file, line }) => [code, file, line])).toEqual([
      ["missing-key", "datasets/a.jsonl", 1],
      ["wrong-value", "datasets/a.jsonl", 2],
      ["null-value", "datasets/a.jsonl", 2],
      ["not-json", "datasets/a.jsonl", 3],
      ["wrong-value", "datasets/b.jsonl", 1],
    ]);
  });

  it("ends the problems of a hostile file at 50", async () => {
    const problems = await problemsOf({ [support]: "{}\n".repeat(100_000) });
    expect(problems).toHaveLength(51);
    expect(problems.at(-1)?.code).toBe("more-problems");
  });

  it("G08: refuses a duplicate id in another file and names both places", async () => {
    const problems = await problemsOf({
      "datasets/a.jsonl": row({ expected: "no" }),
      "datasets/z.jsonl": `\n${row({ expected: "yes" })}`,
    });
    expect(problems).toMatchObject([{ code: "duplicate-id", file: "datasets/z.jsonl", line: 2 }]);
    expect(problems[0]?.message).toContain("datasets/a.jsonl:1");
  });

  it("refuses a duplicate id in one file and names both lines", async () => {
    const problems = await problemsOf({ [support]: `${row({})}\n${row({ input: "Hello" })}` });
    expect(problems).toMatchObject([{ code: "duplicate-id", line: 2 }]);
    expect(problems[0]?.message).toContain("on line 1");
  });

  it.each<[string, Files]>([
    ["no files", {}],
    ["an empty file", { [support]: "" }],
    ["blank lines", { [support]: "\uFEFF\n\r\n" }],
  ])("G10: refuses a dataset without cases: %s", async (_, files) => {
    expect(await problemsOf(files)).toMatchObject([{ code: "no-cases" }]);
  });

  it("warns of a file without rows among others", async () => {
    const parsed = await parse({ "datasets/a.jsonl": "", "datasets/b.jsonl": row({}) });
    expect(parsed).toMatchObject({
      ok: true,
      value: { warnings: [{ code: "no-rows", file: "datasets/a.jsonl" }] },
    });
  });

  it("G13: refuses keys by which a case would skip itself", async () => {
    const problems = await problemsOf({ [support]: row({ skip: true, weight: 0 }) });
    expect(problems.map(({ message }) => message)).toEqual(["unknown key `skip`.", "unknown key `weight`."]);
  });

  it("D04: refuses prototype keys in a row and pollutes nothing", async () => {
    const problems = await problemsOf({
      [support]:
        '{"id":"a","__proto__":{"critical":false,"polluted":1},"constructor":{"prototype":{"x":1}},"input":"hi"}',
    });
    expect(problems.map(({ message }) => message)).toEqual([
      "unknown key `__proto__`.",
      "unknown key `constructor`.",
    ]);
    const { cases } = await datasetOf({
      [support]: '{"id":"a","input":{"__proto__":{"polluted":1}},"metadata":{"__proto__":1}}',
    });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect((cases[0]?.input as { polluted?: number } | undefined)?.polluted).toBeUndefined();
  });

  it("F09: refuses a Git LFS pointer instead of finding no cases", async () => {
    const problems = await problemsOf({
      [support]: "version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 12\n",
    });
    expect(problems).toMatchObject([{ code: "git-lfs-pointer", file: support }]);
  });
});

describe("the version of a dataset", () => {
  const rows = [
    { id: "refund-01", input: "Can I return it?", expected: { answer: "No", days: 40 } },
    { id: "refund-02", input: "And after 10 days?", tags: ["refund"] },
    { id: "greet-01", input: "Hello" },
  ];
  const reverseKeys = (value: object) => Object.fromEntries(Object.entries(value).toReversed());

  it("does not change with the order of lines, files or keys, line endings, or a BOM", async () => {
    const { version } = await datasetOf({ [support]: rows.map((each) => JSON.stringify(each)).join("\n") });
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(rows, { minLength: rows.length }),
        fc.nat(rows.length),
        fc.constantFrom("\n", "\r\n", "\n\n"),
        fc.boolean(),
        fc.constantFrom("", "\uFEFF"),
        async (shuffled, cut, ending, isReversed, bom) => {
          const lines = shuffled.map(
            (each) => JSON.stringify(isReversed ? reverseKeys(each) : each) + ending,
          );
          const files = {
            "datasets/a.jsonl": bom + lines.slice(0, cut).join(""),
            "datasets/b.jsonl": bom + lines.slice(cut).join(""),
          };
          expect((await datasetOf(files)).version).toBe(version);
        },
      ),
    );
  });

  it.each([
    ["an edited answer", { ...rows[0], expected: { answer: "Yes", days: 40 } }],
    ["a flag", { ...rows[0], critical: true }],
    ["another id", { ...rows[0], id: "refund-03" }],
    ["the answer null instead of none", { id: "refund-01", input: "Can I return it?", expected: null }],
  ])("changes with %s", async (_, edited) => {
    const before = await datasetOf({ [support]: JSON.stringify(rows[0]) });
    const after = await datasetOf({ [support]: JSON.stringify(edited) });
    expect(after.version).not.toBe(before.version);
    expect(after.cases[0]?.hash).not.toBe(before.cases[0]?.hash);
  });
});
