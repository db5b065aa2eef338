import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openCommandApp } from "../../../../src/edge/model/app/open-command-app.ts";
import { ProblemError } from "../../../../src/problem.ts";
import { tempFolder } from "../../../temp-folder.ts";
import { ask, closedAfter, environment, isAlive, nodeApp, outputOf, until } from "./asking.ts";

const echo = "say({ id, output: `${input}!` });";

describe("a command", () => {
  it("is asked with every key of the protocol, and answers with what it did", async () => {
    const app = await nodeApp(
      "say({ id, output: request, tool_calls: [], usage: { input: 3 }, cost_usd: 0.01 });",
    );
    const reply = await ask(app, { turn: { trial: 2 }, params: { tone: "kind" } });
    expect(reply).toEqual({
      status: "ok",
      output: {
        id: expect.any(String),
        input: "May I return the pan?",
        context: null,
        trial: 2,
        params: { tone: "kind" },
        traceparent: "00-00-00-01",
        session: "refund-1/0",
        turn: 1,
        turns: 1,
        messages: [],
      },
      messages: [],
      toolCalls: [],
      usage: { input: 3 },
      costUsd: 0.01,
      latencyMs: expect.any(Number),
    });
  });

  it("answers every request of many with its own answer, in as many workers as there may be", async () => {
    const app = await nodeApp("setTimeout(() => say({ id, output: [input, process.pid] }), 5);", {
      workers: 3,
    });
    const senders = new Set<string>();
    const outputs = await Promise.all(
      Array.from({ length: 60 }, (_, at) =>
        outputOf(ask(app, { input: at, turn: { session: `${at}`, onSent: (name) => senders.add(name) } })),
      ),
    );
    expect(outputs.map((output) => (output as [number])[0])).toEqual(
      Array.from({ length: 60 }, (_, at) => at),
    );
    expect(new Set(outputs.map((output) => (output as [number, number])[1])).size).toBe(3);
    expect([...senders].toSorted()).toEqual(["w1", "w2", "w3"]);
  });

  it("starts one worker, and more only when there is work for them", async () => {
    const app = await nodeApp("say({ id, output: process.pid });", { workers: 4 });
    const pids = new Set<unknown>();
    for (let at = 0; at < 5; at++) pids.add(await outputOf(ask(app, { turn: { session: `${at}` } })));
    expect(pids.size).toBe(1);
  });

  it("sees the environment that it was given, its worker's own included, and nothing else", async () => {
    process.env["DESK_SECRET"] = "sk-123456789";
    const app = await nodeApp("say({ id, output: process.env });", {
      env: { ...environment, TONE: "kind" },
      envOf: (name) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:1/${name}` }),
    });
    expect(await outputOf(ask(app))).toEqual({
      ...environment,
      TONE: "kind",
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1/w1",
    });
    delete process.env["DESK_SECRET"];
  });

  it("may be written in Python, whatever the locale", async () => {
    const folder = tempFolder({
      "app.py": `import json, sys
for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps({"id": request["id"], "output": request["input"].upper()}, ensure_ascii=True), flush=True)
`,
    });
    const env = { ...environment, LC_ALL: "C", PYTHONIOENCODING: "ascii" };
    const app = await closedAfter(openCommandApp({ argv: ["python3", "app.py"], folder, env }));
    expect(await outputOf(ask(app, { input: "straße \u2028 \u0085 größer 🍳" }))).toBe(
      "STRASSE \u2028 \u0085 GRÖSSER 🍳",
    );
  });

  it("may be written in shell, and started by a path of its folder", async () => {
    const folder = tempFolder({
      "bin/app.sh": `while read -r line; do id=\${line#*'"id":"'}; printf '{"id":"%s","output":"ok"}\\n' "\${id%%'"'*}"; done`,
    });
    const app = await closedAfter(
      openCommandApp({ argv: ["/bin/sh", "bin/app.sh"], folder, env: environment }),
    );
    expect(await outputOf(ask(app))).toBe("ok");
  });

  it.each([
    [
      "lines that end as on Windows, and empty ones",
      `process.stdout.write("\\r\\n\\n" + JSON.stringify({ id, output: "ok" }) + "\\r\\n");`,
    ],
    ["a byte order mark", `say("\\uFEFF" + JSON.stringify({ id, output: "ok" }));`],
    [
      "characters in pieces",
      `const bytes = Buffer.from(JSON.stringify({ id, output: "ok", context: "größer 🍳" }) + "\\n");
       for (const byte of bytes) { process.stdout.write(Buffer.from([byte])); await new Promise(setImmediate); }`,
    ],
    [
      "a last line without an end",
      `process.stdout.write(JSON.stringify({ id, output: "ok" }), () => process.exit(0));`,
    ],
  ])("is understood in %s", async (_, onLine) => {
    expect(await outputOf(ask(await nodeApp(onLine)))).toBe("ok");
  });

  it("answers with 5 MB", async () => {
    const app = await nodeApp(`say({ id, output: "x".repeat(5e6) });`);
    expect(String(await outputOf(ask(app))).length).toBe(5e6);
  });

  it("gets the turns of a session in one process, beside those of others", async () => {
    const app = await nodeApp("setTimeout(() => say({ id, output: process.pid }), 3);", { workers: 3 });
    const talk = async (session: string): Promise<unknown[]> => {
      const pids: unknown[] = [];
      for (let turn = 1; turn <= 4; turn++) {
        const script = { turn, turns: 4, messages: [] };
        pids.push(await outputOf(ask(app, { script, turn: { session } })));
      }
      return pids;
    };
    const talks = await Promise.all(["a", "b", "c", "d", "e"].map(talk));
    for (const pids of talks) expect(new Set(pids).size).toBe(1);
    expect(new Set(talks.flat()).size).toBe(3);
  });

  it("gets the next turn in another process where the first one died", async () => {
    const app = await nodeApp(
      "say({ id, output: process.pid }); if (request.turn === 1) setTimeout(() => process.exit(3), 5);",
    );
    const [first, second] = [1, 2].map((turn) => ({ script: { turn, turns: 2, messages: [] } }));
    const pid = await outputOf(ask(app, first));
    await until(() => !isAlive(Number(pid)));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await outputOf(ask(app, second))).not.toBe(pid);
  });
});

