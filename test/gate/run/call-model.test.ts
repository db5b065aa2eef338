import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModelReply } from "../../../src/experiment/model-call.ts";
import { callModel } from "../../../src/gate/run/call-model.ts";
import type { CallPlace } from "../../../src/gate/run/call-model.ts";
import type { RunEffects } from "../../../src/gate/effects.ts";
import { Lane } from "../../../src/gate/run/lane.ts";
import { watchEnd } from "../../../src/gate/run/run-end.ts";
import { Spend, warnOfGuesses } from "../../../src/gate/run/spend.ts";
import { aClock, answered, aRequest, failed, modelStub } from "../model-stub.ts";

type Setup = {
  readonly budget?: { readonly usd?: number; readonly calls?: number; readonly minutes?: number };
  readonly retries?: number;
  readonly timeoutMs?: number;
  readonly jitter?: number;
  readonly stop?: AbortController;
  /** Time that each call takes. */
  readonly callMs?: number;
};

/** One call with these replies in turn; the last one repeats. */
async function call(replies: readonly ModelReply[], setup: Setup = {}) {
  const clock = aClock();
  const spend = new Spend({ calls: 100, minutes: 20, ...setup.budget }, clock.nowMs);
  const models = modelStub((_, number) => {
    clock.advance(setup.callMs ?? 0);
    return replies[Math.min(number, replies.length) - 1] ?? failed();
  });
  const reply = await callModel(
    aRequest(),
    { timeoutMs: setup.timeoutMs ?? 60_000, retries: setup.retries ?? 4 },
    { ...placeFor(spend, clock.sleep, setup.stop), jitter: () => setup.jitter ?? 0 },
    { models, sleep: clock.sleep },
  );
  return { reply, spend, clock, models };
}

/** Where a call is made that has its provider for itself. */
function placeFor(spend: Spend, sleep: RunEffects["sleep"], stop = new AbortController()): CallPlace {
  const end = watchEnd(spend, { stop: stop.signal, sleep });
  const lane = new Lane(4, { sleep, ending: end.ending });
  return {
    spend,
    lane,
    end,
    kind: "candidate",
    jitter: () => 0,
    asker: { name: "refund-1", trial: 0 },
    isContinuing: false,
  };
}

describe("retries", () => {
  it("tries again what can succeed, and gives the answer", async () => {
    const { reply, models, clock } = await call([failed(), failed(), answered("30 days")]);
    expect(reply).toMatchObject({ status: "ok", output: "30 days" });
    expect(models.requests).toHaveLength(3);
    expect(clock.sleeps).toHaveLength(2);
  });

  it.each([
    ["a refused request", { status: "app_error", reason: "unknown parameter", latencyMs: 3 } as const],
    ["a refused key", failed({ code: "key", isRetryable: false })],
    ["a spent quota", failed({ code: "quota", isRetryable: false })],
  ])("does not try %s again", async (_, refused) => {
    const { reply, models, clock } = await call([refused, answered("too late")]);
    expect(reply).toBe(refused);
    expect(models.requests).toHaveLength(1);
    expect(clock.sleeps).toEqual([]);
  });

  it.each([0, 1, 4])("tries %i times more, then gives the last failure", async (retries) => {
    const { reply, models } = await call([failed()], { retries });
    expect(reply).toMatchObject({ status: "infra_error", code: "server" });
    expect(models.requests).toHaveLength(retries + 1);
  });

  it.each(["timeout", "malformed"] as const)(
    "tries what ends as `%s` once more and no more: the provider has done the work, and charges for it",
    async (code) => {
      const { reply, models } = await call([failed({ code })]);
      expect(reply).toMatchObject({ code });
      expect(models.requests).toHaveLength(2);
      const mixed = await call([failed({ code }), failed(), failed(), answered("30 days")]);
      expect(mixed.reply).toMatchObject({ status: "ok" });
    },
  );

  it("waits half a second and doubles, up to half a minute", async () => {
    const { clock } = await call([failed()], { retries: 9, jitter: 1 });
    expect(clock.sleeps).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  it("takes up to half of the wait away by jitter, never more", async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), async (jitter) => {
        const { clock } = await call([failed()], { retries: 3, jitter });
        clock.sleeps.forEach((ms, index) => {
          expect(ms).toBeGreaterThanOrEqual(250 * 2 ** index);
          expect(ms).toBeLessThanOrEqual(500 * 2 ** index);
        });
      }),
      { numRuns: 30 },
    );
  });

  it("waits as long as the provider asks for, be it none", async () => {
    const { clock } = await call([
      failed({ retryAfterMs: 7000 }),
      failed({ retryAfterMs: 0 }),
      answered("ok"),
    ]);
    expect(clock.sleeps).toEqual([7000, 0]);
  });
});

