import { contentHash } from "../../experiment/content-hash.ts";
import type { ArmName, RecordedScore } from "../../experiment/trial.ts";
import { readScoreEntry, writeScoreEntry } from "../../record/score-entry.ts";
import type { KeptScore } from "../../record/score-entry.ts";
import type { KnownPairs } from "../../score/judge/judge-pair.ts";
import type { Asked, KnownScores, ToJudge } from "../../score/judge/judge-trial.ts";
import type { Pair, PreparedPairwise } from "../../score/judge/prepare-pairwise.ts";
import type { Cache } from "../effects.ts";
import { isUsable } from "./trial-cache.ts";

/**
 * What is judged: an output of an arm, one of the baseline once more to see whether its older trials still hold, or something that
 * tries the judge itself.
 */
export type Judged = ArmName | "fresh baseline" | "check";

/** What a judgement is for. Two that must not share a score, though they show the judge the same, have another purpose. */
type Purpose = "score" | "again" | `confirmation ${number}`;

/** Where scores are kept, and what run knows them. */
export type ScorePlace = {
  /** Absent: what this process judged is all that is known. */
  readonly cache?: Cache;
  /** Identity of the run. */
  readonly run: string;
  /** Its start, in milliseconds since 1970. */
  readonly nowMs: number;
};

/** A score, and whether this run had it judged. */
type Held = { readonly score: KeptScore; readonly isOwn: boolean };

/** In memory. The arms of a case are run side by side, and what is dropped is still in the cache. */
const mostHeld = 10_000;

/**
 * The key of a score: all that the judge is told and shown, and the case. Outputs of one case that nobody could tell apart have one
 * score. Two cases have one each, even where they show the same: they are two units of the verdict, whose bounds take units to be
 * independent.
 */
export function scoreKey(toJudge: ToJudge, purpose: Purpose = "score"): string {
  const { judge, one } = toJudge;
  // Without the fence, which is chance. All members of a panel are shown the same.
  const [first] = judge.requests(toJudge, "");
  return contentHash([purpose, 1, judge.fingerprint, one.id, first?.body ?? null]);
}

/** The key of a pair's score: the same with all that is shown in both orders. */
export function pairKey(judge: PreparedPairwise, pair: Pair, purpose: Purpose = "score"): string {
  const [first] = judge.requests(pair, "");
  const shown = first === undefined ? null : [first.baselineFirst.body, first.candidateFirst.body];
  return contentHash([purpose, "pair", 1, judge.fingerprint, pair.one.id, shown]);
}

/** Whose scores they are. */
type Asking = { readonly config: { readonly name: string } };

/**
 * The scores of judges that a run knows, of its own and of other runs. Only a score is kept: a judge that failed, or whose reply cannot
 * be read, is asked again.
 */
export class ScoreCache {
  readonly #held = new Map<string, Held>();
  readonly #turns = new Map<string, Promise<Asked>>();
  readonly #place: ScorePlace;

  constructor(place: ScorePlace) {
    this.#place = place;
  }

  /**
   * What may be taken for an output of this kind. What the run itself had judged: always. A score of another run: on the baseline, and
   * on the candidate only where the baseline took it before, so that equal outputs are equal; a judge drifts, and drift between two
   * runs must not look like a change. Never on a fresh baseline trial, which is
   * there to find such drift, nor on what tries the judge.
   */
  for(judged: Judged, purpose: Purpose = "score"): KnownScores {
    return (toJudge, ask) => this.#inTurn(scoreKey(toJudge, purpose), judged, toJudge.judge, ask);
  }

  /** The same for pairs: what this run itself had judged. */
  forPairs(purpose: Purpose = "score"): KnownPairs {
    return (judge, pair, ask) => this.#inTurn(pairKey(judge, pair, purpose), "candidate", judge, ask);
  }

  /** One at a time: the next finds what this one came to, or asks again where it failed. */
  async #inTurn(key: string, judged: Judged, judge: Asking, ask: () => Promise<Asked>): Promise<Asked> {
    while (this.#turns.has(key)) await this.#turns.get(key);
    const turn = this.#takeOrAsk(key, judged, judge, ask).finally(() => this.#turns.delete(key));
    this.#turns.set(key, turn);
    return turn;
  }

  async #takeOrAsk(
    key: string,
    judged: Judged,
    { config }: Asking,
    ask: () => Promise<Asked>,
  ): Promise<Asked> {
    const known = await this.#take(key, judged);
    if (known !== undefined)
      return { judgement: { ok: true, score: { scorer: config.name, ...known } }, replies: [] };
    const asked = await ask();
    if (asked.judgement.ok) await this.#keep(key, asked.judgement.score);
    return asked;
  }

  async #take(key: string, judged: Judged): Promise<KeptScore | undefined> {
    const held = this.#held.get(key);
    if (held !== undefined && (held.isOwn || judged === "baseline" || judged === "candidate"))
      return held.score;
    const { cache, run, nowMs } = this.#place;
    const text = await cache?.read(key);
    const entry = text === undefined ? undefined : readScoreEntry(text, key);
    if (entry === undefined || !isUsable(entry.storedMs, nowMs)) return undefined;
    const isOwn = entry.run === run;
    if (!isOwn && judged !== "baseline") return undefined;
    this.#hold(key, { score: entry.score, isOwn });
    return entry.score;
  }

  async #keep(key: string, { scorer: _scorer, ...score }: RecordedScore): Promise<void> {
    this.#hold(key, { score, isOwn: true });
    const { cache, run, nowMs } = this.#place;
    await cache?.write(key, writeScoreEntry({ key, score, storedMs: nowMs, run }));
  }

  #hold(key: string, held: Held): void {
    this.#held.set(key, held);
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= mostHeld) return;
      this.#held.delete(oldest);
    }
  }
}
