import { quoteValue } from "../problem.ts";

/** Beginnings that only keys and tokens have, as their issuers document them; and a URL with a password. */
const keyShapes =
  /(?<![A-Za-z0-9])(?:(?:sk|pk|rk)[-_][A-Za-z0-9_-]{16}|gh[pousr]_[A-Za-z0-9]{16}|github_pat_\w{16}|xox[abeoprs]-[A-Za-z0-9-]{10}|AIza[A-Za-z0-9_-]{20}|AKIA[A-Z0-9]{12}|ya29\.[A-Za-z0-9_-]{8}|hf_[A-Za-z0-9]{16}|gsk_[A-Za-z0-9]{16}|eyJ[A-Za-z0-9_-]{8,}\.eyJ)|:\/\/[^\s/@:]*:[^\s/@]+@/;

/** Whether a text holds something that has the shape of a key or token. A sign, not a proof. */
export function looksLikeKey(text: string): boolean {
  return keyShapes.test(text);
}

/** A received value for a message, as `quoteValue` shows it, but never one that looks like a key. */
export function quoteUnlessKey(value: unknown): string {
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return looksLikeKey(JSON.stringify(value) ?? "")
    ? "a text that looks like a key (not shown)"
    : quoteValue(value);
}
