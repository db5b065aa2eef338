import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import type { Work } from "./take-turns.ts";
import type { Signal } from "./write-reply.ts";

/** The bytes are no such message. */
export class NotProtobufError extends Error {
  constructor(why: string) {
    super(why);
    this.name = "NotProtobufError";
  }
}

/**
 * A request as an exporter sends it, piece by piece (see take-turns.ts), as the object that OTLP JSON would be: field names in camel case, ids as hex, 64-bit integers as
 * decimal text, bytes as base64 text. Fields that nobody here reads (links, flags, schema URLs) are left out, as are fields that are
 * not known or not of the kind that they should be. Throws a NotProtobufError.
 */
export function* decodeProtobuf(signal: Signal, bytes: Uint8Array): Work<unknown> {
  const reader = new BinaryReader(bytes);
  const state: State = {
    reader,
    bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
    parts: 0,
    later: [],
  };
  try {
    const request = readMessage(state, signal === "traces" ? tracesRequest : logsRequest, bytes.length, 0);
    for (const { list, message, depth } of state.later) {
      for (const [index, { start, end }] of (list as Range[]).entries()) {
        reader.pos = start;
        list[index] = readMessage(state, message, end, depth);
        yield;
      }
    }
    return request;
  } catch (error) {
    throw error instanceof NotProtobufError
      ? error
      : new NotProtobufError("the bytes do not end where a field does");
  }
}

/** As protobuf's own libraries have it. */
const deepest = 100;
/** Two bytes can make an object of a hundred: 64 MiB of them must not fill the memory. */
export const mostParts = 4_000_000;

type State = {
  readonly reader: BinaryReader;
  /** Those of the reader. */
  readonly bytes: Buffer;
  parts: number;
  /** Lists that hold ranges of bytes in place of their messages, which are read when all else is. */
  readonly later: { readonly list: unknown[]; readonly message: Message; readonly depth: number }[];
};
type Range = { readonly start: number; readonly end: number };
type Field = {
  readonly name: string;
  readonly wire: WireType;
  readonly isRepeated?: true;
  readonly read: (state: State, depth: number) => unknown;
  /** Its messages are read one by one: there may be thousands. */
  readonly later?: Message;
};
/** The fields of a message of `opentelemetry/proto`, version 1, by their numbers. */
type Message = Readonly<Record<number, Field>>;

function readMessage(state: State, message: Message, end: number, depth: number): Record<string, unknown> {
  const { reader } = state;
  if (depth > deepest) throw new NotProtobufError(`it nests deeper than ${deepest} levels`);
  countPart(state);
  const object: Record<string, unknown> = {};
  while (reader.pos < end) {
    const [number, wire] = reader.tag();
    const field = message[number];
    if (field === undefined || field.wire !== wire) {
      reader.skip(wire, number);
    } else if (field.isRepeated === true) {
      const list = (object[field.name] ??= newList(state, field, depth)) as unknown[];
      list.push(field.read(state, depth));
    } else {
      object[field.name] = field.read(state, depth);
    }
  }
  if (reader.pos !== end) throw new NotProtobufError("a field reaches beyond its message");
  return object;
}

function countPart(state: State): void {
  if (++state.parts > mostParts) throw new NotProtobufError(`it has more than ${mostParts} parts`);
}

function newList({ later }: State, { later: message }: Field, depth: number): unknown[] {
  const list: unknown[] = [];
  if (message !== undefined) later.push({ list, message, depth: depth + 1 });
  return list;
}

/** Reads the length of what comes next, and gives where it ends. */
function endOfPart({ reader }: State): number {
  const length = reader.uint32();
  const end = reader.pos + length;
  if (end > reader.len) throw new NotProtobufError("a message reaches beyond the end");
  return end;
}

const { Varint, Bit64, LengthDelimited } = WireType;