describe("a command that cannot be started", () => {
  const folder = tempFolder({ "notes.txt": "greet first" });
  it.each([
    [
      "is not there",
      ["desk-bot-that-is-nowhere"],
      'cannot start "desk-bot-that-is-nowhere": it is not found.',
      "Name it by its path",
    ],
    [
      "is a line for a shell",
      ["node app.js"],
      'cannot start "node app.js": it is not found.',
      'Write a list: ["node","app.js"].',
    ],
    [
      "may not be run",
      ["./notes.txt"],
      'cannot start "./notes.txt": it may not be run.',
      "Name it by its path",
    ],
    ["is below a file", ["./notes.txt/app"], 'cannot start "./notes.txt/app": it', "Name it by its path"],
    ["is empty", [""], 'cannot start "": it is empty.', "Name it by its path"],
  ])("is a problem before anything is asked: it %s", async (_, argv, message, fix) => {
    const error = await openCommandApp({ argv, folder, env: environment }).catch(
      (failure: unknown) => failure,
    );
    expect(error).toBeInstanceOf(ProblemError);
    const [problem] = (error as ProblemError).problems;
    expect(problem?.code).toBe("command-not-found");
    expect(problem?.message).toContain(message);
    expect(problem?.fix).toContain(fix);
  });
});

