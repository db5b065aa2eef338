export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A source of bytes such as a file: each part is one chunk. */
export async function* chunksOf(...parts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === "string" ? bytesOf(part) : part;
}
