import { describe, expect, it } from "vitest";
import { BrokenRun } from "../../src/gate/broken-run.ts";
import type { ByHand } from "../../src/gate/load/choose-by-hand.ts";
import type { Commits } from "../../src/gate/commits.ts";
import { exitCode } from "../../src/gate/exit-code.ts";
import { recordArms } from "../../src/gate/record-arms.ts";
import type { RecordRequest } from "../../src/gate/record-arms.ts";
import { runGate } from "../../src/gate/run-gate.ts";
import { ProblemError } from "../../src/problem.ts";
import { recordText } from "../build-record.ts";
import { replyText } from "../score/judge/judging.ts";
import {
  askedOf,
  commitsOf,
  deskFiles,
  escalate,
  gateText,
  openDeskRun,
  promptOf,
  rowsText,
} from "./desk-in-memory.ts";
import type { DeskRun, Texts } from "./desk-in-memory.ts";
import { answered, failed, modelStub } from "./model-stub.ts";
import type { ModelStub } from "./model-stub.ts";

/** Right answers, but for questions up to N where the prompt says "wrong up to N". */
const deskModel = () =>
  modelStub((request) => {
    const number = Number(/Question (\d+)/.exec(askedOf(request))?.[1] ?? 0);
    const wrongUpTo = Number(/wrong up to (\d+)/.exec(promptOf(request))?.[1] ?? 0);
    return answered(number <= wrongUpTo ? "90 days" : "30 days");
  });

const prompt = (text: string) => ({ "prompts/support.md": `You answer for the support desk. ${text}\n` });

async function gate(
  commits: Commits,
  models: ModelStub = deskModel(),
  { only, desk = openDeskRun(models) }: { readonly only?: ByHand; readonly desk?: DeskRun } = {},
) {
  const request = {
    config: "llm-o11y.yml",
    commits,
    today: "2026-01-05",
    ...(only === undefined ? {} : { only }),
  };
  const { verdict, placeByCaseId } = await runGate(request, desk.effects, desk.run);
  return { verdict, placeByCaseId, models, desk, exit: exitCode(verdict) };
}

const rule = ({ verdict }: Awaited<ReturnType<typeof gate>>, id: string) =>
  verdict.rules.find((one) => one.rule === id);

const sixty = { "datasets/refunds.jsonl": rowsText(60) };

describe("a gate", () => {
  it("runs both arms, records them, and decides on the records", async () => {
    const ran = await gate(
      commitsOf({ base: deskFiles(sixty), head: deskFiles({ ...sixty, ...prompt("Be kind.") }) }),
    );
    expect(ran).toMatchObject({ exit: 0, verdict: { verdict: "pass", spend: { calls: 480, cached: 0 } } });
    expect(ran.verdict.spend.usd).toBeCloseTo(0.48, 9);
    for (const arm of ["baseline", "candidate"] as const) {
      const record = await ran.desk.readRecord(arm);
      expect(record.header).toMatchObject({
        gate: "support-bot",
        arm,
        sha: ran.verdict.arms[arm].sha,
        target: ran.verdict.arms[arm].target,
        dataset: ran.verdict.dataset.version,
        planned: { cases: 60, trials: 1 },
        startedAt: "2026-01-05T09:00:00.000Z",
      });
      expect(record.trialsByCaseId.size).toBe(60);
      expect(record.end).toBeUndefined();
      expect(ran.verdict.arms[arm].record).toBe(`runs/${arm}.jsonl`);
    }
    expect(ran.desk.closed.toSorted()).toEqual(["runs/baseline.jsonl", "runs/candidate.jsonl"]);
    expect(ran.placeByCaseId.get("refund-3")).toEqual({ file: "datasets/refunds.jsonl", line: 3 });
  });

  it("fails a change that loses quality", async () => {
    const ran = await gate(
      commitsOf({ base: deskFiles(sixty), head: deskFiles({ ...sixty, ...prompt("wrong up to 20") }) }),
    );
    expect(ran.exit).toBe(1);
    expect(rule(ran, "quality")).toMatchObject({ status: "fail", baseline: 1 });
  });

  it("runs a critical case as often as its screen asks on the candidate, and once on the baseline", async () => {
    const files = { "datasets/refunds.jsonl": rowsText(6, [escalate]) };
    const ran = await gate(
      commitsOf({ base: deskFiles(files), head: deskFiles({ ...files, ...prompt("Be kind.") }) }),
    );
    const trials = async (arm: "baseline" | "candidate") =>
      (await ran.desk.readRecord(arm)).trialsByCaseId.get("escalate-1")?.map(({ index }) => index);
    expect(await trials("candidate")).toEqual([0, 1, 2]);
    expect(await trials("baseline")).toEqual([0]);
    expect(ran.models.requests).toHaveLength(16);
  });

  it("decides by its base's rows and scores, whatever the candidate writes", async () => {
    const ran = await gate(
      commitsOf({
        base: deskFiles(sixty),
        head: deskFiles({
          ...prompt("wrong up to 60"),
          "datasets/refunds.jsonl": rowsText(60).replaceAll("30 days", "90 days"),
          "llm-o11y.yml": gateText({ policy: { quality: { max_drop: 1 } } }),
        }),
      }),
    );
    expect(ran.exit).toBe(1);
    expect(ran.verdict.policy).toMatchObject({
      trusted: true,
      ignored_edits: ["quality.max_drop 0.05 -> 1"],
    });
    expect(ran.verdict.dataset.edited).toHaveLength(60);
  });
});

