import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openSpillFile } from "../../../src/edge/store/spill-file.ts";
import { ProblemError } from "../../../src/problem.ts";
import { tempFolder } from "../../temp-folder.ts";

it("gives back what was written, from any place in it", async () => {
  const spill = await openSpillFile(tempFolder());
  const first = await spill.write("refund é\n");
  const second = await spill.write("greet\n".repeat(100_000));
  expect(second.start).toBe(first.bytes);
  const read = async (start: number, bytes: number) => Buffer.from(await spill.read(start, bytes)).toString();
  expect(await read(first.start, first.bytes)).toBe("refund é\n");
  expect(await read(second.start + 6, 6)).toBe("greet\n");
  expect((await spill.read(second.start, second.bytes)).length).toBe(600_000);
  await spill.close();
});

it.skipIf(process.platform === "win32")(
  "leaves nothing behind, however the process ends: the file has no name while it is open",
  async () => {
    const folder = tempFolder();
    const spill = await openSpillFile(folder);
    await spill.write("refund\n");
    expect(readdirSync(folder)).toEqual([]);
    await spill.close();
  },
);

it("says where there is no room for it", async () => {
  const opening = openSpillFile(join(tempFolder(), "not-there"));
  await expect(opening).rejects.toThrow(ProblemError);
  await expect(opening).rejects.toThrow("takes no temporary file there (ENOENT)");
});
