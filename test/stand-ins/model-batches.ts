import type { IncomingMessage } from "node:http";
import { isJsonObject, type JsonObject } from "../../src/experiment/json.ts";
import { chatReply, responseReply } from "./model-replies.ts";
import { describe, findFault, parseBody, type SeenRequest } from "./model-requests.ts";
import type { Faults, ModelAnswer, ModelServerReply } from "./model-server.ts";

/** What becomes of a batch that is well formed; default: it completes. */
export type BatchFate = {
  /** Looks at it before it has ended; default 1. */
  readonly looks?: number;
  /** Ends so once that many of its calls are made. */
  readonly endsAs?: "expired" | "cancelled";
  readonly made?: number;
  /** Is refused as a whole, with this code. */
  readonly fails?: string;
  /** Calls, by their place, of which no file tells. */
  readonly forgets?: readonly number[];
};

export type BatchRules = {
  readonly fate?: (batch: SeenBatch) => BatchFate;
  /** A fault in place of the reply to a step, such as `POST /v1/files`; `nth` counts that step from 1. */
  readonly fault?: (step: string, nth: number) => Faults | undefined;
  /** With a fault for `POST /v1/batches`: the batch is started all the same. */
  readonly startsAllTheSame?: boolean;
};

export type SeenBatch = {
  readonly id: string;
  readonly fileId: string;
  readonly endpoint: string;
  readonly ids: readonly string[];
  readonly bodies: readonly JsonObject[];
  /** 1 for the first. */
  readonly number: number;
};

export type BatchReply = { readonly status: number; readonly body: string } | Faults;

type Stored = SeenBatch & { looks: number; readonly invalid?: string; readonly fate: BatchFate };

/** As strict as OpenAI's: each object has the keys of the reference, and a file with one wrong line is refused as a whole. */
export class ModelBatches {
  readonly seen: SeenBatch[] = [];
  /** Steps in their order, as `GET /v1/batches/batch_1`. */
  readonly steps: string[] = [];
  readonly #files = new Map<string, string>();
  readonly #batches = new Map<string, Stored>();
  readonly #rules: BatchRules;
  readonly #answer: (seen: SeenRequest) => ModelServerReply | Promise<ModelServerReply>;
  #calls = 0;

  constructor(
    rules: BatchRules,
    answer: (seen: SeenRequest) => ModelServerReply | Promise<ModelServerReply>,
  ) {
    this.#rules = rules;
    this.#answer = answer;
  }

