import { existsSync, readFileSync, watch } from "node:fs";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { type HttpAppOptions, openHttpApp } from "../../../../src/edge/model/app/http-app.ts";
import { portMark } from "../../../../src/experiment/http-marks.ts";
import { ProblemError } from "../../../../src/problem.ts";
import { tempFolder } from "../../../temp-folder.ts";
import { ask, type Asked, closedAfter, environment, isAlive, outputOf, until } from "./asking.ts";
import { aMessage, openRemote } from "./calling-http.ts";

/** A server of the support desk: `answer(body, say, response)` is what it does with a request, `before` what it does at its start. */
function program(
  answer: string,
  before = "",
  listen = "server.listen(Number(process.argv[2]), '127.0.0.1');",
): string {
  return `
    import { createServer } from "node:http";
    let count = 0;
    ${before}
    const server = createServer((request, response) => {
      let text = "";
      request.on("data", (part) => (text += part));
      request.on("end", async () => {
        const say = (value) => { response.setHeader("content-type", "application/json"); response.end(JSON.stringify(value)); };
        if (request.url === "/health") { const ready = globalThis.isReady ?? true; response.statusCode = ready ? 200 : 503; return say({}); }
        count++;
        const input = text === "" ? undefined : JSON.parse(text).input;
        ${answer}
      });
    });
    ${listen}`;
}

const never = "await new Promise(() => setInterval(() => {}, 1000));";

const start = [process.execPath, "app.mjs", "{{port}}"];
const origin = "http://127.0.0.1:{{port}}";

type Change = Partial<HttpAppOptions> & { readonly start?: readonly string[]; readonly ready?: string };

function open(source: string, { start: argv = start, ready, ...options }: Change = {}) {
  const folder = tempFolder({ "app.mjs": source });
  const spec = {
    type: "http",
    fingerprint: "desk",
    start: argv,
    origin,
    ...(ready === undefined ? {} : { ready }),
  } as const;
  return closedAfter(openHttpApp({ spec, folder, env: environment, secret: () => undefined, ...options }));
}

const question = (input: unknown = "x", path = "/chat") =>
  aMessage(`http://127.0.0.1:${portMark}${path}`, { body: { input: input as string } });

const asked = (app: Awaited<ReturnType<typeof open>>, input?: unknown, more: Asked = {}) =>
  outputOf(ask(app, { http: question(input), ...more }));

async function problemOf(opening: Promise<unknown>) {
  const error: unknown = await opening.catch((thrown: unknown) => thrown);
  if (!(error instanceof ProblemError)) throw new Error("it opened");
  const [problem] = error.problems;
  return problem;
}

