import { spawnSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runToEnd } from "../../src/edge/model/app/spawn-process.ts";
import { type ArmFolderOptions, openArmFolder } from "../../src/host/open-arm-folder.ts";
import { ProblemError } from "../../src/problem.ts";
import { type Contents, type GitRepository, gitRepository } from "../git-repository.ts";
import { tempFolder } from "../temp-folder.ts";

const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], SUPPORT_KEY: "sk-secret" };

/** Writes what it was told into `node_modules`, and counts how often it ran in a file that no folder of ours holds. */
const install = `
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
mkdirSync("node_modules/desk/empty", { recursive: true });
writeFileSync("node_modules/desk/index.js", readFileSync("package-lock.json"));
appendFileSync(process.env.HOME + "/runs.txt", process.cwd() + "\\n");
`;

/** A repository whose \`npm ci\` is our own, so that a test needs no registry. */
function installed(files: Contents = {}) {
  const repository = gitRepository();
  const home = tempFolder({
    "bin/npm": `#!/bin/sh\nexec "${process.execPath}" --input-type=module -e '${install.replaceAll("'", String.raw`'\''`)}'\n`,
  });
  spawnSync("chmod", ["+x", join(home, "bin/npm")]);
  const sha = repository.commit({
    "package.json": '{"name":"desk","dependencies":{"refund":"1.0.0"}}\n',
    "package-lock.json": '{"v":1}\n',
    "app.mjs": "1\n",
    ".gitignore": "node_modules\n",
    ...files,
  });
  const cacheDir = join(home, "cache");
  const open = (options: Partial<ArmFolderOptions> & { readonly sha?: string }) =>
    openArm(repository, {
      setup: ["npm", "ci"],
      cacheDir,
      env: { ...env, PATH: `${join(home, "bin")}:${env.PATH ?? ""}`, HOME: home },
      ...options,
    });
  const runs = () =>
    existsSync(join(home, "runs.txt")) ? readFileSync(join(home, "runs.txt"), "utf8").trim().split("\n") : [];
  return { repository, sha, home, cacheDir, open, runs };
}

function openArm({ folder }: Pick<GitRepository, "folder">, options: Partial<ArmFolderOptions> = {}) {
  return openArmFolder({
    root: folder,
    gateFolder: ".",
    slot: "candidate",
    env,
    run: runToEnd,
    cacheDir: join(tempFolder(), "cache"),
    signal: new AbortController().signal,
    ...options,
  });
}

describe("an arm's folder", () => {
  it("holds the files of its own commit, two arms at one commit too", async () => {
    const repository = gitRepository();
    const base = repository.commit({ "app.mjs": "base\n", "gates/llm-o11y.yml": "gate: desk\n" });
    const head = repository.commit({ "app.mjs": "head\n" });
    const arms = await Promise.all(
      [base, head, head].map((sha) => openArm(repository, { sha, gateFolder: "gates" })),
    );
    expect(arms.map(({ folder }) => readFileSync(join(folder, "../app.mjs"), "utf8"))).toEqual([
      "base\n",
      "head\n",
      "head\n",
    ]);
    expect(new Set(arms.map(({ folder }) => folder)).size).toBe(3);
    for (const { folder } of arms) expect(folder.startsWith(repository.folder)).toBe(false);
    await Promise.all(arms.map((arm) => arm.close()));
    expect(arms.map(({ folder }) => existsSync(folder))).toEqual([false, false, false]);
    expect(repository.git("worktree", "list").split("\n")).toHaveLength(1);
    expect(repository.git("status", "--short")).toBe("");
  });

  it("comes from a shallow clone, another worktree, and with submodules left empty", async () => {
    const repository = gitRepository();
    const sha = repository.commit({
      "app.mjs": "one\n",
      vendor: { submodule: "c0ffee0123456789c0ffee0123456789c0ffee01" },
    });
    const linked = join(tempFolder(), "linked");
    repository.git("worktree", "add", "-q", "--detach", linked, sha);
    for (const folder of [repository.shallowClone(sha).folder, linked]) {
      const arm = await openArm({ folder }, { sha });
      expect(readdirSync(arm.folder).toSorted()).toEqual([".git", "app.mjs", "vendor"]);
      expect(readdirSync(join(arm.folder, "vendor"))).toEqual([]);
      await arm.close();
    }
  });

  it("runs no hook", async () => {
    const repository = gitRepository();
    const sha = repository.commit({ "app.mjs": "one\n" });
    const witness = join(tempFolder(), "ran");
    mkdirSync(join(repository.folder, ".git/hooks"), { recursive: true });
    for (const hook of ["post-checkout", "post-index-change", "reference-transaction"])
      repository.write({ [`.git/hooks/${hook}`]: { executable: `#!/bin/sh\ntouch ${witness}\n` } });
    const arm = await openArm(repository, { sha });
    await arm.close();
    expect(existsSync(witness)).toBe(false);
  });

  it("says what git says where it refuses, and leaves nothing behind", async () => {
    const repository = gitRepository();
    const sha = repository.commit({ "app.mjs": "one\n", ".gitattributes": "*.mjs filter=broken\n" });
    repository.git("config", "filter.broken.smudge", "false");
    repository.git("config", "filter.broken.required", "true");
    const cacheDir = join(tempFolder(), "cache");
    const [problem] = await problemsOf(openArm(repository, { sha, cacheDir }));
    expect(problem?.code).toBe("worktree-failed");
    expect(problem?.message).toContain("smudge filter broken failed");
    expect(readdirSync(join(cacheDir, "arms"))).toEqual([]);
    expect(repository.git("worktree", "list").split("\n")).toHaveLength(1);
  });

  it.each([
    ["a link that leads out", { gates: { link: "/" } }],
    ["nothing", {}],
  ] as const)("is refused where the gate file's folder is %s", async (_, files) => {
    const repository = gitRepository();
    const sha = repository.commit({ "app.mjs": "one\n", ...files });
    expect((await problemsOf(openArm(repository, { sha, gateFolder: "gates" })))[0]?.code).toBe(
      "folder-outside",
    );
  });

  it("is never inside of the repository, wherever the cache is", async () => {
    const repository = gitRepository();
    const sha = repository.commit({ "app.mjs": "one\n" });
    const arm = await openArm(repository, { sha, cacheDir: join(repository.folder, ".cache") });
    expect(arm.folder.startsWith(repository.folder)).toBe(false);
    await arm.close();
    expect(existsSync(arm.folder)).toBe(false);
    expect(existsSync(join(repository.folder, ".cache"))).toBe(false);
  });
});