describe("the deadline", () => {
  it("is not slept past: Retry-After 86400 gives the failure at once (B05)", async () => {
    const throttled = failed({ code: "rate_limit", retryAfterMs: 86_400_000 });
    const { reply, clock, models, spend } = await call([throttled, answered("tomorrow")]);
    expect(reply).toBe(throttled);
    expect(models.requests).toHaveLength(1);
    expect(clock.sleeps).toEqual([]);
    expect(spend.ended).toBeUndefined();
  });

  it("is not slept up to either", async () => {
    const { clock } = await call([failed({ retryAfterMs: 60_000 })], { budget: { minutes: 1 } });
    expect(clock.sleeps).toEqual([]);
  });

  it("shortens the time that a call may take", async () => {
    const { models } = await call([failed({ retryAfterMs: 50_000 }), answered("ok")], {
      budget: { minutes: 1 },
      timeoutMs: 30_000,
    });
    expect(models.limitsMs).toEqual([30_000, 10_000]);
  });

  it("leaves a call that it cut off without a word on the provider", async () => {
    const { reply, spend } = await call([failed({ code: "timeout" })], {
      budget: { minutes: 1 },
      callMs: 60_000,
    });
    expect(reply).toMatchObject({ status: "infra_error", code: "aborted" });
    expect(spend.ended).toBe("deadline");
  });

  it("is what cut off a call whose timer fired a little before it", async () => {
    const { reply, spend, models } = await call([failed({ code: "timeout" })], {
      budget: { minutes: 1 },
      callMs: 59_999,
      timeoutMs: 60_001,
    });
    expect(reply).toMatchObject({ code: "aborted" });
    expect(spend.ended).toBe("deadline");
    expect(models.requests).toHaveLength(1);
  });

  it("keeps an answer that came with the last second", async () => {
    const { reply } = await call([answered("30 days")], { budget: { minutes: 1 }, callMs: 60_000 });
    expect(reply).toMatchObject({ status: "ok" });
  });

  it("lets no call start after it", async () => {
    const clock = aClock();
    const spend = new Spend({ calls: 10, minutes: 1 }, clock.nowMs);
    clock.advance(60_000);
    expect(spend.takeCall()).toBe(false);
    expect(spend.ended).toBe("deadline");
    expect(spend.calls).toBe(0);
  });
});

