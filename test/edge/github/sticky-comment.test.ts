import { describe, expect, it } from "vitest";
import { bodyOf, bot, earlier, headSha, job, newerSha, openDesk } from "./open-stand-in.ts";

describe("publishComment", () => {
  it("creates one comment where none is", async () => {
    const { github, state } = await openDesk();
    expect(await github.publishComment(job())).toEqual({ outcome: "created", commentId: 1000 });
    expect(state.comments.map(({ user, body }) => [user.login, body])).toEqual([
      [bot, bodyOf("### ✅ Ship", job())],
    ]);
  });

  it("keeps to one comment over three runs, each made from the one before", async () => {
    const { github, state } = await openDesk();
    const seen: (string | undefined)[] = [];
    for (const run of [118, 119, 120]) {
      const one = job(`### ❌ Do not ship, says run ${run}`, { run });
      await github.publishComment({
        ...one,
        render: (previous) => (seen.push(previous), one.render(previous)),
      });
    }
    expect(state.comments).toHaveLength(1);
    expect(state.comments[0]?.body).toContain("says run 120");
    expect(seen).toEqual([
      undefined,
      expect.stringContaining("says run 118"),
      expect.stringContaining("says run 119"),
    ]);
  });

  it("leaves a marker alone that a stranger has planted", async () => {
    const { github, state } = await openDesk();
    state.addComment(7, "mallory", earlier("hello"));
    expect(await github.publishComment(job())).toMatchObject({ outcome: "created" });
    expect(state.comments.map(({ user, body }) => [user.login, body.includes("hello")])).toEqual([
      ["mallory", true],
      [bot, false],
    ]);
  });

  it("does not take a marker in the middle of a comment for its own", async () => {
    const { github, state } = await openDesk();
    state.addComment(7, bot, `Another tool quotes:\n${earlier("hello")}`);
    expect(await github.publishComment(job())).toMatchObject({ outcome: "created" });
  });

  it("finds its comment after 150 others", async () => {
    const { github, state, requests } = await openDesk();
    for (let index = 0; index < 150; index += 1) state.addComment(7, "greeter", `Thanks for report ${index}`);
    const ours = state.addComment(7, bot, earlier("### ❌ Do not ship"));
    expect(await github.publishComment(job())).toMatchObject({ outcome: "updated", commentId: ours.id });
    expect(ours.body).toContain("### ✅ Ship");
    expect(requests.filter(({ path }) => path.includes("page=2"))).toHaveLength(1);
  });

  it("keeps the comments of two gates apart", async () => {
    const { github, state } = await openDesk();
    await github.publishComment(job("support"));
    await github.publishComment(job("search", { gate: "support" }));
    expect(state.comments.map(({ body }) => body.split("\n")[1])).toEqual(["support", "search"]);
  });

  it("does not write where only run, attempt, address and history differ", async () => {
    const { github, state, sent } = await openDesk();
    const sub = (run: number, rest = "") =>
      `### ✅ Ship\n\n<sub>9f3c1ab · <a href="https://github.com/acme/desk/actions/runs/${run}">full report</a>${rest}</sub>`;
    const ours = state.addComment(7, bot, earlier(sub(117)).replaceAll("\n", "\r\n"));
    const outcome = await github.publishComment(job(sub(118, " · history: pass → **pass**")));
    expect(outcome).toEqual({ outcome: "unchanged", commentId: ours.id, previousBody: ours.body });
    expect(sent("PATCH") + sent("POST")).toBe(0);
  });

  it("writes the same verdict again for another commit", async () => {
    const { github, state } = await openDesk();
    state.addComment(7, bot, earlier("### ✅ Ship", { sha: newerSha }));
    expect(await github.publishComment(job())).toMatchObject({ outcome: "updated" });
  });

  it("leaves things as they are where there is nothing to render", async () => {
    const { github, state } = await openDesk();
    expect(await github.publishComment({ ...job(), render: () => undefined })).toEqual({
      outcome: "unchanged",
    });
    const ours = state.addComment(7, bot, earlier("### ✅ Ship"));
    expect(await github.publishComment({ ...job(), render: () => undefined })).toMatchObject({
      outcome: "unchanged",
      commentId: ours.id,
    });
  });

  it("writes as another bot where that is the author, whatever the case of its name", async () => {
    const { github, state } = await openDesk({ login: "desk-gate[bot]" });
    const ours = state.addComment(7, "desk-gate[bot]", earlier("### ❌ Do not ship"));
    expect(await github.publishComment(job("### ✅ Ship", { author: "Desk-Gate[bot]" }))).toMatchObject({
      outcome: "updated",
      commentId: ours.id,
    });
  });

  it("warns when the token writes as somebody whose comments are not looked for", async () => {
    const { github } = await openDesk({ login: "octocat" });
    expect(await github.publishComment(job())).toMatchObject({
      outcome: "created",
      warning:
        "The comment was written as `octocat`, not as `github-actions[bot]`: the next run will not find it and write another. Set `comment-author: octocat`.",
    });
  });

  it("turns a second comment of its own into a pointer, once", async () => {
    const { github, state, sent } = await openDesk();
    const newest = state.addComment(7, bot, earlier("### ❌ newest", { run: 117 }));
    const older = state.addComment(7, bot, earlier("### ❌ older", { run: 116 }));
    await github.publishComment(job());
    expect(newest.body).toContain("### ✅ Ship");
    expect(older.body).toBe(
      `This verdict is outdated. The current one is in https://github.example/acme/desk/pull/7#issuecomment-${newest.id}`,
    );
    const before = sent("PATCH");
    await github.publishComment(job("### ❌ again", { run: 119 }));
    expect(sent("PATCH") - before).toBe(1);
  });
});

