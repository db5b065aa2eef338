import { gitHash, type GithubState, putTree, type StoredPull } from "./github-state.ts";
import type { Call, Result } from "./github-routes.ts";

const missing: Result = { status: 404, body: { message: "Not Found" } };
const refuse = (message: string): Result => ({ status: 422, body: { message } });
const ok = (body: unknown, status = 200): Result => ({ status, body });
const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Branches, git objects and pull requests, as far as something is written with them. */
export const gitRoutes: readonly (readonly [method: string, pattern: string, run: (call: Call) => Result])[] =
  [
    ["GET", "", ({ state }) => ok({ full_name: "acme/desk", default_branch: state.defaultBranch })],
    [
      "GET",
      "git/ref/*",
      ({ state, values: [ref = ""] }) => {
        const sha = state.refs.get(ref);
        return sha === undefined ? missing : ok(showRef(ref, sha));
      },
    ],
    [
      "POST",
      "git/refs",
      ({ state, body }) => {
        const ref = text(body["ref"]).replace(/^refs\//, "");
        if (!text(body["ref"]).startsWith("refs/heads/"))
          return refuse("Reference name must start with refs/");
        if (state.refs.has(ref)) return refuse("Reference already exists");
        if (!state.commits.has(text(body["sha"]))) return refuse("Object does not exist");
        state.refs.set(ref, text(body["sha"]));
        return ok(showRef(ref, text(body["sha"])), 201);
      },
    ],
    [
      "PATCH",
      "git/refs/*",
      ({ state, values: [ref = ""], body }) => {
        const [old, sha] = [state.refs.get(ref), text(body["sha"])];
        if (old === undefined) return refuse("Reference does not exist");
        if (!state.commits.has(sha)) return refuse("Object does not exist");
        if (body["force"] !== true && !ancestors(state, sha).has(old))
          return refuse("Update is not a fast forward");
        state.refs.set(ref, sha);
        return ok(showRef(ref, sha));
      },
    ],
    [
      "POST",
      "git/blobs",
      ({ state, body }) => {
        const bytes = Buffer.from(text(body["content"]), body["encoding"] === "base64" ? "base64" : "utf8");
        const sha = gitHash("blob", bytes);
        state.blobs.set(sha, bytes);
        return ok({ sha }, 201);
      },
    ],
    [
      "POST",
      "git/trees",
      ({ state, body }) => {
        const base = text(body["base_tree"]);
        if (!state.trees.has(base) || state.commits.has(base)) return missing;
        const files = state.filesAt(base);
        for (const { path, sha } of body["tree"] as { readonly path: string; readonly sha: string }[]) {
          const bytes = state.blobs.get(sha);
          if (bytes === undefined) return refuse(`tree.sha ${sha} is not a valid blob`);
          files[path] = bytes;
        }
        return ok({ sha: putTree(files, state) }, 201);
      },
    ],
    [
      "GET",
      "git/commits/*",
      ({ state, values: [sha = ""] }) => {
        const commit = state.commits.get(sha);
        if (commit === undefined) return missing;
        const parents = commit.parents.map((parent) => ({ sha: parent }));
        return ok({ sha, message: commit.message, tree: { sha: commit.tree }, parents });
      },
    ],
    [
      "POST",
      "git/commits",
      ({ state, body }) => {
        const [tree, message] = [text(body["tree"]), text(body["message"])];
        const parents = body["parents"] as readonly string[];
        if (!state.trees.has(tree)) return refuse("Tree SHA does not exist");
        if (parents.some((parent) => !state.commits.has(parent))) return refuse("Parent SHA does not exist");
        const sha = gitHash("commit", Buffer.from(JSON.stringify([tree, message, parents])));
        state.putCommit(sha, { tree, message, parents });
        return ok({ sha }, 201);
      },
    ],
    [
      "GET",
      "pulls",
      ({ state, query }) => {
        const [, branch] = (query.get("head") ?? ":").split(":");
        const wanted = state.pullRequests.filter(
          (pull) =>
            pull.branch === branch &&
            pull.base === (query.get("base") ?? pull.base) &&
            (query.get("state") === "all" || pull.state === (query.get("state") ?? "open")),
        );
        return ok(wanted.toReversed().map((pull) => showPull(state, pull)));
      },
    ],
    [
      "POST",
      "pulls",
      ({ state, body }) => {
        const [branch, base] = [text(body["head"]), text(body["base"])];
        const tip = state.refs.get(`heads/${branch}`);
        if (tip === undefined || !state.refs.has(`heads/${base}`)) return refuse("Validation Failed");
        if (ancestors(state, state.refs.get(`heads/${base}`) ?? "").has(tip))
          return refuse(`No commits between ${base} and ${branch}`);
        if (state.pullRequests.some((pull) => pull.branch === branch && pull.state === "open"))
          return refuse("A pull request already exists");
        const fault = checkText(body);
        if (fault !== undefined) return fault;
        const number = 100 + state.pullRequests.length;
        const pull: StoredPull = {
          number,
          branch,
          base,
          title: text(body["title"]),
          body: text(body["body"]),
          state: "open",
          mergedAt: null,
          headSha: tip,
        };
        state.pullRequests.push(pull);
        return ok(showPull(state, pull), 201);
      },
    ],
    [
      "PATCH",
      "pulls/*",
      ({ state, values: [number], body }) => {
        const pull = state.pullRequests.find((one) => one.number === Number(number));
        if (pull === undefined) return missing;
        const fault = checkText(body);
        if (fault !== undefined) return fault;
        pull.body = text(body["body"] ?? pull.body);
        pull.title = text(body["title"] ?? pull.title);
        return ok(showPull(state, pull));
      },
    ],
  ];

function checkText({ body, title }: Record<string, unknown>): Result | undefined {
  if (text(body).length > 65_536) return refuse("body is too long (maximum is 65536 characters)");
  return text(title).length > 256 ? refuse("title is too long (maximum is 256 characters)") : undefined;
}

const showRef = (ref: string, sha: string) => ({ ref: `refs/${ref}`, object: { sha, type: "commit" } });

function showPull(state: GithubState, pull: StoredPull) {
  const sha = pull.state === "open" ? (state.refs.get(`heads/${pull.branch}`) ?? pull.headSha) : pull.headSha;
  return {
    number: pull.number,
    html_url: `https://github.example/acme/desk/pull/${pull.number}`,
    state: pull.state,
    merged_at: pull.mergedAt,
    title: pull.title,
    body: pull.body,
    head: { sha, ref: pull.branch, repo: { full_name: "acme/desk" } },
    base: { ref: pull.base },
  };
}

/** The commit and all before it. */
export function ancestors(state: GithubState, sha: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [sha];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(state.commits.get(next)?.parents ?? []));
  }
  return found;
}
