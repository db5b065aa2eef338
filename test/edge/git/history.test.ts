import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { type Repository, openRepository } from "../../../src/edge/git/open-repository.ts";
import { filesOfTree } from "../../../src/tree/files-of-tree.ts";
import { type GitRepository, gitRepository } from "../../git-repository.ts";

const missing = "1234567890123456789012345678901234567890";

/** A branch that left main at `fork`; main went on to `base`; `merged` is what CI checks out. */
function pullRequest() {
  const desk = gitRepository();
  const root = desk.commit({ "refund.md": "Refund it." });
  const fork = desk.commit({ "refund.md": "Refund it.\n" });
  desk.branch("pr");
  const head = desk.commit({ "refund.md": "Refund it at once.\n" });
  desk.checkout("main");
  const base = desk.commit({ "greet.md": "Hello\n" });
  desk.branch("merge");
  const merged = desk.merge("pr");
  desk.git("update-ref", "refs/pull/7/merge", merged);
  return { desk, root, fork, head, base, merged };
}

describe("merge base", () => {
  it("is where the branch left, in a full clone", async () => {
    const { desk, root, fork, head, base, merged } = pullRequest();
    const { mergeBase } = await open(desk);
    expect(await mergeBase(head, base)).toBe(fork);
    expect(await mergeBase(merged, base)).toBe(base);
    expect(await mergeBase(root, head)).toBe(root);
    expect(await mergeBase(base, base)).toBe(base);
  });

  it("is unknown where two histories have nothing in common", async () => {
    const { desk, head } = pullRequest();
    desk.git("checkout", "-q", "--orphan", "other");
    expect(await (await open(desk)).mergeBase(desk.commit({ "other.md": "x" }), head)).toBeUndefined();
  });

  it("is unknown where a commit is not here", async () => {
    const { desk, head } = pullRequest();
    expect(await (await open(desk)).mergeBase(missing, head)).toBeUndefined();
  });

  it("is unknown where the history is cut before it", async () => {
    const { desk, base, merged } = pullRequest();
    const clone = await open(desk.shallowClone(merged));
    expect(await clone.ensureCommit(base)).toBe(true);
    expect(await clone.mergeBase(merged, base)).toBeUndefined();
  });

  it("is known in a shallow clone where one commit leads to the other", async () => {
    const { desk, base, merged } = pullRequest();
    expect(await (await open(desk.shallowClone(merged, 2))).mergeBase(merged, base)).toBe(base);
  });

  it("is known in a shallow clone that is cut further back", async () => {
    const { desk, fork, head, base, merged } = pullRequest();
    expect(await (await open(desk.shallowClone(merged, 3))).mergeBase(head, base)).toBe(fork);
  });

  it("is unknown where a cut could hide a nearer one than git sees", async () => {
    const desk = gitRepository();
    const old = desk.commit({ "refund.md": "1" });
    const near = desk.commit({ "refund.md": "2" });
    desk.branch("side", old);
    const cut = desk.merge("main");
    desk.branch("left", old);
    const left = desk.merge("side");
    desk.checkout("main");
    const right = desk.commit({ "greet.md": "Hello" });
    expect(await (await open(desk)).mergeBase(left, right)).toBe(near);
    writeFileSync(join(desk.folder, ".git/shallow"), `${cut}\n`);
    expect(desk.git("merge-base", left, right)).toBe(old);
    expect(await (await open(desk)).mergeBase(left, right)).toBeUndefined();
  });
});

describe("parents", () => {
  it("come from the commit itself where a shallow clone does not have them", async () => {
    const { desk, head, base, merged } = pullRequest();
    const clone = desk.shallowClone(merged);
    const repository = await open(clone);
    expect(clone.git("rev-list", "--parents", "-1", merged)).toBe(merged);
    expect(await repository.parents(merged)).toEqual([base, head]);
    expect(await repository.has(base)).toBe(false);
  });

  it("are none for the first commit and unknown for one that is not here", async () => {
    const { desk, root } = pullRequest();
    const { parents } = await open(desk);
    expect(await parents(root)).toEqual([]);
    expect(await parents(missing)).toBeUndefined();
  });

  it("are not read from the message", async () => {
    const desk = gitRepository();
    const sha = desk.commit({}, `Refund\n\nparent ${missing}`);
    expect(await (await open(desk)).parents(sha)).toEqual([]);
  });
});

