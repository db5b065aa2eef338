import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Json } from "../../src/experiment/json.ts";
import { tempFolder } from "../temp-folder.ts";
import { places, type Secret, secrets, squash } from "../traces/redact-corpus.ts";
import { runHere } from "./run-here.ts";

/*
 * Secrets at every place of a trace that a system exports, through the three commands. What `collect` and `detect` write is the traces, and
 * is not redacted; all that is logged, shown, or written to the dataset and the page has to be.
 */

const gate = `version: 1
datasets: ["datasets/*.jsonl"]
scorers: [{ type: exact }]
redact: { patterns: { CUSTOMER: "C-[0-9]{6}" } }
`;

/** Where a trace has what a place plants: as the text that it holds, or as it is. */
const fields: Readonly<Record<string, (value: Json) => object>> = {
  question: (value) => ({ input: [{ role: "user", content: textOf(value) }] }),
  answer: (value) => ({ output: { role: "assistant", content: textOf(value) } }),
  "arguments of a tool": (value) => ({ tool: { input: value } }),
  "result of a tool": (value) => ({ tool: { output: value } }),
  "error of a tool": (value) => ({ tool: { level: "ERROR", statusMessage: textOf(value) } }),
  error: (value) => ({ level: "ERROR", statusMessage: textOf(value) }),
  explanation: (value) => ({ comment: textOf(value) }),
  "word of a score": (value) => ({ word: textOf(value) }),
  correction: (value) => ({ correction: textOf(value) }),
  metadata: (value) => ({ metadata: { note: value } }),
  user: (value) => ({ trace: { userId: textOf(value), sessionId: textOf(value) } }),
  tags: (value) => ({ trace: { tags: [textOf(value)] } }),
  names: (value) => ({ trace: { name: textOf(value), release: textOf(value), environment: textOf(value) } }),
};

function textOf(value: Json): string {
  const { content } = value as { readonly content?: Json };
  return typeof content === "string" ? content : JSON.stringify(value);
}

type Parts = {
  readonly input?: Json;
  readonly output?: Json;
  readonly level?: string;
  readonly statusMessage?: string;
  readonly comment?: string;
  readonly word?: string;
  readonly correction?: string;
  readonly metadata?: Json;
  readonly trace?: object;
  readonly tool?: object;
};

/** A trace as Langfuse exports it, of which a judge and a user said that it is bad. */
function exported(number: number, parts: Parts): object {
  const id = (number + 1).toString(16).padStart(32, "0");
  const asked = `${words[number % 40]} ${words[(number / 40) | 0]} ${words[(number * 7) % 40]}: may I return it?`;
  const { comment = "not what was asked", word, correction, trace, tool, metadata = {}, ...root } = parts;
  const row = (span: number, type: string, name: string, more: object) => ({
    id: (number * 16 + span).toString(16).padStart(16, "0"),
    traceId: id,
    parentObservationId: span === 1 ? null : (number * 16 + 1).toString(16).padStart(16, "0"),
    type,
    name,
    level: "DEFAULT",
    startTime: `2026-08-01T10:00:0${span}.000Z`,
    endTime: `2026-08-01T10:00:0${span}.500Z`,
    ...more,
  });
  const score = (name: string, source: string, more: object) => ({
    id: `${id}-${name}`,
    traceId: id,
    name,
    source,
    ...more,
  });
  return {
    trace: {
      id,
      name: "support-desk",
      ...trace,
      scores: [
        score("quality", "EVAL", { dataType: "NUMERIC", value: 0.1, comment }),
        ...(word === undefined
          ? []
          : [
              score("verdict", "ANNOTATION", {
                dataType: "CATEGORICAL",
                stringValue: "bad",
                value: 0,
                comment: word,
              }),
            ]),
      ],
      corrections:
        correction === undefined ? [] : [{ output: correction, content: correction, value: correction }],
    },
    observations: [
      row(1, "GENERATION", "answer", {
        model: "gpt-5-mini",
        input: [{ role: "user", content: asked }],
        output: { role: "assistant", content: "No." },
        metadata,
        ...root,
        ...(parts.input === undefined
          ? {}
          : { input: [{ role: "user", content: `${asked} ${textOf((parts.input as Json[])[0] ?? "")}` }] }),
      }),
      row(2, "TOOL", "find_order", { input: { order: number }, output: { found: true }, ...tool }),
    ],
  };
}

const words = Array.from(
  { length: 40 },
  (_, n) =>
    `${"bdfgklmnprst"[n % 12]}${"aeiou"[n % 5]}${"lmnrst"[n % 6]}${"aeiou"[(n >> 2) % 5]}${"kpvz"[n % 4]}`,
);

it(
  "lets nothing that was planted into a dataset, a log, a page or the screen",
  { timeout: 60_000 },
  async () => {
    const planted: Secret[] = [];
    const traces = Object.values(fields).flatMap((field) =>
      places.map(({ plant }) => {
        const [secret] = fc.sample(secrets, { numRuns: 1, seed: planted.length });
        if (secret === undefined) throw new Error("no secret");
        planted.push(secret);
        return exported(planted.length, field(plant(secret.text)));
      }),
    );
    const folder = tempFolder({
      ".git/HEAD": "ref: refs/heads/main\n",
      "llm-o11y.yml": gate,
      "export.jsonl": traces.map((trace) => `${JSON.stringify(trace)}\n`).join(""),
    });
    const runs = [];
    for (const args of [
      ["collect", "export.jsonl", "--out", "traces.jsonl"],
      ["detect", "traces.jsonl", "--out", "failed.jsonl", "--page", "page.md"],
      ["detect", "traces.jsonl", "--json"],
      ["promote", "failed.jsonl", "--to", "datasets/production.jsonl", "--limit", "1000"],
      ["promote", "failed.jsonl", "--to", "datasets/production.jsonl", "--limit", "1000", "--json"],
      ["dataset", "check"],
      ["dataset", "stats"],
    ])
      runs.push({ command: args[0], ...(await runHere(folder, ...args)) });
    expect(runs.map(({ command, exit }) => `${command} ${exit}`)).toEqual([
      "collect 0",
      "detect 0",
      "detect 0",
      "promote 0",
      "promote 0",
      "dataset 0",
      "dataset 0",
    ]);
    const dataset = readFileSync(join(folder, "datasets", "production.jsonl"), "utf8");
    const rows = dataset.trim().split("\n");
    // A question or two may be like another.
    expect(rows.length).toBeGreaterThan(traces.length * 0.98);
    expect(rows.filter((row) => row.includes('"expected":'))).toHaveLength(places.length);
    expect(rows.filter((row) => /\[[A-Z]+_1\]/.test(row)).length).toBeGreaterThan(rows.length / 2);
    const out = [
      dataset,
      readFileSync(join(folder, "page.md"), "utf8"),
      ...runs.flatMap(({ stdout, stderr }) => [stdout, stderr]),
    ];
    const squashed = out.map(squash);
    const found = planted.flatMap(({ core, text }, n) => {
      const at = squashed.findIndex((one) => one.includes(core));
      return at < 0
        ? []
        : [
            `${n} ${Object.keys(fields)[(n / places.length) | 0]}, ${places[n % places.length]?.name}: ${text} in ${at}`,
          ];
    });
    expect(found).toEqual([]);
  },
);
