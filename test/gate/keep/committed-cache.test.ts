import { expect, it } from "vitest";
import { findCommittedCache } from "../../../src/gate/keep/committed-cache.ts";
import type { TreeEntry } from "../../../src/tree/tree.ts";

function entry(path: string, kind: TreeEntry["kind"] = "file"): TreeEntry {
  return { path, kind, oid: "1" };
}

it.each([
  ["an entry", entry("bot/.llm-o11y/cache/ab/cd")],
  ["a file in its place", entry("bot/.llm-o11y/cache")],
  ["a link in its place", entry("bot/.llm-o11y/cache", "link")],
  ["a link above it", entry("bot/.llm-o11y", "link")],
  ["a submodule above it", entry("bot", "submodule")],
  ["a link under a name of git's own", entry("bot/.llm-o11y/cache/.gitignore", "link")],
  ["the same folder on a disk that ignores case", entry("Bot/.LLM-o11y/Cache/ab/cd")],
])("tells a commit that brings %s", (_, found) => {
  expect(findCommittedCache("bot/.llm-o11y/cache", [entry("README.md"), found])).toMatchObject({
    code: "cache-committed",
    file: "bot/.llm-o11y/cache",
  });
});

it("says nothing of a commit with waivers, judge cards, and a folder that git ignores", () => {
  const paths = [
    "bot/llm-o11y.yml",
    "bot/.llm-o11y/waivers.yml",
    "bot/.llm-o11y/judges/helpful.json",
    "bot/.llm-o11y/cache/.gitignore",
    "bot/.llm-o11y/cache-notes.md",
    "other/.llm-o11y/cache/ab/cd",
  ];
  expect(
    findCommittedCache(
      "bot/.llm-o11y/cache",
      paths.map((path) => entry(path)),
    ),
  ).toBeUndefined();
});
