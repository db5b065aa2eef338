import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";

export type Signal = "traces" | "logs";
export type Format = "json" | "protobuf";

/** What became of the spans or log records of an export. */
export type Received = { readonly rejected: number; readonly reason?: string };

/** The body of an answer to an export that was taken, as OTLP has it: empty where all of it was. */
export function writeSuccess(format: Format, signal: Signal, { rejected, reason = "" }: Received): Buffer {
  if (rejected === 0) return Buffer.from(format === "json" ? "{}" : "");
  if (format === "json") {
    const key = signal === "traces" ? "rejectedSpans" : "rejectedLogRecords";
    return Buffer.from(JSON.stringify({ partialSuccess: { [key]: String(rejected), errorMessage: reason } }));
  }
  const { Varint, LengthDelimited } = WireType;
  const partial = new BinaryWriter()
    .tag(1, Varint)
    .int64(rejected)
    .tag(2, LengthDelimited)
    .string(reason)
    .finish();
  return Buffer.from(new BinaryWriter().tag(1, LengthDelimited).bytes(partial).finish());
}

const invalidArgument = 3;

/** The body of an answer to an export that was refused: a `google.rpc.Status`. */
export function writeFailure(format: Format, message: string): Buffer {
  if (format === "json") return Buffer.from(JSON.stringify({ code: invalidArgument, message }));
  const { Varint, LengthDelimited } = WireType;
  return Buffer.from(
    new BinaryWriter().tag(1, Varint).int32(invalidArgument).tag(2, LengthDelimited).string(message).finish(),
  );
}