describe("a commit that is not here", () => {
  it("is fetched alone into a shallow clone, and then read", async () => {
    const { desk, root, base, merged } = pullRequest();
    const clone = desk.shallowClone(merged);
    const repository = await open(clone);
    expect(await repository.ensureCommit(base)).toBe(true);
    const files = filesOfTree(repository.openTree(base));
    expect(await files.readText("refund.md")).toBe("Refund it.\n");
    expect(await repository.has(root)).toBe(false);
  });

  it("leaves a full clone a full one, and its refs as they are", async () => {
    const { desk } = pullRequest();
    const clone = desk.clone();
    const before = clone.git("for-each-ref");
    desk.checkout("main");
    desk.git("tag", "v2", desk.commit({ "greet.md": "Hi\n" }));
    const later = desk.commit({ "greet.md": "Hey\n" });
    desk.remote();
    const repository = await open(clone);
    expect(await repository.has(later)).toBe(false);
    expect(await repository.ensureCommit(later)).toBe(true);
    expect(clone.git("rev-parse", "--is-shallow-repository")).toBe("false");
    expect(clone.git("for-each-ref")).toBe(before);
    expect(existsSync(join(clone.folder, ".git/FETCH_HEAD"))).toBe(false);
  });

  it("comes once where several ask for it at the same time", async () => {
    const { desk, fork, head, base, merged } = pullRequest();
    const { ensureCommit } = await open(desk.shallowClone(merged));
    const asked = [base, head, base, fork, missing].map(ensureCommit);
    expect(await Promise.all(asked)).toEqual([true, true, true, true, false]);
  });

  it("is not to be had where there is no remote, and a folder of that name is none", async () => {
    const { desk, base } = pullRequest();
    const other = gitRepository();
    other.commit({ "other.md": "x" });
    other.git("clone", "-q", "--bare", desk.folder, "origin");
    const { ensureCommit } = await open(other);
    expect(await ensureCommit(base)).toBe(false);
  });

  it.each([
    ["a folder that is gone", "/nowhere/at/all"],
    ["a server that is gone", "http://127.0.0.1:9/desk.git"],
    ["an ext:: helper", "ext::sh -c touch% pwned"],
    ["a helper of another name", "fd::17"],
    ["the git protocol", "git://127.0.0.1:9/desk.git"],
  ])("is not to be had from %s", async (_, url) => {
    const desk = gitRepository();
    desk.commit({ "refund.md": "Refund it." });
    desk.git("remote", "add", "origin", url);
    desk.git("config", "protocol.ext.allow", "always");
    expect(await (await open(desk)).ensureCommit(missing)).toBe(false);
    expect(existsSync(join(desk.folder, "pwned"))).toBe(false);
  });

  it("is not to be had where a password is asked for, and nobody is prompted", async () => {
    const url = await serve((_, response) => {
      response.writeHead(401, { "www-authenticate": 'Basic realm="desk"' }).end();
    });
    const desk = gitRepository();
    desk.commit({ "refund.md": "Refund it." });
    desk.git("remote", "add", "origin", `${url}/desk.git`);
    const asking = join(desk.folder, "ask.sh");
    desk.write({ "ask.sh": { executable: `#!/bin/sh\ntouch ${join(desk.folder, "asked")}\n` } });
    desk.git("config", "core.askPass", asking);
    vi.stubEnv("GIT_ASKPASS", asking);
    vi.stubEnv("SSH_ASKPASS", asking);
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await (await open(desk)).ensureCommit(missing)).toBe(false);
    expect(existsSync(join(desk.folder, "asked"))).toBe(false);
  });

  it("is given up where the remote says nothing", async () => {
    const url = await serve(() => {});
    const desk = gitRepository();
    desk.commit({ "refund.md": "Refund it." });
    desk.git("remote", "add", "origin", `${url}/desk.git`);
    const repository = await openRepository(desk.folder, { silenceLimitMs: 500 });
    expect(await repository?.ensureCommit(missing)).toBe(false);
  });

  it("runs no program that the configuration of the repository names", async () => {
    const { desk, base, merged } = pullRequest();
    const clone = desk.shallowClone(merged);
    const pwned = join(clone.folder, "pwned");
    const hook = join(clone.folder, ".git/hooks/reference-transaction");
    clone.write({ ".git/hooks/reference-transaction": { executable: `#!/bin/sh\necho hook >> ${pwned}\n` } });
    for (const name of ["core.fsmonitor", "remote.origin.uploadpack", "core.pager", "core.gitProxy"])
      clone.git("config", name, `echo ${name} >> ${pwned}; git-upload-pack`);
    clone.git("config", "core.hooksPath", join(clone.folder, ".git/hooks"));
    const repository = await open(clone);
    expect(existsSync(hook)).toBe(true);
    expect(await repository.ensureCommit(base)).toBe(true);
    expect(await filesOfTree(repository.openTree(base)).readText("greet.md")).toBe("Hello\n");
    expect(existsSync(pwned)).toBe(false);
  });
});

async function serve(answer: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer({}, answer);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function open({ folder }: GitRepository): Promise<Repository> {
  const repository = await openRepository(folder);
  if (repository === undefined) throw new Error("no repository");
  return repository;
}
