import { describe, expect, it } from "vitest";
import type { Fault } from "../../stand-ins/github.ts";
import { bot, earlier, job, openDesk, token } from "./open-stand-in.ts";

const bad = { status: 502, body: { message: `proxy says ${token}` } };
const limit = (headers: Record<string, string>, message = "You have exceeded a secondary rate limit.") => ({
  status: 403,
  headers,
  body: { message },
});

describe("a write that GitHub does not own up to", () => {
  it.each<[name: string, fault: Fault]>([
    ["502 twice, then nothing written", { method: "POST", times: 2, reply: bad }],
    ["502 after it was written", { method: "POST", when: "after", reply: bad }],
    ["502 always, after it was written", { method: "POST", when: "after", times: Infinity, reply: bad }],
    ["a connection reset after it was written", { method: "POST", when: "after", reply: "reset" }],
    ["a connection reset before it was written", { method: "POST", reply: "reset" }],
    ["502 on the first list", { method: "GET", times: 2, reply: bad }],
    ["a secondary limit", { method: "POST", reply: limit({}) }],
  ])("leaves exactly one comment: %s", async (_, fault) => {
    const { github, state, faults } = await openDesk();
    faults.push(fault);
    expect(await github.publishComment(job())).toEqual({ outcome: "created", commentId: 1000 });
    expect(state.comments).toHaveLength(1);
  });

  it("is not repeated while it cannot be looked up", async () => {
    const { github, sent, faults } = await openDesk();
    faults.push({
      method: "POST",
      when: "after",
      reply: bad,
      meanwhile: () => faults.push({ method: "GET", times: Infinity, reply: bad }),
    });
    expect(await github.publishComment(job())).toMatchObject({ outcome: "failed" });
    expect(sent("POST")).toBe(1);
  });

  it("gives way to a newer run that wrote in the meantime", async () => {
    const { github, state, faults } = await openDesk();
    faults.push({
      method: "POST",
      reply: bad,
      meanwhile: () => state.addComment(7, bot, earlier("### ✅ newer", { run: 119 })),
    });
    expect(await github.publishComment(job())).toMatchObject({ outcome: "superseded" });
    expect(state.comments).toHaveLength(1);
  });

  it("goes over an older run's that appeared in the meantime", async () => {
    const { github, state, faults } = await openDesk();
    faults.push({
      method: "POST",
      reply: bad,
      meanwhile: () => state.addComment(7, bot, earlier("### ✅ older", { run: 110 })),
    });
    expect(await github.publishComment(job())).toMatchObject({ outcome: "updated" });
    expect(state.comments.map(({ body }) => body)).toEqual([expect.stringContaining("### ✅ Ship")]);
  });
});

describe("patience", () => {
  it.each([
    ["retry-after", limit({ "retry-after": "7" }), [7000]],
    ["retry-after with 429", { ...limit({ "retry-after": "7" }, "Too many"), status: 429 }, [7000]],
    ["a minute where no header says how long", limit({}), [60_000]],
    ["a second, then two, after 502", { ...bad, times: 2 }, [1000, 2000]],
  ])("waits %s", async (_, { times = 1, ...reply }: { times?: number; status: number }, expected) => {
    const { github, faults, waits } = await openDesk();
    faults.push({ method: "GET", times, reply });
    expect(await github.publishComment(job())).toMatchObject({ outcome: "created" });
    expect(waits).toEqual(expected);
  });

  it.each([
    ["longer than a run may wait", limit({ "retry-after": "3600" }), "asks to wait 3600 s"],
    [
      "until the limit is reset",
      limit({ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "4102444800" }),
      "asks to wait",
    ],
  ])("does not wait %s, and says so", async (_, reply, words) => {
    const { github, faults, waits } = await openDesk();
    faults.push({ times: Infinity, reply });
    expect(await github.publishComment(job())).toMatchObject({
      outcome: "failed",
      reason: expect.stringContaining(words),
    });
    expect(waits).toEqual([]);
  });

  it("is one for all calls together", async () => {
    const { github, faults, waits, sent } = await openDesk({ patienceMs: 10_000 });
    faults.push({ times: Infinity, reply: limit({ "retry-after": "6" }) });
    await github.publishComment(job());
    await github.publishComment(job());
    expect([waits, sent()]).toEqual([[6000], 3]);
  });

  it("makes at most three attempts", async () => {
    const { github, faults, sent } = await openDesk();
    faults.push({ times: Infinity, reply: bad });
    expect(await github.publishComment(job())).toEqual({
      outcome: "failed",
      reason:
        "Could not write the pull-request comment: GitHub answers 502. Run the job again; the verdict is in the job summary meanwhile.",
    });
    expect(sent()).toBe(3);
  });
});

