import { ancestors } from "./github-git.ts";
import type { GithubState, StoredCheckRun, StoredComment, TreeItem } from "./github-state.ts";

export type Result = {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: unknown;
};
export type Call = {
  readonly state: GithubState;
  readonly login: string;
  readonly values: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
  readonly address: (search: URLSearchParams) => string;
};

export const notFound: Result = { status: 404, body: { message: "Not Found" } };
const refuse = (message: string): Result => ({
  status: 422,
  body: { message: "Validation Failed", errors: [{ message }] },
});
const ok = (body: unknown, status = 200): Result => ({ status, body });

/** `*` stands for one part of the path below the repository. */
export const routes: readonly (readonly [method: string, pattern: string, run: (call: Call) => Result])[] = [
  [
    "GET",
    "issues/*/comments",
    ({ state, values: [issue], ...call }) =>
      state.pulls.has(Number(issue))
        ? paged(state.comments.filter((comment) => comment.issue === Number(issue)).map(showComment), call)
        : notFound,
  ],
  [
    "POST",
    "issues/*/comments",
    ({ state, login, values: [issue], body }) => {
      if (!state.pulls.has(Number(issue))) return notFound;
      return (
        checkBody(body) ?? ok(showComment(state.addComment(Number(issue), login, String(body["body"]))), 201)
      );
    },
  ],
  [
    "GET",
    "issues/comments/*",
    ({ state, values: [id] }) => {
      const comment = state.comments.find((one) => one.id === Number(id));
      return comment === undefined ? notFound : ok(showComment(comment));
    },
  ],
  [
    "PATCH",
    "issues/comments/*",
    ({ state, login, values: [id], body }) => {
      const comment = state.comments.find((one) => one.id === Number(id));
      if (comment === undefined) return notFound;
      if (comment.user.login !== login) return { status: 403, body: { message: "Must be the author" } };
      const fault = checkBody(body);
      if (fault !== undefined) return fault;
      comment.body = String(body["body"]);
      return ok(showComment(comment));
    },
  ],
  [
    "GET",
    "pulls/*",
    ({ state, values: [number] }) => {
      const pull = state.pulls.get(Number(number));
      return pull === undefined
        ? notFound
        : ok({ number: Number(number), head: { sha: pull.head }, base: { sha: pull.base } });
    },
  ],
  [
    "POST",
    "check-runs",
    ({ state, body }) => {
      if (typeof body["name"] !== "string" || typeof body["head_sha"] !== "string")
        return refuse("name and head_sha are required");
      const fault = checkRunFault(body);
      if (fault !== undefined) return fault;
      const run: StoredCheckRun = {
        id: state.checkRuns.length + 1,
        name: body["name"],
        head_sha: body["head_sha"],
        status: "queued",
        conclusion: null,
        output: {},
        annotations: [],
      };
      state.checkRuns.push(run);
      return ok(applyCheckRun(run, body), 201);
    },
  ],
  [
    "GET",
    "check-runs/*",
    ({ state, values: [id] }) => {
      const run = state.checkRuns.find((one) => one.id === Number(id));
      return run === undefined ? notFound : ok(showCheckRun(run));
    },
  ],
  [
    "PATCH",
    "check-runs/*",
    ({ state, values: [id], body }) => {
      const run = state.checkRuns.find((one) => one.id === Number(id));
      return run === undefined ? notFound : (checkRunFault(body) ?? ok(applyCheckRun(run, body)));
    },
  ],
  [
    "GET",
    "commits/*/check-runs",
    ({ state, values: [sha], query }) => {
      const runs = state.checkRuns.filter(
        (run) => run.head_sha === sha && run.name === (query.get("check_name") ?? run.name),
      );
      return ok({ total_count: runs.length, check_runs: runs.map(showCheckRun) });
    },
  ],
  [
    "GET",
    "compare/*",
    ({ state, values: [commits = ""] }) => {
      const [base = "", head = ""] = commits.split("...");
      const older = ancestors(state, head);
      const shared = [...ancestors(state, base)].find((sha) => state.commits.has(sha) && older.has(sha));
      const sha = state.mergeBases.get(commits) ?? shared;
      return sha === undefined
        ? notFound
        : ok({ status: "diverged", merge_base_commit: { sha }, commits: [] });
    },
  ],
  [
    "GET",
    "git/trees/*",
    ({ state, values: [sha = ""], query }) => {
      const items = listTree(state, sha, query.has("recursive"));
      if (items === undefined) return notFound;
      return ok({ sha, tree: items.slice(0, state.treeLimit), truncated: items.length > state.treeLimit });
    },
  ],
  [
    "GET",
    "git/blobs/*",
    ({ state, values: [sha = ""] }) => {
      const bytes = state.blobs.get(sha);
      // GitHub breaks the lines of base64.
      const content = bytes?.toString("base64").replaceAll(/.{60}/g, "$&\n");
      return bytes === undefined ? notFound : ok({ sha, size: bytes.length, encoding: "base64", content });
    },
  ],
];

