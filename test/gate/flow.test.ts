import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openModels } from "../../src/edge/model/open-model.ts";
import type { ModelReply } from "../../src/experiment/model-call.ts";
import type { ArmName, Trial } from "../../src/experiment/trial.ts";
import { AdaptiveLimit } from "../../src/gate/run/adapt-concurrency.ts";
import type { Models, RunEffects } from "../../src/gate/effects.ts";
import { Lane } from "../../src/gate/run/lane.ts";
import { OutageWatch } from "../../src/gate/run/outage.ts";
import { planTrials } from "../../src/gate/plan/plan-trials.ts";
import { runTrials } from "../../src/gate/run/run-trials.ts";
import { Spend } from "../../src/gate/run/spend.ts";
import type { PreparedJudge } from "../../src/score/judge/prepare-judge.ts";
import { aCase } from "../build.ts";
import { aJudge, replyText } from "../score/judge/judging.ts";
import { startModelServer } from "../stand-ins/model-server.ts";
import type { ModelServerReply, SeenRequest } from "../stand-ins/model-server.ts";
import { openDeskRun } from "./desk-in-memory.ts";
import { answered, aRequest, failed, modelStub } from "./model-stub.ts";

/** A tenth of every wait between attempts. */
const sleepShort: RunEffects["sleep"] = async (ms, signal) => {
  await delay(ms / 10, undefined, { signal }).catch(() => undefined);
};

const opened: { readonly close: () => Promise<void> }[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(opened.splice(0).map((each) => each.close()));
});

async function serve(answer: (request: SeenRequest) => ModelServerReply) {
  const server = await startModelServer({ answer });
  opened.push(server);
  return server;
}

type Setup = {
  readonly models?: Models;
  /** Where each arm is called. */
  readonly baseUrls?: Readonly<Record<ArmName, string>>;
  readonly cases?: number;
  readonly budget?: { readonly usd?: number; readonly calls?: number; readonly minutes?: number };
  readonly concurrency?: number;
  readonly timeoutMs?: number;
  readonly retries?: number;
  readonly judges?: readonly PreparedJudge[];
  readonly stop?: AbortController;
  readonly sleep?: RunEffects["sleep"];
  readonly onLine?: (trial: Trial) => void;
};

const address = "https://api.openai.com/v1";

/** One trial of each case on both arms, on the real clock; the question of `refund-3` is `Question 3`. */
async function runFlow(setup: Setup) {
  const desk = openDeskRun(modelStub(() => failed()));
  const nowMs = () => performance.now();
  const spend = new Spend({ calls: 1000, minutes: 20, ...setup.budget }, nowMs);
  const lines: Trial[] = [];
  const journal = (arm: ArmName) => ({
    file: `runs/${arm}.jsonl`,
    has: () => false,
    hasCase: () => false,
    append: async (trial: Trial) => {
      setup.onLine?.(trial);
      lines.push({ ...trial, traceId: arm });
    },
    close: async () => {},
  });
  const models = setup.models ?? (await openModels({ secret: () => "sk-test-1234567890", prices: {} }));
  const { baseline = address, candidate = address } = setup.baseUrls ?? {};
  const ran = await runTrials(
    {
      trials: planTrials(
        Array.from({ length: setup.cases ?? 8 }, (_, index) =>
          aCase({ id: `refund-${index + 1}`, input: `Question ${index + 1}`, expected: "30 days" }),
        ),
        ["baseline", "candidate"],
        () => 1,
        1,
      ),
      requestOf: ({ arm, case: { input } }) =>
        aRequest({
          baseUrl: arm === "baseline" ? baseline : candidate,
          body: { model: arm, messages: [{ role: "user", content: typeof input === "string" ? input : "" }] },
        }),
      judgesOf: () => setup.judges ?? [],
      knownOf: () => (_, ask) => ask(),
      execution: {
        concurrency: setup.concurrency ?? 8,
        timeoutMs: setup.timeoutMs ?? 5000,
        retries: setup.retries ?? 2,
        seed: 1,
        batch: false,
      },
      journals: { baseline: journal("baseline"), candidate: journal("candidate") },
    },
    spend,
    {
      ...desk.run,
      models,
      nowMs,
      stop: (setup.stop ?? new AbortController()).signal,
      sleep:
        setup.sleep ??
        (async (ms, signal) => {
          await delay(ms, undefined, { signal }).catch(() => undefined);
        }),
    },
  );
  const of = (arm: ArmName) => lines.filter(({ traceId }) => traceId === arm);
  return { ran, lines, of, spend };
}