describe("an unchanged target", () => {
  const moved = {
    "llm-o11y.yml": gateText({ target: { type: "openai", model: "gpt-5-mini", prompt: "prompts/moved.md" } }),
    "prompts/support.md": null,
    "prompts/moved.md": deskFiles()["prompts/support.md"] ?? "",
  };

  it.each([
    ["a readme", { "readme.md": "Hello\n" }],
    ["a prompt that is only moved", moved],
    ["an edited row", { "datasets/refunds.jsonl": rowsText(6).replace("30 days", "31 days") }],
    ["a new draft", { "datasets/refunds.jsonl": rowsText(6, [{ id: "greet-1", input: "Hi", draft: true }]) }],
    [
      "a waiver",
      {
        ".llm-o11y/waivers.yml":
          "version: 1\nwaivers: [{ id: w, rule: quality, reason: r, approved_by: desk, expires: 2026-12-31 }]\n",
      },
    ],
  ])("passes without a call, and without a file: %s", async (_, changes) => {
    const ran = await gate(commitsOf({ base: deskFiles(), head: deskFiles(changes) }));
    expect(ran).toMatchObject({ exit: 0, verdict: { verdict: "pass", spend: { usd: 0, calls: 0 } } });
    expect(ran.verdict.title).toContain("Target unchanged");
    expect(ran.models.requests).toEqual([]);
    expect(ran.desk.records.size).toBe(0);
  });

  it("is run all the same where a case is added", async () => {
    const added = { "datasets/refunds.jsonl": rowsText(7) };
    const ran = await gate(commitsOf({ base: deskFiles(), head: deskFiles(added) }));
    expect(ran.models.requests).toHaveLength(14);
  });

  it("does not hide that a critical case goes away", async () => {
    const ran = await gate(
      commitsOf({
        base: deskFiles({ "datasets/refunds.jsonl": rowsText(6, [escalate]) }),
        head: deskFiles(),
      }),
    );
    expect(ran.exit).toBe(1);
    expect(rule(ran, "dataset")).toMatchObject({ status: "fail", cases: ["escalate-1"] });
    expect(ran.models.requests).toEqual([]);
  });
});

