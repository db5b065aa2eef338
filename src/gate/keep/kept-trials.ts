import type { Trial } from "../../experiment/trial.ts";
import { callsOfCase } from "../plan/calls-of-case.ts";
import type { PlannedTrial } from "../plan/plan-trials.ts";
import type { Spend } from "../run/spend.ts";
import type { TrialKeeper } from "./trial-store.ts";

/** Undefined where the run's end cut it off. */
type MaybeTrial = Promise<Trial | undefined>;

/** The trials of a run that need no call: those of the cache, and the second of two that both arms share. */
export class KeptTrials {
  readonly #shared = new Map<string, MaybeTrial>();
  readonly #store: TrialKeeper | undefined;
  readonly #spend: Spend;

  constructor(store: TrialKeeper | undefined, spend: Spend) {
    this.#store = store;
    this.#spend = spend;
  }

  /** The trial, by `run` where nobody has it, which is then kept. */
  async takeOrRun(planned: PlannedTrial, run: () => MaybeTrial): MaybeTrial {
    if (planned.isShared !== true) return this.#takeOrRun(planned, run);
    const trial = await this.#once(planned, run);
    // The candidate says that it was not run for itself, whichever was first.
    return trial === undefined || planned.arm === "baseline" ? trial : { ...trial, cached: true };
  }

  async #once(planned: PlannedTrial, run: () => MaybeTrial): MaybeTrial {
    const key = `${planned.index} ${planned.case.id}`;
    const first = this.#shared.get(key);
    if (first === undefined) {
      const own = this.#takeOrRun(planned, run);
      this.#shared.set(key, own);
      return own;
    }
    this.#shared.delete(key);
    const trial = await first;
    // What failed on one arm is tried for itself on the other.
    if (trial?.status !== "ok") return run();
    this.#spend.addCached(callsOfCase(planned.case));
    return trial;
  }

  async #takeOrRun(planned: PlannedTrial, run: () => MaybeTrial): MaybeTrial {
    const kept = await this.#take(planned);
    if (kept !== undefined) {
      this.#spend.addCached(callsOfCase(planned.case));
      return kept;
    }
    const trial = await run();
    if (trial !== undefined) await this.#store?.keep(planned, trial);
    return trial;
  }

  async #take(planned: PlannedTrial): MaybeTrial {
    if (planned.kept === undefined && planned.isShared !== true) return undefined;
    const found = await this.#store?.find(planned);
    return found !== undefined && (found.isOwn || planned.kept === "other") ? found.trial : undefined;
  }
}
