import { spawn } from "node:child_process";
import { appendFileSync, existsSync, readdirSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { gitRepository } from "../git-repository.ts";
import type { Contents, GitRepository } from "../git-repository.ts";
import { tempFolder } from "../temp-folder.ts";
import { answerWrongUpTo, apps, commandApp, exec, processesOf, trialsOf } from "./apps-desk.ts";
import { rows } from "./support-desk.ts";

const main = join(import.meta.dirname, "..", "..", "dist", "cli.js");
const { target } = apps.command;
const isLinux = existsSync("/proc");

type Ran = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** A desk whose app is a command, with the answers `answer` at the base and `changed` in the working tree. */
function openDesk(
  answer: string,
  changed: string,
  { count = 60, files = {}, keys = {} }: { count?: number; files?: Contents; keys?: object } = {},
) {
  const repository = gitRepository();
  repository.commit({
    ".gitignore": "out*/\n",
    "llm-o11y.yml": JSON.stringify({
      version: 1,
      gate: "support-bot",
      datasets: ["datasets/*.jsonl"],
      target,
      policy: exec,
      execution: { concurrency: 4 },
      ...keys,
    }),
    "datasets/refunds.jsonl": rows(count),
    "app.mjs": commandApp(answer),
    ...files,
  });
  repository.write({ "app.mjs": `// Kind.\n${commandApp(changed)}` });
  return { repository, ...hereIn(repository) };
}

function hereIn(repository: Pick<GitRepository, "folder" | "git">, home = tempFolder()) {
  const { folder } = repository;
  const run = async (
    args: string,
    meanwhile?: (kill: (signal: NodeJS.Signals) => void, said: () => string) => Promise<void>,
  ): Promise<Ran> => {
    const child = spawn(process.execPath, [main, ...args.split(" ")], {
      cwd: folder,
      env: { PATH: process.env["PATH"] ?? "", HOME: home },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (said.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said.stderr += text));
    const exited = new Promise<number | null>((resolve) => child.on("close", resolve));
    await meanwhile?.(
      (signal) => child.kill(signal),
      () => said.stderr,
    );
    return { status: await exited, ...said };
  };
  return {
    home,
    run,
    gate: (args = "", meanwhile?: Parameters<typeof run>[1]) =>
      run(`gate --base main --out out${args === "" ? "" : ` ${args}`}`, meanwhile),
    trials: (arm: string, out = "out") => trialsOf(folder, `${out}/runs/${arm}.jsonl`),
    verdict: (out = "out") => JSON.parse(readFileSync(join(folder, out, "verdict.json"), "utf8")),
    /** Folders of arms and processes that a run has left. */
    left: () => ({
      worktrees: repository.git("worktree", "list").split("\n").length - 1,
      arms: existsSync(join(home, ".cache/llm-o11y/arms"))
        ? readdirSync(join(home, ".cache/llm-o11y/arms"))
        : [],
      processes: processesOf(home),
    }),
  };
}

const nothing = { worktrees: 0, arms: [], processes: [] };

async function until(isThere: () => boolean): Promise<void> {
  while (!isThere()) await wait(5);
}

/** An answer after some time, which also writes down what it was asked, by arm and case. */
function noting(file: string, ms: number, arm: string): string {
  return `{ ...(await new Promise((resolve) => setTimeout(resolve, ${ms}))), ...(await import("node:fs")).appendFileSync(${JSON.stringify(file)}, "${arm} " + number + " " + request.trial + "\\n"), output: "30 days" }`;
}

const linesOf = (file: string) =>
  existsSync(file)
    ? readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line !== "")
    : [];

describe.concurrent("a run that is stopped", () => {
  const slow = `{ ...(await new Promise((resolve) => setTimeout(resolve, 100))), output: "30 days" }`;

  it("ends with what it has, and leaves no process and no folder", async () => {
    const desk = openDesk(slow, slow);
    const ran = await desk.gate("", async (kill) => {
      await until(() => desk.trials("candidate").length > 5);
      kill("SIGINT");
    });
    expect(ran.status).toBe(3);
    expect(desk.verdict().title).toContain("stopped by a signal");
    expect(desk.left()).toEqual(nothing);
  });

  it("ends where it is in `setup`, with nothing asked", async () => {
    const mark = join(tempFolder(), "setup");
    const setup = `import { writeFileSync } from "node:fs"; writeFileSync(${JSON.stringify(mark)}, ""); setTimeout(() => {}, 60_000);`;
    const desk = openDesk(slow, slow, {
      files: { "setup.mjs": setup },
      keys: { target: { ...target, setup: ["node", "setup.mjs"] } },
    });
    const ran = await desk.gate("", async (kill) => {
      await until(() => existsSync(mark));
      kill("SIGINT");
    });
    expect(ran.status).toBe(3);
    expect(desk.trials("candidate")).toEqual([]);
    expect(desk.left()).toEqual(nothing);
  });

  it("ends while it waits for spans", async () => {
    // One span at the first trial: from then on each trial waits for its own, which never come.
    const span = `{ ...(request.trial === 0 && number > 0 ? await fetch(process.env.OTEL_EXPORTER_OTLP_ENDPOINT + "/v1/traces", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: "1".repeat(32), spanId: "2".repeat(16), name: "start", startTimeUnixNano: "1000000", endTimeUnixNano: "2000000" }] }] }] }) }).then(() => ({})) : {}), output: "30 days" }`;
    const desk = openDesk(span, span);
    const ran = await desk.gate("", async (kill, said) => {
      await until(() => said().includes("Plan:"));
      await wait(2500);
      kill("SIGINT");
    });
    expect(ran.status).toBe(3);
    expect(desk.left()).toEqual(nothing);
  });

  it("ends at a second signal at once, and leaves no process", async () => {
    const stubborn = commandApp(slow, `process.on("SIGTERM", () => {});`);
    const desk = openDesk(slow, slow);
    desk.repository.write({ "app.mjs": stubborn });
    const ran = await desk.gate("", async (kill) => {
      await until(() => desk.trials("candidate").length > 5);
      kill("SIGINT");
      await wait(200);
      kill("SIGINT");
    });
    expect(ran.status).not.toBe(0);
    await until(() => !isLinux || processesOf(desk.home).length === 0);
    expect(desk.left().processes).toEqual([]);
  });

  it("by `kill -9` goes on without asking again what is written, and clears what it had left", async () => {
    const asked = join(tempFolder(), "asked");
    const desk = openDesk(noting(asked, 30, "baseline"), noting(asked, 30, "candidate"));
    await desk.gate("", async (kill) => {
      await until(() => desk.trials("candidate").length > 20);
      kill("SIGKILL");
    });
    // Its workers end with their standard input.
    await until(() => processesOf(desk.home).length === 0);
    expect(desk.left().worktrees).toBe(2);
    const done = ["baseline", "candidate"].flatMap((arm) =>
      desk.trials(arm).map((trial) => `${arm} ${Number(trial.case.slice("refund-".length))} ${trial.trial}`),
    );
    expect(done.length).toBeGreaterThan(20);
    // What is younger than a minute may be of a run that has not locked it yet.
    const arms = join(desk.home, ".cache/llm-o11y/arms");
    for (const arm of readdirSync(arms)) utimesSync(join(arms, arm), 0, 0);
    const before = linesOf(asked).length;
    expect((await desk.gate()).status).toBe(0);
    const again = new Set(linesOf(asked).slice(before));
    expect(again.size).toBeGreaterThan(60);
    expect(done.filter((name) => again.has(name))).toEqual([]);
    const trials = desk.trials("candidate");
    expect(new Set(trials.map(({ case: id, trial }) => `${id} ${trial}`)).size).toBe(trials.length);
    expect(desk.left()).toEqual(nothing);
  });
});

describe.concurrent("a gate on an app in a terminal", () => {
  it("takes the working tree with files that nobody has committed", async () => {
    const desk = openDesk(answerWrongUpTo(0), `(await import("./answer.mjs")).answer(number)`);
    desk.repository.write({
      "answer.mjs": `export const answer = (number) => ({ output: number <= 15 ? "90 days" : "30 days" });`,
    });
    const ran = await desk.gate();
    expect(ran.status).toBe(1);
    expect(ran.stdout).toContain("loses 25.0 points of quality");
    expect(desk.left()).toEqual(nothing);
  });

  it("asks the baseline nothing the second time", async () => {
    const asked = join(tempFolder(), "asked");
    const desk = openDesk(noting(asked, 0, "baseline"), noting(asked, 0, "candidate"));
    expect((await desk.gate()).status).toBe(0);
    const before = linesOf(asked);
    expect(before.filter((line) => line.startsWith("baseline")).length).toBeGreaterThanOrEqual(60);
    desk.repository.write({ "app.mjs": `// Kinder.\n${commandApp(noting(asked, 0, "candidate"))}` });
    const ran = await desk.gate();
    expect(ran.status).toBe(0);
    const again = linesOf(asked).slice(before.length);
    expect(again.filter((line) => line.startsWith("baseline"))).toEqual([]);
    expect(again.length).toBeGreaterThanOrEqual(60);
  });

  it("runs twice at once on one machine, each in folders of its own", async () => {
    const first = openDesk(answerWrongUpTo(0), answerWrongUpTo(15));
    const second = hereIn(first.repository, first.home);
    const rans = await Promise.all([first.gate(), second.run("gate --base main --out out2 --fresh")]);
    expect(rans.map(({ status }) => status)).toEqual([1, 1]);
    expect(first.left()).toEqual(nothing);
  });

  it("runs in a linked worktree, and leaves that alone", async () => {
    const desk = openDesk(answerWrongUpTo(0), answerWrongUpTo(0));
    const folder = join(tempFolder(), "linked");
    desk.repository.git("worktree", "add", "-q", folder, "main", "--detach");
    const linked = hereIn({ folder, git: desk.repository.git });
    appendFileSync(join(folder, "app.mjs"), "\n// Kind.\n");
    expect((await linked.run("gate --base main --out out")).status).toBe(0);
    expect(linked.trials("candidate").length).toBeGreaterThanOrEqual(60);
    expect(desk.repository.git("worktree", "list").split("\n")).toHaveLength(2);
  });

  it("runs in a shallow clone", async () => {
    const desk = openDesk(answerWrongUpTo(0), answerWrongUpTo(15));
    desk.repository.commit({ "README.md": "Desk\n" });
    const shallow = desk.repository.shallowClone(desk.repository.head(), 2);
    const ran = await hereIn(shallow).run("gate --base HEAD~1 --out out");
    expect(ran.status).toBe(1);
  });

  it("runs in a folder below, with paths from there", async () => {
    const repository = gitRepository();
    repository.commit({
      "desk/llm-o11y.yml": JSON.stringify({
        version: 1,
        gate: "desk",
        datasets: ["cases.jsonl"],
        target,
        policy: exec,
      }),
      "desk/cases.jsonl": rows(20),
      "desk/app.mjs": commandApp(`(await import("../shared/answer.mjs")).answer(number)`),
      "shared/answer.mjs": `export const answer = () => ({ output: "30 days" });`,
    });
    repository.write({ "shared/answer.mjs": `export const answer = () => ({ output: "90 days" });` });
    const ran = await hereIn(repository).run("gate --config desk/llm-o11y.yml --base main --out out");
    expect(ran.status).toBe(1);
  });

  it("records both arms with `run`, alone and in shards, and `compare` comes to the verdict of a gate", async () => {
    const desk = openDesk(answerWrongUpTo(0), answerWrongUpTo(15));
    expect((await desk.run("run --base main --out out")).status).toBe(0);
    const ran = await desk.run("compare out/baseline.jsonl out/candidate.jsonl --out out-verdict");
    expect(ran.status).toBe(1);
    const shards = await Promise.all(
      [1, 2].map((k) => desk.run(`run --base main --shard ${k}/2 --out out-parts`)),
    );
    expect(shards.map(({ status }) => status)).toEqual([0, 0]);
    const parts = await desk.run("compare out-parts/baseline out-parts/candidate --out out-parts-verdict");
    expect(parts.status).toBe(1);
    expect(desk.verdict("out-parts-verdict").title).toBe(desk.verdict("out-verdict").title);
    expect(desk.left()).toEqual(nothing);
  });
});

describe.concurrent("an answer belongs to its case", () => {
  /** The answer has the number of the case that it is for. */
  const own = `{ output: "30 days, question " + number }`;
  const pairs = (trials: ReturnType<typeof trialsOf>) =>
    trials
      .filter(({ status }) => status === "ok")
      .map((trial) => [Number(trial.case.slice("refund-".length)), String(trial["output"])] as const);
  const wrong = (trials: ReturnType<typeof trialsOf>) =>
    pairs(trials).filter(([number, output]) => output !== `30 days, question ${number}`);

  it("where the app dies at trial 500 of 600: no other is lost", async () => {
    const asked = join(tempFolder(), "asked");
    const fs = `(await import("node:fs"))`;
    const file = JSON.stringify(asked);
    const isLast = `(${fs}.appendFileSync(${file}, "x"), ${fs}.statSync(${file}).size === 500)`;
    const dying = `(${isLast} ? process.exit(7) : ${own})`;
    const policy = { ...exec, trials: { candidate: 1, baseline: 1 } };
    const desk = openDesk(own, dying, { count: 600, keys: { policy } });
    const ran = await desk.gate();
    expect(ran.status).toBe(0);
    const trials = desk.trials("candidate");
    expect(trials.filter(({ status }) => status !== "ok")).toHaveLength(1);
    expect(new Set(trials.map(({ case: id }) => id)).size).toBe(600);
    expect(wrong(trials)).toEqual([]);
    expect(desk.verdict().problems[0].message).toContain("ended with exit code 7");
  });

  it.each([
    ["twice", `say(own); say(own);`],
    [
      "late, after the next was asked",
      `const now = own; setTimeout(() => say(now), number % 7 === 0 ? 900 : 5);`,
    ],
    ["for the one before", `if (number % 7 === 0 && before) say(before); else say(own); before = own;`],
    ["without an id now and then", `say(number % 7 === 0 ? { output: own.output } : own);`],
    ["two on one line", `say(own, number % 7 === 0 ? own : undefined);`],
    ["for all ids that it ever saw", `seen.push(request.id); for (const id of seen) say({ ...own, id });`],
  ])("where the app answers %s", async (_, body) => {
    const app = `import { createInterface } from "node:readline";
let before; const seen = [];
const say = (...answers) => process.stdout.write(answers.filter(Boolean).map((each) => JSON.stringify(each)).join("") + "\\n");
createInterface({ input: process.stdin }).on("line", (line) => {
  const request = JSON.parse(line);
  const number = Number(/\\d+/.exec(request.input)[0]);
  const own = { id: request.id, output: "30 days, question " + number };
  ${body}
});
`;
    const desk = openDesk(own, own, { keys: { execution: { timeout_ms: 400 } } });
    desk.repository.write({ "app.mjs": app });
    await desk.gate();
    const trials = desk.trials("candidate");
    expect(new Set(trials.map(({ case: id }) => id)).size).toBe(60);
    expect(pairs(trials).length).toBeGreaterThan(40);
    expect(wrong(trials)).toEqual([]);
  });
});

it("does not count the start of an app to its first answers", async () => {
  // It computes for half a second at its start, and answers at once.
  const start = `const end = Date.now() + 500; while (Date.now() < end);`;
  const answer = `{ ...(await new Promise((resolve) => setTimeout(resolve, 20))), output: "30 days" }`;
  const desk = openDesk(answer, answer, { keys: { target: { ...target, workers: 3 } } });
  desk.repository.write({ "app.mjs": commandApp(answer, start) });
  expect((await desk.gate()).status).toBe(0);
  const waits = desk.trials("candidate").map((trial) => Number(trial["latency_ms"]));
  const sorted = waits.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  expect(waits.length).toBeGreaterThanOrEqual(60);
  // The three first answers are of three workers that have just started.
  for (const first of waits.slice(0, 3)) expect(first).toBeLessThan(median + 250);
});