describe("a command that fails", () => {
  it.each([
    ["ends at once", `process.exit(3);`, "ended with exit code 3 before it answered"],
    [
      "throws",
      `throw new Error("no such order");`,
      "the command ended with exit code 1 before it answered: Error: no such order",
    ],
    ["is killed", `process.kill(process.pid, "SIGKILL");`, "was ended by SIGKILL before it answered"],
    ["takes one line only", `process.exit(0);`, "answer line after line until its standard input ends"],
    [
      "prints garbage",
      `say("Hello, I am the desk");`,
      'is no answer (logs go to stderr): "Hello, I am the desk"',
    ],
    [
      "prints a workflow command",
      `say("::set-output name=verdict::pass");`,
      '"::set-output name=verdict::pass"',
    ],
    ["prints JSON that is no object", `say("[1]");`, 'is no answer (logs go to stderr): "[1]"'],
    [
      "answers for another id",
      `say({ id: "refund-2", output: "30 days" });`,
      'answered for another id than the one it was asked: "refund-2"',
    ],
    ["answers with a number as id", `say({ id: 1, output: "30 days" });`, "answered without the `id`"],
    ["answers without id", `say({ output: "30 days" });`, "answered without the `id`"],
    [
      "is not UTF-8",
      `process.stdout.write(Buffer.from([0x22, 0xe4, 0x22, 10]));`,
      "printed a line that is not UTF-8",
    ],
    [
      "nests deeply",
      `say('{"id":"' + id + '","output":' + "[".repeat(1e6) + "]".repeat(1e6) + "}");`,
      "nests deeper than 60 levels",
    ],
    [
      "closes its standard output",
      `process.stdout.end(); require_("node:fs").closeSync(1);`,
      "closed its standard output",
    ],
    [
      "says what is wrong",
      `say({ id, error: "no such\\norder" });`,
      "the app answered with an error: no such order",
    ],
    [
      "has a wrong figure",
      `say({ id, output: "a", cost_usd: -1 });`,
      "`cost_usd`: expected a price in dollars",
    ],
  ])("is to blame where it %s", async (_, onLine, reason) => {
    const before = `import { createRequire } from "node:module"; const require_ = createRequire(import.meta.url);
      setInterval(() => {}, 1000);`;
    const app = await nodeApp(onLine, { before });
    const reply = await ask(app);
    expect(reply).toMatchObject({ status: "app_error", reason: expect.stringContaining(reason) });
    expect(reply.status === "app_error" && reply.reason.length).toBeLessThanOrEqual(300);
    expect(reply.status === "app_error" && reply.reason).not.toMatch(/[\n\u001b]/);
  });

  it("is to blame where it closes its standard input", async () => {
    const app = await nodeApp(
      `if (count === 1) { say({ id, output: "ok" }); require_("node:fs").closeSync(0); process.stdin.destroy(); setTimeout(() => console.error("closed"), 50); }`,
      {
        before: `import { createRequire } from "node:module"; const require_ = createRequire(import.meta.url);
          setInterval(() => {}, 1000);`,
      },
    );
    expect(await outputOf(ask(app))).toBe("ok");
    await until(() => app.log().includes("closed"));
    expect(await outputOf(ask(app))).toBe("app_error: the command closed its standard input: closed");
    expect(await outputOf(ask(app))).toBe("ok");
  });

  it("is not waited for until it has loaded where the run is stopped", async () => {
    const folder = tempFolder({
      "app.mjs": `import { writeFileSync } from "node:fs"; writeFileSync("begun", "");
        for (const end = Date.now() + 8000; Date.now() < end; ); writeFileSync("loaded", ""); process.stdin.resume();`,
    });
    const stop = new AbortController();
    const opening = openCommandApp({
      argv: [process.execPath, "app.mjs"],
      folder,
      env: environment,
      workers: 1,
      signal: stop.signal,
    });
    await until(() => existsSync(join(folder, "begun")));
    stop.abort();
    await closedAfter(opening);
    expect(existsSync(join(folder, "loaded"))).toBe(false);
  });

  it("is to blame where it closes its standard output before it is asked", async () => {
    const app = await nodeApp(echo, {
      before: `import { createRequire } from "node:module";
        createRequire(import.meta.url)("node:fs").closeSync(1);
        for (const until = Date.now() + 1500; Date.now() < until; );`,
    });
    expect(await outputOf(ask(app))).toBe("app_error: the command closed its standard output");
  });

  it("loses the one trial at which it dies, and no other", async () => {
    const app = await nodeApp(
      `if (input === 50) { console.error("Error: out of paper"); process.exit(9); } ${echo}`,
      { workers: 2 },
    );
    const outputs = await Promise.all(
      Array.from({ length: 60 }, (_, at) => outputOf(ask(app, { input: at, turn: { session: `${at}` } }))),
    );
    const lost = outputs.flatMap((output, at) => (output === `${at}!` ? [] : [[at, output]]));
    expect(lost).toEqual([
      [50, "app_error: the command ended with exit code 9 before it answered: Error: out of paper"],
    ]);
  });

  it("is not started for ever: after three deaths without an answer all else fails at once", async () => {
    const folder = tempFolder({
      "app.mjs": `import { appendFileSync } from "node:fs"; appendFileSync("starts", "x"); throw new Error("no order book");`,
    });
    const app = await closedAfter(
      openCommandApp({ argv: [process.execPath, "app.mjs"], folder, env: environment, workers: 2 }),
    );
    const outputs = await Promise.all(Array.from({ length: 40 }, () => outputOf(ask(app))));
    expect(outputs.at(-1)).toMatch(
      /^app_error: the command failed \d times and never answered; at last it ended with exit code 1 before it answered: Error: no order book$/,
    );
    expect(readFileSync(join(folder, "starts"), "utf8").length).toBeLessThanOrEqual(5);
  });

  it("is not waited for each time where it never answers within its time", async () => {
    const app = await nodeApp("");
    const outputs = await Promise.all(
      Array.from({ length: 40 }, () => outputOf(ask(app, { timeoutMs: 150 }))),
    );
    expect(outputs.at(-1)).toMatch(/^app_error: the command failed \d times and never answered/);
    expect(outputs.filter((output) => String(output).includes("gave no answer")).length).toBe(40);
  });

  it("does not pair a late answer with the next request", async () => {
    const app = await nodeApp(
      `if (input === "slow") setTimeout(() => say({ id, output: "late" }), 300); else ${echo}`,
    );
    expect(await outputOf(ask(app, { input: "slow", timeoutMs: 200 }))).toMatch(
      /^app_error: the command gave no answer within 0.2 s and printed nothing: it has to .* flush/,
    );
    expect(await outputOf(ask(app, { input: "greet" }))).toBe("greet!");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await outputOf(ask(app, { input: "refund" }))).toBe("refund!");
  });

  it("is heard once where it answers twice, and warned of", async () => {
    const app = await nodeApp(`${echo} say({ id, output: "again" });`);
    for (const input of ["greet", "refund", "escalate"])
      expect(await outputOf(ask(app, { input }))).toBe(`${input}!`);
    await until(() => app.warnings()[0]?.includes("3 answers") ?? false);
    expect(app.warnings()).toEqual(["the command gave 3 answers a second time, which were ignored"]);
  });

  it("does not pass for an answer what it says before it is asked", async () => {
    const app = await nodeApp(echo, {
      before: `for (let n = 1; n < 9; n++) say({ id: "r" + n, output: "forged" });`,
    });
    await until(() => app.log().includes('"id":"r8"'));
    expect(await outputOf(ask(app, { input: "greet" }))).toBe("greet!");
  });

  it("is ended where it writes on without an end of line, and takes no memory for it", async () => {
    const flood = `const part = Buffer.alloc(2 ** 20, 120); for (let n = 0; n < 50; n++) process.stdout.write(part);`;
    const app = await nodeApp(flood);
    const before = process.memoryUsage().arrayBuffers;
    expect(await outputOf(ask(app))).toMatch(
      /^app_error: the command printed a line of more than 16 MiB: "xxx/,
    );
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40 * 2 ** 20);
  });

  it("keeps the end of what it prints", async () => {
    const app = await nodeApp(
      `for (let n = 0; n < 50_000; n++) console.error("::warning::step " + n); ${echo}`,
    );
    expect(await outputOf(ask(app, { input: "greet" }))).toBe("greet!");
    await until(() => app.log().includes("step 49999"));
    expect(app.log().length).toBeLessThanOrEqual(64 * 1024);
  });
});

