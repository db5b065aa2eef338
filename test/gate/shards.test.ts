import { describe, expect, it } from "vitest";
import type { RunRecord } from "../../src/experiment/trial.ts";
import { orThrow } from "../../src/gate/gather.ts";
import { recordArms } from "../../src/gate/record-arms.ts";
import { isInShard } from "../../src/gate/plan/shard-cases.ts";
import { parseShard, recordName, shardName } from "../../src/gate/plan/shard.ts";
import type { Shard } from "../../src/gate/plan/shard.ts";
import { mergeRecords } from "../../src/record/merge-records.ts";
import {
  askedOf,
  commitsOf,
  deskFiles,
  escalate,
  gateText,
  openDeskRun,
  rowsText,
} from "./desk-in-memory.ts";
import type { Texts } from "./desk-in-memory.ts";
import { answered, modelStub } from "./model-stub.ts";

const shardsOf = (total: number): readonly Shard[] =>
  Array.from({ length: total }, (_, at) => ({ index: at + 1, total }));
const ids = Array.from({ length: 4000 }, (_, at) => `refund-${at}`);
const placeOf = (id: string, total: number, seed = 1): number =>
  shardsOf(total).findIndex((shard) => isInShard(id, shard, seed)) + 1;

describe("a shard", () => {
  it.each(["1/1", "1/4", "4/4", "9999/9999"])("is written %s", (text) => {
    expect(shardName(orThrow(parseShard(text, "`--shard`")))).toBe(text);
  });

  it.each([
    "",
    "0/4",
    "5/4",
    "1/0",
    "1",
    "1/",
    "/4",
    "1/4/2",
    "01/4",
    "1.0/4",
    "-1/4",
    "1/10000",
    " 1/4",
    "1 / 4",
    "two",
  ])("is refused as %j, with the form to write", (text) => {
    expect(parseShard(text, "`--shard`")).toMatchObject({
      ok: false,
      problems: [
        {
          code: "wrong-shard",
          message: `\`--shard\` is ${JSON.stringify(text)}.`,
          fix: expect.stringContaining("`k/n`"),
        },
      ],
    });
  });

  it("has a file of its own in the folder of its arm", () => {
    expect(recordName("baseline", { index: 2, total: 4 })).toBe("baseline/2-of-4.jsonl");
    expect(recordName("candidate")).toBe("candidate.jsonl");
  });
});

describe("the cases of a shard", () => {
  it.each([1, 2, 3, 7, 64])("are each in exactly one of %i", (total) => {
    for (const id of ids.slice(0, 300))
      expect(shardsOf(total).filter((shard) => isInShard(id, shard, 1))).toHaveLength(1);
  });

  it("are about as many in each", () => {
    const counts = shardsOf(4).map((shard) => ids.filter((id) => isInShard(id, shard, 1)).length);
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });

  it("depend on the seed, and else on the id alone", () => {
    const moved = ids.filter((id) => placeOf(id, 4, 1) !== placeOf(id, 4, 2));
    expect(moved.length).toBeGreaterThan(ids.length / 2);
    expect(ids.slice(0, 8).map((id) => placeOf(id, 4))).toEqual([4, 2, 1, 4, 2, 2, 2, 2]);
  });
});

/** Two critical cases among forty, and a model that answers well. */
const files = (changes: Readonly<Record<string, string>> = {}) =>
  deskFiles({
    "datasets/refunds.jsonl": rowsText(38, [escalate, { ...escalate, id: "escalate-2" }]),
    ...changes,
  });
const commits = commitsOf({ base: files(), head: files({ "prompts/support.md": "Be kind.\n" }) });

async function record(shard?: Shard, changed = commits, workspace: Texts = {}) {
  const models = modelStub(() => answered("30 days"));
  const desk = openDeskRun(models, { workspace });
  const recorded = await recordArms(
    {
      config: "llm-o11y.yml",
      commits: changed,
      arms: ["baseline", "candidate"],
      ...(shard === undefined ? {} : { shard }),
    },
    desk.effects,
    desk.run,
  );
  const [baseline, candidate] = [await desk.readRecord("baseline"), await desk.readRecord("candidate")];
  return { recorded, desk, models, baseline, candidate };
}

