import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { tempFolder } from "../temp-folder.ts";
import { runHere } from "./run-here.ts";

const pair = (id: string, created: number) =>
  JSON.stringify({
    request: { model: "gpt-5-mini", messages: [{ role: "user", content: "May I return it?" }] },
    response: {
      id,
      created,
      model: "gpt-5-mini",
      choices: [{ message: { role: "assistant", content: "No." } }],
      usage: { prompt_tokens: 1_000_000, completion_tokens: 0 },
    },
  });
const july = pair("july", 1_782_900_000);
const august = pair("august", 1_785_578_400);

it("writes the traces of all files that a pattern names to stdout, and says on stderr what it read", async () => {
  const folder = tempFolder({ "exports/a.jsonl": `${july}\n`, "exports/b.jsonl": `${august}\nbroken\n` });
  const { exit, stdout, stderr } = await runHere(folder, "collect", "exports/*.jsonl");
  expect(exit).toBe(0);
  const traces = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
  expect(traces).toMatchObject([
    // A million tokens at the list price.
    { trace_id: "july", source: { system: "openai" }, cost: { usd: 0.25, source: "prices" } },
    { trace_id: "august", output: "No." },
  ]);
  expect(stderr).toBe("warning: exports/b.jsonl:2:1  not JSON, at column 1.\n2 traces (2 openai).\n");
});

it("`--since`, `--out` and `--json`", async () => {
  const folder = tempFolder({ "a.jsonl": `${july}\n${august}\n` });
  const ran = await runHere(
    folder,
    "collect",
    "a.jsonl",
    "--since",
    "2026-08-01",
    "--out",
    "out/traces.jsonl",
    "--json",
  );
  expect(ran.exit).toBe(0);
  expect(JSON.parse(ran.stdout)).toMatchObject({ ok: true, traces: 1, too_old: 1, systems: { openai: 1 } });
  expect(readFileSync(join(folder, "out/traces.jsonl"), "utf8")).toMatch(/^\{"trace_id":"august".*\n$/);
});

it.each([
  ["nothing could be read", ["collect", "a.jsonl"], "this is no trace, span, score or call of a known form"],
  ["no file is named", ["collect"], "no file of traces is named"],
  ["a file is not there", ["collect", "b.jsonl"], "file not found"],
  ["the system is not known", ["collect", "a.jsonl", "--from", "datadog"], "Allowed choices are langfuse"],
  ["the time is none", ["collect", "a.jsonl", "--since", "yesterday"], "Write a date such as 2026-08-01"],
])("exits with 2 where %s, and leaves the old file", async (_case, args, says) => {
  const folder = tempFolder({ "a.jsonl": '{"email":"ada@example.com"}\n', "traces.jsonl": "old\n" });
  const { exit, stderr } = await runHere(folder, ...args, "--out", "traces.jsonl");
  expect(exit).toBe(2);
  expect(stderr).toContain(says);
  expect(stderr).not.toContain("ada@");
  expect(readFileSync(join(folder, "traces.jsonl"), "utf8")).toBe("old\n");
});

it("a stop leaves no file, and exits with 3", async () => {
  const folder = tempFolder({ "a.jsonl": `${july}\n` });
  let said = "";
  const exit = await run(["collect", "a.jsonl", "--out", "traces.jsonl"], {
    stdout: () => undefined,
    stderr: (text) => (said += text),
    workingDir: folder,
    today: "2026-08-01",
    colour: false,
    width: 100,
    isErrorTerminal: false,
    env: {},
    stopSignal: () => AbortSignal.abort(),
  });
  expect(exit).toBe(3);
  expect(said).toContain("Stopped before the end.");
  expect(existsSync(join(folder, "traces.jsonl"))).toBe(false);
});
