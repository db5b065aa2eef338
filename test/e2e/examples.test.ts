import { it } from "vitest";
import { expectExampleToBlock } from "./example-run.ts";

it.each(["openai", "http"])("examples/%s is blocked, with the comment that lies beside it", async (name) => {
  await expectExampleToBlock(name);
});
