import { contentHash } from "../../experiment/content-hash.ts";
import type { Json } from "../../experiment/json.ts";
import type { BatchApi, BatchLook, BatchOptions, BatchStep } from "../../experiment/model-batch.ts";
import type { ModelReply, ModelRequest } from "../../experiment/model-call.ts";
import type { Problem } from "../../problem.ts";
import { callsOfFiles } from "./batch-files.ts";
import type { BatchState, KnownBatch } from "./batch-state.ts";
import { BatchSteps, cutOff } from "./batch-steps.ts";
import type { BatchPlace } from "./batch-steps.ts";
import type { Models } from "../effects.ts";
import { originOf } from "../run/lane.ts";

/** A call that waits for its reply. */
type Waiting = {
  readonly id: string;
  readonly request: ModelRequest;
  readonly resolve: (reply: ModelReply) => void;
  readonly reject: (error: unknown) => void;
};

/** No call has come for that long: those that are there go together. */
const quietMs = 500;
const shortStepMs = 60_000;
/** Files may be large. */
const fileStepMs = 600_000;

/** The account has too many tokens waiting: fewer calls at once may pass. */
const tooMuchWaiting = "token_limit_exceeded";

/**
 * Makes calls in batches: those that come together go as one file, and each gets its own reply. Nothing is cancelled where the run ends
 * early: what is under way is charged anyway, and the same run goes on with it.
 */
export class BatchCalls {
  readonly #api: BatchApi;
  readonly #state: BatchState;
  readonly #place: BatchPlace & { readonly note: (text: string) => void };
  readonly #steps: BatchSteps;
  /** By what they must share to go together. */
  readonly #gathering = new Map<string, Waiting[]>();
  readonly #underWay = new Set<{ readonly batchId: string; readonly open: ReadonlyMap<string, Waiting> }>();

  constructor(
    api: BatchApi,
    state: BatchState,
    place: BatchPlace & { readonly note: (text: string) => void },
  ) {
    this.#api = api;
    this.#state = state;
    this.#place = place;
    this.#steps = new BatchSteps(place);
  }

  /**
   * The calls of one trial. What one is known by comes from the trial, what is asked, and how often the trial has asked it: a process
   * that goes on finds each reply where it was, and none is used for two trials.
   */
  callFor(trial: string): Models["call"] {
    const asked = new Map<string, number>();
    return (request) => {
      const content = hashOf([...sharedBy(request), request.body]);
      const nth = (asked.get(content) ?? 0) + 1;
      asked.set(content, nth);
      return this.#call(hashOf([this.#state.salt, trial, content, nth]), request);
    };
  }

  /** A text that no output can know, the same in a process that goes on: with another one its judge calls would be others. */
  fenceFor(trial: string): string {
    return hashOf([this.#state.salt, trial]);
  }

  /** That calls are still under way, where the run ended before their replies came. */
  get warnings(): readonly Problem[] {
    const left = [...this.#underWay].filter(({ open }) => open.size > 0);
    if (left.length === 0) return [];
    const calls = left.reduce((sum, { open }) => sum + open.size, 0);
    const ids = left.slice(0, 3).map(({ batchId }) => `\`${batchId}\``);
    return [
      {
        code: "batch-under-way",
        message: `${callsText(calls)} still under way at the provider, which charges for them (${ids.join(", ")}${left.length > 3 ? ", ..." : ""}).`,
        fix: "The same command again, where its files are still there, fetches their answers and pays for none twice. The action starts anew: give it more `policy.budget.minutes`.",
      },
    ];
  }

  #call(id: string, request: ModelRequest): Promise<ModelReply> {
    return new Promise((resolve, reject) => {
      const call = { id, request, resolve, reject };
      const known = this.#state.knownOf(id);
      if (known === undefined)
        this.#gather(JSON.stringify([...sharedBy(request), request.body["model"]]), call, (calls) =>
          this.#sendAll(calls),
        );
      else this.#gather(known.fileId, call, (calls) => this.#goOn(known, calls));
    });
  }

  #gather(key: string, call: Waiting, go: (calls: readonly Waiting[]) => Promise<void>): void {
    const gathered = this.#gathering.get(key);
    if (gathered !== undefined) {
      gathered.push(call);
      return;
    }
    const calls = [call];
    this.#gathering.set(key, calls);
    const goWhenQuiet = async (): Promise<void> => {
      let seen = 0;
      while (seen < calls.length) {
        seen = calls.length;
        await this.#place.sleep(quietMs, this.#place.end.ending);
      }
      this.#gathering.delete(key);
      await go(calls);
    };
    void guard(calls, goWhenQuiet());
  }

