import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { tempFolder } from "../temp-folder.ts";

const root = join(import.meta.dirname, "..", "..");

export type ActionRun = {
  /** `GITHUB_WORKSPACE`, which is also the working folder. */
  readonly workspace: string;
  readonly event: string;
  readonly payload: unknown;
  readonly apiUrl?: string;
  /** Inputs of the workflow; those of action.yml that are not given have their defaults, as the runner does it. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** What the workflow puts into `env`, such as a key. */
  readonly env?: Readonly<Record<string, string>>;
  readonly sha?: string;
  readonly runId?: number;
  readonly attempt?: number;
  /** Absolute path of another script than that of action.yml. */
  readonly main?: string;
  /** Called with the running action, to stop it for instance. */
  readonly meanwhile?: (child: { readonly kill: (signal: NodeJS.Signals) => void }) => void;
};

export type ActionRan = {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
};

/**
 * Runs the committed `dist/action.js` as the runner runs it: `<node24> <action>/<main>` in the workspace, inputs and event in the
 * environment, files for outputs and summary that are empty before the step, and nothing else of this process's environment.
 */
export async function runAction(run: ActionRun): Promise<ActionRan> {
  const files = tempFolder({
    "event.json": JSON.stringify(run.payload),
    output: "",
    "summary.md": "",
    env: "",
    state: "",
  });
  const inputs = { ...defaultInputs(), ...run.inputs };
  const child = spawn(process.execPath, [run.main ?? join(root, mainOf())], {
    cwd: run.workspace,
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME: files,
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: run.workspace,
      GITHUB_EVENT_NAME: run.event,
      GITHUB_EVENT_PATH: join(files, "event.json"),
      GITHUB_REPOSITORY: "acme/desk",
      GITHUB_SHA: run.sha ?? "0".repeat(40),
      GITHUB_REF: "refs/pull/7/merge",
      GITHUB_RUN_ID: String(run.runId ?? 100),
      GITHUB_RUN_ATTEMPT: String(run.attempt ?? 1),
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_API_URL: run.apiUrl ?? "http://127.0.0.1:9",
      GITHUB_OUTPUT: join(files, "output"),
      GITHUB_STEP_SUMMARY: join(files, "summary.md"),
      GITHUB_ENV: join(files, "env"),
      GITHUB_STATE: join(files, "state"),
      ...Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      ),
      ...run.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  run.meanwhile?.({ kill: (signal) => child.kill(signal) });
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  return {
    status,
    stdout: stdout(),
    stderr: stderr(),
    outputs: readOutputs(readFileSync(join(files, "output"), "utf8")),
    summary: readFileSync(join(files, "summary.md"), "utf8"),
  };
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    text += chunk;
  });
  return () => text;
}

const actionYml = readFileSync(join(root, "action.yml"), "utf8");

function mainOf(): string {
  return /^ {2}main: (.+)$/m.exec(actionYml)?.[1] ?? "";
}

/** The defaults of action.yml that are plain texts; `${{ github.token }}` is the test's own. */
function defaultInputs(): Record<string, string> {
  const inputs = actionYml.slice(actionYml.indexOf("\ninputs:"), actionYml.indexOf("\noutputs:"));
  const found = inputs.matchAll(/^ {2}([a-z-]+):\n(?: {4}.+\n)*? {4}default: (.*)$/gm);
  return Object.fromEntries(
    Array.from(found, ([, name = "", value = ""]) => [
      name,
      value.startsWith("${{") ? "token" : value.replaceAll('"', ""),
    ]),
  );
}

/** `name=value`, or `name<<DELIMITER` with lines until the delimiter. */
function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split("\n");
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    const block = /^([\w-]+)<<(.+)$/.exec(line);
    if (block === null) {
      const equals = line.indexOf("=");
      if (equals > 0) outputs[line.slice(0, equals)] = line.slice(equals + 1);
      continue;
    }
    const [, name = "", delimiter = ""] = block;
    const end = lines.indexOf(delimiter, index + 1);
    outputs[name] = lines.slice(index + 1, end).join("\n");
    index = end;
  }
  return outputs;
}
