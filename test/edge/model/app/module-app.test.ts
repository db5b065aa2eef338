import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openModuleApp } from "../../../../src/edge/model/app/open-command-app.ts";
import { tempFolder } from "../../../temp-folder.ts";
import { ask, closedAfter, environment, outputOf, until } from "./asking.ts";

const runner = join(import.meta.dirname, "../../../../src/module-runner.ts");

function openModule(text: string, folder = tempFolder({ "desk.mjs": text })) {
  return closedAfter(openModuleApp({ module: "desk.mjs", runner, folder, env: environment, workers: 1 }));
}

it("says that the module itself is not there, and not that it lacks a package", async () => {
  const app = await openModule("", tempFolder());
  expect(await outputOf(ask(app))).toBe(
    "app_error: the app answered with an error: desk.mjs is not there: `target.module` is a file of the commit, or one that `setup` makes",
  );
});

describe("a module", () => {
  it("reads a line that comes in many chunks, and the ones after it", async () => {
    const app = await openModule("export default async ({ input }) => [input.length, input.at(-1)];");
    const outputs = ["7".repeat(300_000) + "é", "8", "9".repeat(70_000)].map((input) => ask(app, { input }));
    expect(await Promise.all(outputs.map(outputOf))).toEqual([
      [300_001, "é"],
      [1, "8"],
      [70_000, "9"],
    ]);
  });

  it("gets the request, and what it returns is the output", async () => {
    const app = await openModule(
      "export default async ({ signal, ...request }) => [request, signal.aborted];",
    );
    expect(await outputOf(ask(app, { context: ["policy"], params: { tone: "kind" } }))).toEqual([
      {
        input: "May I return the pan?",
        context: ["policy"],
        trial: 0,
        params: { tone: "kind" },
        traceparent: "00-00-00-01",
        session: "refund-1/0",
        turn: 1,
        turns: 1,
        messages: [],
      },
      false,
    ]);
  });

  it.each([
    ["a text", `"30 days"`, { output: "30 days" }],
    ["a list", `["30 days"]`, { output: ["30 days"] }],
    ["an object", `({ days: 30 })`, { output: { days: 30 } }],
    ["an empty object", `({})`, { output: {} }],
    ["an answer", `({ output: "30 days", usage: { input: 2 } })`, { output: "30 days", usage: { input: 2 } }],
    [
      "messages",
      `({ messages: [{ role: "assistant", content: "30 days" }] })`,
      { output: "30 days", toolCalls: [] },
    ],
  ])("may return %s", async (_, returned, expected) => {
    expect(await ask(await openModule(`export default () => ${returned};`))).toMatchObject({
      status: "ok",
      ...expected,
    });
  });

  it("prints without harm", async () => {
    const app = await openModule(
      `console.log("loading"); export default ({ input }) => { console.log("asked", input); process.stdout.write("x"); return "ok"; };`,
    );
    expect(await outputOf(ask(app))).toBe("ok");
    await until(() => app.log().includes("asked May I return the pan?"));
  });

  it.each([
    [
      "throws",
      `export default () => { throw new Error("no such order"); };`,
      /^app_error: the app answered with an error: Error: no such order \(at desk\.mjs:1:\d+\)$/,
    ],
    ["throws no error", `export default () => { throw "no order"; };`, /threw no order$/],
    [
      "has no default export",
      `export const answer = 1;`,
      /desk\.mjs has no default export that is a function: write `export default/,
    ],
    [
      "cannot be imported",
      `import "./orders.mjs";`,
      /desk\.mjs cannot be imported: Error .*Cannot find module .*orders\.mjs/,
    ],
    ["is no JavaScript", `export default (`, /desk\.mjs cannot be imported: SyntaxError/],
    ["returns nothing", `export default () => {};`, /the answer has no `output`$/],
    ["returns null", `export default () => null;`, /`output` is null, which is no answer$/],
    ["returns a function", `export default () => () => 1;`, /the answer has no `output`$/],
    ["returns a BigInt", `export default () => 1n;`, /TypeError: Do not know how to serialize a BigInt/],
    [
      "returns a circle",
      `export default () => { const a = {}; a.a = a; return a; };`,
      /TypeError: Converting circular structure to JSON/,
    ],
    [
      "misspells a key",
      `export default () => ({ output: "a", toolCalls: [] });`,
      /unknown key `toolCalls`\. .*`tool_calls`/,
    ],
    ["ends the process", `export default () => process.exit(5);`, /the module ended with exit code 5/],
    [
      "fails behind its own back",
      `export default () => { setTimeout(() => { throw new Error("late"); }); return new Promise(() => {}); };`,
      /exit code 1 before it answered: Error: late$/,
    ],
  ])("is to blame where it %s", async (_, text, reason) => {
    expect(await outputOf(ask(await openModule(text)))).toMatch(reason);
  });

  it("is told when nobody waits for it any more, and has a moment to clean up", async () => {
    const folder = tempFolder({
      "desk.mjs": `import { writeFileSync } from "node:fs";
        // Also where the machine is busy: SIGTERM comes a quarter of a second after the abort.
        process.on("SIGTERM", () => {});
        export default ({ signal, input }) => input === "greet" ? "hello" : new Promise(() =>
          signal.addEventListener("abort", () => writeFileSync("cleaned", "x")));`,
    });
    const app = await openModule("", folder);
    expect(await outputOf(ask(app, { input: "greet" }))).toBe("hello");
    expect(await outputOf(ask(app, { timeoutMs: 300 }))).toBe(
      "app_error: the module gave no answer within 0.3 s",
    );
    await until(() => existsSync(join(folder, "cleaned")));
    expect(await outputOf(ask(app, { input: "greet" }))).toBe("hello");
  });
});