describe("the budget", () => {
  it("counts retries", async () => {
    const { reply, models, spend } = await call([failed()], { budget: { calls: 3 } });
    expect(reply).toMatchObject({ code: "aborted" });
    expect(models.requests).toHaveLength(3);
    expect(spend).toMatchObject({ calls: 3, ended: "budget" });
  });

  it("ends the run when the cap in USD is met exactly", async () => {
    const { spend } = await call([answered("ok", { costUsd: 0.5 })], { budget: { usd: 0.5 } });
    expect(spend).toMatchObject({ usd: 0.5, ended: "budget" });
    expect(spend.takeCall()).toBe(false);
  });

  it("goes on below the cap", async () => {
    const { spend } = await call([answered("ok", { costUsd: 0.49 })], { budget: { usd: 0.5 } });
    expect(spend.ended).toBeUndefined();
  });

  const { costUsd: _, ...unpriced } = answered("ok") as ModelReply & { status: "ok" };
  const spendOf = (budget: { readonly usd?: number }, ...replies: readonly ModelReply[]) => {
    const spend = new Spend({ calls: 10, minutes: 1, ...budget }, () => 0);
    for (const reply of replies) spend.add(reply);
    return spend;
  };
  const priced = answered("ok", { costUsd: 0.4 });

  it("never calls an unknown cost 0: no figure has it, and the cap counts its guess", () => {
    const spend = spendOf({ usd: 1 }, { ...unpriced, guessedUsd: 0.5 });
    expect(spend).toMatchObject({ usd: undefined, knownUsd: 0, ended: undefined });
    expect(spend.spent).toEqual({ calls: 0, cached: 0 });
    spend.add(answered("ok", { costUsd: 0.5 }));
    expect(spend).toMatchObject({ usd: undefined, knownUsd: 0.5, ended: "budget" });
    expect(spend.guessed).toEqual({ calls: 1, usd: 0.5 });
  });

  it.each([
    ["no guess", unpriced],
    ["a guess that is less", { ...unpriced, guessedUsd: 0.1 }],
    ["no answer in time", failed({ code: "timeout" })],
    ["a reply that cannot be read", failed({ code: "malformed" })],
  ])("counts a call with %s as the dearest so far", (_name, reply) => {
    expect(spendOf({ usd: 1 }, priced, reply)).toMatchObject({
      ended: undefined,
      guessed: { calls: 1, usd: 0.4 },
    });
    expect(spendOf({ usd: 0.8 }, priced, reply).ended).toBe("budget");
  });

  it("ends the run at the first cost that is unknown while nothing has a price: there is no cap to hold", () => {
    expect(spendOf({ usd: 1 }, unpriced).ended).toBe("budget");
    expect(spendOf({}, unpriced).ended).toBeUndefined();
    expect(spendOf({ usd: 1 }, failed({ code: "timeout" })).ended).toBeUndefined();
  });

  it("does not know what an app cost that failed, and lets it go on to be seen as broken", () => {
    const spend = spendOf({ usd: 1 }, { status: "app_error", reason: "exited", hasUnknownCost: true });
    expect(spend).toMatchObject({ usd: undefined, ended: undefined });
    expect(spendOf({}, { status: "app_error", reason: "refused with 400" }).usd).toBe(0);
  });

  it("says that it was held against guesses, where there was one to hold", () => {
    const spend = spendOf({ usd: 1 }, priced, unpriced);
    expect(warnOfGuesses(spend, { calls: 10, minutes: 1, usd: 1 })).toEqual([
      expect.objectContaining({
        code: "cost-guessed",
        message:
          "no reply tells what 1 call cost: it counts as about $0.4000 of the $1 in `policy.budget.usd`.",
      }),
    ]);
    expect(warnOfGuesses(spend, { calls: 10, minutes: 1 })).toEqual([]);
    expect(warnOfGuesses(spendOf({ usd: 1 }, priced), { calls: 10, minutes: 1, usd: 1 })).toEqual([]);
  });

  it("is 0 USD before the first call, and takes nothing for a call that failed", () => {
    const spend = new Spend({ calls: 10, minutes: 1 }, () => 0);
    spend.add(failed());
    expect(spend.usd).toBe(0);
  });

  it("keeps the first reason why a run ends", () => {
    const clock = aClock();
    const spend = new Spend({ calls: 0, minutes: 1 }, clock.nowMs);
    expect(spend.takeCall()).toBe(false);
    clock.advance(120_000);
    spend.end("signal");
    expect(spend.ended).toBe("budget");
  });
});

describe("a stop", () => {
  it("keeps a call from being made", async () => {
    const stop = new AbortController();
    stop.abort();
    const { reply, models, spend } = await call([answered("ok")], { stop });
    expect(reply).toMatchObject({ status: "infra_error", code: "aborted", isRetryable: false });
    expect(models.requests).toEqual([]);
    expect(spend.calls).toBe(0);
  });

  it("in the middle of a wait ends the call without another attempt", async () => {
    const stop = new AbortController();
    const clock = aClock();
    const models = modelStub(() => failed());
    const reply = await callModel(
      aRequest(),
      { timeoutMs: 1000, retries: 4 },
      placeFor(new Spend({ calls: 9, minutes: 1 }, clock.nowMs), clock.sleep, stop),
      { models, sleep: async () => stop.abort() },
    );
    expect(reply).toMatchObject({ code: "aborted" });
    expect(models.requests).toHaveLength(1);
  });

  it("while a call is out makes its failure no failure, and leaves an answer an answer", async () => {
    for (const [reply, expected] of [
      [failed(), { code: "aborted" }],
      [answered("30 days"), { status: "ok" }],
    ] as const) {
      const stop = new AbortController();
      const clock = aClock();
      const models = modelStub(() => {
        stop.abort();
        return reply;
      });
      const given = await callModel(
        aRequest(),
        { timeoutMs: 1000, retries: 4 },
        placeFor(new Spend({ calls: 9, minutes: 1 }, clock.nowMs), clock.sleep, stop),
        { models, sleep: clock.sleep },
      );
      expect(given).toMatchObject(expected);
    }
  });
});
