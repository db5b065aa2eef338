import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verdictSchema } from "../../src/experiment/verdict.ts";
import { deskModel, key, openDesk, prompt, pullRequestPayload, rows } from "./support-desk.ts";
import type { Desk } from "./support-desk.ts";

const criticalRow = {
  id: "escalate-01",
  input: "Question 900: I want to sue",
  expected: "30 days",
  critical: true,
};

function verdictOf(desk: Desk, path = "llm-o11y-out/verdict.json") {
  return verdictSchema.parse(JSON.parse(readFileSync(join(desk.repository.folder, path), "utf8")));
}

const bodies = (desk: Desk) => desk.github.state.comments.map(({ body }) => body);

describe.concurrent("the action on a pull request", () => {
  it("passes a prompt that answers as well, in one comment", async () => {
    const desk = await openDesk();
    desk.base();
    const ran = await desk.run(desk.pullRequest({ "prompts/support.md": prompt("Be kind.") }));
    expect(ran).toMatchObject({
      status: 0,
      outputs: { verdict: "pass", "policy-trusted": "true", "critical-failures": "0" },
    });
    expect(bodies(desk)).toHaveLength(1);
    expect(bodies(desk)[0]).toContain("### ✅");
    expect(ran.summary).toContain("60 cases, all scored on both arms");
    expect(ran.stderr).toMatch(
      /^Plan: 60 cases on 2 arms, 120 calls, 480 with a second look; about \$0\.0\d+, at worst about \$0\.\d+; at most 5,000 calls, 20 minutes\n/,
    );
    expect(ran.stderr).toContain("\n120 of 120 trials, $");
    expect(ran.stderr).toContain("\nSecond look: 360 more trials\n");
    expect(desk.models.requests).toHaveLength(480);
  });

  it("makes no call for a pull request that does not reach the target", async () => {
    const desk = await openDesk();
    const base = desk.base();
    const ran = await desk.run(desk.pullRequest({ "docs/readme.md": "Hello\n" }));
    expect(ran).toMatchObject({ status: 0, outputs: { verdict: "pass", "policy-sha": base } });
    expect(desk.models.requests).toEqual([]);
    expect(bodies(desk)[0]).toContain("Target unchanged: nothing in this pull request reaches it; 0 calls");
  });

  it("blocks a prompt that loses quality, and says by how much", async () => {
    const desk = await openDesk();
    desk.base();
    const ran = await desk.run(desk.pullRequest({ "prompts/support.md": prompt("wrong up to 15") }));
    expect(ran).toMatchObject({
      status: 1,
      outputs: { verdict: "fail", "quality-delta": "-0.25", proven: "true" },
    });
    expect(bodies(desk)[0]).toContain("### ❌ Do not ship: loses 25.0 points of quality");
    expect(bodies(desk)[0]).toContain("**Next:** see it locally with `npx llm-o11y gate --base ");
  });

  it("blocks a critical case that broke, on its line of the dataset, where any failure may block", async () => {
    const desk = await openDesk();
    desk.base({
      "llm-o11y.yml": desk.gate({ policy: { critical: { any: true } } }),
      "datasets/refunds.jsonl": rows(30, [criticalRow]),
    });
    const pull = desk.pullRequest({ "prompts/support.md": prompt("wrong up to 1000") });
    const ran = await desk.run(pull);
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: "fail", "critical-failures": "1" } });
    expect(bodies(desk)[0]).toContain("`escalate-01`");
    expect(ran.stdout).toMatch(/^::error title=[^:]*,file=datasets\/refunds\.jsonl,line=31/m);
  });

  it.each([
    ["blocks", "always", () => true, { status: 1, outputs: { verdict: "fail", "critical-failures": "1" } }],
    ["tells as flaky", "once", (time: number) => time === 0, { status: 0, outputs: { verdict: "pass" } }],
  ])(
    "confirms a critical case that failed its screen, and %s one that fails %s",
    async (_, __, fails, end) => {
      let times = 0;
      const desk = await openDesk({
        answer: (request) =>
          request.user.includes("sue") && request.system.includes("kind") && fails(times++)
            ? { text: "90 days" }
            : deskModel(request),
      });
      desk.base({ "datasets/refunds.jsonl": rows(60, [criticalRow]) });
      const ran = await desk.run(desk.pullRequest({ "prompts/support.md": prompt("Be kind.") }));
      expect(ran).toMatchObject(end);
      expect(bodies(desk)[0]).toContain("`escalate-01`");
      expect(ran.stderr).toContain("\nConfirmation: 24 more trials\n");
    },
  );

  it("blocks answers that are slower than the promise", async () => {
    const desk = await openDesk({
      answer: (request) => ({ ...deskModel(request), latencyMs: request.system.includes("think") ? 120 : 0 }),
    });
    desk.base({
      "llm-o11y.yml": desk.gate({ policy: { latency: { p95_ms: 100 } }, execution: { concurrency: 30 } }),
    });
    const ran = await desk.run(desk.pullRequest({ "prompts/support.md": prompt("think twice") }));
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
    expect(bodies(desk)[0]).toContain("p95 latency is over its SLO");
  });

  it("blocks a dearer model, with the price of the library", async () => {
    const desk = await openDesk();
    desk.base({ "llm-o11y.yml": desk.gate({ policy: { cost: { max_ratio: 1.5 } } }) });
    const target = {
      type: "openai",
      model: "gpt-5",
      base_url: desk.models.baseUrl,
      prompt: "prompts/support.md",
    };
    const ran = await desk.run(desk.pullRequest({ "llm-o11y.yml": desk.gate({ target }) }));
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: "fail", "cost-delta": "4" } });
    expect(verdictOf(desk).spend.usd).toBeGreaterThan(0);
  });

  it("shows a cost that nobody knows as unknown, and does not pass a limit on it", async () => {
    const desk = await openDesk();
    const target = {
      type: "openai",
      model: "in-house",
      base_url: desk.models.baseUrl,
      prompt: "prompts/support.md",
    };
    desk.base({ "llm-o11y.yml": desk.gate({ target, policy: { cost: { per_request_usd: 1 } } }) });
    const ran = await desk.run(desk.pullRequest({ "prompts/support.md": prompt("Be kind.") }));
    expect(ran).toMatchObject({ status: 3, outputs: { verdict: "inconclusive", "cost-delta": "" } });
    expect(verdictOf(desk).spend).toEqual({ calls: 480, cached: 0 });
  });
});

