import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  codeSpan,
  cut,
  hiddenMarker,
  link,
  safe,
  plain,
  preBlock,
  source,
  table,
  terminalText,
  xmlText,
} from "../../src/report/untrusted.ts";
import { hostileText, markdownAttacks } from "./hostile-texts.ts";
import { activeText, elements, renderGfm, tagCounts, textOf } from "./render-gfm.ts";

const active = /@[\w-]|#\d|\bGH-\d|https?:|www\.|\b[0-9a-f]{7,40}\b|:[a-z_]+:/i;

fc.configureGlobal({numRuns:6000});
describe("codeSpan", () => {
  it.each(markdownAttacks)("keeps attack %s inside one code element", (_, output) => {
    const tree = renderGfm(`case ${source(codeSpan(output))} end`);
    expect(elements(tree, "code")).toHaveLength(1);
    expect(activeText(tree).trim()).toMatch(/^case +end$/);
    expect([...elements(tree, "a"), ...elements(tree, "img"), ...elements(tree, "h1")]).toEqual([]);
  });

  it.each(markdownAttacks)("keeps attack %s inside its own table cell", (_, output) => {
    const markdown = source(
      table(
        [{ title: "Case" }, { title: "Output" }],
        [
          [safe`refund-01`, codeSpan(output)],
          [safe`refund-02`, codeSpan("fine")],
        ],
      ),
    );
    expect(tagCounts(markdown)).toEqual({ table: 1, thead: 1, tbody: 1, tr: 3, th: 2, td: 4, code: 2 });
  });

  it("never lets hostile text out of the span, nor the text around it in", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (first, second) => {
        const tree = renderGfm(source(safe`start ${first}${second} end`));
        const spans = [first, second].filter((text) => source(codeSpan(text)) !== "(empty)").length;
        expect(elements(tree, "code")).toHaveLength(spans);
        expect(activeText(tree).replaceAll("(empty)", "").trim()).toMatch(/^start +end$/);
      }),
    );
  });

  it.each([
    ["M17 right-to-left override", "safe\u202etxt", "`safe\\u{202e}txt`"],
    ["zero width space", "pa\u200bss", "`pa\\u{200b}ss`"],
    ["tag character", "a\u{e0041}", "`a\\u{e0041}`"],
    ["escape", "\u001b[31mred", "`\\u{1b}[31mred`"],
    ["line break", "a\r\nb\nc", "`a⏎b⏎c`"],
    ["pipe", "a|b", "`a¦b`"],
    ["backticks inside", "a``b", "```a``b```"],
    ["backtick at the end", "a`", "`` a` ``"],
    ["only spaces", "  ", "(empty)"],
    ["nothing", "", "(empty)"],
    ["lone surrogate", "\ud83d!", "`\\u{d83d}!`"],
  ])("makes a hidden or active character visible: %s", (_, text, shown) => {
    expect(source(codeSpan(text))).toBe(shown);
  });
});

describe("cut", () => {
  it("M16 never cuts inside an emoji and ends with an ellipsis", () => {
    const text = cut(`${"x".repeat(50)}🔴🔴🔴`, 52);
    expect(text).toBe(`${"x".repeat(50)}…`);
    expect(text).not.toMatch(/[\ud800-\udfff]/u);
  });

  it.each([
    ["fits exactly", "refund", 6, "refund"],
    ["one too long", "refunds", 6, "refun…"],
    ["a family of one grapheme", "👩‍👩‍👧x", 8, "…"],
    ["a combining mark", "ae\u0301b", 3, "a…"],
  ])("%s", (_, text, max, expected) => {
    expect(cut(text, max)).toBe(expected);
  });

  it("is valid UTF-16 within its length, whatever it is given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 40 }), (text, max) => {
        const short = cut(text, max);
        expect(short.length).toBeLessThanOrEqual(Math.max(max, 1));
        expect(short).not.toMatch(/[\ud800-\udfff]/u);
      }),
    );
  });
});

describe("plain", () => {
  it.each([
    ["Quality 82.0% -> 74.0%: −8.0 points", "Quality 82.0% → 74.0%: −8.0 points"],
    ["breaks `refund-01` (7 of 10)", "breaks `refund-01` (7 of 10)"],
    ["$0.0041 of $2.00", "$0.0041 of $2.00"],
    ["+0.6 points", "+0.6 points"],
    ["+ item", "\\+ item"],
    ["1. item", "1\\. item"],
    ["8.0 points", "8.0 points"],
    ["--- rule", "\\--- rule"],
    ["\t- item", "\\- item"],
    ["a *b* _c_ <d>", "a \\*b\\* \\_c\\_ \\<d\\>"],
    ["ask @octocat about #1", "ask `@octocat` about `#1`"],
    ["see https://evil.test/x", "see `https://evil.test/x`"],
    ["`a` and ` b", "`a` and \\` b"],
  ])("renders %j as itself", (text, expected) => {
    expect(source(plain(text))).toBe(expected);
  });

  it("never makes a link, a mention, a reference, an emoji or an element of hostile text", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const tree = renderGfm(`1. ${source(plain(text))}`);
        const allowed = new Set(["ol", "li", "code"]);
        expect(
          Object.keys(tagCounts(`1. ${source(plain(text))}`)).filter((tag) => !allowed.has(tag)),
        ).toEqual([]);
        expect(activeText(tree)).not.toMatch(active);
      }),
      { numRuns: 6000 },
    );
  });
});

describe("preBlock", () => {
  it("is one pre with the text in it, whatever the text", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const tree = renderGfm(`before\n\n${source(preBlock(text))}\n\nafter`);
        expect(elements(tree, "pre")).toHaveLength(1);
        expect(elements(tree, "p").map(textOf)).toEqual(["before", "after"]);
        expect([...elements(tree, "a"), ...elements(tree, "img"), ...elements(tree, "h1")]).toEqual([]);
      }),
    );
  });

  it("keeps lines and tabs", () => {
    expect(source(preBlock("Hello,\n\tyou </pre>"))).toBe("<pre>Hello,\n\tyou &lt;/pre&gt;</pre>");
  });
});

describe("other doors", () => {
  it("refuses an address that is not plain http", () => {
    expect(source(link("full report", "javascript:alert(1)"))).toBe("full report");
    expect(source(link("full report", 'https://x.test/"onclick="a'))).toBe("full report");
    expect(source(link("full report", "https://x.test/a?b&c"))).toBe(
      '<a href="https://x.test/a?b&amp;c">full report</a>',
    );
  });

  it("M08 keeps a marker in one line that nothing can end early", () => {
    expect(source(hiddenMarker("llm-o11y:v1", { gate: "a --> <h1>\nb", sha: undefined }))).toBe(
      "<!-- llm-o11y:v1 gate=a--h1b -->",
    );
  });

  it("leaves no workflow command, escape sequence or line break in a terminal line (W01 W02 W04)", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const line = terminalText(text);
        expect(line).not.toContain("##[");
        expect(line).not.toMatch(/^\s*::/u);
        expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/u);
      }),
    );
    expect(terminalText("#\u001b[0m#[set-output name=verdict;]pass")).toBe(
      "# #[set-output name=verdict;]pass",
    );
    expect(terminalText("  ::stop-commands::pwn")).toBe("  : :stop-commands::pwn");
  });

  it("leaves only characters that XML allows, with the five escaped", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(xmlText(text)).not.toMatch(
          /[<>"'\u0000-\u001f\ufffe\uffff]|[\ud800-\udfff]|&(?!(?:amp|lt|gt|quot|apos|#10);)/u,
        );
      }),
    );
  });
});
