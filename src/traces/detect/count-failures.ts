import type { FailureCounts, FailureGroup } from "../../experiment/failure-counts.ts";
import type { NormalTrace } from "../normal-trace.ts";
import type { Detection } from "./open-detector.ts";
import { compareSignals } from "./sign.ts";

export type FailureCounter = {
  readonly add: (trace: NormalTrace, detection: Detection) => void;
  readonly counts: () => FailureCounts;
};

/** Names that are kept of each kind: memory is flat, however many a hostile file has. */
const mostNames = 1000;
const mostGroups = 10_000;

type Group = Omit<FailureGroup, "releases" | "traces"> & { traces: number; readonly releases: Set<string> };
type Release = { traces: number; failed: number; firstAt?: string; readonly byMode: Map<string, number> };

/** Counts what is detected. Of names beyond the first thousand, modes count for the mode above them, and releases as none. */
export function openFailureCounter(): FailureCounter {
  let traces = 0;
  let failed = 0;
  let ungrouped = 0;
  const modes = new Map<string, number>();
  const signals = new Map<string, number>();
  const groups = new Map<string, Group>();
  const releases = new Map<string | undefined, Release>();
  const unread = new Map<string, number>();

  function addGroup(trace: NormalTrace, { detected, shown = "", signal }: Detection, mode: string): void {
    if (detected === undefined || signal === undefined) return;
    const { fingerprint } = detected;
    let group = groups.get(fingerprint);
    if (group === undefined) {
      if (groups.size >= mostGroups) {
        ungrouped += 1;
        return;
      }
      const { traceId, source } = trace;
      const example = { traceId, ...(source.url === undefined ? {} : { url: source.url }) };
      group = { fingerprint, mode, signal, shown, traces: 0, example, releases: new Set() };
      groups.set(fingerprint, group);
    }
    group.traces += 1;
    if (group.releases.size < mostNames) group.releases.add(trace.release ?? "");
  }

  return {
    add: (trace, detection) => {
      const { detected, unreadScores } = detection;
      const release = releaseOf(releases, trace);
      traces += 1;
      release.traces += 1;
      for (const name of unreadScores) countOne(unread, name);
      if (detected === undefined) return;
      failed += 1;
      release.failed += 1;
      const mode = countOne(modes, detected.failure) ? detected.failure : rootOf(detected.failure);
      if (mode !== detected.failure) countAnyway(modes, mode);
      countAnyway(release.byMode, mode);
      for (const signal of new Set(detected.signs.map((sign) => sign.signal))) countAnyway(signals, signal);
      addGroup(trace, detection, mode);
    },
    counts: () => ({
      traces,
      failed,
      modes: byCount(modes).map(([mode, count]) => ({ mode, traces: count })),
      signals: [...signals]
        .toSorted(([one], [other]) => compareSignals(one, other))
        .map(([signal, count]) => ({ signal, traces: count })),
      groups: [...groups.values()]
        .toSorted(
          (one, other) => other.traces - one.traces || compareTexts(one.fingerprint, other.fingerprint),
        )
        .map((group) => ({ ...group, releases: group.releases.size })),
      ungrouped,
      releases: [...releases]
        .toSorted(([one, { firstAt: oneAt }], [other, { firstAt: otherAt }]) =>
          one === undefined || other === undefined
            ? Number(one === undefined) - Number(other === undefined)
            : compareTexts(oneAt ?? "~", otherAt ?? "~") || compareTexts(one, other),
        )
        .map(([release, counted]) => ({ ...(release === undefined ? {} : { release }), ...counted })),
      unreadScores: byCount(unread).map(([name, count]) => ({ name, scores: count })),
    }),
  };
}

function releaseOf(releases: Map<string | undefined, Release>, { release, startedAt }: NormalTrace): Release {
  const name = releases.has(release) || releases.size < mostNames ? release : undefined;
  const known = releases.get(name) ?? { traces: 0, failed: 0, byMode: new Map<string, number>() };
  releases.set(name, known);
  if (startedAt !== undefined && (known.firstAt === undefined || startedAt < known.firstAt))
    known.firstAt = startedAt;
  return known;
}

/** Whether it was counted: not where it is a name too many. */
function countOne(counts: Map<string, number>, name: string): boolean {
  if (!counts.has(name) && counts.size >= mostNames) return false;
  countAnyway(counts, name);
  return true;
}

function countAnyway(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function rootOf(mode: string): string {
  return mode.split("/", 1)[0] ?? mode;
}

function byCount(counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...counts].toSorted(
    ([one, count], [other, otherCount]) => otherCount - count || compareTexts(one, other),
  );
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