describe.concurrent("the base decides", () => {
  it("blocks a pull request that takes a critical case out of the dataset", async () => {
    const desk = await openDesk();
    desk.base({ "datasets/refunds.jsonl": rows(60, [criticalRow]) });
    const ran = await desk.run(desk.pullRequest({ "datasets/refunds.jsonl": rows(60) }));
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
    expect(verdictOf(desk).dataset.removed).toEqual(["escalate-01"]);
    expect(desk.models.requests).toEqual([]);
  });

  it("runs an edited critical case with its base row (G09)", async () => {
    const desk = await openDesk();
    desk.base({
      "llm-o11y.yml": desk.gate({ policy: { critical: { any: true } } }),
      "datasets/refunds.jsonl": rows(60, [criticalRow]),
    });
    const ran = await desk.run(
      desk.pullRequest({
        "prompts/support.md": prompt("wrong up to 1000"),
        "datasets/refunds.jsonl": rows(60, [{ ...criticalRow, expected: "90 days" }]),
      }),
    );
    expect(ran).toMatchObject({ status: 1, outputs: { "critical-failures": "1" } });
    expect(verdictOf(desk).dataset.edited).toEqual(["escalate-01"]);
  });

  it("does not apply a policy that the pull request weakens, and shows the edit (G01)", async () => {
    const desk = await openDesk();
    desk.base();
    const ran = await desk.run(
      desk.pullRequest({
        "llm-o11y.yml": desk.gate({ policy: { quality: { max_drop: 0.9 } } }),
        "prompts/support.md": prompt("wrong up to 15"),
      }),
    );
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: "fail", "policy-trusted": "true" } });
    expect(bodies(desk)[0]).toContain("`quality.max_drop 0.05 → 0.9`");
  });

  it("does not send the key to an address that the base does not know", async () => {
    const desk = await openDesk();
    const stranger = await openDesk();
    desk.base();
    const target = {
      type: "openai",
      model: "gpt-5-mini",
      base_url: stranger.models.baseUrl,
      prompt: "prompts/support.md",
    };
    const ran = await desk.run(desk.pullRequest({ "llm-o11y.yml": desk.gate({ target }) }));
    expect(ran).toMatchObject({ status: 2, outputs: { verdict: "error" } });
    expect([...desk.models.requests, ...stranger.models.requests]).toEqual([]);
    expect(bodies(desk)[0]).toContain("policy.allow.origins");
  });

  it("does not accuse a branch behind the base of what the base did since", async () => {
    const desk = await openDesk();
    desk.base({ "datasets/refunds.jsonl": rows(60, [criticalRow]) });
    const { repository } = desk;
    repository.branch("behind", "main");
    const headSha = repository.commit({ "prompts/support.md": prompt("Be kind.") });
    repository.checkout("main");
    // The base moves on: another critical case, a stricter policy, another prompt.
    const baseSha = repository.commit({
      "datasets/more.jsonl": `${JSON.stringify({ ...criticalRow, id: "escalate-02" })}\n`,
      "llm-o11y.yml": desk.gate({ policy: { quality: { max_drop: 0.04 } } }),
      "prompts/support.md": prompt("wrong up to 1"),
    });
    repository.checkout("behind");
    desk.github.state.pulls.set(9, { head: headSha, base: baseSha });
    const ran = await desk.run({ number: 9, headSha, baseSha, mergeSha: headSha });
    expect(ran.status).toBe(0);
    const { dataset, policy, arms, rules } = verdictOf(desk);
    expect(dataset).toMatchObject({ cases: 62, added: [], removed: [], edited: [] });
    expect(policy).toMatchObject({ sha: baseSha, trusted: true, ignored_edits: [] });
    expect(arms.baseline.sha).not.toBe(baseSha);
    expect(rules.find(({ rule }) => rule === "quality")).toMatchObject({
      limit: { max_drop: 0.04 },
      delta: 0,
    });
  });

  it("flags a first run, whose policy nobody has reviewed, and decides by its own promises (G03)", async () => {
    const desk = await openDesk();
    desk.repository.commit({ "readme.md": "Desk\n" });
    const ran = await desk.run(
      desk.pullRequest({
        "llm-o11y.yml": desk.gate(),
        "prompts/support.md": prompt(),
        "datasets/refunds.jsonl": rows(60, [criticalRow]),
      }),
    );
    expect(ran).toMatchObject({ status: 0, outputs: { verdict: "pass", "policy-trusted": "false" } });
    expect(bodies(desk)[0]).toContain("First run, nothing to compare");
    expect(desk.models.requests).toHaveLength(63);
  });

  it("decides nothing on a first run from a fork", async () => {
    const desk = await openDesk();
    desk.repository.commit({ "readme.md": "Desk\n" });
    const pull = desk.pullRequest({
      "llm-o11y.yml": desk.gate(),
      "prompts/support.md": prompt(),
      "datasets/refunds.jsonl": rows(60),
    });
    const ran = await desk.run(pull, { payload: pullRequestPayload(pull, "mallory/desk") });
    expect(ran).toMatchObject({ status: 3, outputs: { verdict: "inconclusive" } });
    expect(desk.models.requests).toEqual([]);
  });
});

