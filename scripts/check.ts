/** Everything that CI asks besides the tests: one line each, all results at once, exit 1 if any failed. */
import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";

const root = join(import.meta.dirname, "..");
const env = {
  ...process.env,
  PATH: [join(root, "node_modules", ".bin"), process.env["PATH"]].join(delimiter),
};

type Check = { readonly name: string; readonly commands: readonly (readonly string[])[] };

const checks: readonly Check[] = [
  { name: "types", commands: [["tsc"]] },
  { name: "lint", commands: [["oxlint", "--type-aware", "--deny-warnings"]] },
  { name: "format", commands: [["oxfmt", "--check"]] },
  { name: "dead code", commands: [["knip"]] },
  { name: "workflows", commands: [["node", "scripts/lint-workflows.ts"]] },
  {
    name: "dist and schema up to date",
    commands: [
      ["node", "scripts/build.ts"],
      ["git", "diff", "--exit-code", "--stat", "--", "dist", "schema"],
      ["node", "scripts/no-untracked.ts", "dist", "schema"],
    ],
  },
];

const results = await Promise.all(checks.map(runCheck));
for (const { name, passed, seconds } of results) {
  console.log(`${passed ? "ok    " : "FAILED"}  ${name} (${seconds.toFixed(1)} s)`);
}
for (const { name, passed, output } of results) {
  if (!passed) console.log(`\n--- ${name}\n${output.trimEnd()}`);
}
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;

async function runCheck({ name, commands }: Check) {
  const start = performance.now();
  let output = "";
  let passed = true;
  for (const command of commands) {
    const result = await run(command);
    output += result.output;
    passed = result.status === 0;
    if (!passed) break;
  }
  return { name, passed, output, seconds: (performance.now() - start) / 1000 };
}

function run([command = "", ...args]: readonly string[]): Promise<{ status: number | null; output: string }> {
  const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ status: 1, output: `${command}: ${error.message}\n` }));
    child.on("close", (status) => resolve({ status, output: Buffer.concat(chunks).toString("utf8") }));
  });
}
