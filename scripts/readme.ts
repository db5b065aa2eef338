/** Puts what is generated into the documents: the demo's comment, the action's tables. Tests say when it is out of date. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inputTable, outputTable, readActionFile } from "./action-tables.ts";

const root = join(import.meta.dirname, "..");

replaceBlock("README.md", "demo-comment", readDemoComment());
const action = readActionFile(readFileSync(join(root, "action.yml"), "utf8"));
replaceBlock("docs/action.md", "inputs", inputTable(action));
replaceBlock("docs/action.md", "outputs", outputTable(action));

/** The comment down to its first fold. */
function readDemoComment(): string {
  const out = mkdtempSync(join(tmpdir(), "llm-o11y-readme-"));
  const run = spawnSync(process.execPath, [join(root, "dist", "cli.js"), "demo", "--out", out], {
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(run.stderr);
  const [aboveTheFold = ""] = readFileSync(join(out, "comment.md"), "utf8").split("\n<details>");
  rmSync(out, { recursive: true });
  return aboveTheFold.replace(/^<!--.*-->\n/, "").trim();
}

/** Writes the text between `<!-- name -->` and `<!-- /name -->`. */
function replaceBlock(document: string, name: string, text: string): void {
  const file = join(root, document);
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest = ""] = readFileSync(file, "utf8").split(start);
  const [, after] = rest.split(end);
  if (after === undefined) throw new Error(`${document} lacks ${start} and ${end}`);
  writeFileSync(file, `${before}${start}\n\n${text}\n\n${end}${after}`);
}
