import { contentHash } from "../experiment/content-hash.ts";
import type { Json, JsonObject } from "../experiment/json.ts";

/**
 * Equal for targets that send equal requests: keys with their defaults, and the content of the named files by their role, so that
 * neither a moved file nor a default that is written out makes another target.
 */
export function targetFingerprint(keys: JsonObject, contents: Readonly<Record<string, Json>>): string {
  return contentHash({ ...keys, contents });
}

/** The fingerprint of a `replay` target from the hash of its record: wherever it lies, it answers the same. */
export function replayFingerprint(hashOfRecord: string): string {
  return contentHash({ type: "replay", records: hashOfRecord });
}
