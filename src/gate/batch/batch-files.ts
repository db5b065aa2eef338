import type { ModelRequest } from "../../experiment/model-call.ts";

/** OpenAI's limit. */
const mostCalls = 50_000;
/** OpenAI takes twice that; other servers less, and the file is in memory while it is sent. */
const mostBytes = 100 * 1024 * 1024;

export type FileLimits = { readonly mostCalls: number; readonly mostBytes: number };

/** Spreads calls over files that a provider takes, in their order. */
export function* callsOfFiles<T extends { readonly id: string; readonly request: ModelRequest }>(
  calls: readonly T[],
  lineOf: (id: string, request: ModelRequest) => string,
  limits: FileLimits = { mostCalls, mostBytes },
): Generator<{ readonly part: readonly T[]; readonly lines: readonly string[] }> {
  const encoder = new TextEncoder();
  let part: T[] = [];
  let lines: string[] = [];
  let bytes = 0;
  for (const call of calls) {
    const line = lineOf(call.id, call.request);
    const lineBytes = encoder.encode(line).length;
    const isFull = part.length >= limits.mostCalls || bytes + lineBytes > limits.mostBytes;
    if (part.length > 0 && isFull) {
      yield { part, lines };
      part = [];
      lines = [];
      bytes = 0;
    }
    part.push(call);
    lines.push(line);
    bytes += lineBytes;
  }
  if (part.length > 0) yield { part, lines };
}