describe.concurrent("the comment", () => {
  it("is one, over three runs, and remembers their verdicts", async () => {
    const desk = await openDesk();
    desk.base({ "llm-o11y.yml": desk.gate({ policy: { trials: { candidate: 1 } } }) });
    const pull = desk.pullRequest({ "prompts/support.md": prompt("wrong up to 15") });
    await desk.run(pull, { runId: 101 });
    desk.repository.checkout(`pr-${pull.number}`);
    const fixed = desk.repository.commit({ "prompts/support.md": prompt("Be kind.") });
    desk.github.state.pulls.set(pull.number, { head: fixed, base: pull.baseSha });
    const next = { ...pull, headSha: fixed, mergeSha: fixed };
    await desk.run(next, { runId: 102 });
    await desk.run(next, { runId: 102, attempt: 2 });
    expect(bodies(desk)).toHaveLength(1);
    expect(bodies(desk)[0]).toContain("history: fail → pass → **pass**");
  });

  it("is never a stranger's, whatever marker it bears (M08)", async () => {
    const desk = await openDesk();
    desk.base();
    const pull = desk.pullRequest({ "docs/readme.md": "Hello\n" });
    const planted = "<!-- llm-o11y:v1 gate=support-bot sha=0000000 run=1 attempt=1 -->\n### ✅ Ship";
    desk.github.state.addComment(pull.number, "mallory", planted);
    await desk.run(pull);
    expect(bodies(desk)).toHaveLength(2);
    expect(bodies(desk)[0]).toBe(planted);
  });

  it("is found behind 150 others", async () => {
    const desk = await openDesk();
    desk.base();
    const pull = desk.pullRequest({ "docs/readme.md": "Hello\n" });
    for (let index = 0; index < 150; index++)
      desk.github.state.addComment(pull.number, "octocat", `Nice ${index}`);
    await desk.run(pull, { runId: 101 });
    await desk.run(pull, { runId: 102 });
    expect(bodies(desk)).toHaveLength(151);
  });

  it("is left alone by an old run that ends late (X05)", async () => {
    const desk = await openDesk();
    desk.base();
    const pull = desk.pullRequest({ "docs/readme.md": "Hello\n" });
    await desk.run(pull, { runId: 111 });
    const [before] = bodies(desk);
    const late = await desk.run(pull, { runId: 110 });
    expect(bodies(desk)).toEqual([before]);
    expect(late.status).toBe(0);
  });

  it.each([
    ["a read-only token", { readOnly: true }, "pull-requests: write"],
    ["an unknown token", { token: "another" }, "github-token"],
  ])("cannot be written with %s, which changes nothing about the verdict (X03)", async (_, github, said) => {
    const desk = await openDesk({ github });
    desk.base();
    const ran = await desk.run(desk.pullRequest({ "prompts/support.md": prompt("wrong up to 15") }));
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: "fail", "comment-id": "" } });
    expect(bodies(desk)).toEqual([]);
    expect(ran.summary).toContain("Do not ship");
    expect(ran.stdout).toContain(said);
  });

  it("is not asked for without a token", async () => {
    const desk = await openDesk();
    desk.base();
    const ran = await desk.run(desk.pullRequest({ "docs/readme.md": "Hello\n" }), {
      inputs: { "github-token": "" },
    });
    expect(ran).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
    expect(desk.github.requests).toEqual([]);
    expect(ran.summary).toContain("Target unchanged");
  });

  it("survives a 502 that hid a success, and is still one (X01)", async () => {
    const desk = await openDesk();
    desk.base();
    desk.github.faults.push({ method: "POST", when: "after", reply: { status: 502 } });
    const ran = await desk.run(desk.pullRequest({ "docs/readme.md": "Hello\n" }));
    expect(ran.status).toBe(0);
    expect(bodies(desk)).toHaveLength(1);
  });

  it("is given up at a secondary rate limit that outlasts the patience, with the verdict unchanged", async () => {
    const desk = await openDesk();
    desk.base();
    const limit = {
      status: 403,
      headers: { "retry-after": "3600" },
      body: { message: "You have exceeded a secondary rate limit" },
    };
    desk.github.faults.push({ times: Infinity, reply: limit });
    const ran = await desk.run(desk.pullRequest({ "prompts/support.md": prompt("wrong up to 15") }));
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
    expect(bodies(desk)).toEqual([]);
  });

  it("is not written with `comment: never`, nor on a pass with `on-failure`", async () => {
    const desk = await openDesk();
    desk.base();
    const pull = desk.pullRequest({ "docs/readme.md": "Hello\n" });
    await desk.run(pull, { inputs: { comment: "never" } });
    await desk.run(pull, { inputs: { comment: "on-failure" } });
    expect(bodies(desk)).toEqual([]);
  });

  it("is one for each of two gates, and the job ends with the worse verdict (X08)", async () => {
    const desk = await openDesk();
    desk.base({
      "gates/search.yml": desk.gate({
        gate: "search",
        datasets: ["../datasets/*.jsonl"],
        target: searchTarget(desk),
      }),
      "prompts/search.md": prompt(),
    });
    const pull = desk.pullRequest({ "prompts/search.md": prompt("wrong up to 15") });
    const ran = await desk.run(pull, { inputs: { config: "llm-o11y.yml\ngates/*.yml" } });
    expect(ran).toMatchObject({
      status: 1,
      outputs: { verdict: "fail", title: expect.stringContaining("loses 25.0") },
    });
    expect(bodies(desk).map((body) => /gate=([\w-]+)/.exec(body)?.[1])).toEqual(["support-bot", "search"]);
    expect(bodies(desk)[0]).toContain("Target unchanged");
    expect(verdictOf(desk, "llm-o11y-out/gates-search.yml/verdict.json").verdict).toBe("fail");
  });

  function searchTarget(desk: Desk) {
    return {
      type: "openai",
      model: "gpt-5-mini",
      base_url: desk.models.baseUrl,
      prompt: "../prompts/search.md",
    };
  }
});

