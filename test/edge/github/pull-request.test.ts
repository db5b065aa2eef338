import { describe, expect, it } from "vitest";
import { filesOfTree } from "../../../src/tree/files-of-tree.ts";
import { baseSha, headSha, newerSha, openDesk } from "./open-stand-in.ts";

const branch = "llm-o11y/promote";
const ref = `heads/${branch}`;
const path = "datasets/support.jsonl";
const title = "Add dataset cases from production";
const row = (id: string) => `{"id":"${id}","input":"May I return it?","expected":"Yes"}\n`;

/** A desk whose main branch has a dataset of one case. */
async function openRepository(options: Parameters<typeof openDesk>[0] = {}) {
  const desk = await openDesk(options);
  desk.state.addCommit(baseSha, { [path]: row("refund-01"), "README.md": "The desk\n" });
  desk.state.refs.set("heads/main", baseSha);
  const tip = () => desk.state.refs.get(ref) ?? "";
  const text = (sha = tip()) => desk.state.filesAt(sha)[path]?.toString() ?? "";
  /** One run: what is there, and one more row after it. */
  const propose = async (id: string, body = `Adds ${id}`) => {
    const on = await desk.github.openPullBranch(branch);
    const before = await filesOfTree(desk.github.openTree(on.sha)).readText(path);
    const pushed = await desk.github.pushFile(on, {
      path,
      bytes: Buffer.from(before + row(id)),
      subject: title,
    });
    return desk.github.publishPull(pushed, { title, body });
  };
  /** A person pushes to the branch. */
  const pushByHand = (sha: string, files: Record<string, string>) => {
    desk.state.addCommit(sha, { ...desk.state.filesAt(tip()), ...files }, [tip()]);
    desk.state.refs.set(ref, sha);
  };
  return { ...desk, tip, text, propose, pushByHand };
}

function closePull(desk: Awaited<ReturnType<typeof openRepository>>, how: "merged" | "closed"): void {
  const [pull] = desk.state.pullRequests.slice(-1);
  if (pull === undefined) throw new Error("there is no pull request");
  Object.assign(pull, {
    state: "closed",
    headSha: desk.tip(),
    mergedAt: how === "merged" ? "2026-11-20T10:00:00Z" : null,
  });
}

