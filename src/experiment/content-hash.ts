import { createHash, hash } from "node:crypto";
import { canonicalJson, type Json } from "./json.ts";

/** `sha256:` and the hex digest of the canonical JSON of a value: equal for equal values, whatever the order of their keys. */
export function contentHash(value: Json): string {
  return `sha256:${hash("sha256", canonicalJson(value))}`;
}

/** `sha256:` and the hex digest of a text in UTF-8. */
export function textHash(text: string): string {
  return `sha256:${hash("sha256", text)}`;
}

/** The id that git gives to a file with these bytes. */
export function blobId(bytes: Uint8Array): string {
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

const joinedItems = 1024;

/** The `contentHash` of a list, without a text of the whole of it. */
export function contentHashOfList(items: Iterable<Json>): string {
  const hasher = createHash("sha256");
  let waiting: string[] = [];
  let before = "[";
  const flush = (): void => {
    hasher.update(before + waiting.join(","));
    if (waiting.length > 0) before = ",";
    waiting = [];
  };
  for (const item of items) {
    waiting.push(canonicalJson(item));
    if (waiting.length === joinedItems) flush();
  }
  if (waiting.length > 0 || before === "[") flush();
  return `sha256:${hasher.update("]").digest("hex")}`;
}
