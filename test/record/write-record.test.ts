import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../src/experiment/json.ts";
import { failureModes } from "../../src/experiment/outcome.ts";
import type { RunHeader, RunRecord, Trial } from "../../src/experiment/trial.ts";
import { readRunRecord } from "../../src/record/read-record.ts";
import { writeRunRecord } from "../../src/record/write-record.ts";
import { chunksOf } from "../jsonl/chunks.ts";

const text = fc.string({ minLength: 1, maxLength: 8 });
const json = fc
  .jsonValue({ maxDepth: 3 })
  .map((value) => JSON.parse(JSON.stringify(value)) as Json)
  .filter((value) => value !== null);
const amount = fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => value + 0);
const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0);
const failure = fc.oneof(fc.constantFrom(...failureModes), fc.constant("tool_misuse/wrong_order"));
const none = { requiredKeys: [] as [] };

const score = fc.record(
  { scorer: text, value: share, passed: fc.boolean(), reason: fc.string(), failure },
  { requiredKeys: ["scorer", "value"] },
);

const trial: fc.Arbitrary<Trial> = fc.record(
  {
    caseId: fc.constantFrom("refund-01", "refund/02", "greet.01"),
    caseHash: text,
    index: fc.nat(3),
    status: fc.constant("ok" as const),
    output: json,
    messages: fc.array(fc.dictionary(text, json), { maxLength: 2 }),
    toolCalls: fc.array(fc.record({ name: text, arguments: json }, { requiredKeys: ["name"] }), {
      maxLength: 2,
    }),
    context: json,
    usage: fc.record(
      { input: fc.nat(), cacheRead: fc.nat(), cacheWrite: fc.nat(), output: fc.nat(), reasoning: fc.nat() },
      none,
    ),
    costUsd: amount,
    latencyMs: amount,
    ttftMs: amount,
    cached: fc.boolean(),
    traceId: text,
    scores: fc.uniqueArray(score, { selector: ({ scorer }) => scorer, maxLength: 3 }),
    failure,
  },
  { requiredKeys: ["caseId", "index", "status", "output", "cached"] },
);

const header: fc.Arbitrary<RunHeader> = fc.record(
  {
    gate: text,
    arm: fc.constantFrom("baseline" as const, "candidate" as const),
    sha: text,
    target: text,
    dataset: text,
    scorers: text,
    planned: fc.record(
      { cases: fc.nat(), trials: fc.integer({ min: 1, max: 9 }) },
      { requiredKeys: ["cases"] },
    ),
    shard: fc.constant("2/4"),
    startedAt: text,
  },
  { requiredKeys: ["planned"] },
);

const end: fc.Arbitrary<RunRecord["end"]> = fc.option(
  fc.record({ reason: fc.constantFrom("look" as const, "outage" as const), cases: fc.nat() }),
  { nil: undefined },
);

describe("writeRunRecord", () => {
  it("writes what readRunRecord gives back, whole", async () => {
    const trials = fc.uniqueArray(trial, {
      selector: ({ caseId, index }) => `${caseId} ${index}`,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(header, trials, end, async (runHeader, runTrials, runEnd) => {
        const written = [...writeRunRecord(runHeader, runTrials, runEnd)].join("");
        const parsed = await readRunRecord("run.jsonl", chunksOf(written));
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
        const { value } = parsed;
        expect(value.header).toEqual(runHeader);
        expect(value.end).toEqual(runEnd);
        const byPlace = (a: Trial, b: Trial) =>
          a.caseId < b.caseId ? -1 : a.caseId > b.caseId ? 1 : a.index - b.index;
        expect([...value.trialsByCaseId.values()].flat()).toEqual(runTrials.toSorted(byPlace));
        const again = writeRunRecord(value.header, [...value.trialsByCaseId.values()].flat(), value.end);
        expect((await readRunRecord("run.jsonl", chunksOf([...again].join("")))).ok).toBe(true);
      }),
    );
  });

  it("writes one line each, with the keys in the order of the contract", () => {
    const lines = [
      ...writeRunRecord(
        { startedAt: "2026-11-23T08:00:00Z", planned: { trials: 1, cases: 1 }, gate: "support-bot" },
        [{ cached: false, output: "No", status: "ok", index: 0, caseId: "refund-01" }],
        { cases: 1, reason: "budget" },
      ),
    ];
    expect(lines).toEqual([
      '{"type":"run","version":1,"gate":"support-bot","planned":{"cases":1,"trials":1},"started_at":"2026-11-23T08:00:00Z"}\n',
      '{"type":"trial","case":"refund-01","trial":0,"status":"ok","output":"No","cached":false}\n',
      '{"type":"end","reason":"budget","cases":1}\n',
    ]);
  });
});
