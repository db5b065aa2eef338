import { counted, integer } from "../decide/format.ts";
import { terminalText } from "./untrusted.ts";

/** What changes in a dataset from one commit to another, with the fields that each edit touches. */
export type DatasetDiff = {
  /** Ids, sorted; renamed ones are in `added` and `removed` too. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  readonly edited: readonly {
    readonly case: string;
    /** Names of fields: `expected`, `tool_calls`, ... */
    readonly fields: readonly string[];
    /** The same with their values, shortened. */
    readonly changes: readonly string[];
  }[];
  readonly criticalGone: readonly string[];
};

/** For people at a terminal: one line a case, each value that changed, and what it means for critical cases. */
export function renderDatasetDiff(diff: DatasetDiff): string {
  const { renamed, edited, criticalGone } = diff;
  const added = without(diff.added, new Set(renamed.map(({ to }) => to)));
  const removed = without(diff.removed, new Set(renamed.map(({ from }) => from)));
  const counts = [
    ...count(added, "added"),
    ...count(removed, "removed"),
    ...count(renamed, "renamed"),
    ...count(edited, "edited"),
  ];
  if (counts.length === 0) return "No case was added, removed, renamed or edited.\n";
  const gone = new Set(criticalGone);
  const note = (id: string): string => (gone.has(id) ? " (critical)" : "");
  const lines = [
    ...added.map((id) => `added    ${id}`),
    ...removed.map((id) => `removed  ${id}${note(id)}`),
    ...renamed.map(({ from, to }) => `renamed  ${from} -> ${to}${note(from)}`),
    ...edited.flatMap(({ case: id, changes }) => [
      `edited   ${id}`,
      ...(changes.length > 0 ? changes : ["a file that it names, or only how it is written"]).map(
        (change) => `         ${terminalText(change.replaceAll("`", ""), 200)}`,
      ),
    ]),
  ];
  return `${[counts.join(", "), "", ...lines, ...warning(criticalGone)].join("\n")}\n`;
}

function without(ids: readonly string[], left: ReadonlySet<string>): readonly string[] {
  return ids.filter((id) => !left.has(id));
}

function count(items: readonly unknown[], word: string): readonly string[] {
  return items.length === 0 ? [] : [`${integer(items.length)} ${word}`];
}

function warning(gone: readonly string[]): readonly string[] {
  if (gone.length === 0) return [];
  const subject = `${counted(gone.length, "critical case")} ${gone.length === 1 ? "goes" : "go"} away`;
  return ["", `${subject}: on a pull request the rule dataset fails, unless a waiver covers it.`];
}

/** The same for programs. */
export function datasetDiffJson({ added, removed, renamed, edited, criticalGone }: DatasetDiff): object {
  return {
    ok: true,
    added,
    removed,
    renamed,
    edited: edited.map(({ case: id, fields }) => ({ case: id, fields })),
    critical_gone: criticalGone,
  };
}