describe("the calls at once", () => {
  const learn = (limit: AdaptiveLimit, count: number, reply = answered("30 days")) => {
    for (let call = 0; call < count; call++) limit.learn(reply, limit.round, "candidate");
  };

  it("start at 4 or fewer, and double with each round of successes up to what the gate file says", () => {
    expect(new AdaptiveLimit(2).atOnce).toBe(2);
    const limit = new AdaptiveLimit(16);
    const seen = Array.from({ length: 4 }, () => {
      const { atOnce } = limit;
      learn(limit, atOnce);
      return atOnce;
    });
    expect(seen).toEqual([4, 8, 16, 16]);
  });

  it("halve once for a burst that hits the wall together, then grow by one for each round", () => {
    const limit = new AdaptiveLimit(64);
    learn(limit, 60);
    const { round } = limit;
    for (let call = 0; call < 64; call++) limit.learn(failed({ code: "rate_limit" }), round, "candidate");
    expect(limit.atOnce).toBe(32);
    learn(limit, 33);
    expect(limit.atOnce).toBe(33);
    limit.learn(failed({ code: "rate_limit" }), limit.round, "candidate");
    expect(limit.atOnce).toBe(16);
  });

  it("are never fewer than one, and come back from there", () => {
    const limit = new AdaptiveLimit(16);
    learn(limit, 20, failed({ code: "timeout" }));
    expect(limit.atOnce).toBe(1);
    learn(limit, 3);
    expect(limit.atOnce).toBe(2);
  });

  it.each([
    ["a rate limit", failed({ code: "rate_limit" }), 2],
    ["a timeout", failed({ code: "timeout" }), 2],
    ["an overload", failed({ isOverload: true }), 2],
    ["a server error", failed(), 4],
    ["a broken connection", failed({ code: "network" }), 4],
    ["a refused request", { status: "app_error", reason: "400", latencyMs: 3 } as const, 5],
    ["an answer", answered("30 days"), 5],
  ] satisfies readonly (readonly [string, ModelReply, number])[])("after %s (%#)", (_name, reply, atOnce) => {
    const limit = new AdaptiveLimit(16);
    learn(limit, 1, reply);
    expect(limit.atOnce).toBe(atOnce);
  });

  describe("and latency", () => {
    const at = (latencyMs: number) => answered("30 days", { latencyMs });

    it("halve where most answers take over three times as long as with few out, down to 4", () => {
      const limit = new AdaptiveLimit(32);
      learn(limit, 28, at(100));
      expect(limit.atOnce).toBe(32);
      const seen = Array.from({ length: 100 }, () => {
        learn(limit, 1, at(301));
        return limit.atOnce;
      });
      expect(Math.min(...seen)).toBeGreaterThanOrEqual(4);
      expect(Math.min(...seen)).toBeLessThanOrEqual(8);
    });

    it("stay where a server that answers four at a time lets the others wait", () => {
      const limit = new AdaptiveLimit(64);
      let most = 0;
      for (let call = 0; call < 5000; call++) {
        learn(limit, 1, at(25 * Math.max(4, limit.atOnce)));
        most = call < 500 ? 0 : Math.max(most, limit.atOnce);
      }
      expect(limit.atOnce).toBeGreaterThanOrEqual(4);
      expect(most).toBeLessThan(40);
    });

    it("are left alone by a few slow answers, by slower ones, and by another kind that is slower always", () => {
      const limit = new AdaptiveLimit(32);
      learn(limit, 28, at(100));
      for (let call = 0; call < 400; call++)
        limit.learn(at(call % 5 < 2 ? 2000 : 250), limit.round, "candidate");
      for (let call = 0; call < 200; call++) limit.learn(at(5000), limit.round, "judge");
      expect(limit.atOnce).toBe(32);
    });

    it("grow again where answers stay slow with few out: it is not our load", () => {
      const limit = new AdaptiveLimit(16);
      learn(limit, 16, at(100));
      learn(limit, 2000, at(900));
      expect(limit.atOnce).toBe(16);
    });
  });
});

