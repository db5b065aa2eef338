import type { ModelReply, ModelRequest } from "./model-call.ts";

/** What a step at a provider came to. A failure is told as that of a call is. */
export type BatchStep<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Extract<ModelReply, { status: "infra_error" }> };

/** How it stands with a batch. */
export type BatchLook = {
  /** Nothing more comes of it. */
  readonly isEnded: boolean;
  /** Every call was made. */
  readonly isCompleted: boolean;
  /** Files that hold its replies; mostly none before its end. */
  readonly fileIds: readonly string[];
  /** The provider's code of why it refused the batch as a whole. */
  readonly refusal?: string;
};

export type BatchOptions = {
  /** A request of the batch: it says where the provider is and which key goes with it. */
  readonly sample: ModelRequest;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

/** A provider's batch API, in single steps: none is repeated, none waits, none throws for what the provider does. */
export type BatchApi = {
  /** The line of the file that says to make this call; never streamed. */
  readonly lineOf: (id: string, request: ModelRequest) => string;
  /** Gives the id of the file. */
  readonly upload: (lines: readonly string[], options: BatchOptions) => Promise<BatchStep<string>>;
  /** Starts the batch of a file; gives its id. What breaks off may have started it. */
  readonly create: (fileId: string, options: BatchOptions) => Promise<BatchStep<string>>;
  /** The id of the batch that was started of a file; undefined where none is among the newest. */
  readonly find: (fileId: string, options: BatchOptions) => Promise<BatchStep<string | undefined>>;
  readonly look: (batchId: string, options: BatchOptions) => Promise<BatchStep<BatchLook>>;
  /** Gives the replies in a file one by one, each once, in no order. A file that is gone holds none. */
  readonly read: (fileId: string, replies: BatchReplies, options: BatchOptions) => Promise<BatchStep<void>>;
};

export type BatchReplies = {
  /** Undefined for a call that nobody waits for; its reply is passed over. */
  readonly requestOf: (id: string) => ModelRequest | undefined;
  readonly give: (id: string, reply: ModelReply) => void;
};
