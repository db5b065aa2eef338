import { counted, integer, percent, points } from "../decide/format.ts";
import type { FailureCounts, ReleaseCounts } from "../experiment/failure-counts.ts";
import { lastReleases, modeShares, noRelease } from "./failure-figures.ts";
import { codeSpan, commitName, join, link, type Markdown, plain, safe, source, table } from "./untrusted.ts";

const mostReleases = 6;
const mostModes = 30;
const mostGroups = 20;

/** Of each mode and release that rose beyond chance against the release before: `mode` to the names of the releases. */
export type Rises = ReadonlyMap<string, ReadonlySet<string>>;

/** The page on how traces fail: the shift of modes by release, and the groups of equal failures. No word of a trace is in it. */
export function renderFailuresPage(counts: FailureCounts, rises: Rises): string {
  const { traces, failed, ungrouped, groups } = counts;
  const releases = lastReleases(counts, mostReleases);
  const share = traces === 0 ? "" : ` (${percent(failed / traces)})`;
  const left = counts.releases.length - releases.length;
  const parts: readonly Markdown[] = [
    safe`# How traces fail`,
    plain(`${integer(failed)} of ${counted(traces, "trace")} failed${share}.`),
    ...(failed === 0
      ? []
      : [
          safe`## Modes by release`,
          modesTable(counts, releases, rises),
          plain(
            `Share of all traces of the release, with the change in points to the release before.${left > 0 ? ` ${counted(left, "more release")} not shown.` : ""}`,
          ),
          ...(rises.size > 0
            ? [plain("↑ rose by more than chance explains (Fisher's exact test, 5% over all of the table).")]
            : []),
          safe`## What to put right first`,
          groupsTable(counts),
          ...(groups.length > mostGroups || ungrouped > 0
            ? [plain(`${integer(Math.max(0, groups.length - mostGroups))} more groups not shown.`)]
            : []),
        ]),
  ];
  return `${source(join(parts, "\n\n"))}\n`;
}

function modesTable({ modes }: FailureCounts, releases: readonly ReleaseCounts[], rises: Rises): Markdown {
  const rows = modes.slice(0, mostModes).map(({ mode }) => [
    codeSpan(mode),
    ...modeShares(mode, releases).map((one, index) => {
      if (one === undefined) return plain("unknown");
      const change = one.change === undefined ? "" : ` (${points(one.change)})`;
      const rose = rises.get(mode)?.has(releases[index]?.release ?? "") === true ? " ↑" : "";
      return plain(`${percent(one.share)}${change}${rose}`);
    }),
  ]);
  const failing = [
    safe`**all**`,
    ...releases.map(({ failed, traces }) =>
      plain(traces === 0 ? "unknown" : `${percent(failed / traces)} of ${integer(traces)}`),
    ),
  ];
  const [head, ...heads] = [plain("mode"), ...releases.map(releaseName)].map(source);
  return table(
    [{ title: head ?? "" }, ...heads.map((title) => ({ title, align: "right" as const }))],
    [...rows, failing],
  );
}

function releaseName({ release }: ReleaseCounts): Markdown {
  return release === undefined
    ? plain(noRelease)
    : /^[0-9a-f]{7,64}$/.test(release)
      ? commitName(release)
      : codeSpan(release, 30);
}

function groupsTable({ groups }: FailureCounts): Markdown {
  return table(
    [
      { title: "traces", align: "right" },
      { title: "mode" },
      { title: "what shows it" },
      { title: "example" },
      { title: "releases", align: "right" },
      { title: "fingerprint" },
    ],
    groups
      .slice(0, mostGroups)
      .map(({ traces, mode, shown, example, releases, fingerprint }) => [
        plain(integer(traces)),
        codeSpan(mode),
        plain(shown),
        example.url === undefined ? codeSpan(example.traceId, 40) : link(example.traceId, example.url),
        plain(integer(releases)),
        codeSpan(fingerprint),
      ]),
  );
}
