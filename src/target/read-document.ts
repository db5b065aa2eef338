import type { SourceNode } from "../config/source-tree.ts";
import { readYaml } from "../config/yaml-source.ts";
import type { Parsed, Place, Problem } from "../problem.ts";

/** A file that the target names, as it was read. */
export type NamedFile = {
  /** Relative to the repository. */
  readonly file: string;
  /** With LF line endings, as `normaliseText` gives it. */
  readonly text: string;
};

/** Line endings are the checkout's business: one prompt is one prompt, to the model and to the fingerprint. */
export function normaliseText(text: string): string {
  return text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
}

/** A YAML file, or a JSON file where its name ends in `.json`, as a tree with places. Keys that are double are problems in both. */
export function readDocument({ file, text }: NamedFile): Parsed<SourceNode> {
  const fault = /\.json$/i.test(file) ? jsonFault({ file, text }) : undefined;
  return fault === undefined ? readYaml(file, text) : { ok: false, problems: [fault] };
}

/** The words of `JSON.parse` quote the file and differ between versions of Node; only its position is used. */
function jsonFault({ file, text }: NamedFile): Problem | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const offset = /position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
    return {
      code: "not-json",
      ...(offset === undefined ? { file } : placeIn({ file, text }, Number(offset))),
      message: "the file is not JSON.",
      fix: "Correct the syntax at this place: JSON has double quotes, no comments and no comma before a closing bracket.",
    };
  }
}

/** Where an offset of a text stands in its file. */
export function placeIn({ file, text }: NamedFile, offset: number): Place {
  const before = text.slice(0, offset).split("\n");
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
