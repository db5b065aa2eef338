import { describe, expect, it } from "vitest";
import { filesOfTree } from "../../src/tree/files-of-tree.ts";
import { findSetupInputs } from "../../src/tree/setup-inputs.ts";
import { treeInMemory } from "./tree-in-memory.ts";

const manifest = JSON.stringify({ dependencies: { refund: "1.0.0" }, scripts: { test: "vitest" } });
const node = { "package.json": manifest, "package-lock.json": "{}", "app.mjs": "1" };
const python = {
  "requirements.txt": "refund==1.0.0 # pinned\n-r more/base.txt\n",
  "more/base.txt": "greet[all]>=2; python_version > '3'\n",
};
const hashed = { "requirements.txt": "refund==1.0.0 \\\n  --hash=sha256:0a\n" };
const uv = { "pyproject.toml": '[project]\nname = "desk"\n', "uv.lock": "version = 1\n", "app.py": "1" };

async function read(argv: readonly string[], files: Readonly<Record<string, string>>, folder = ".") {
  const { ids, ...rest } = await findSetupInputs(argv, folder, filesOfTree(treeInMemory(files)));
  return { ...rest, reads: [...ids.keys()] };
}

describe("an installer reads its lockfiles", () => {
  it.each<readonly [string, Readonly<Record<string, string>>, readonly string[], boolean]>([
    ["npm ci", node, ["package.json", "package-lock.json"], true],
    [
      "npm ci --omit=dev --no-audit",
      { ...node, ".npmrc": "" },
      ["package.json", "package-lock.json", ".npmrc"],
      true,
    ],
    ["npm install", { ...node, "yarn.lock": "" }, ["package.json", "package-lock.json"], true],
    ["npm install", { "package.json": manifest, "app.mjs": "1" }, ["package.json"], false],
    [
      "pnpm install --frozen-lockfile",
      { ...node, "pnpm-lock.yaml": "a" },
      ["package.json", "pnpm-lock.yaml"],
      true,
    ],
    ["yarn install", { ...node, "yarn.lock": "a" }, ["package.json", "yarn.lock"], true],
    ["bun install", { ...node, "bun.lock": "{}" }, ["package.json", "bun.lock"], true],
    [
      "npm ci --ignore-scripts",
      { ...node, "package.json": '{"scripts":{"prepare":"tsc"}}' },
      ["package.json", "package-lock.json"],
      true,
    ],
    ["pip install -r requirements.txt", python, ["requirements.txt", "more/base.txt"], false],
    [
      "python3 -m pip install --quiet -rrequirements.txt",
      python,
      ["requirements.txt", "more/base.txt"],
      false,
    ],
    ["uv pip install --requirement=requirements.txt", hashed, ["requirements.txt"], true],
    ["uv sync --frozen", uv, ["pyproject.toml", "uv.lock"], true],
  ])("%s", async (command, files, reads, isPinned) => {
    expect(await read(command.split(" "), files)).toMatchObject({ reads, isPinned, isInstaller: true });
  });

  it("in the gate file's folder", async () => {
    const files = Object.fromEntries(Object.entries(node).map(([path, text]) => [`gates/${path}`, text]));
    expect((await read(["npm", "ci"], files, "gates")).reads).toEqual([
      "gates/package.json",
      "gates/package-lock.json",
    ]);
  });
});

describe("the whole commit is read", () => {
  const withManifest = (more: object) => ({ ...node, "package.json": JSON.stringify(more) });
  const withRequirement = (line: string) => ({ "requirements.txt": `${line}\n`, "app.py": "1" });
  it.each<readonly [string, string, Readonly<Record<string, string>>]>([
    ["a script", "sh setup.sh", node],
    ["a build", "npm run build", node],
    ["an installer at a path", "./npm ci", node],
    ["another folder", "npm ci --prefix ../other", node],
    ["a package by name", "npm install refund", node],
    ["no package.json here", "npm ci", { "app.mjs": "1" }],
    ["a broken package.json", "npm ci", { ...node, "package.json": "{" }],
    ["an install script", "npm ci", withManifest({ scripts: { postinstall: "node build.mjs" } })],
    ["a prepare script", "npm ci", withManifest({ scripts: { prepare: "tsc" } })],
    ["a native build", "npm ci", { ...node, "binding.gyp": "" }],
    ["workspaces", "npm ci", withManifest({ workspaces: ["packages/*"] })],
    ["a package of the commit", "npm ci", withManifest({ dependencies: { tools: "file:tools" } })],
    ["a package by path", "npm ci", withManifest({ dependencies: { tools: "../tools" } })],
    [
      "a link in the lockfile",
      "npm ci",
      { ...node, "package-lock.json": '{"packages":{"a":{"link": true}}}' },
    ],
    ["code that pnpm runs", "pnpm install", { ...node, ".pnpmfile.cjs": "" }],
    ["a yarn of the commit", "yarn install", { ...node, ".yarnrc.yml": "yarnPath: x" }],
    ["a project", "pip install .", withRequirement("refund==1")],
    ["an editable project", "pip install -e . -r requirements.txt", withRequirement("refund==1")],
    ["another option", "pip install --find-links wheels -r requirements.txt", withRequirement("refund==1")],
    ["an editable requirement", "pip install -r requirements.txt", withRequirement("-e ./tools")],
    ["a path requirement", "pip install -r requirements.txt", withRequirement("./tools")],
    ["a wheel of the commit", "pip install -r requirements.txt", withRequirement("tools.whl")],
    ["a URL requirement", "pip install -r requirements.txt", withRequirement("tools @ file:///srv/tools")],
    [
      "a variable in a requirement",
      "pip install -r requirements.txt",
      withRequirement("--index-url https://${HOST}/simple"),
    ],
    ["requirements that are not there", "pip install -r none.txt", withRequirement("refund==1")],
    ["requirements outside", "pip install -r ../../requirements.txt", withRequirement("refund==1")],
    ["a Python project that is built", "uv sync", { ...uv, "pyproject.toml": "[build-system]\n" }],
    ["a Python workspace", "uv sync", { ...uv, "pyproject.toml": "[tool.uv.workspace]\n" }],
    ["no uv.lock", "uv sync", { "pyproject.toml": "[project]\n", "app.py": "1" }],
    ["a local source in uv.lock", "uv sync", { ...uv, "uv.lock": 'source = { editable = "tools" }\n' }],
  ])("where there is %s", async (_, command, files) => {
    expect(await read(command.split(" "), { ...files, ".llm-o11y/waivers.yml": "" })).toMatchObject({
      reads: Object.keys(files).toSorted(),
      isPinned: false,
      isInstaller: false,
    });
  });
});

it.each([
  ["pip install -r requirements.txt", true],
  ["pip3 install -r requirements.txt", true],
  ["python -m pip install .", true],
  ["uv pip install -e .", true],
  ["pip install --target vendor -r requirements.txt", false],
  ["pip install --user -r requirements.txt", false],
  [".venv/bin/pip install -r requirements.txt", false],
  ["uv sync", false],
  ["npm ci", false],
])("%s needs a Python environment: %s", async (command, needed) => {
  expect((await read(command.split(" "), python)).needsPythonEnvironment).toBe(needed);
});
