import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

type PackageJson = { readonly name?: string; readonly version?: string; readonly license?: string };

/**
 * The text of `dist/licenses.txt`: each package that has a module in the bundle, sorted by name, with its licence and notice files.
 * Where a package keeps its licence in the heads of its modules instead, it is those, and the text of the Apache License that they name.
 * A package without a licence text is an error: what we may not redistribute is not bundled.
 */
export function collectLicenses(modules: readonly string[]): string {
  const modulesByFolder = new Map<string, string[]>();
  for (const id of modules.filter((each) => each.includes("node_modules"))) {
    const folder = packageFolder(id);
    modulesByFolder.set(folder, [...(modulesByFolder.get(folder) ?? []), id]);
  }
  const entries = [...modulesByFolder].map(([folder, own]) => {
    const { name = "", version = "", license = "" } = readPackage(folder);
    const files = readdirSync(folder)
      .filter((file) => /^(licen[cs]e|notice|copying)([.-].*)?$/i.test(file))
      .toSorted()
      .map((file) => readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim());
    const texts = files.length > 0 ? files : licensesInHeads(own, license);
    if (license === "" || texts.length === 0)
      throw new Error(`${name} has no licence text. Do not bundle it.`);
    return { title: `${name} ${version} (${license})`, texts };
  });
  const titlesByText = new Map<string, string[]>();
  for (const { title, texts } of entries) {
    const text = texts.join("\n\n");
    titlesByText.set(text, [...(titlesByText.get(text) ?? []), title]);
  }
  const sections = [...titlesByText].map(([text, titles]) => ({ title: titles.toSorted().join("\n"), text }));
  const line = "-".repeat(80);
  return sections
    .toSorted((a, b) => (a.title < b.title ? -1 : 1))
    .map(({ title, text }) => `${line}\n${title}\n${line}\n\n${text}\n`)
    .join("\n");
}

/** The comments at the head of modules that are about a licence, each once, with the whole of the Apache License where it is theirs. */
function licensesInHeads(modules: readonly string[], license: string): readonly string[] {
  const heads = modules.flatMap((id) => {
    const [head = ""] = /^(?:\/\/.*\n)+/.exec(readFileSync(id, "utf8")) ?? [];
    return /copyright/i.test(head) ? [head.replaceAll(/^\/\/ ?/gm, "").trim()] : [];
  });
  const apache = readFileSync(join(import.meta.dirname, "..", "LICENSE"), "utf8").trim();
  return heads.length === 0
    ? []
    : [...new Set(heads)].toSorted().concat(license.includes("Apache-2.0") ? [apache] : []);
}

/** The nearest folder above a module whose package.json has a name and a version (inner ones often only set `type`). */
function packageFolder(id: string): string {
  let folder = dirname(id.replace(/^\0/, "").replace(/\?.*$/, ""));
  while (readPackage(folder).version === undefined) folder = dirname(folder);
  return folder;
}

function readPackage(folder: string): PackageJson {
  const file = join(folder, "package.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as PackageJson) : {};
}
