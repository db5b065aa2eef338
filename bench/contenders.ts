import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apis, expected, judgeModel, key, model, prompts, question, questionOf } from "./cell.ts";
import type { Cell } from "./cell.ts";
import { bytesIn } from "./measure.ts";
import type { Command } from "./measure.ts";

/** Who does the workload, made ready for one cell. */
export type Contender = Command & {
  /** Forgets what an earlier run has left. */
  readonly clear: () => void;
  /** Bytes that the run has left. */
  readonly written: () => number;
};

export type Place = {
  /** A folder of its own. */
  readonly folder: string;
  /** Of the model server. */
  readonly origin: string;
  /** The command under test. */
  readonly cli: string;
  /** `bare-loop.ts`, built. */
  readonly loop: string;
};

type Prepare = (cell: Cell, place: Place) => Contender;

export const contenders: Readonly<Record<string, Prepare>> = {
  ours: prepareGate,
  undici: prepareLoop("undici"),
  openai: prepareLoop("openai"),
  ...(process.env["PROMPTFOO_BIN"] === undefined
    ? {}
    : { promptfoo: preparePromptfoo(process.env["PROMPTFOO_BIN"]) }),
};

/** The gate in a git repository whose last commit changes the prompt. */
function prepareGate({ cases, scoring, atOnce }: Cell, { folder, origin, cli }: Place): Contender {
  const git = (...args: readonly string[]): void => {
    const author = ["-c", "user.name=Bench", "-c", "user.email=bench@example.com"];
    execFileSync("git", ["-C", folder, ...author, ...args], { stdio: "ignore" });
  };
  const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
  const judge = {
    judge: { model: judgeModel, base_url: `${origin}${apis.judge}` },
    scorers: [{ type: "contains" }, { type: "judge", name: "polite", criteria: [question] }],
  };
  const gate = {
    version: 1,
    datasets: ["cases.jsonl"],
    target: { type: "openai", model, base_url: `${origin}${apis.target}`, prompt: "prompt.md" },
    ...(scoring === "judge" ? judge : { scorers: [{ type: "contains" }] }),
    policy: {
      min_cases: 1,
      trials: { baseline: 1, candidate: 1 },
      budget: { calls: 10_000_000, minutes: 120 },
    },
    execution: { concurrency: atOnce },
  };
  mkdirSync(folder, { recursive: true });
  write("llm-o11y.yml", JSON.stringify(gate));
  write(
    "cases.jsonl",
    Array.from(
      { length: cases },
      (_, index) => `${JSON.stringify({ id: `refund-${index}`, input: questionOf(index), expected })}\n`,
    ).join(""),
  );
  write("prompt.md", `${prompts.baseline}\n`);
  git("init", "-q", "-b", "main");
  git("add", "--all");
  git("commit", "-qm", "base");
  write("prompt.md", `${prompts.candidate}\n`);
  git("commit", "-qam", "head");
  const state = [join(folder, "llm-o11y-out"), join(folder, ".llm-o11y")];
  return {
    command: process.execPath,
    args: [cli, "gate", "--base", "HEAD~1", "--head", "HEAD"],
    cwd: folder,
    env: { OPENAI_API_KEY: key },
    // A single case proves nothing, and is a run all the same.
    mayExitWith: [0, 3],
    clear: () => state.forEach((each) => rmSync(each, { recursive: true, force: true })),
    written: () => state.reduce((sum, each) => sum + bytesIn(each), 0),
  };
}

function prepareLoop(client: "undici" | "openai"): Prepare {
  return ({ cases, scoring, atOnce }, { folder, origin, loop }) => {
    mkdirSync(folder, { recursive: true });
    return {
      command: process.execPath,
      args: [loop, client, origin, String(cases), scoring, String(atOnce)],
      cwd: folder,
      clear: () => {},
      written: () => 0,
    };
  };
}

/** Two prompts for two arms, without its cache and without its news. */
function preparePromptfoo(bin: string): Prepare {
  return ({ cases, scoring, atOnce }, { folder, origin }) => {
    mkdirSync(folder, { recursive: true });
    const providerOf = (name: string, api: keyof typeof apis) => ({
      id: `openai:chat:${name}`,
      config: { apiBaseUrl: `${origin}${apis[api]}`, apiKey: key },
    });
    const config = {
      prompts: Object.values(prompts).map((prompt) =>
        JSON.stringify([
          { role: "system", content: prompt },
          { role: "user", content: "{{question}}" },
        ]),
      ),
      providers: [providerOf(model, "target")],
      defaultTest: {
        options: { provider: providerOf(judgeModel, "rubric") },
        assert: [
          { type: "contains", value: expected },
          ...(scoring === "judge" ? [{ type: "llm-rubric", value: question }] : []),
        ],
      },
      tests: Array.from({ length: cases }, (_, index) => ({ vars: { question: questionOf(index) } })),
    };
    const [file, state] = [join(folder, "promptfooconfig.json"), join(folder, "state")];
    writeFileSync(file, JSON.stringify(config));
    return {
      command: bin,
      args: ["eval", "-c", file, "--no-cache", "--no-table", "--no-progress-bar", "-j", String(atOnce)],
      cwd: folder,
      env: {
        PROMPTFOO_CONFIG_DIR: state,
        PROMPTFOO_DISABLE_TELEMETRY: "1",
        PROMPTFOO_DISABLE_UPDATE: "1",
        PROMPTFOO_DISABLE_REMOTE_GENERATION: "1",
      },
      clear: () => rmSync(state, { recursive: true, force: true }),
      written: () => bytesIn(state),
    };
  };
}
