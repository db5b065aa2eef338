import { describe, expect, it } from "vitest";
import type { EndReason, RunHeader, RunRecord } from "../../src/experiment/trial.ts";
import { casesOfRecords } from "../../src/record/cases-of-records.ts";
import { mergeRecords } from "../../src/record/merge-records.ts";
import { aRecord, aTrial } from "../build.ts";

type Shard = {
  readonly shard?: string;
  readonly ids: readonly string[];
  readonly index?: number;
  readonly header?: Partial<RunHeader>;
  readonly end?: EndReason;
};

function aShard({ shard, ids, index = 0, header = {}, end }: Shard): RunRecord {
  const trials = ids.map((caseId) => aTrial({ caseId, index, output: "No" }));
  return {
    ...aRecord(trials, { planned: { cases: 4 }, ...(shard === undefined ? {} : { shard }), ...header }),
    file: `runs/${shard?.replace("/", "-of-") ?? "run"}-${ids.join("-")}.jsonl`,
    ...(end === undefined ? {} : { end: { reason: end, cases: ids.length } }),
  };
}

const first = aShard({ shard: "1/2", ids: ["refund-01", "refund-02"] });
const second = aShard({ shard: "2/2", ids: ["greet-01", "escalate-01"] });

function mergedOf(...records: readonly RunRecord[]) {
  const parsed = mergeRecords(records);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  return parsed.value;
}

function problemsOf(...records: readonly RunRecord[]) {
  const parsed = mergeRecords(records);
  return parsed.ok ? [] : parsed.problems;
}

