import type { EndReason } from "../experiment/trial.ts";
import type { RunPlan } from "./plan-run.ts";
import type { PlannedTrial } from "./plan-trials.ts";

/** What the records say after a part of the run. */
export type LookReading = {
  /** A rule fails, or all pass: the rest of the run would change nothing that is shown. */
  readonly settles: boolean;
  /** Critical cases that failed their screen and have had no confirmation. */
  readonly unconfirmed: readonly string[];
};

export type LookPart = "first look" | "confirmation" | "second look";

/** How a run reaches the world: it runs trials, and reads what they came to. */
export type LookEffects = {
  /** Gives the reason where the run has to end. */
  readonly run: (part: LookPart, trials: readonly PlannedTrial[]) => Promise<EndReason | undefined>;
  /** Absent where nothing is decided. */
  readonly read?: (now: 1 | 2) => Promise<LookReading>;
};

/** The look at which a run ended, and why it ended before its plan. */
export type LookedAt = { readonly now: 1 | 2; readonly ended?: EndReason };

/**
 * The first look, the confirmation of critical cases that failed their screen, the second look: each only where what came before did
 * not settle the verdict.
 */
export async function runLooks(
  { looks, confirmation }: Pick<RunPlan, "looks" | "confirmation">,
  { run, read }: LookEffects,
): Promise<LookedAt> {
  const [first, second] = looks;
  const ended = await run("first look", first?.trials ?? []);
  if (ended !== undefined) return { now: 1, ended };
  if (read === undefined || (second === undefined && confirmation.length === 0)) return { now: 1 };
  const { settles, unconfirmed } = await read(1);
  const flagged = new Set(unconfirmed);
  const due = confirmation.filter(({ case: one }) => flagged.has(one.id));
  if (second === undefined && due.length === 0) return { now: 1 };
  if (settles) return { now: 1, ended: "look" };
  if (due.length > 0) {
    const cut = await run("confirmation", due);
    if (cut !== undefined) return { now: 1, ended: cut };
    if (second === undefined) return { now: 1 };
    if ((await read(1)).settles) return { now: 1, ended: "look" };
  }
  const cut = await run("second look", second?.trials ?? []);
  return { now: 2, ...(cut === undefined ? {} : { ended: cut }) };
}