  /** Undefined for what is no step of the batch API. */
  async reply(incoming: IncomingMessage, text: string): Promise<BatchReply | undefined> {
    const { pathname } = new URL(incoming.url ?? "", "http://127.0.0.1");
    if (!/^\/v1\/(?:files|batches)\b/.test(pathname)) return undefined;
    const step = `${incoming.method} ${pathname}`;
    this.steps.push(step);
    const fault = this.#rules.fault?.(step, this.steps.filter((each) => each === step).length);
    if (fault !== undefined) {
      if (step === "POST /v1/batches" && this.#rules.startsAllTheSame === true) this.#create(text);
      return fault;
    }
    const [, , kind, id, more] = pathname.split("/");
    if (step === "POST /v1/files") return this.#upload(incoming, text);
    if (step === "POST /v1/batches") return this.#create(text);
    if (step === "GET /v1/batches")
      return ok({
        object: "list",
        data: [...this.#batches.values()].toReversed().map(objectOf),
        has_more: false,
      });
    if (incoming.method !== "GET" || id === undefined) return refused(405, "Not allowed.");
    if (kind === "batches" && more === undefined) return this.#look(incoming, id);
    const file = this.#files.get(id);
    if (kind !== "files" || more !== "content" || file === undefined)
      return refused(404, `No such File object: ${id}`);
    return { status: 200, body: file };
  }

  async #upload(incoming: IncomingMessage, text: string): Promise<BatchReply> {
    const headers = { "content-type": incoming.headers["content-type"] ?? "" };
    const form = await new Response(Buffer.from(text), { headers }).formData().catch(() => undefined);
    const file = form?.get("file");
    if (
      form?.get("purpose") !== "batch" ||
      !(file instanceof Blob) ||
      !("name" in file) ||
      !file.name.endsWith(".jsonl")
    )
      return refused(400, "Invalid multipart body: `purpose` and a .jsonl `file` are needed.");
    const id = `file-${this.#files.size + 1}`;
    this.#files.set(id, await file.text());
    return ok({ id, object: "file", bytes: file.size, purpose: "batch", status: "processed" });
  }

  #create(text: string): BatchReply {
    const body = parseBody(text) ?? {};
    const { input_file_id: fileId, endpoint, completion_window: window } = body;
    const file = typeof fileId === "string" ? this.#files.get(fileId) : undefined;
    if (typeof fileId !== "string" || file === undefined) return refused(400, "Invalid 'input_file_id'.");
    if (endpoint !== "/v1/chat/completions" && endpoint !== "/v1/responses")
      return refused(400, "Invalid 'endpoint'.");
    if (window !== "24h") return refused(400, "Invalid 'completion_window'.");
    const unknown = Object.keys(body).filter(
      (key) => !/^(?:input_file_id|endpoint|completion_window|metadata)$/.test(key),
    );
    if (unknown.length > 0) return refused(400, `Unknown parameter: '${unknown[0]}'.`);
    const lines = file
      .split("\n")
      .filter((line) => line !== "")
      .map(parseBody);
    const number = this.#batches.size + 1;
    const batch = {
      id: `batch_${number}`,
      fileId,
      endpoint,
      ids: lines.map((line) => (typeof line?.["custom_id"] === "string" ? line["custom_id"] : "")),
      bodies: lines.map((line) => (isJsonObject(line?.["body"]) ? line["body"] : {})),
      number,
    };
    const invalid = faultOf(lines, endpoint);
    const stored = {
      ...batch,
      looks: 0,
      fate: this.#rules.fate?.(batch) ?? {},
      ...(invalid === undefined ? {} : { invalid }),
    };
    this.#batches.set(batch.id, stored);
    this.seen.push(batch);
    return ok(objectOf(stored));
  }

  async #look(incoming: IncomingMessage, id: string): Promise<BatchReply> {
    const batch = this.#batches.get(id);
    if (batch === undefined) return refused(404, `No batch found with id '${id}'.`);
    batch.looks++;
    if (hasEnded(batch) && isMaking(batch)) await this.#makeCalls(incoming, batch);
    return ok(objectOf(batch));
  }

  /** Writes the files once; their lines are in no order. */
  async #makeCalls(incoming: IncomingMessage, batch: Stored): Promise<void> {
    if (this.#files.has(`file-out-${batch.id}`)) return;
    const { endsAs, made = 0, forgets = [] } = batch.fate;
    const mostMade = endsAs === undefined ? batch.ids.length : made;
    const output: string[] = [];
    const errors: string[] = [];
    for (const [at, id] of batch.ids.entries()) {
      if (forgets.includes(at)) continue;
      const row = (more: object) =>
        JSON.stringify({ id: `batch_req_${batch.number}_${at}`, custom_id: id, ...more });
      if (at >= mostMade) {
        const error = { code: `batch_${endsAs}`, message: "This request could not be executed." };
        errors.push(row({ response: null, error }));
        continue;
      }
      const api = batch.endpoint === "/v1/responses" ? "responses" : "chat";
      const seen = describe(api, incoming, "", batch.bodies[at] ?? {}, 1, ++this.#calls);
      const { status, body } = responseOf(seen, await this.#answer(seen));
      const response = { status_code: status, request_id: `req_${at}`, body };
      (status === 200 ? output : errors).push(row({ response, error: null }));
    }
    this.#files.set(`file-out-${batch.id}`, output.toReversed().join("\n"));
    this.#files.set(
      `file-err-${batch.id}`,
      errors
        .toReversed()
        .map((line) => `${line}\n`)
        .join(""),
    );
  }
}

