import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip, inflate } from "node:zlib";
import { decodeProtobuf, mostParts, NotProtobufError } from "./decode-protobuf.ts";
import type { Work } from "./take-turns.ts";
import type { Format, Signal } from "./write-reply.ts";

const longestBodyBytes = 64 * 1024 * 1024;
const shortestChunkBytes = 64 * 1024;
const longestChunkBytes = 1024 * 1024;
const tooLong = `the body is longer than ${longestBodyBytes / 1024 / 1024} MiB`;

/** An export that is refused as a whole, with the HTTP status that says so. */
export class RefusedError extends Error {
  readonly status: 400 | 413 | 415;

  constructor(status: RefusedError["status"], message: string) {
    super(message);
    this.name = "RefusedError";
    this.status = status;
  }
}

/** What the body is; undefined where it is neither of OTLP's forms. */
export function formatOf({ headers }: IncomingMessage): Format | undefined {
  const type = (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  if (type === "application/json") return "json";
  return type === "application/x-protobuf" || type === "application/protobuf" ? "protobuf" : undefined;
}

/** The bytes of a body, unpacked: at most 64 MiB, packed and unpacked. Throws a RefusedError; undefined where the sender broke off. */
export async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const unpack = unpackerOf(incoming);
  const packed = await readBytes(incoming);
  return packed === undefined ? undefined : unpack(packed);
}

/** The request that the bytes of a body are, as OTLP JSON has it. Throws a RefusedError. */
export function* readRequest(bytes: Buffer, signal: Signal, format: Format): Work<unknown> {
  return format === "json" ? parseJson(bytes) : yield* parseProtobuf(signal, bytes);
}

type Unpack = (bytes: Buffer) => Promise<Buffer>;

function unpackerOf({ headers }: IncomingMessage): Unpack {
  const encoding = (headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (encoding === "identity" || encoding === "") return (bytes) => Promise.resolve(bytes);
  if (encoding === "gzip" || encoding === "x-gzip")
    return unpackWith(promisify<Buffer, object, Buffer>(gunzip));
  if (encoding === "deflate") return unpackWith(promisify<Buffer, object, Buffer>(inflate));
  throw new RefusedError(415, "the content encoding is neither `gzip`, `deflate` nor `identity`");
}

function unpackWith(run: (bytes: Buffer, options: object) => Promise<Buffer>): Unpack {
  return async (bytes) => {
    try {
      // Each chunk is a way to another thread and back: by zlib's own size, there would be fifty for 512 spans.
      const chunkSize = Math.min(longestChunkBytes, Math.max(shortestChunkBytes, bytes.length * 64));
      return await run(bytes, { maxOutputLength: longestBodyBytes, chunkSize });
    } catch (error) {
      const isBomb = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
      throw isBomb
        ? new RefusedError(413, tooLong)
        : new RefusedError(400, "the body is not of its content encoding");
    }
  };
}

/** The bytes of the body. What is beyond the limit is read and dropped, so that the sender hears why. */
function readBytes(incoming: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const refuse = (): void => {
      incoming.removeAllListeners("data").resume();
      reject(new RefusedError(413, tooLong));
    };
    if (Number(incoming.headers["content-length"]) > longestBodyBytes) {
      refuse();
      return;
    }
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > longestBodyBytes) refuse();
      else chunks.push(chunk);
    });
    incoming.on("end", () => resolve(Buffer.concat(chunks, length)));
    incoming.on("error", () => resolve(undefined));
    incoming.on("close", () => resolve(undefined));
  });
}

function parseJson(bytes: Buffer): unknown {
  if (bytes.length > mostParts && hasManyParts(bytes)) {
    throw new RefusedError(413, `the body has more than ${mostParts} parts`);
  }
  try {
    return JSON.parse(bytes.toString("utf8")) as unknown;
  } catch {
    throw new RefusedError(400, "the body is not JSON");
  }
}

/** An upper bound, without looking at what is text. */
function hasManyParts(bytes: Buffer): boolean {
  const [comma, bracket, brace] = [0x2c, 0x5b, 0x7b];
  let parts = 0;
  for (const byte of bytes) if (byte === comma || byte === bracket || byte === brace) parts++;
  return parts > mostParts;
}

function* parseProtobuf(signal: Signal, bytes: Buffer): Work<unknown> {
  try {
    return yield* decodeProtobuf(signal, bytes);
  } catch (error) {
    if (error instanceof NotProtobufError) {
      throw new RefusedError(400, `the body is no such protobuf message: ${error.message}`);
    }
    throw error;
  }
}
