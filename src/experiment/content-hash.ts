import { hash } from "node:crypto";
import { canonicalJson, type Json } from "./json.ts";

/** `sha256:` and the hex digest of the canonical JSON of a value: equal for equal values, whatever the order of their keys. */
export function contentHash(value: Json): string {
  return `sha256:${hash("sha256", canonicalJson(value))}`;
}
