import type { Finding } from "./finding.ts";

const encoded = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{16,}={0,2}/g;
const longestEncoded = 200_000;
const readable = /^[\t\n\r\x20-\x7E\u00A0-\uFFFD]+$/;

/** Base64 of a text in which `find` finds something. The whole of it is hidden, as the first thing that is in it. */
export function findEncoded(text: string, find: (text: string) => readonly Finding[]): readonly Finding[] {
  return Array.from(text.matchAll(encoded)).flatMap((match) => {
    const decoded = isMixed(match[0]) ? decode(match[0]) : undefined;
    const [first] = decoded === undefined ? [] : find(decoded);
    if (first === undefined) return [];
    return [
      {
        start: match.index,
        end: match.index + match[0].length,
        label: first.label,
        identity: first.identity,
      },
    ];
  });
}

/** Base64 of a text has letters of both cases; words, hashes and identifiers are not worth decoding. */
function isMixed(text: string): boolean {
  return text.length <= longestEncoded && /[A-Z]/.test(text) && /[a-z]/.test(text);
}

function decode(text: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (byte) =>
      byte.charCodeAt(0),
    );
    const decoded = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return readable.test(decoded) ? decoded : undefined;
  } catch {
    return undefined;
  }
}