describe("a stale run never overwrites", () => {
  it.each([
    ["a newer run", { run: 119, attempt: 1 }, "superseded"],
    ["a newer attempt", { run: 118, attempt: 3 }, "superseded"],
    ["its own run", { run: 118, attempt: 2 }, "updated"],
    ["an older attempt", { run: 118, attempt: 1 }, "updated"],
    ["a run with fewer digits", { run: 99, attempt: 9 }, "updated"],
  ])("%s wrote the comment", async (_, run, outcome) => {
    const { github, state } = await openDesk();
    const ours = state.addComment(7, bot, earlier("### ❌ theirs", run));
    expect(await github.publishComment(job("### ✅ mine", { attempt: 2 }))).toMatchObject({
      outcome,
      commentId: ours.id,
    });
    expect(ours.body).toContain(outcome === "updated" ? "mine" : "theirs");
  });

  it("publishes nothing once the pull request has another head", async () => {
    const { github, state, sent } = await openDesk();
    state.pulls.set(7, { head: newerSha, base: headSha });
    expect(await github.publishComment(job())).toEqual({
      outcome: "superseded",
      reason: "The pull request is at 4be01c2 meanwhile: the comment is left to the run of that commit.",
    });
    expect(sent("POST") + sent("PATCH")).toBe(0);
  });

  it("reads again just before it writes", async () => {
    const { github, state, faults } = await openDesk();
    const ours = state.addComment(7, bot, earlier("### ❌ Do not ship"));
    faults.push({
      path: /pulls\/7/,
      when: "after",
      reply: { status: 200, body: { head: { sha: headSha } } },
      meanwhile: () => {
        ours.body = earlier("### ✅ newer", { run: 119 });
      },
    });
    expect(await github.publishComment(job())).toMatchObject({ outcome: "superseded", commentId: ours.id });
    expect(ours.body).toContain("### ✅ newer");
  });

  it.each([
    ["deleted", undefined],
    ["stripped of its marker", "see above"],
  ])("writes a new comment where somebody has %s the old one meanwhile", async (_, body) => {
    const { github, state, faults } = await openDesk();
    const ours = state.addComment(7, bot, earlier("### ❌ Do not ship"));
    faults.push({
      path: /pulls\/7/,
      when: "after",
      reply: { status: 200, body: { head: { sha: headSha } } },
      meanwhile: () => {
        if (body === undefined) state.comments.splice(0);
        else ours.body = body;
      },
    });
    expect(await github.publishComment(job())).toMatchObject({ outcome: "created" });
  });
});

describe("startComment", () => {
  it("marks the comment that is there, which the same run then replaces", async () => {
    const { github, state } = await openDesk();
    const ours = state.addComment(7, bot, earlier("### ❌ Do not ship"));
    await github.startComment({ ...job(), render: (body) => bodyOf(`### ⏳\n${body ?? ""}`, job()) });
    expect(ours.body).toMatch(/^<!-- llm-o11y:v1 .* run=118 attempt=1 -->\n### ⏳\n[\s\S]*Do not ship/);
    expect(await github.publishComment(job())).toMatchObject({ outcome: "updated" });
    expect(ours.body).toContain("### ✅ Ship");
  });

  it("never creates one", async () => {
    const { github, state } = await openDesk();
    state.addComment(7, "mallory", earlier("hello"));
    expect(await github.startComment(job())).toEqual({ outcome: "unchanged" });
    expect(state.comments).toHaveLength(1);
  });
});

it("needs no more than 15 calls for one gate with comment and check run", async () => {
  const { github, state, sent } = await openDesk();
  state.addComment(7, bot, earlier("### ❌ Do not ship"));
  const check = { ...job(), runUrl: "https://github.example/acme/desk/actions/runs/118" };
  await github.mergeBase(headSha, newerSha);
  await github.startComment(job("### ⏳"));
  const started = await github.startCheckRun(check);
  await github.publishComment(job());
  await github.publishCheckRun(
    check,
    { conclusion: "success", title: "Ship", summary: "Ship", annotations: [] },
    started.outcome === "started" ? started.checkRunId : undefined,
  );
  expect(sent()).toBeLessThanOrEqual(15);
});
