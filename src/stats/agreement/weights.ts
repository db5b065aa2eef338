/** How much two different categories agree: not at all, or less with their distance in ranks, or with its square. */
export type Weighting = "identity" | "linear" | "quadratic";

/** The matrix of agreement weights of `size` ordered categories: 1 on the diagonal, 0 between the ends. */
export function agreementWeights(size: number, weighting: Weighting): readonly (readonly number[])[] {
  const ranks = Array.from({ length: size }, (_, i) => i);
  return ranks.map((i) =>
    ranks.map((j) => {
      if (i === j) return 1;
      if (weighting === "identity") return 0;
      const distance = Math.abs(i - j) / (size - 1);
      return 1 - (weighting === "linear" ? distance : distance * distance);
    }),
  );
}
