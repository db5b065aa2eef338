import type { DatasetFacts } from "../decide/dataset-sight.ts";
import { counted, integer, plainPoints } from "../decide/format.ts";
import type { FailureCounts } from "../experiment/failure-counts.ts";
import type { PassedOver, PromotionCounts } from "../experiment/promotion.ts";
import { passedOverWords } from "./promotion-terminal.ts";
import { codeSpan, cut, folded, join, link, type Markdown, plain, safe, source, table } from "./untrusted.ts";

/** A case of the pull request. Its texts are redacted, and others wrote them. */
export type ProposedCase = {
  readonly id: string;
  readonly question: string;
  readonly isDraft: boolean;
  readonly isCritical: boolean;
  readonly failure?: string;
  readonly signal?: string;
  readonly evidence?: string;
  readonly traceId?: string;
  readonly url?: string;
  readonly release?: string;
};

export type PromotionReport = {
  /** Path of the dataset. */
  readonly to: string;
  /** All that the pull request adds. */
  readonly proposed: readonly ProposedCase[];
  readonly counts: PromotionCounts;
  readonly failures: Pick<FailureCounts, "traces" | "failed">;
  /** Parts of what was collected that could not be read. */
  readonly unread: number;
  readonly sight: { readonly now: DatasetFacts; readonly completed: DatasetFacts };
  /** Whether a gate reads `to`. */
  readonly isRead: boolean;
  readonly runUrl: string;
};

/** Under the 65,536 that GitHub takes, with room for what people write around it. */
const longest = 55_000;
const mostDuplicates = 30;

/**
 * The body of the pull request that adds cases from production: what failed, what became of the other traces, and what the dataset will see.
 * As many cases as there is room for; the rest is counted.
 */
export function renderPromotion(report: PromotionReport): string {
  const size = report.proposed.length;
  for (let shown = size; ; shown = Math.floor(shown / 2)) {
    const text = source(render(report, shown));
    if (text.length <= longest || shown === 0) return text;
  }
}

function render(report: PromotionReport, shown: number): Markdown {
  const { to, proposed, isRead, runUrl } = report;
  const drafts = proposed.filter(({ isDraft }) => isDraft).length;
  return join(
    [
      safe`${plain(counted(proposed.length, "case"))} from production traces that failed, in ${codeSpan(to, 200)}. ${plain(
        drafts === 0
          ? "All are complete."
          : `${counted(drafts, "draft")}: not run until a person completes ${drafts === 1 ? "it" : "them"}.`,
      )}`,
      ...(isRead
        ? []
        : [safe`**No gate reads this file:** name it under ${codeSpan("datasets")} of the gate file.`]),
      casesTable(proposed.slice(0, shown)),
      ...(shown < proposed.length ? [plain(`${integer(proposed.length - shown)} more in the file.`)] : []),
      ...(drafts > 0 ? [toDo()] : []),
      sightTable(report.sight),
      folded("What became of the traces", becameOf(report)),
      safe`<sub>${link("the run that wrote this", runUrl)}</sub>`,
    ],
    "\n\n",
  );
}

function casesTable(cases: readonly ProposedCase[]): Markdown {
  return table(
    [
      { title: "what was asked" },
      { title: "failure mode" },
      { title: "what shows it" },
      { title: "trace" },
      { title: "release" },
      { title: "case" },
    ],
    cases.map(({ id, question, failure, signal, evidence, traceId, url, release, ...one }) => [
      codeSpan(question, 120),
      orNone(failure, 80),
      evidence === undefined
        ? orNone(signal, 40)
        : join([codeSpan(signal ?? "", 40), codeSpan(evidence, 120)], " "),
      url === undefined ? orNone(traceId, 40) : link("open", url),
      orNone(release, 30),
      join(
        [
          codeSpan(id, 140),
          ...(one.isCritical ? [safe`critical`] : []),
          one.isDraft ? safe`draft` : safe`complete`,
        ],
        " · ",
      ),
    ]),
  );
}

function orNone(text: string | undefined, max: number): Markdown {
  return text === undefined ? safe`–` : codeSpan(text, max);
}

function toDo(): Markdown {
  return join(
    [
      safe`**To do, on this branch**`,
      safe`1. Read each row. ${codeSpan("source.observed")} is what the app answered; it is never the expected answer.`,
      safe`2. Write ${codeSpan("expected")} or ${codeSpan("scorers")}, and take ${codeSpan("draft")} out. ${codeSpan('"critical": true')} makes a case block on its own.`,
      safe`3. Delete the rows that you do not want. Look for personal data that redaction has missed.`,
    ],
    "\n",
  );
}

function sightTable({ now, completed }: PromotionReport["sight"]): Markdown {
  const plans = now.sight.map(({ plan }) => plan);
  const row = (title: string, { cases, units, sight }: DatasetFacts) => [
    plain(title),
    plain(`${integer(cases)}${units < cases ? ` (${integer(units)} independent)` : ""}`),
    ...sight.map(({ detectable }) =>
      plain(units === 0 ? "nothing" : `${plainPoints(Math.min(1, detectable))} points and more`),
    ),
  ];
  return join(
    [
      safe`**What the dataset can see** (drops of quality that block with 80% probability, if 13% of cases flip between two identical runs)`,
      table(
        [
          { title: "" },
          { title: "cases that run", align: "right" },
          ...plans.map((title) => ({ title, align: "right" as const })),
        ],
        [row("now", now), row("with these completed", completed)],
      ),
    ],
    "\n\n",
  );
}

function becameOf({ counts, failures, unread }: PromotionReport): Markdown {
  const passed = Object.entries(counts.passedOver) as (readonly [PassedOver, number])[];
  const left = counts.groups.filter(({ leftOut }) => leftOut > 0);
  const { duplicates } = counts;
  return join(
    [
      plain(
        `${counted(failures.traces, "trace")} read, ${integer(failures.failed)} failed, ${counted(counts.chosen, "new case")} in this run, ${integer(counts.leftOut)} left for another one.${unread > 0 ? ` ${counted(unread, "part")} could not be read.` : ""}`,
      ),
      ...(passed.length > 0
        ? [
            table(
              [{ title: "passed over, since" }, { title: "traces", align: "right" }],
              passed.map(([reason, count]) => [plain(passedOverWords[reason]), plain(integer(count))]),
            ),
          ]
        : []),
      ...(duplicates.length > 0
        ? [
            table(
              [{ title: "trace" }, { title: "is" }, { title: "like" }],
              duplicates
                .slice(0, mostDuplicates)
                .map(({ traceId, reason, like }) => [
                  codeSpan(traceId, 40),
                  plain(passedOverWords[reason]),
                  codeSpan(cut(like, 140), 140),
                ]),
            ),
          ]
        : []),
      ...(left.length > 0
        ? [
            table(
              [{ title: "left out: failure mode" }, { title: "traces", align: "right" }],
              left
                .slice(0, mostDuplicates)
                .map(({ failure, leftOut }) => [orNone(failure, 80), plain(integer(leftOut))]),
            ),
          ]
        : []),
    ],
    "\n\n",
  );
}
