import { createHash } from "node:crypto";
import type { Case } from "../experiment/case.ts";

/**
 * The cases of a run, in the given order: those with one of `tags`, of these `sample` (fewer if there are fewer). Critical cases
 * always stay, and count in the sample: more of them than `sample` are all taken. Drafts are not run, so they are neither
 * sampled nor counted. The sample depends on the seed and the ids alone: reordering changes nothing, and adding a case
 * moves at most one other out.
 */
export function selectCases(
  cases: readonly Case[],
  { tags, sample }: { readonly tags?: readonly string[]; readonly sample?: number },
  seed: number,
): readonly Case[] {
  const tagged =
    tags === undefined
      ? cases
      : cases.filter((each) => each.critical || each.tags.some((tag) => tags.includes(tag)));
  if (sample === undefined) return tagged;
  const certain = tagged.filter(({ critical, draft }) => critical && !draft);
  const chosen = tagged
    .filter(({ critical, draft }) => !critical && !draft)
    .map(({ id }) => ({ id, rank: createHash("sha256").update(`${seed}:${id}`).digest("hex") }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, Math.max(0, sample - certain.length));
  const kept = new Set(chosen.map(({ id }) => id));
  return tagged.filter(({ id, critical, draft }) => critical || draft || kept.has(id));
}
