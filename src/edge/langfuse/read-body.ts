import { LangfuseFailure } from "./langfuse-failure.ts";

/** A page has 5 MB at most on Langfuse Cloud; a server of one's own may send a trace of this size at once. */
const longestBodyBytes = 32 * 1024 * 1024;

/** The bytes of a reply. A `too_large` failure after 32 MiB, unpacked, and what is not read is let go. */
export async function readBody(response: Response): Promise<Buffer> {
  if (response.body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop early cancels the rest of the body.
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > longestBodyBytes) throw new LangfuseFailure("too_large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

/** The value of a reply; a `malformed` failure where it is not JSON, as the page of a login is. */
export function parseBody(body: Buffer): unknown {
  const value = parseJson(body);
  if (value === undefined) throw new LangfuseFailure("malformed");
  return value;
}

/** The value of a reply; undefined where it is not JSON. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}