describe.concurrent("what is missing", () => {
  it("is an outage of one arm: not decided, and no word on the change (G26)", async () => {
    const desk = await openDesk({
      answer: (request) =>
        request.system.includes("kind") && Number(/\d+/.exec(request.user)?.[0]) <= 20
          ? { error: "overloaded", retryAfterMs: "1" }
          : deskModel(request),
    });
    desk.base();
    const ran = await desk.run(desk.pullRequest({ "prompts/support.md": prompt("Be kind.") }));
    expect(ran).toMatchObject({ status: 3, outputs: { verdict: "inconclusive" } });
    expect(bodies(desk)[0]).toContain("33.3% of the candidate's cases failed at the provider");
  });

  it("is a key: nothing is called, and the comment names it", async () => {
    const desk = await openDesk();
    desk.base();
    const ran = await desk.run(desk.pullRequest({ "prompts/support.md": prompt("Be kind.") }), { env: {} });
    expect(ran).toMatchObject({ status: 3, outputs: { verdict: "inconclusive" } });
    expect(desk.models.requests).toEqual([]);
    expect(bodies(desk)[0]).toContain("`OPENAI_API_KEY`");
  });

  it("is every case of the dataset: an error, never a pass (G10)", async () => {
    const desk = await openDesk();
    desk.base();
    const ran = await desk.run(desk.pullRequest({ "datasets/refunds.jsonl": "" }));
    expect(ran).toMatchObject({ status: 2, outputs: { verdict: "error" } });
    expect(bodies(desk)[0]).toContain("Nothing was evaluated, $0.00 spent");
  });

  it("is told with every line that is wrong, on the line", async () => {
    const desk = await openDesk();
    desk.base();
    const broken = `${rows(5)}{"id":"refund-001","input":"again"}\n{"id":"greet-01","inptu":"Hi"}\nnot json\n`;
    const ran = await desk.run(desk.pullRequest({ "datasets/refunds.jsonl": broken }));
    expect(ran).toMatchObject({ status: 2, outputs: { verdict: "error" } });
    for (const line of [6, 7, 8]) expect(bodies(desk)[0]).toContain(`datasets/refunds.jsonl:${line}`);
    expect(ran.stdout).toContain("file=datasets/refunds.jsonl,line=6");
    expect(desk.models.requests).toEqual([]);
  });
});

