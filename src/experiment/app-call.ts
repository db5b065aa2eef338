import type { Json, JsonObject } from "./json.ts";
import type { ModelReply, ModelRequest } from "./model-call.ts";

/** An app that is a target, as plain data: how it is made ready and started. */
export type AppSpec = {
  /** Names the app: equal fingerprints are one app. */
  readonly fingerprint: string;
  /** Run once in the app's own folder before its first trial. */
  readonly setup?: readonly string[];
} & (
  | { readonly type: "command"; readonly command: readonly string[]; readonly workers?: number }
  /** Path of the ES module, relative to the folder. */
  | { readonly type: "module"; readonly module: string; readonly workers?: number }
  /** Runs elsewhere. */
  | { readonly type: "http"; readonly start?: never }
  /**
   * Served by `start` at `origin`; `ready` is a path or URL that answers once the app is up, else its port takes connections. `{{port}}`
   * stands in all three for the port that it gets.
   */
  | {
      readonly type: "http";
      readonly start: readonly string[];
      readonly origin: string;
      readonly ready?: string;
    }
);

/**
 * One turn of a case, as it is asked of an app. The same whichever trial it is for, so that equal requests are one entry of a cache;
 * what differs from trial to trial is an `AppTurn`.
 */
export type AppRequest = {
  /** Fingerprint of the target that is asked. */
  readonly app: string;
  /** What the user says in this turn; attachments are in the form of the chat API. */
  readonly input: Json;
  readonly context?: Json;
  readonly params?: JsonObject;
  /** Of a script of user turns: which one this is, from 1, and what was said before it, in the form of the chat API. */
  readonly script?: {
    readonly turn: number;
    readonly turns: number;
    readonly messages: readonly JsonObject[];
  };
  /** What is sent where the app is behind a URL. */
  readonly http?: HttpMessage;
};

/** A request to an app behind a URL. Texts may hold `${NAME}` of a secret (`url`, `headers`) and the marks of `http-marks.ts`. */
export type HttpMessage = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Json;
  readonly stream: boolean;
  /** How the reply is read: by a known form, or by JSONPaths of its parts. */
  readonly reply:
    | { readonly preset: "openai" | "langgraph" }
    | {
        readonly output?: string;
        readonly context?: string;
        readonly messages?: string;
        readonly toolCalls?: string;
        readonly usage?: string;
      };
};

/** What a target is asked: a model, or an app. */
export type TargetRequest = ModelRequest | AppRequest;

export function isAppRequest(request: TargetRequest): request is AppRequest {
  return "app" in request;
}

/** What belongs to one trial of a run. */
export type AppTurn = {
  /** Index of the trial, from 0. */
  readonly trial: number;
  /** The same for all turns of a trial, and no other. */
  readonly session: string;
  /** W3C Trace Context: the span under which the app's spans belong. */
  readonly traceparent: string;
  /** Called when the request goes out, with the name of the process that it goes to. */
  readonly onSent?: (sender: string) => void;
};

/** A started app. */
export type App = {
  /** One answer, never thrown for what the app does. `latencyMs` starts when the request goes out, without waiting for a free worker. */
  readonly ask: (
    request: AppRequest,
    turn: AppTurn,
    limits: { readonly timeoutMs: number; readonly signal: AbortSignal },
  ) => Promise<ModelReply>;
  /** What it printed besides its answers, at most the last 64 KiB. Untrusted. */
  readonly log: () => string;
  /** Ends all its processes. */
  readonly close: () => Promise<void>;
};