describe("what cannot be helped is a sentence, never an exception", () => {
  const meanwhile = "the verdict is in the job summary meanwhile.";
  it.each([
    [
      "a read-only token",
      { readOnly: true },
      `Could not write the pull-request comment: the token lacks \`pull-requests: write\`. Add it under \`permissions:\` (a pull request from a fork never gets it); ${meanwhile}`,
    ],
    [
      "no token",
      { clientToken: "" },
      `Could not write the pull-request comment: there is no token. Leave \`github-token\` at its default; ${meanwhile}`,
    ],
    [
      "an unknown token",
      { clientToken: "ghs_of_another_desk" },
      `Could not write the pull-request comment: GitHub does not accept the token (401). Check the secret that \`github-token\` names; ${meanwhile}`,
    ],
    [
      "another repository",
      { repository: "acme/other" },
      `Could not write the pull-request comment: GitHub does not find it, or does not show it to this token (404). Check that the token is of this repository and has \`pull-requests: write\`; ${meanwhile}`,
    ],
  ])("%s", async (_, options, reason) => {
    const { github } = await openDesk(options);
    expect(await github.publishComment(job())).toEqual({ outcome: "failed", reason });
  });

  it.each([
    [
      "a locked conversation",
      { status: 403, body: { message: "Unable to create comment because issue is locked." } },
      "locked",
    ],
    ["a defect of GitHub", { status: 500 }, "GitHub answers 500"],
    ["a page of a proxy", { status: 200, body: "<html>Sign in</html>" }, "not one of GitHub's API"],
    ["a refusal", { status: 422, body: { message: "Validation Failed" } }, "refuses the content (422)"],
  ])("%s", async (_, reply, words) => {
    const { github, faults, sent } = await openDesk();
    faults.push({ method: "POST", reply });
    expect(await github.publishComment(job())).toMatchObject({
      outcome: "failed",
      reason: expect.stringContaining(words),
    });
    expect(sent("POST")).toBe(1);
  });

  it("a body that GitHub would not take is not sent", async () => {
    const { github, sent } = await openDesk();
    const fits = job("x".repeat(65_536 - job("").render(undefined)!.length));
    expect(await github.publishComment(fits)).toMatchObject({ outcome: "created" });
    const outcome = await github.publishComment(job("y".repeat(66_000), { run: 119 }));
    expect(outcome).toMatchObject({
      outcome: "failed",
      reason: expect.stringContaining("GitHub takes 65536"),
    });
    expect(sent("PATCH")).toBe(0);
  });

  it("no server at all", async () => {
    const { github, close } = await openDesk();
    await close();
    expect(await github.publishComment(job())).toMatchObject({
      outcome: "failed",
      reason: expect.stringContaining("GitHub cannot be reached"),
    });
  });

  it("never repeats what GitHub wrote, nor the token", async () => {
    const { github, faults } = await openDesk();
    faults.push({ times: Infinity, reply: bad });
    const outcomes = [
      await github.publishComment(job()),
      await github.startCheckRun({ ...job(), runUrl: "https://github.example" }),
      await github.mergeBase("a", "b").catch((error: unknown) => String(error)),
    ];
    expect(JSON.stringify(outcomes)).not.toMatch(/ghs_|proxy says/);
  });

  it("a defect of ours keeps its stack", async () => {
    const { github } = await openDesk();
    const broken = {
      ...job(),
      render: () => {
        throw new TypeError("no verdict");
      },
    };
    await expect(github.publishComment(broken)).rejects.toThrow("no verdict");
  });
});

it("speaks to an Enterprise server below its path", async () => {
  const { github, requests, apiUrl } = await openDesk({ prefix: "/api/v3" });
  expect(apiUrl).toMatch(/\/api\/v3$/);
  expect(await github.publishComment(job())).toMatchObject({ outcome: "created" });
  expect(requests.every(({ status }) => (status ?? 500) < 300)).toBe(true);
});
