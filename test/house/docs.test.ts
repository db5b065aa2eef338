import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { globalRuleIds } from "../../src/config/rule-ids.ts";
import { modeByRule } from "../../src/score/failure/name-failure.ts";

const root = join(import.meta.dirname, "..", "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const names = z.record(z.string(), z.string());
const { scripts, devDependencies, optionalDependencies } = z
  .object({ scripts: names, devDependencies: names, optionalDependencies: names })
  .parse(JSON.parse(read("package.json")));

const documents = [
  ...readdirSync(root).filter((name) => name.endsWith(".md")),
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
  ...readdirSync(join(root, "examples"), { recursive: true, encoding: "utf8" })
    .filter((name) => /^(?:[\w-]+\/)?README\.md$/.test(name))
    .map((name) => join("examples", name)),
];

/** GitHub's anchor of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .trim()
    .replaceAll(" ", "-");
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchorOf(heading));

describe.each(documents)("%s", (document) => {
  const text = read(document);

  it("names only npm scripts that exist", () => {
    const named = [...text.matchAll(/npm run ([a-z:-]+)/g)].map(([, name]) => name);
    expect(named.filter((name) => scripts[name ?? ""] === undefined)).toEqual([]);
  });

  it("links only to files and headings that exist", () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
    const broken = links.filter(([, path = "", anchor]) => {
      const target = path === "" ? document : join(dirname(document), path);
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });
});

/** First cells of the tables of a document, without backquotes. */
const rowsOf = (document: string) =>
  [...read(document).matchAll(/^\| `([^`]+)`/gm)].map(([, cell]) => cell ?? "");

it("every dependency has its line in docs/dependencies.md, and no other package has one", () => {
  const installed = Object.keys({ ...devDependencies, ...optionalDependencies });
  expect(rowsOf("docs/dependencies.md").toSorted()).toEqual(installed.toSorted());
});

it("docs/dependencies.md names as bundled exactly what dist/ has of them", () => {
  const [bundled = ""] = read("docs/dependencies.md").split("## For development only");
  const licensed = new Set(
    [...read("dist/licenses.txt").matchAll(/^(@?[\w/.-]+) \S+ \(.+\)$/gm)].map(([, name]) => name),
  );
  const direct = Object.keys(devDependencies).filter((name) => licensed.has(name));
  expect([...bundled.matchAll(/^\| `([^`]+)`/gm)].map(([, name = ""]) => name).toSorted()).toEqual(
    direct.toSorted(),
  );
});

it("every rule has its line in docs/policy.md", () => {
  const documented = rowsOf("docs/policy.md").map((cell) => cell.replace(/:<.*>$/, ""));
  expect(documented).toEqual(
    expect.arrayContaining([...globalRuleIds, "scorer", "scorer_slo", "failure", "slice"]),
  );
});

it("every rule scorer has its line in docs/scorers.md", () => {
  expect(rowsOf("docs/scorers.md")).toEqual(expect.arrayContaining([...Object.keys(modeByRule), "recorded"]));
});

it("every problem that the code can name has its line in docs/reference/problems.md", () => {
  const cells = [...read("docs/reference/problems.md").matchAll(/^\|(.*?)\|/gm)].map(([, cell = ""]) => cell);
  const documented = new Set(
    cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code)),
  );
  const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  const named = sources.flatMap((name) =>
    [...read(join("src", name)).matchAll(/\bcode: "([a-z0-9]+(?:-[a-z0-9]+)+|drafts)"/g)].map(
      ([, code = ""]) => code,
    ),
  );
  expect(named.filter((code) => !documented.has(code))).toEqual([]);
});

it("every npm script runs a file that exists", () => {
  const files = Object.values(scripts).flatMap((script) => script.match(/[\w/.-]+\.(?:ts|js)/g) ?? []);
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
