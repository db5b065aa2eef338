import { posix } from "node:path";
import type { Files } from "./tree.ts";

/** What the outcome of a setup depends on, besides the machine. */
export type SetupInputs = {
  /** Content ids by path of the files that it reads. */
  readonly ids: ReadonlyMap<string, string>;
  /** It installs what these files name, and nothing of the commit's own code goes into it. */
  readonly isInstaller: boolean;
  /** The files name one version of every package. Otherwise the outcome changes with time. */
  readonly isPinned: boolean;
  /** It installs into the Python environment that it finds, and not into the folder. */
  readonly needsPythonEnvironment: boolean;
};

/**
 * The files that a setup reads. An installer that is called in a known way, in a folder where it runs none of the commit's code, reads
 * its lockfiles. Anything else may read all there is: what an older commit's setup built must never be run as this one's.
 */
export async function findSetupInputs(
  argv: readonly string[],
  folder: string,
  files: Files,
): Promise<SetupInputs> {
  const needsPythonEnvironment = pipArguments(argv) !== undefined;
  const all = await files.contentIds();
  const read = async (name: string): Promise<string | undefined> => {
    const path = posix.join(folder, name);
    return all.has(path) ? files.readText(path) : undefined;
  };
  const installer = await readInstaller(argv, read);
  if (installer === undefined) {
    const own = posix.join(folder, ".llm-o11y/");
    const ids = new Map([...all].filter(([path]) => !path.startsWith(own)));
    return { ids, isInstaller: false, isPinned: false, needsPythonEnvironment };
  }
  const paths = installer.reads.map((name) => posix.join(folder, name));
  const ids = new Map(
    paths.flatMap((path) => {
      const id = all.get(path);
      return id === undefined ? [] : [[path, id]];
    }),
  );
  return { ids, isInstaller: true, isPinned: installer.isPinned, needsPythonEnvironment };
}

/** Names relative to the folder; those that are not there are no part of the key. */
type Installer = { readonly reads: readonly string[]; readonly isPinned: boolean };
type Read = (name: string) => Promise<string | undefined>;

async function readInstaller(argv: readonly string[], read: Read): Promise<Installer | undefined> {
  const pip = pipArguments(argv);
  if (pip !== undefined) return readPip(pip, read);
  const [program = "", command = "", ...options] = argv;
  const node = nodeInstallers.get(program);
  if (node?.commands.includes(command) === true)
    return options.every(isHarmless) ? readNode(node.locks, options, read) : undefined;
  if (program === "uv" && command === "sync") return options.every(isHarmless) ? readUv(read) : undefined;
  return undefined;
}

/** What may follow without another file being read or other code being run. */
const harmless =
  /^(?:--ignore-scripts|--omit=(?:dev|optional|peer)|--production|--prod|--frozen-lockfile|--immutable|--frozen|--locked|--no-dev|--no-install-project|--no-audit|--no-fund|--prefer-offline|--legacy-peer-deps|--no-progress|--quiet|--silent|-q|-s)$/u;

function isHarmless(option: string): boolean {
  return harmless.test(option);
}

const nodeInstallers: ReadonlyMap<
  string,
  { readonly commands: readonly string[]; readonly locks: readonly string[] }
> = new Map([
  ["npm", { commands: ["ci", "install", "i"], locks: ["package-lock.json", "npm-shrinkwrap.json"] }],
  ["pnpm", { commands: ["install", "i"], locks: ["pnpm-lock.yaml"] }],
  ["yarn", { commands: ["install"], locks: ["yarn.lock"] }],
  ["bun", { commands: ["install", "i"], locks: ["bun.lock", "bun.lockb"] }],
]);

/** Files by which an install runs code of the commit, or is led to other files. */
const leadElsewhere = ["pnpm-workspace.yaml", ".pnpmfile.cjs", ".pnpmfile.mjs", ".yarnrc.yml", ".yarnrc"];