describe("the working tree", () => {
  it("is copied as it is: with new files and links, without what is ignored or deleted", async () => {
    const repository = gitRepository();
    repository.commit({
      ".gitignore": "*.log\n",
      "app.mjs": "committed\n",
      "old.mjs": "old\n",
      "run.sh": { executable: "#!/bin/sh\n" },
      "moved/a.mjs": "a\n",
    });
    const elsewhere = tempFolder({ "a.mjs": "elsewhere\n" });
    repository.write({
      "app.mjs": "edited\n",
      "old.mjs": null,
      "tools/new.mjs": "new\n",
      "debug.log": "noise\n",
      outside: { link: elsewhere },
      moved: { link: elsewhere },
    });
    const arm = await openArm(repository);
    expect(readdirSync(arm.folder).toSorted()).toEqual(
      [".git", ".gitignore", "app.mjs", "moved", "outside", "run.sh", "tools"].toSorted(),
    );
    expect(readFileSync(join(arm.folder, "app.mjs"), "utf8")).toBe("edited\n");
    expect(readFileSync(join(arm.folder, "tools/new.mjs"), "utf8")).toBe("new\n");
    expect(readlinkSync(join(arm.folder, "outside"))).toBe(elsewhere);
    expect(lstatSync(join(arm.folder, "moved")).isSymbolicLink()).toBe(true);
    expect(statSync(join(arm.folder, "run.sh")).mode & 0o100).toBe(0o100);
    await arm.close();
    expect(readdirSync(elsewhere)).toEqual(["a.mjs"]);
    expect(repository.git("worktree", "list").split("\n")).toHaveLength(1);
  });

  it("needs no commit, and no repository", async () => {
    const repository = gitRepository();
    repository.write({ "app.mjs": "first\n" });
    for (const folder of [repository.folder, tempFolder({ "app.mjs": "first\n", "node_modules/x.js": "" })]) {
      const arm = await openArm({ folder });
      expect(readdirSync(arm.folder)).toEqual(["app.mjs"]);
      await arm.close();
      expect(existsSync(arm.folder)).toBe(false);
    }
  });
});

