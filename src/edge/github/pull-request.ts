import * as z from "zod/mini";
import { type Api, readReply } from "./call-api.ts";
import { shaSchema } from "./event-schema.ts";

/** A pull request that is open. Its text is untrusted. */
export type OpenPull = { readonly number: number; readonly url: string; readonly body: string };

type ListedPull = OpenPull & {
  readonly isOpen: boolean;
  readonly isMerged: boolean;
  readonly headSha: string;
};

/** What the pull request is to say. Between its marks the body is ours; what people write around them stays. */
export type PullText = { readonly title: string; readonly body: string };

export type PublishedPull = {
  readonly number: number;
  readonly url: string;
  readonly outcome: "created" | "updated" | "unchanged";
};

const pullSchema = z.object({
  number: z.int(),
  html_url: z.string(),
  state: z.enum(["open", "closed"]),
  merged_at: z.nullish(z.string()),
  body: z.nullish(z.string()),
  head: z.object({ sha: shaSchema, repo: z.nullish(z.object({ full_name: z.string() })) }),
});

/** The pull requests from a branch of this repository to another, the latest first. Throws a GithubFailure. */
export async function listPulls(api: Api, branch: string, base: string): Promise<readonly ListedPull[]> {
  const { data } = await api.send("GET /repos/{owner}/{repo}/pulls", {
    head: `${api.repository.split("/")[0] ?? ""}:${branch}`,
    base,
    state: "all",
    sort: "created",
    direction: "desc",
    per_page: 100,
  });
  return readReply(z.array(pullSchema), data)
    .filter(({ head }) => head.repo?.full_name.toLowerCase() === api.repository.toLowerCase())
    .map((pull) => ({
      number: pull.number,
      url: pull.html_url,
      body: pull.body ?? "",
      isOpen: pull.state === "open",
      isMerged: typeof pull.merged_at === "string",
      headSha: pull.head.sha,
    }));
}

/** Opens the pull request of a branch, or brings the one that is open up to date. Throws a GithubFailure. */
export async function publishPull(
  api: Api,
  on: { readonly branch: string; readonly base: { readonly branch: string }; readonly pull?: OpenPull },
  { title, body }: PullText,
): Promise<PublishedPull> {
  if (on.pull !== undefined) return updatePull(api, on.pull, body);
  const findOpen = async () => {
    const pull = (await listPulls(api, on.branch, on.base.branch)).find(({ isOpen }) => isOpen);
    return pull === undefined ? undefined : { number: pull.number, html_url: pull.url };
  };
  const { data } = await api.send(
    "POST /repos/{owner}/{repo}/pulls",
    { title, head: on.branch, base: on.base.branch, body: between(body) },
    findOpen,
  );
  const { number, html_url: url } = readReply(z.object({ number: z.int(), html_url: z.string() }), data);
  return { number, url, outcome: "created" };
}

async function updatePull(
  api: Api,
  { number, url, body: before }: OpenPull,
  ours: string,
): Promise<PublishedPull> {
  const body = putBetween(before, ours);
  if (body === undefined || body === before.replaceAll("\r\n", "\n"))
    return { number, url, outcome: "unchanged" };
  await api.send("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", { pull_number: number, body });
  return { number, url, outcome: "updated" };
}

const marks = ["<!-- llm-o11y:promote -->", "<!-- /llm-o11y:promote -->"] as const;
/** "body is too long (maximum is 65536 characters)". */
const longestBody = 65_536;

function between(ours: string): string {
  return `${marks[0]}\n${ours.trim()}\n${marks[1]}`;
}

/** The body with our part renewed; undefined where a person took the marks away, or it would be too long. GitHub keeps CRLF of its editor. */
function putBetween(body: string, ours: string): string | undefined {
  const text = body.replaceAll("\r\n", "\n");
  const start = text.indexOf(marks[0]);
  // The last one: a question in our part may quote the mark.
  const end = text.lastIndexOf(marks[1]);
  if (start === -1 || end < start) return undefined;
  const renewed = text.slice(0, start) + between(ours) + text.slice(end + marks[1].length);
  return renewed.length > longestBody ? undefined : renewed;
}
