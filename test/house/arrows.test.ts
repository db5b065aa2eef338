import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..", "..");

/**
 * What each room may import of the house, besides `problem`. docs/architecture.md shows the same table. Rooms that nobody has moved
 * into yet have their arrows already.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  stats: [],
  experiment: [],
  jsonl: [],
  config: ["experiment"],
  dataset: ["experiment", "jsonl"],
  record: ["experiment", "jsonl"],
  score: ["experiment", "stats"],
  compare: ["experiment", "stats"],
  decide: ["compare", "experiment", "stats"],
  report: ["compare", "decide", "experiment"],
  gate: [
    "compare",
    "config",
    "dataset",
    "decide",
    "experiment",
    "jsonl",
    "record",
    "report",
    "score",
    "stats",
    "target",
    "traces",
    "tree",
  ],
  tree: ["experiment"],
  target: ["config", "experiment"],
  traces: ["dataset", "experiment", "jsonl", "score"],
  "edge/store": ["experiment"],
  "edge/git": ["experiment"],
  "edge/github": ["experiment"],
  "edge/langfuse": ["experiment"],
  "edge/model": ["experiment"],
  "edge/otel": ["experiment"],
  host: ["config", "edge", "gate", "report", "traces", "tree"],
  action: ["config", "edge", "gate", "host", "report", "tree"],
  cli: ["config", "edge", "gate", "host", "report", "tree"],
};
const typesOnly: Readonly<Record<string, readonly string[]>> = {
  jsonl: ["experiment"],
  score: ["config"],
  decide: ["config"],
};

const rooms = Object.keys(mayImport);
const pureRooms = rooms.filter(
  (room) => !["action", "cli", "edge", "host"].includes(room.split("/")[0] ?? ""),
);
const folders = [...new Set(rooms.map((room) => room.split("/")[0] ?? ""))];

const effects: Readonly<Record<string, string>> = {
  clock: "export const now = Date.now();",
  chance: "export const chance = Math.random();",
  environment: "export const home = process.env['HOME'];",
  output: "console.log('hello');",
  network: "export const reply = fetch('http://localhost');",
  timer: "setTimeout(() => 1, 1);",
  "back door": "export const environment = globalThis.process;",
  files: "export { readFileSync } from 'node:fs';",
  "late files": "export const files = await import('node:fs/promises');",
};

type Finding = { readonly code: string; readonly message: string; readonly help?: string };
let scratch = "";
let findingsByFile: ReadonlyMap<string, readonly Finding[]> = new Map();

/** The path of a room's file that imports `other`, a name that tells what it is about. */
const importFile = (room: string, other: string, kind = "import") => `src/${room}/${kind}-${other}.ts`;
const up = (room: string) => "../".repeat(room.split("/").length);

