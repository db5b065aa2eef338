import * as z from "zod/mini";
import type { KeyValue, OtlpLogRecord, OtlpSpan } from "../../traces/write-back-otlp.ts";
import type { Call, Reply } from "./call-api.ts";
import { LangfuseFailure, reasonOf } from "./langfuse-failure.ts";
import type { WriteTally } from "./write-report.ts";

/** Langfuse takes 5 MB; what is around the spans has to fit in too. */
const mostBytes = 4_000_000;
const mostAtOnce = 500;

type Sent =
  | { readonly what: "span"; readonly one: OtlpSpan }
  | { readonly what: "evaluation"; readonly one: OtlpLogRecord };
type Packed = Sent & { readonly json: string };

export type OtlpSender = {
  /** Keeps it until there is a request full of its kind. */
  readonly add: (sent: Sent) => Promise<void>;
  /** Sends what is left. */
  readonly flush: () => Promise<void>;
};

export type OtlpSenderOptions = {
  readonly call: (call: Call) => Promise<Reply>;
  readonly url: Readonly<Record<Sent["what"], URL>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly resource: readonly KeyValue[];
  readonly tally: WriteTally;
};

/**
 * Sends spans and log records as OTLP JSON, many at once. One broken id makes Langfuse refuse all that came with it, so ids are looked at
 * before; where a request is refused all the same, its halves are sent until the one at fault stands alone.
 */
export function openOtlpSender({ call, url, headers, resource, tally }: OtlpSenderOptions): OtlpSender {
  const waiting: Record<Sent["what"], { list: Packed[]; bytes: number }> = {
    span: { list: [], bytes: 0 },
    evaluation: { list: [], bytes: 0 },
  };

  /** What the server has no place for: a collector may take traces alone. */
  const missing = new Map<Sent["what"], string>();

  async function post(what: Sent["what"], list: readonly Packed[]): Promise<void> {
    const ids = list.map(({ one }) => one.spanId);
    const stopped = tally.stopped ?? missing.get(what);
    if (stopped !== undefined) return tally.failed(what, ids, stopped);
    try {
      const body = writeRequest(what, list, resource);
      const { data } = await call({ url: url[what], body, ...(headers === undefined ? {} : { headers }) });
      const rejected = Math.min(readRejected(data), list.length);
      tally.sent(what, list.length - rejected);
      tally.answered();
      // The server says how many, not which.
      if (rejected > 0)
        tally.failed(what, ids.slice(0, rejected), "the server took a part of the request only");
    } catch (error) {
      if (!(error instanceof LangfuseFailure)) throw error;
      if ((error.kind === "refused" || error.kind === "too_large") && list.length > 1) {
        const half = Math.ceil(list.length / 2);
        await post(what, list.slice(0, half));
        return post(what, list.slice(half));
      }
      if (error.kind === "not_found") missing.set(what, reasonOf(error));
      tally.fail(what, ids, error);
    }
  }

  async function send(what: Sent["what"]): Promise<void> {
    const { list } = waiting[what];
    waiting[what] = { list: [], bytes: 0 };
    if (list.length > 0) await post(what, list);
  }

  return {
    add: async (sent) => {
      const reason = findBrokenId(sent.one);
      if (reason !== undefined) return tally.failed(sent.what, [sent.one.spanId], reason);
      const json = JSON.stringify(sent.one);
      const bytes = Buffer.byteLength(json);
      const { what } = sent;
      if (waiting[what].bytes + bytes > mostBytes || waiting[what].list.length >= mostAtOnce)
        await send(what);
      waiting[what].list.push({ ...sent, json });
      waiting[what].bytes += bytes;
    },
    flush: async () => {
      await send("span");
      await send("evaluation");
    },
  };
}

function findBrokenId(one: OtlpSpan | OtlpLogRecord): string | undefined {
  const parent = "parentSpanId" in one ? one.parentSpanId : undefined;
  if (!isHex(one.traceId, 32)) return "its trace id is not 32 hex digits";
  if (!isHex(one.spanId, 16)) return "its span id is not 16 hex digits";
  return parent === undefined || isHex(parent, 16) ? undefined : "its parent's id is not 16 hex digits";
}

function isHex(id: unknown, digits: number): boolean {
  return typeof id === "string" && id.length === digits && /^[0-9a-f]+$/.test(id) && !/^0+$/.test(id);
}

function writeRequest(what: Sent["what"], list: readonly Packed[], resource: readonly KeyValue[]): string {
  const of = `"resource":${JSON.stringify({ attributes: resource })}`;
  const items = list.map(({ json }) => json).join(",");
  const scope = `"scope":{"name":"llm-o11y"}`;
  return what === "span"
    ? `{"resourceSpans":[{${of},"scopeSpans":[{${scope},"spans":[${items}]}]}]}`
    : `{"resourceLogs":[{${of},"scopeLogs":[{${scope},"logRecords":[${items}]}]}]}`;
}

const amount = z.optional(z.nullable(z.union([z.number(), z.string().check(z.regex(/^\d{1,9}$/))])));
const partSchema = z.object({ rejectedSpans: amount, rejectedLogRecords: amount });
const replySchema = z.object({ partialSuccess: z.optional(z.nullable(partSchema)) });

/** How many the server did not take, by its own count. */
function readRejected(data: unknown): number {
  const part = z.safeParse(replySchema, data).data?.partialSuccess;
  return Math.max(0, Number(part?.rejectedSpans ?? part?.rejectedLogRecords ?? 0));
}
