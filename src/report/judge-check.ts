import { counted } from "../decide/format.ts";
import type { Disagreement, JudgeCard, JudgeCheck, JudgeFigures } from "../experiment/judge-card.ts";
import { cardSentences, cardTitle, figureLines } from "./judge-figures.ts";
import { terminalText } from "./untrusted.ts";

/** A check for people at a terminal: usable or not and why, the figures, the confusion, the worst disagreements. */
export function renderJudgeCheck({ card, disagreements }: JudgeCheck): string {
  const { test, train, kind, counts } = card;
  const blocks = [
    [
      `${card.usable ? "✅" : "⛔"} ${terminalText(card.judge, 80)}: ${cardTitle(card)}`,
      ...card.reasons.map(({ message }) => `   ${plain(message)}`),
      ...card.notes.map((note) => `   ${plain(note)}`),
    ],
    [`On ${outputsOf(test, kind)}${counts.train === 0 ? "" : " of test"}:`, ...figures(card, test)],
    confusion(test),
    ...(train === undefined
      ? []
      : [[`On ${outputsOf(train, kind)} of train, which decide nothing:`, ...figures(card, train)]]),
    cardSentences(card).map(plain),
    worst(disagreements),
  ].filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function outputsOf({ outputs, judgements }: JudgeFigures, kind: JudgeCard["kind"]): string {
  const labelled = counted(outputs, kind === "choice" ? "labelled pair" : "labelled output");
  return judgements === outputs ? labelled : `${labelled}, ${counted(judgements, "judgement")}`;
}

function figures(card: JudgeCard, part: JudgeFigures): readonly string[] {
  const lines = figureLines(part, card.kind, card.limits);
  const name = Math.max(...lines.map((line) => line.name.length));
  const value = Math.max(...lines.map((line) => line.value.length));
  return lines.map((line) =>
    `  ${line.name.padEnd(name)}  ${line.value.padStart(value)}  ${line.beside}`.trimEnd(),
  );
}

function confusion({ confusion: { categories, counts } }: JudgeFigures): readonly string[] {
  const width = Math.max(
    ...categories.map((each) => each.length),
    ...counts.flat().map((cell) => String(cell).length),
  );
  const line = (head: string, cells: readonly (string | number)[]): string =>
    `  ${head.padEnd(14)}${cells.map((cell) => `  ${String(cell).padStart(width)}`).join("")}`;
  return [
    line("people \\ judge", categories),
    ...categories.map((category, i) => line(category, counts[i] ?? [])),
  ];
}

function worst(disagreements: readonly Disagreement[]): readonly string[] {
  if (disagreements.length === 0) return [];
  return [
    "Worst disagreements:",
    ...disagreements.flatMap(({ caseId, people, judge, peopleSay, judgeSays }) => [
      `  ${terminalText(caseId, 80)}: people ${people}, judge ${judge}`,
      ...(peopleSay === undefined ? [] : [`    people: ${terminalText(peopleSay, 200)}`]),
      ...(judgeSays === undefined ? [] : [`    judge:  ${terminalText(judgeSays, 200)}`]),
    ]),
  ];
}

function plain(text: string): string {
  return terminalText(text.replaceAll("`", ""), 600);
}

/** The same for programs: the card as its file has it, and the disagreements. */
export function judgeCheckJson({ card, disagreements }: JudgeCheck): object {
  return {
    card,
    disagreements: disagreements.map(({ caseId, people, judge, peopleSay, judgeSays }) => ({
      case: caseId,
      people,
      judge,
      ...(peopleSay === undefined ? {} : { people_say: peopleSay }),
      ...(judgeSays === undefined ? {} : { judge_says: judgeSays }),
    })),
  };
}

/** The text of the card's file. */
export function renderCardJson(card: JudgeCard): string {
  return `${JSON.stringify(card, undefined, 2)}\n`;
}
