import { turnsOf } from "../../experiment/case.ts";
import type { Case } from "../../experiment/case.ts";
import type { TargetRequest } from "../../experiment/app-call.ts";
import type { ArmName, Trial } from "../../experiment/trial.ts";
import type { Cache } from "../effects.ts";
import type { PlannedTrial } from "../plan/plan-trials.ts";
import { cacheKey, longestAgeMs, readEntry, requestHash, toEntry } from "./trial-cache.ts";
import type { CachedTrial } from "./trial-cache.ts";

/** Far more than the trials of a week, and well within what GitHub keeps for a repository. */
const mostBytes = 500 * 1024 * 1024;

/** What the trials of a run are kept by. */
export type StorePlace = {
  readonly cache: Cache;
  /** Fingerprint of each arm's target. */
  readonly fingerprints: Readonly<Partial<Record<ArmName, string>>>;
  readonly requestOf: (planned: PlannedTrial) => TargetRequest;
  /** Identity of the run, as one text. */
  readonly run: string;
  /** Start of the run, in milliseconds since 1970. */
  readonly nowMs: number;
};

/** Where trials are found that need no call. */
export type TrialSource = {
  readonly find: (planned: PlannedTrial) => Promise<CachedTrial | undefined>;
};

/** The same, and where those that are run are kept for others. */
export type TrialKeeper = TrialSource & Pick<TrialStore, "keep" | "refresh" | "prune">;

type AskedRequest = Pick<PlannedTrial, "case" | "arm"> & { readonly hash: string };

/** The trials of a run in the cache. Whatever is wrong with an entry, it is not there. */
export class TrialStore {
  readonly #place: StorePlace;
  #asked: AskedRequest | undefined;

  constructor(place: StorePlace) {
    this.#place = place;
  }

  async find(planned: PlannedTrial): Promise<CachedTrial | undefined> {
    const { cache, nowMs, run } = this.#place;
    const key = this.#keyOf(planned);
    const text = await cache.read(key);
    if (text === undefined) return undefined;
    const { case: one, index } = planned;
    const place = { caseId: one.id, ...(one.hash === undefined ? {} : { caseHash: one.hash }), index };
    return readEntry(text, { key, place, nowMs, run });
  }

  /** Keeps a trial that was run. */
  async keep(planned: PlannedTrial, trial: Trial): Promise<void> {
    const { cache, nowMs: storedMs, run } = this.#place;
    const key = this.#keyOf(planned);
    const text = toEntry(key, trial, { storedMs, run });
    if (text !== undefined) await cache.write(key, text);
  }

  /**
   * After the provider has drifted: what was taken of the baseline goes, and the trial that was run against it becomes the first.
   */
  async refresh(planned: PlannedTrial, mostBaseline: number): Promise<void> {
    const { cache } = this.#place;
    const fresh = await this.find(planned);
    for (let index = 0; index < mostBaseline; index++) {
      const old = { ...planned, index };
      if ((await this.find(old))?.isOwn !== true) await cache.remove(this.#keyOf(old));
    }
    if (fresh?.isOwn === true && (await this.find({ ...planned, index: 0 })) === undefined)
      await this.keep({ ...planned, index: 0 }, { ...fresh.trial, index: 0 });
  }

  /** At the end of a run. */
  async prune(): Promise<void> {
    const { cache, nowMs } = this.#place;
    await cache.prune({ nowMs, longestAgeMs, mostBytes });
  }

  /** Both arms of a shared trial have one key. */
  #keyOf({ arm, case: one, index, isShared }: PlannedTrial): string {
    const of = isShared === true ? "baseline" : arm;
    return cacheKey({
      fingerprint: this.#place.fingerprints[of] ?? "",
      request: this.#hashOf({ case: one, arm: of, index }),
      caseId: one.id,
      index,
    });
  }

  /** All trials of a case on an arm send the same requests, and are mostly asked for in a row. */
  #hashOf(planned: PlannedTrial): string {
    const { case: one, arm } = planned;
    if (this.#asked?.case !== one || this.#asked.arm !== arm)
      this.#asked = { case: one, arm, hash: requestHash(this.#place.requestOf(planned), turnsOf(one)) };
    return this.#asked.hash;
  }
}

/**
 * Whether both arms ask the same of a case. Written by one writer, equal requests are equal texts, which is a tenth of the work of their
 * hashes.
 */
export function isSameRequest(one: Case, requestOf: StorePlace["requestOf"]): boolean {
  const textOf = (arm: ArmName): string => JSON.stringify(requestOf({ case: one, arm, index: 0 }));
  return textOf("baseline") === textOf("candidate");
}