  /** Sends calls of one provider, key and model, in as many files as they take. */
  async #sendAll(calls: readonly Waiting[]): Promise<void> {
    const following: Promise<void>[] = [];
    for (const { part, lines } of callsOfFiles(calls, this.#api.lineOf)) {
      const started = await this.#start(part, lines);
      if (started.ok) following.push(guard(part, this.#finish(started.value, part)));
      else settle(part, started.failure);
    }
    await Promise.all(following);
  }

  async #start(calls: readonly Waiting[], lines: readonly string[]): Promise<BatchStep<string>> {
    if (this.#place.end.ending.aborted) return { ok: false, failure: cutOff };
    const uploaded = await this.#take(calls, (options) => this.#api.upload(lines, options), fileStepMs);
    if (!uploaded.ok) return uploaded;
    const ids = calls.map(({ id }) => id);
    await this.#state.addFile(uploaded.value, ids);
    return this.#create(uploaded.value, calls, false);
  }

  /** What broke off, in this process or in an earlier one, may have started the batch all the same. */
  async #create(fileId: string, calls: readonly Waiting[], mayBeThere: boolean): Promise<BatchStep<string>> {
    let isAsked = mayBeThere;
    const created = await this.#take<string>(calls, async (options) => {
      if (isAsked) {
        const found = await this.#api.find(fileId, options);
        if (!found.ok) return found;
        if (found.value !== undefined) return { ok: true, value: found.value };
      }
      isAsked = true;
      return this.#api.create(fileId, options);
    });
    if (created.ok) {
      await this.#state.addBatch(fileId, created.value);
      this.#place.note(`Batch ${created.value}: ${callsText(calls.length)} under way.`);
    }
    return created;
  }

  /** The replies of a batch of this process. One without a reply may be tried again, as any other call. */
  async #finish(batchId: string, calls: readonly Waiting[]): Promise<void> {
    const { lost, look } = await this.#follow(batchId, calls);
    if (look?.refusal === tooMuchWaiting && lost.length > 1) {
      const half = Math.ceil(lost.length / 2);
      await this.#sendAll(lost.slice(0, half));
      await this.#sendAll(lost.slice(half));
    } else settle(lost, lostReply(originOf(firstOf(calls).request), look));
  }

  /** The replies of a batch that an earlier process has left; calls without one are sent again. */
  async #goOn({ fileId, batchId }: KnownBatch, calls: readonly Waiting[]): Promise<void> {
    if (batchId !== undefined) this.#place.note(`Batch ${batchId}: ${callsText(calls.length)} under way.`);
    const there: BatchStep<string> =
      batchId === undefined ? await this.#create(fileId, calls, true) : { ok: true, value: batchId };
    if (!there.ok) return settle(calls, there.failure);
    const { lost } = await this.#follow(there.value, calls);
    await this.#sendAll(lost);
  }

  /** Waits for the end of a batch, and gives each call its reply; what it has none for is lost. */
  async #follow(
    batchId: string,
    calls: readonly Waiting[],
  ): Promise<{ readonly lost: readonly Waiting[]; readonly look?: BatchLook }> {
    const open = new Map(calls.map((call) => [call.id, call]));
    const followed = { batchId, open };
    this.#underWay.add(followed);
    const looked = await this.#steps.poll(async (): Promise<BatchStep<BatchLook> | undefined> => {
      const seen = await this.#take(calls, (options) => this.#api.look(batchId, options));
      return seen.ok && !seen.value.isEnded ? undefined : seen;
    });
    const replies = {
      requestOf: (id: string) => open.get(id)?.request,
      give: (id: string, reply: ModelReply) => {
        open.get(id)?.resolve(reply);
        open.delete(id);
      },
    };
    let failed = looked.ok ? undefined : looked.failure;
    for (const fileId of looked.ok ? looked.value.fileIds : []) {
      if (failed !== undefined || open.size === 0) break;
      const read = await this.#take(calls, (options) => this.#api.read(fileId, replies, options), fileStepMs);
      if (!read.ok) failed = read.failure;
    }
    const rest = [...open.values()];
    if (failed !== undefined || !looked.ok) {
      settle(rest, failed ?? cutOff);
      return { lost: [] };
    }
    this.#underWay.delete(followed);
    return { lost: rest, look: looked.value };
  }

  async #take<T>(
    calls: readonly Waiting[],
    make: (options: BatchOptions) => Promise<BatchStep<T>>,
    stepMs = shortStepMs,
  ): Promise<BatchStep<T>> {
    return this.#steps.take(firstOf(calls).request, stepMs, make);
  }
}

/** What calls must share to go together, besides the model: OpenAI takes one model a batch. */
function sharedBy({ api, baseUrl, apiKeyEnv, headers }: ModelRequest): readonly Json[] {
  return [api, baseUrl, apiKeyEnv, headers];
}

/** 128 bits, which fit into every provider's `custom_id`. */
function hashOf(value: Json): string {
  return contentHash(value).slice("sha256:".length).slice(0, 32);
}

function firstOf(calls: readonly Waiting[]): Waiting {
  const [first] = calls;
  if (first === undefined) throw new Error("a batch has a call");
  return first;
}

function settle(calls: readonly Waiting[], reply: ModelReply): void {
  for (const { resolve } of calls) resolve(reply);
}

/** A defect, or a state that cannot be kept, ends who waits for it. */
async function guard(calls: readonly Waiting[], work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => {
    for (const { reject } of calls) reject(error);
  });
}

/** A batch that is refused as a whole would be refused again. Of one that made every call, a missing answer may be charged. */
function lostReply(origin: string, look: BatchLook | undefined): ModelReply {
  const { refusal, isCompleted = false } = look ?? {};
  if (refusal !== undefined) {
    const reason = `${origin} refuses the batch: ${refusal}`;
    return { status: "infra_error", code: "batch", reason, isRetryable: false };
  }
  const reason = `the batch of ${origin} ended without an answer to this call`;
  return { status: "infra_error", code: isCompleted ? "malformed" : "server", reason, isRetryable: true };
}

function callsText(calls: number): string {
  return calls === 1 ? "1 call is" : `${calls} calls are`;
}
