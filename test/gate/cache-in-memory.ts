import type { Cache } from "../../src/gate/effects.ts";

/** A cache whose texts a test may read and spoil. */
export type CacheInMemory = Cache & { readonly texts: Map<string, string> };

export function cacheInMemory(): CacheInMemory {
  const texts = new Map<string, string>();
  return {
    texts,
    read: async (key) => texts.get(key),
    write: async (key, text) => {
      texts.set(key, text);
    },
    remove: async (key) => {
      texts.delete(key);
    },
    prune: async () => {},
    warnings: () => [],
  };
}
