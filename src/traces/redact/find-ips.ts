import { findAll } from "./finding.ts";
import type { Finding } from "./finding.ts";

const version4 = /(?<![\p{L}\p{N}]|\d\.)(?:\d{1,3}\.){3}\d{1,3}(?![\p{L}\p{N}]|\.\d)/gu;
const version6 =
  /(?:(?<![\p{L}\p{N}:.])|(?<=[g-z_][a-z_]{0,20}:))[0-9a-f]{0,4}:[0-9a-f:]+(?:\.\d{1,3}){0,3}(?![\p{L}\p{N}])/giu;
const saysVersion =
  /(?:\b(?:v|ver|version|release|build|firmware|section|chapter)[ .:#]{0,2}|§ ?|[=<>~^]=? ?=|[\p{L}]\/)$/iu;

/**
 * Addresses of the internet protocol, versions 4 and 6. What tells nothing of a person stays: this machine (127.x, ::1), any address,
 * masks; and four numbers that the text calls a version.
 */
export function findIps(text: string): readonly Finding[] {
  return [
    ...findAll(text, version4, "IP", (match) => {
      const numbers = match[0].split(".").map(Number);
      if (numbers.some((number) => number > 255) || [0, 127, 255].includes(numbers[0] ?? 0)) return undefined;
      if (saysVersion.test(text.slice(Math.max(0, match.index - 16), match.index))) return undefined;
      return { identity: numbers.join(".") };
    }),
    ...findAll(text, version6, "IP", (match) => {
      const written = match[0].replace(/(?<!:):$/, "");
      const identity = readVersion6(written);
      return identity === undefined ? undefined : { identity, to: match.index + written.length };
    }),
  ];
}

/** The address in its shortest form (RFC 5952), or undefined for times, hardware addresses and scopes of C++. */
function readVersion6(written: string): string | undefined {
  const groups = written.split(":");
  if (written.length > 45 || groups.length < 3 || !/\d/.test(written)) return undefined;
  if (groups.length === 8 && groups.every((group) => group.length === 2)) return undefined;
  if ((groups[0]?.length ?? 0) < 3 && groups.length < 5 && !written.includes(".")) return undefined;
  if (!URL.canParse(`http://[${written}]/`)) return undefined;
  const { hostname } = new URL(`http://[${written}]/`);
  return hostname === "[::1]" || hostname === "[::]" ? undefined : hostname;
}
