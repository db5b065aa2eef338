import { describe, expect, it } from "vitest";
import { type Problem, ProblemError } from "../../src/problem.ts";
import { filesOfTree } from "../../src/tree/files-of-tree.ts";
import { treeInMemory } from "./tree-in-memory.ts";

const desk = treeInMemory({
  "llm-o11y.yml": "gate: support\n",
  "datasets/refund.jsonl": '{"id":"refund-01"}\n',
  "datasets/greet.jsonl": '{"id":"greet-01"}\n',
  "datasets/deep/escalate.jsonl": '{"id":"escalate-01"}\n',
  "datasets/.hidden.jsonl": "{}\n",
  "node_modules/pack/datasets/other.jsonl": "{}\n",
  ".github/gate.yml": "hidden\n",
  "prompts/süß ☂.md": "Grüße\n",
  "prompts/bom.md": "\uFEFFHello\n",
  "prompts/latin1.md": Uint8Array.of(0x47, 0x72, 0xfc, 0xdf, 0x65),
  "linked/current.jsonl": { kind: "link" },
  elsewhere: { kind: "link" },
  vendor: { kind: "submodule" },
});
const files = filesOfTree(desk);

describe("text at a commit", () => {
  it.each([
    ["llm-o11y.yml", "gate: support\n"],
    ["./datasets//refund.jsonl", '{"id":"refund-01"}\n'],
    ["prompts/../llm-o11y.yml", "gate: support\n"],
    ["prompts/süß ☂.md", "Grüße\n"],
    ["prompts/bom.md", "Hello\n"],
  ])("reads %s", async (path, text) => {
    expect(await files.readText(path)).toBe(text);
    expect(await files.readTextIfThere(path)).toBe(text);
  });

  it.each([
    ["prompts/latin1.md", "not-utf8"],
    ["datasets/missing.jsonl", "file-not-found"],
    ["llm-o11y.yml/more", "file-not-found"],
    ["datasets", "not-a-file"],
    ["datasets/", "not-a-file"],
    [".", "not-a-file"],
    ["vendor", "not-a-file"],
    ["vendor/refund.jsonl", "path-outside-workspace"],
    ["elsewhere", "path-outside-workspace"],
    ["elsewhere/refund.jsonl", "path-outside-workspace"],
    ["linked/current.jsonl", "path-outside-workspace"],
    ["../llm-o11y.yml", "path-outside-workspace"],
    ["/etc/passwd", "path-outside-workspace"],
    ["C:\\Windows\\win.ini", "path-outside-workspace"],
    ["datasets/%2e%2e/x.jsonl", "path-outside-workspace"],
    ["datasets/a\u0000.jsonl", "path-outside-workspace"],
    ["", "path-outside-workspace"],
  ])("refuses %j as %s", async (path, code) => {
    expect((await problemsOf(files.readText(path))).map((each) => each.code)).toEqual([code]);
    const chunks = files.readChunks(path)[Symbol.asyncIterator]();
    if (code !== "not-utf8")
      expect((await problemsOf(chunks.next())).map((each) => each.code)).toEqual([code]);
  });

  it.each(["datasets/missing.jsonl", "llm-o11y.yml/more", "no/such/folder.md"])(
    "says of %s that it is not there",
    async (path) => {
      expect(await files.readTextIfThere(path)).toBeUndefined();
    },
  );

  it.each(["elsewhere", "elsewhere/refund.jsonl", "vendor/refund.jsonl", "datasets", "../x", "vendor"])(
    "does not take %s for absent",
    async (path) => {
      expect(await problemsOf(files.readTextIfThere(path))).toHaveLength(1);
    },
  );

  it.each([
    ["datasets/refnud.jsonl", "Did you mean `refund.jsonl`?"],
    ["dataset/refund.jsonl", "Did you mean `datasets`?"],
    ["llm-o11y.yaml", "Did you mean `llm-o11y.yml`?"],
    ["quite/another.md", undefined],
  ])("suggests what is meant by %s", async (path, fix) => {
    const [problem] = await problemsOf(files.readText(path));
    expect(problem?.fix).toBe(fix);
  });

  it.each([
    () => files.readText("datasets/missing.jsonl"),
    () => files.readText("datasets"),
    () => files.readText("vendor"),
    () => files.readText("elsewhere"),
    () => files.readText("elsewhere/x"),
    () => files.readText("prompts/latin1.md"),
    () => files.glob(["none/*.md"]),
    () => files.glob(["linked/*"]),
    () => files.glob(["elsewhere/*"]),
  ])("names the commit where it looked (%#)", async (read) => {
    const [problem] = await problemsOf(read());
    expect(problem?.message).toContain("at commit `c0ffee0`");
  });
});

