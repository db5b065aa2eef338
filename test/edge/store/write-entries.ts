import { openCache } from "../../../src/edge/store/open-cache.ts";

/**
 * One of several processes that share a cache: writes long entries of its own under keys that the others write too, and reads them
 * back between. Prints what it read that is not one process's whole entry, and how often it found none.
 */
const [root = "", name = "", keys = ""] = process.argv.slice(2);
const cache = await openCache(root, ".llm-o11y/cache");
const torn: string[] = [];
let missing = 0;
for (let round = 0; round < 50; round++) {
  for (const key of keys.split(",")) {
    await cache.write(key, `${name} `.repeat(5000));
    const text = await cache.read(key);
    const [writer = ""] = (text ?? "").split(" ");
    if (text === undefined) missing++;
    else if (text !== `${writer} `.repeat(5000)) torn.push(text.slice(0, 40));
  }
}
process.stdout.write(JSON.stringify({ torn, missing, warnings: cache.warnings() }));