describe("mergeRecords", () => {
  it("gives one record of the whole plan, in any order of the shards", () => {
    const merged = mergedOf(first, second);
    expect(merged.header).toEqual({ planned: { cases: 4 } });
    expect([...merged.trialsByCaseId.keys()]).toEqual(["escalate-01", "greet-01", "refund-01", "refund-02"]);
    expect(mergedOf(second, first)).toEqual(merged);
  });

  it("keeps the earliest start", () => {
    const start = (hour: string) => ({ startedAt: `2026-11-23T${hour}:00:00Z` });
    const merged = mergedOf(
      aShard({ shard: "1/2", ids: ["refund-01"], header: start("09") }),
      aShard({ shard: "2/2", ids: ["greet-01"], header: start("08") }),
    );
    expect(merged.header.startedAt).toBe("2026-11-23T08:00:00Z");
  });

  it("joins the trials of one case from several shards", () => {
    const merged = mergedOf(
      aShard({ shard: "1/2", ids: ["refund-01"], index: 1 }),
      aShard({ shard: "2/2", ids: ["refund-01"], index: 0 }),
    );
    expect(merged.trialsByCaseId.get("refund-01")?.map(({ index }) => index)).toEqual([0, 1]);
  });

  it("gives a single record without a shard back, and joins parts of one run", () => {
    const whole = aShard({ ids: ["refund-01"] });
    expect(mergedOf(whole).trialsByCaseId).toEqual(whole.trialsByCaseId);
    expect(mergedOf(whole, aShard({ ids: ["greet-01"] })).trialsByCaseId.size).toBe(2);
  });

  it("refuses an incomplete set and names the missing shards", () => {
    expect(problemsOf(aShard({ shard: "2/3", ids: ["refund-01"] }))).toMatchObject([
      {
        code: "missing-shard",
        message: /^2 of 3 shards are missing: 1\/3, 3\/3 \(given: runs\/2-of-3-refund-01\.jsonl\)/,
      },
    ]);
  });

  it("refuses a shard that is there twice and names both files", () => {
    const again = { ...aShard({ shard: "2/2", ids: [] }), file: "runs/again.jsonl" };
    const problems = problemsOf(first, second, again);
    expect(problems).toMatchObject([{ code: "doubled-shard" }]);
    expect(`${problems[0]?.file} ${problems[0]?.message}`).toContain("runs/again.jsonl");
    expect(`${problems[0]?.file} ${problems[0]?.message}`).toContain(second.file);
  });

  it("refuses a trial that two records hold and names both files", () => {
    const problems = problemsOf(first, aShard({ shard: "2/2", ids: ["refund-02"] }));
    expect(problems).toMatchObject([{ code: "doubled-trial", file: "runs/2-of-2-refund-02.jsonl" }]);
    expect(problems[0]?.message).toBe(`trial 0 of case "refund-02" is also in ${first.file}.`);
  });

  it.each<[string, Partial<RunHeader>, string]>([
    ["gate", { gate: "sales-bot" }, 'gate "sales-bot", not absent'],
    ["arm", { arm: "candidate" }, 'arm "candidate", not absent'],
    ["commit", { sha: "9f3c1ab" }, 'sha "9f3c1ab", not absent'],
    ["target", { target: "sha256:b" }, 'target "sha256:b"'],
    ["dataset", { dataset: "sha256:b" }, 'dataset "sha256:b"'],
    ["scorers", { scorers: "sha256:b" }, 'scorers "sha256:b"'],
    ["plan", { planned: { cases: 5 } }, "planned.cases 5, not 4"],
    ["planned trials", { planned: { cases: 4, trials: 3 } }, "planned.trials 3, not absent"],
    ["number of shards", { shard: "2/3" }, "the number of shards 3, not 2"],
  ])("refuses shards with another %s", (_, header, words) => {
    const problems = problemsOf(first, { ...second, header: { ...second.header, ...header } });
    expect(problems).toMatchObject([{ code: "mixed-records", file: second.file }]);
    expect(problems[0]?.message).toContain(words);
  });

  it("refuses a record without a shard among shards", () => {
    expect(problemsOf(first, second, aShard({ ids: ["promo-01"] })).map(({ code }) => code)).toContain(
      "mixed-records",
    );
  });

  it("refuses shards that have planned only their own part, since a lost case would go unseen", () => {
    const part = { planned: { cases: 2 } };
    expect(
      problemsOf(
        { ...first, header: { ...first.header, ...part } },
        { ...second, header: { ...second.header, ...part } },
      ),
    ).toMatchObject([{ code: "beyond-plan" }]);
  });

  it("refuses to merge nothing", () => {
    expect(problemsOf()).toMatchObject([{ code: "no-records" }]);
  });

  it.each<[string, EndReason | undefined, EndReason | undefined, object | undefined]>([
    ["both ran out", undefined, undefined, undefined],
    ["both ended at a look", "look", "look", { reason: "look", cases: 4 }],
    ["one met an outage", undefined, "outage", { reason: "outage", cases: 4 }],
    ["missing evidence outweighs a look", "look", "budget", { reason: "budget", cases: 4 }],
  ])("ends the whole as its shards: %s", (_, left, right, end) => {
    const merged = mergedOf(
      aShard({ shard: "1/2", ids: ["refund-01", "refund-02"], ...(left && { end: left }) }),
      aShard({ shard: "2/2", ids: ["greet-01", "escalate-01"], ...(right && { end: right }) }),
    );
    expect(merged.end).toEqual(end);
  });

  it("counts the cases that an end claims and no line shows", () => {
    const torn = { ...second, end: { reason: "signal" as const, cases: 3 } };
    expect(mergedOf(first, torn).end).toEqual({ reason: "signal", cases: 5 });
  });

  it.each<[EndReason, EndReason | undefined]>([
    ["look", "early_stop"],
    ["look", undefined],
    ["early_stop", undefined],
  ])("refuses a run that ended with %s in one shard and %s in another", (left, right) => {
    const problems = problemsOf(
      aShard({ shard: "1/2", ids: ["refund-01"], end: left }),
      aShard({ shard: "2/2", ids: ["greet-01"], ...(right && { end: right }) }),
    );
    expect(problems).toMatchObject([{ code: "mixed-records" }]);
  });
});

describe("casesOfRecords", () => {
  it("gives every case that either arm has, none critical, with nothing invented", () => {
    const cases = casesOfRecords([first, aShard({ ids: ["refund-02", "greet-01"] })]);
    expect(cases.map(({ id }) => id)).toEqual(["greet-01", "refund-01", "refund-02"]);
    expect(cases[1]).toEqual({
      id: "refund-01",
      input: "",
      critical: false,
      draft: false,
      tags: [],
      place: { file: first.file },
    });
  });
});
