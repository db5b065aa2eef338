import { afterAll, describe, expect, it } from "vitest";
import { openPublisher } from "../../src/action/publish.ts";
import type { PublishContext } from "../../src/action/publish.ts";
import { readInputs } from "../../src/action/inputs.ts";
import type { Inputs } from "../../src/action/inputs.ts";
import { openGithub } from "../../src/edge/github/open-github.ts";
import type { Change } from "../../src/edge/github/read-event.ts";
import type { Verdict } from "../../src/experiment/verdict.ts";
import { verdictOfProblems } from "../../src/gate/verdict-of-problems.ts";
import { startGithub } from "../stand-ins/github.ts";
import type { GithubOptions } from "../stand-ins/github.ts";

const headSha = "9f3c1ab7e6d5c4b3a29180f7e6d5c4b3a2918070";
const baseSha = "1d20e7c8b9a0f1e2d3c4b5a69788796a5b4c3d2e";
const pull: Change = { kind: "pull_request", number: 7, headSha, baseSha, isFork: false, isDraft: false };

const failing: Verdict = {
  ...verdictOfProblems([], "support-bot"),
  verdict: "fail",
  title: "Do not ship: loses 20 points",
  policy: { trusted: true, not_proven: "allow", ignored_edits: [] },
};
const passing: Verdict = { ...failing, verdict: "pass", proven: true, title: "Ship it" };

const open: (() => Promise<void>)[] = [];
afterAll(async () => {
  await Promise.all(open.map((close) => close()));
});

function inputsOf(given: Readonly<Record<string, string>>): Inputs {
  const env = Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value] as const);
  const read = readInputs(Object.fromEntries(env));
  if (!read.ok) throw new Error("wrong inputs");
  return read.value;
}

async function openDesk(given: Readonly<Record<string, string>> = {}, options: Partial<GithubOptions> = {}) {
  const api = await startGithub({ token: "token", ...options });
  open.push(api.close);
  api.state.pulls.set(7, { head: headSha, base: baseSha });
  const github = openGithub({
    apiUrl: api.apiUrl,
    repository: "acme/desk",
    token: "token",
    wait: () => Promise.resolve(0),
  });
  const publisher = (run: number, change: Change = pull, more: Partial<PublishContext> = { github }) =>
    openPublisher({
      config: "llm-o11y.yml",
      event: {
        repository: "acme/desk",
        sha: headSha,
        run,
        attempt: 1,
        runUrl: `https://github.com/acme/desk/actions/runs/${run}`,
        apiUrl: api.apiUrl,
        change,
      },
      inputs: inputsOf(given),
      today: "2026-01-05",
      ...more,
    });
  /** One whole run. */
  const publish = async (run: number, verdict: Verdict, change?: Change) => {
    const one = publisher(run, change);
    await one.start("support-bot");
    return one.finish(verdict, []);
  };
  const bodies = () => api.state.comments.map(({ body }) => body);
  return { ...api, publisher, publish, bodies };
}

