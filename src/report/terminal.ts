import { counted, upperFirst } from "../decide/format.ts";
import { formatPlace } from "../problem.ts";
import type { Verdict } from "../experiment/verdict.ts";
import { failingCalls } from "./failing-calls.ts";
import { failingRules, findRule, layoutOf, openRules, symbolOf, unknownRules } from "./layout.ts";
import { type Row, scoreboard, type Word } from "./scoreboard.ts";
import { evidenceCounts, judgeWords, spendWords } from "./evidence-line.ts";
import { isUnread, untrustedPolicy } from "./sections.ts";
import { breakWorkflowCommands, terminalText } from "./untrusted.ts";

type Style = "green" | "red" | "yellow" | "dim" | "bold";
/** SGR parameters. */
const codes: Readonly<Record<Style, number>> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 };

type Paint = (style: Style, text: string) => string;

const mostRows = 40;
const mostReasons = 5;
const mostCalls = 3;
const mostProblems = 50;

const wordStyles: Readonly<Record<Word, Style>> = {
  "ok, proven": "green",
  ok: "green",
  fail: "red",
  "cannot tell": "yellow",
  "not proven": "yellow",
  "no evidence": "yellow",
  waived: "yellow",
  "not gated": "dim",
};

/**
 * The verdict for people at a terminal: title, rules, reasons, evidence. `width` is in columns; a table that is wider becomes a list.
 * Colour repeats what a word says. No line can be read as a workflow command.
 */
