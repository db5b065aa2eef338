/** Exits 1 when a folder named on the command line holds files that git does not know: `git diff` alone would not see them. */
import { spawnSync } from "node:child_process";

const list = spawnSync(
  "git",
  ["ls-files", "--others", "--exclude-standard", "--", ...process.argv.slice(2)],
  { encoding: "utf8" },
);
if (list.status !== 0) throw new Error(list.stderr);
if (list.stdout !== "") {
  console.error(`Not committed:\n${list.stdout}`);
  process.exitCode = 1;
}
