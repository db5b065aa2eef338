import { join, relative } from "node:path";
import { expect, it } from "vitest";
import { openNamedFiles } from "../../src/host/open-effects.ts";
import { tempFolder } from "../temp-folder.ts";

const workingDir = tempFolder({ "exports/a.jsonl": "", "exports/b.jsonl": "", "exports/b.txt": "" });
const elsewhere = tempFolder({ "july/a.jsonl": "", "july/deep/b.jsonl": "" });
const glob = async (...names: readonly string[]) => (await openNamedFiles({ workingDir })).glob(names);

it.each([
  ["below the working folder", "exports/*.jsonl", ["exports/a.jsonl", "exports/b.jsonl"]],
  ["at an absolute place", join(elsewhere, "july/*.jsonl"), [join(elsewhere, "july/a.jsonl")]],
  [
    "in a folder beside it",
    `${relative(workingDir, elsewhere)}/**/b.jsonl`,
    [`${relative(workingDir, elsewhere)}/july/deep/b.jsonl`],
  ],
])("matches a pattern %s", async (_where, pattern, expected) => {
  expect(await glob(pattern)).toEqual(expected);
});

it("leaves a name that is no pattern as it is, wherever it leads", async () => {
  expect(await glob("../x.jsonl", "/tmp/y.jsonl")).toEqual(["../x.jsonl", "/tmp/y.jsonl"]);
});

it.each([
  [join(elsewhere, "july/*.json"), 'no file matches "*.json"'],
  [join(elsewhere, "august/*.jsonl"), "there is no such folder"],
])("says where %s matches nothing", async (pattern, says) => {
  await expect(glob(pattern)).rejects.toMatchObject({
    problems: [{ message: expect.stringContaining(says) }],
  });
});
