import { createHash } from "node:crypto";
import type { ScorerConfig } from "../config/config.ts";
import { canonicalJson, type Json, type JsonObject } from "../experiment/json.ts";

/** Keys that say where a scorer counts, how much, and what it may block: its scores are the same without them. */
const besideTheScore = new Set(["place", "maxDrop", "min", "weight", "tags"]);

/**
 * `sha256:` and the hash of everything that the scores of these scorers depend on: their keys and the texts of `files`, which are
 * those that the scorers name. Equal scores can be taken from a record whose header carries an equal hash.
 */
export function scorersHash(configs: readonly ScorerConfig[], files: ReadonlyMap<string, string>): string {
  const scorers = configs.map((config) => pick(config));
  const texts = Object.fromEntries(files);
  const text = canonicalJson({ scorers, files: texts });
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

function pick(config: ScorerConfig): JsonObject {
  const entries: [string, Json | undefined][] = Object.entries(config);
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (value === undefined || besideTheScore.has(key) ? [] : [[key, value]])),
  );
}