export function renderTerminal(
  verdict: Verdict,
  { colour, width }: { readonly colour: boolean; readonly width: number },
): string {
  const paint: Paint = colour
    ? (style, text) => `\u001b[${codes[style]}m${text}\u001b[0m`
    : (_, text) => text;
  const title = `${symbolOf(verdict)} ${terminalText(verdict.title.replaceAll("`", ""), 400)}`;
  const gate = verdict.gate === "default" ? "" : ` (${terminalText(verdict.gate, 60)})`;
  const blocks = [
    [paint("bold", `${title}${gate}`)],
    ruleLines(scoreboard(verdict).slice(0, mostRows), width, paint),
    reasonLines(verdict, width),
    callLines(verdict, width),
    problemLines(verdict, width),
    evidenceLines(verdict, width),
  ].filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.map(breakWorkflowCommands).join("\n")).join("\n\n")}\n`;
}

function rowCells(row: Row): readonly string[] {
  const label = row.name === undefined ? row.label : `${row.label} ${terminalText(row.name, 60)}`;
  const word = row.waiver === undefined ? row.word : `waived by ${terminalText(row.waiver, 60)}`;
  return [label, row.baseline, row.candidate, row.change, row.limit, word];
}

const heads = ["", "baseline", "candidate", "change (at worst to at best)", "limit", ""];

function ruleLines(rows: readonly Row[], width: number, paint: Paint): readonly string[] {
  if (rows.length === 0) return [];
  const cells = rows.map(rowCells);
  const widths = heads.map((head, column) =>
    Math.max(...[head, ...cells.map((row) => row[column] ?? "")].map((cell) => cell.length)),
  );
  const total = widths.reduce((sum, size) => sum + size, 0) + 2 * (widths.length - 1);
  const styled = (row: Row | undefined, word: string) =>
    row === undefined ? word : paint(wordStyles[row.word], word);
  if (total > width)
    return rows.flatMap((row, index) =>
      listed(cells[index] ?? [], styled(row, cells[index]?.at(-1) ?? ""), width),
    );
  const line = (row: readonly string[], word: string) =>
    [
      ...row
        .slice(0, -1)
        .map((cell, column) =>
          column === 1 || column === 2
            ? cell.padStart(widths[column] ?? 0)
            : cell.padEnd(widths[column] ?? 0),
        ),
      word,
    ]
      .join("  ")
      .trimEnd();
  return [
    line(heads, ""),
    ...rows.map((row, index) => line(cells[index] ?? [], styled(row, cells[index]?.at(-1) ?? ""))),
  ];
}

/** One rule over a few short lines, for a terminal that is too narrow for the table. */
function listed(
  [label = "", baseline = "", candidate = "", change = "", limit = ""]: readonly string[],
  word: string,
  width: number,
): readonly string[] {
  const values = [baseline, candidate].filter((cell) => cell !== "").join(" → ");
  const facts = [values, change, limit === "" ? "" : `limit ${limit}`]
    .filter((cell) => cell !== "")
    .join("; ");
  return [`${label}: ${word}`, ...wrap(facts, width, "  ", "  ")];
}

function reasonLines(verdict: Verdict, width: number): readonly string[] {
  const rules = { fail: failingRules, undecided: unknownRules, cannot_tell: openRules };
  const layout = layoutOf(verdict);
  if (layout !== "fail" && layout !== "undecided" && layout !== "cannot_tell") return [];
  const found = rules[layout](verdict);
  const more = found.length - mostReasons;
  return [
    ...found
      .slice(0, mostReasons)
      .flatMap((rule, index) => wrap(terminalText(rule.message), width, `${index + 1}. `, "   ")),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
}

/** The calls behind the cases that got worse, where there is something to explain. */
function callLines(verdict: Verdict, width: number): readonly string[] {
  if (verdict.verdict === "pass") return [];
  const calls = failingCalls(verdict);
  const more = calls.length - mostCalls;
  return [
    ...calls.slice(0, mostCalls).flatMap(({ shown, mode, cases }) => {
      const ids = `${cases.slice(0, 2).join(", ")}${cases.length > 2 ? ` and ${cases.length - 2} more` : ""}`;
      const name = mode.includes("/") ? mode : mode.replaceAll("_", " ");
      return wrap(terminalText(`${name}: ${shown} in ${ids}`), width, "", "  ");
    }),
    ...(more > 0 ? [`and ${counted(more, "more failing call")}`] : []),
  ];
}

function problemLines({ problems }: Verdict, width: number): readonly string[] {
  const more = problems.length - mostProblems;
  return [
    ...problems.slice(0, mostProblems).flatMap((problem) => {
      const place = terminalText(formatPlace(problem), 200);
      const fix = problem.fix === undefined ? [] : wrap(terminalText(problem.fix), width, "  → ", "    ");
      return [
        ...(place === "" ? [] : [place]),
        ...wrap(terminalText(problem.message), width, "  ", "  "),
        ...fix,
      ];
    }),
    ...(more > 0 ? [`and ${more} more problems`] : []),
  ];
}

function evidenceLines(verdict: Verdict, width: number): readonly string[] {
  const parts = [evidenceCounts(verdict), judgeWords(verdict), spendWords(verdict)].flatMap(
    (part) => part ?? [],
  );
  const waivers = verdict.waivers.map(
    (waiver) =>
      `Waiver ${terminalText(waiver.id, 60)} for ${terminalText(waiver.rule, 60)}: ${waiver.state}, until ${terminalText(waiver.expires, 20)}`,
  );
  const edits = verdict.policy.ignored_edits
    .slice(0, mostReasons)
    .map((edit) => `Policy edited here, not applied until merged: ${terminalText(edit, 160)}`);
  const untrusted = verdict.policy.trusted || isUnread(verdict) ? [] : [upperFirst(untrustedPolicy(verdict))];
  const next = verdict.next === undefined ? [] : wrap(terminalText(verdict.next), width, "Next: ", "  ");
  return [
    ...next,
    ...wrap(terminalText(upperFirst(parts.join("; "))), width, "", ""),
    ...datasetLines(verdict, width),
    ...waivers.slice(0, mostReasons),
    ...edits,
    ...untrusted,
  ];
}

function datasetLines(verdict: Verdict, width: number): readonly string[] {
  const { added, removed, edited } = verdict.dataset;
  const rule = findRule(verdict, "dataset");
  if (rule?.status !== "pass" || added.length + removed.length + edited.length === 0) return [];
  return wrap(terminalText(rule.message), width, "Dataset: ", "  ");
}

/** Breaks at spaces; a word that is longer than a line stays whole. */
function wrap(text: string, width: number, first: string, next: string): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(" ").filter((part) => part !== "")) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = next + word;
    } else {
      line = isEmpty ? line + word : `${line} ${word}`;
    }
    isEmpty = false;
  }
  return isEmpty ? lines : [...lines, line];
}
