/**
 * The most pairs (left, right) that are alike when nothing is used twice, as right by left: maximum bipartite matching by augmenting paths
 * (Kuhn 1955), in time left x edges. Greedy pairing is not enough: with arguments compared as subsets one actual call can serve
 * several expected ones. Of `left` the first ones go before: what has a partner keeps one.
 */
export function matchMost<L, R>(
  left: readonly L[],
  right: readonly R[],
  isAlike: (left: L, right: R) => boolean,
): ReadonlyMap<number, number> {
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

  for (const index of left.keys()) augment(index, new Set());
  return new Map(Array.from(ownerOf, ([to, from]) => [from, to]));
}

/**
 * The heaviest pairs (left, right) that are alike and in the same order on both sides, as right by left: the longest common subsequence
 * (Wagner and Fischer 1974), in time and memory left x right. `weightOf` is a whole number of at least 1.
 */
export function matchInOrder<L, R>(
  left: readonly L[],
  right: readonly R[],
  isAlike: (left: L, right: R) => boolean,
  weightOf: (right: R) => number,
): ReadonlyMap<number, number> {
  const width = right.length + 1;
  // Of what is left of both sides from here on.
  const best = new Float64Array((left.length + 1) * width);
  const gain = (i: number, j: number): number => {
    const [one, other] = [left[i] as L, right[j] as R];
    return isAlike(one, other) ? weightOf(other) + at(i + 1, j + 1) : 0;
  };
  const at = (i: number, j: number): number => best[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i -= 1)
    for (let j = right.length - 1; j >= 0; j -= 1)
      best[i * width + j] = Math.max(gain(i, j), at(i + 1, j), at(i, j + 1));

  const pairs = new Map<number, number>();
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    if (at(i + 1, j) === at(i, j)) i += 1;
    else if (at(i, j + 1) === at(i, j)) j += 1;
    else pairs.set(i++, j++);
  }
  return pairs;
}