describe.concurrent("wherever the commits are", () => {
  it("works on a checkout of one commit, the base fetched by its sha", async () => {
    const desk = await openDesk();
    desk.base();
    const pull = desk.pullRequest({ "prompts/support.md": prompt("wrong up to 15") });
    const shallow = desk.repository.shallowClone(pull.mergeSha);
    const ran = await desk.run(pull, { workspace: shallow.folder });
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: "fail", "policy-sha": pull.baseSha } });
  });

  it("asks the API for the base where it cannot be fetched", async () => {
    const desk = await openDesk();
    desk.base();
    const pull = desk.pullRequest({ "prompts/support.md": prompt("wrong up to 15") });
    const shallow = desk.repository.shallowClone(pull.mergeSha);
    shallow.git("remote", "remove", "origin");
    desk.github.state.addCommit(pull.baseSha, {
      "llm-o11y.yml": desk.gate(),
      "prompts/support.md": prompt(),
      "datasets/refunds.jsonl": rows(60),
    });
    const ran = await desk.run(pull, { workspace: shallow.folder });
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: "fail", "policy-sha": pull.baseSha } });
  });

  it("decides in the merge queue, without a comment", async () => {
    const desk = await openDesk();
    desk.base();
    const pull = desk.pullRequest({ "prompts/support.md": prompt("wrong up to 15") });
    const payload = {
      action: "checks_requested",
      repository: { full_name: "acme/desk", default_branch: "main" },
      merge_group: {
        head_sha: pull.mergeSha,
        base_sha: pull.baseSha,
        head_ref: "refs/heads/queue",
        base_ref: "refs/heads/main",
      },
    };
    const ran = await desk.run(pull, { event: "merge_group", payload });
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: "fail", "policy-sha": pull.baseSha } });
    expect(bodies(desk)).toEqual([]);
  });

  it("decides on a push, against the commit before it", async () => {
    const desk = await openDesk();
    const before = desk.base();
    const after = desk.repository.commit({ "prompts/support.md": prompt("wrong up to 15") });
    const payload = {
      ref: "refs/heads/main",
      before,
      after,
      repository: { full_name: "acme/desk", default_branch: "main" },
    };
    const pull = { number: 0, headSha: after, baseSha: before, mergeSha: after };
    const ran = await desk.run(pull, { event: "push", payload, sha: after });
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: "fail", "policy-sha": before } });
  });
});