describe("a setup", () => {
  it("runs once for equal lockfiles, and its source is that of the new commit", async () => {
    const { repository, sha, open, runs } = installed();
    const first = await open({ sha });
    expect(first.reused).toBe(false);
    await first.close();
    const next = repository.commit({ "app.mjs": "2\n", "tools.mjs": "new\n" });
    const second = await open({ sha: next });
    expect([second.reused, second.setupMs, second.folder]).toEqual([true, 0, first.folder]);
    expect(readFileSync(join(second.folder, "app.mjs"), "utf8")).toBe("2\n");
    expect(existsSync(join(second.folder, "node_modules/desk/empty"))).toBe(true);
    await second.close();
    const third = await open({ sha });
    expect(readdirSync(third.folder).toSorted()).toEqual(
      [".git", ".gitignore", "app.mjs", "node_modules", "package-lock.json", "package.json"].toSorted(),
    );
    await third.close();
    expect(runs()).toHaveLength(1);
    expect(repository.git("worktree", "list").split("\n")).toHaveLength(1);
  });

  it("serves the working tree too", async () => {
    const { repository, sha, open, runs } = installed();
    await (await open({ sha })).close();
    repository.write({ "app.mjs": "dirty\n" });
    const arm = await open({});
    expect(arm.reused).toBe(true);
    expect(readFileSync(join(arm.folder, "app.mjs"), "utf8")).toBe("dirty\n");
    await arm.close();
    expect(runs()).toHaveLength(1);
  });

  it("runs again after a lockfile edit, and for the other arm", async () => {
    const { repository, sha, open, runs } = installed();
    await (await open({ sha })).close();
    const edited = repository.commit({ "package-lock.json": '{"v":2}\n' });
    const arm = await open({ sha: edited });
    expect(readFileSync(join(arm.folder, "node_modules/desk/index.js"), "utf8")).toBe('{"v":2}\n');
    await arm.close();
    await (await open({ sha, slot: "baseline" })).close();
    expect(runs()).toHaveLength(3);
  });

  it("leaves nothing of what the app wrote for the next run", async () => {
    const { sha, open, runs } = installed();
    const first = await open({ sha });
    writeFileSync(join(first.folder, "state.json"), "{}");
    writeFileSync(join(first.folder, "node_modules/desk/cache.js"), "x");
    writeFileSync(join(first.folder, "app.mjs"), "changed by itself");
    await first.close();
    const second = await open({ sha });
    expect(second.reused).toBe(true);
    expect(existsSync(join(second.folder, "state.json"))).toBe(false);
    expect(existsSync(join(second.folder, "node_modules/desk/cache.js"))).toBe(false);
    expect(readFileSync(join(second.folder, "app.mjs"), "utf8")).toBe("1\n");
    writeFileSync(join(second.folder, "node_modules/desk/index.js"), "changed what was installed");
    await second.close();
    const third = await open({ sha });
    expect(third.reused).toBe(false);
    expect(readFileSync(join(third.folder, "node_modules/desk/index.js"), "utf8")).toBe('{"v":1}\n');
    await third.close();
    expect(runs()).toHaveLength(2);
  });

  it("is never shared by two runs at a time", async () => {
    const { sha, open, runs } = installed();
    const [first, second] = [await open({ sha }), await open({ sha })];
    expect(second.folder).not.toBe(first.folder);
    await second.close();
    await first.close();
    expect(existsSync(second.folder)).toBe(false);
    expect((await open({ sha })).folder).toBe(first.folder);
    expect(runs()).toHaveLength(2);
  });

  it("is had again after a run that was killed", async () => {
    const { repository, sha, open, cacheDir } = installed();
    const killed = await open({ sha });
    const lock = join(killed.folder, "../../lock");
    const dead = spawnSync(process.execPath, ["-e", ""]).pid;
    writeFileSync(lock, JSON.stringify({ pid: dead, startedAt: "" }));
    const next = await open({ sha });
    expect([next.reused, next.folder]).toEqual([true, killed.folder]);
    await next.close();
    writeFileSync(lock, JSON.stringify({ pid: process.pid, startedAt: "another process of this number" }));
    expect((await open({ sha })).reused).toBe(true);
    writeFileSync(lock, "torn");
    const torn = await open({ sha });
    expect(torn.reused).toBe(true);
    await torn.close();
    expect(repository.git("worktree", "list").split("\n")).toHaveLength(1);
    expect(existsSync(join(cacheDir, "arms"))).toBe(false);
  });

  it("that builds is never reused for another source", async () => {
    const { repository, open } = installed();
    const build = ["sh", "-c", "mkdir -p out && cp app.mjs out/app.mjs"];
    const sha = repository.commit({ "app.mjs": "first\n" });
    await (await open({ sha, setup: build })).close();
    const again = await open({ sha, setup: build });
    expect(again.reused).toBe(true);
    await again.close();
    const next = repository.commit({ "app.mjs": "second\n" });
    const arm = await open({ sha: next, setup: build });
    expect(arm.reused).toBe(false);
    expect(readFileSync(join(arm.folder, "out/app.mjs"), "utf8")).toBe("second\n");
    await arm.close();
  });

  it.each([
    ["changes files of the commit", "echo built > app.mjs && touch new"],
    ["makes nothing here", "true"],
  ])("that %s runs every time", async (_, script) => {
    const { sha, open } = installed();
    for (let run = 0; run < 2; run += 1) {
      const arm = await open({ sha, setup: ["sh", "-c", script] });
      expect(arm.reused).toBe(false);
      await arm.close();
    }
  });

  it("gets no secret and no address that holds one", async () => {
    const { sha, open } = installed();
    const arm = await open({
      sha,
      setup: ["sh", "-c", "env > env.txt"],
      env: {
        ...env,
        HTTPS_PROXY: "http://proxy.example:3128",
        http_proxy: "http://desk:pw@proxy.example:3128",
        PIP_INDEX_URL: "https://token@packages.example/simple",
        npm_config_registry: "https://packages.example/?t=token",
        NODE_AUTH_TOKEN: "npm_secret",
      },
    });
    const seen = readFileSync(join(arm.folder, "env.txt"), "utf8");
    expect(seen).toContain("HTTPS_PROXY=http://proxy.example:3128\n");
    expect(seen).not.toMatch(/SUPPORT_KEY|secret|token|pw@/u);
    await arm.close();
  });

  it.each([
    [
      "fails",
      ["sh", "-c", "seq 1 20; echo no such package >&2; exit 3"],
      /exit code 3.*: 1 ⏎ .* ⏎ no such package$/u,
    ],
    ["is silent", ["false"], /exit code 1, and printed nothing$/u],
    [
      "is not found",
      ["no-such-installer"],
      /was not run: cannot start "no-such-installer": it is not found\.$/u,
    ],
  ])("that %s is a problem that names the arm, and leaves nothing behind", async (_, setup, message) => {
    const { repository, sha, open, cacheDir } = installed();
    const [problem] = await problemsOf(open({ sha, setup, slot: "baseline" }));
    expect(problem?.code).toBe("setup-failed");
    expect(problem?.message).toContain("baseline");
    expect(problem?.message).toMatch(message);
    expect(repository.git("worktree", "list").split("\n")).toHaveLength(1);
    for (const key of readdirSync(join(cacheDir, "setups")))
      expect(readdirSync(join(cacheDir, "setups", key))).toEqual([]);
  });

  it("ends with the run", async () => {
    const { sha, open } = installed();
    const stop = new AbortController();
    const opening = open({ sha, setup: ["sleep", "60"], signal: stop.signal });
    setTimeout(() => stop.abort(), 300);
    expect((await problemsOf(opening))[0]?.message).toContain("was stopped with the run");
  });

  it("of pip has a Python environment of the arm's own", async () => {
    const repository = gitRepository();
    const sha = repository.commit({ "requirements.txt": "# nothing\n" });
    const cacheDir = join(tempFolder(), "cache");
    const options = { sha, cacheDir, setup: ["pip", "install", "-r", "requirements.txt"] };
    const arm = await openArm(repository, options);
    const own = join(arm.folder, "../python");
    expect(arm.env["PATH"]?.startsWith(join(own, "bin"))).toBe(true);
    const where = await runToEnd({
      argv: ["python3", "-c", "import sys; print(sys.prefix)"],
      folder: arm.folder,
      env: { PATH: arm.env["PATH"] ?? "" },
      timeoutMs: 30_000,
      signal: new AbortController().signal,
    });
    expect(where.output.trim()).toBe(own);
    await arm.close();
    const again = await openArm(repository, options);
    expect([again.reused, again.env]).toEqual([true, arm.env]);
    await again.close();
  });
});

it("removes what killed runs have left, and nothing of a run that goes on", async () => {
  const { repository, sha, open, cacheDir } = installed();
  const alive = await open({ sha, setup: ["true"], slot: "baseline" });
  const killed = await openArm(repository, { sha, cacheDir });
  const own = join(killed.folder, "../..");
  writeFileSync(join(own, "lock"), JSON.stringify({ pid: 2 ** 22 + 1, startedAt: "" }));
  spawnSync("touch", ["-d", "2 hours ago", own]);
  await (await openArm(repository, { sha, cacheDir })).close();
  expect(existsSync(own)).toBe(false);
  expect(existsSync(alive.folder)).toBe(true);
  await alive.close();
  expect(repository.git("worktree", "list").split("\n")).toHaveLength(1);
});

async function problemsOf(promise: Promise<unknown>) {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
  throw new Error("no problem");
}
