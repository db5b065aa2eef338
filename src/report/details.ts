import { counted, integer, percent, plainPoints } from "../decide/format.ts";
import { isStopped } from "../decide/stopped-quality.ts";
import type { Verdict } from "../experiment/verdict.ts";
import type { Allowance } from "./allowance.ts";
import { failingRules, findRule, layoutOf } from "./layout.ts";
import { advisoryRows, scoreboard } from "./scoreboard.ts";
import { failureTable, failureWords, problemTable, scoreboardTable } from "./sections.ts";
import { codeSpan, folded, join, type Markdown, safe, plain, preBlock, table } from "./untrusted.ts";
import { waivable, waiverBlock } from "./waiver-block.ts";

/** Redacted text of one case, shown only where the policy allows it. */
export type Excerpt = { readonly case: string; readonly baseline?: string; readonly candidate?: string };

type Change = Verdict["changed"][number];

/** The folded parts, in order. */
export function details(
  verdict: Verdict,
  excerpts: readonly Excerpt[],
  today: string | undefined,
  allowance: Allowance,
): readonly Markdown[] {
  const sections = [
    brokenCases(verdict, allowance),
    fixedCases(verdict, allowance),
    excerptBlocks(excerpts, allowance),
    waiverToPaste(verdict, today),
    shownOnly(verdict, allowance),
    datasetSight(verdict),
    datasetChanges(verdict, allowance),
    warnings(verdict, allowance),
  ];
  return sections.flatMap((section) => section ?? []);
}

/** What the allowance keeps out, with counts: "12 fixed cases", "40 slices ...". */
export function leftOut(
  verdict: Verdict,
  excerpts: readonly Excerpt[],
  allowance: Allowance,
): readonly string[] {
  const { critical, others, fixed } = moved(verdict);
  const over = (count: number, most: number, one: string, many?: string) =>
    count > most ? [counted(count - most, one, many)] : [];
  return [
    ...over(fixed.length, allowance.fixed, "fixed case"),
    ...over(
      advisoryRows(verdict).length,
      allowance.advisory,
      "row that blocks nothing",
      "rows that block nothing",
    ),
    ...over(excerpts.length, allowance.excerpts, "excerpt"),
    ...over(
      others.length,
      allowance.broken,
      "broken case that is not critical",
      "broken cases that are not critical",
    ),
    ...over(critical.length, allowance.criticalRows, "row of a critical case", "rows of critical cases"),
    ...over(scoreboard(verdict).length, allowance.rows, "rule"),
    ...over(verdict.problems.length, allowance.rows, "problem"),
  ];
}

function moved({ changed }: Verdict): {
  critical: readonly Change[];
  others: readonly Change[];
  fixed: readonly Change[];
} {
  const broken = changed.filter((change) => change.candidate < change.baseline);
  return {
    critical: broken.filter((change) => change.critical === true),
    others: broken.filter((change) => change.critical !== true),
    fixed: changed.filter((change) => change.candidate > change.baseline).toReversed(),
  };
}

function brokenCases(verdict: Verdict, allowance: Allowance): Markdown | undefined {
  const { critical, others } = moved(verdict);
  const shown = [...critical.slice(0, allowance.criticalRows), ...others.slice(0, allowance.broken)];
  if (shown.length === 0) return undefined;
  return folded(`Cases that got worse (${integer(critical.length + others.length)})`, changeTable(shown));
}

function fixedCases(verdict: Verdict, allowance: Allowance): Markdown | undefined {
  const { fixed } = moved(verdict);
  if (fixed.length === 0 || allowance.fixed === 0) return undefined;
  return folded(
    `Cases that got better (${integer(fixed.length)})`,
    changeTable(fixed.slice(0, allowance.fixed)),
  );
}

function changeTable(changes: readonly Change[]): Markdown {
  return table(
    [
      { title: "Case" },
      { title: "Baseline", align: "right" },
      { title: "This PR", align: "right" },
      { title: "" },
    ],
    changes.map((change) => [
      codeSpan(change.case, 128),
      plain(percent(change.baseline)),
      plain(percent(change.candidate)),
      changeNote(change),
    ]),
  );
}

function changeNote(change: Change): Markdown {
  return join([...(change.critical === true ? [safe`critical`] : []), ...failureWords(change)], ", ");
}

