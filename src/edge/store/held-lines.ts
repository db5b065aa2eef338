import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { joinStreamed } from "./replace-file.ts";
import { readUserFile, told } from "./user-files.ts";

/** A file of lines that can be read as often as it takes. */
export type HeldLines = { readonly file: string; readonly open: () => AsyncIterable<Uint8Array> };

/** A place for lines that are read more than once, in a folder of this user alone that `close` removes. */
export async function openHeldLines(folder = tmpdir()): Promise<{
  readonly hold: (lines: AsyncIterable<string>) => Promise<HeldLines>;
  readonly close: () => Promise<void>;
}> {
  const own = await told(folder, mkdtemp(join(folder, "llm-o11y-held-")));
  let held = 0;
  return {
    hold: async (lines) => {
      const path = join(own, `lines-${held++}.jsonl`);
      await told(path, writeFile(path, joinStreamed(lines), { mode: 0o600, flag: "wx" }));
      return { file: "traces", open: () => readUserFile(path) };
    },
    close: () => rm(own, { recursive: true, force: true }),
  };
}