describe("a lane", () => {
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  function openLane(most: number) {
    const ending = new AbortController();
    const wakes: (() => void)[] = [];
    const lane = new Lane(most, {
      ending: ending.signal,
      sleep: () => new Promise((resolve) => wakes.push(resolve)),
    });
    const started: string[] = [];
    const ends: (() => void)[] = [];
    const send = (name: string, isContinuing = false) =>
      lane.send({ kind: "candidate", isContinuing }, async () => {
        started.push(name);
        await new Promise<void>((resolve) => ends.push(resolve));
        return answered(name);
      });
    return { lane, ending, wakes, started, send, endFirst: () => ends.shift()?.() };
  }

  it("lets what continues a trial go before what starts one, each in its order", async () => {
    const { started, send, endFirst } = openLane(1);
    const all = [send("refund-1"), send("refund-2"), send("refund-3"), send("judge 1", true)];
    for (let call = 0; call < 4; call++) {
      await settle();
      endFirst();
    }
    await Promise.all(all);
    expect(started).toEqual(["refund-1", "judge 1", "refund-2", "refund-3"]);
  });

  it("keeps everybody back while one is told to wait, for the longest of the waits", async () => {
    const { lane, wakes, started, send, endFirst } = openLane(4);
    void lane.pause(1000);
    void lane.pause(9000);
    const all = [send("refund-1"), send("refund-2", true)];
    wakes[0]?.();
    await settle();
    expect(started).toEqual([]);
    wakes[1]?.();
    await settle();
    expect(started).toEqual(["refund-2", "refund-1"]);
    endFirst();
    endFirst();
    await Promise.all(all);
  });

  it("keeps nobody once the run is ending", async () => {
    const { lane, ending, started, send, endFirst } = openLane(1);
    void lane.pause(1000);
    const all = [send("refund-1"), send("refund-2")];
    ending.abort();
    await settle();
    expect(started).toEqual(["refund-1", "refund-2"]);
    endFirst();
    endFirst();
    await Promise.all(all);
  });
});

