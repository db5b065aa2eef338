import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { NormalTrace } from "../../src/traces/normal-trace.ts";
import { traceLine } from "../../src/traces/trace-line.ts";
import { tempFolder } from "../temp-folder.ts";
import { aCall, answered, asked, aTrace } from "../traces/detect/build-trace.ts";
import { runHere } from "./run-here.ts";

const secret = "ana@example.com";
const lines = (...traces: readonly Partial<NormalTrace>[]): string =>
  traces.map((over, n) => traceLine(aTrace({ traceId: `t${n}`, ...over }))).join("");
const traces = lines(
  { release: "v1", error: `TimeoutError: no answer for ${secret}` },
  { release: "v1" },
  {
    release: "v2",
    messages: [asked, ...aCall("get_order", { email: secret }, `Error: no ${secret}`), answered],
  },
  { release: "v2", error: `TimeoutError: no answer for bob@example.org`, latencyMs: 9000 },
);

describe("detect", () => {
  it("prints the failed traces, and what to put right first beside them", async () => {
    const { exit, stdout, stderr } = await runHere(
      tempFolder({ "traces.jsonl": traces }),
      "detect",
      "traces.jsonl",
    );
    expect(exit).toBe(0);
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([
      {
        trace_id: "t0",
        detected: { failure: "app_error", signs: [{ evidence: expect.stringContaining(secret) }] },
      },
      { trace_id: "t2", detected: { failure: "tool_misuse" } },
      { trace_id: "t3", detected: { failure: "app_error" } },
    ]);
    for (const part of [
      "3 of 4 traces failed (75.0%)",
      "app_error    2  50.0%",
      "the app fails: TimeoutError  such as t0",
      "v2  2 of 2",
    ])
      expect(stderr).toContain(part);
  });

  it("lets no word of a trace into what it logs and into the page", async () => {
    const folder = tempFolder({ "traces.jsonl": traces });
    const { stdout, stderr } = await runHere(
      folder,
      "detect",
      "traces.jsonl",
      "--out",
      "f.jsonl",
      "--page",
      "out/p.md",
    );
    const page = readFileSync(join(folder, "out", "p.md"), "utf8");
    expect(stdout).toBe("");
    expect(page).toContain("| `app_error` |");
    expect(page).toContain("`get_order` fails");
    for (const shown of [stderr, page]) expect(shown).not.toMatch(/@|example\.(?:com|org)|no answer/);
  });

  it("writes a file in the place of the one that it reads", async () => {
    const folder = tempFolder({ "traces.jsonl": traces });
    expect((await runHere(folder, "detect", "traces.jsonl", "--out", "traces.jsonl")).exit).toBe(0);
    expect(readFileSync(join(folder, "traces.jsonl"), "utf8").trim().split("\n")).toHaveLength(3);
    expect(readdirSync(folder)).toEqual(["traces.jsonl"]);
  });

  it("takes limits from the gate file and modes from the file beside it", async () => {
    const folder = tempFolder({
      "traces.jsonl": traces,
      "llm-o11y.yml": "version: 1\ndatasets: []\npolicy: { latency: { p95_ms: 3000 } }\n",
      ".llm-o11y/failures.yml":
        "version: 1\nmodes: [{ name: tool_misuse/order, when: { tool: get_order, error_matches: '^Error' } }]\n",
    });
    const { stdout } = await runHere(folder, "detect", "traces.jsonl", "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      traces: 4,
      failed: 3,
      modes: [
        { mode: "app_error", traces: 2 },
        { mode: "tool_misuse/order", traces: 1 },
      ],
      signals: [
        { signal: "rule" },
        { signal: "error" },
        { signal: "tool_failed" },
        { signal: "latency", traces: 1 },
      ],
      groups: [{ mode: "app_error", traces: 2, releases: 2, example: { trace_id: "t0" } }, {}],
      releases: [
        { release: "v1", traces: 2, failed: 1, modes: { app_error: 1 } },
        { release: "v2", traces: 2, failed: 2 },
      ],
      unread_lines: 0,
    });
  });

  it("warns of lines that it cannot read, and exits 2 where it can read none", async () => {
    const folder = tempFolder({ "some.jsonl": `{\n${traces}`, "none.jsonl": "{\n" });
    const some = await runHere(folder, "detect", "some.jsonl");
    expect(some.exit).toBe(0);
    expect(some.stderr).toContain("warning: some.jsonl:1");
    const none = await runHere(folder, "detect", "none.jsonl", "--out", "f.jsonl");
    expect(none.exit).toBe(2);
    expect(none.stderr).toContain("error: none.jsonl:1");
  });
});
