/** Puts the demo's comment, down to its first fold, into README.md. A test says when it is out of date. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const out = mkdtempSync(join(tmpdir(), "llm-o11y-readme-"));
const run = spawnSync(process.execPath, [join(root, "dist", "cli.js"), "demo", "--out", out], {
  encoding: "utf8",
});
if (run.status !== 0) throw new Error(run.stderr);

const [aboveTheFold = ""] = readFileSync(join(out, "comment.md"), "utf8").split("\n<details>");
rmSync(out, { recursive: true });
const comment = aboveTheFold.replace(/^<!--.*-->\n/, "").trim();
const file = join(root, "README.md");
const [start, end] = ["<!-- demo-comment -->", "<!-- /demo-comment -->"];
const [before, rest = ""] = readFileSync(file, "utf8").split(start);
const [, after] = rest.split(end);
if (after === undefined) throw new Error(`README.md lacks ${start} and ${end}`);
writeFileSync(file, `${before}${start}\n\n${comment}\n\n${end}${after}`);