describe("waivers", () => {
  const waivers = (id: string) => ({
    ".llm-o11y/waivers.yml": `version: 1\nwaivers: [{ id: ${id}, rule: quality, reason: r, approved_by: desk, expires: 2026-12-31 }]\n`,
  });
  const bad = { ...sixty, ...prompt("wrong up to 20") };

  it("count from the base, and not from the change that they would excuse", async () => {
    const accepted = await gate(
      commitsOf({
        base: deskFiles({ ...sixty, ...waivers("accepted") }),
        head: deskFiles({ ...bad, ...waivers("accepted") }),
      }),
    );
    expect(rule(accepted, "quality")).toMatchObject({ status: "fail", waived: "accepted" });
    expect(accepted.exit).toBe(0);
    const own = await gate(
      commitsOf({ base: deskFiles(sixty), head: deskFiles({ ...bad, ...waivers("own") }) }),
    );
    expect(own.exit).toBe(1);
    expect(own.verdict.waivers).toEqual([]);
  });

  it("do not count where the policy is the candidate's", async () => {
    const ran = await gate(
      commitsOf({
        base: deskFiles(sixty),
        head: deskFiles({ ...bad, ...waivers("own") }),
        policyFrom: "head",
      }),
    );
    expect(ran.exit).toBe(1);
    expect(ran.verdict.policy.trusted).toBe(false);
  });
});

describe("a first run", () => {
  const nothing = { "readme.md": "Desk\n" };

  it("runs the candidate alone where the base has no target", async () => {
    const ran = await gate(commitsOf({ base: nothing, head: deskFiles() }));
    expect(ran).toMatchObject({ exit: 0, verdict: { first_run: "one_arm", policy: { trusted: false } } });
    expect(ran.models.requests).toHaveLength(6);
    expect([...ran.desk.records.keys()]).toEqual(["runs/candidate.jsonl"]);
  });

  it("runs both arms where the target's files were there, and one where they say the same", async () => {
    const both = await gate(commitsOf({ base: prompt("Old words."), head: deskFiles() }));
    expect(both.verdict.first_run).toBe("both_arms");
    expect(both.models.requests).toHaveLength(12);
    const same = await gate(
      commitsOf({
        base: { "prompts/support.md": deskFiles()["prompts/support.md"] ?? "" },
        head: deskFiles(),
      }),
    );
    expect(same.verdict.first_run).toBe("one_arm");
    expect(same.models.requests).toHaveLength(6);
  });

  it("from a fork calls nothing and decides nothing, with `run` too", async () => {
    const commits = commitsOf({ base: nothing, head: deskFiles(), isFromFork: true });
    const ran = await gate(commits);
    expect(ran).toMatchObject({ exit: 3, verdict: { verdict: "inconclusive", spend: { calls: 0 } } });
    await expect(recordDesk({ commits, arms: ["candidate"] }, ran.models)).rejects.toMatchObject({
      problems: [{ code: "first-run-from-fork" }],
    });
    expect(ran.models.requests).toEqual([]);
  });
});