function excerptBlocks(excerpts: readonly Excerpt[], allowance: Allowance): Markdown | undefined {
  const shown = excerpts.slice(0, allowance.excerpts);
  if (shown.length === 0) return undefined;
  const blocks = shown.map((excerpt) =>
    join(
      [
        safe`${excerpt.case}`,
        ...(excerpt.baseline === undefined ? [] : [safe`Baseline`, preBlock(excerpt.baseline)]),
        ...(excerpt.candidate === undefined ? [] : [safe`This PR`, preBlock(excerpt.candidate)]),
      ],
      "\n\n",
    ),
  );
  return folded(`Excerpts, redacted (${integer(shown.length)})`, join(blocks, "\n\n"));
}

const mostWaivers = 10;

function waiverToPaste(verdict: Verdict, today: string | undefined): Markdown | undefined {
  const rules = waivable(failingRules(verdict)).slice(0, mostWaivers);
  if (layoutOf(verdict) !== "fail" || rules.length === 0) return undefined;
  const how = safe`Put this in ${".llm-o11y/waivers.yml"} on the base branch, beside the gate file (where the file exists, add the entries), and say why and who accepts it. It takes effect once merged, and ends by itself.`;
  return folded("Waiver to paste", join([how, waiverBlock(rules, today)], "\n\n"));
}

function shownOnly(verdict: Verdict, allowance: Allowance): Markdown | undefined {
  const rows = scoreboardTable(advisoryRows(verdict).slice(0, allowance.advisory));
  const modes = layoutOf(verdict) === "fail" ? undefined : failureTable(verdict, allowance.rows);
  const parts = [rows, modes].flatMap((part) => part ?? []);
  if (parts.length === 0) return undefined;
  return folded("Slices, scorers and failure modes that block nothing", join(parts, "\n\n"));
}

function datasetSight(verdict: Verdict): Markdown | undefined {
  const quality = findRule(verdict, "quality");
  if (quality?.n === undefined || isStopped(quality)) return undefined;
  const drop = quality.limit?.["max_drop"];
  const lines = [
    ...(quality.detectable === undefined
      ? []
      : [
          `A drop of ${plainPoints(quality.detectable)} points is blocked with 80% probability; a smaller one less often.`,
        ]),
    ...(quality.cases_to_prove === undefined || typeof drop !== "number"
      ? []
      : [
          `About ${counted(quality.cases_to_prove, "case")} would prove ${plainPoints(drop)} points when nothing changed.`,
        ]),
    ...(quality.levels === undefined
      ? []
      : [
          `"At worst" errs in ${share(quality.levels.proof)} of runs at most, "at best" in ${share(quality.levels.block)}.`,
        ]),
    ...(verdict.dataset.drafts === undefined || verdict.dataset.drafts === 0
      ? []
      : [`${counted(verdict.dataset.drafts, "draft")} not run.`]),
  ];
  if (lines.length === 0) return undefined;
  return folded(
    `What these ${counted(quality.n, "case")} can see`,
    join(
      lines.map((line) => safe`- ${plain(line)}`),
      "\n",
    ),
  );
}

function share(level: number): string {
  return `${Number((level * 100).toPrecision(2))}%`;
}

function datasetChanges({ dataset }: Verdict, allowance: Allowance): Markdown | undefined {
  const lists = [
    {
      title: safe`Added, run with their new rows`,
      ids: dataset.added,
    },
    {
      title: safe`Edited, run with their base rows until merged`,
      ids: dataset.edited,
    },
    {
      title: safe`Removed, run until merged`,
      ids: dataset.removed,
    },
  ].filter(({ ids }) => ids.length > 0);
  if (lists.length === 0) return undefined;
  const lines = lists.map(({ title, ids }) => {
    const shown = ids.slice(0, allowance.ids).map((id) => codeSpan(id, 128));
    const more = ids.length - shown.length;
    return safe`- ${title} (${plain(integer(ids.length))}): ${join(more > 0 ? [...shown, safe`and ${plain(integer(more))} more`] : shown, " ")}`;
  });
  const total = lists.reduce((sum, { ids }) => sum + ids.length, 0);
  return folded(`Dataset changes in this pull request (${integer(total)})`, join(lines, "\n"));
}

function warnings(verdict: Verdict, allowance: Allowance): Markdown | undefined {
  const title = verdict.next === undefined ? "Warnings" : "Problems";
  const rows = verdict.verdict === "error" ? undefined : problemTable(verdict, allowance.rows);
  return rows === undefined ? undefined : folded(`${title} (${integer(verdict.problems.length)})`, rows);
}