describe("a pull request of our own", () => {
  it("is opened with one commit on the default branch, and leaves the other files alone", async () => {
    const desk = await openRepository();
    expect(await desk.propose("refund-02")).toMatchObject({ number: 100, outcome: "created" });
    expect(desk.text()).toBe(row("refund-01") + row("refund-02"));
    expect(desk.state.filesAt(desk.tip())["README.md"]?.toString()).toBe("The desk\n");
    expect(desk.state.commits.get(desk.tip())?.parents).toEqual([baseSha]);
    expect(desk.state.pullRequests).toMatchObject([{ branch, base: "main", title, state: "open" }]);
    expect(desk.state.refs.get("heads/main")).toBe(baseSha);
  });

  it("is brought up to date where it is open, on top of what a person pushed", async () => {
    const desk = await openRepository();
    await desk.propose("refund-02");
    desk.pushByHand(newerSha, { [path]: `${desk.text()}${row("by-hand")}` });
    expect(await desk.propose("refund-03")).toMatchObject({ number: 100, outcome: "updated" });
    expect(desk.text()).toBe(["refund-01", "refund-02", "by-hand", "refund-03"].map(row).join(""));
    expect(desk.state.commits.get(desk.tip())?.parents).toEqual([newerSha]);
    expect(desk.state.pullRequests).toHaveLength(1);
  });

  it("keeps what people write around our part of the body, and leaves a body without our marks alone", async () => {
    const desk = await openRepository();
    await desk.propose("refund-02", "old `<!-- /llm-o11y:promote -->` table");
    const [pull] = desk.state.pullRequests;
    if (pull === undefined) throw new Error("there is no pull request");
    pull.body = `Please read these.\r\n\r\n${pull.body.replaceAll("\n", "\r\n")}\r\nThanks!`;
    await desk.propose("refund-03", "new table");
    expect(pull.body).toBe(
      "Please read these.\n\n<!-- llm-o11y:promote -->\nnew table\n<!-- /llm-o11y:promote -->\nThanks!",
    );
    pull.body = "All mine";
    expect(await desk.propose("refund-04")).toMatchObject({ outcome: "unchanged" });
    expect(pull.body).toBe("All mine");
  });

  it("is not written to where the body is the same", async () => {
    const desk = await openRepository();
    await desk.propose("refund-02", "table");
    const on = await desk.github.openPullBranch(branch);
    expect(await desk.github.publishPull(on, { title, body: "table" })).toMatchObject({
      outcome: "unchanged",
    });
    expect(desk.requests.filter(({ method }) => method === "PATCH")).toEqual([]);
  });

  it("begins anew from the default branch after it is merged, also with commits of a person in it, and forces nothing", async () => {
    const desk = await openRepository();
    await desk.propose("refund-02");
    desk.pushByHand(newerSha, { [path]: row("refund-01") + row("refund-02-done") });
    closePull(desk, "merged");
    desk.state.addCommit(headSha, { [path]: row("refund-01") + row("refund-02-done") }, [baseSha]);
    desk.state.refs.set("heads/main", headSha);
    expect(await desk.propose("refund-03")).toMatchObject({ number: 101, outcome: "created" });
    expect(desk.text()).toBe(["refund-01", "refund-02-done", "refund-03"].map(row).join(""));
    expect(desk.state.commits.get(desk.tip())?.parents).toEqual([newerSha, headSha]);
    expect(JSON.stringify(desk.requests)).not.toContain('"force":true');
  });

  it("begins anew after it was closed where all on the branch is ours", async () => {
    const desk = await openRepository();
    await desk.propose("refund-02");
    closePull(desk, "closed");
    expect(await desk.propose("refund-03")).toMatchObject({ number: 101, outcome: "created" });
    expect(desk.text()).toBe(row("refund-01") + row("refund-03"));
  });

  it.each<readonly [string, (desk: Awaited<ReturnType<typeof openRepository>>) => void]>([
    ["pushed on top", (desk) => desk.pushByHand(newerSha, { [path]: row("by-hand") })],
    [
      "amended",
      (desk) => {
        const { message, parents } = desk.state.commits.get(desk.tip()) ?? { message: "", parents: [] };
        desk.pushByHand(newerSha, { [path]: row("by-hand") });
        desk.state.putCommit(newerSha, {
          tree: desk.state.commits.get(newerSha)?.tree ?? "",
          message,
          parents,
        });
      },
    ],
  ])("refuses a branch without an open pull request that a person has %s to", async (_, change) => {
    const desk = await openRepository();
    await desk.propose("refund-02");
    closePull(desk, "closed");
    change(desk);
    await expect(desk.propose("refund-03")).rejects.toMatchObject({ problems: [{ code: "promote-branch" }] });
    expect(desk.tip()).toBe(newerSha);
  });

  it("counts a commit of ours on top of a person's as theirs", async () => {
    const desk = await openRepository();
    await desk.propose("refund-02");
    desk.pushByHand(newerSha, { [path]: row("by-hand") });
    await desk.propose("refund-03");
    closePull(desk, "closed");
    await expect(desk.propose("refund-04")).rejects.toMatchObject({ problems: [{ code: "promote-branch" }] });
  });

  it("is opened by the next run where this one could only push", async () => {
    const desk = await openRepository();
    desk.faults.push({
      method: "POST",
      path: /\/pulls$/,
      reply: {
        status: 403,
        body: { message: "GitHub Actions is not permitted to create or approve pull requests." },
      },
    });
    await expect(desk.propose("refund-02")).rejects.toThrow(
      /does not let a workflow open pull requests.*Settings/,
    );
    expect(await desk.github.openPullBranch(branch)).toMatchObject({ isUnshown: true, sha: desk.tip() });
    await desk.propose("refund-03");
    expect(desk.text()).toBe(["refund-01", "refund-02", "refund-03"].map(row).join(""));
  });

  it("is written once where the answer of GitHub got lost", async () => {
    const desk = await openRepository();
    desk.faults.push({ method: "POST", path: /\/pulls$/, when: "after", reply: "reset" });
    desk.faults.push({ method: "POST", path: /\/git\/refs$/, when: "after", reply: "reset" });
    expect(await desk.propose("refund-02")).toMatchObject({ number: 100 });
    expect(desk.state.pullRequests).toHaveLength(1);
  });
});

describe("what keeps it from being written", () => {
  it.each([
    [/\/git\/blobs$/, "`contents: write`"],
    [/\/pulls$/, "`pull-requests: write`"],
  ])("is a permission that is named: %s", async (route, permission) => {
    const desk = await openRepository();
    const body = { message: "Resource not accessible by integration" };
    desk.faults.push({ method: "POST", path: route, reply: { status: 403, body } });
    await expect(desk.propose("refund-02")).rejects.toThrow(`the token lacks ${permission}. Add it under`);
  });

  it("is a push that came in between: theirs stays", async () => {
    const desk = await openRepository();
    await desk.propose("refund-02");
    desk.faults.push({
      method: "POST",
      path: /\/git\/commits$/,
      when: "after",
      times: 1,
      reply: { status: 502 },
      meanwhile: () => desk.pushByHand(newerSha, { [path]: row("by-hand") }),
    });
    await expect(desk.propose("refund-03")).rejects.toThrow(/somebody pushed to it meanwhile/);
    expect(desk.tip()).toBe(newerSha);
  });

  it("is the name of the default branch", async () => {
    const desk = await openRepository();
    await expect(desk.github.openPullBranch("main")).rejects.toThrow(/is the default branch/);
  });
});
