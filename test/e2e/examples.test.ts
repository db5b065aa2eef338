import { beforeAll, describe, it } from "vitest";
import { tempFolder } from "../temp-folder.ts";
import {
  expectBlocked,
  expectFailingCalls,
  expectItsComment,
  expectNoRegression,
  runExample,
  type ExampleRun,
} from "./example-run.ts";

describe.each(["openai", "http"])("examples/%s", (name) => {
  let run: ExampleRun;
  beforeAll(async () => {
    run = await runExample(name, tempFolder());
  });

  it("is blocked for a misuse of a tool", () => expectBlocked(run));

  it("makes the comment that lies beside it", () => expectItsComment(name, run));

  it("shows the failing calls", () => expectFailingCalls(run));
});

it("examples/http serves each arm from a folder of its own, and lets a change pass that breaks nothing", async () => {
  expectNoRegression(await runExample("http", tempFolder(), "--harmless"));
});
