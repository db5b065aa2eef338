import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";

type Message = Readonly<Record<string, unknown>>;

/** An ExportTraceServiceRequest in OTLP JSON, written as protobuf with the field numbers of `opentelemetry/proto` 1. */
export function encodeTraces({ resourceSpans }: { readonly resourceSpans: readonly Message[] }): Uint8Array {
  return message((writer) => many(writer, 1, resourceSpans, writeResourceSpans));
}

function writeResourceSpans(writer: BinaryWriter, group: Message): void {
  one(writer, 1, group["resource"], (inner, { attributes }) => many(inner, 1, attributes, writeKeyValue));
  many(writer, 2, group["scopeSpans"], (inner, { scope, spans }) => {
    one(inner, 1, scope, (deep, { name, version }) => {
      text(deep, 1, name);
      text(deep, 2, version);
    });
    many(inner, 2, spans, writeSpan);
  });
}

function writeSpan(writer: BinaryWriter, span: Message): void {
  id(writer, 1, span["traceId"]);
  id(writer, 2, span["spanId"]);
  if (span["parentSpanId"] !== undefined) id(writer, 4, span["parentSpanId"]);
  text(writer, 5, span["name"]);
  if (span["kind"] !== undefined) writer.tag(6, WireType.Varint).int32(Number(span["kind"]));
  time(writer, 7, span["startTimeUnixNano"]);
  time(writer, 8, span["endTimeUnixNano"]);
  many(writer, 9, span["attributes"], writeKeyValue);
  many(writer, 11, span["events"], (inner, { timeUnixNano, name, attributes }) => {
    time(inner, 1, timeUnixNano);
    text(inner, 2, name);
    many(inner, 3, attributes, writeKeyValue);
  });
  one(writer, 15, span["status"], (inner, { code, message: said }) => {
    text(inner, 2, said);
    if (code !== undefined) inner.tag(3, WireType.Varint).int32(Number(code));
  });
}

function writeKeyValue(writer: BinaryWriter, { key, value }: Message): void {
  text(writer, 1, key);
  one(writer, 2, value, writeAnyValue);
}

function writeAnyValue(writer: BinaryWriter, value: Message): void {
  text(writer, 1, value["stringValue"]);
  if (value["boolValue"] !== undefined) writer.tag(2, WireType.Varint).bool(value["boolValue"] === true);
  if (value["intValue"] !== undefined) writer.tag(3, WireType.Varint).int64(value["intValue"] as string);
  if (value["doubleValue"] !== undefined) writer.tag(4, WireType.Bit64).double(Number(value["doubleValue"]));
  one(writer, 5, value["arrayValue"], (inner, { values }) => many(inner, 1, values, writeAnyValue));
  one(writer, 6, value["kvlistValue"], (inner, { values }) => many(inner, 1, values, writeKeyValue));
  if (value["bytesValue"] !== undefined)
    bytes(writer, 7, Buffer.from(value["bytesValue"] as string, "base64"));
}

/** What a callback writes. */
export function message(write: (writer: BinaryWriter) => void): Uint8Array {
  const writer = new BinaryWriter();
  write(writer);
  return writer.finish();
}

type Write = (writer: BinaryWriter, value: Message) => void;

function one(writer: BinaryWriter, field: number, value: unknown, write: Write): void {
  if (value !== undefined)
    bytes(
      writer,
      field,
      message((inner) => write(inner, value as Message)),
    );
}

function many(writer: BinaryWriter, field: number, values: unknown, write: Write): void {
  for (const value of (values ?? []) as readonly Message[]) one(writer, field, value, write);
}

function bytes(writer: BinaryWriter, field: number, value: Uint8Array): void {
  writer.tag(field, WireType.LengthDelimited).bytes(value);
}

function id(writer: BinaryWriter, field: number, hex: unknown): void {
  bytes(writer, field, Buffer.from(hex as string, "hex"));
}

function text(writer: BinaryWriter, field: number, value: unknown): void {
  if (value !== undefined) bytes(writer, field, Buffer.from(value as string));
}

function time(writer: BinaryWriter, field: number, value: unknown): void {
  if (value !== undefined) writer.tag(field, WireType.Bit64).fixed64(value as string);
}
