import type { JudgeCheck, JudgeFigures } from "../experiment/judge-card.ts";
import { cardSentences, cardTitle, figureLines } from "./judge-figures.ts";
import { codeSpan, join, plain, safe, source, table, type Markdown } from "./untrusted.ts";

/** The page of a card, for people who read the repository. It quotes no output and no judge: both stay with the labels. */
export function renderCardPage({ card, disagreements }: JudgeCheck): string {
  const { identity, test, train } = card;
  const made = safe`Made on ${plain(card.date)} by ${"llm-o11y judge check"} from ${plain(card.judged)} judgements and labels ${short(card.labels)}.`;
  const bound =
    identity === undefined
      ? safe`It is bound to no judge of a gate file.`
      : safe`Judge: ${plain(identity.models.join(", "))}, prompt ${short(identity.prompt)}, rubric ${short(identity.rubric)}, all of it ${short(identity.fingerprint)}. Where one of them changes, this card is stale.`;
  const rows = (part: JudgeFigures): Markdown =>
    table(
      [{ title: "figure" }, { title: "value", align: "right" }, { title: "interval (95%), counts" }],
      figureLines(part, card.kind, card.limits).map(({ name, value, beside }) => [
        plain(name),
        plain(value),
        beside === "" ? plain("-") : plain(beside),
      ]),
    );
  const blocks = [
    safe`# Judge ${card.judge}: ${plain(cardTitle(card))}`,
    ...[...card.reasons.map(({ message }) => message), ...card.notes].map((text) => plain(text)),
    made,
    bound,
    safe`## On ${plain(`${test.outputs} labelled outputs, ${test.judgements} judgements`)}`,
    rows(test),
    confusion(test),
    ...(train === undefined
      ? []
      : [safe`## On what the rubric is tuned on, which decides nothing`, rows(train)]),
    ...cardSentences(card).map((text) => plain(text)),
    ...(disagreements.length === 0
      ? []
      : [
          safe`Worst disagreements: ${join(
            disagreements.map(({ caseId }) => codeSpan(caseId)),
            ", ",
          )}.`,
        ]),
  ];
  return `${source(join(blocks, "\n\n"))}\n`;
}

function short(hash: string): Markdown {
  return codeSpan(hash.replace(/^sha256:/, "").slice(0, 12));
}

function confusion({ confusion: { categories, counts } }: JudgeFigures): Markdown {
  return table(
    [{ title: "people, judge" }, ...categories.map((title) => ({ title, align: "right" as const }))],
    categories.map((category, i) => [
      plain(category),
      ...(counts[i] ?? []).map((cell) => plain(String(cell))),
    ]),
  );
}