describe("an outage", () => {
  const sees = (replies: readonly ModelReply[], atOnce: number) => {
    const watch = new OutageWatch();
    return replies.findIndex((reply) => watch.sees(reply, atOnce)) + 1;
  };
  const many = (count: number, reply = failed()) => Array.from({ length: count }, () => reply);

  it.each([
    ["at the tenth failure in a row", many(50), 1, 10],
    ["at twice as many as may be out at once", many(50), 16, 32],
    ["not where one came through between", [...many(9), answered("Hi"), ...many(9)], 1, 0],
    [
      "not for a refused request, which is an answer",
      many(50, { status: "app_error", reason: "400", latencyMs: 1 }),
      1,
      0,
    ],
    ["not for what the end of the run cut off", many(50, failed({ code: "aborted" })), 1, 0],
    ["at once for a refused key", many(3, failed({ code: "key", isRetryable: false })), 16, 1],
    ["at once for a spent quota", many(3, failed({ code: "quota", isRetryable: false })), 16, 1],
  ] satisfies readonly (readonly [string, readonly ModelReply[], number, number])[])(
    "is seen %s",
    (_name, replies, atOnce, expected) => {
      expect(sees(replies, atOnce)).toBe(expected);
    },
  );

  it("ends the run instead of burning the list: what is not run stays missing", async () => {
    const models = modelStub(() => failed({ code: "network" }));
    const { ran, lines } = await runFlow({ models, cases: 200, concurrency: 4, retries: 0 });
    expect(ran.ended).toBe("outage");
    expect(models.requests.length).toBeLessThan(40);
    expect(lines.length).toBeLessThan(40);
    expect(lines.every(({ status }) => status === "infra_error")).toBe(true);
  });

  it("of one arm ends the run too, though the other answers at the same address", async () => {
    const models = modelStub(({ body }) => (body["model"] === "baseline" ? answered("Hi") : failed()));
    const { ran, of } = await runFlow({ models, cases: 200, concurrency: 4, retries: 0 });
    expect(ran.ended).toBe("outage");
    expect(models.requests.length).toBeLessThan(60);
    expect(of("baseline").every(({ status }) => status === "ok")).toBe(true);
  });

  it("that is over in time ends nothing", async () => {
    const models = modelStub((_, number) => (number <= 9 ? failed() : answered("Hi")));
    const { ran, lines } = await runFlow({ models, cases: 40, concurrency: 4, retries: 0 });
    expect(ran.ended).toBeUndefined();
    expect(lines.filter(({ status }) => status === "infra_error")).toHaveLength(9);
    expect(lines).toHaveLength(80);
  });

  it.each([
    ["whose key is refused", failed({ code: "key", isRetryable: false, reason: "401" }), 16],
    ["that is down", failed({ code: "network", reason: "ECONNREFUSED" }), 30],
  ])("of a judge %s ends its judging and not the run", async (_name, refused, most) => {
    const models = modelStub(({ body }) => (body["model"] === "gpt-5" ? refused : answered("30 days")));
    const { ran, lines } = await runFlow({
      models,
      cases: 100,
      concurrency: 4,
      retries: 0,
      judges: [aJudge()],
    });
    expect(ran.ended).toBeUndefined();
    expect(lines).toHaveLength(200);
    expect(lines.every(({ status, scores }) => status === "ok" && scores === undefined)).toBe(true);
    expect(models.requests.filter(({ body }) => body["model"] === "gpt-5").length).toBeLessThanOrEqual(most);
    expect(ran.failures).toMatchObject([{ arm: "judge", count: 200 }]);
    expect(ran.warnings).toMatchObject([{ code: "judge-lost" }]);
  });

  it("of one judge leaves another to judge", async () => {
    const key = failed({ code: "key", isRetryable: false, reason: "401" });
    const models = modelStub(({ body }) => {
      if (body["model"] === "gpt-5") return key;
      return body["model"] === "gpt-5-nano" ? answered(replyText("yes")) : answered("30 days");
    });
    const judges = [
      aJudge(),
      aJudge({ criteria: ["Is it polite?"], model: "gpt-5-nano" }, { name: "polite" }),
    ];
    const { lines } = await runFlow({ models, cases: 10, judges });
    expect(lines).toHaveLength(20);
    for (const { scores } of lines) expect(scores).toMatchObject([{ scorer: "polite" }]);
  });
});

describe("providers", () => {
  it("have a limit each: one that is slow with few calls keeps no other from its own", async () => {
    const out = { slow: 0, fast: 0 };
    const most = { slow: 0, fast: 0 };
    const models = modelStub(async ({ baseUrl }) => {
      const who = baseUrl.includes("slow") ? "slow" : "fast";
      most[who] = Math.max(most[who], ++out[who]);
      await delay(1);
      const reply = who === "slow" && out.slow > 2 ? failed({ code: "rate_limit" }) : answered("Hi");
      out[who]--;
      return reply;
    });
    const sleep = async () => {
      await delay(1);
    };
    await runFlow({
      models,
      sleep,
      cases: 60,
      retries: 50,
      concurrency: 8,
      baseUrls: { baseline: "https://slow.example/v1", candidate: "https://fast.example/v1" },
    });
    expect(most.slow).toBeLessThanOrEqual(4);
    expect(most.fast).toBeGreaterThan(4);
  });

  it("that ask for a wait get it from every call, and each refused call is made once more", async () => {
    const throttledUntil = { ms: 0 };
    let early = 0;
    const models = modelStub(async (_, number) => {
      if (performance.now() < throttledUntil.ms) early++;
      await delay(2);
      if (number !== 6) return answered("Hi");
      throttledUntil.ms = performance.now() + 60;
      return failed({ code: "rate_limit", retryAfterMs: 80 });
    });
    const { lines, spend } = await runFlow({ models, cases: 20, concurrency: 4 });
    expect(early).toBe(0);
    expect(spend.calls).toBe(41);
    expect(lines.every(({ status }) => status === "ok")).toBe(true);
  });
});

