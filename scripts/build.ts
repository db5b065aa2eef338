/**
 * Builds `dist/`, which is committed: the command with every package inside, so that it runs without an install,
 * the demo's files beside it, and the licences of what it contains. Then writes `schema/`.
 * Equal sources give equal bytes, in whatever directory and on whatever Node: `npm run check` compares.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { rolldown } from "rolldown";
import { startChunk } from "./start-chunk.ts";
import { collectLicenses } from "./licenses.ts";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");

rmSync(dist, { recursive: true, force: true });
const build = await rolldown({
  cwd: root,
  input: {
    cli: join(root, "src", "cli", "main.ts"),
    action: join(root, "src", "action", "main.ts"),
    "module-runner": join(root, "src", "module-runner.ts"),
  },
  platform: "node",
  transform: { target: "node20.12" },
  // Nobody imports the entries, so they may be spread over chunks.
  preserveEntrySignatures: false,
  // What @actions/core brings for OIDC tokens, an HTTP client of 400 K, is not used here, and goes where it may be taken to do nothing.
  treeshake: { moduleSideEffects: [{ test: /node_modules\/@actions\/core\//, sideEffects: false }] },
  onLog(level, log, print) {
    if (level === "warn") throw new Error(`rolldown: ${log.message}`);
    print(level, log);
  },
});
const { output } = await build.write({
  dir: dist,
  format: "esm",
  entryFileNames: "[name].js",
  // Names without a content hash: a change shows as a change of a file, not as a file gone and a file new.
  chunkFileNames: "chunks/[name].js",
  codeSplitting: { includeDependenciesRecursively: false, groups: [startChunk(join(root, "src"))] },
  sourcemap: false,
  comments: false,
  // Less to read and to compile at each start. A stack trace of `dist/` names places in it, not in `src/`.
  minify: true,
});
await build.close();
chmodSync(join(dist, "cli.js"), 0o755);

const modules = output.flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
writeFileSync(join(dist, "licenses.txt"), collectLicenses(modules));
cpSync(join(root, "examples", "demo"), join(dist, "demo"), { recursive: true });

const schemas = spawnSync(process.execPath, [join(root, "scripts", "schemas.ts")], {
  cwd: root,
  stdio: "inherit",
});
if (schemas.status !== 0) process.exit(1);

const files = listFiles(dist);
const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
const heaviest = files
  .map((file) => ({ file: relative(root, file), size: statSync(file).size }))
  .toSorted((a, b) => b.size - a.size)
  .slice(0, 5);
console.log(`dist: ${files.length} files, ${(bytes / 1024).toFixed(0)} KiB`);
for (const { file, size } of heaviest) console.log(`  ${(size / 1024).toFixed(0).padStart(6)} KiB  ${file}`);

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map((item) => join(item.parentPath, item.name));
}
