import { turnsOf } from "../../experiment/case.ts";
import type { Case } from "../../experiment/case.ts";

/** Calls of the target that one trial of a case takes, without retries: one for each turn. */
export function callsOfCase(one: Case): number {
  return turnsOf(one)?.length ?? 1;
}
