import { it } from "vitest";
import { expectExampleToBlock } from "./example-run.ts";

/** Real frameworks, from npm and PyPI, for minutes: CI says so. */
const isAsked = process.env["LLM_O11Y_FRAMEWORKS"] === "1";

it.skipIf(!isAsked).each(["langchain", "autogen", "agent-framework"])(
  "with LLM_O11Y_FRAMEWORKS=1: examples/%s is blocked, with the comment that lies beside it",
  async (name) => {
    await expectExampleToBlock(name);
  },
  600_000,
);
