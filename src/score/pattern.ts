import { quote } from "./quote.ts";

/** Longest text that a pattern reads. Longer ones are unscored: a cut could hide the very match that is asked about. */
export const longestText = 200_000;
const longestPattern = 10_000;

/** Whether the pattern is found anywhere in the text. */
export type Pattern = (text: string) => boolean;

export type PatternReading =
  | { readonly ok: true; readonly value: Pattern }
  | { readonly ok: false; readonly reason: string };

/** Compiles a pattern in RE2 syntax; what is not RE2 (look-around, back-references) is a reason and never an exception. */
export type PatternCompiler = (
  pattern: string,
  options?: { readonly ignoreCase?: boolean },
) => PatternReading;

/**
 * Loads RE2, whose time is linear in the text whatever the pattern (`^(a+)+$` included). A pattern that a user writes runs here
 * and on no other engine. Equal patterns are compiled once.
 */
export async function loadPatternCompiler(): Promise<PatternCompiler> {
  const { RE2JS, RE2JSException } = await import("re2js");
  const readings = new Map<string, PatternReading>();

  function compile(pattern: string, ignoreCase: boolean): PatternReading {
    if (pattern.length > longestPattern) {
      return {
        ok: false,
        reason: `the pattern has ${pattern.length} characters, more than ${longestPattern}`,
      };
    }
    try {
      const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern), ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
      return { ok: true, value: (text) => compiled.matcher(text).find() };
    } catch (error) {
      if (!(error instanceof RE2JSException)) throw error;
      return { ok: false, reason: `${quote(pattern)} is not a pattern of RE2 (${quote(error.message)})` };
    }
  }

  return (pattern, { ignoreCase = false } = {}) => {
    const key = `${ignoreCase ? "i" : "-"}${pattern}`;
    const known = readings.get(key);
    if (known !== undefined) return known;
    const reading = compile(pattern, ignoreCase);
    readings.set(key, reading);
    return reading;
  };
}
