import { readInputs } from "../../src/action/inputs.ts";
import { promote } from "../../src/action/promote.ts";
import type { RunnerEvent } from "../../src/edge/github/read-event.ts";
import type { GithubStandIn } from "../stand-ins/github.ts";
import { tempFolder } from "../temp-folder.ts";

export const sha = "1d20e7c8b9a0f1e2d3c4b5a69788796a5b4c3d2e";
export const dataset = "datasets/support.jsonl";

export type Asked = {
  readonly inputs?: Readonly<Record<string, string>>;
  /** Text of `traces.jsonl` in the workspace. */
  readonly traces?: string;
  /** Instead of a workspace that has nothing else. */
  readonly workspace?: string;
  readonly kind?: "schedule" | "pull_request_target";
  readonly env?: Readonly<Record<string, string>>;
};

/** One run of `mode: promote` in this process, and everything that it told the runner. */
export async function runPromotion(
  github: GithubStandIn,
  { inputs = {}, traces = "", workspace, kind = "schedule", env = {} }: Asked = {},
) {
  const given = { mode: "promote", from: "*.jsonl", to: dataset, "github-token": "token", ...inputs };
  const read = readInputs(
    Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  );
  if (!read.ok || read.value.promotion === undefined) throw new Error(JSON.stringify(read));
  const told: string[] = [];
  const change = { kind } as RunnerEvent["change"];
  const exit = await promote(
    {
      repository: "acme/desk",
      sha,
      run: 100,
      attempt: 1,
      runUrl: "https://github.com/acme/desk/actions/runs/100",
      apiUrl: github.apiUrl,
      change,
    },
    { ...read.value, promotion: read.value.promotion },
    {
      mask: (secret) => told.push(`mask ${secret}`),
      annotate: () => told.push("annotation"),
      announce: (level, _, message) => told.push(`${level}: ${message}`),
      setOutput: (name) => told.push(`output ${name}`),
      addSummary: (markdown) => Promise.resolve(void told.push(markdown)),
    },
    {
      env,
      workingDir: workspace ?? tempFolder({ "traces.jsonl": traces }),
      stdout: (text) => told.push(text),
      stop: new AbortController().signal,
    },
  );
  const tip = github.state.refs.get("heads/llm-o11y/promote");
  const text = (path = dataset) => github.state.filesAt(tip ?? "")[path]?.toString() ?? "";
  return { exit, told: told.join("\n"), tip, text };
}