describe("a start", () => {
  it("serves at the port that is in its arguments", async () => {
    const app = await open(program("say({ output: 'got ' + input });"));
    expect(await asked(app, "this")).toBe("got this");
  });

  it("serves at the port that is in PORT, with its folder and only the environment that it is given", async () => {
    const answer =
      "say({ output: { folder: process.cwd(), names: Object.keys(process.env).toSorted(), at: process.env.OTLP } });";
    const app = await open(program(answer, "", "server.listen(Number(process.env.PORT), '127.0.0.1');"), {
      start: [process.execPath, "app.mjs"],
      envOf: (name) => ({ OTLP: `for ${name}` }),
    });
    expect(await asked(app)).toEqual({
      folder: expect.stringContaining("llm-o11y-"),
      names: ["HOME", "OTLP", "PATH", "PORT"],
      at: "for server",
    });
  });

  it.each(["/health", "http://127.0.0.1:{{port}}/health"])(
    "waits until %s says that it is ready",
    async (ready) => {
      const before = "globalThis.isReady = false; setTimeout(() => (globalThis.isReady = true), 300);";
      const app = await open(program("say({ output: String(globalThis.isReady) });", before), { ready });
      expect(await asked(app)).toBe("true");
    },
  );

  it("waits for a server that starts to listen late", async () => {
    const listen = "setTimeout(() => server.listen(Number(process.argv[2]), '127.0.0.1'), 300);";
    expect(await asked(await open(program("say({ output: 'here' });", "", listen)))).toBe("here");
  });

  it("tells the last lines of one that ends before it is ready", async () => {
    const source =
      "console.log('loading prompts'); console.error('Error: no DATABASE_URL'); process.exit(3);";
    expect(await problemOf(open(source))).toEqual({
      code: "server-not-ready",
      message:
        "the server ended with exit code 3 before it was ready. It printed last: loading prompts | Error: no DATABASE_URL",
      fix: expect.stringContaining("it has to listen at 127.0.0.1"),
    });
  });

  it.each([
    ["its address answers 503", "/health", 4000, "globalThis.isReady = false;", '"/health" answers 503'],
    ["its address takes no connection", "/health", 500, never, '"/health" takes no connection'],
    ["its port takes no connection", undefined, 500, never, "its port takes no connection"],
  ])("tells that %s when it never gets ready", async (_, ready, readyMs, before, said) => {
    const change = { readyMs, ...(ready === undefined ? {} : { ready }) };
    expect(await problemOf(open(program("", before), change))).toMatchObject({
      code: "server-not-ready",
      message: expect.stringContaining(`the server is not ready after ${readyMs / 1000} s: ${said}`),
    });
  });

  it("stops waiting when the run is stopped, and leaves nothing behind", async () => {
    const controller = new AbortController();
    const folder = tempFolder();
    const source =
      "import { writeFileSync } from 'node:fs'; writeFileSync(process.argv[3], String(process.pid)); setInterval(() => {}, 1000);";
    const opening = open(source, { start: [...start, `${folder}/pid`], signal: controller.signal });
    const problem = problemOf(opening);
    await until(() => existsSync(`${folder}/pid`) && readFileSync(`${folder}/pid`, "utf8") !== "");
    controller.abort();
    expect(await problem).toMatchObject({
      code: "server-not-ready",
      message: expect.stringContaining("the run was stopped"),
    });
    expect(isAlive(Number(readFileSync(`${folder}/pid`, "utf8")))).toBe(false);
  });

  it("tells that the program is not found", async () => {
    expect(await problemOf(open("", { start: ["no-such-program", "{{port}}"] }))).toMatchObject({
      code: "command-not-found",
    });
  });

  it("takes another port where somebody took its port in between", async () => {
    // The first start finds its port taken: by a process that it leaves behind itself.
    const folder = tempFolder();
    const source = `
      import { existsSync, writeFileSync } from "node:fs";
      import { createServer as createOther } from "node:net";
      const file = process.argv[3];
      if (!existsSync(file)) {
        writeFileSync(file, process.argv[2]);
        process.on("SIGTERM", () => {});
        await new Promise((resolve) => setTimeout(resolve, 300));
        process.exit(1);
      }
      ${program("say({ output: process.argv[2] });").replace('import { createServer } from "node:http";', 'const { createServer } = await import("node:http");')}`;
    const blocker = createServer();
    const watcher = watch(folder, () => {
      if (blocker.listening || !existsSync(`${folder}/port`)) return;
      const port = Number(readFileSync(`${folder}/port`, "utf8"));
      if (port > 0) blocker.listen(port, "127.0.0.1");
    });
    try {
      const app = await open(source, { start: [...start, `${folder}/port`], ready: "/health" });
      const port = await asked(app);
      expect(port).toMatch(/^\d+$/);
      expect(port).not.toBe(readFileSync(`${folder}/port`, "utf8"));
    } finally {
      watcher.close();
      blocker.close();
    }
  });

  it("serves two arms from their own folders at once, and each gives its own answers", async () => {
    const arms = await Promise.all(
      ["30 days", "14 days"].map((text) => open(program(`say({ output: '${text} ' + input });`))),
    );
    const answers = await Promise.all(
      arms.flatMap((app) => Array.from({ length: 20 }, (_, index) => asked(app, index))),
    );
    expect(answers).toEqual(
      ["30 days", "14 days"].flatMap((text) => Array.from({ length: 20 }, (_, index) => `${text} ${index}`)),
    );
  });
});

