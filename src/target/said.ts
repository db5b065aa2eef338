import type { JsonObject } from "../experiment/json.ts";

/** Where a script of user turns stands. */
export type Said = {
  /** The turn that is asked now, from 1. */
  readonly turn: number;
  readonly turns: number;
  /** What user and app have said before it, in the form of the chat API, without the prompt's own messages. */
  readonly messages: readonly JsonObject[];
};
