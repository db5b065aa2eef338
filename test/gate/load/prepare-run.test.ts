import { describe, expect, it } from "vitest";
import type { Commits } from "../../../src/gate/commits.ts";
import { prepareRun } from "../../../src/gate/load/prepare-run.ts";
import type { PreparedRun } from "../../../src/gate/load/prepare-run.ts";
import type { ByHand } from "../../../src/gate/load/choose-by-hand.ts";
import { filesOfTree } from "../../../src/tree/files-of-tree.ts";
import { treeInMemory } from "../../tree/tree-in-memory.ts";
import { recordText, scoredTrials } from "../../build-record.ts";
import { promptOf, commitsOf, deskFiles, escalate, gateText, rowsText } from "../desk-in-memory.ts";
import type { Texts } from "../desk-in-memory.ts";

async function prepare(
  commits: Commits,
  { only, workspace = {} }: { readonly only?: ByHand; readonly workspace?: Texts } = {},
): Promise<PreparedRun> {
  return prepareRun(
    { config: "llm-o11y.yml", commits, ...(only === undefined ? {} : { only }) },
    filesOfTree(treeInMemory(workspace)),
  );
}

/** What the preparation is refused for. */
async function problemsOf(commits: Commits, workspace: Texts = {}) {
  const error: unknown = await prepare(commits, { workspace }).then(
    () => new Error("it was prepared"),
    (reason: unknown) => reason,
  );
  return (error as { problems?: readonly { code: string; message: string; file?: string }[] }).problems ?? [];
}

function caseOf({ cases }: PreparedRun, id: string) {
  return cases.find((one) => one.id === id);
}

/** The prompt that an arm is asked with. */
function promptFor({ arms, cases }: PreparedRun, arm: "baseline" | "candidate"): string | undefined {
  const target = arms[arm]?.target;
  const request = target?.type === "openai" && cases[0] !== undefined ? target.request(cases[0]) : undefined;
  return request?.ok === true ? promptOf(request.value) : undefined;
}

function targetOf(extra: Readonly<Record<string, unknown>> = {}) {
  return { type: "openai", model: "gpt-5-mini", prompt: "prompts/support.md", ...extra };
}

const base = deskFiles({ "datasets/refunds.jsonl": rowsText(6, [escalate]) });

describe("what commits share", () => {
  it("is parsed once: the gate file and the dataset that a pull request leaves alone", async () => {
    const { loaded } = await prepare(
      commitsOf({ base, head: { ...base, "prompts/support.md": "Be kind.\n" } }),
    );
    expect(loaded.head.dataset).toBe(loaded.policy.dataset);
    expect(loaded.head.config).toBe(loaded.policy.config);
  });

  it("is not taken for shared where only the name is the same", async () => {
    const head = { ...base, "datasets/refunds.jsonl": rowsText(7, [escalate]) };
    const { loaded } = await prepare(commitsOf({ base, head }));
    expect(loaded.head.dataset?.cases).toHaveLength(8);
    expect(loaded.policy.dataset?.cases).toHaveLength(7);
  });

  it("still has to have a target: an equal gate file without one is refused at the candidate", async () => {
    const text = JSON.stringify({ version: 1, datasets: ["datasets/*.jsonl"] });
    const files = { ...base, "llm-o11y.yml": text };
    expect(await problemsOf(commitsOf({ base: files, head: { ...files, "a.txt": "" } }))).toMatchObject([
      { code: "missing-key" },
      { code: "missing-key" },
    ]);
  });
});

