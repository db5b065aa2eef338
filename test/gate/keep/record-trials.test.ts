import { describe, expect, it } from "vitest";
import type { Case } from "../../../src/experiment/case.ts";
import type { NamedRecords } from "../../../src/gate/effects.ts";
import type { PlannedTrial } from "../../../src/gate/plan/plan-trials.ts";
import { readRecordTrials, recordsBefore } from "../../../src/gate/keep/record-trials.ts";
import type { CachedTrial } from "../../../src/gate/keep/trial-cache.ts";
import type { TrialKeeper } from "../../../src/gate/keep/trial-store.ts";
import { recordText } from "../../build-record.ts";
import { aCase, aTrial } from "../../build.ts";

const nowMs = Date.parse("2026-01-05T09:00:00Z");
const fingerprints = { baseline: "sha256:base", candidate: "sha256:head" };
const refund = aCase({ id: "refund-01", hash: "sha256:refund" });

const ofNow = { started_at: "2026-01-05T08:00:00Z" };
const ofBefore = { started_at: "2026-01-01T08:00:00Z" };
const baseline = { target: fingerprints.baseline, ...ofNow };
const candidate = { target: fingerprints.candidate, ...ofNow };

/** A line of the refund, that says what is asked to be said. */
const says = (output: string, fields: object = {}): object => ({
  case: refund.id,
  case_hash: refund.hash,
  output,
  ...fields,
});

function named(...texts: readonly string[]): NamedRecords {
  async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(text);
  }
  return {
    open: async () => texts.map((text, index) => ({ file: `${index + 1}.jsonl`, chunks: chunksOf(text) })),
    timeOf: Date.parse,
  };
}

async function read(texts: readonly string[], cases: readonly Case[] = [refund]) {
  const records = await readRecordTrials(named(...texts), { fingerprints, cases, nowMs });
  const find = (fields: Partial<PlannedTrial> = {}) =>
    records.find({ case: refund, arm: "baseline", index: 0, ...fields });
  return { ...records, find };
}

describe("a trial of a record", () => {
  it("is found at its arm, case and number", async () => {
    const { find } = await read([
      recordText([says("then"), says("again", { trial: 2 })], baseline),
      recordText([says("now")], candidate),
    ]);
    expect(await find()).toMatchObject({ trial: { output: "then", cached: false }, isOwn: true });
    expect(await find({ index: 2 })).toMatchObject({ trial: { output: "again", index: 2 } });
    expect(await find({ arm: "candidate" })).toMatchObject({ trial: { output: "now" } });
    expect(await find({ index: 1 })).toBeUndefined();
    expect(await find({ case: aCase({ id: "refund-02" }) })).toBeUndefined();
  });

  it("is the baseline's where both arms share it", async () => {
    const { find } = await read([recordText([says("then")], baseline), recordText([says("now")], candidate)]);
    expect(await find({ arm: "candidate", isShared: true })).toMatchObject({ trial: { output: "then" } });
  });

  it("is the answer alone, whoever thought what of it", async () => {
    const scored = { scores: [{ scorer: "exact", value: 0 }], failure: "other", trace_id: "t1" };
    const { find } = await read([recordText([says("then", scored)], { ...baseline, scorers: "sha256:x" })]);
    expect((await find())?.trial).toEqual({
      caseId: refund.id,
      caseHash: refund.hash,
      index: 0,
      status: "ok",
      output: "then",
      traceId: "t1",
      cached: true,
    });
  });

  it("counts as refused while that is of now, and never later", async () => {
    const refused = recordText([says("", { status: "app_error" })], baseline);
    const withCandidate = recordText([says("now")], candidate);
    expect(await (await read([refused, withCandidate])).find()).toMatchObject({ isOwn: true });
    expect(await (await read([refused])).find()).toBeUndefined();
    const old = recordText([says("", { status: "app_error" })], { ...baseline, ...ofBefore });
    expect(await (await read([old])).find()).toBeUndefined();
  });

  it("is that of now where an older record has it too, and else the first that is named", async () => {
    const old = recordText([says("old")], { ...baseline, ...ofBefore });
    const now = recordText([says("first")], baseline);
    const second = recordText([says("second")], baseline);
    const other = recordText([says("now")], candidate);
    for (const texts of [
      [old, now, second, other],
      [now, old, second, other],
    ])
      expect((await (await read(texts)).find())?.trial.output).toBe("first");
  });

  it("is of no case whose version nobody knows, on either side", async () => {
    const { hash: _hash, ...nameless } = refund;
    const text = recordText([{ case: refund.id, output: "then" }], baseline);
    const { find, warnings } = await read([text], [nameless]);
    expect(await find()).toBeUndefined();
    expect(warnings).toMatchObject([{ code: "record-not-used", file: "1.jsonl" }]);
  });

  it.each([
    ["a minute ahead, as clocks of two machines are", "2026-01-05T09:01:00Z", true],
    ["an hour ahead", "2026-01-05T10:00:00Z", false],
    ["23 hours ago", "2026-01-04T10:00:00Z", true],
    ["24 hours ago", "2026-01-04T09:00:00Z", false],
  ])("of a run that started %s", async (_, startedAt, isOwn) => {
    const { find } = await read([recordText([says("now")], { ...candidate, started_at: startedAt })]);
    expect((await find({ arm: "candidate" }))?.isOwn ?? false).toBe(isOwn);
  });
});

describe("records before the cache", () => {
  const planned: PlannedTrial = { case: refund, arm: "baseline", index: 0 };
  const held = (output: string, isOwn: boolean): CachedTrial => ({
    trial: aTrial({ output }),
    storedMs: nowMs,
    isOwn,
  });
  const sourceOf = (found: CachedTrial | undefined): TrialKeeper => ({
    find: async () => found,
    keep: async () => undefined,
    refresh: async () => undefined,
    prune: async () => undefined,
  });

  it.each([
    [held("record", true), held("cache", true), "record"],
    [held("record", false), held("cache", true), "cache"],
    [held("record", false), held("cache", false), "record"],
    [undefined, held("cache", false), "cache"],
    [held("record", false), undefined, "record"],
    [undefined, undefined, undefined],
  ])("give what this run itself ran first: case %#", async (recorded, cached, output) => {
    const both = recordsBefore(sourceOf(recorded), sourceOf(cached));
    expect((await both.find(planned))?.trial.output).toBe(output);
  });

  it("stand alone where there is no cache", async () => {
    const alone = recordsBefore(sourceOf(held("record", false)), undefined);
    expect((await alone.find(planned))?.trial.output).toBe("record");
    await expect(alone.keep(planned, aTrial())).resolves.toBeUndefined();
  });

  it("leave what is run to the cache", async () => {
    const kept: unknown[] = [];
    const both = recordsBefore(sourceOf(undefined), {
      ...sourceOf(undefined),
      keep: async (...given) => void kept.push(given),
    });
    await both.keep(planned, aTrial({ output: "run" }));
    expect(kept).toEqual([[planned, aTrial({ output: "run" })]]);
  });
});