describe.concurrent("a pull request of a fork", () => {
  it("is read as data through the API on `pull_request_target`, with the policy of the base", async () => {
    const desk = await openDesk();
    desk.base();
    const pull = desk.pullRequest({ "prompts/support.md": prompt("wrong up to 15") });
    desk.github.state.addCommit(pull.headSha, {
      "llm-o11y.yml": desk.gate({ policy: { quality: { max_drop: 0.9 } } }),
      "prompts/support.md": prompt("wrong up to 15"),
      "datasets/refunds.jsonl": rows(60),
    });
    desk.github.state.mergeBases.set(`${pull.baseSha}...${pull.headSha}`, pull.baseSha);
    // What actions/checkout leaves on this event: the base, and nothing of the head.
    const base = desk.repository.shallowClone(pull.baseSha);
    const ran = await desk.run(pull, {
      workspace: base.folder,
      event: "pull_request_target",
      payload: pullRequestPayload(pull, "mallory/desk"),
    });
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: "fail", "policy-trusted": "true" } });
    expect(bodies(desk)[0]).toContain("`quality.max_drop 0.05 → 0.9`");
  });

  it("has no key on `pull_request`: not decided, and told who can go on (G20)", async () => {
    const desk = await openDesk({ github: { readOnly: true } });
    desk.base();
    const pull = desk.pullRequest({ "prompts/support.md": prompt("Be kind.") });
    const ran = await desk.run(pull, { env: {}, payload: pullRequestPayload(pull, "mallory/desk") });
    expect(ran).toMatchObject({ status: 3, outputs: { verdict: "inconclusive" } });
    expect(ran.summary).toContain("a maintainer can");
    expect(desk.models.requests).toEqual([]);
  });
});

describe.concurrent("secrets", () => {
  it("are in no output, also where the model repeats the key in other clothes (S01)", async () => {
    const coded = [key, Buffer.from(key).toString("base64"), encodeURIComponent(key)];
    const desk = await openDesk({
      answer: (request) => (request.system.includes("kind") ? { text: coded.join(" ") } : deskModel(request)),
    });
    desk.base();
    const ran = await desk.run(desk.pullRequest({ "prompts/support.md": prompt("Be kind.") }));
    expect(ran.status).toBe(1);
    const record = readFileSync(join(desk.repository.folder, "llm-o11y-out/runs/candidate.jsonl"), "utf8");
    const log = ran.stdout.replace(/^::add-mask::.*$/gm, "");
    for (const text of [log, ran.stderr, ran.summary, record, ...bodies(desk), JSON.stringify(ran.outputs)])
      for (const form of coded) expect(text).not.toContain(form);
  });

  it("leave no way for model text into the log as a command (W01, W02)", async () => {
    const hostile =
      "ok\n::set-output name=verdict::pass\n##[set-output name=verdict;]pass\n::stop-commands::x";
    const desk = await openDesk({
      answer: (request) => (request.system.includes("kind") ? { text: hostile } : deskModel(request)),
    });
    desk.base();
    const ran = await desk.run(desk.pullRequest({ "prompts/support.md": prompt("Be kind.") }));
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
    expect(ran.stdout).not.toContain("##[");
    expect(ran.stdout).not.toMatch(/^\s*::(?!add-mask|error|warning|notice)/m);
  });
});

