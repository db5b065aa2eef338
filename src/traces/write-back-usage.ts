import type { Usage } from "../experiment/trial.ts";

/** Tokens as Langfuse keeps them: in buckets that do not overlap. An unknown one is absent. Undefined where nothing is known. */
export function langfuseUsage(usage: Usage | undefined): Readonly<Record<string, number>> | undefined {
  if (usage === undefined) return undefined;
  const { input, cacheRead, cacheWrite, output, reasoning } = usage;
  const details = {
    ...bucket("input", input, [cacheRead, cacheWrite]),
    ...(cacheRead === undefined ? {} : { input_cached_tokens: cacheRead }),
    ...(cacheWrite === undefined ? {} : { input_cache_creation: cacheWrite }),
    ...bucket("output", output, [reasoning]),
    ...(reasoning === undefined ? {} : { output_reasoning_tokens: reasoning }),
    ...(input === undefined || output === undefined ? {} : { total: input + output }),
  };
  return Object.keys(details).length === 0 ? undefined : details;
}

function bucket(
  name: string,
  whole: number | undefined,
  parts: readonly (number | undefined)[],
): Readonly<Record<string, number>> {
  if (whole === undefined) return {};
  const rest = parts.reduce<number>((left, part) => left - (part ?? 0), whole);
  return { [name]: Math.max(0, rest) };
}
