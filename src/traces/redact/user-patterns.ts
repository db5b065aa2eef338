import { RE2JS, RE2JSException } from "re2js";
import { ProblemError, quoteValue } from "../../problem.ts";
import type { Problem } from "../../problem.ts";
import { barrier } from "./finding.ts";
import type { Finding } from "./finding.ts";

const longestPattern = 10_000;

/** Finds what the patterns of a gate file ask for. */
export type UserPatterns = (text: string) => readonly Finding[];

/**
 * Compiles `redact.patterns`, in RE2 syntax and on RE2 alone, so its time is linear in the text.
 * @throws ProblemError with every pattern that cannot be read.
 */
export function compilePatterns(patterns: Readonly<Record<string, string>>): UserPatterns {
  const problems: Problem[] = [];
  const compiled = Object.entries(patterns).flatMap(([name, pattern]) => {
    try {
      if (pattern.length > longestPattern)
        throw new RE2JSException(`it is longer than ${longestPattern} characters`);
      return [{ label: name.toUpperCase(), pattern: RE2JS.compile(RE2JS.translateRegExp(pattern)) }];
    } catch (error) {
      if (!(error instanceof RE2JSException)) throw error;
      problems.push({
        code: "redact-pattern",
        message: `\`redact.patterns.${name}\` is ${quoteValue(pattern)}, which is no pattern of RE2 (${quoteValue(error.message)}).`,
        fix: "Write it without look-around and back-references.",
      });
      return [];
    }
  });
  if (problems.length > 0) throw new ProblemError(problems);
  return (text) =>
    compiled.flatMap(({ label, pattern }) =>
      piecesOf(text).flatMap((piece) => findIn(piece, label, pattern)),
    );
}

type Piece = { readonly text: string; readonly start: number };

/** What stands between placeholders: a pattern such as `.+` hides the rest and leaves them alone. */
function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const piece of text.split(barrier)) {
    if (piece !== "") pieces.push({ text: piece, start });
    start += piece.length + 1;
  }
  return pieces;
}

function findIn(piece: Piece, label: string, pattern: RE2JS): readonly Finding[] {
  const matcher = pattern.matcher(piece.text);
  const findings: Finding[] = [];
  while (matcher.find()) {
    const [start, end] = [matcher.start(), matcher.end()];
    const found = piece.text.slice(start, end);
    if (found.trim() === "") continue;
    findings.push({
      start: piece.start + start,
      end: piece.start + end,
      label,
      identity: found.toLowerCase(),
    });
  }
  return findings;
}