describe("a server that fails", () => {
  it("dies at request 50 of 60: that one is the app's failure, and the others are answered", async () => {
    const answer =
      "if (input === 50) { console.error('Error: pool is closed'); process.exit(7); } say({ output: input });";
    const app = await open(program(answer));
    const answers: unknown[] = [];
    for (let index = 1; index <= 60; index++) answers.push(await asked(app, index));
    expect(answers.filter((each) => typeof each === "number")).toHaveLength(59);
    expect(answers[49]).toBe("app_error: the server ended with exit code 7: Error: pool is closed");
  });

  it("fails all that are out when it dies, and answers what comes after", async () => {
    const answer =
      "if (input === 'die') setTimeout(() => process.kill(process.pid, 'SIGKILL'), 100); else if (input !== 'wait') say({ output: input });";
    const app = await open(program(answer));
    const out = await Promise.all(["wait", "wait", "die"].map((input) => asked(app, input)));
    expect(out).toEqual(Array.from({ length: 3 }, () => "app_error: the server ended with signal SIGKILL"));
    expect(await asked(app, "again")).toBe("again");
  });

  it("is given up after three deaths in a row without an answer", async () => {
    const folder = tempFolder();
    const before = "import { appendFileSync } from 'node:fs'; appendFileSync(process.argv[3], 'x');";
    const app = await open(program("console.error('Error: boom'); process.exit(1);", before), {
      start: [...start, `${folder}/starts`],
    });
    const answers: unknown[] = [];
    for (let index = 0; index < 6; index++) answers.push(await asked(app));
    const died = "the server ended with exit code 1: Error: boom";
    expect(answers.slice(0, 3)).toEqual(Array.from({ length: 3 }, () => `app_error: ${died}`));
    expect(answers.slice(3)).toEqual(
      Array.from({ length: 3 }, () => `app_error: 3 times in a row without an answer: ${died}`),
    );
    expect(readFileSync(`${folder}/starts`, "utf8")).toBe("xxx");
  });

  it("gives no answer in time, which is its own failure, and stays for the others", async () => {
    const app = await open(program("if (input !== 'wait') say({ output: process.pid });"));
    const pid = await asked(app);
    expect(await asked(app, "wait", { timeoutMs: 100 })).toBe("app_error: no whole answer within 100 ms");
    expect(await asked(app)).toBe(pid);
  });

  it("shows no part of a secret where its last words are cut", async () => {
    const key = "sk-desk-CANARY-1234567890-abcdefghijklmnop";
    const app = await open(program(`console.error("${"x".repeat(140)}" + "${key}"); process.exit(7);`), {
      hidden: [key],
    });
    expect(await asked(app)).not.toContain(key.slice(0, 8));
  });

  it("shows no part of a secret where the error of its stream is cut", async () => {
    const key = "sk-desk-CANARY-1234567890-abcdefghijklmnop";
    const answer = `response.setHeader("content-type", "application/x-ndjson");
      response.end(JSON.stringify({ error: "${"x".repeat(248)}" + "${key}" }) + "\\n");`;
    const app = await open(program(answer), { hidden: [key] });
    const reply = await outputOf(ask(app, { http: { ...question(), stream: true } }));
    expect(reply).toContain("xxx");
    expect(reply).not.toContain(key.slice(0, 8));
  });

  it("is not to blame for closing a connection that nobody uses: it is asked on a new one", async () => {
    const folder = tempFolder();
    const before = `import { writeFileSync } from "node:fs";`;
    const listen = `server.keepAliveTimeout = 0;
      server.on("connection", (socket) => socket.on("end", () => { if (count > 0) writeFileSync("${folder}/closed", ""); }));
      server.listen(Number(process.argv[2]), "127.0.0.1");`;
    const app = await open(program("say({ output: input });", before, listen));
    expect(await asked(app, "once")).toBe("once");
    await until(() => existsSync(`${folder}/closed`));
    expect(await asked(app, "again")).toBe("again");
  });

  it("prints no HTTP", async () => {
    const source =
      "import { createServer } from 'node:net'; createServer((socket) => socket.on('error', () => {}).end('hello\\n')).listen(Number(process.argv[2]), '127.0.0.1');";
    expect(await asked(await open(source))).toMatch(/^app_error: the connection to the server broke: HPE_/);
  });

  it.each([
    [401, "app_error: the app answers 401: no"],
    [500, "app_error: the app answers 500: no"],
    [503, "infra_error: the app answers 503"],
  ])("answers %d", async (status, expected) => {
    expect(await asked(await open(program(`response.statusCode = ${status}; response.end("no");`)))).toBe(
      expected,
    );
  });

  it("redirects to another host, and nothing follows", async () => {
    const app = await open(
      program("response.writeHead(302, { location: 'https://evil.example/x' }); response.end();"),
    );
    expect(await asked(app)).toBe(
      "app_error: the app answers 302, a redirect to https://evil.example, and redirects are not followed",
    );
  });

  it("is no longer there when the run is stopped while it is started again", async () => {
    const before = `import { existsSync, writeFileSync } from "node:fs"; if (existsSync(process.argv[3])) ${never} writeFileSync(process.argv[3], "");`;
    const folder = tempFolder();
    const app = await open(program("process.exit(1);", before), { start: [...start, `${folder}/started`] });
    expect(await asked(app)).toContain("exit code 1");
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 200);
    expect(await asked(app, "x", { signal: controller.signal })).toBe("infra_error: the run was stopped");
  });
});

describe("an end", () => {
  it("ends a server that ignores SIGTERM, with all that it started", async () => {
    const before = `
      import { spawn } from "node:child_process";
      process.on("SIGTERM", () => {});
      const child = spawn(process.execPath, ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"], { stdio: "inherit" });`;
    const app = await open(program("say({ output: [process.pid, child.pid] });", before));
    const pids = (await asked(app)) as number[];
    expect(pids.every(isAlive)).toBe(true);
    await app.close();
    await until(() => !pids.some(isAlive));
    expect(await asked(app)).toBe("app_error: the server was ended");
  });

  it("tells what it printed on both outputs, without the secrets that it was given", async () => {
    const answer =
      "console.log('asked with ' + process.env.MODEL_KEY); console.error('::error::late'); say({ output: process.env.MODEL_KEY });";
    const app = await open(program(answer), {
      env: { ...environment, MODEL_KEY: "sk-model-12345678" },
      hidden: ["sk-model-12345678"],
    });
    expect(await asked(app)).toBe("[hidden]");
    await until(() => app.log().includes("late"));
    expect(app.log()).toContain("asked with [hidden]");
    expect(app.log()).not.toContain("sk-model");
  });

  it("has nothing to end where the app runs elsewhere", async () => {
    const app = await openRemote();
    expect(app.log()).toBe("");
    await app.close();
  });
});
