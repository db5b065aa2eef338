import type { ToolCall } from "./case.ts";
import type { Json, JsonObject } from "./json.ts";
import type { Usage } from "./trial.ts";

/** One call of a model, as plain data: what is sent, where to, and the name of the key that goes with it. */
export type ModelRequest = {
  readonly api: "chat" | "responses";
  /** Address of the API with its path, such as `https://api.openai.com/v1`. May hold `${NAME}` of a secret. */
  readonly baseUrl: string;
  /** Name of the environment variable that holds the key. */
  readonly apiKeyEnv: string;
  /** Values may hold `${NAME}` of a secret. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it is sent, without the keys that `stream` adds. */
  readonly body: JsonObject;
  readonly stream: boolean;
};

/** Why a call got no answer that says anything about the app. */
export type InfraCode =
  | "key"
  | "rate_limit"
  | "quota"
  | "timeout"
  | "network"
  | "server"
  | "redirect"
  | "malformed"
  /** The provider takes no batch, or refuses one as a whole. */
  | "batch"
  | "aborted";

/** What one attempt came to. Latencies are of this attempt alone, monotonic; an unknown figure is absent, as those of a batch are. */
export type ModelReply =
  | {
      readonly status: "ok";
      /** The text of the answer, also where it is JSON: scorers parse it themselves. */
      readonly output?: Json;
      /** The assistant's messages, in the form of the chat API. */
      readonly messages: readonly JsonObject[];
      /** Absent where nothing is known of calls, which is not the same as none. */
      readonly toolCalls?: readonly ToolCall[];
      /** The documents that the app answered from, where it tells them. */
      readonly context?: Json;
      readonly usage?: Usage;
      /** List price of the tokens; absent where the price or a count is unknown. */
      readonly costUsd?: number;
      /** What the run pays for it, where that is less: in a batch. A record tells the list price, which is what the app's users cost. */
      readonly paidUsd?: number;
      /** Where the reply has no usage: list price of the tokens that its texts may have. For the cap on money alone. */
      readonly guessedUsd?: number;
      /** The model that answered, as the provider names it. */
      readonly model?: string;
      readonly latencyMs?: number;
      readonly ttftMs?: number;
      /** Trace of the trial, 32 hex digits, where the app was given one. */
      readonly traceId?: string;
    }
  /** The request itself was refused (400, 404, 413, 422): the change is at fault, and scores 0. */
  | {
      readonly status: "app_error";
      readonly reason: string;
      readonly latencyMs?: number;
      /** An app failed that may have called models before: nobody knows what that cost. */
      readonly hasUnknownCost?: true;
    }
  | {
      readonly status: "infra_error";
      readonly code: InfraCode;
      readonly reason: string;
      readonly isRetryable: boolean;
      /** The provider has too much to do: fewer calls at once would help. */
      readonly isOverload?: true;
      /** How long the provider asks to wait. */
      readonly retryAfterMs?: number;
    };