describe("the cases that run", () => {
  it("have their base row where the candidate edits them, also to weaken a critical one (G09, G13)", async () => {
    const edited = [{ ...escalate, expected: "90 days", critical: false }];
    const prepared = await prepare(
      commitsOf({ base, head: deskFiles({ "datasets/refunds.jsonl": rowsText(6, edited) }) }),
    );
    expect(caseOf(prepared, "escalate-1")).toMatchObject({ expected: "30 days", critical: true });
    expect(prepared.change).toMatchObject({ edited: ["escalate-1"], criticalEdited: ["escalate-1"] });
  });

  it("have those that the candidate adds, with the new row", async () => {
    const added = rowsText(6, [escalate, { id: "greet-1", input: "Hello", expected: "Hi" }]);
    const prepared = await prepare(commitsOf({ base, head: deskFiles({ "datasets/refunds.jsonl": added }) }));
    expect(caseOf(prepared, "greet-1")).toMatchObject({ input: "Hello", expected: "Hi" });
    expect(prepared.change.added).toEqual(["greet-1"]);
  });

  it("still have those that the candidate removes or renames (G04)", async () => {
    const renamed = rowsText(5, [{ ...escalate, id: "escalate-2" }]);
    const prepared = await prepare(
      commitsOf({ base, head: deskFiles({ "datasets/refunds.jsonl": renamed }) }),
    );
    expect(prepared.cases.map(({ id }) => id)).toEqual([
      "escalate-1",
      "escalate-2",
      ...[1, 2, 3, 4, 5, 6].map((n) => `refund-${n}`),
    ]);
    expect(prepared.change).toMatchObject({
      removed: ["escalate-1", "refund-6"],
      criticalGone: ["escalate-1"],
    });
  });

  it("come from the datasets of both commits, also from a file that only one of them names", async () => {
    const prepared = await prepare(
      commitsOf({
        base: deskFiles({ "llm-o11y.yml": gateText({ datasets: ["datasets/refunds.jsonl"] }) }),
        head: deskFiles({
          "llm-o11y.yml": gateText({ datasets: ["datasets/greet.jsonl"] }),
          "datasets/greet.jsonl": `{"id":"greet-1","input":"Hello","expected":"Hi"}\n`,
        }),
      }),
    );
    expect(prepared.cases).toHaveLength(7);
    expect(prepared.change.added).toEqual(["greet-1"]);
    expect(prepared.policyState.ignoredEdits).toEqual(["datasets datasets/refunds.jsonl -> (not set)"]);
  });

  it("are no drafts, and by hand only those that were asked for", async () => {
    const draft = { id: "greet-1", input: "Hello", draft: true };
    const files = deskFiles({
      "datasets/refunds.jsonl": rowsText(6, [draft, { ...escalate, tags: ["angry"] }]),
    });
    const commits = commitsOf({ base: files, head: files });
    const whole = await prepare(commits);
    expect(whole).toMatchObject({ drafts: 1, isPart: false, warnings: [] });
    expect(whole.cases).toHaveLength(7);
    for (const only of [{ caseId: "escalate-1" }, { tag: "angry" }]) {
      const part = await prepare(commits, { only });
      expect(part.cases.map(({ id }) => id)).toEqual(["escalate-1"]);
      expect(part).toMatchObject({ isPart: true, warnings: [{ code: "selected-by-hand" }] });
    }
    await expect(prepare(commits, { only: { caseId: "refund-99" } })).rejects.toMatchObject({
      problems: [{ code: "no-such-case", message: expect.stringContaining("refund-99") }],
    });
  });

  it("are sampled as the base says, whatever the candidate says", async () => {
    const prepared = await prepare(
      commitsOf({
        base: deskFiles({ "llm-o11y.yml": gateText({ select: { sample: 3 } }) }),
        head: deskFiles({ "llm-o11y.yml": gateText({ select: { sample: 1 } }) }),
      }),
    );
    expect(prepared.cases).toHaveLength(3);
  });
});