const text = (name: string): Field => ({
  name,
  wire: LengthDelimited,
  // Quicker than the reader's own, which has a decoder for streams.
  read: (state) => {
    const end = endOfPart(state);
    const start = state.reader.pos;
    state.reader.pos = end;
    return state.bytes.toString("utf8", start, end);
  },
});
const integer = (name: string): Field => ({ name, wire: Varint, read: ({ reader }) => reader.int32() });
const time = (name: string): Field => ({
  name,
  wire: Bit64,
  read: ({ reader }) => String(reader.fixed64()),
});
/** An id has 8 or 16 bytes: of a longer one, 17 show that it is none. */
const id = (name: string): Field => ({
  name,
  wire: LengthDelimited,
  read: (state) => {
    const end = endOfPart(state);
    const start = state.reader.pos;
    state.reader.pos = end;
    return state.bytes.toString("hex", start, Math.min(end, start + 17));
  },
});
const one = (name: string, message: () => Message): Field => ({
  name,
  wire: LengthDelimited,
  read: (state, depth) => readMessage(state, message(), endOfPart(state), depth + 1),
});
const many = (name: string, message: () => Message): Field => ({ ...one(name, message), isRepeated: true });
const manyLater = (name: string, message: Message): Field => ({
  name,
  wire: LengthDelimited,
  isRepeated: true,
  later: message,
  read: (state): Range => {
    const end = endOfPart(state);
    const start = state.reader.pos;
    state.reader.pos = end;
    countPart(state);
    return { start, end };
  },
});

const anyValue: Message = {
  1: text("stringValue"),
  2: { name: "boolValue", wire: Varint, read: ({ reader }) => reader.bool() },
  3: { name: "intValue", wire: Varint, read: ({ reader }) => String(reader.int64()) },
  4: { name: "doubleValue", wire: Bit64, read: ({ reader }) => reader.double() },
  5: one("arrayValue", () => arrayValue),
  6: one("kvlistValue", () => keyValueList),
  7: {
    name: "bytesValue",
    wire: LengthDelimited,
    read: ({ reader }) => Buffer.from(reader.bytes()).toString("base64"),
  },
};
const arrayValue: Message = { 1: many("values", () => anyValue) };
const keyValue: Message = { 1: text("key"), 2: one("value", () => anyValue) };
const keyValueList: Message = { 1: many("values", () => keyValue) };
const resource: Message = { 1: many("attributes", () => keyValue) };
const scope: Message = { 1: text("name"), 2: text("version") };

const event: Message = {
  1: time("timeUnixNano"),
  2: text("name"),
  3: many("attributes", () => keyValue),
};
const status: Message = { 2: text("message"), 3: integer("code") };
const span: Message = {
  1: id("traceId"),
  2: id("spanId"),
  4: id("parentSpanId"),
  5: text("name"),
  6: integer("kind"),
  7: time("startTimeUnixNano"),
  8: time("endTimeUnixNano"),
  9: many("attributes", () => keyValue),
  11: many("events", () => event),
  15: one("status", () => status),
};
const scopeSpans: Message = { 1: one("scope", () => scope), 2: manyLater("spans", span) };
const resourceSpans: Message = {
  1: one("resource", () => resource),
  2: many("scopeSpans", () => scopeSpans),
};
const tracesRequest: Message = { 1: many("resourceSpans", () => resourceSpans) };

const logRecord: Message = {
  1: time("timeUnixNano"),
  5: one("body", () => anyValue),
  6: many("attributes", () => keyValue),
  9: id("traceId"),
  10: id("spanId"),
  11: time("observedTimeUnixNano"),
  12: text("eventName"),
};
const scopeLogs: Message = { 1: one("scope", () => scope), 2: manyLater("logRecords", logRecord) };
const resourceLogs: Message = { 1: one("resource", () => resource), 2: many("scopeLogs", () => scopeLogs) };
const logsRequest: Message = { 1: many("resourceLogs", () => resourceLogs) };