describe("globs at a commit", () => {
  it.each([
    [["datasets/*.jsonl"], ["datasets/greet.jsonl", "datasets/refund.jsonl"]],
    [
      ["datasets/**/*.jsonl"],
      ["datasets/deep/escalate.jsonl", "datasets/greet.jsonl", "datasets/refund.jsonl"],
    ],
    [["**/refund.jsonl"], ["datasets/refund.jsonl"]],
    [["./datasets/{refund,greet}.jsonl"], ["datasets/greet.jsonl", "datasets/refund.jsonl"]],
    [
      ["datasets/refund.jsonl", "datasets/*.jsonl"],
      ["datasets/greet.jsonl", "datasets/refund.jsonl"],
    ],
    [["datasets/.*.jsonl"], ["datasets/.hidden.jsonl"]],
    [[".github/*.yml"], [".github/gate.yml"]],
    [["./llm-o11y.yml"], ["llm-o11y.yml"]],
    [[], []],
  ])("%j matches %j", async (patterns, paths) => {
    expect(await files.glob(patterns)).toEqual(paths);
  });

  it.each([
    ["none/*.jsonl", "no-file-matches"],
    ["node_modules/**/*.jsonl", "no-file-matches"],
    ["!datasets/refund.jsonl", "no-file-matches"],
    ["datasets/refund", "file-not-found"],
    ["datasets", "not-a-file"],
    ["linked/*.jsonl", "path-outside-workspace"],
    ["elsewhere/*.jsonl", "path-outside-workspace"],
    ["vendor/**/*.jsonl", "path-outside-workspace"],
    ["elsewhere", "path-outside-workspace"],
    ["../*.jsonl", "path-outside-workspace"],
    ["{..,datasets}/*.jsonl", "path-outside-workspace"],
    ["/etc/*", "path-outside-workspace"],
  ])("refuses %j as %s", async (pattern, code) => {
    expect((await problemsOf(files.glob([pattern]))).map((each) => each.code)).toEqual([code]);
  });

  it("tells the problems of all patterns at once", async () => {
    const problems = await problemsOf(files.glob(["none/*", "datasets/*.jsonl", "/etc/*", "nothing.md"]));
    expect(problems.map(({ code }) => code)).toEqual([
      "no-file-matches",
      "path-outside-workspace",
      "file-not-found",
    ]);
  });
});

it("asks for the entries of a commit once, and not before a file is wanted", async () => {
  const tree = treeInMemory({ "a.md": "a", "b.md": "b" });
  const opened = filesOfTree(tree);
  expect(tree.asked()).toBe(0);
  await Promise.all([opened.readText("a.md"), opened.readText("b.md"), opened.glob(["*.md"])]);
  await opened.readTextIfThere("c.md");
  expect(tree.asked()).toBe(1);
});

it("gives the bytes of a stream as they are", async () => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of files.readChunks("prompts/latin1.md")) chunks.push(chunk);
  expect(Buffer.concat(chunks)).toEqual(Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65]));
});

async function problemsOf(promise: Promise<unknown>): Promise<readonly Problem[]> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ProblemError) return error.problems;
  throw new Error("no ProblemError was thrown", { cause: error });
}
