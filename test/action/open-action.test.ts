import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readInputs } from "../../src/action/inputs.ts";
import { openAction, openEvent } from "../../src/action/open-action.ts";
import { gitRepository } from "../git-repository.ts";
import { tempFolder } from "../temp-folder.ts";

const repository = gitRepository();
const gate = (name: string) => `version: 1\ngate: ${name}\n`;
const before = repository.commit({
  "gates/search.yml": gate("search"),
  "gates/support.yml": gate("support"),
  "other/support.yml": gate("support"),
  "llm-o11y.yml": gate("desk"),
  "linked-out": { link: "../elsewhere" },
  "half-linked/runs": { link: "/tmp" },
});
const after = repository.commit({ "gates/search.yml": null, "gates/greet.yml": gate("greet") });

async function gatesOf(
  config: string,
  workingDir = repository.folder,
  more: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const payload = { before, after, repository: { full_name: "acme/desk", default_branch: "main" } };
  const env = {
    GITHUB_EVENT_NAME: "push",
    GITHUB_EVENT_PATH: join(tempFolder({ "event.json": JSON.stringify(payload) }), "event.json"),
    GITHUB_REPOSITORY: "acme/desk",
    GITHUB_SHA: after,
    GITHUB_RUN_ID: "100",
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_API_URL: "https://api.github.com",
    INPUT_CONFIG: config,
    ...more,
  };
  const inputs = readInputs(env);
  if (!inputs.ok) throw new Error("wrong inputs");
  const host = { env, workingDir };
  return (await openAction(await openEvent(host), inputs.value, host)).gates;
}

describe("the gates of a run", () => {
  it("are those that a pattern names at the base or at the candidate: deleting one does not get rid of it", async () => {
    expect((await gatesOf("gates/*.yml")).toSorted()).toEqual([
      "gates/greet.yml",
      "gates/search.yml",
      "gates/support.yml",
    ]);
  });

  it("are each there once, in the order in which they are named", async () => {
    expect(await gatesOf("llm-o11y.yml\ngates/support.yml\ngates/s*.yml\nllm-o11y.yml")).toEqual([
      "llm-o11y.yml",
      "gates/support.yml",
      "gates/search.yml",
    ]);
  });

  it("are a problem where a pattern names none at either commit", async () => {
    await expect(gatesOf("checks/*.yml")).rejects.toMatchObject({
      problems: [{ code: "no-file-matches" }, { code: "no-file-matches" }],
    });
  });

  it("are named from the root, also where the job works in a folder of the repository", async () => {
    mkdirSync(join(repository.folder, "gates"), { recursive: true });
    expect(await gatesOf("support.yml", join(repository.folder, "gates"))).toEqual(["gates/support.yml"]);
  });
});

describe("gates that cannot be told apart", () => {
  it("are two files with one name, whose comments would hide each other", async () => {
    await expect(gatesOf("gates/support.yml\nother/support.yml")).rejects.toMatchObject({
      problems: [
        { code: "duplicate-name", file: "other/support.yml", message: expect.stringContaining("`support`") },
      ],
    });
  });

  it("are several of which `compare` would decide each from the same two records", async () => {
    const more = { INPUT_MODE: "compare", INPUT_RECORDS: "a.jsonl\nb.jsonl" };
    await expect(gatesOf("gates/*.yml", repository.folder, more)).rejects.toMatchObject({
      problems: [{ code: "wrong-input" }],
    });
  });
});

it.each(["linked-out", "linked-out/deeper", "half-linked"])(
  "writes nothing through a link that a pull request commits as its output: %s",
  async (out) => {
    await expect(gatesOf("llm-o11y.yml", repository.folder, { INPUT_OUT: out })).rejects.toMatchObject({
      problems: [{ code: "output-link", file: out.startsWith("half") ? "half-linked/runs" : "linked-out" }],
    });
  },
);

it("says what the runner has not set, all at once", async () => {
  const opened = openEvent({ env: { GITHUB_EVENT_NAME: "push" }, workingDir: repository.folder });
  await expect(opened).rejects.toMatchObject({
    problems: expect.arrayContaining([
      expect.objectContaining({ code: "runner-environment", message: expect.stringContaining("GITHUB_SHA") }),
      expect.objectContaining({ message: expect.stringContaining("GITHUB_REPOSITORY") }),
    ]),
  });
});
