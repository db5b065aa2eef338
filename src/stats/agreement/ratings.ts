/**
 * `ratings[item][rater]`, one rater in the same column throughout; `undefined` where a rater did not rate the item. All
 * numbers, or all strings.
 */
export type Ratings = readonly (readonly (number | string | undefined)[])[];

/** How many raters gave each item each category. Categories in rank order: numbers by size, strings by code unit. */
export type RatingCounts = {
  readonly categories: readonly (number | string)[];
  /** `counts[item][category]`. */
  readonly counts: readonly (readonly number[])[];
};

/** Counts the ratings of each item. NaN is a missing rating. */
export function countRatings(ratings: Ratings): RatingCounts {
  const given = ratings.map((unit) => unit.filter(isRating));
  const categories = [...new Set(given.flat())].toSorted(compare);
  const places = new Map(categories.map((category, i) => [category, i]));
  const counts = given.map((unit) => {
    const row = categories.map(() => 0);
    for (const rating of unit) {
      const at = places.get(rating);
      if (at !== undefined) row[at] = (row[at] ?? 0) + 1;
    }
    return row;
  });
  return { categories, counts };
}

function isRating(rating: number | string | undefined): rating is number | string {
  return rating !== undefined && !Number.isNaN(rating);
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [left, right] = [String(a), String(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
