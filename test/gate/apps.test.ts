import { describe, expect, it } from "vitest";
import type { AppRequest } from "../../src/experiment/app-call.ts";
import type { ModelReply } from "../../src/experiment/model-call.ts";
import type { AppArm, Apps, Asker } from "../../src/gate/effects.ts";
import { exitCode } from "../../src/gate/exit-code.ts";
import { runGate } from "../../src/gate/run-gate.ts";
import { ProblemError } from "../../src/problem.ts";
import { cacheInMemory } from "./cache-in-memory.ts";
import type { CacheInMemory } from "./cache-in-memory.ts";
import { commitsOf, deskFiles, gateText, openDeskRun, rowsText } from "./desk-in-memory.ts";
import type { Texts } from "./desk-in-memory.ts";
import { answered, modelStub } from "./model-stub.ts";

const exec = { allow: { exec: true } };
const command = { type: "command", command: ["node", "app.mjs"] };

/** A desk whose target is an app; `code` is the text of its only file. */
function appFiles(code: string, keys: Readonly<Record<string, unknown>> = {}): Texts {
  return deskFiles({
    "llm-o11y.yml": gateText({ target: command, policy: exec, ...keys }),
    "datasets/refunds.jsonl": rowsText(60),
    "app.mjs": code,
  });
}

type Call = { readonly arm: string; readonly request: AppRequest; readonly asker: Asker };

/** Apps that answer as `answer` says, and remember what was asked of them. */
function stubApps(answer: (arm: string, request: AppRequest) => ModelReply = () => answered("30 days")) {
  const calls: Call[] = [];
  const opened: string[] = [];
  const state = { closed: 0, specs: [] as readonly AppArm[], env: [] as readonly string[] };
  const openApps = async (
    arms: readonly AppArm[],
    { env }: { readonly env: readonly string[] },
  ): Promise<Apps> => {
    state.specs = arms;
    state.env = env;
    return {
      check: () => [],
      open: async (names) => {
        opened.push(...names);
      },
      ask: async (request, asker) => {
        const arm = arms.find(({ spec }) => spec.fingerprint === request.app)?.arm ?? "nobody";
        calls.push({ arm, request, asker });
        return answer(arm, request);
      },
      close: async () => {
        state.closed++;
        return [];
      },
    };
  };
  return { openApps, calls, opened, state };
}

async function gate(
  files: { readonly base: Texts; readonly head: Texts } & Partial<Parameters<typeof commitsOf>[0]>,
  apps = stubApps(),
  cache?: CacheInMemory,
) {
  const desk = openDeskRun(
    modelStub(() => answered("30 days")),
    cache === undefined ? {} : { cache },
  );
  const run = { ...desk.run, openApps: apps.openApps };
  const request = { config: "llm-o11y.yml", commits: commitsOf(files), today: "2026-01-05" };
  const { verdict } = await runGate(request, desk.effects, run);
  return { verdict, desk, apps, exit: exitCode(verdict) };
}

const codes = ({ verdict }: Awaited<ReturnType<typeof gate>>) => verdict.problems.map(({ code }) => code);

