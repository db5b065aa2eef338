import { readLabels } from "../../dataset/labels/read-labels.ts";
import { contentHash } from "../../experiment/content-hash.ts";
import type { LabelledOutput } from "../../experiment/judge-label.ts";
import type { Json } from "../../experiment/json.ts";
import type { Files } from "../../tree/tree.ts";
import { orThrow } from "../gather.ts";

/** What people say of outputs: 1 for a pass and 0 for a fail, by `labelKey`. */
export type OutputLabels = ReadonlyMap<string, 0 | 1>;

/** An output of a case, whichever run made it. */
export function labelKey(caseId: string, output: Json): string {
  return contentHash([caseId, output]);
}

/**
 * The labels that lie beside a judge's card; undefined where there is no file. Only what was labelled pass or fail counts, and the
 * majority of its annotators. Throws a ProblemError with every line that is wrong.
 */
export async function loadLabels(path: string, files: Files): Promise<OutputLabels | undefined> {
  const text = await files.readTextIfThere(path);
  if (text === undefined) return undefined;
  const { outputs } = orThrow(await readLabels({ file: path, chunks: chunksOf(text) }));
  return new Map(outputs.flatMap(labelOf));
}

function labelOf({ caseId, output, labels }: LabelledOutput): readonly (readonly [string, 0 | 1])[] {
  if (output === undefined) return [];
  const passes = labels.flatMap(({ answer }) => (answer.kind === "passed" ? [answer.passed] : []));
  const passed = passes.filter(Boolean).length;
  if (passes.length === 0 || passed * 2 === passes.length) return [];
  return [[labelKey(caseId, output), passed * 2 > passes.length ? 1 : 0]];
}

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
