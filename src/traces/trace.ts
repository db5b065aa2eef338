import type { ToolCall } from "../experiment/case.ts";
import type { Json, JsonObject } from "../experiment/json.ts";
import type { Usage } from "../experiment/trial.ts";

/** One call of a model, as the host needs it to find a price. */
export type TracedCall = {
  /** As the provider names it. */
  readonly model?: string;
  /** `input` includes what was read from and written to a cache. */
  readonly usage?: Usage;
  /** What the trace says that the call cost. */
  readonly costUsd?: number;
};

/** What became of a tool call, as far as the trace tells. */
export type ToolRun = {
  readonly name: string;
  readonly id?: string;
  readonly arguments?: Json;
  readonly result?: Json;
  /** Why it failed, in the words of the app; "" where it does not say. */
  readonly error?: string;
  readonly latencyMs?: number;
  /** Path of the agent that called it, such as `planner/researcher`. */
  readonly agent?: string;
};

/** What the spans of one trial say. What they do not tell is absent: never 0, never an empty list. */
export type TraceReading = {
  readonly input?: Json;
  readonly output?: Json;
  /**
   * The conversation in the form of the chat API, without those that an agent delegated. `error: true` marks the result of a failed
   * tool, `agent` is the path of agents that said it.
   */
  readonly messages?: readonly JsonObject[];
  /** All calls of tools, also of delegated agents. `[]` only where every answer of a model can be read and none calls a tool. */
  readonly toolCalls?: readonly ToolCall[];
  /** As many as `toolCalls`, in their order. */
  readonly toolRuns?: readonly ToolRun[];
  /** The documents that were retrieved, each once. */
  readonly documents?: readonly Json[];
  /** Sum over all calls of models; a figure that one of them does not tell is absent. */
  readonly usage?: Usage;
  /** One for each call of a model. */
  readonly calls?: readonly TracedCall[];
  /** Only where every call tells its own. */
  readonly costUsd?: number;
  /** Of the last call of the conversation. */
  readonly model?: string;
  /** From the start of the trace to the first token of its last answer. */
  readonly ttftMs?: number;
  /** Why the app failed, where its outermost span did. */
  readonly error?: string;
};
