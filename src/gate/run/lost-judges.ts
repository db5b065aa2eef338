import type { ModelReply, ModelRequest } from "../../experiment/model-call.ts";
import type { Problem } from "../../problem.ts";
import { originOf } from "./lane.ts";

/** Judges that cannot be called are asked no more, and the run goes on. */
export class LostJudges {
  readonly #isOut: (judgeKey: string, request: ModelRequest, reply: ModelReply) => boolean;
  /** What each judge that is asked no more last came to. */
  readonly #lost = new Map<string, ModelReply>();

  /** `isOut`: whether there is no use in calling again what gave this reply. */
  constructor(isOut: (judgeKey: string, request: ModelRequest, reply: ModelReply) => boolean) {
    this.#isOut = isOut;
  }

  /** The reply of a judge, or its last one where it is lost. `ask` gets what the judge is known by. */
  async ask(request: ModelRequest, ask: (judgeKey: string) => Promise<ModelReply>): Promise<ModelReply> {
    const judgeKey = JSON.stringify([originOf(request), request.apiKeyEnv, request.body["model"]]);
    const lost = this.#lost.get(judgeKey);
    if (lost !== undefined) return lost;
    const reply = await ask(judgeKey);
    if (this.#isOut(judgeKey, request, reply)) this.#lost.set(judgeKey, reply);
    return reply;
  }

  get warnings(): readonly Problem[] {
    return [...this.#lost.values()].flatMap(judgeLost);
  }
}

function judgeLost(reply: ModelReply): readonly Problem[] {
  if (reply.status !== "infra_error") return [];
  const message = `a judge was asked no more after this: ${reply.reason}.`;
  return [
    { code: "judge-lost", message, fix: "Put it right and run again: what it did not judge is unscored." },
  ];
}