describe("the arms", () => {
  it("are the targets of the two commits, each with its own files", async () => {
    const prepared = await prepare(
      commitsOf({ base: deskFiles(), head: deskFiles({ "prompts/support.md": "Be kind.\n" }) }),
    );
    expect(promptFor(prepared, "baseline")).toContain("support desk");
    expect(promptFor(prepared, "candidate")).toContain("Be kind.");
    expect(prepared.arms.baseline?.fingerprint).not.toBe(prepared.arms.candidate.fingerprint);
    expect(prepared.arms.baseline?.sha).not.toBe(prepared.arms.candidate.sha);
  });

  it("are equal by content, not by path", async () => {
    const prepared = await prepare(
      commitsOf({
        base: deskFiles(),
        head: deskFiles({
          "llm-o11y.yml": gateText({ target: targetOf({ prompt: "prompts/moved.md" }) }),
          "prompts/support.md": null,
          "prompts/moved.md": "You answer for the support desk.\n",
        }),
      }),
    );
    expect(prepared.arms.baseline?.fingerprint).toBe(prepared.arms.candidate.fingerprint);
  });

  it("take the baseline from where the branch left, and the policy from the tip of the base", async () => {
    const prepared = await prepare(
      commitsOf({
        base: deskFiles({
          "llm-o11y.yml": gateText({ policy: { quality: { max_drop: 0.04 } } }),
          "prompts/support.md": "The base moved on.\n",
        }),
        fork: deskFiles(),
        head: deskFiles({ "prompts/support.md": "Be kind.\n" }),
      }),
    );
    expect(promptFor(prepared, "baseline")).toContain("support desk");
    expect(prepared.loaded.policy.config.policy.quality.maxDrop).toBe(0.04);
    expect(prepared.policyState.ignoredEdits).toEqual([]);
  });

  describe("under `baseline:` of the base", () => {
    const withOverlay = (baseline: unknown, target = targetOf(), files: Texts = {}) =>
      deskFiles({ "llm-o11y.yml": gateText({ target, baseline }), ...files });

    it("are the candidate's target, and the overlay merged over it, maps into maps", async () => {
      const files = withOverlay(
        { model: "gpt-5", params: { top_p: 0.5 } },
        targetOf({ params: { temperature: 0, top_p: 1 } }),
      );
      const prepared = await prepare(commitsOf({ base: files, head: files }));
      const [one] = prepared.cases;
      const target = prepared.arms.baseline?.target;
      const request = target?.type === "openai" && one !== undefined ? target.request(one) : undefined;
      expect(request).toMatchObject({
        ok: true,
        value: { body: { model: "gpt-5", temperature: 0, top_p: 0.5 } },
      });
    });

    it("ignore an overlay that only the candidate writes", async () => {
      const prepared = await prepare(commitsOf({ base: deskFiles(), head: withOverlay({ model: "gpt-5" }) }));
      expect(prepared.arms.baseline?.fingerprint).toBe(prepared.arms.candidate.fingerprint);
      expect(prepared.policyState.ignoredEdits.join()).toContain("baseline");
    });

    it("read the overlay's own files at the base, and the others at the candidate", async () => {
      const files = withOverlay({ prompt: "prompts/old.md" }, targetOf(), {
        "prompts/old.md": "Old words.\n",
      });
      const prepared = await prepare(
        commitsOf({
          base: files,
          head: { ...files, "prompts/old.md": "Made worse.\n", "prompts/support.md": "New.\n" },
        }),
      );
      expect(promptFor(prepared, "baseline")).toContain("Old words.");
      expect(promptFor(prepared, "candidate")).toContain("New.");
      const model = withOverlay({ model: "gpt-5" });
      const both = await prepare(
        commitsOf({ base: model, head: { ...model, "prompts/support.md": "New.\n" } }),
      );
      expect(promptFor(both, "baseline")).toContain("New.");
    });

    it("replace messages by a prompt, and a prompt by messages", async () => {
      const spoken = (content: string) => [{ role: "system", content }];
      const toPrompt = withOverlay({ prompt: "prompts/support.md" }, {
        type: "openai",
        model: "gpt-5-mini",
        messages: spoken("Said inline."),
      } as never);
      expect(promptFor(await prepare(commitsOf({ base: toPrompt, head: toPrompt })), "baseline")).toContain(
        "support desk",
      );
      const toMessages = withOverlay({ messages: spoken("Said inline.") });
      expect(
        promptFor(await prepare(commitsOf({ base: toMessages, head: toMessages })), "baseline"),
      ).toContain("Said inline.");
    });

    it("share nothing with an overlay of another type", async () => {
      const files = withOverlay({ type: "replay", records: "runs/main.jsonl" });
      const prepared = await prepare(commitsOf({ base: files, head: files }), {
        workspace: { "runs/main.jsonl": recordText(scoredTrials(6)) },
      });
      expect(prepared.arms.baseline?.target.type).toBe("replay");
      expect(prepared.arms.baseline?.replayed?.trialsByCaseId.size).toBe(6);
    });
  });

  it("replay a record of the workspace, and are equal where the trials are", async () => {
    const files = deskFiles({
      "llm-o11y.yml": gateText({ target: { type: "replay", records: "runs/a.jsonl" } }),
    });
    const head = deskFiles({
      "llm-o11y.yml": gateText({ target: { type: "replay", records: "runs/b.jsonl" } }),
    });
    const trials = scoredTrials(6);
    const fingerprints = async (b: string) => {
      const { arms } = await prepare(commitsOf({ base: files, head }), {
        workspace: {
          "runs/a.jsonl": recordText(trials, { started_at: "2026-01-01T00:00:00Z" }),
          "runs/b.jsonl": b,
        },
      });
      return [arms.baseline?.fingerprint, arms.candidate.fingerprint];
    };
    const [a, same] = await fingerprints(recordText(trials, { started_at: "2026-02-02T00:00:00Z" }));
    expect(same).toBe(a);
    const [, other] = await fingerprints(recordText(scoredTrials(6, 1)));
    expect(other).not.toBe(a);
    const [, ended] = await fingerprints(recordText(trials, {}, { reason: "budget", cases: 6 }));
    expect(ended).not.toBe(a);
  });

  it("say which record of the workspace is not there", async () => {
    const files = deskFiles({
      "llm-o11y.yml": gateText({ target: { type: "replay", records: "runs/a.jsonl" } }),
    });
    expect(await problemsOf(commitsOf({ base: files, head: files }))).toContainEqual(
      expect.objectContaining({ code: "file-not-found", file: "runs/a.jsonl" }),
    );
  });

  it("may not call what the base does not, nor by way of an overlay", async () => {
    const evil = targetOf({ base_url: "https://evil.example/v1" });
    const head = deskFiles({ "llm-o11y.yml": gateText({ target: evil }) });
    expect(await problemsOf(commitsOf({ base: deskFiles(), head }))).toMatchObject([
      { code: "origin-not-allowed" },
    ]);
    // Each half is allowed on its own; together they would send the baseline's key to another address.
    const policy = { allow: { origins: ["https://other.example"], env: ["OTHER_KEY"] } };
    const overlay = { api_key_env: "BASELINE_KEY", model: "gpt-5" };
    const other = targetOf({ base_url: "https://other.example/v1", api_key_env: "OTHER_KEY" });
    const problems = await problemsOf(
      commitsOf({
        base: deskFiles({ "llm-o11y.yml": gateText({ baseline: overlay, policy }) }),
        head: deskFiles({ "llm-o11y.yml": gateText({ target: other, baseline: overlay, policy }) }),
      }),
    );
    expect(problems).toMatchObject([
      { code: "secret-not-allowed", message: expect.stringContaining("BASELINE_KEY") },
    ]);
  });
});

