import { describe, expect, it } from "vitest";
import { decide } from "../../src/decide/decide.ts";
import { verdictSchema } from "../../src/experiment/verdict.ts";
import type { Verdict } from "../../src/experiment/verdict.ts";
import { renderComment } from "../../src/report/comment.ts";
import { renderJunit } from "../../src/report/junit.ts";
import { renderTerminal } from "../../src/report/terminal.ts";
import { freshBaseline, stoppedInput } from "../build-stopped.ts";
import { buildVerdict } from "../build-verdict.ts";

/** What decides on a run of 300 cases that an early stop ended, with commits and spend around it. */
function stoppedVerdict(fresh = freshBaseline.whole): Verdict {
  const { arms, policy } = buildVerdict();
  const input = stoppedInput({ of: 300, isOwn: true }, fresh);
  return { ...decide(input), arms, policy, spend: { usd: 0.11, calls: 82, cached: 123 } };
}

const options = {
  runUrl: "https://github.com/acme/desk/actions/runs/118",
  sha: "9f3c1ab7e6d5c4b3a29180f7e6d5c4b3a2918070",
  run: 118,
  attempt: 1,
  today: "2026-11-25",
};

describe("a run that an early stop ended", () => {
  it.each([
    ["early-stop", freshBaseline.whole],
    ["early-stop-not-confirmed", freshBaseline.broken],
  ])("reads like test/golden/%s.*", async (name, fresh) => {
    const verdict = stoppedVerdict(fresh);
    verdictSchema.parse(verdict);
    await expect(renderComment(verdict, options)).toMatchFileSnapshot(`../golden/${name}.md`);
    await expect(renderTerminal(verdict, { colour: false, width: 140 })).toMatchFileSnapshot(
      `../golden/${name}.terminal.txt`,
    );
    await expect(renderJunit(verdict)).toMatchFileSnapshot(`../golden/${name}.junit.xml`);
  });

  it("does not say what its dataset can see, nor that more cases would settle it", () => {
    const comment = renderComment(stoppedVerdict(freshBaseline.broken));
    expect(comment).not.toContain("can see");
    expect(comment).not.toContain("More cases");
    expect(comment).toContain("**What would decide it:** another run");
  });
});
