import { describe, expect, it } from "vitest";
import { runGate } from "../../src/gate/run-gate.ts";
import type { EarlierRun } from "../../src/gate/effects.ts";
import { recordArms } from "../../src/gate/record-arms.ts";
import { ProblemError } from "../../src/problem.ts";
import { replyText } from "../score/judge/judging.ts";
import { askedOf, commitsOf, deskFiles, gateText, openDeskRun, promptOf } from "./desk-in-memory.ts";
import type { Disk, Texts } from "./desk-in-memory.ts";
import { answered, failed, modelStub } from "./model-stub.ts";
import type { ModelStub } from "./model-stub.ts";

const kinder = { "prompts/support.md": "Be kind.\n" };
const aDisk = (): Disk => ({ records: new Map(), plans: new Map() });
const right = () => modelStub(() => answered("30 days"));

/** `run` on six cases of the support desk, on a disk that may hold what an earlier run has left. */
async function record(
  disk: Disk,
  models: ModelStub = right(),
  {
    head = kinder,
    base = {},
    trials = 1,
    earlierRun = "refuse",
    ...more
  }: {
    readonly head?: Texts;
    readonly base?: Texts;
    readonly trials?: number;
    readonly earlierRun?: EarlierRun;
    readonly isCommitted?: boolean;
    readonly append?: (line: string) => void;
  } = {},
) {
  const desk = openDeskRun(models, { disk, earlierRun, ...more });
  const commits = commitsOf({ base: deskFiles(base), head: deskFiles({ ...base, ...head }) });
  const request = {
    config: "llm-o11y.yml",
    commits,
    arms: ["baseline", "candidate"] as const,
    trials,
  };
  const recorded = await recordArms(request, desk.effects, desk.run).catch((error: unknown) => {
    if (error instanceof ProblemError) return { problems: error.problems };
    throw error;
  });
  return { calls: models.requests.length, desk, recorded };
}

const linesOf = (disk: Disk, arm: string): readonly Record<string, unknown>[] =>
  (disk.records.get(`runs/${arm}.jsonl`) ?? "")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

describe("the same run", () => {
  it("goes on where it was cut off, and pays for nothing twice", async () => {
    const disk = aDisk();
    let left = 9;
    const cut = await record(disk, right(), {
      append: (line) => {
        if (line.includes('"trial"') && left-- <= 0) throw new Error("the machine is gone");
      },
    }).catch(() => undefined);
    expect(cut).toBeUndefined();
    const { calls, recorded } = await record(disk);
    const kept = 12 - calls;
    expect(kept).toBeGreaterThan(0);
    expect(recorded).toMatchObject({
      records: [
        { arm: "baseline", trials: 6 },
        { arm: "candidate", trials: 6 },
      ],
      spend: { calls, cached: 0 },
      warnings: [],
    });
    expect((await record(disk)).calls).toBe(0);
  });

  it("started when its first process did, and is at the commit of its last", async () => {
    const disk = aDisk();
    await record(disk);
    const header = (disk.records.get("runs/candidate.jsonl") ?? "").replace("2026-01-05T09", "2026-01-04T09");
    disk.records.set("runs/candidate.jsonl", header.replace(/"sha":"\w+"/, '"sha":"another"'));
    const { calls, desk } = await record(disk);
    expect(calls).toBe(0);
    const { header: now } = await desk.readRecord("candidate");
    expect(now.startedAt).toBe("2026-01-04T09:00:00.000Z");
    expect(now.sha).toMatch(/^[0-9a-f]{40}$/);
  });

  it("runs again what an outage kept from an answer, also that of a judge", async () => {
    const judged = {
      "llm-o11y.yml": gateText({
        scorers: [{ type: "exact" }, { type: "judge", name: "helpful", rubric: "correctness" }],
        judge: { model: "gpt-5" },
      }),
    };
    let isOut = true;
    const models = () =>
      modelStub((request) => {
        const question = JSON.stringify(request.body);
        if (request.body["model"] === "gpt-5")
          return isOut && question.includes("Question 2:")
            ? failed({ isRetryable: false })
            : answered(replyText("yes"));
        return isOut && question.includes("Question 1:")
          ? failed({ isRetryable: false })
          : answered("30 days");
      });
    const disk = aDisk();
    await record(disk, models(), { base: judged });
    expect(linesOf(disk, "candidate").filter(({ status }) => status === "infra_error")).toHaveLength(1);
    isOut = false;
    // Of two cases the target on both arms, and the judge once, since they answer alike.
    expect((await record(disk, models(), { base: judged })).calls).toBe(6);
    expect(linesOf(disk, "candidate").filter(({ status }) => status === "infra_error")).toHaveLength(0);
    expect((await record(disk, models(), { base: judged })).calls).toBe(0);
  });

  it("takes back why it ended early, as it goes on", async () => {
    const disk = aDisk();
    await record(
      disk,
      modelStub(() => failed({ code: "key", isRetryable: false })),
    );
    const text = disk.records.get("runs/candidate.jsonl") ?? "";
    disk.records.set(
      "runs/candidate.jsonl",
      `${text.split("\n")[0]}\n{"type":"end","reason":"signal","cases":0}\n`,
    );
    await record(disk);
    expect(linesOf(disk, "candidate").map(({ type }) => type)).toEqual(["run", ...Array(6).fill("trial")]);
  });

  it("drops a last line that was cut off, and says so once to the reader and once to the record", async () => {
    const disk = aDisk();
    await record(disk);
    const file = "runs/candidate.jsonl";
    disk.records.set(file, (disk.records.get(file) ?? "").slice(0, -9));
    const { calls, desk, recorded } = await record(disk);
    expect(calls).toBe(1);
    expect(recorded).toMatchObject({ warnings: [{ code: "torn-line", file }] });
    expect(desk.progress.filter((note) => note.includes("goes on"))).toEqual([
      "note The baseline goes on: 6 trials are there already.",
      "note The candidate goes on: 5 trials are there already. The last line of its record was cut off, and is dropped.",
    ]);
    expect(linesOf(disk, "candidate")).toHaveLength(7);
  });

  it("runs every trial again with `fresh`", async () => {
    const disk = aDisk();
    await record(disk);
    expect((await record(disk, right(), { earlierRun: "fresh" })).calls).toBe(12);
  });
});