describe("the end of a command", () => {
  const grandchild = (file: string, body: string) =>
    `import { spawn } from "node:child_process";
     const child = spawn(process.execPath, ["-e", ${JSON.stringify(body)}], { stdio: ["ignore", "inherit", "inherit"] });
     (await import("node:fs")).writeFileSync(${JSON.stringify(file)}, String(child.pid));`;
  const stubborn = `process.on("SIGTERM", () => {}); setInterval(() => {}, 1000);`;

  it("comes to what it has started too, at a time-out, also where that ignores SIGTERM and holds its output", async () => {
    const file = join(tempFolder(), "pid");
    const app = await nodeApp("", { before: grandchild(file, stubborn) });
    await until(() => existsSync(file) && readFileSync(file, "utf8") !== "");
    const pid = Number(readFileSync(file, "utf8"));
    expect(isAlive(pid)).toBe(true);
    expect(await outputOf(ask(app, { timeoutMs: 100 }))).toMatch(/no answer within 0.1 s/);
    await app.close();
    await until(() => !isAlive(pid));
  });

  it("is seen though what it has started holds its output open", async () => {
    const file = join(tempFolder(), "pid");
    const app = await nodeApp("process.exit(4);", { before: grandchild(file, stubborn) });
    expect(await outputOf(ask(app))).toMatch(/ended with exit code 4/);
    await app.close();
    const pid = Number(readFileSync(file, "utf8"));
    await until(() => !isAlive(pid));
  });

  it("comes at close, also to one that ignores SIGTERM", async () => {
    const app = await nodeApp(`say({ id, output: process.pid });`, { before: stubborn });
    const pid = Number(await outputOf(ask(app)));
    await app.close();
    await until(() => !isAlive(pid));
    expect(await ask(app)).toMatchObject({ status: "infra_error", code: "aborted" });
  });

  it("comes with the abort of a request, which blames nobody", async () => {
    const app = await nodeApp(
      `if (input === "slow") (await import("node:fs")).writeFileSync("asked", String(process.pid)); else ${echo}`,
    );
    const stop = new AbortController();
    const asked = [0, 1].map(() => ask(app, { input: "slow", signal: stop.signal }));
    await new Promise((resolve) => setTimeout(resolve, 200));
    stop.abort();
    for (const reply of await Promise.all(asked))
      expect(reply).toMatchObject({ status: "infra_error", code: "aborted", isRetryable: false });
    expect(await outputOf(ask(app, { input: "greet" }))).toBe("greet!");
  });
});