const caseIdsOf = ({ trialsByCaseId }: RunRecord): readonly string[] => [...trialsByCaseId.keys()];

describe("a run in shards", () => {
  it("has the trials of the whole run, each once, and its header in every part", async () => {
    const whole = await record();
    const parts = await Promise.all(shardsOf(3).map((shard) => record(shard)));
    for (const arm of ["baseline", "candidate"] as const) {
      const named = parts.map((part, at) => ({ ...part[arm], file: `${arm}/${at + 1}-of-3.jsonl` }));
      expect(orThrow(mergeRecords(named))).toEqual({
        header: whole[arm].header,
        trialsByCaseId: whole[arm].trialsByCaseId,
      });
      expect(named.map(({ header }) => header.shard)).toEqual(["1/3", "2/3", "3/3"]);
      for (const { header } of named) expect(header.planned).toEqual({ cases: 40, trials: 1 });
    }
    const calls = parts.reduce((sum, { models }) => sum + models.requests.length, 0);
    expect(calls).toBe(whole.models.requests.length);
  });

  it("runs both arms of a case in one part, and the critical ones first", async () => {
    const parts = await Promise.all(shardsOf(3).map((shard) => record(shard)));
    for (const { baseline, candidate } of parts) expect(caseIdsOf(baseline)).toEqual(caseIdsOf(candidate));
    for (const { models } of parts) {
      const critical = models.requests.map((request) => askedOf(request).includes("sue"));
      expect(critical.lastIndexOf(true)).toBe(critical.filter(Boolean).length - 1);
    }
  });

  it("writes the header of a part without cases, and pays for nothing", async () => {
    const two = files({ "datasets/refunds.jsonl": rowsText(2) });
    const few = commitsOf({ base: two, head: { ...two, "prompts/support.md": "Be kind.\n" } });
    const parts = await Promise.all(shardsOf(9).map((shard) => record(shard, few)));
    const empty = parts.filter(({ models }) => models.requests.length === 0);
    expect(empty.length).toBeGreaterThanOrEqual(7);
    for (const { candidate, recorded } of empty) {
      expect(candidate.header).toMatchObject({ shard: expect.stringMatching(/\/9$/), planned: { cases: 2 } });
      expect(candidate.end).toBeUndefined();
      expect(recorded.records).toMatchObject([{ cases: 0, trials: 0 }, { cases: 0 }]);
    }
  });

  it("keeps to the budget of the whole run in all parts together", async () => {
    const capped = (calls: number) => {
      const gate = { "llm-o11y.yml": gateText({ policy: { budget: { calls } } }) };
      return commitsOf({ base: files(gate), head: files({ ...gate, "prompts/support.md": "Be kind.\n" }) });
    };
    const { models } = await record();
    const exact = models.requests.length;
    const parts = await Promise.all(shardsOf(4).map((shard) => record(shard, capped(exact))));
    for (const { recorded } of parts)
      expect(recorded.records.every(({ ended }) => ended === undefined)).toBe(true);
    const notes = parts.map(({ desk }) => desk.progress.find((line) => line.startsWith("note")) ?? "");
    const caps = notes.map((note) => Number(/at most (\d+) calls/.exec(note)?.[1]));
    expect(caps.reduce((sum, cap) => sum + cap, 0)).toBe(exact);
    expect(notes[1]).toMatch(/^note Shard 2\/4\. Plan: /);
    await expect(record({ index: 1, total: 4 }, capped(exact - 1))).rejects.toMatchObject({
      problems: [{ code: "over-budget" }],
    });
  });

  it("refuses an arm that is replayed, since it runs nothing", async () => {
    const replay = { "llm-o11y.yml": gateText({ target: { type: "replay", records: "runs/main.jsonl" } }) };
    const text = (await record()).desk.records.get("runs/candidate.jsonl") ?? "";
    const replayed = commitsOf({ base: files(), head: files(replay) });
    await expect(record({ index: 1, total: 2 }, replayed, { "runs/main.jsonl": text })).rejects.toMatchObject(
      {
        problems: [{ code: "nothing-to-shard", message: expect.stringContaining("candidate") }],
      },
    );
  });
});
