import { isJsonObject, type Json } from "../experiment/json.ts";

/** How two leaves are held to be equal: `ignoreCase` for strings, `tolerance` (absolute) for numbers. */
export type Likeness = { readonly ignoreCase?: boolean; readonly tolerance?: number };

/**
 * Whether two numbers differ by at most `tolerance`, the limit itself included. A tolerance above 0 forgives the rounding of the
 * subtraction, so that 1.1 is within 0.1 of 1; a tolerance of 0 forgives nothing. NaN is near nothing.
 */
export function isNear(left: number, right: number, tolerance: number): boolean {
  const rounding = tolerance > 0 ? Number.EPSILON * Math.max(Math.abs(left), Math.abs(right)) : 0;
  return Math.abs(left - right) <= tolerance + rounding;
}

/** Deep equality of JSON values. Order counts in lists, not among the keys of an object. */
export function equalJson(left: Json, right: Json, likeness: Likeness = {}): boolean {
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item: Json, index) => equalJson(item, right[index] as Json, likeness))
    );
  }
  if (isJsonObject(left)) {
    if (!isJsonObject(right)) return false;
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every(
        (key) => Object.hasOwn(right, key) && equalJson(left[key] as Json, right[key] as Json, likeness),
      )
    );
  }
  return equalLeaf(left, right, likeness);
}

function equalLeaf(left: Json, right: Json, { ignoreCase = false, tolerance = 0 }: Likeness): boolean {
  if (typeof left === "number" && typeof right === "number") return isNear(left, right, tolerance);
  if (ignoreCase && typeof left === "string" && typeof right === "string") {
    return left.toLowerCase() === right.toLowerCase();
  }
  return left === right;
}

/**
 * Whether `whole` has everything that `part` asks for: every key of its objects (others may be there too), lists of equal length
 * item by item, equal leaves.
 */
export function includesJson(whole: Json, part: Json): boolean {
  if (Array.isArray(part)) {
    return (
      Array.isArray(whole) &&
      whole.length === part.length &&
      part.every((item: Json, index) => includesJson(whole[index] as Json, item))
    );
  }
  if (isJsonObject(part)) {
    return (
      isJsonObject(whole) &&
      Object.keys(part).every(
        (key) => Object.hasOwn(whole, key) && includesJson(whole[key] as Json, part[key] as Json),
      )
    );
  }
  return equalLeaf(whole, part, {});
}

/**
 * Share of equal leaves in [0, 1]: leaves that are equal at the same path (list items by index), over the leaves of the larger
 * value, so that what is missing and what is too much both cost. An empty list or object is one leaf. 1 exactly when equal.
 */
export function shareOfEqualLeaves(expected: Json, actual: Json, likeness: Likeness = {}): number {
  return countEqualLeaves(expected, actual, likeness) / Math.max(countLeaves(expected), countLeaves(actual));
}

function membersOf(value: Json): ReadonlyMap<string, Json> {
  return new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
}

function countLeaves(value: Json): number {
  const members = membersOf(value);
  return members.size === 0
    ? 1
    : [...members.values()].reduce<number>((sum, one) => sum + countLeaves(one), 0);
}

function countEqualLeaves(expected: Json, actual: Json, likeness: Likeness): number {
  if (Array.isArray(expected) !== Array.isArray(actual)) return 0;
  const wanted = membersOf(expected);
  if (wanted.size === 0) return equalJson(expected, actual, likeness) ? 1 : 0;
  const found = membersOf(actual);
  let equal = 0;
  for (const [key, value] of wanted) {
    const other = found.get(key);
    if (other !== undefined) equal += countEqualLeaves(value, other, likeness);
  }
  return equal;
}