describe("a branch from before the gate", () => {
  const head = { ...base, "prompts/support.md": "Guess.\n" };

  it("is compared with the base all the same: an old fork point is no way around the comparison", async () => {
    const prepared = await prepare(commitsOf({ base, fork: { "readme.md": "Desk\n" }, head }));
    expect(prepared.loaded.isFirstRun).toBe(false);
    expect(promptFor(prepared, "baseline")).toBe(
      promptFor(await prepare(commitsOf({ base, head })), "baseline"),
    );
    expect(prepared.arms.baseline?.sha).toBe(commitsOf({ base, head }).policy.sha);
  });

  it("is not compared with itself where its own policy is tried out", async () => {
    const commits = commitsOf({ base, fork: { "readme.md": "Desk\n" }, head, policyFrom: "head" });
    expect((await prepare(commits)).arms.baseline).toBeUndefined();
  });
});

describe("a first run", () => {
  const nothing = { "readme.md": "Desk\n" };

  it("brings its own policy, which nobody has reviewed, and has one arm where the base has no target file", async () => {
    const prepared = await prepare(commitsOf({ base: nothing, head: deskFiles() }));
    expect(prepared.loaded.isFirstRun).toBe(true);
    expect(prepared.policyState).toMatchObject({ trusted: false, ignoredEdits: [] });
    expect(prepared.policyState.sha).toBe(prepared.arms.candidate.sha);
    expect(prepared.arms.baseline).toBeUndefined();
    expect(prepared.cases).toHaveLength(6);
    expect(prepared.change).toMatchObject({ removed: [], edited: [], criticalGone: [] });
  });

  it("has both arms where the target's files can be read at the base", async () => {
    const prepared = await prepare(
      commitsOf({
        base: { ...nothing, "prompts/support.md": "Old words.\n" },
        head: deskFiles({ "prompts/support.md": "New words.\n" }),
      }),
    );
    expect(promptFor(prepared, "baseline")).toContain("Old words.");
    expect(promptFor(prepared, "candidate")).toContain("New words.");
  });

  it("has one arm where only some of the files are there, and where the target names none", async () => {
    const tools = `[{"type":"function","function":{"name":"refund","parameters":{"type":"object"}}}]`;
    const head = deskFiles({
      "llm-o11y.yml": gateText({ target: targetOf({ tools: "tools.json" }) }),
      "tools.json": tools,
    });
    const some = await prepare(commitsOf({ base: { "prompts/support.md": "Old.\n" }, head }));
    expect(some.arms.baseline).toBeUndefined();
    const inline = deskFiles({
      "llm-o11y.yml": gateText({
        target: { type: "openai", model: "gpt-5-mini", messages: [{ role: "system", content: "Hi" }] },
      }),
    });
    expect((await prepare(commitsOf({ base: nothing, head: inline }))).arms.baseline).toBeUndefined();
  });
});

