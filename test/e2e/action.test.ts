import { describe, expect, it } from "vitest";
import { openDesk, prompt } from "./support-desk.ts";

describe("the action on a pull request", () => {
  it("passes a prompt that answers as well, in one comment, and says what it cost", async () => {
    const desk = await openDesk();
    desk.base();
    const pull = desk.pullRequest({ "prompts/support.md": prompt("Be kind.") });
    const ran = await desk.run(pull);
    expect(ran.status).toBe(0);
  });
});
