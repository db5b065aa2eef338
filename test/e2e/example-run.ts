import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";

const root = join(import.meta.dirname, "..", "..");

/**
 * Runs the documented command of an example. It blocks its pull request, names the broken tool call, and the comment is the one that lies
 * beside the example, but for what differs from run to run: times, what an error's text costs that names a folder, the waiver's dates.
 */
export async function expectExampleToBlock(name: string): Promise<void> {
  const { exit, output } = await run(join(root, "scripts", "example.ts"), name);
  expect(exit, output).toBe(0);
  const folder = join(root, "examples", name);
  const comment = readFileSync(join(folder, "llm-o11y-out", "comment.md"), "utf8");
  expect(comment).toContain("tool misuse");
  const remedy = `cp ${join("examples", name, "llm-o11y-out", "comment.md")} ${join("examples", name)}, and read the difference`;
  expect(steady(comment), remedy).toBe(steady(readFileSync(join(folder, "comment.md"), "utf8")));
  const title = /Do not ship: [^·\n]*/.exec(comment)?.[0].trim() ?? "no title";
  expect(readFileSync(join(folder, "README.md"), "utf8")).toContain(title);
}

function steady(comment: string): string {
  return comment
    .split("\n")
    .filter((line) => !/^\| (?:p95|Typical|Cost) /.test(line))
    .join("\n")
    .replaceAll(/\$[\d.]+/g, "$…")
    .replaceAll(/\d{4}-\d{2}-\d{2}/g, "<date>");
}

function run(...args: readonly string[]): Promise<{ readonly exit: number | null; readonly output: string }> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exit) => resolve({ exit, output: Buffer.concat(chunks).toString("utf8") }));
  });
}