describe("the comment", () => {
  it("says that a run has started, over the last verdict, and creates none for that", async () => {
    const desk = await openDesk();
    await desk.publisher(101).start("support-bot");
    expect(desk.bodies()).toEqual([]);
    const { commentId } = await desk.publisher(101).finish(failing, []);
    expect(commentId).toBe(desk.state.comments[0]?.id);
    await desk.publisher(102).start("support-bot");
    expect(desk.bodies()).toHaveLength(1);
    expect(desk.bodies()[0]).toContain("Re-evaluating");
    expect(desk.bodies()[0]).toContain("Do not ship");
  });

  it('is left alone with `on-change` while the verdict stays, and never left at "re-evaluating"', async () => {
    const desk = await openDesk({ comment: "on-change" });
    await desk.publish(101, failing);
    const [before] = desk.bodies();
    await desk.publish(102, { ...failing, title: "Do not ship: loses 21 points" });
    expect(desk.bodies()).toEqual([before]);
    await desk.publish(103, passing);
    expect(desk.bodies()[0]).toContain("Ship it");
  });

  it('is not created on a pass with `on-failure`, and a "do not ship" is brought up to date', async () => {
    const desk = await openDesk({ comment: "on-failure" });
    await desk.publish(101, passing);
    expect(desk.bodies()).toEqual([]);
    await desk.publish(102, failing);
    await desk.publish(103, passing);
    expect(desk.bodies()).toHaveLength(1);
    expect(desk.bodies()[0]).toContain("Ship it");
  });

  it.each([
    ["a push", { kind: "push", after: headSha }],
    ["a merge group", { kind: "merge_group", headSha, baseSha }],
    ["a schedule", { kind: "schedule" }],
    [
      "another workflow",
      { kind: "workflow_run", headSha, isFork: false, pullRequest: { number: 7, baseSha } },
    ],
  ] as const)("is for pull requests only, not for %s", async (_, change) => {
    const desk = await openDesk();
    expect(await desk.publish(101, failing, change)).toEqual({ notes: [] });
    expect(desk.requests).toEqual([]);
  });

  it("that cannot be written is a note, and no error", async () => {
    const desk = await openDesk({}, { readOnly: true });
    const { notes, commentId } = await desk.publish(101, failing);
    expect(commentId).toBeUndefined();
    expect(notes).toEqual([expect.stringContaining("pull-requests: write")]);
  });

  it("is missed in a note without a token, but not where nobody wants it", async () => {
    const desk = await openDesk();
    const without = desk.publisher(101, pull, {});
    await without.start("support-bot");
    expect((await without.finish(failing, [])).notes).toEqual([expect.stringContaining("github-token")]);
    const never = await openDesk({ comment: "never" });
    expect((await never.publisher(101, pull, {}).finish(failing, [])).notes).toEqual([]);
  });
});

describe("the check run", () => {
  const wanted = { "check-run": "true", comment: "never" };

  it("is there only where it is asked for", async () => {
    const desk = await openDesk();
    await desk.publish(101, failing);
    expect(desk.state.checkRuns).toEqual([]);
  });

  it("is in progress from the start, and completed once, on the pull request's head", async () => {
    const desk = await openDesk(wanted);
    const publisher = desk.publisher(101);
    await publisher.start("support-bot");
    await publisher.finish(passing, [
      { level: "error", file: "datasets/refunds.jsonl", line: 3, title: "refund-3", message: "It broke." },
    ]);
    expect(desk.state.checkRuns).toMatchObject([
      {
        name: "llm-o11y / support-bot",
        head_sha: headSha,
        status: "completed",
        conclusion: "success",
        output: { title: "Ship it" },
        annotations: [{ path: "datasets/refunds.jsonl", start_line: 3, annotation_level: "failure" }],
      },
    ]);
  });

  it.each([
    ["fail", failing],
    ["error", verdictOfProblems([{ code: "no-base", message: "no base." }], "support-bot")],
    ["inconclusive", { ...failing, verdict: "inconclusive" as const }],
  ])("is a failure for %s, and never neutral", async (_, verdict) => {
    const desk = await openDesk(wanted);
    await desk.publish(101, verdict);
    expect(desk.state.checkRuns).toMatchObject([{ status: "completed", conclusion: "failure" }]);
  });

  it("is completed by a run that did not start it, such as one that made no call", async () => {
    const desk = await openDesk(wanted);
    await desk.publisher(101).finish(passing, []);
    expect(desk.state.checkRuns).toMatchObject([{ status: "completed", conclusion: "success" }]);
  });

  it("that the token may not write is a note", async () => {
    const desk = await openDesk(wanted, { readOnly: true });
    expect((await desk.publish(101, passing)).notes).toEqual([expect.stringContaining("checks: write")]);
  });
});