describe("a gate on an app", () => {
  it("asks each arm's own app, and passes one that answers as well", async () => {
    const { verdict, apps } = await gate({ base: appFiles("v1"), head: appFiles("v2") });
    expect(verdict.verdict).toBe("pass");
    expect(new Set(apps.calls.map(({ arm }) => arm))).toEqual(new Set(["baseline", "candidate"]));
    expect(apps.opened.toSorted()).toEqual(["baseline", "candidate"]);
    expect(apps.state.closed).toBe(1);
    expect(apps.state.specs.map(({ gateFile, sha }) => [gateFile, sha?.length])).toEqual([
      ["llm-o11y.yml", 40],
      ["llm-o11y.yml", 40],
    ]);
  });

  it("tells an app what the case says and the target's params, and never what is expected", async () => {
    const withParams = { target: { ...command, params: { model: "gpt-5-mini" } } };
    const { apps } = await gate({ base: appFiles("v1", withParams), head: appFiles("v2", withParams) });
    const { request, asker } = apps.calls[0]!;
    expect(request.input).toMatch(/^Question \d+: may I return it\?$/);
    expect(request.params).toEqual({ model: "gpt-5-mini" });
    expect(JSON.stringify(request)).not.toContain("30 days");
    expect(asker.trial).toBe(0);
  });

  it("fails a change of code that answers worse", async () => {
    const apps = stubApps((arm) => answered(arm === "candidate" ? "90 days" : "30 days"));
    const { verdict, exit } = await gate({ base: appFiles("v1"), head: appFiles("v2") }, apps);
    expect([verdict.verdict, exit]).toEqual(["fail", 1]);
  });

  it("counts a crash of the app as its failure, not as an outage", async () => {
    const apps = stubApps((arm) =>
      arm === "candidate" ? { status: "app_error", reason: "exited with code 1" } : answered("30 days"),
    );
    const { verdict } = await gate({ base: appFiles("v1"), head: appFiles("v2") }, apps);
    expect(verdict.verdict).toBe("fail");
    expect(verdict.failures["app_error"]?.candidate).toBeGreaterThan(0);
    expect(verdict.evidence.candidate.infra_errors).toBe(0);
  });

  it("starts nothing where no tracked file changed, nor for a waiver or an edit of the policy", async () => {
    const head = {
      ...appFiles("v1", { policy: { ...exec, quality: { max_drop: 0.1 } } }),
      ".llm-o11y/waivers.yml": "version: 1\nwaivers: []\n",
    };
    const { verdict, apps } = await gate({ base: appFiles("v1"), head });
    expect(verdict.title).toMatch(/unchanged/i);
    expect(apps.calls).toEqual([]);
    expect(apps.opened).toEqual([]);
  });

  it("is unchanged where only files change that `paths` does not match", async () => {
    const paths = { target: { ...command, paths: ["app.mjs"] } };
    const readme = (text: string) => ({ ...appFiles("v1", paths), "README.md": text });
    const { verdict } = await gate({ base: readme("a"), head: readme("b") });
    expect(verdict.title).toMatch(/unchanged/i);
  });

  it("runs no code that the base branch does not allow, and says what to merge first", async () => {
    const forbidden = { policy: {} };
    const ran = await gate({ base: appFiles("v1", forbidden), head: appFiles("v2") });
    expect(ran.exit).toBe(2);
    expect(codes(ran)).toEqual(["exec-not-allowed"]);
    expect(ran.apps.opened).toEqual([]);
  });

  it("runs no code where a model target becomes code in the pull request", async () => {
    const base = deskFiles({ "datasets/refunds.jsonl": rowsText(60) });
    const ran = await gate({ base, head: appFiles("v2") });
    expect(codes(ran)).toEqual(["exec-not-allowed"]);
  });

  it("runs no code on an event that reads the pull request as data", async () => {
    const ran = await gate({ base: appFiles("v1"), head: appFiles("v2"), isDataOnly: true });
    expect(codes(ran)).toEqual(["code-on-data-only-event"]);
    expect(ran.apps.calls).toEqual([]);
  });

  it("ends in an error with nothing spent where an app cannot be started, and leaves none open", async () => {
    const apps = stubApps();
    const openApps: typeof apps.openApps = async (...given) => ({
      ...(await apps.openApps(...given)),
      open: async () => {
        throw new ProblemError([{ code: "command-not-found", message: "`node` is not found." }]);
      },
    });
    const ran = await gate({ base: appFiles("v1"), head: appFiles("v2") }, { ...apps, openApps });
    expect([ran.exit, ...codes(ran)]).toEqual([2, "command-not-found"]);
    expect(ran.desk.records.size).toBe(0);
    expect(apps.state.closed).toBe(1);
  });

  it("shows its code no other names than those that the policy lists", async () => {
    const policy = { policy: { allow: { exec: true, env: ["SUPPORT_KEY"] } } };
    const { apps } = await gate({ base: appFiles("v1", policy), head: appFiles("v2", policy) });
    expect(apps.state.env).toEqual(["SUPPORT_KEY"]);
  });

  it("does not open the baseline's app where the cache has all of its trials", async () => {
    const cache = cacheInMemory();
    await gate({ base: appFiles("v1"), head: appFiles("v2") }, stubApps(), cache);
    const { apps, verdict } = await gate({ base: appFiles("v1"), head: appFiles("v3") }, stubApps(), cache);
    expect(verdict.verdict).toBe("pass");
    expect(apps.opened).toEqual(["candidate"]);
  });

  it("keeps and shows the trace of each trial, and the documents that the app answered from", async () => {
    const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    const apps = stubApps(() => answered("30 days", { traceId, context: ["Returns within 30 days."] }));
    const { desk } = await gate({ base: appFiles("v1"), head: appFiles("v2") }, apps);
    const { trialsByCaseId } = await desk.readRecord("candidate");
    const [trial] = [...trialsByCaseId.values()].flat();
    expect(trial).toMatchObject({ traceId, context: ["Returns within 30 days."] });
  });
});

describe("a gate on a server", () => {
  const remote = (url: string, gateKeys = {}) =>
    deskFiles({
      "llm-o11y.yml": gateText({
        target: { type: "http", url, body: { question: "{{input}}" } },
        policy: { allow: { origins: ["https://staging.example"] } },
        ...gateKeys,
      }),
      "datasets/refunds.jsonl": rowsText(60),
    });

  it("refuses two arms at one URL, which are one server", async () => {
    const url = "https://app.example/chat";
    const ran = await gate({ base: remote(url), head: { ...remote(url), "README.md": "new" } });
    expect([ran.exit, ...codes(ran)]).toEqual([2, "one-server"]);
  });

  it("compares two servers, and takes nothing of them from a cache", async () => {
    const cache = cacheInMemory();
    const files = { base: remote("https://app.example/chat"), head: remote("https://staging.example/chat") };
    const first = await gate(files, stubApps(), cache);
    const second = await gate(files, stubApps(), cache);
    expect([first.verdict.verdict, second.verdict.verdict]).toEqual(["pass", "pass"]);
    expect(second.apps.calls.length).toBe(first.apps.calls.length);
  });
});