describe("another run", () => {
  const others: readonly (readonly [string, Parameters<typeof record>[2], string])[] = [
    ["another target", { head: { "prompts/support.md": "Be brief.\n" } }, "the target of the candidate"],
    ["other trials", { trials: 2 }, "the planned trials"],
    ["another seed", { base: { "llm-o11y.yml": gateText({ execution: { seed: 7 } }) } }, "`execution.seed`"],
    [
      "other scorers",
      { base: { "llm-o11y.yml": gateText({ scorers: [{ type: "contains" }] }) } },
      "the scorers",
    ],
    [
      "another dataset",
      { base: { "datasets/refunds.jsonl": '{"id":"refund-1","input":"Hello","expected":"30 days"}\n' } },
      "the dataset",
    ],
    ["a record of unknown origin", { isCommitted: true }, "part of a commit"],
  ];

  it.each(others)("is refused for %s, names it, and loses nothing", async (_, options, named) => {
    const disk = aDisk();
    await record(disk);
    const before = new Map(disk.records);
    const { calls, recorded } = await record(disk, right(), options);
    expect(calls).toBe(0);
    expect(recorded).toMatchObject({
      problems: [
        { code: "other-run", file: "runs/baseline.jsonl", fix: expect.stringContaining("--fresh") },
        { code: "other-run", message: expect.stringContaining(named) },
      ],
    });
    expect(disk.records).toEqual(before);
    const replaced = await record(disk, right(), { ...options, earlierRun: "replace" });
    expect(replaced.calls).toBeGreaterThan(0);
    expect(replaced.recorded).not.toHaveProperty("problems");
  });

  it.each([
    ["that is damaged", (text: string) => text.replace('"trial"', '"tri'), "it is damaged"],
    [
      "beside a foreign plan",
      (text: string) => text.replace(/"dataset":"[^"]+"/, '"dataset":"mine"'),
      "`dataset`",
    ],
  ])("is a record %s", async (_, damage, named) => {
    const disk = aDisk();
    await record(disk);
    disk.records.set("runs/candidate.jsonl", damage(disk.records.get("runs/candidate.jsonl") ?? ""));
    expect((await record(disk)).recorded).toMatchObject({
      problems: [{ code: "other-run", message: expect.stringContaining(named) }],
    });
  });

  it("is a record without a plan", async () => {
    const disk = aDisk();
    await record(disk);
    disk.plans.delete("runs/candidate.jsonl");
    expect((await record(disk)).recorded).toMatchObject({
      problems: [{ code: "other-run", message: expect.stringContaining("no plan") }],
    });
  });
});

it("a disk that is full ends the run in a problem, after which it goes on with what was recorded", async () => {
  const disk = aDisk();
  const full = new ProblemError([{ code: "record-not-written", message: "the disk is full." }]);
  let room = 8;
  const ended = await record(disk, right(), {
    append: () => {
      if (room-- <= 0) throw full;
    },
  });
  expect(ended.recorded).toMatchObject({ problems: [{ code: "record-not-written" }] });
  expect(ended.desk.closed).toHaveLength(2);
  const again = await record(disk);
  expect(again.calls).toBe(6);
  expect(again.recorded).toMatchObject({ records: [{ trials: 6 }, { trials: 6 }] });
});

it("a gate that goes on in its second look reads at the first what it read then", async () => {
  const rows = Array.from({ length: 60 }, (_, index) =>
    JSON.stringify({
      id: `refund-${index + 1}`,
      input: `Question ${index + 1}: may I?`,
      expected: "30 days",
    }),
  ).join("\n");
  const files = { "datasets/refunds.jsonl": rows };
  const model = () =>
    modelStub((request) =>
      answered(
        promptOf(request).includes("kind") && askedOf(request).startsWith("Question 1:") ? "90" : "30 days",
      ),
    );
  const gate = async (disk: Disk) => {
    const models = model();
    const desk = openDeskRun(models, { disk, earlierRun: "replace" });
    const commits = commitsOf({ base: deskFiles(files), head: deskFiles({ ...files, ...kinder }) });
    const request = { config: "llm-o11y.yml", commits, today: "2026-01-05" };
    const { verdict } = await runGate(request, desk.effects, desk.run);
    const { spend: _spend, rules, ...rest } = verdict;
    return {
      calls: models.requests.length,
      essence: { ...rest, rules: rules.filter(({ rule }) => rule !== "budget") },
    };
  };
  const whole = aDisk();
  const first = await gate(whole);
  expect(first.calls).toBeGreaterThan(120);
  for (const lines of [1, 40, 61, 90, 121, 200]) {
    const cut = aDisk();
    let kept = 0;
    for (const [file, text] of whole.records) {
      const left = text.split(/(?<=\n)/).slice(0, lines);
      kept += left.filter((line) => line.includes('"type":"trial"')).length;
      cut.records.set(file, left.join(""));
      cut.plans.set(file, whole.plans.get(file) ?? "");
    }
    const again = await gate(cut);
    expect(again.essence, `${lines} lines`).toEqual(first.essence);
    expect(again.calls).toBe(first.calls - kept);
  }
});
