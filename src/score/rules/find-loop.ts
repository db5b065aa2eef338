import { equalJson } from "../json-compare.ts";
import type { MadeCall } from "./read-calls.ts";

/** Calls made again and again: one, or a cycle of two or three. */
export type Loop = { readonly cycle: readonly MadeCall[]; readonly times: number };

/** From so many times in a row on it is a loop: two tries more may find what the first one did not. */
const fewest = 4;
const longestCycle = 3;

/**
 * The first call, or cycle of two or three calls, that was made four times or more in a row with nothing new: equal names and arguments,
 * equal results where both are known, and no word of the user between them. Not where `expectedTimes` says as often of each of its calls.
 * Calls whose arguments were not recorded are equal to none.
 */
export function findLoop(
  calls: readonly MadeCall[],
  expectedTimes: (call: MadeCall) => number,
): Loop | undefined {
  for (let size = 1; size <= longestCycle; size += 1) {
    let run = 0;
    for (let index = size; index <= calls.length; index += 1) {
      if (isSame(calls[index], calls[index - size])) {
        run += 1;
        continue;
      }
      const times = Math.floor(run / size) + 1;
      const cycle = calls.slice(index - size - run, index - run);
      run = 0;
      if (times >= fewest && cycle.some((call) => expectedTimes(call) < times)) return { cycle, times };
    }
  }
  return undefined;
}

function isSame(left: MadeCall | undefined, right: MadeCall | undefined): boolean {
  return (
    left?.arguments !== undefined &&
    right?.arguments !== undefined &&
    left.name === right.name &&
    left.turn === right.turn &&
    equalJson(left.arguments, right.arguments) &&
    (left.result === undefined || right.result === undefined || equalJson(left.result, right.result))
  );
}
