import { afterEach } from "vitest";
import { openGithub } from "../../../src/edge/github/open-github.ts";
import type { CommentJob } from "../../../src/edge/github/sticky-comment.ts";
import { type GithubOptions, type GithubStandIn, startGithub } from "../../stand-ins/github.ts";

export const token = "ghs_supportdesk0123456789";
export const bot = "github-actions[bot]";
export const headSha = "9f3c1ab7e6d5c4b3a29180f7e6d5c4b3a2918070";
export const baseSha = "1d20e7c8b9a0f1e2d3c4b5a69788796a5b4c3d2e";
export const newerSha = "4be01c2a9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f40";

const running: GithubStandIn[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
});

/** Pull request 7 of acme/desk at `headSha`, and our client; pauses are counted, not waited. */
export async function openDesk(
  options: Partial<GithubOptions> & { readonly patienceMs?: number; readonly clientToken?: string } = {},
) {
  const { patienceMs, clientToken = token, ...rest } = options;
  const server = await startGithub({ token, ...rest });
  running.push(server);
  server.state.pulls.set(7, { head: headSha, base: baseSha });
  const waits: number[] = [];
  const github = openGithub({
    apiUrl: server.apiUrl,
    repository: "acme/desk",
    token: clientToken,
    ...(patienceMs === undefined ? {} : { patienceMs }),
    wait: (ms) => Promise.resolve(waits.push(ms)),
  });
  const sent = (method?: string) =>
    server.requests.filter((one) => method === undefined || one.method === method).length;
  return { ...server, github, waits, sent };
}

/** What run 118 writes: the marker, and the verdict as its text. */
export function job(text = "### ✅ Ship", fields: Partial<CommentJob> = {}): CommentJob {
  const whole = {
    number: 7,
    gate: "support-bot",
    sha: headSha,
    run: 118,
    attempt: 1,
    author: bot,
    ...fields,
  };
  return { render: () => bodyOf(text, whole), ...whole };
}

export function bodyOf(
  text: string,
  { gate, sha, run, attempt }: Pick<CommentJob, "gate" | "sha" | "run" | "attempt">,
): string {
  return `<!-- llm-o11y:v1 gate=${gate} sha=${sha} run=${run} attempt=${attempt} -->\n${text}\n`;
}

/** The body that another run has left. */
export function earlier(text: string, fields: Partial<CommentJob> = {}): string {
  return bodyOf(text, { ...job(), run: 117, ...fields });
}
