import * as fc from "fast-check";
import attacks from "../attacks/attacks.json" with { type: "json" };

/** The outputs of the attack cases on Markdown, by attack id. */
export const markdownAttacks: readonly (readonly [string, string])[] = attacks.cases.flatMap(
  ({ id, input }) => {
    const output = "candidate_output" in input ? input.candidate_output : undefined;
    return /^[MW]/.test(id) && typeof output === "string" ? [[id, output] as const] : [];
  },
);

const fragments = [
  "`",
  "``",
  "```",
  "|",
  "¦",
  "\n",
  "\r\n",
  "\u2028",
  "\t",
  " ",
  "\\",
  "<h1>",
  "</h1>",
  "<!--",
  "-->",
  "</details>",
  "</summary>",
  "</pre>",
  "</code>",
  "<details>",
  "<b>",
  "<img src=x>",
  "![x](https://evil.test/p.png)",
  "[a](https://evil.test)",
  "https://evil.test",
  "www.evil.test",
  "a@evil.test",
  "@octocat",
  "#1",
  "GH-3",
  "octo/repo#2",
  "7fd1a60b01f91b314f59955a4e4d4e80d8edf11d",
  ":white_check_mark:",
  "$x^2$",
  "**",
  "__",
  "~~",
  "&lt;",
  "&#64;",
  "# ",
  "- ",
  "1. ",
  "> ",
  "---",
  "===",
  "\u202e",
  "\u200b",
  "\u{e0041}",
  "\u0000",
  "\u001b[31m",
  "\u001b]8;;https://evil.test\u0007",
  "\ud83d",
  "🔴",
  "::set-output name=verdict::pass",
  "##[error]",
  "text",
];

/** Texts made of what Markdown, HTML, GitHub, terminals and runners act on. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 12 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 60 }),
);