describe("one bad case", () => {
  const broken = { status: 200, body: `{"id": "chatcmpl-1", "choices": [` };
  const page = { status: 200, body: "<html>Bad gateway</html>", headers: { "content-type": "text/html" } };
  const choiceless = { status: 200, body: `{"object":"chat.completion","choices":[]}` };
  /** What happens at each attempt, the status that it ends as, and the attempts that it takes. */
  const table: readonly (readonly [string, ModelServerReply, Trial["status"], number])[] = [
    ["429 with Retry-After", { error: "rate_limit", retryAfterMs: "20" }, "infra_error", 3],
    ["429 without", { error: "rate_limit" }, "infra_error", 3],
    ["500", { error: "server" }, "infra_error", 3],
    ["503", { error: "overloaded" }, "infra_error", 3],
    ["a connection that breaks", { fault: "reset" }, "infra_error", 3],
    ["one that breaks in mid-body", { fault: "cut-off" }, "infra_error", 3],
    ["a body that is not whole", { fault: "truncated" }, "infra_error", 2],
    ["a body that stops", { fault: "stall-in-body" }, "infra_error", 2],
    ["headers that never come", { fault: "stall" }, "infra_error", 2],
    ["a body without end", { fault: "endless" }, "infra_error", 2],
    ["JSON that is cut", broken, "infra_error", 2],
    ["a web page", page, "infra_error", 2],
    ["JSON of another form", choiceless, "infra_error", 2],
    ["a redirect", { redirect: "http://127.0.0.1:9/v1" }, "infra_error", 1],
    ["400", { error: "invalid_request" }, "app_error", 1],
    ["422", { error: "unprocessable" }, "app_error", 1],
  ];
  /** Where the server stalls the limit is waited for; elsewhere nothing comes near it, however busy the machine. */
  const limitFor = (fault: ModelServerReply): number => ("fault" in fault ? 1500 : 30_000);
  const isBad = ({ user, model }: SeenRequest) => user === "Question 3" && model === "candidate";

  it.each(table)("with %s ends as what it is and stops no other", async (_name, fault, status, attempts) => {
    const server = await serve((seen) => (isBad(seen) ? fault : { text: "Within 30 days." }));
    const { ran, lines, of, spend } = await runFlow({
      baseUrls: { baseline: server.baseUrl, candidate: server.baseUrl },
      timeoutMs: limitFor(fault),
      sleep: sleepShort,
    });
    expect(of("candidate").find(({ caseId }) => caseId === "refund-3")).toMatchObject({ status });
    expect(lines).toHaveLength(16);
    expect(lines.filter((trial) => trial.status === "ok")).toHaveLength(15);
    expect(server.requests.filter(isBad)).toHaveLength(attempts);
    expect(server.requests).toHaveLength(15 + attempts);
    expect(spend.calls).toBe(15 + attempts);
    expect(ran).toMatchObject({ failures: [{ arm: "candidate", count: 1 }] });
    expect(ran.ended).toBeUndefined();
  });

  it.each(table.filter(([, , , attempts]) => attempts > 1))(
    "with %s once ends well, and costs exactly its own retry",
    async (_name, fault) => {
      const server = await serve((seen) =>
        isBad(seen) && seen.attempt === 1 ? fault : { text: "Within 30 days." },
      );
      const { ran, lines, spend } = await runFlow({
        baseUrls: { baseline: server.baseUrl, candidate: server.baseUrl },
        timeoutMs: limitFor(fault),
        sleep: sleepShort,
      });
      expect(lines.filter(({ status }) => status === "ok")).toHaveLength(16);
      expect(spend.calls).toBe(17);
      expect(server.requests).toHaveLength(17);
      expect(ran.failures).toEqual([]);
    },
  );

  it("in a run whose every first attempt is refused costs one retry a call", async () => {
    const server = await serve(({ attempt }) =>
      attempt === 1 ? { error: "rate_limit", retryAfterMs: "5" } : { text: "Within 30 days." },
    );
    const { lines, spend } = await runFlow({
      baseUrls: { baseline: server.baseUrl, candidate: server.baseUrl },
    });
    expect(lines.filter(({ status }) => status === "ok")).toHaveLength(16);
    expect(spend.calls).toBe(32);
  });
});

