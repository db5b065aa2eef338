import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMarker, withoutRun } from "../../src/experiment/comment-marker.ts";
import { renderComment, renderRerunning } from "../../src/report/comment.ts";
import { readPreviousComment } from "../../src/report/previous-comment.ts";
import { failVerdict, provenVerdict } from "../build-verdict.ts";

const sha = fc.stringMatching(/^[0-9a-f]{40}$/);
const word = fc.constantFrom("pass", "fail", "inconclusive", "error");
const verdict = word.map((one) => ({ ...failVerdict(), verdict: one }) as const);
const start = fc.record({ sha, run: fc.nat(), attempt: fc.integer({ min: 1, max: 99 }) });
const history = fc.array(word, { maxLength: 9 });
const runUrl = fc.nat().map((run) => `https://github.com/acme/desk/actions/runs/${run}`);

describe("the marker", () => {
  it("is read as it was written, with the last five verdicts", () => {
    fc.assert(
      fc.property(verdict, start, history, (given, run, earlier) => {
        const body = renderComment(given, { ...run, history: earlier });
        expect(parseMarker(body)).toEqual({
          gate: "support-bot",
          ...run,
          verdicts: [...earlier, given.verdict].slice(-5),
        });
        expect(parseMarker(body.replaceAll("\n", "\r\n"))).toEqual(parseMarker(body));
      }),
      { numRuns: 50 },
    );
  });

  it("keeps the verdicts, and the commit of the last, while other runs work", () => {
    fc.assert(
      fc.property(
        verdict,
        start,
        history,
        fc.array(start, { minLength: 1, maxLength: 3 }),
        (given, run, earlier, later) => {
          const body = renderComment(given, { ...run, history: earlier });
          const working = later.reduce((text, next) => renderRerunning(text, next), body);
          const last = later.at(-1);
          expect(parseMarker(working)).toEqual({ ...parseMarker(body), ...last });
          expect(readPreviousComment(working).history).toEqual(parseMarker(body)?.verdicts);
          if (given.verdict !== "error")
            expect(readPreviousComment(working).previous).toEqual({
              verdict: given.verdict,
              sha: run.sha.slice(0, 7),
            });
        },
      ),
      { numRuns: 50 },
    );
  });

  it("keeps the verdicts of a comment that is too long to be shown while another run works", () => {
    const later = { sha: "4be01c2a9d8e", run: 119 };
    const [marker = "", ...rest] = renderComment(failVerdict(), { sha: "9f3c1ab", history: ["pass"] }).split(
      "\n",
    );
    const long = [marker, "x".repeat(65_000), ...rest].join("\n");
    const working = renderRerunning(renderRerunning(long, later), later);
    expect(working).toBe(
      "<!-- llm-o11y:v1 gate=support-bot sha=4be01c2a9d8e run=119 -->\n### ⏳ Re-evaluating `4be01c2` (run 119). The last verdict is outdated\n\n<!-- llm-o11y:v1 verdicts=pass.fail -->\n",
    );
  });

  it.each([
    ["nothing", ""],
    ["other text", "Thanks for the report"],
    ["another tool's", "<!-- other:v1 gate=support-bot -->\nhello"],
    ["a later version's", "<!-- llm-o11y:v2 gate=support-bot -->\nhello"],
    ["one that is not first", "hello\n<!-- llm-o11y:v1 gate=support-bot -->"],
    ["one without a gate", "<!-- llm-o11y:v1 sha=9f3c1ab -->"],
    ["one with words after it", "<!-- llm-o11y:v1 gate=support-bot --> hello"],
    ["the line of verdicts alone", "<!-- llm-o11y:v1 verdicts=pass -->"],
  ])("is not seen in %s", (_, body) => {
    expect(parseMarker(body)).toBeUndefined();
  });

  it.each([
    ["run=1e3 attempt=-1 sha=main", {}],
    ["run=99999999999999999999", {}],
    ["sha=9f3c1ab run=118", { sha: "9f3c1ab", run: 118 }],
  ])("takes only what has its form: %s", (parts, expected) => {
    expect(parseMarker(`<!-- llm-o11y:v1 gate=default ${parts} -->\n`)).toEqual({
      gate: "default",
      verdicts: [],
      ...expected,
    });
  });

  it("takes no verdict that is none", () => {
    expect(
      parseMarker("<!-- llm-o11y:v1 gate=default -->\n\n<!-- llm-o11y:v1 verdicts=pass.great.fail -->\n")
        ?.verdicts,
    ).toEqual(["pass", "fail"]);
  });
});

describe("withoutRun", () => {
  it("makes equal what is the same verdict on the same commit", () => {
    const options = fc.record({ run: fc.nat(), attempt: fc.nat(), runUrl, history });
    fc.assert(
      fc.property(verdict, sha, options, options, (given, head, one, other) => {
        const render = (run: typeof one) => withoutRun(renderComment(given, { ...run, sha: head }));
        expect(render(one)).toBe(render(other));
      }),
      { numRuns: 50 },
    );
  });

  it("keeps apart another verdict, another commit, and a run that re-evaluates", () => {
    const options = { sha: "9f3c1ab7", run: 118, attempt: 1 };
    const bodies = [
      renderComment(failVerdict(), options),
      renderComment(provenVerdict(), options),
      renderComment(failVerdict(), { ...options, sha: "4be01c2a" }),
      renderRerunning(renderComment(failVerdict(), options), options),
    ];
    expect(new Set(bodies.map(withoutRun)).size).toBe(bodies.length);
  });
});

describe("readPreviousComment", () => {
  it("takes over nothing from nothing", () => {
    expect(readPreviousComment(undefined)).toEqual({ history: [] });
    expect(readPreviousComment("hello")).toEqual({ history: [] });
  });

  it("does not count an error as a verdict that stands", () => {
    const first = renderComment(failVerdict(), { sha: "9f3c1ab7", run: 118 });
    const error = { ...failVerdict(), verdict: "error" } as const;
    const second = renderComment(error, { sha: "4be01c2a", run: 119, ...readPreviousComment(first) });
    expect(readPreviousComment(first).previous).toEqual({ verdict: "fail", sha: "9f3c1ab7" });
    expect(readPreviousComment(second).previous).toEqual({ verdict: "fail" });
  });

  it("gives the next comment its history", () => {
    const first = renderComment(failVerdict(), { sha: "9f3c1ab7", run: 118 });
    const second = renderComment(failVerdict(), { run: 119, ...readPreviousComment(first) });
    const third = renderComment(provenVerdict(), { run: 120, ...readPreviousComment(second) });
    expect(third).toContain("history: fail → fail → **pass**</sub>");
  });
});
