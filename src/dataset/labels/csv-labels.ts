import type { Json } from "../../experiment/json.ts";
import { suggestName } from "../../experiment/nearest-name.ts";
import { quoteValue, type Parsed, type Place, type Problem } from "../../problem.ts";
import { parseCsv } from "./csv.ts";

/** The columns, and how the text of a cell becomes the value of the key of our own rows. */
const columns = {
  case: asText,
  trial: asNumber,
  output: asText,
  output_1: asText,
  output_2: asText,
  passed: asFlag,
  value: asNumber,
  grade: asNumber,
  choice: asChoice,
  rationale: asText,
  annotator: asText,
  split: asText,
  judge: asText,
  judge_passed: asFlag,
  judge_value: asNumber,
  judge_grade: asNumber,
  judge_choice: asChoice,
  judge_unscored: asText,
  judge_order: asText,
  judge_rationale: asText,
} satisfies Readonly<Record<string, (cell: string) => Json | undefined>>;

type Column = keyof typeof columns;

/** The lines of a CSV file as rows of our own format, each with its place; or every cell that is none. An empty cell is absent. */
export function rowsOfCsv(
  file: string,
  text: string,
): Parsed<readonly { readonly value: Json; readonly place: Place }[]> {
  const read = parseCsv(text);
  if (!read.ok) return { ok: false, problems: [{ ...read.problem, file }] };
  const [head, ...records] = read.records;
  if (head === undefined) return { ok: true, value: [] };
  const names = head.fields.map((name) => name.trim());
  const faults = names.flatMap((name, index) => faultOfColumn(name, names.indexOf(name) < index));
  if (faults.length > 0)
    return { ok: false, problems: faults.map((fault) => ({ file, line: head.line, ...fault })) };
  const problems: Problem[] = [];
  const rows = records.map(({ line, fields }) => {
    const place = { file, line };
    if (fields.length !== names.length)
      problems.push({ ...place, ...wrongLength(fields.length, names.length) });
    const cells: Partial<Record<Column, Json>> = {};
    for (const [index, name] of names.entries()) {
      const cell = fields[index] ?? "";
      if (cell === "") continue;
      const value = columns[name as Column](cell);
      if (value === undefined) problems.push({ ...place, ...wrongCell(name as Column, cell) });
      else cells[name as Column] = value;
    }
    return { value: toRow(cells), place };
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: rows };
}

function toRow({
  output_1,
  output_2,
  judge,
  judge_passed,
  judge_value,
  judge_grade,
  judge_choice,
  judge_unscored,
  judge_order,
  judge_rationale,
  ...own
}: Partial<Record<Column, Json>>): Json {
  const judgement = present({
    judge,
    passed: judge_passed,
    value: judge_value,
    grade: judge_grade,
    choice: judge_choice,
    unscored: judge_unscored,
    order: judge_order,
    rationale: judge_rationale,
  });
  return {
    ...present(own),
    ...(output_1 === undefined || output_2 === undefined ? {} : { outputs: [output_1, output_2] }),
    ...(Object.keys(judgement).length === 0 ? {} : { judgements: [judgement] }),
  };
}

function present(cells: Readonly<Record<string, Json | undefined>>): { readonly [key: string]: Json } {
  return Object.fromEntries(
    Object.entries(cells).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

function asText(cell: string): Json {
  return cell;
}

function asNumber(cell: string): Json | undefined {
  return /^\s*\d+(?:\.\d+)?\s*$/.test(cell) ? Number(cell) : undefined;
}

function asFlag(cell: string): Json | undefined {
  const word = cell.trim().toLowerCase();
  if (["true", "yes", "pass", "1"].includes(word)) return true;
  return ["false", "no", "fail", "0"].includes(word) ? false : undefined;
}

function asChoice(cell: string): Json | undefined {
  const word = cell.trim().toLowerCase();
  if (word === "tie") return "tie";
  return word === "1" || word === "2" ? Number(word) : undefined;
}

function faultOfColumn(name: string, isSecond: boolean): readonly Problem[] {
  if (!Object.hasOwn(columns, name))
    return [
      {
        code: "unknown-key",
        message: `unknown column ${quoteValue(name)}.`,
        fix: suggestName(name, Object.keys(columns)),
      },
    ];
  if (!isSecond) return [];
  const message = `the column \`${name}\` is there twice, and only one of the two could count.`;
  return [{ code: "duplicate-key", message, fix: "Keep one." }];
}

function wrongLength(fields: number, names: number): Problem {
  return {
    code: "not-csv",
    message: `the line has ${fields} fields, and the first line names ${names} columns.`,
    fix: "Put a field with a comma or a line break into quotes.",
  };
}

const expected: Readonly<Record<string, string>> = {
  passed: "`true` or `false` (also yes, no, pass, fail, 1, 0)",
  choice: "`1`, `2` or `tie`",
};

function wrongCell(name: Column, cell: string): Problem {
  const kind = expected[name.replace(/^judge_/, "")] ?? "a number from 0 up";
  return { code: "wrong-value", message: `\`${name}\`: expected ${kind}, got ${quoteValue(cell)}.` };
}
