import { describe, expect, it } from "vitest";
import { readEvent } from "../../../src/edge/github/read-event.ts";
import { baseSha, headSha, newerSha } from "./open-stand-in.ts";

const environment = {
  GITHUB_EVENT_NAME: "pull_request",
  GITHUB_REPOSITORY: "acme/desk",
  GITHUB_SHA: newerSha,
  GITHUB_REF: "refs/pull/7/merge",
  GITHUB_RUN_ID: "19283746551",
  GITHUB_RUN_ATTEMPT: "1",
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_API_URL: "https://api.github.com",
  PATH: "/bin",
};
const repository = { full_name: "acme/desk", default_branch: "main", id: 1 };
const zeros = "0".repeat(40);

function pullPayload(fields: object = {}) {
  return {
    action: "synchronize",
    repository,
    pull_request: {
      number: 7,
      draft: false,
      head: { sha: headSha, ref: "greet", repo: { full_name: "acme/desk" } },
      base: { sha: baseSha, ref: "main" },
      ...fields,
    },
  };
}

function changeOf(name: string, payload: unknown) {
  const parsed = readEvent({ ...environment, GITHUB_EVENT_NAME: name }, JSON.stringify(payload));
  return parsed.ok ? parsed.value.change : parsed.problems;
}

const pull = {
  number: 7,
  headSha,
  baseSha,
  baseBranch: "main",
  headRepository: "acme/desk",
  isFork: false,
  isDraft: false,
};

describe("readEvent", () => {
  it("gives what the runner says of the run", () => {
    const parsed = readEvent({ ...environment, GITHUB_RUN_ATTEMPT: "2" }, JSON.stringify(pullPayload()));
    expect(parsed).toEqual({
      ok: true,
      value: {
        repository: "acme/desk",
        sha: newerSha,
        ref: "refs/pull/7/merge",
        run: 19283746551,
        attempt: 2,
        runUrl: "https://github.com/acme/desk/actions/runs/19283746551/attempts/2",
        apiUrl: "https://api.github.com",
        change: { kind: "pull_request", ...pull },
      },
    });
  });

  it("keeps the addresses of an Enterprise server", () => {
    const urls = {
      GITHUB_SERVER_URL: "https://ghe.acme.example/",
      GITHUB_API_URL: "https://ghe.acme.example/api/v3/",
    };
    expect(readEvent({ ...environment, ...urls }, JSON.stringify(pullPayload()))).toMatchObject({
      value: {
        apiUrl: "https://ghe.acme.example/api/v3",
        runUrl: "https://ghe.acme.example/acme/desk/actions/runs/19283746551",
      },
    });
  });

  const run = (fields: object = {}) => ({
    repository,
    workflow_run: {
      head_sha: headSha,
      head_repository: { full_name: "acme/desk" },
      pull_requests: [],
      ...fields,
    },
  });
  it.each([
    ["pull_request", pullPayload(), { kind: "pull_request", ...pull }],
    ["pull_request_target", pullPayload(), { kind: "pull_request_target", ...pull }],
    ["pull_request", pullPayload({ draft: true }), { kind: "pull_request", ...pull, isDraft: true }],
    [
      "pull_request",
      pullPayload({ head: { sha: headSha, repo: { full_name: "mallory/desk" } } }),
      { kind: "pull_request", ...pull, headRepository: "mallory/desk", isFork: true },
    ],
    [
      "pull_request",
      pullPayload({ head: { sha: headSha, repo: null } }),
      { kind: "pull_request", number: 7, headSha, baseSha, baseBranch: "main", isFork: true, isDraft: false },
    ],
    [
      "merge_group",
      {
        merge_group: { head_sha: headSha, base_sha: baseSha, head_ref: "refs/heads/gh-readonly-queue/main" },
      },
      { kind: "merge_group", headSha, baseSha },
    ],
    [
      "push",
      { before: baseSha, after: headSha, repository },
      { kind: "push", before: baseSha, after: headSha, defaultBranch: "main" },
    ],
    ["push", { before: zeros, after: headSha, repository: {} }, { kind: "push", after: headSha }],
    ["schedule", { schedule: "0 4 * * *" }, { kind: "schedule" }],
    ["workflow_dispatch", { inputs: null }, { kind: "workflow_dispatch" }],
    ["workflow_run", run(), { kind: "workflow_run", headSha, headRepository: "acme/desk", isFork: false }],
    ["workflow_run", run({ head_repository: null }), { kind: "workflow_run", headSha, isFork: true }],
    [
      "workflow_run",
      run({
        pull_requests: [
          { number: 7, head: { sha: headSha }, base: { sha: baseSha } },
          { number: 6, head: { sha: newerSha }, base: { sha: baseSha } },
        ],
      }),
      {
        kind: "workflow_run",
        headSha,
        headRepository: "acme/desk",
        isFork: false,
        pullRequest: { number: 7, baseSha },
      },
    ],
  ])("reads %s %#", (name, payload, expected) => {
    expect(changeOf(name, payload)).toEqual(expected);
  });

  it("names the events that it knows when it is given another", () => {
    expect(changeOf("issue_comment", {})).toEqual([
      {
        code: "event-not-supported",
        message: "the event `issue_comment` brings no change to decide about.",
        fix: "Run on one of `pull_request`, `merge_group`, `push`, `schedule`, `workflow_dispatch`, `pull_request_target`, `workflow_run`.",
      },
    ]);
  });

  it("has nothing to test where a push deletes a branch", () => {
    expect(changeOf("push", { before: baseSha, after: zeros, repository })).toMatchObject([
      { code: "event-deletes-branch" },
    ]);
  });

  it.each([
    ["an option of git", "--output=./pwned.txt"],
    ["a ref", "main"],
    ["a short sha", headSha.slice(0, 7)],
    ["capitals", headSha.toUpperCase()],
    ["a second line", `${headSha}\n--upload-pack=x`],
    ["no text", 7],
  ])("refuses a sha that is %s", (_, sha) => {
    expect(changeOf("pull_request", pullPayload({ base: { sha } }))).toMatchObject([
      {
        code: "event-payload",
        message: expect.stringContaining("`pull_request.base.sha`: expected a whole commit sha, got"),
      },
    ]);
  });

  it("tells everything that is wrong with a payload at once", () => {
    expect(
      changeOf("pull_request", {
        repository,
        pull_request: { number: "7", head: { repo: null }, base: null },
      }),
    ).toMatchObject([
      { message: expect.stringContaining("`pull_request.number`: expected a number from 1") },
      { message: expect.stringContaining("`pull_request.head.sha` is missing") },
      { message: expect.stringContaining("`pull_request.base` is null") },
    ]);
  });

  it.each(["", "{", "[]", "null", "7"])("refuses the payload %j", (text) => {
    const parsed = readEvent(environment, text);
    expect(parsed).toMatchObject({ ok: false, problems: [{ code: "event-payload" }] });
  });

  it("tells every variable that the runner would have set", () => {
    const parsed = readEvent({ PATH: "/bin", GITHUB_RUN_ID: "1e3", GITHUB_SHA: "" }, "{}");
    expect(
      parsed.ok ? [] : parsed.problems.map(({ code, message }) => [code, message.split("`")[1]]),
    ).toEqual(
      [
        "GITHUB_EVENT_NAME",
        "GITHUB_REPOSITORY",
        "GITHUB_SHA",
        "GITHUB_RUN_ID",
        "GITHUB_RUN_ATTEMPT",
        "GITHUB_SERVER_URL",
        "GITHUB_API_URL",
      ].map((name) => ["runner-environment", name]),
    );
  });
});
