import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { steadyComment } from "../../scripts/steady-comment.ts";

const root = join(import.meta.dirname, "..", "..");

export type ExampleRun = {
  readonly exit: number | null;
  /** Of both streams. */
  readonly output: string;
  readonly comment: string;
  readonly verdict: {
    readonly verdict?: string;
    readonly title?: string;
    readonly failures?: { readonly tool_misuse?: { readonly candidate: number } };
  };
  readonly baseline: readonly RecordedTrial[];
  readonly candidate: readonly RecordedTrial[];
};

type RecordedTrial = {
  readonly case: string;
  readonly status: string;
  readonly messages?: readonly { readonly role: string; readonly content: unknown }[];
  readonly tool_calls?: readonly { readonly name: string }[];
  readonly usage?: { readonly input: number; readonly output: number };
  readonly cost_usd?: number;
};

/** Runs the documented command of an example, with its results in `out`. */
export async function runExample(
  name: string,
  out: string,
  ...flags: readonly string[]
): Promise<ExampleRun> {
  const args = [join(root, "scripts", "example.ts"), name, "--out", out, ...flags];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  const exit = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const read = (file: string) =>
    existsSync(join(out, file)) ? readFileSync(join(out, file), "utf8") : undefined;
  const readTrials = (arm: string) =>
    (read(join("runs", `${arm}.jsonl`)) ?? "")
      .split("\n")
      .filter((line) => line.includes('"type":"trial"'))
      .map((line) => JSON.parse(line) as RecordedTrial);
  return {
    exit,
    output: Buffer.concat(chunks).toString("utf8"),
    comment: read("comment.md") ?? "",
    verdict: JSON.parse(read("verdict.json") ?? "{}") as ExampleRun["verdict"],
    baseline: readTrials("baseline"),
    candidate: readTrials("candidate"),
  };
}

export function expectBlocked(run: ExampleRun): void {
  expect(run.exit, run.output).toBe(0);
  expect(run.verdict.verdict).toBe("fail");
  expect(run.verdict.failures?.tool_misuse?.candidate).toBeGreaterThan(0);
  expect(run.comment).toContain("tool misuse");
}

/** The comment beside the example is the one that its command makes, and its README quotes the title. */
export function expectItsComment(name: string, { comment, verdict }: ExampleRun): void {
  const folder = join(root, "examples", name);
  const remedy = `npm run example -- ${name} --write, and read the difference`;
  expect(steadyComment(comment), remedy).toBe(
    steadyComment(readFileSync(join(folder, "comment.md"), "utf8")),
  );
  expect(readFileSync(join(folder, "README.md"), "utf8")).toContain(`> ❌ ${verdict.title}`);
}

/** In the table of cases that got worse, so that a reader of the comment sees which call broke. */
export function expectFailingCalls({ comment }: ExampleRun): void {
  const rows = [...comment.matchAll(/^\| `([\w-]+)` .*tool misuse.*$/gm)];
  expect(rows.length).toBeGreaterThan(0);
  const silent = rows.filter(([row, id = ""]) => !expectedTools(id).some((tool) => row.includes(tool)));
  expect(silent.map(([row]) => row)).toEqual([]);
}

/** Of a change that breaks nothing: both arms ran, and it passes. */
export function expectNoRegression(run: ExampleRun): void {
  expect(run.exit, run.output).toBe(0);
  expect(run.verdict.verdict).toBe("pass");
  expect(run.verdict.title).toMatch(/^No regression found/);
  expectOwnFolders(run);
}

/** Each app says where it runs. */
export function expectOwnFolders({ output }: ExampleRun): void {
  const [baseline, candidate] = ["baseline", "candidate"].map(
    (arm) =>
      new Set(
        [...output.matchAll(new RegExp(`^${arm} \\| The desk .* in (/.+)$`, "gm"))].map(([, at]) => at),
      ),
  );
  expect(baseline?.size, output).toBe(1);
  expect(candidate?.size, output).toBe(1);
  expect(baseline).not.toEqual(candidate);
}

/** What the gate knows of each trial beyond its text came from spans: the app's own answers hold nothing else. */
export function expectToldBySpans(name: string, app: string, { baseline, candidate }: ExampleRun): void {
  expect(readFileSync(join(root, "examples", name, app), "utf8")).not.toMatch(
    /usage|tool_calls|messages:.*id,/,
  );
  const trials = [...baseline, ...candidate];
  expect(trials.length).toBeGreaterThan(0);
  for (const trial of trials) {
    expect(trial.status).toBe("ok");
    expect(trial.usage?.input).toBeGreaterThan(0);
    expect(trial.usage?.output).toBeGreaterThan(0);
    expect(trial.cost_usd).toBeGreaterThan(0);
    const called = trial.tool_calls?.map(({ name: tool }) => tool) ?? [];
    expect(called, trial.case).toEqual(expectedTools(trial.case));
    const results = trial.messages?.filter(({ role }) => role === "tool") ?? [];
    expect(results.length, trial.case).toBe(called.length);
  }
}

function expectedTools(id: string): readonly string[] {
  if (id === "order-04") return ["order_status", "order_status"];
  const tools = { order: "order_status", refund: "refund_order", escalate: "escalate" };
  return Object.entries(tools).flatMap(([kind, tool]) => (id.startsWith(kind) ? [tool] : []));
}

/** The text of a case's first message of this role. */
export function firstMessageOf(role: string, id: string, trials: readonly RecordedTrial[]): unknown {
  const trial = trials.find((each) => each.case === id);
  return trial?.messages?.find((message) => message.role === role)?.content;
}
