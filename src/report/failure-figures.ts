import type { FailureCounts, ReleaseCounts } from "../experiment/failure-counts.ts";

/** What a release is called where the traces name none. */
export const noRelease = "(no release)";

/** A mode in one release, against the release before. */
export type ModeShare = {
  readonly traces: number;
  /** Of all traces of the release. */
  readonly share: number;
  /** Against the release before it; absent for the first one shown. */
  readonly change?: number;
};

/** Share of each mode in each release. Where a release has no traces there is no share. */
export function modeShares(
  mode: string,
  releases: readonly ReleaseCounts[],
): readonly (ModeShare | undefined)[] {
  const shares = releases.map(({ byMode, traces }) => {
    const count = byMode.get(mode) ?? 0;
    return traces > 0 ? { traces: count, share: count / traces } : undefined;
  });
  return shares.map((one, index) => {
    const before = shares[index - 1];
    return one === undefined || before === undefined ? one : { ...one, change: one.share - before.share };
  });
}

/** The last releases, as many as a table has room for. */
export function lastReleases({ releases }: FailureCounts, most: number): readonly ReleaseCounts[] {
  const named = releases.filter(({ release }) => release !== undefined).slice(-most);
  return named.length > 0 ? named : releases.slice(-1);
}

/** The counts for programs: the keys are snake case. */
export function failureCountsJson(counts: FailureCounts): object {
  const { traces, failed, modes, signals, groups, ungrouped, releases, unreadScores } = counts;
  return {
    traces,
    failed,
    modes,
    signals,
    groups: groups.slice(0, 1000).map(({ example, ...group }) => ({
      ...group,
      example: { trace_id: example.traceId, ...(example.url === undefined ? {} : { url: example.url }) },
    })),
    ungrouped,
    releases: releases.map(({ firstAt, byMode, ...release }) => ({
      ...release,
      ...(firstAt === undefined ? {} : { first_at: firstAt }),
      modes: Object.fromEntries(byMode),
    })),
    unread_scores: unreadScores,
  };
}