describe("what keeps a gate from running", () => {
  const change = commitsOf({ base: deskFiles(), head: deskFiles(prompt("Be kind.")) });
  const noKey = { code: "key-missing", message: "`OPENAI_API_KEY` is not set." };

  it.each([
    [false, "store the key as a secret"],
    [true, "a maintainer can review"],
  ])("is a key, named once, without a call (from a fork: %s)", async (isFromFork, next) => {
    const models = modelStub(
      () => answered("never"),
      () => [noKey],
    );
    const ran = await gate({ ...change, isFromFork }, models);
    expect(ran).toMatchObject({ exit: 3, verdict: { verdict: "inconclusive" } });
    expect(ran.verdict.next).toContain(next);
    expect(ran.verdict.problems.filter(({ code }) => code === "key-missing")).toHaveLength(1);
    expect(models.requests).toEqual([]);
    expect(ran.desk.records.size).toBe(0);
  });

  it("is a request that cannot be sent for another reason: an error", async () => {
    const models = modelStub(
      () => answered("never"),
      () => [noKey, { code: "base-url-refused", message: "no https." }],
    );
    const ran = await gate(change, models);
    expect(ran).toMatchObject({ exit: 2, verdict: { problems: [{ code: "base-url-refused" }] } });
    expect(ran.verdict.title).toContain("$0.00 spent");
  });

  it("is a plan over the budget in calls, before the first one (B01, B03)", async () => {
    const small = { "llm-o11y.yml": gateText({ policy: { budget: { calls: 11 } } }) };
    const ran = await gate(
      commitsOf({ base: deskFiles(small), head: deskFiles({ ...small, ...prompt("Be kind.") }) }),
    );
    expect(ran).toMatchObject({ exit: 2, verdict: { problems: [{ code: "over-budget" }] } });
    expect(ran.verdict.problems[0]?.message).toContain("12 calls");
    expect(ran.models.requests).toEqual([]);
  });

  it("is a plan over the budget with the calls of judges counted, also those that try them", async () => {
    const judged = {
      "llm-o11y.yml": gateText({
        scorers: [{ type: "exact" }, { type: "judge", rubric: "correctness" }],
        judge: { model: "gpt-5" },
        policy: { budget: { calls: 30 } },
      }),
    };
    const ran = await gate(
      commitsOf({ base: deskFiles(judged), head: deskFiles({ ...judged, ...prompt("Be kind.") }) }),
    );
    expect(ran.verdict.problems).toMatchObject([
      { code: "over-budget", message: expect.stringContaining("31 calls") },
    ]);
  });

  it("is told in the name of the base's gate, also where `extends` gives it, so that no other gate's comment is taken", async () => {
    const { "llm-o11y.yml": _, ...rest } = deskFiles();
    const extending = (name: string): Texts => ({
      ...rest,
      "llm-o11y.yml": "version: 1\nextends: base.yml\n",
      "base.yml": gateText({ gate: name }),
      "datasets/refunds.jsonl": "not json\n",
    });
    const ran = await gate(commitsOf({ base: extending("support-bot"), head: extending("search") }));
    expect(ran.verdict).toMatchObject({ verdict: "error", gate: "support-bot" });
    expect(ran.verdict.problems.every(({ code }) => code === "not-json")).toBe(true);
    const unreadable = await gate(commitsOf({ base: { "llm-o11y.yml": "{" }, head: deskFiles() }));
    expect(unreadable.verdict).toMatchObject({ verdict: "error", gate: "default" });
  });
});

