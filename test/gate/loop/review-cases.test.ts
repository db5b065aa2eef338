import { describe, expect, it } from "vitest";
import type { PromotedCase } from "../../../src/experiment/promotion.ts";
import { reviewCases } from "../../../src/gate/loop/review-cases.ts";
import { readRejections } from "../../../src/traces/promote/rejected.ts";
import { printOf } from "../../../src/traces/promote/seen-questions.ts";

function aDraft(id: string, over: Partial<PromotedCase> = {}): PromotedCase {
  return {
    id,
    input: "Mail [EMAIL_1] about the refund",
    draft: true,
    tags: ["production"],
    source: { system: "otlp", trace_id: id, content_hash: "sha256:0", redaction: { version: 1, counts: {} } },
    ...over,
  };
}

/** A person who types these lines, one after the other, and then leaves. */
async function review(cases: readonly PromotedCase[], ...typed: readonly string[]) {
  const lines = [...typed];
  const told: string[] = [];
  const reviewed = await reviewCases(
    cases,
    { reviewer: "ana", date: "2026-11-25", redact: { patterns: {}, keep: [] } },
    {
      show: ({ id }) => told.push(id),
      ask: async () => lines.shift(),
      tell: (words) => told.push(words),
    },
  );
  return { ...reviewed, told };
}

const [a, b, c] = [aDraft("a"), aDraft("b"), aDraft("c", { expected: "Yes" })];

describe("reviewCases", () => {
  it("keeps a draft that is accepted a draft, with the name of who saw it", async () => {
    const { cases, left } = await review([a], "a");
    expect(cases).toEqual([{ ...a, source: { ...a.source, reviewer: "ana" } }]);
    expect(left).toBe(0);
  });

  it("completes a case with what a person writes, redacted and with new numbers", async () => {
    const { cases } = await review(
      [a, b, c],
      "e",
      "We mailed bob@example.org",
      "e",
      '{"refund":true}',
      "e",
      "",
    );
    expect(cases.map(({ expected, draft }) => [expected, draft])).toEqual([
      ["We mailed [EMAIL_2]", undefined],
      [{ refund: true }, undefined],
      ["Yes", undefined],
    ]);
    expect(cases[0]?.source.expected_from).toBe("reviewer");
  });

  it("asks again where nothing was written and none is proposed", async () => {
    const { cases, told } = await review([a], "e", "", "x", "s");
    expect(cases).toEqual([]);
    expect(told.slice(1)).toEqual([
      expect.stringContaining("none is proposed"),
      expect.stringContaining("q "),
    ]);
  });

  it("marks a case critical, and takes it back", async () => {
    const { cases } = await review([a, b], "c", "a", "C", "c", "A");
    expect(cases.map(({ critical }) => critical)).toEqual([true, undefined]);
  });

  it("keeps of a rejected question its hash and the reason, and none of its words", async () => {
    const { cases, rejections } = await review([a], "r", "", "r", "asked by ana@example.com");
    expect(cases).toEqual([]);
    expect(rejections.join("")).not.toMatch(/refund|example/);
    const chunks = async function* () {
      yield Buffer.from(rejections.join(""));
    };
    expect(await readRejections("rejected.jsonl", chunks())).toEqual({
      ok: true,
      value: [{ print: printOf(a.input), reason: "asked by [EMAIL_1]", reviewer: "ana", date: "2026-11-25" }],
    });
  });

  it.each([
    ["q", ["a", "q"]],
    ["Ctrl-C", ["a"]],
    ["Ctrl-C in the middle of an answer", ["a", "e"]],
  ])("loses nothing that was decided at %s", async (_, typed) => {
    const { cases, left } = await review([a, b, c], ...typed);
    expect(cases.map(({ id }) => id)).toEqual(["a"]);
    expect(left).toBe(2);
  });

  it("leaves what is skipped for another time", async () => {
    expect(await review([a, b], "s", "s")).toMatchObject({ cases: [], rejections: [], left: 2 });
  });
});

describe("readRejections", () => {
  it.each(['{"version":1}', "<<<<<<< HEAD", '{"version":2,"question":"sha256:0"}'])(
    "names a line that is none: %s",
    async (line) => {
      const chunks = async function* () {
        yield Buffer.from(`${line}\n`);
      };
      expect(await readRejections("rejected.jsonl", chunks())).toMatchObject({
        ok: false,
        problems: [{ file: "rejected.jsonl", line: 1 }],
      });
    },
  );
});
