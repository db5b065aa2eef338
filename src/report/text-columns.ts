import { integer } from "../decide/format.ts";

/** A title and rows under it, in columns as wide as their cells: at most `most`, and how many more there are. Nothing where there is no row. */
export function columns(
  title: string,
  rows: readonly (readonly string[])[],
  most: number,
): readonly string[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, most);
  const widths = (shown[0] ?? []).map((_, column) =>
    Math.max(...shown.map((row) => row[column]?.length ?? 0)),
  );
  const lines = shown.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  const more = rows.length > most ? [`  and ${integer(rows.length - most)} more`] : [];
  return [title, ...lines.map((line) => `  ${line.trimEnd()}`), ...more, ""];
}
