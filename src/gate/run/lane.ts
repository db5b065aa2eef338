import { isAppRequest } from "../../experiment/app-call.ts";
import type { TargetRequest } from "../../experiment/app-call.ts";
import type { ModelReply, ModelRequest } from "../../experiment/model-call.ts";
import { AdaptiveLimit } from "./adapt-concurrency.ts";
import type { RunEffects } from "../effects.ts";

type LaneEffects = Pick<RunEffects, "sleep"> & {
  /** Aborts when the run ends: then nobody waits any more. */
  readonly ending: AbortSignal;
};

/** The way to one provider, which its calls share: who is out, who waits, and for how long nobody may go. */
export class Lane {
  #out = 0;
  #pauses = 0;
  readonly #limit: AdaptiveLimit;
  readonly #returning: (() => void)[] = [];
  readonly #starting: (() => void)[] = [];
  readonly #effects: LaneEffects;

  constructor(most: number, effects: LaneEffects) {
    this.#limit = new AdaptiveLimit(most);
    this.#effects = effects;
    effects.ending.addEventListener("abort", () => this.#letGo(), { once: true });
  }

  /** Calls that may be out at once. */
  get atOnce(): number {
    return this.#limit.atOnce;
  }

  /**
   * Makes a call when it is its turn, and learns from the reply. What continues a trial goes before what starts one. Once the run is
   * ending nobody waits: `make` has to ask whether it still may. Calls of one `kind` have comparable latencies.
   */
  async send(
    { kind, isContinuing }: { readonly kind: string; readonly isContinuing: boolean },
    make: () => Promise<ModelReply>,
  ): Promise<ModelReply> {
    const queue = isContinuing ? this.#returning : this.#starting;
    await new Promise<void>((resolve) => {
      queue.push(resolve);
      this.#letGo();
    });
    const { round } = this.#limit;
    try {
      const reply = await make();
      this.#limit.learn(reply, round, kind);
      return reply;
    } finally {
      this.#out--;
      this.#letGo();
    }
  }

  /** Keeps everybody back that long, so that nobody else walks into the same wall; it need not be waited for. */
  async pause(ms: number): Promise<void> {
    this.#pauses++;
    await this.#effects.sleep(ms, this.#effects.ending);
    this.#pauses--;
    this.#letGo();
  }

  #letGo(): void {
    const { ending } = this.#effects;
    while (ending.aborted || (this.#pauses === 0 && this.#out < this.atOnce)) {
      const next = this.#returning.shift() ?? this.#starting.shift();
      if (next === undefined) return;
      this.#out++;
      next();
    }
  }
}

/** A lane for each origin and each app, made when it is first called. */
export class Lanes {
  readonly #laneByOrigin = new Map<string, Lane>();
  readonly #most: number;
  readonly #effects: LaneEffects;

  constructor(most: number, effects: LaneEffects) {
    this.#most = most;
    this.#effects = effects;
  }

  of(request: TargetRequest): Lane {
    const origin = isAppRequest(request) ? request.app : originOf(request);
    const lane = this.#laneByOrigin.get(origin) ?? new Lane(this.#most, this.#effects);
    this.#laneByOrigin.set(origin, lane);
    return lane;
  }
}

/** A run calls few addresses, each many times, and reading one takes as long as a hundred look-ups. */
const originByUrl = new Map<string, string>();

/** Of an address that holds a secret it may not be known, and the text stands for it. */
export function originOf({ baseUrl }: ModelRequest): string {
  const known = originByUrl.get(baseUrl);
  if (known !== undefined) return known;
  const origin = URL.canParse(baseUrl) ? new URL(baseUrl).origin : baseUrl;
  originByUrl.set(baseUrl, origin);
  return origin;
}
