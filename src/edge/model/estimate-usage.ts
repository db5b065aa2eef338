import type { JsonObject } from "../../experiment/json.ts";
import type { Usage } from "../../experiment/trial.ts";

/** An answer of two hundred words. */
const likelyOutput = 300;

/** What the APIs call the most that an answer may have. */
const limitKeys = ["max_completion_tokens", "max_output_tokens", "max_tokens"];

/** Tokens that a call may take before it is made: those of its texts, and of an answer of some length within the limit it sets. */
export function estimateUsage(body: JsonObject): Usage {
  const limits = limitKeys.flatMap((key) => {
    const limit = body[key];
    return typeof limit === "number" ? [limit] : [];
  });
  return { input: guessTokens(body), output: Math.min(likelyOutput, ...limits) };
}

/** What an image or a file takes, a few pages at most: how many bytes it has says little. */
const tokensOfFile = 1500;

/**
 * What a text may have in tokens where nobody counted them: one for every three bytes of JSON, which is rather too many. Bytes in a data
 * URL are no text.
 */
export function guessTokens(value: JsonObject): number {
  let files = 0;
  const text = JSON.stringify(value, (_, member: unknown) => {
    if (typeof member !== "string" || !member.startsWith("data:")) return member;
    files++;
    return "";
  });
  return Math.ceil(Buffer.byteLength(text) / 3) + files * tokensOfFile;
}
