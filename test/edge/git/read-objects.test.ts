import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openRepository } from "../../../src/edge/git/open-repository.ts";
import type { Tree, TreeEntry } from "../../../src/tree/tree.ts";
import { type Contents, gitRepository } from "../../git-repository.ts";
import { tempFolder } from "../../temp-folder.ts";

const missing = "1234567890123456789012345678901234567890";

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("objects", () => {
  it("are all read through one process, however many are asked for at once", async () => {
    const calls = wrapGit();
    const files = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`cases/${index}.jsonl`, `{"id":"refund-${index}"}\n`]),
    );
    const { tree, entries, isHere } = await open(files);
    const read = entries.map(async (entry) => Buffer.from(await tree.readBlob(entry, 1000)).toString());
    const asked = [isHere(tree.sha), isHere(missing), isHere(tree.sha)];
    expect(await Promise.all(read)).toEqual(entries.map(({ path }) => files[path]));
    expect(await Promise.all(asked)).toEqual([true, false, true]);
    expect(calls().filter((call) => call.includes("cat-file"))).toHaveLength(1);
  });

  it("are read whole where they look like an answer of git, and in pieces", async () => {
    const line = `${missing} missing\n${missing} blob 3\n\u0000\r\n`;
    const files = { "short.md": line, "long.md": line.repeat(20_000), "none.md": "", "end.md": "\n\n" };
    const { tree, entries } = await open(files);
    const read = entries.map(async (entry) => Buffer.from(await tree.readBlob(entry, 10_000_000)).toString());
    expect(await Promise.all(read)).toEqual(entries.map(({ path }) => files[path as keyof typeof files]));
  });

  it("are read on after one that is not here, one that is too large, and one of another kind", async () => {
    const { tree, entries, isHere } = await open({ "long.md": "x".repeat(500_000), "refund.md": "Refund." });
    const [long, refund] = entries as [TreeEntry, TreeEntry];
    const read = await Promise.allSettled([
      tree.readBlob({ ...refund, oid: missing }, 1000),
      tree.readBlob(long, 1000),
      tree.readBlob({ ...refund, oid: tree.sha }, 1000),
      isHere(refund.oid),
      tree.readBlob(refund, 1000),
    ]);
    expect(read.map((one) => (one.status === "fulfilled" ? one.value : codesOf(one.reason)))).toEqual([
      ["commit-unreadable"],
      ["file-too-large"],
      ["commit-unreadable"],
      false,
      Buffer.from("Refund."),
    ]);
  });

  it("are read by a new process where the last one was killed", async () => {
    const calls = wrapGit();
    const { tree, entries } = await open({ "greet.md": "Hello.", "refund.md": "Refund it." });
    const [greet, refund] = entries as [TreeEntry, TreeEntry];
    await tree.readBlob(greet, 100);
    process.kill(pidOf(calls()), "SIGKILL");
    expect(Buffer.from(await tree.readBlob(refund, 100)).toString()).toBe("Refund it.");
  });

  it.each([
    ["dies", "kill -9 $$"],
    ["dies within an answer", "read oid; echo $oid blob 10; echo ref; kill -9 $$"],
    ["says nothing", "exec sleep 60"],
    ["answers something else", `read oid; echo ${missing} blob 3; echo yes; exec sleep 60`],
    ["says what is no answer", "read oid; echo yes; exec sleep 60"],
  ])("are a problem, and no wait without end, where git %s", async (_, answer) => {
    wrapGit(`case "$*" in *cat-file*) ${answer};; esac`);
    const { tree, entries } = await open({ "greet.md": "Hello.", "refund.md": "Refund it." });
    const read = await Promise.allSettled(entries.map((entry) => tree.readBlob(entry, 100)));
    expect(read.map((one) => one.status === "rejected" && codesOf(one.reason))).toEqual([
      ["commit-unreadable"],
      ["commit-unreadable"],
    ]);
  });

  it("keep neither our process nor git from ending", async () => {
    const calls = wrapGit();
    const { entries, folder, tree } = await open({ "refund.md": "Refund it." });
    const module = new URL("../../../src/edge/git/open-repository.ts", import.meta.url).href;
    const program = `
      import { openRepository } from ${JSON.stringify(module)};
      const repository = await openRepository(${JSON.stringify(folder)});
      const tree = repository.openTree(${JSON.stringify(tree.sha)});
      console.log(Buffer.from(await tree.readBlob(${JSON.stringify(entries[0])}, 100)).toString());
    `;
    const args = ["--disable-warning=ExperimentalWarning", "--input-type=module", "--eval", program];
    expect(execFileSync(process.execPath, args, { encoding: "utf8", timeout: 20_000 })).toBe("Refund it.\n");
    const pid = pidOf(calls());
    await vi.waitFor(() => expect(existsSync(`/proc/${pid}/cwd`)).toBe(false));
  });
});

/** A commit of these files, through whatever git stands first in the PATH by now. */
async function open(files: Contents) {
  const desk = gitRepository();
  const sha = desk.commit(files);
  const repository = await openRepository(desk.folder, { silenceLimitMs: 500 });
  if (repository === undefined) throw new Error("no repository");
  const tree: Tree = repository.openTree(sha);
  return { tree, entries: await tree.entries(), isHere: repository.has, folder: desk.folder };
}

/** Puts a git before the real one that first does what is asked, and tells what it was called with, its process id first. */
function wrapGit(first = ":"): () => readonly string[] {
  const folder = tempFolder();
  const log = join(folder, "calls");
  const real = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
  writeFileSync(join(folder, "git"), `#!/bin/sh\necho "$$ $*" >> ${log}\n${first}\nexec ${real} "$@"\n`);
  chmodSync(join(folder, "git"), 0o755);
  vi.stubEnv("PATH", `${folder}${delimiter}${process.env["PATH"] ?? ""}`);
  return () => readFileSync(log, "utf8").trim().split("\n");
}

/** Of the last process that reads objects. */
function pidOf(calls: readonly string[]): number {
  return Number(calls.findLast((call) => call.includes("cat-file"))?.split(" ", 1)[0]);
}

function codesOf(error: unknown): readonly string[] {
  return (error as { readonly problems: readonly { readonly code: string }[] }).problems.map(
    ({ code }) => code,
  );
}
