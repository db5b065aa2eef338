import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { isJsonObject, type Json, type JsonObject } from "../../../src/experiment/json.ts";
import { openLearner } from "../../../src/traces/detect/learn-app.ts";
import { openDetector } from "../../../src/traces/detect/open-detector.ts";
import type { NormalTrace } from "../../../src/traces/normal-trace.ts";

/*
 * Recorded runs of agents (tau-bench, tau2) as traces, held against the reward that each was given. They stand outside the repository, in
 * `../shared/data`; where that folder is not, nothing is compared.
 *
 * A trace without a label tells little: nearly all of these runs fail by ending in a wrong state of the shop's database, with calls and
 * answers that look like those of the runs that succeed. Where the reward is there as a score, every failed run is found.
 */

const shared = fileURLToPath(new URL("../../../../shared/data/", import.meta.url));

/** Traces with the signal, and those of them that failed by the reward. */
type Found = Readonly<Record<string, readonly [flagged: number, failed: number]>>;

const runs: readonly {
  readonly file: string;
  readonly traces: number;
  readonly failed: number;
  readonly found: Found;
}[] = [
  {
    file: "tau-bench-airline/outputs-gpt-4o.tool-calling.jsonl",
    traces: 128,
    failed: 73,
    found: { any: [8, 6], tool_failed: [7, 5], apology: [2, 2] },
  },
  {
    file: "tau2-gym-pairs/outputs-gpt-4.1.jsonl",
    traces: 79,
    failed: 35,
    found: { any: [6, 2], tool_failed: [5, 2], refusal: [1, 0] },
  },
  {
    file: "tau2-gym-pairs/outputs-ft-gpt-4.1.jsonl",
    traces: 79,
    failed: 17,
    found: { any: [9, 5], tool_failed: [7, 3], tool_loop: [2, 2] },
  },
];

const isHere = existsSync(shared);
const here = runs.filter(({ file }) => existsSync(`${shared}${file}`));

describe(`recorded runs of agents: ${isHere ? here.length : "not here"}`, () => {
  it("are all there where the folder is", () => {
    expect(here).toHaveLength(isHere ? runs.length : 0);
  });

  it.each(here)("$file: what the traces alone show", ({ file, traces, failed, found }) => {
    const labelled = read(file);
    expect(labelled).toHaveLength(traces);
    expect(labelled.filter((one) => one.failed)).toHaveLength(failed);
    expect(count(labelled)).toEqual(found);
  });

  it.each(here)(
    "$file: with the reward as a score, all that failed and nothing for it that did not",
    ({ file, failed }) => {
      const scored = read(file).map(({ trace, failed: isFailed }) => ({
        failed: isFailed,
        trace: {
          ...trace,
          scores: [{ name: "reward", value: isFailed ? 0 : 1, kind: "numeric", source: "api" } as const],
        },
      }));
      expect(count(scored)["score"]).toEqual([failed, failed]);
    },
  );
});

type Labelled = { readonly trace: NormalTrace; readonly failed: boolean };

function read(file: string): readonly Labelled[] {
  const lines = readFileSync(`${shared}${file}`, "utf8").trim().split("\n");
  return lines.map((line) => {
    const row = JSON.parse(line) as Json;
    if (!isJsonObject(row)) throw new Error("no row");
    const id = JSON.stringify([row["case_id"], row["trial"]]);
    const messages = row["messages"] as readonly JsonObject[];
    return {
      failed: row["label"] === 0,
      trace: { traceId: id, source: { system: "record", id }, name: id.split("/")[0] ?? "?", messages },
    };
  });
}

function count(labelled: readonly Labelled[]): Found {
  const learner = openLearner();
  for (const { trace } of labelled) learner.add(trace);
  const detect = openDetector({ learned: learner.learned() });
  const found: Record<string, [number, number]> = { any: [0, 0] };
  for (const { trace, failed } of labelled) {
    const { detected } = detect(trace);
    const signals = detected === undefined ? [] : ["any", ...detected.signs.map(({ signal }) => signal)];
    for (const signal of new Set(signals)) {
      const counts = (found[signal] ??= [0, 0]);
      counts[0] += 1;
      if (failed) counts[1] += 1;
    }
  }
  return found;
}
