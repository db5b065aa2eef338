import { counted, integer, percent } from "../decide/format.ts";
import type { FailureCounts } from "../experiment/failure-counts.ts";
import { noRelease } from "./failure-figures.ts";
import { terminalText } from "./untrusted.ts";

const mostGroups = 10;
const mostModes = 12;
const mostReleases = 10;

/** What to put right first, for people at a terminal. No word of a trace is in it. */
export function renderFailures(counts: FailureCounts): string {
  const { traces, failed, modes, signals, groups, ungrouped, releases, unreadScores } = counts;
  const share = traces === 0 ? "" : ` (${percent(failed / traces)})`;
  const head = `${integer(failed)} of ${counted(traces, "trace")} failed${share}`;
  if (failed === 0) return `${[head, ...unreadNote(unreadScores)].join("\n")}\n`;
  const shownReleases = releases.slice(-mostReleases);
  return [
    head,
    "",
    ...section(
      "mode",
      modes.map(({ mode, traces: count }) => [name(mode), integer(count), percent(count / traces)]),
      mostModes,
    ),
    ...section(
      "signal (a trace may show several)",
      signals.map(({ signal, traces: count }) => [signal, integer(count)]),
      signals.length,
    ),
    ...section(
      "what to put right first",
      groups.map((group) => [
        integer(group.traces),
        group.fingerprint,
        name(group.mode),
        name(group.shown, 80),
        `such as ${name(group.example.traceId, 64)}`,
      ]),
      mostGroups,
      ungrouped > 0 ? `and ${counted(ungrouped, "trace")} of groups that are not counted` : undefined,
    ),
    ...section(
      "release",
      shownReleases.map(({ release, traces: all, failed: bad }) => [
        release === undefined ? noRelease : name(release),
        `${integer(bad)} of ${integer(all)}`,
        all === 0 ? "" : percent(bad / all),
      ]),
      mostReleases,
      releases.length > mostReleases ? `the last ${mostReleases} of ${integer(releases.length)}` : undefined,
    ),
    ...unreadNote(unreadScores),
    "",
  ].join("\n");
}

function name(text: string, most = 44): string {
  return terminalText(text, most);
}

function section(
  title: string,
  rows: readonly (readonly string[])[],
  most: number,
  note?: string,
): readonly string[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, most);
  const widths = (shown[0] ?? []).map((_, column) =>
    Math.max(...shown.map((row) => row[column]?.length ?? 0)),
  );
  const more = rows.length > most ? [`  and ${integer(rows.length - most)} more`] : [];
  return [
    title,
    ...shown.map(
      (row) =>
        `  ${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join("  ")
          .trimEnd()}`,
    ),
    ...more,
    ...(note === undefined ? [] : [`  ${note}`]),
    "",
  ];
}

function unreadNote(unread: FailureCounts["unreadScores"]): readonly string[] {
  if (unread.length === 0) return [];
  const total = unread.reduce((sum, { scores }) => sum + scores, 0);
  const names = unread.slice(0, 5).map((one) => `\`${name(one.name)}\``);
  return [`${counted(total, "score")} not read, since the scale is not known: ${names.join(", ")}`];
}
