import type { Usage } from "../experiment/trial.ts";
import type { ExclusiveUsage } from "./normal-trace.ts";

/**
 * Tokens in buckets that do not overlap, of those whose parts are counted in. Where the parts are more than the whole, the rest is not
 * known. Undefined where nothing is.
 */
export function exclusiveUsage(usage: Usage): ExclusiveUsage | undefined {
  const { input, cacheRead, cacheWrite, output, reasoning } = usage;
  const inputUncached = restOf(input, (cacheRead ?? 0) + (cacheWrite ?? 0));
  const said = restOf(output, reasoning ?? 0);
  const buckets: ExclusiveUsage = {
    ...(inputUncached === undefined ? {} : { inputUncached }),
    ...(cacheRead === undefined ? {} : { cacheRead }),
    ...(cacheWrite === undefined ? {} : { cacheWrite }),
    ...(said === undefined ? {} : { output: said }),
    ...(reasoning === undefined ? {} : { reasoning }),
  };
  return Object.keys(buckets).length === 0 ? undefined : buckets;
}

function restOf(whole: number | undefined, parts: number): number | undefined {
  return whole === undefined || parts > whole ? undefined : whole - parts;
}