describe("`--policy head`", () => {
  it("tries the edited policy out, and is not trusted", async () => {
    const prepared = await prepare(
      commitsOf({
        base: deskFiles(),
        head: deskFiles({ "llm-o11y.yml": gateText({ policy: { quality: { max_drop: 0.2 } } }) }),
        policyFrom: "head",
      }),
    );
    expect(prepared.loaded.policy.config.policy.quality.maxDrop).toBe(0.2);
    expect(prepared.policyState).toMatchObject({ trusted: false, ignoredEdits: [] });
    expect(prepared.loaded.isFirstRun).toBe(false);
  });
});

describe("what the candidate edits on the policy side", () => {
  const schema = (type: string) => JSON.stringify({ type });
  const waiver = (id: string) =>
    `version: 1\nwaivers:\n  - { id: ${id}, rule: quality, reason: accepted, approved_by: desk, expires: 2026-12-31 }\n`;

  it("is listed and not applied: keys, scorer files, waivers (G01)", async () => {
    const scorers = [{ type: "json_schema", schema: "schemas/answer.json" }];
    const prepared = await prepare(
      commitsOf({
        base: deskFiles({
          "llm-o11y.yml": gateText({ scorers }),
          "schemas/answer.json": schema("string"),
          ".llm-o11y/waivers.yml": waiver("known"),
        }),
        head: deskFiles({
          "llm-o11y.yml": gateText({ scorers, policy: { quality: { max_drop: 0.9 } } }),
          "schemas/answer.json": schema("object"),
          ".llm-o11y/waivers.yml": waiver("self-made"),
        }),
      }),
    );
    expect(prepared.policyState).toMatchObject({ trusted: true });
    expect(prepared.policyState.ignoredEdits).toEqual([
      "quality.max_drop 0.05 -> 0.9",
      "schemas/answer.json (edited)",
      "waivers known -> self-made",
    ]);
    const { policy } = prepared.loaded;
    expect(policy.config.policy.quality.maxDrop).toBe(0.05);
    expect(policy.scorerFiles.get("schemas/answer.json")).toBe(schema("string"));
    expect(policy.waivers.map(({ id }) => id)).toEqual(["known"]);
  });

  it("has a rubric in it too", async () => {
    const scorers = [{ type: "exact" }, { type: "judge", rubric: "rubrics/helpful.md" }];
    const gate = gateText({ scorers, judge: { model: "gpt-5" } });
    const prepared = await prepare(
      commitsOf({
        base: deskFiles({ "llm-o11y.yml": gate, "rubrics/helpful.md": "Is it helpful?\n" }),
        head: deskFiles({ "llm-o11y.yml": gate, "rubrics/helpful.md": "Say yes.\n" }),
      }),
    );
    expect(prepared.policyState.ignoredEdits).toEqual(["rubrics/helpful.md (edited)"]);
  });

  it("is nothing for a branch that is behind its base", async () => {
    const prepared = await prepare(
      commitsOf({
        base: deskFiles({
          "llm-o11y.yml": gateText({ policy: { min_cases: 6 } }),
          ".llm-o11y/waivers.yml": waiver("since-then"),
        }),
        fork: deskFiles(),
        head: deskFiles({ "prompts/support.md": "Be kind.\n" }),
      }),
    );
    expect(prepared.policyState.ignoredEdits).toEqual([]);
  });
});

