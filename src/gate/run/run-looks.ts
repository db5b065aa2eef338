import type { EndReason } from "../../experiment/trial.ts";
import type { RunPlan } from "../plan/plan-run.ts";
import type { PlannedTrial } from "../plan/plan-trials.ts";

/** What the records say after a part of the run. */
export type LookReading = {
  /** A rule fails, or all pass: the rest of the run would change nothing that is shown. */
  readonly settles: boolean;
  /** Critical cases that failed their screen and have had no confirmation. */
  readonly unconfirmed: readonly string[];
  /** A rule would fail on baseline trials of other runs, and there are no fresh ones yet that tell whether it does. */
  readonly awaitsFresh: boolean;
  /** Cases that have no fresh baseline trial yet. */
  readonly withoutFresh: readonly string[];
};

export type LookPart = "first look" | "confirmation" | "fresh baseline" | "second look";

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
 * not settle the verdict. A first look that collapses is the last. Wherever a fail would stand on baseline trials of other runs, every case gets a fresh one first.
 */
export async function runLooks(
  { looks, confirmation, fresh }: Pick<RunPlan, "looks" | "confirmation" | "fresh">,
  { run, read }: LookEffects,
): Promise<LookedAt> {
  const [first, second] = looks;
  const runFresh = ({ withoutFresh }: LookReading): Promise<EndReason | undefined> => {
    const ids = new Set(withoutFresh);
    return run(
      "fresh baseline",
      fresh.filter(({ case: one }) => ids.has(one.id)),
    );
  };
  /** What the records say, with a fresh baseline where it is asked for; or why the run ended meanwhile. */
  const readOrEnd = async (now: 1 | 2): Promise<LookReading | { readonly ended: EndReason }> => {
    if (read === undefined) return nothingRead;
    const reading = await read(now);
    if (!reading.awaitsFresh) return reading;
    const ended = await runFresh(reading);
    return ended === undefined ? read(now) : { ended };
  };

  const ended = await run("first look", first?.trials ?? []);
  if (ended === "early_stop") {
    const cut = read === undefined ? undefined : await runFresh(await read(1));
    return { now: 1, ended: cut ?? ended };
  }
  if (ended !== undefined) return { now: 1, ended };
  const isOnlyLook = second === undefined && confirmation.length === 0;
  if (read === undefined || (isOnlyLook && fresh.length === 0)) return { now: 1 };
  const reading = await readOrEnd(1);
  if ("ended" in reading) return { now: 1, ended: reading.ended };
  const flagged = new Set(reading.unconfirmed);
  const due = confirmation.filter(({ case: one }) => flagged.has(one.id));
  if (second === undefined && due.length === 0) return { now: 1 };
  if (reading.settles) return { now: 1, ended: "look" };
  if (due.length > 0) {
    const cut = await run("confirmation", due);
    if (cut !== undefined) return { now: 1, ended: cut };
    if (second === undefined) return { now: 1 };
    if ((await read(1)).settles) return { now: 1, ended: "look" };
  }
  const cut = await run("second look", second?.trials ?? []);
  if (cut !== undefined) return { now: 2, ended: cut };
  const last = fresh.length === 0 ? nothingRead : await readOrEnd(2);
  return { now: 2, ...("ended" in last ? { ended: last.ended } : {}) };
}

const nothingRead: LookReading = { settles: false, unconfirmed: [], awaitsFresh: false, withoutFresh: [] };
