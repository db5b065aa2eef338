import { fileURLToPath } from "node:url";
import { compareRecords } from "../../gate/compare-records.ts";
import { defaultOut, deliverVerdict } from "../deliver-verdict.ts";
import type { Exit, Io } from "../io.ts";
import { openEffects } from "../../host/open-effects.ts";

const story = `A support desk wants to move to a newer model: cheaper, faster, and the samples look fine.
May it go to production? 72 cases, two recorded runs, one gate. (The recordings are made up for this
demo: no model was called, nothing was spent.)

`;

const after = `
The new model is cheaper and faster, and must not ship: savings outvote nothing.
Now with your own runs:  llm-o11y compare BASELINE.jsonl CANDIDATE.jsonl --config llm-o11y.yml
`;

/** `demo`: the whole decision on the embedded example, with no key and no network. Exits 0 when it ran, whatever the verdict. */
export async function demo(
  options: { readonly out?: string; readonly json: boolean },
  io: Io,
): Promise<Exit> {
  const folder = await demoFolder();
  const verdict = await compareRecords(
    {
      config: "llm-o11y.yml",
      baseline: `${folder}/runs/baseline.jsonl`,
      candidate: `${folder}/runs/candidate.jsonl`,
      today: io.today,
    },
    await openEffects(folder, { workingDir: folder }),
  );
  if (!options.json) io.stdout(story);
  await deliverVerdict(verdict, { out: options.out ?? defaultOut, json: options.json }, io);
  if (!options.json) io.stdout(after);
  return 0;
}

/** Beside the built command lies `demo/`; run from the sources the files are those of `examples/demo`. */
async function demoFolder(): Promise<string> {
  const { isThere } = await import("../../edge/store/find-repository.ts");
  const places = ["./demo", "../demo", "../../../examples/demo"].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  for (const place of places) if (await isThere(`${place}/llm-o11y.yml`)) return place;
  throw new Error("the demo's files are not where the build puts them");
}
