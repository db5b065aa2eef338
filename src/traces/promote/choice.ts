import type { NormalTrace } from "../normal-trace.ts";
import { readIsoTime } from "../otlp-time.ts";
import { fingerprintOf, failureOf } from "./about.ts";
import { labelRank } from "./expected.ts";

/** A trace that waits for its turn: where it is kept, and what its turn depends on. */
export type Candidate<Place> = {
  readonly place: Place;
  readonly labelRank: 0 | 1 | 2;
  readonly startedMs: number;
};

export type Group<Place> = {
  /** Absent: traces in which nothing was detected. */
  readonly fingerprint?: string;
  readonly failure?: string;
  readonly size: number;
  /** In the order of their turns. */
  readonly candidates: readonly Candidate<Place>[];
};

type Gathered<Place> = {
  readonly fingerprint?: string;
  readonly failure?: string;
  readonly byRelease: Map<string, Candidate<Place>[]>;
};

/**
 * Orders traces so that one noisy failure does not fill the batch: by fingerprint, in each by release. About 100 bytes a trace, wherever the
 * trace itself is kept. The same traces in the same order give the same turns.
 */
export class Choice<Place> {
  readonly #groups = new Map<string, Gathered<Place>>();

  add(trace: NormalTrace, place: Place): void {
    const fingerprint = fingerprintOf(trace);
    const failure = failureOf(trace);
    const key = fingerprint ?? "";
    const group = this.#groups.get(key) ?? {
      ...(fingerprint === undefined ? {} : { fingerprint }),
      ...(failure === undefined ? {} : { failure }),
      byRelease: new Map<string, Candidate<Place>[]>(),
    };
    this.#groups.set(key, group);
    const startedMs = trace.startedAt === undefined ? undefined : readIsoTime(trace.startedAt);
    const candidate = { place, labelRank: labelRank(trace), startedMs: startedMs ?? -Infinity };
    const release = trace.release ?? "";
    const others = group.byRelease.get(release);
    if (others === undefined) group.byRelease.set(release, [candidate]);
    else others.push(candidate);
  }

  /** Groups with a trace that people labelled come first, then the larger ones. */
  groups(): readonly Group<Place>[] {
    return [...this.#groups.entries()]
      .map(([key, { byRelease, ...names }]) => {
        const candidates = turnsOf([...byRelease.values()]);
        return { key, group: { ...names, size: candidates.length, candidates } };
      })
      .toSorted(
        (a, b) =>
          rankOf(b.group) - rankOf(a.group) || b.group.size - a.group.size || (a.key < b.key ? -1 : 1),
      )
      .map(({ group }) => group);
  }
}

function rankOf<Place>({ candidates }: Pick<Group<Place>, "candidates">): number {
  return candidates[0]?.labelRank ?? 0;
}

/** What people labelled first; then a release after the other, the newest of them first, and in each its newest trace. */
function turnsOf<Place>(releases: readonly (readonly Candidate<Place>[])[]): readonly Candidate<Place>[] {
  return ([2, 1, 0] as const).flatMap((rank) => {
    const lists = releases
      .map((candidates) =>
        candidates
          .filter(({ labelRank: own }) => own === rank)
          .toSorted((a, b) => compareTimes(b.startedMs, a.startedMs)),
      )
      .filter((list) => list.length > 0)
      .toSorted((a, b) => compareTimes(b[0]?.startedMs ?? 0, a[0]?.startedMs ?? 0));
    const longest = Math.max(0, ...lists.map(({ length }) => length));
    return Array.from({ length: longest }, (_, round) => lists.flatMap((list) => list[round] ?? [])).flat();
  });
}

/** Also of times that are not known, which a difference would make NaN. */
function compareTimes(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
