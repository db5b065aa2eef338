import type { RuleScorerConfig } from "../../config/config.ts";
import type { ToolCall } from "../../experiment/case.ts";
import { matchInOrder, matchMost } from "./match-calls.ts";
import type { MadeCall } from "./read-calls.ts";

type Mode = Extract<RuleScorerConfig, { type: "tool_calls" }>["mode"];

export type IsLike = (expected: ToolCall, actual: ToolCall) => boolean;

/** Expected calls and those that were made, side by side. */
export type Alignment = {
  /** How many pairs there are. */
  readonly matched: number;
  /** Expected calls that none was made for. */
  readonly missing: readonly ToolCall[];
  /** Calls that none was expected for. */
  readonly unexpected: readonly MadeCall[];
};

/**
 * Pairs expected calls with those made, each used once: in the order of both for `strict`, else in the assignment with the most pairs. A
 * failed call that was recovered may have a partner, and is not unexpected without one.
 */
export function alignCalls(
  mode: Mode,
  expected: readonly ToolCall[],
  made: readonly MadeCall[],
  isLike: IsLike,
): Alignment {
  const pairs = mode === "strict" ? pairInOrder(expected, made, isLike) : pairAny(expected, made, isLike);
  const paired = new Set(pairs.values());
  return {
    matched: pairs.size,
    missing: expected.filter((_, index) => !pairs.has(index)),
    unexpected: made.filter((call, index) => !call.recovered && !paired.has(index)),
  };
}

/** Made by expected. Of as many pairs, those with the fewest calls left over that count. */
function pairInOrder(
  expected: readonly ToolCall[],
  made: readonly MadeCall[],
  isLike: IsLike,
): ReadonlyMap<number, number> {
  return matchInOrder(expected, made, isLike, ({ recovered }) => expected.length + 1 + Number(!recovered));
}

function pairAny(
  expected: readonly ToolCall[],
  made: readonly MadeCall[],
  isLike: IsLike,
): ReadonlyMap<number, number> {
  const order = [...made.keys()].toSorted(
    (left, right) => Number(made[left]?.recovered) - Number(made[right]?.recovered),
  );
  const pairs = matchMost(order, expected, (index, call) => isLike(call, made[index] as MadeCall));
  return new Map(Array.from(pairs, ([from, to]) => [to, order[from] as number]));
}

/**
 * How far the calls are the expected ones, in [0, 1]; 1 where nothing is wrong for the mode. `subset`: precision, the share of the calls
 * made that are expected; `superset`: recall, the share of the expected ones that were made; else F1 (van Rijsbergen 1979), their harmonic
 * mean. Of nothing, all is right.
 */
export function gradeOf(mode: Mode, { matched, missing, unexpected }: Alignment): number {
  const [made, expected] = [matched + unexpected.length, matched + missing.length];
  switch (mode) {
    case "subset":
      return share(matched, made);
    case "superset":
      return share(matched, expected);
    default:
      return share(2 * matched, made + expected);
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

/** How calls are written in a sentence. */
export type Writing = Readonly<Record<"expected" | "made", (call: ToolCall) => string>>;

/** What is wrong for the mode, by the first call of each kind; undefined where nothing is. */
export function differenceOf(
  mode: Mode,
  { missing, unexpected }: Alignment,
  isLike: IsLike,
  { expected, made }: Writing,
): string | undefined {
  const lacking = mode === "subset" ? [] : missing;
  const extra = mode === "superset" ? [] : unexpected;
  if (lacking.length === 0)
    return extra.length === 0 ? undefined : `made ${firstOf(extra, made)}, not expected`;
  const isMoved = lacking.length === extra.length && matchMost(lacking, extra, isLike).size === extra.length;
  if (isMoved) return `out of order: ${firstOf(extra, made)}`;
  const [wanted] = lacking;
  // More calls may be made: then one of the same tool is what went wrong.
  const instead = mode === "superset" ? unexpected.filter(({ name }) => name === wanted?.name) : extra;
  const [got] = instead;
  const readsAlike = wanted !== undefined && got !== undefined && expected(wanted) === made(got);
  if (readsAlike && !isLike(wanted, got)) return `${made(got)}: other arguments than expected`;
  return `missing ${firstOf(lacking, expected)}${got === undefined ? "" : `; made ${firstOf(instead, made)}`}`;
}

function firstOf([first, ...more]: readonly ToolCall[], write: (call: ToolCall) => string): string {
  const shown = first === undefined ? "none" : write(first);
  return more.length === 0 ? shown : `${shown} and ${more.length} more`;
}
