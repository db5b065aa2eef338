/**
 * The goals of `docs/performance.md` in one run: the built gate against bare loops that make the same calls, and against promptfoo where
 * PROMPTFOO_BIN names it. Each is a process of its own, interleaved, against a model server in another one; figures are medians.
 *
 *     npm run bench -- [--all] [--cases 1000,5000] [--scoring rules,judge] [--latency 0,20] [--at-once 4,64]
 *                      [--who ours,undici] [--repeat 3] [--cli dist/cli.js] [--no-commands]
 */
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { rolldown } from "rolldown";
import { allCells, nameOf, product, requestsOf, someCells } from "./cell.ts";
import type { Cell } from "./cell.ts";
import { measureCommands } from "./commands.ts";
import { contenders } from "./contenders.ts";
import type { Place } from "./contenders.ts";
import { figuresOf, formatFigure, formatRow, tableHead } from "./goals.ts";
import type { Figure, Row } from "./goals.ts";
import { measure, median } from "./measure.ts";
import { startModelServer } from "./model-server.ts";
import type { ModelServer } from "./model-server.ts";

const { values: options } = parseArgs({
  allowNegative: true,
  options: {
    all: { type: "boolean", default: false },
    cases: { type: "string" },
    scoring: { type: "string" },
    latency: { type: "string" },
    "at-once": { type: "string" },
    who: { type: "string" },
    repeat: { type: "string", default: "3" },
    cli: { type: "string", default: join(import.meta.dirname, "..", "dist", "cli.js") },
    commands: { type: "boolean", default: true },
  },
});
const repeats = Number(options.repeat);
const names = options.who?.split(",") ?? Object.keys(contenders);
const scratch = mkdtempSync(join(tmpdir(), "llm-o11y-bench-"));
const server = await startModelServer();
try {
  const place = {
    folder: scratch,
    origin: server.origin,
    cli: resolve(options.cli),
    loop: await buildLoop(),
  };
  const cpu = cpus()[0]?.model ?? "unknown";
  console.log(
    `${new Date().toISOString().slice(0, 10)}, node ${process.version}, ${cpus().length} x ${cpu}, medians of ${repeats}\n`,
  );
  console.log(tableHead);
  const rows: Row[] = [];
  const figures: Figure[] = [];
  for (const [index, cell] of chooseCells().entries()) {
    const ran = await runCell(cell, { ...place, folder: join(scratch, String(index)) });
    rows.push(...ran.rows);
    figures.push(...ran.again);
    for (const row of ran.rows) console.log(formatRow(row, ran.rows));
  }
  const commands = options.commands
    ? await measureCommands({ ...place, folder: join(scratch, "commands") }, 2 * repeats + 1)
    : [];
  const all = [...figuresOf(rows), ...figures, ...commands].toSorted((a, b) => a.goal - b.goal);
  console.log(`\n${all.map(formatFigure).join("\n")}`);
  console.log("\nGoal 5, and what is loaded before the first call: `npm run bench:start`.");
} finally {
  server.close();
  rmSync(scratch, { recursive: true, force: true });
}

function chooseCells(): readonly Cell[] {
  const { cases, scoring, latency, "at-once": atOnce } = options;
  if (options.all) return allCells;
  if ([cases, scoring, latency, atOnce].every((each) => each === undefined)) return someCells;
  const numbers = (text: string): readonly number[] => text.split(",").map(Number);
  return product({
    cases: numbers(cases ?? "1000"),
    scoring: (scoring ?? "judge").split(",") as Cell["scoring"][],
    latencyMs: numbers(latency ?? "20"),
    atOnce: numbers(atOnce ?? "64"),
  });
}

/** Built as the command is, so that neither pays for reading TypeScript or many files. */
async function buildLoop(): Promise<string> {
  const build = await rolldown({ input: join(import.meta.dirname, "bare-loop.ts"), platform: "node" });
  await build.write({
    dir: join(scratch, "loop"),
    entryFileNames: "[name].mjs",
    chunkFileNames: "[name].mjs",
    minify: true,
  });
  await build.close();
  return join(scratch, "loop", "bare-loop.mjs");
}

async function runCell(
  cell: Cell,
  place: Place,
): Promise<{ readonly rows: readonly Row[]; readonly again: readonly Figure[] }> {
  const ready = names.map((who) => {
    const prepare = contenders[who];
    if (prepare === undefined)
      throw new Error(`nobody is called ${who}; there are ${Object.keys(contenders).join(", ")}`);
    return {
      who,
      contender: prepare(cell, { ...place, folder: join(place.folder, who) }),
      runs: [] as Row[],
    };
  });
  for (let round = 0; round < repeats; round++)
    for (const { who, contender, runs } of ready) {
      contender.clear();
      await server.reset(cell.latencyMs);
      const usage = await measure(contender);
      const requests = await server.reset(cell.latencyMs);
      if (requests < requestsOf(cell))
        throw new Error(`${who} made ${requests} of ${requestsOf(cell)} calls: ${nameOf(cell)}`);
      runs.push({
        cell,
        who,
        ...usage,
        requests,
        bytes: contender.written(),
        load: loadavg()[0] ?? Number.NaN,
      });
    }
  const ours = ready.find(({ who }) => who === "ours");
  const again = ours !== undefined && cell.cases === 1000 ? await runAgain(cell, ours.contender, server) : [];
  rmSync(place.folder, { recursive: true, force: true });
  return { rows: ready.map(({ runs }) => mediansOf(runs)), again };
}

/** The same once more, with all that the last run has left. */
async function runAgain(
  cell: Cell,
  contender: Parameters<typeof measure>[0],
  models: ModelServer,
): Promise<readonly Figure[]> {
  await models.reset(cell.latencyMs);
  const { wallMs } = await measure(contender);
  const requests = await models.reset(cell.latencyMs);
  return [
    { goal: 8, what: `requests of a rerun, ${nameOf(cell)}`, value: requests, unit: "", most: 0 },
    { goal: 8, what: `wall of a rerun, ${nameOf(cell)}`, value: wallMs / 1000, unit: " s", most: 1 },
  ];
}

function mediansOf(runs: readonly Row[]): Row {
  const [first] = runs;
  if (first === undefined) throw new Error("at least one repetition");
  const of = (key: "wallMs" | "cpuMs" | "peakMib" | "requests" | "bytes" | "load"): number =>
    median(runs.map((run) => run[key]));
  return {
    ...first,
    wallMs: of("wallMs"),
    cpuMs: of("cpuMs"),
    peakMib: of("peakMib"),
    requests: of("requests"),
    bytes: of("bytes"),
    load: of("load"),
  };
}