describe("a run that breaks off", () => {
  const files = { base: deskFiles(), head: deskFiles(prompt("Be kind.")) };

  it("on a full disk is an error that says what was spent, and closes its records", async () => {
    const models = deskModel();
    const desk = openDeskRun(models, {
      append: (line) => {
        if (line.includes('"type":"trial"'))
          throw new ProblemError([{ code: "file-access", message: "the system refuses the file (ENOSPC)." }]);
      },
    });
    const ran = await gate(commitsOf(files), models, { desk });
    expect(ran).toMatchObject({
      exit: 2,
      verdict: { verdict: "error", problems: [{ code: "file-access" }] },
    });
    expect(ran.verdict.spend.calls).toBe(models.requests.length);
    expect(ran.verdict.spend.calls).toBeGreaterThan(0);
    expect(ran.verdict.title).not.toContain("Nothing was evaluated");
    expect(desk.closed).toHaveLength(2);
  });

  it("on a defect of ours carries the defect and what was spent", async () => {
    const models = modelStub((_, number) => {
      if (number === 3) throw new TypeError("a defect");
      return answered("30 days");
    });
    const error: unknown = await gate(commitsOf(files), models).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BrokenRun);
    expect(error).toMatchObject({ cause: expect.any(TypeError), spend: { calls: models.requests.length } });
  });

  it("on a defect before the first call is that defect", async () => {
    const desk = openDeskRun(deskModel());
    const broken = {
      ...desk,
      run: { ...desk.run, openModels: () => Promise.reject(new TypeError("a defect")) },
    };
    await expect(gate(commitsOf(files), deskModel(), { desk: broken })).rejects.toBeInstanceOf(TypeError);
  });

  it("on a signal keeps what it has, says how far it came, and decides nothing on the change", async () => {
    const models = modelStub((_, number) => {
      if (number === 4) desk.stop.abort();
      return answered("30 days");
    });
    const desk = openDeskRun(models);
    const one = { "llm-o11y.yml": gateText({ execution: { concurrency: 1 } }) };
    const ran = await gate(
      commitsOf({ base: deskFiles(one), head: deskFiles({ ...one, ...prompt("Be kind.") }) }),
      models,
      { desk },
    );
    expect(ran).toMatchObject({ exit: 3, verdict: { verdict: "inconclusive" } });
    const records = await Promise.all([desk.readRecord("baseline"), desk.readRecord("candidate")]);
    expect(records.map(({ end }) => end?.reason)).toEqual(["signal", "signal"]);
    for (const { end, trialsByCaseId } of records) expect(end?.cases).toBe(trialsByCaseId.size);
    expect(records[0].trialsByCaseId.size + records[1].trialsByCaseId.size).toBe(4);
  });

  it("in an outage of the provider is inconclusive, and the warning counts the calls once for each reason", async () => {
    const models = modelStub((request) =>
      promptOf(request).includes("kind") ? failed() : answered("30 days"),
    );
    const quick = { "llm-o11y.yml": gateText({ execution: { retries: 0 } }) };
    const ran = await gate(
      commitsOf({ base: deskFiles(quick), head: deskFiles({ ...quick, ...prompt("kind") }) }),
      models,
    );
    expect(ran.exit).toBe(3);
    expect(ran.verdict.evidence.candidate).toMatchObject({ planned: 6, scored: 0, infra_errors: 6 });
    expect(ran.verdict.problems).toMatchObject([
      { code: "calls-failed", message: expect.stringMatching(/^6 calls of the candidate.*503/) },
    ]);
  });

  it("ends within its minutes under an endless Retry-After of a day (B05)", async () => {
    const models = modelStub(() => failed({ code: "rate_limit", retryAfterMs: 86_400_000 }));
    const ran = await gate(commitsOf(files), models);
    expect(ran.exit).toBe(3);
    expect(ran.desk.clock.nowMs()).toBeLessThan(20 * 60_000);
  });
});

describe("a cost", () => {
  it("that is unknown stays unknown, and is no 0", async () => {
    const models = modelStub(() => {
      const { costUsd: _, ...unpriced } = answered("30 days") as ReturnType<typeof answered> & {
        costUsd?: number;
      };
      return unpriced;
    });
    const ran = await gate(commitsOf({ base: deskFiles(), head: deskFiles(prompt("Be kind.")) }), models);
    expect(ran.verdict.spend).toEqual({ calls: 12, cached: 0 });
  });
});

it("asks judges, and leaves their scores in the record", async () => {
  const judged = {
    "llm-o11y.yml": gateText({
      scorers: [{ type: "exact" }, { type: "judge", name: "helpful", rubric: "correctness" }],
      judge: { model: "gpt-5" },
    }),
  };
  const models = modelStub((request) =>
    answered(request.body["model"] === "gpt-5" ? replyText("yes") : "30 days"),
  );
  const ran = await gate(
    commitsOf({ base: deskFiles(judged), head: deskFiles({ ...judged, ...prompt("Be kind.") }) }),
    models,
  );
  // Both arms answer alike, so each answer is judged once, but for two that are judged again; and there are five canaries.
  expect(ran.verdict.spend).toMatchObject({ calls: 12 + 6 + 2 + 5, cached: 6 });
  const { trialsByCaseId } = await ran.desk.readRecord("candidate");
  expect(trialsByCaseId.get("refund-1")?.[0]?.scores).toMatchObject([{ scorer: "helpful", value: 1 }]);
});

