import { readFileSync } from "node:fs";

/** One reference value: computed by an independent program, named in `oracle`, by `command`. */
type Vector = { readonly id: string; readonly input: any; readonly expected: any; readonly abs_tol: number };

const vectors: readonly Vector[] = JSON.parse(
  readFileSync(new URL("./decision-vectors.json", import.meta.url), "utf8"),
).vectors;

/** The vectors whose id starts with one of these; at least one each, so that a renamed file cannot pass by being empty. */
export function vectorsOf(...prefixes: readonly string[]): readonly Vector[] {
  return prefixes.flatMap((prefix) => {
    const found = vectors.filter(({ id }) => id.startsWith(prefix));
    if (found.length === 0) throw new Error(`no reference vector starts with ${prefix}`);
    return found;
  });
}

export function vector(id: string): Vector {
  const found = vectors.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no reference vector ${id}`);
  return found;
}
