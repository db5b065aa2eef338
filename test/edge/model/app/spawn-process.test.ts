import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keepTail } from "../../../../src/edge/model/app/output-tail.ts";
import { runToEnd, startProcess } from "../../../../src/edge/model/app/spawn-process.ts";
import { tempFolder } from "../../../temp-folder.ts";
import { environment as env, isAlive, until } from "./asking.ts";

const signal = new AbortController().signal;
const run = (text: string, options: Partial<Parameters<typeof runToEnd>[0]> = {}) =>
  runToEnd({
    argv: [process.execPath, "-e", text],
    folder: tempFolder(),
    env,
    timeoutMs: 60_000,
    signal,
    ...options,
  });

describe("a program that is run to its end", () => {
  it("gives its exit code and what it printed to both outputs", async () => {
    expect(
      await run(`console.log("one"); setTimeout(() => { console.error("two"); process.exit(3); }, 50)`),
    ).toEqual({
      code: 3,
      signal: null,
      timedOut: false,
      output: "one\ntwo\n",
    });
  });

  it("has nothing to read", async () => {
    expect(await run(`process.stdin.on("end", () => console.log("end")).resume()`)).toMatchObject({
      output: "end\n",
    });
  });

  it("gives the end of much", async () => {
    const { output } = await run(`for (let n = 0; n < 30000; n++) console.log("step " + n)`);
    expect(output.endsWith("step 29999\n")).toBe(true);
    expect(output.length).toBeLessThanOrEqual(64 * 1024);
  });

  it("is ended at its limit", async () => {
    expect(await run(`setInterval(() => {}, 1000)`, { timeoutMs: 100 })).toMatchObject({
      timedOut: true,
      signal: "SIGTERM",
    });
  });

  it.each([
    ["while it runs", 100],
    ["before", 0],
  ])("is ended by an abort %s", async (_, delayMs) => {
    const stop = new AbortController();
    if (delayMs === 0) stop.abort();
    else setTimeout(() => stop.abort(), delayMs);
    expect(await run(`setInterval(() => {}, 1000)`, { signal: stop.signal })).toMatchObject({
      timedOut: false,
      code: null,
    });
  });

  it("does not wait for what it leaves behind", async () => {
    const text = `const child = require("node:child_process").spawn("sleep", ["100"], { stdio: "inherit" }); console.log(child.pid); child.unref();`;
    const { code, output } = await run(text);
    expect(code).toBe(0);
    await until(() => !isAlive(Number(output)));
  });

  it("is a defect of ours where its folder is not there", async () => {
    await expect(run("", { folder: "/nowhere" })).rejects.toThrow("no folder /nowhere");
  });
});

it("ends what it can at a second call too", async () => {
  const started = await startProcess({ argv: ["sleep", "100"], folder: tempFolder(), env, log: keepTail() });
  await Promise.all([started.end(), started.end()]);
  expect(await started.exited).toEqual({ code: null, signal: "SIGTERM" });
  await started.end();
});

describe("our own end", () => {
  const source = join(import.meta.dirname, "../../../../src/edge/model/app");
  it.each([
    ["by itself", "process.exit(0);", 0],
    ["by an error", `throw new Error("ours");`, 1],
    ["with nothing left to do", "", 0],
    ["by SIGTERM", `process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000);`, "SIGTERM"],
    ["by SIGINT", `process.kill(process.pid, "SIGINT"); setInterval(() => {}, 1000);`, "SIGINT"],
    [
      "by a second SIGINT, where the first one only asks us to stop",
      `process.once("SIGINT", () => setTimeout(() => process.kill(process.pid, "SIGINT"), 50));
       process.kill(process.pid, "SIGINT"); setInterval(() => {}, 1000);`,
      "SIGINT",
    ],
  ])("%s is the end of our processes too", async (_, text, expected) => {
    const folder = tempFolder({
      "ours.ts": `import { startProcess } from ${JSON.stringify(join(source, "spawn-process.ts"))};
        import { keepTail } from ${JSON.stringify(join(source, "output-tail.ts"))};
        const program = 'process.on("SIGTERM", () => {}); require("node:fs").writeFileSync("pid", String(process.pid)); setInterval(() => {}, 1000);';
        const started = await startProcess({ argv: [process.execPath, "-e", program], folder: ".", env: {}, log: keepTail() });
        const { existsSync, readFileSync } = await import("node:fs");
        while (!existsSync("pid") || readFileSync("pid", "utf8") === "") await new Promise((resolve) => setTimeout(resolve, 10));
        started.hold(false);
        ${text}`,
    });
    const child = spawn(process.execPath, ["ours.ts"], { cwd: folder, env, stdio: "ignore" });
    const end = await new Promise((resolve) => child.on("exit", (code, by) => resolve(by ?? code)));
    expect(end).toBe(expected);
    expect(existsSync(join(folder, "pid"))).toBe(true);
    const pid = Number(readFileSync(join(folder, "pid"), "utf8"));
    await until(() => !isAlive(pid));
  });
});