it("compares a replayed record with a run, without a call for the replay", async () => {
  const replay = {
    "llm-o11y.yml": gateText({
      target: { type: "replay", records: "runs/main.jsonl" },
      policy: { allow: { env: ["OPENAI_API_KEY"] } },
    }),
  };
  const models = deskModel();
  const desk = openDeskRun(models, {
    workspace: {
      "runs/main.jsonl": recordText(
        Array.from({ length: 6 }, (_, index) => ({ case: `refund-${index + 1}`, output: "30 days" })),
      ),
    },
  });
  const ran = await gate(commitsOf({ base: deskFiles(replay), head: deskFiles() }), models, { desk });
  expect(ran.verdict.evidence).toMatchObject({ baseline: { scored: 6 }, candidate: { scored: 6 } });
  expect(models.requests).toHaveLength(6);
});

it("says that cases were selected by hand", async () => {
  const ran = await gate(commitsOf({ base: deskFiles(), head: deskFiles(prompt("Be kind.")) }), deskModel(), {
    only: { caseId: "refund-2" },
  });
  expect(ran.models.requests).toHaveLength(2);
  expect(ran.verdict.problems).toContainEqual(expect.objectContaining({ code: "selected-by-hand" }));
});

async function recordDesk(
  request: Partial<RecordRequest> & Pick<RecordRequest, "arms">,
  models: ModelStub = deskModel(),
) {
  const commits = commitsOf({ base: deskFiles(), head: deskFiles(prompt("Be kind.")) });
  const desk = openDeskRun(models);
  const recorded = await recordArms({ config: "llm-o11y.yml", commits, ...request }, desk.effects, desk.run);
  return { recorded, desk, models };
}

describe("recording", () => {
  it("runs the arms that are asked for, unchanged or not", async () => {
    const same = commitsOf({ base: deskFiles(), head: deskFiles() });
    const both = await recordDesk({ commits: same, arms: ["baseline", "candidate"] });
    expect(both.recorded.records).toEqual([
      { arm: "baseline", file: "runs/baseline.jsonl", cases: 6, trials: 6 },
      { arm: "candidate", file: "runs/candidate.jsonl", cases: 6, trials: 6 },
    ]);
    const one = await recordDesk({ arms: ["candidate"] });
    expect([...one.desk.records.keys()]).toEqual(["runs/candidate.jsonl"]);
    expect(one.models.requests).toHaveLength(6);
  });

  it("runs as many trials as are asked for, and plans them in the header", async () => {
    const { recorded, desk } = await recordDesk({ arms: ["candidate"], trials: 3 });
    expect(recorded.records).toMatchObject([{ cases: 6, trials: 18 }]);
    const { header, trialsByCaseId } = await desk.readRecord("candidate");
    expect(header.planned).toEqual({ cases: 6, trials: 3 });
    for (const trials of trialsByCaseId.values()) expect(trials.map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it("says how a run ended early", async () => {
    const models = modelStub(() => failed({ code: "key", isRetryable: false }));
    const { recorded } = await recordDesk({ arms: ["candidate"] }, models);
    expect(recorded.records).toMatchObject([{ ended: "outage" }]);
  });

  it("says once which key is missing, and that there is no baseline", async () => {
    const models = modelStub(
      () => answered("never"),
      () => [{ code: "key-missing", message: "`OPENAI_API_KEY` is not set." }],
    );
    await expect(recordDesk({ arms: ["baseline", "candidate"] }, models)).rejects.toMatchObject({
      problems: [{ code: "key-missing" }],
    });
    const first = commitsOf({ base: { "readme.md": "Desk\n" }, head: deskFiles() });
    await expect(recordDesk({ commits: first, arms: ["baseline"] })).rejects.toMatchObject({
      problems: [{ code: "no-baseline" }],
    });
  });

  it("carries what was spent in a defect of ours", async () => {
    const models = modelStub((_, number) => {
      if (number === 3) throw new TypeError("a defect");
      return answered("30 days");
    });
    await expect(recordDesk({ arms: ["candidate"] }, models)).rejects.toBeInstanceOf(BrokenRun);
  });
});