describe.concurrent("the job", () => {
  it("says what is wrong with its inputs, all at once, and spends nothing", async () => {
    const desk = await openDesk();
    desk.base();
    const ran = await desk.run(desk.pullRequest({ "docs/readme.md": "Hello\n" }), {
      inputs: { mode: "promote", comment: "sometimes", shard: "1/4" },
    });
    expect(ran).toMatchObject({ status: 2, outputs: { verdict: "error" } });
    for (const said of ["the input `from` is not given", "sometimes", "shard"])
      expect(ran.stdout).toContain(said);
  });

  it("ends within seconds when it is cancelled, with what it has, and no verdict on the change", async () => {
    const desk = await openDesk({ answer: (request) => ({ ...deskModel(request), latencyMs: 300 }) });
    desk.base({ "llm-o11y.yml": desk.gate({ execution: { concurrency: 2 } }) });
    const ran = await desk.run(desk.pullRequest({ "prompts/support.md": prompt("Be kind.") }), {
      meanwhile: ({ kill }) => {
        const timer = setInterval(() => {
          if (desk.models.requests.length < 5) return;
          clearInterval(timer);
          kill("SIGINT");
        }, 10);
      },
    });
    expect(ran).toMatchObject({ status: 3, outputs: { verdict: "inconclusive" } });
    expect(ran.summary).toContain("stopped by a signal");
  });

  it("decides from run records on a first run by the policy of the change, and says that nobody has reviewed it", async () => {
    const desk = await openDesk();
    desk.repository.commit({ "readme.md": "Desk\n" });
    const files = {
      "llm-o11y.yml": desk.gate(),
      "prompts/support.md": prompt(),
      "datasets/refunds.jsonl": rows(60),
    };
    const pull = desk.pullRequest(files);
    const first = await desk.run(pull, { inputs: { mode: "run", arm: "candidate" } });
    expect(first.status).toBe(0);
    const record = "llm-o11y-out/runs/candidate.jsonl";
    const ran = await desk.run(pull, { inputs: { mode: "compare", records: `${record}\n${record}` } });
    expect(ran).toMatchObject({ status: 0, outputs: { verdict: "pass", "policy-trusted": "false" } });
  });

  it("warns of an address in the environment that is not used", async () => {
    const desk = await openDesk();
    desk.base();
    const pull = desk.pullRequest({ "prompts/support.md": prompt("Be kind.") });
    const env = { OPENAI_API_KEY: key, OPENAI_BASE_URL: "https://evil.test/v1" };
    const ran = await desk.run(pull, { env });
    expect(ran.status).toBe(0);
    expect(bodies(desk)[0]).toContain("`OPENAI_BASE_URL` is set, and is not used.");
  });

  it("decides from run records alone with `mode: compare`, by the policy of the base", async () => {
    const desk = await openDesk();
    desk.base();
    const pull = desk.pullRequest({
      "llm-o11y.yml": desk.gate({ policy: { quality: { max_drop: 0.9 } } }),
      "prompts/support.md": prompt("wrong up to 15"),
    });
    const first = await desk.run(pull, { inputs: { mode: "run", comment: "never" } });
    expect(first.status).toBe(0);
    const calls = desk.models.requests.length;
    const records = "llm-o11y-out/runs/baseline.jsonl\nllm-o11y-out/runs/candidate.jsonl";
    const ran = await desk.run(pull, { inputs: { mode: "compare", records } });
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: "fail", "policy-trusted": "true" } });
    expect(desk.models.requests).toHaveLength(calls);
  });
});