async function readNode(
  locks: readonly string[],
  options: readonly string[],
  read: Read,
): Promise<Installer | undefined> {
  const manifest = parseManifest(await read("package.json"));
  if (manifest === undefined || leadsElsewhere(manifest)) return undefined;
  const runsOwn = hasInstallScript(manifest) || (await read("binding.gyp")) !== undefined;
  if (runsOwn && !options.includes("--ignore-scripts")) return undefined;
  for (const name of leadElsewhere) if ((await read(name)) !== undefined) return undefined;
  const texts = await Promise.all(locks.map(read));
  // A lockfile says of a package in a folder of the commit that it is a link to it.
  if (
    texts.some((text) => text !== undefined && /"link":\s*true|@(?:file|link|workspace):|"file:/u.test(text))
  )
    return undefined;
  return {
    reads: ["package.json", ...locks, ".npmrc", "bunfig.toml"],
    isPinned: texts.some((text) => text !== undefined),
  };
}

type Manifest = Readonly<Record<string, unknown>>;

function parseManifest(text: string | undefined): Manifest | undefined {
  if (text === undefined) return undefined;
  try {
    return mapOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function mapOf(value: unknown): Manifest | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Manifest)
    : undefined;
}

function hasInstallScript({ scripts }: Manifest): boolean {
  const names = Object.keys(mapOf(scripts) ?? {});
  return names.some((name) =>
    /^(?:(?:pre|post)?(?:install|prepare)|prepublish|dependencies|pnpm:.*)$/u.test(name),
  );
}

/** A package that lies in the commit, patches, or a version that is no version. */
function leadsElsewhere(manifest: Manifest): boolean {
  if ("workspaces" in manifest || "pnpm" in manifest || "patchedDependencies" in manifest) return true;
  const kinds = ["dependencies", "devDependencies", "optionalDependencies", "overrides", "resolutions"];
  return /"(?:file:|link:|portal:|patch:|workspace:|exec:|\.|~\/|\/)/u.test(
    JSON.stringify(kinds.map((kind) => manifest[kind] ?? {})),
  );
}

/** What follows `pip install`, however pip is called; undefined where it is not, or where it has its own place to install to. */
function pipArguments(argv: readonly string[]): readonly string[] | undefined {
  const words = /^python[\d.]*$/u.test(argv[0] ?? "") && argv[1] === "-m" ? argv.slice(2) : argv;
  const [program = "", ...rest] = words[0] === "uv" ? words.slice(1) : words;
  if (!/^pip[\d.]*$/u.test(program) || rest[0] !== "install") return undefined;
  const placed = /^(?:-t|--target|--prefix|--root|--user|--system|--python)(?:=|$)/u;
  return rest.some((word) => placed.test(word)) ? undefined : rest.slice(1);
}

async function readPip(args: readonly string[], read: Read): Promise<Installer | undefined> {
  const roots: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? "";
    const [, joined] = /^(?:--requirement=|-r(?!$))(.+)$/u.exec(word) ?? [];
    if (word === "-r" || word === "--requirement") {
      index += 1;
      roots.push(args[index] ?? "");
    } else if (joined !== undefined) roots.push(joined);
    else if (!isHarmless(word) && word !== "--require-hashes" && word !== "--no-deps") return undefined;
  }
  if (roots.length === 0) return undefined;
  const found = new Map<string, string>();
  for (const root of roots) if (!(await readRequirements(root, read, found))) return undefined;
  const isHashed =
    args.includes("--require-hashes") || [...found.values()].some((text) => text.includes("--hash="));
  return { reads: [...found.keys()], isPinned: isHashed };
}

/** An empty line, a name with what is asked of it, or an option that names no file. */
const requirement =
  /^(?:$|[A-Za-z0-9][\w.-]*(?:\s*\[[\w\s,.-]*\])?\s*(?:$|[=<>!~;(])|--(?:index-url|extra-index-url|only-binary|no-binary|prefer-binary|require-hashes)\b)/u;

/** Collects a requirements file and those that it names; false where it also names code of the commit, or what cannot be told. */
async function readRequirements(path: string, read: Read, found: Map<string, string>): Promise<boolean> {
  const name = posix.normalize(path);
  if (found.has(name)) return true;
  if (posix.isAbsolute(name)) return false;
  const text = await read(name).catch(() => undefined);
  if (text === undefined) return false;
  found.set(name, text);
  const lines = text.replaceAll(/\\\r?\n/gu, " ").split(/\r?\n/u);
  for (const line of lines.map((each) => each.replace(/(?:^|\s)#.*$/u, "").trim())) {
    const [, nested] = /^(?:-r|-c|--requirement|--constraint)[\s=]*(\S+)$/u.exec(line) ?? [];
    if (nested !== undefined) {
      if (!(await readRequirements(posix.join(posix.dirname(name), nested), read, found))) return false;
    } else if (!requirement.test(line) || /\$|\.(?:whl|zip|tar|tgz|gz|bz2|xz)(?:$|\s|;)/u.test(line))
      return false;
  }
  return true;
}

async function readUv(read: Read): Promise<Installer | undefined> {
  const project = await read("pyproject.toml");
  const lock = await read("uv.lock");
  if (project === undefined || lock === undefined) return undefined;
  const buildsOwn =
    /^\s*\[\s*(?:build-system|tool\.uv\.(?:workspace|sources)\b)|^\s*package\s*=\s*true/mu.test(project);
  if (buildsOwn || /source = \{ (?:editable|directory|path) /u.test(lock)) return undefined;
  return { reads: ["pyproject.toml", "uv.lock", "uv.toml", ".python-version"], isPinned: true };
}
