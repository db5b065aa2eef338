import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderJunit } from "../../src/report/junit.ts";
import {
  buildRule,
  buildVerdict,
  errorVerdict,
  failingCallsVerdict,
  failVerdict,
  noEvidenceVerdict,
  waivedVerdict,
} from "../build-verdict.ts";
import { hostileText } from "./hostile-texts.ts";

describe("renderJunit", () => {
  it("reads like test/golden/fail.junit.xml", async () => {
    await expect(renderJunit(failVerdict())).toMatchFileSnapshot("../golden/fail.junit.xml");
  });

  it("shows the failing call in the messages of what failed", async () => {
    await expect(renderJunit(failingCallsVerdict())).toMatchFileSnapshot("../golden/failing-calls.junit.xml");
  });

  it.each([
    ["pass", {}, "allow", "system-out"],
    ["fail", { status: "fail" }, "allow", "failure"],
    ["fail, waived", { status: "fail", waived: "w-1" }, "allow", "skipped"],
    ["fail, advisory", { status: "fail", advisory: true }, "allow", "skipped"],
    ["no evidence", { status: "inconclusive" }, "allow", "error"],
    ["beyond, not proven", { status: "not_proven", measured: "beyond" }, "allow", "skipped"],
    ["within, not proven", { status: "not_proven", measured: "within" }, "allow", "system-out"],
    ["within, not proven, which blocks", { status: "not_proven", measured: "within" }, "block", "error"],
    ["not applicable", { status: "not_applicable" }, "allow", "skipped"],
  ] as const)("shows %s as a test case with %3$s", (_, fields, notProven, element) => {
    const verdict = buildVerdict({
      rules: [buildRule("quality", fields)],
      policy: { trusted: true, not_proven: notProven, ignored_edits: [] },
    });
    expect(renderJunit(verdict)).toMatch(new RegExp(`name="quality"><${element}[ >]`));
  });

  it("fails the critical cases that broke, and only skips one that moved unconfirmed", () => {
    const xml = renderJunit(
      buildVerdict({
        ...failVerdict(),
        changed: [
          { case: "refund-01", baseline: 1, candidate: 0, critical: true },
          { case: "refund-02", baseline: 1, candidate: 0.9, critical: true },
        ],
      }),
    );
    expect(xml).toContain('name="refund-01"><failure');
    expect(xml).toContain('name="refund-02"><skipped');
    expect(renderJunit(waivedVerdict())).toContain(
      'name="refund-01"><skipped message="Critical case broken, waived by refund-rewrite"/>',
    );
  });

  it("is never without a red case when the verdict blocks", () => {
    expect(renderJunit(errorVerdict())).toContain('errors="2"');
    expect(renderJunit({ ...errorVerdict(), problems: [] })).toContain('errors="1"');
    expect(renderJunit(noEvidenceVerdict())).toContain('errors="4"');
  });

  it("stays well-formed whatever the names are", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const xml = renderJunit(
          buildVerdict({
            gate: text,
            title: text,
            rules: [
              buildRule(text, { status: "fail", message: text, cases: [text] }),
              buildRule(text, { message: text }),
            ],
            changed: [{ case: text, baseline: 1, candidate: 0, shown: text }],
          }),
        );
        const element = String.raw`<[?/]?[\w-]+(?: [\w]+="[^"<]*")*[?/]?>`;
        expect(xml).toMatch(new RegExp(`^(?:\\s|[^<>&"']|&(?:amp|lt|gt|quot|apos|#10);|${element})*$`, "u"));
        expect(xml.match(/<testcase /g)).toHaveLength(2);
      }),
    );
  });
});
