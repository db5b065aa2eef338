import { describe, expect, it } from "vitest";
import type { ScorerConfig } from "../../src/config/config.ts";
import type { Trial } from "../../src/experiment/trial.ts";
import { answerTrials } from "../../src/score/answer-trials.ts";
import { scoreArms } from "../../src/score/score-arms.ts";
import { aCase, aRecord, aTrial } from "../build.ts";
import { aScorer, prepare } from "./scoring.ts";

const documents = [{ id: "policy", text: "Returns are open for 30 days." }];
const trials: readonly Partial<Trial>[] = [
  { output: "No" },
  { output: "Nope" },
  { messages: [{ role: "assistant", content: "No" }] },
  { messages: [] },
  { output: "No [policy]", context: documents },
  { status: "app_error" },
  { status: "infra_error" },
  { output: "No", scores: [{ scorer: "tone", value: 0.5, reason: "curt" }] },
  { scores: [{ scorer: "exact", value: 1 }] },
  { output: "Yes", scores: [{ scorer: "exact", value: 1 }], failure: "other" },
];

async function scoreBoth(configs: readonly ScorerConfig[], scorersHash: string) {
  const scorers = await prepare(configs);
  const one = aCase({ expected: "No" });
  const keep = answerTrials(
    () => one,
    () => scorers,
  );
  const whole = trials.map((fields, index) => aTrial({ ...fields, index }));
  const scored = [whole, whole.map(keep)].map((kept) => {
    const arm = aRecord(kept, { scorers: "sha256:gate" });
    return scoreArms({
      cases: [one],
      baseline: aRecord([]),
      candidate: arm,
      scorersFor: () => scorers,
      scorersHash,
    });
  });
  return scored.map(({ candidate: { byCaseId, scorersHash: hash } }) => ({
    hash,
    // Without reasons, which no verdict reads.
    outcomes: byCaseId.get(one.id)?.outcomes.map(({ scores, ...outcome }) => ({
      ...outcome,
      scores: [...scores].map(([name, score]) => [name, { ...score, reason: "" }]),
    })),
  }));
}

describe("answerTrials", () => {
  it.each([
    ["rules", [aScorer("exact"), aScorer("contains", { not: true })]],
    ["rules that need what only a trial brings", [aScorer("exact"), aScorer("citations")]],
    ["recorded scores", [aScorer("recorded")]],
    ["both", [aScorer("exact"), aScorer("recorded", { name: "all" })]],
  ])("leaves trials that score as the whole ones do: %s", async (_, configs) => {
    for (const hash of ["sha256:gate", "sha256:other"]) {
      const [whole, kept] = await scoreBoth(configs, hash);
      expect(kept).toEqual(whole);
      expect(kept?.outcomes).toHaveLength(trials.length);
    }
  });

  it("keeps nothing of what was said, and equal answers once", async () => {
    const scorers = await prepare([aScorer("exact")]);
    const keep = answerTrials(
      () => aCase({ expected: "No" }),
      () => scorers,
    );
    const said = "Nothing of this may stay";
    const [first, second] = [said, `${said} either`].map((output) =>
      keep(aTrial({ output, context: said, messages: [{ role: "user", content: said }] })),
    );
    expect(JSON.stringify([first, [...(first?.answers ?? [])]])).not.toContain(said);
    expect(second?.answers).toBe(first?.answers);
  });

  it("keeps a trial of a case that does not count, unanswered", () => {
    const kept = answerTrials(
      () => undefined,
      () => [],
    )(aTrial({ output: "No" }));
    expect(kept).toMatchObject({ caseId: "refund-01", status: "ok" });
    expect(kept).not.toHaveProperty("answers");
  });
});
