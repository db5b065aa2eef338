import { stripVTControlCharacters } from "node:util";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderTerminal } from "../../src/report/terminal.ts";
import { renderVerdictJson } from "../../src/report/verdict-json.ts";
import { verdictSchema } from "../../src/experiment/verdict.ts";
import {
  buildRule,
  buildVerdict,
  errorVerdict,
  failingCallsVerdict,
  failVerdict,
  provenVerdict,
  waivedVerdict,
} from "../build-verdict.ts";
import { hostileText } from "./hostile-texts.ts";

const wide = { colour: false, width: 140 };
const narrow = { colour: false, width: 60 };

describe("renderTerminal", () => {
  it.each([
    ["fail.terminal.txt", failVerdict(), wide],
    ["failing-calls.terminal.txt", failingCallsVerdict(), wide],
    ["fail-narrow.terminal.txt", failVerdict(), narrow],
    ["pass-proven.terminal.txt", provenVerdict(), wide],
    ["error.terminal.txt", errorVerdict(), wide],
    ["waived.terminal.txt", waivedVerdict(), wide],
  ])("reads like test/golden/%s", async (file, verdict, options) => {
    await expect(renderTerminal(verdict, options)).toMatchFileSnapshot(`../golden/${file}`);
  });

  it("says with colour exactly what it says without", () => {
    for (const verdict of [failVerdict(), provenVerdict(), errorVerdict(), waivedVerdict()]) {
      const coloured = renderTerminal(verdict, { ...wide, colour: true });
      expect(coloured).toContain("\u001b[");
      expect(stripVTControlCharacters(coloured)).toBe(renderTerminal(verdict, wide));
    }
  });

  it("prints no workflow command and no escape sequence of others (W01 W02 W04)", () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 20, max: 200 }), (text, width) => {
        const verdict = buildVerdict({
          gate: text,
          title: text,
          verdict: "fail",
          rules: [
            buildRule(`slice:${text}`, { status: "fail", message: text, waived: text }),
            buildRule("quality", { status: "fail", message: text }),
          ],
          changed: [{ case: text, baseline: 1, candidate: 0, failure: `other/${text}`, shown: text }],
          problems: [{ code: "x", file: text, message: text, fix: text }],
          waivers: [{ id: text, rule: text, reason: text, approved_by: text, expires: text, state: "used" }],
          policy: { trusted: true, not_proven: "allow", ignored_edits: [text] },
        });
        for (const line of renderTerminal(verdict, { colour: false, width }).split("\n")) {
          expect(line).not.toContain("##[");
          expect(line).not.toMatch(/^\s*::/u);
          expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/u);
        }
      }),
    );
  });
});

describe("renderVerdictJson", () => {
  it("reads back as the verdict, unrounded, and ends with a line break", () => {
    const text = renderVerdictJson(failVerdict());
    expect(verdictSchema.parse(JSON.parse(text))).toEqual(failVerdict());
    expect(text).toContain("-0.0053");
    expect(text.endsWith("}\n")).toBe(true);
  });

  it("has no key for what only reports show", () => {
    const text = renderVerdictJson(failingCallsVerdict());
    const changed = failingCallsVerdict().changed.map(({ shown: _shown, ...change }) => change);
    expect(verdictSchema.parse(JSON.parse(text))).toEqual({ ...failingCallsVerdict(), changed });
  });
});
