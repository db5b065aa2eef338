import { posix } from "node:path";
import { listIndex } from "../edge/git/list-index.ts";
import { openCache } from "../edge/store/open-cache.ts";
import { findCommittedCache } from "../gate/keep/committed-cache.ts";
import type { Cache } from "../gate/effects.ts";
import type { Problem } from "../problem.ts";

export type CachePlace = {
  /** Absolute path of the repository. */
  readonly root: string;
  /** Path of the gate file from there: its cache stands beside it. */
  readonly config: string;
  /** What the run makes is kept for others, and nothing is taken: `--fresh`, and a record that nobody decides on here. */
  readonly isFillOnly?: boolean;
};

/**
 * The cache of a gate file. It is opened in the background, since the first plan is not made before git has answered. One that the
 * checked-out commit brings, or of which git cannot say that it does not, is not used.
 */
export function openRunCache({ root, config, isFillOnly = false }: CachePlace): Cache {
  const beside = posix.join(posix.dirname(config), ".llm-o11y");
  const folder = posix.join(beside, "cache");
  let warnings: readonly Problem[] = [];
  let cache: Cache | undefined;
  const opening = (async () => {
    const entries = await listIndex(root, beside);
    const committed = entries === undefined ? undefined : findCommittedCache(folder, entries);
    if (committed !== undefined) warnings = [committed];
    if (entries !== undefined && committed === undefined) cache = await openCache(root, folder);
    return cache;
  })();
  return {
    read: async (key) => (isFillOnly ? undefined : (await opening)?.read(key)),
    write: async (key, text) => (await opening)?.write(key, text),
    remove: async (key) => (await opening)?.remove(key),
    prune: async (limits) => (await opening)?.prune(limits),
    warnings: () => [...warnings, ...(cache?.warnings() ?? [])],
  };
}