function listTree(state: GithubState, sha: string, isRecursive: boolean): readonly TreeItem[] | undefined {
  return state.trees.get(sha)?.flatMap((item) => [
    item,
    ...(isRecursive && item.type === "tree"
      ? (listTree(state, item.sha, true) ?? []).map((inner) => ({
          ...inner,
          path: `${item.path}/${inner.path}`,
        }))
      : []),
  ]);
}

function paged(items: readonly unknown[], { query, address }: Pick<Call, "query" | "address">): Result {
  const perPage = Math.min(100, Number(query.get("per_page") ?? 30));
  const page = Number(query.get("page") ?? 1);
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  const to = (target: number, rel: string) => {
    const search = new URLSearchParams(query);
    search.set("page", String(target));
    return `<${address(search)}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [to(page - 1, "prev")] : []),
    ...(page < pages ? [to(page + 1, "next"), to(pages, "last")] : []),
  ];
  return {
    status: 200,
    ...(links.length === 0 ? {} : { headers: { link: links.join(", ") } }),
    body: items.slice((page - 1) * perPage, page * perPage),
  };
}

function checkBody(body: Record<string, unknown>): Result | undefined {
  const text = body["body"];
  if (typeof text !== "string" || text.trim() === "") return refuse("body can't be blank");
  return text.length > 65_536 ? refuse("body is too long (maximum is 65536 characters)") : undefined;
}

function showComment(comment: StoredComment) {
  const type = comment.user.login.endsWith("[bot]") ? "Bot" : "User";
  const place = `https://github.example/acme/desk/pull/${comment.issue}#issuecomment-${comment.id}`;
  return { id: comment.id, body: comment.body, user: { login: comment.user.login, type }, html_url: place };
}

function checkRunFault(body: Record<string, unknown>): Result | undefined {
  if (body["status"] === "completed" && body["conclusion"] === undefined)
    return refuse("conclusion is required");
  if (body["output"] === undefined) return undefined;
  const output = body["output"] as Record<string, unknown>;
  const { title, summary, text, annotations = [] } = output;
  if (typeof title !== "string" || typeof summary !== "string")
    return refuse("title and summary are required");
  const isLong = [summary, text].some((part) => typeof part === "string" && Buffer.byteLength(part) > 65_535);
  if (isLong) return refuse("Only 65535 characters are allowed");
  const list = annotations as Record<string, unknown>[];
  if (list.length > 50) return refuse("at most 50 annotations");
  const isWhole = list.every((one) =>
    ["path", "start_line", "end_line", "annotation_level", "message"].every((key) => one[key] !== undefined),
  );
  return isWhole ? undefined : refuse("annotations are malformed");
}

function applyCheckRun(run: StoredCheckRun, body: Record<string, unknown>) {
  const { output, ...fields } = body;
  const { annotations = [], ...rest } = (output ?? {}) as Record<string, unknown>;
  run.annotations.push(...(annotations as Record<string, unknown>[]));
  Object.assign(run, fields, { output: { ...run.output, ...rest } });
  return showCheckRun(run);
}

function showCheckRun({ annotations, ...run }: StoredCheckRun) {
  return {
    ...run,
    output: { title: null, summary: null, ...run.output, annotations_count: annotations.length },
  };
}
