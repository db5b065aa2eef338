import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openEffects } from "../../src/host/open-effects.ts";
import { openNamedRecords } from "../../src/host/open-named-records.ts";
import { ProblemError } from "../../src/problem.ts";
import { gitRepository } from "../git-repository.ts";
import { tempFolder } from "../temp-folder.ts";

async function openIn(workingDir: string, ...paths: readonly string[]) {
  const records = openNamedRecords(paths, await openEffects(workingDir, { workingDir }), { workingDir });
  try {
    return { files: (await records.open()).map(({ file }) => file) };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { problems: error.problems.map(({ code, file }) => `${code} ${file ?? ""}`) };
  }
}

/** A checkout with a record that the commit brings, and one that a job left in the same folder. */
function checkout() {
  const repository = gitRepository();
  repository.commit({ "runs/forged.jsonl": "{}\n", "llm-o11y.yml": "{}\n" });
  repository.write({ "runs/made.jsonl": "{}\n" });
  return repository;
}

describe("named records", () => {
  it("are files and those of folders, wherever they lie", async () => {
    const outside = tempFolder({ "baseline/1-of-2.jsonl": "{}\n", "baseline/2-of-2.jsonl": "{}\n" });
    expect(await openIn(checkout().folder, "runs/made.jsonl", join(outside, "baseline"))).toEqual({
      files: [
        "runs/made.jsonl",
        join(outside, "baseline", "1-of-2.jsonl"),
        join(outside, "baseline", "2-of-2.jsonl"),
      ],
    });
  });

  it.each(["runs/forged.jsonl", "runs", "./runs/../runs"])(
    "are refused where the commit brings one: %s",
    async (path) => {
      expect(await openIn(checkout().folder, path)).toEqual({
        problems: ["record-committed runs/forged.jsonl"],
      });
    },
  );

  it("are refused where it was written over since, is staged only, or stands behind a link", async () => {
    const { folder, write, git } = checkout();
    writeFileSync(join(folder, "runs", "forged.jsonl"), "{}\n{}\n");
    expect(await openIn(folder, "runs/forged.jsonl")).toHaveProperty("problems");
    write({ "staged.jsonl": "{}\n" });
    git("add", "staged.jsonl");
    expect(await openIn(folder, "staged.jsonl")).toHaveProperty("problems");
    const outside = tempFolder();
    symlinkSync(join(folder, "runs", "forged.jsonl"), join(outside, "linked.jsonl"));
    symlinkSync(join(folder, "runs"), join(outside, "folder"));
    expect(await openIn(folder, join(outside, "linked.jsonl"))).toHaveProperty("problems");
    expect(await openIn(folder, join(outside, "folder"))).toHaveProperty("problems");
  });

  it("are refused where git cannot tell", async () => {
    const { folder, git } = checkout();
    git("config", "core.repositoryFormatVersion", "99");
    expect(await openIn(folder, "runs/made.jsonl")).toEqual({
      problems: ["record-committed runs/made.jsonl"],
    });
  });

  it("are told all at once where they are not there", async () => {
    const outside = tempFolder();
    expect(await openIn(outside, "nowhere", outside)).toEqual({
      problems: [`file-not-found ${join(outside, "nowhere")}`, `no-file-matches ${outside}`],
    });
  });
});