describe("a gate file", () => {
  it("that the change removes is a problem of its own, and no first run", async () => {
    expect(
      await problemsOf(commitsOf({ base: deskFiles(), head: deskFiles({ "llm-o11y.yml": null }) })),
    ).toEqual([expect.objectContaining({ code: "gate-removed", file: "llm-o11y.yml" })]);
  });

  it("that came to the base after the branch left is not called removed", async () => {
    const before = deskFiles({ "llm-o11y.yml": null });
    const problems = await problemsOf(commitsOf({ base: deskFiles(), fork: before, head: before }));
    expect(problems).toEqual([expect.objectContaining({ code: "gate-after-fork" })]);
  });

  it("that is at none of the commits is not found", async () => {
    const none = { "readme.md": "Desk\n" };
    expect(await problemsOf(commitsOf({ base: none, head: none }))).toMatchObject([
      { code: "file-not-found", file: "llm-o11y.yml" },
    ]);
  });

  it.each([
    ["base", /\(at the base `[0-9a-f]{7}`\)$/],
    ["head", /\(at the candidate `[0-9a-f]{7}`\)$/],
    ["fork", /\(at the baseline `[0-9a-f]{7}`\)$/],
  ] as const)("that is broken at the %s says at which commit", async (where, said) => {
    const broken = deskFiles({ "llm-o11y.yml": gateText({ polcy: {} }) });
    const sound = deskFiles();
    const commits = commitsOf({
      base: where === "base" ? broken : sound,
      fork: where === "fork" ? broken : deskFiles({ "prompts/support.md": "Older.\n" }),
      head: where === "head" ? broken : deskFiles({ "prompts/support.md": "Newer.\n" }),
    });
    const problems = await problemsOf(commits);
    expect(problems).toMatchObject([{ code: "unknown-key", message: expect.stringMatching(said) }]);
  });

  it("has every problem of every commit told at once", async () => {
    const problems = await problemsOf(
      commitsOf({
        base: deskFiles({ "datasets/refunds.jsonl": "not json\n" }),
        head: deskFiles({ "llm-o11y.yml": gateText({ polcy: {} }) }),
      }),
    );
    expect(problems.map(({ code }) => code).toSorted()).toEqual(["not-json", "unknown-key"]);
  });
});

describe("`execution.batch`", () => {
  const gateOf = (extra: Readonly<Record<string, unknown>>) =>
    deskFiles({ "llm-o11y.yml": gateText({ execution: { batch: true }, ...extra }) });
  const warningsOf = async (files: Texts) =>
    (await prepare(commitsOf({ base: files, head: files }))).warnings;

  it("is used, so nothing is said of it", async () => {
    expect(await warningsOf(gateOf({}))).toEqual([]);
  });

  it("is told apart from latency rules, which can say nothing then", async () => {
    const policy = { latency: { p95_ms: 3000, max_ratio: 1.2 } };
    const [warning] = await warningsOf(gateOf({ policy }));
    expect(warning).toMatchObject({ code: "batch-latency", file: "llm-o11y.yml" });
    expect(warning?.message).toContain("`policy.latency.p95_ms` and `policy.latency.max_ratio`");
    expect(await warningsOf(gateOf({ policy, execution: { batch: false } }))).toEqual([]);
  });
});
