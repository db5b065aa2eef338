import { describe, expect, it } from "vitest";
import type { LookState } from "../../src/decide/alpha.ts";
import type { Verdict } from "../../src/experiment/verdict.ts";
import type { ByHand } from "../../src/gate/load/choose-by-hand.ts";
import { compareRecords } from "../../src/gate/compare-records.ts";
import { decideRecords } from "../../src/gate/decide-records.ts";
import { loadGate } from "../../src/gate/load/load-gate.ts";
import { loadRecord } from "../../src/gate/load/load-record.ts";
import { resolveScorers } from "../../src/gate/load/resolve-scorers.ts";
import { recordText } from "../build-record.ts";
import { filesInMemory } from "../files-in-memory.ts";

const id = (i: number): string => `refund-${String(i).padStart(3, "0")}`;
const line = (i: number, trial: number, value: number, cached = false) => ({
  case: id(i),
  trial,
  scores: [{ scorer: "label", value }],
  ...(cached ? { cached } : {}),
});

type Given = {
  readonly seen?: number;
  readonly broken?: number;
  /** Baseline cases that came from the cache, seen or not. */
  readonly cached?: number;
  readonly fresh?: (i: number) => number | undefined;
  readonly critical?: number;
  /** How both records end. */
  readonly reason?: "early_stop" | "look";
};

/** Records of 120 cases: cached baseline trials of all of them, fresh ones and candidate trials of those seen. */
function filesOf({ seen = 40, broken = 30, cached = 120, fresh = () => 1, critical, reason }: Given) {
  const cases = Array.from({ length: seen }, (_, i) => i);
  const header = { planned: { cases: 120, trials: 1 } };
  const baseline = [
    ...Array.from({ length: cached }, (_, i) => line(i, 0, 1, true)),
    ...cases.flatMap((i) => {
      const value = fresh(i);
      return value === undefined ? [] : [line(i, 1, value)];
    }),
  ];
  const candidate = cases.map((i) => line(i, 0, i < broken ? 0 : 1));
  const end = (trials: readonly { readonly case: string }[]) => ({
    reason: reason ?? "early_stop",
    cases: new Set(trials.map((trial) => trial.case)).size,
  });
  const dataset = Array.from({ length: 120 }, (_, i) =>
    JSON.stringify({ id: id(i), input: "Can I return it?", ...(i === critical ? { critical: true } : {}) }),
  );
  return filesInMemory({
    "gate.yml": JSON.stringify({
      version: 1,
      datasets: ["cases.jsonl"],
      scorers: [{ type: "recorded", name: "label" }],
    }),
    "cases.jsonl": `${dataset.join("\n")}\n`,
    "baseline.jsonl": recordText(baseline, header, end(baseline)),
    "candidate.jsonl": recordText(candidate, header, end(candidate)),
  });
}

async function compare(given: Given, only?: ByHand): Promise<Verdict> {
  return compareRecords(
    {
      config: "gate.yml",
      baseline: "baseline.jsonl",
      candidate: "candidate.jsonl",
      today: "2026-01-01",
      ...(only === undefined ? {} : { only }),
    },
    filesOf(given),
  );
}

/** The decision that a gate takes at the end of its own run. */
async function decideOwn(given: Given, look: LookState): Promise<Verdict> {
  const effects = filesOf(given);
  const gate = await loadGate("gate.yml", effects, { needsTarget: false });
  const cases = gate.dataset?.cases ?? [];
  return decideRecords({
    gate: "default",
    policy: gate.config.policy,
    scorers: gate.config.scorers,
    scorersFor: await resolveScorers(cases, gate.config, gate.scorerFiles),
    scorerFiles: gate.scorerFiles,
    cases,
    baseline: await loadRecord("baseline.jsonl", effects),
    candidate: await loadRecord("candidate.jsonl", effects),
    isPart: true,
    look,
    dataset: { drafts: 0 },
    waivers: [],
    today: "2026-01-01",
    policyState: { trusted: true },
    seed: 1,
    warnings: [],
  });
}

const find = ({ rules }: Verdict, rule: string) => rules.find((one) => one.rule === rule);

describe("compare on records that an early stop ended", () => {
  it("makes the cases that both arms have the plan, and names the plan that they were cut from", async () => {
    const verdict = await compare({});
    expect(verdict).toMatchObject({
      verdict: "fail",
      title: "Do not ship: quality collapsed (30 of 40 cases got worse, 0 better)",
      dataset: { cases: 40 },
      evidence: { baseline: { planned: 40, run: 40 }, candidate: { planned: 40, run: 40 } },
    });
    expect(find(verdict, "evidence")).toMatchObject({
      status: "pass",
      message: "An early stop ended the run: 40 of 120 cases run and scored on both arms.",
    });
    const quality = find(verdict, "quality");
    expect(quality).toMatchObject({ status: "fail", method: "early_stop", n: 40, worse: 30, better: 0 });
    for (const figure of ["delta", "interval", "levels", "baseline", "candidate"])
      expect(quality).not.toHaveProperty(figure);
  });

  it.each([
    ["fell as the candidate did", (i: number) => (i < 30 ? 0 : 1)],
    ["have a case without one", (i: number) => (i === 7 ? undefined : 1)],
  ])("cannot tell where the fresh baseline trials %s", async (_, fresh) => {
    const verdict = await compare({ fresh });
    expect(verdict).toMatchObject({ verdict: "inconclusive", proven: false });
    expect(find(verdict, "quality")).toMatchObject({ status: "not_proven", measured: "beyond" });
  });

  it("cannot tell where the cases seen prove no drop, whatever the record says of its end", async () => {
    const verdict = await compare({ broken: 1, seen: 15, fresh: () => 1 });
    expect(find(verdict, "quality")?.message).toContain("do not prove it");
  });

  it("keeps a critical case without a result in sight, as missing evidence", async () => {
    const verdict = await compare({ critical: 100 });
    expect(find(verdict, "evidence")).toMatchObject({ status: "inconclusive", cases: [id(100)] });
  });
});

describe("a gate whose own run an early stop ended", () => {
  const live = { planned: 2, now: 1, earlyStop: true } as const;

  it("decides on the cases seen, of all that it planned", async () => {
    expect(await decideOwn({}, live)).toMatchObject({
      verdict: "fail",
      title: "Do not ship: quality collapsed (30 of 40 cases got worse, 0 better)",
      evidence: { baseline: { planned: 40, run: 40 }, candidate: { planned: 40, run: 40 } },
    });
  });

  it("needs no bound beside its stop, as records of another run do", async () => {
    const given = { seen: 30, broken: 2 };
    expect(find(await decideOwn(given, live), "quality")?.status).toBe("fail");
    const notLive = { planned: 2, now: 1 } as const;
    expect(find(await decideOwn(given, notLive), "quality")?.status).toBe("not_proven");
  });

  it("still needs the fresh baseline trials", async () => {
    const verdict = await decideOwn({ fresh: (i) => (i < 30 ? 0 : 1) }, live);
    expect(find(verdict, "quality")?.message).toContain("fresh ones do not confirm it");
  });
});

it.each(["look", "early_stop"] as const)(
  "one case chosen of records that end with `%s` lacks nothing",
  async (reason) => {
    const verdict = await compare({ reason }, { caseId: id(3) });
    expect(find(verdict, "evidence")?.message).not.toContain("no result");
    expect(verdict.evidence).toMatchObject({
      baseline: { planned: 1, run: 1 },
      candidate: { planned: 1, run: 1 },
    });
  },
);