describe("the end of a run", () => {
  /** Answers three questions, and lets the others stall. */
  const stalling = () =>
    serve(({ number }) => (number <= 3 ? { text: "Within 30 days." } : { fault: "stall" }));

  it("at the deadline cuts off what is out, and keeps everything that was measured", async () => {
    const server = await stalling();
    const startMs = performance.now();
    const { ran, lines } = await runFlow({
      baseUrls: { baseline: server.baseUrl, candidate: server.baseUrl },
      budget: { minutes: 0.5 / 60 },
      timeoutMs: 60_000,
    });
    expect(ran).toMatchObject({ ended: "deadline", failures: [] });
    expect(lines.map(({ status }) => status)).toEqual(["ok", "ok", "ok"]);
    expect(performance.now() - startMs).toBeLessThan(5000);
  });

  it("by a stop cuts off what is out", async () => {
    const server = await stalling();
    const stop = new AbortController();
    const startMs = performance.now();
    const ending = runFlow({
      baseUrls: { baseline: server.baseUrl, candidate: server.baseUrl },
      timeoutMs: 60_000,
      stop,
    });
    await vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(6));
    stop.abort();
    const { ran, lines } = await ending;
    expect(ran).toMatchObject({ ended: "signal", failures: [] });
    expect(lines.map(({ status }) => status)).toEqual(["ok", "ok", "ok"]);
    expect(performance.now() - startMs).toBeLessThan(5000);
  });

  it("by a stop wakes who waits as long as the provider asks for", async () => {
    const server = await serve(() => ({ error: "rate_limit", retryAfter: "600" }));
    const stop = new AbortController();
    const ending = runFlow({ baseUrls: { baseline: server.baseUrl, candidate: server.baseUrl }, stop });
    await vi.waitFor(() => expect(server.requests.length).toBeGreaterThanOrEqual(4));
    await delay(20);
    expect(server.requests).toHaveLength(4);
    stop.abort();
    const { ran, lines } = await ending;
    expect(ran).toMatchObject({ ended: "signal", failures: [] });
    expect(lines).toEqual([]);
  });

  it("at a cap lets what is paid for come for 3 s, then cuts it off", async () => {
    const server = await serve(({ number }) => {
      if (number === 4) return { fault: "stall" };
      return { text: "Within 30 days.", latencyMs: number === 5 ? 50 : 0 };
    });
    const waits: number[] = [];
    const startMs = performance.now();
    const { ran, lines } = await runFlow({
      baseUrls: { baseline: server.baseUrl, candidate: server.baseUrl },
      budget: { calls: 6 },
      timeoutMs: 60_000,
      sleep: async (ms, signal) => {
        waits.push(ms);
        await delay(ms / 10, undefined, { signal }).catch(() => undefined);
      },
    });
    expect(ran).toMatchObject({ ended: "budget", failures: [] });
    expect(waits).toEqual([3000]);
    expect(lines).toHaveLength(5);
    expect(server.requests).toHaveLength(6);
    expect(performance.now() - startMs).toBeLessThan(5000);
  });

  it("by a line that cannot be written cuts off what is out", async () => {
    const server = await stalling();
    const startMs = performance.now();
    const ending = runFlow({
      baseUrls: { baseline: server.baseUrl, candidate: server.baseUrl },
      timeoutMs: 60_000,
      onLine: () => {
        throw new Error("the disk is full");
      },
    });
    await expect(ending).rejects.toThrow("the disk is full");
    expect(performance.now() - startMs).toBeLessThan(5000);
  });

  it.each([
    ["back", -3_600_000],
    ["ahead", 3_600_000],
  ])("does not come nearer or later where the wall clock jumps %s", async (_name, jumpMs) => {
    const server = await stalling();
    const wallNow = Date.now.bind(Date);
    let looks = 0;
    vi.spyOn(Date, "now").mockImplementation(() => wallNow() + (++looks > 10 ? jumpMs : 0));
    const startMs = performance.now();
    const { ran, lines } = await runFlow({
      baseUrls: { baseline: server.baseUrl, candidate: server.baseUrl },
      budget: { minutes: 0.5 / 60 },
      timeoutMs: 60_000,
    });
    expect(ran.ended).toBe("deadline");
    expect(performance.now() - startMs).toBeGreaterThan(450);
    expect(performance.now() - startMs).toBeLessThan(5000);
    for (const { latencyMs } of lines) {
      expect(latencyMs).toBeGreaterThan(0);
      expect(latencyMs).toBeLessThan(5000);
    }
  });
});