function hasEnded({ looks, fate }: Stored): boolean {
  return looks > (fate.looks ?? 1);
}

function isMaking({ invalid, fate }: Stored): boolean {
  return invalid === undefined && fate.fails === undefined;
}

function objectOf(batch: Stored): JsonObject {
  const { id, fileId, endpoint, fate, ids } = batch;
  const code = batch.invalid ?? fate.fails;
  const isEnded = hasEnded(batch);
  const status = !isEnded ? "in_progress" : code === undefined ? (fate.endsAs ?? "completed") : "failed";
  const files = isEnded && code === undefined;
  return {
    id,
    object: "batch",
    endpoint,
    input_file_id: fileId,
    completion_window: "24h",
    status,
    created_at: 1_790_000_000,
    output_file_id: files ? `file-out-${id}` : null,
    error_file_id: files ? `file-err-${id}` : null,
    errors:
      code === undefined || !isEnded
        ? null
        : { object: "list", data: [{ code, message: `Refused: ${code}`, line: 1 }] },
    request_counts: { total: ids.length, completed: files ? ids.length : 0, failed: 0 },
    metadata: null,
  };
}

/** What OpenAI refuses a whole file for. */
function faultOf(lines: readonly (JsonObject | undefined)[], endpoint: string): string | undefined {
  const ids = lines.map((line) => line?.["custom_id"]);
  if (lines.length === 0) return "empty_file";
  if (lines.length > 50_000) return "too_many_tasks";
  if (ids.some((id) => typeof id !== "string" || id === "" || id.length > 64))
    return "missing_required_parameter";
  if (new Set(ids).size < ids.length) return "duplicate_custom_id";
  const models = new Set<unknown>();
  for (const line of lines) {
    if (line === undefined) return "invalid_json_line";
    const { method, url, body, custom_id: _id, ...unknown } = line;
    if (method !== "POST") return "invalid_method";
    if (url !== endpoint) return "invalid_url";
    if (Object.keys(unknown).length > 0 || !isJsonObject(body)) return "invalid_request";
    if (body["stream"] !== undefined || body["stream_options"] !== undefined) return "invalid_request";
    if (findFault(endpoint === "/v1/responses" ? "responses" : "chat", body) !== undefined)
      return "invalid_request";
    models.add(body["model"]);
  }
  return models.size === 1 ? undefined : "mismatched_model";
}

function responseOf(
  seen: SeenRequest,
  reply: ModelServerReply,
): { readonly status: number; readonly body: unknown } {
  if ("status" in reply) return { status: reply.status, body: parseBody(reply.body) ?? reply.body };
  if ("error" in reply) {
    const [status, type, code] = rowErrors[reply.error] ?? [500, "server_error", null];
    return { status, body: { error: { message: reply.message ?? "Refused.", type, param: null, code } } };
  }
  if ("redirect" in reply || "fault" in reply) return { status: 500, body: {} };
  const answer: ModelAnswer = reply;
  return { status: 200, body: seen.api === "chat" ? chatReply(seen, answer) : responseReply(seen, answer) };
}

const rowErrors: Readonly<Record<string, readonly [number, string, string | null]>> = {
  invalid_request: [400, "invalid_request_error", "unsupported_parameter"],
  rate_limit: [429, "requests", "rate_limit_exceeded"],
  insufficient_quota: [429, "insufficient_quota", "insufficient_quota"],
  server: [500, "server_error", null],
};

function ok(body: JsonObject): BatchReply {
  return { status: 200, body: JSON.stringify(body) };
}

function refused(status: number, message: string): BatchReply {
  return {
    status,
    body: JSON.stringify({ error: { message, type: "invalid_request_error", param: null, code: null } }),
  };
}