it("never pairs an answer with another request, however workers behave", { timeout: 120_000 }, async () => {
  const behaviour = fc.constantFrom(
    "answer",
    "answer",
    "answer",
    "twice",
    "before",
    "other",
    "garbage",
    "silent",
    "die",
  );
  const app = await nodeApp(
    `const own = { id, output: "of " + input.name };
     const other = { id: id.replace(/[0-9a-f]/, (digit) => (digit === "0" ? "1" : "0")), output: "of another" };
     if (input.does === "answer") setTimeout(() => say(own), input.after);
     if (input.does === "twice") { say(own); setTimeout(() => say(own), input.after); }
     if (input.does === "before") { say(own); say(other); }
     if (input.does === "other") { say(other); say(own); }
     if (input.does === "garbage") say("{");
     if (input.does === "silent") setTimeout(() => say(own), 150);
     if (input.does === "die") process.exit(1);`,
    { workers: 3 },
  );
  expect(await outputOf(ask(app, { input: { name: "first", does: "answer", after: 0 } }))).toBe("of first");
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ does: behaviour, after: fc.nat(8) }), { minLength: 1, maxLength: 12 }),
      async (requests) => {
        const replies = await Promise.all(
          requests.map(({ does, after }, at) =>
            ask(app, { input: { name: at, does, after }, timeoutMs: 100, turn: { session: `${at}` } }),
          ),
        );
        for (const [at, reply] of replies.entries()) {
          if (reply.status === "ok") expect(reply.output).toBe(`of ${at}`);
          else expect(reply.status).toBe("app_error");
        }
      },
    ),
    { numRuns: 8 },
  );
});
