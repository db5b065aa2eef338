import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const source = join(import.meta.dirname, "..", "..", "src");

/** What stays in memory, in bytes, of the value that `load` gives, in a process of its own. `load` sees what `given` defines. */
function bytesKept(given: string, load: string): number {
  const script = `
    const load = async (path) => import(${JSON.stringify(`${source}/`)} + path);
    ${given}
    async function* linesOf(count, lineOf) {
      for (let at = 0; at < count; at++) yield Buffer.from(JSON.stringify(lineOf(at)) + "\\n");
    }
    const inUse = () => {
      gc();
      gc();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    };
    const run = async (count) => { ${load} };
    await run(100);
    const before = inUse();
    const kept = await run(20_000);
    console.log(inUse() - before);
    if (kept === undefined || !kept.ok) throw new Error(JSON.stringify(kept));
  `;
  const args = ["--expose-gc", "--input-type=module", "--no-warnings", "-e", script];
  return Number(execFileSync(process.execPath, args, { encoding: "utf8" }));
}

describe("memory", () => {
  it("holds of a case its line and little more, whatever its line holds", () => {
    const order = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`item_${at}`, [at]]));
    const rowOf = `(at) => ({ id: "refund-" + at, input: { at, ...${JSON.stringify(order)} }, tags: ["refund"] })`;
    const lineBytes = JSON.stringify({
      id: "refund-10000",
      input: { at: 10_000, ...order },
      tags: ["refund"],
    }).length;
    const kept = bytesKept(
      `const { parseDataset } = await load("dataset/parse-dataset.ts");`,
      `return parseDataset([{ file: "refunds.jsonl", chunks: linesOf(count, ${rowOf}) }]);`,
    );
    expect(kept / 20_000).toBeLessThan(lineBytes + 250);
  });

  it("holds of a trial nothing that was said", () => {
    const kept = bytesKept(
      `const { readRunRecord } = await load("record/read-record.ts");
       const { answerTrials } = await load("score/answer-trials.ts");`,
      `const lineOf = (at) => at === 0
         ? { type: "run", version: 1, planned: { cases: count } }
         : { type: "trial", case: "refund-" + at, trial: 0, status: "ok", output: { text: "30 days ".repeat(250) + at } };
       const keep = answerTrials((id) => ({ id, input: "", critical: false, draft: false, tags: [], place: {} }), () => []);
       return readRunRecord("baseline.jsonl", linesOf(count, lineOf), keep);`,
    );
    expect(kept / 20_000).toBeLessThan(500);
  });
});
