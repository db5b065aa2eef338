import { expect, it } from "vitest";
import type { ArmName } from "../../../src/experiment/trial.ts";
import type { PlannedTrial } from "../../../src/gate/plan/plan-trials.ts";
import { TrialStore } from "../../../src/gate/keep/trial-store.ts";
import { aCase, aTrial } from "../../build.ts";
import { cacheInMemory } from "../cache-in-memory.ts";

const [refund, greet] = [aCase({ id: "refund" }), aCase({ id: "greet" })];

/** A store, and the requests that it wanted to see. */
function openStore() {
  const seen: PlannedTrial[] = [];
  const cache = cacheInMemory();
  const store = new TrialStore({
    cache,
    fingerprints: { baseline: "sha256:target", candidate: "sha256:target" },
    requestOf: (planned) => {
      seen.push(planned);
      return {
        api: "chat",
        baseUrl: "https://llm.example/v1",
        apiKeyEnv: "OPENAI_API_KEY",
        headers: {},
        body: { model: planned.arm, messages: [{ role: "user", content: planned.case.id }] },
        stream: false,
      };
    },
    run: "sha256:run",
    nowMs: 1_780_000_000_000,
  });
  return { store, seen, cache };
}

it("makes the request of a case once for all its trials in a row", async () => {
  const { store, seen } = openStore();
  for (const one of [refund, greet])
    for (let index = 0; index < 9; index++) await store.find({ case: one, arm: "baseline", index });
  expect(seen.map(({ case: one }) => one.id)).toEqual(["refund", "greet"]);
});

it("never takes the request of one case or arm for that of another", async () => {
  const { store, cache } = openStore();
  const arms: readonly ArmName[] = ["baseline", "candidate"];
  const planned = arms.flatMap((arm) =>
    [refund, greet, refund].map((one, index) => ({ case: one, arm, index })),
  );
  for (const one of planned) {
    const output = `${one.arm} ${one.case.id} ${one.index}`;
    await store.keep(one, aTrial({ caseId: one.case.id, index: one.index, output }));
  }
  for (const one of planned.toReversed())
    expect((await store.find(one))?.trial.output).toBe(`${one.arm} ${one.case.id} ${one.index}`);
  const shared = { case: refund, arm: "candidate", index: 0, isShared: true } as const;
  expect((await store.find(shared))?.trial.output).toBe("baseline refund 0");
  expect(cache.texts.size).toBe(planned.length);
});