const snippets: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    rooms.flatMap((room) =>
      folders.flatMap((other) => [
        [importFile(room, other), `export { noun } from "${up(room)}${other}/noun.ts";`],
        [importFile(room, other, "types"), `export type { Noun } from "${up(room)}${other}/noun.ts";`],
      ]),
    ),
  ),
  ...Object.fromEntries(
    rooms.map((room) => [`src/${room}/problem.ts`, `export { noun } from "${up(room)}problem.ts";`]),
  ),
  ...Object.fromEntries(
    pureRooms.flatMap((room) =>
      Object.entries(effects).map(([name, text]) => [`src/${room}/${name.replace(" ", "-")}.ts`, text]),
    ),
  ),
  ...Object.fromEntries(rooms.map((room) => [`src/${room}/package.ts`, `export { map } from "lodash";`])),
  "src/score/rules/deep.ts": `export { noun } from "../../gate/noun.ts";`,
  "src/score/rules/near.ts": `export { noun } from "../failure/noun.ts";\nexport { rule } from "../rule.ts";`,
  "src/edge/store/other-edge.ts": `export { noun } from "../github/noun.ts";`,
  "src/cli/circle.ts": `import { square } from "./square.ts";\nexport const circle = () => square;`,
  "src/cli/square.ts": `import { circle } from "./circle.ts";\nexport const square = () => circle;`,
  "src/cli/floating.ts":
    "async function work(): Promise<void> {}\nexport function start(): void {\n  work();\n}",
};

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), "arrows-"));
  for (const name of [".oxlintrc.json", "tsconfig.json"]) copyFileSync(join(root, name), join(scratch, name));
  symlinkSync(join(root, "node_modules"), join(scratch, "node_modules"));
  for (const [file, text] of Object.entries(snippets)) {
    mkdirSync(dirname(join(scratch, file)), { recursive: true });
    writeFileSync(join(scratch, file), `${text}\n`);
  }
  const oxlint = join(root, "node_modules", "oxlint", "bin", "oxlint");
  const run = spawnSync(process.execPath, [oxlint, "--type-aware", "--format=json", "src"], {
    cwd: scratch,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: (Finding & { filename: string })[] };
  const byFile = new Map<string, Finding[]>();
  for (const { filename, ...finding } of diagnostics) {
    byFile.set(filename, [...(byFile.get(filename) ?? []), finding]);
  }
  findingsByFile = byFile;
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const codesOf = (file: string) => (findingsByFile.get(file) ?? []).map(({ code }) => code);
const isRefused = (file: string) => codesOf(file).includes("eslint(no-restricted-imports)");

describe("the arrows of the house", () => {
  it("are known for every folder of src", () => {
    const found = readdirSync(join(root, "src"), { withFileTypes: true }).filter((item) =>
      item.isDirectory(),
    );
    expect(folders).toEqual(expect.arrayContaining(found.map(({ name }) => name)));
  });

  it.each(rooms)("%s imports its neighbours and no other room", (room) => {
    const others = folders.filter((other) => other !== room.split("/")[0]);
    expect(others.filter((other) => !isRefused(importFile(room, other))).toSorted()).toEqual(mayImport[room]);
  });

  it.each(pureRooms)("%s imports types of its neighbours and no other room's", (room) => {
    const others = folders.filter((other) => other !== room);
    const expected = [...(mayImport[room] ?? []), ...(typesOnly[room] ?? [])].toSorted();
    expect(others.filter((other) => !isRefused(importFile(room, other, "types"))).toSorted()).toEqual(
      expected,
    );
  });

  it.each(rooms)("%s may import problem", (room) => {
    expect(codesOf(`src/${room}/problem.ts`)).toEqual([]);
  });

  it.each(rooms)("%s may not take in a package that is not on its list", (room) => {
    expect(isRefused(`src/${room}/package.ts`)).toBe(true);
  });

  it("holds from a folder inside a room, whose own folders stay near", () => {
    expect(isRefused("src/score/rules/deep.ts")).toBe(true);
    expect(codesOf("src/score/rules/near.ts")).toEqual([]);
  });

  it("keeps one edge from importing another", () => {
    expect(isRefused("src/edge/store/other-edge.ts")).toBe(true);
  });

  it("says which arrow is broken", () => {
    const helps = rooms.map(
      (room) => findingsByFile.get(`src/${room}/import-${room === "cli" ? "stats" : "cli"}.ts`)?.[0]?.help,
    );
    expect(helps[0]).toBe("stats is numbers in, numbers out: it may import nothing of the house.");
    for (const [index, room] of rooms.entries()) expect(helps[index]).toContain(room);
  });
});

describe("the pure middle", () => {
  it.each(pureRooms.flatMap((room) => Object.keys(effects).map((effect) => [room, effect] as const)))(
    "%s has no %s",
    (room, effect) => {
      const file = `src/${room}/${effect.replace(" ", "-")}.ts`;
      expect(codesOf(file).some((code) => code.startsWith("eslint(no-restricted-"))).toBe(true);
    },
  );
});

describe("everywhere", () => {
  it("refuses an import cycle", () => {
    expect(codesOf("src/cli/circle.ts")).toContain("import(no-cycle)");
  });

  it("refuses a promise that nobody awaits", () => {
    expect(codesOf("src/cli/floating.ts")).toContain("typescript(no-floating-promises)");
  });
});
