import { afterAll } from "vitest";
import { gitRepository } from "../git-repository.ts";
import type { Contents, GitRepository } from "../git-repository.ts";
import { startGithub } from "../stand-ins/github.ts";
import type { GithubOptions, GithubStandIn } from "../stand-ins/github.ts";
import { startModelServer } from "../stand-ins/model-server.ts";
import type { ModelServer, ModelServerReply, SeenRequest } from "../stand-ins/model-server.ts";
import { runAction } from "./run-action.ts";
import type { ActionRan, ActionRun } from "./run-action.ts";

/** The key that the workflow hands to the action; the model server knows no other. */
export const key = "sk-desk-0123456789abcdef";

export type Desk = {
  readonly repository: GitRepository;
  readonly models: ModelServer;
  readonly github: GithubStandIn;
  /** The gate file at the base, with keys of `extra` on top. */
  readonly gate: (extra?: Readonly<Record<string, unknown>>) => string;
  /** Commits the base on main. */
  readonly base: (files?: Contents) => string;
  /** Commits a pull request on top of the base, merges it as GitHub does, and checks the merge commit out. */
  readonly pullRequest: (files: Contents) => PullRequest;
  /** The action on a pull request event. */
  readonly run: (pull: PullRequest, options?: Partial<ActionRun>) => Promise<ActionRan>;
};

export type PullRequest = {
  readonly number: number;
  readonly headSha: string;
  readonly baseSha: string;
  readonly mergeSha: string;
};

/** Rows of the support desk: `count` plain ones, and `extra` as they are. */
export function rows(count: number, extra: readonly object[] = []): string {
  const plain = Array.from({ length: count }, (_, index) => ({
    id: `refund-${String(index + 1).padStart(3, "0")}`,
    input: `Question ${index + 1}: how long may I return it?`,
    expected: "30 days",
  }));
  return [...plain, ...extra].map((row) => `${JSON.stringify(row)}\n`).join("");
}

/** A prompt that makes the model answer well; `fails` is put into it to make it answer some questions wrongly. */
export function prompt(fails = ""): string {
  return `You answer for the support desk. Keep it short. ${fails}\n`;
}

/**
 * The model of the support desk: right answers, but for questions whose number is at most N where the prompt says "wrong up to N",
 * and a reply in the words of `say ...` where it says that.
 */
export function deskModel({ system, user }: SeenRequest): ModelServerReply {
  const number = Number(/Question (\d+)/.exec(user)?.[1] ?? 0);
  const wrongUpTo = Number(/wrong up to (\d+)/.exec(system)?.[1] ?? 0);
  const said = /say "([^"]+)"/.exec(system)?.[1];
  if (said !== undefined) return { text: said };
  return { text: number > 0 && number <= wrongUpTo ? "90 days" : "30 days" };
}

export type DeskOptions = {
  readonly answer?: (request: SeenRequest) => ModelServerReply | Promise<ModelServerReply>;
  readonly github?: Partial<GithubOptions>;
};

/** A support desk with its repository, its model and its GitHub, all real but for who runs them. */
export async function openDesk({ answer = deskModel, github: options }: DeskOptions = {}): Promise<Desk> {
  const repository = gitRepository();
  const models = await startModelServer({ answer, keys: [key] });
  const github = await startGithub({ token: "token", ...options });
  afterAll(async () => {
    await models.close();
    await github.close();
  });
  let number = 6;
  const gate = (extra: Readonly<Record<string, unknown>> = {}): string =>
    JSON.stringify({
      version: 1,
      gate: "support-bot",
      datasets: ["datasets/*.jsonl"],
      target: { type: "openai", model: "gpt-5-mini", base_url: models.baseUrl, prompt: "prompts/support.md" },
      execution: { retries: 1, concurrency: 8 },
      ...extra,
    });
  return {
    repository,
    models,
    github,
    gate,
    base: (files = {}) =>
      repository.commit({
        "llm-o11y.yml": gate(),
        "prompts/support.md": prompt(),
        "datasets/refunds.jsonl": rows(60),
        ...files,
      }),
    pullRequest: (files) => {
      number += 1;
      const baseSha = repository.git("rev-parse", "main");
      repository.branch(`pr-${number}`, "main");
      const headSha = repository.commit(files);
      repository.branch(`merge-${number}`, "main");
      const mergeSha = repository.merge(`pr-${number}`);
      repository.git("update-ref", `refs/pull/${number}/merge`, mergeSha);
      github.state.pulls.set(number, { head: headSha, base: baseSha });
      return { number, headSha, baseSha, mergeSha };
    },
    run: (pull, run = {}) =>
      runAction({
        workspace: repository.folder,
        event: "pull_request",
        payload: pullRequestPayload(pull),
        apiUrl: github.apiUrl,
        sha: pull.mergeSha,
        env: { OPENAI_API_KEY: key },
        ...run,
      }),
  };
}

/** What GitHub sends for a pull request, of another repository where it is from a fork. */
export function pullRequestPayload(
  { number, headSha, baseSha }: PullRequest,
  headRepository = "acme/desk",
): unknown {
  return {
    action: "synchronize",
    number,
    repository: { full_name: "acme/desk", default_branch: "main" },
    pull_request: {
      number,
      draft: false,
      head: { sha: headSha, ref: `pr-${number}`, repo: { full_name: headRepository } },
      base: { sha: baseSha, ref: "main", repo: { full_name: "acme/desk" } },
    },
  };
}
