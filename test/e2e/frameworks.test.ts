import { beforeAll, describe, expect, it } from "vitest";
import { tempFolder } from "../temp-folder.ts";
import {
  expectBlocked,
  expectFailingCalls,
  expectItsComment,
  expectNoRegression,
  expectOwnFolders,
  expectToldBySpans,
  firstMessageOf,
  runExample,
  type ExampleRun,
} from "./example-run.ts";

/** Real frameworks, from npm and PyPI, for minutes: CI says so. */
const isAsked = process.env["LLM_O11Y_FRAMEWORKS"] === "1";
const limitMs = 600_000;

const runs = new Map<string, ExampleRun>();
const runOf = (name: string): ExampleRun => {
  const run = runs.get(name);
  if (run === undefined) throw new Error(`examples/${name} did not run`);
  return run;
};

/** A test of its own for each thing that has to hold, of one run. */
function itBlocksItsChange(name: string): void {
  beforeAll(async () => {
    runs.set(name, await runExample(name, tempFolder()));
  }, limitMs);

  it("is blocked for a misuse of a tool", () => expectBlocked(runOf(name)));

  it("makes the comment that lies beside it", () => expectItsComment(name, runOf(name)));

  it("shows the failing calls", () => expectFailingCalls(runOf(name)));

  it("runs each arm in a folder of its own", () => expectOwnFolders(runOf(name)));
}

describe.skipIf(!isAsked)("with LLM_O11Y_FRAMEWORKS=1: examples/langchain", () => {
  itBlocksItsChange("langchain");

  it("tells tool calls, tokens and cost by its spans", () => {
    expectToldBySpans("langchain", "app.mjs", runOf("langchain"));
  });

  it("is run by LangGraph: its graph chooses the agent, its runner is in the trace of the refused call", () => {
    const { baseline, candidate } = runOf("langchain");
    expect(firstMessageOf("system", "order-01", baseline)).toMatch(/^You know the orders/);
    expect(firstMessageOf("system", "policy-01", baseline)).toMatch(/^You know the rules/);
    const refused = firstMessageOf("tool", "order-01", candidate);
    expect(refused).toContain("Received tool input did not match expected schema");
    expect(refused).toContain("node_modules/@langchain/langgraph/dist/pregel/");
  });

  it(
    "lets a change pass that breaks nothing",
    async () => expectNoRegression(await runExample("langchain", tempFolder(), "--harmless")),
    limitMs,
  );
});

describe.skipIf(!isAsked)("with LLM_O11Y_FRAMEWORKS=1: examples/autogen", () => {
  itBlocksItsChange("autogen");
});

describe.skipIf(!isAsked)("with LLM_O11Y_FRAMEWORKS=1: examples/agent-framework", () => {
  itBlocksItsChange("agent-framework");

  it("tells tool calls, tokens and cost by its spans", () => {
    expectToldBySpans("agent-framework", "app.py", runOf("agent-framework"));
  });

  it("runs each arm with the packages of its own commit", () => {
    const { output } = runOf("agent-framework");
    expect(output).toMatch(/^baseline \| .* Agent Framework 1\.0\.1,/m);
    expect(output).toMatch(/^candidate \| .* Agent Framework 1\.23\.0,/m);
  });
});
