/**
 * The most pairs (left, right) that are alike when nothing is used twice: maximum bipartite matching by augmenting paths
 * (Kuhn 1955), in time left x edges. Greedy pairing is not enough: with arguments compared as subsets one actual call can serve
 * several expected ones.
 */
export function countMatches<L, R>(
  left: readonly L[],
  right: readonly R[],
  isAlike: (left: L, right: R) => boolean,
): number {
  const edges = left.map((one) => right.flatMap((other, index) => (isAlike(one, other) ? [index] : [])));
  const ownerOf = new Map<number, number>();

  function augment(from: number, seen: Set<number>): boolean {
    for (const to of edges[from] ?? []) {
      if (seen.has(to)) continue;
      seen.add(to);
      const owner = ownerOf.get(to);
      if (owner === undefined || augment(owner, seen)) {
        ownerOf.set(to, from);
        return true;
      }
    }
    return false;
  }

  return left.filter((_, index) => augment(index, new Set())).length;
}

/** Whether every one of `left` finds a partner of its own. */
export function matchAll<L, R>(
  left: readonly L[],
  right: readonly R[],
  isAlike: (left: L, right: R) => boolean,
): boolean {
  return countMatches(left, right, isAlike) === left.length;
}
