import type { Case } from "../experiment/case.ts";
import { contentHash } from "../experiment/content-hash.ts";
import type { Json } from "../experiment/json.ts";
import { contentFields } from "./describe-edit.ts";

/**
 * The cases at the three commits of a pull request, drafts too; absent where there is no dataset. `policy` is the tip of the base branch,
 * whose rows are what runs; `fork` is where the branch left it, usually the same commit; `head` is the candidate.
 */
export type CasesAtCommits = {
  readonly fork?: readonly Case[] | undefined;
  readonly policy?: readonly Case[] | undefined;
  readonly head?: readonly Case[] | undefined;
};

/** What a pull request does to the dataset, by case id; every list is sorted. */
export type CaseDiff = {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly edited: readonly string[];
  /** A removed and an added row that are equal but for the id. Both ids are in `removed` and `added` too. */
  readonly renamed: readonly Renaming[];
  /** The rows behind `edited`: as the branch found them, and as it leaves them. */
  readonly edits: readonly { readonly before: Case; readonly after: Case }[];
  /** Critical at the base, and removed or renamed. */
  readonly criticalGone: readonly string[];
  /** Critical at the base, and edited: also where the edit makes the case a draft, or no longer critical. */
  readonly criticalEdited: readonly string[];
  /** Base rows for every case of the base, then the added cases with their new rows; drafts too. */
  readonly casesToRun: readonly Case[];
};

export type Renaming = { readonly from: string; readonly to: string };

/**
 * What a pull request does is what it changes from `fork` to `head`, so that a branch behind its base is not accused of what the base
 * did since. What the base has done already, in the same way, is no change any more. A draft protects nothing: it is never `criticalGone`.
 */
export function diffCases({ fork = [], policy, head = [] }: CasesAtCommits): CaseDiff {
  const before = byId(fork);
  // Commits mostly share their dataset, and a map of a large one is no small thing.
  const base = policy === undefined || policy === fork ? before : byId(policy);
  const after = head === fork ? before : head === policy ? base : byId(head);
  const removed = [...before.values()]
    .filter(({ id }) => !after.has(id) && base.has(id))
    .toSorted(bySortedId);
  const added = [...after.values()].filter(({ id }) => !before.has(id) && !base.has(id)).toSorted(bySortedId);
  const edits = [...after.values()]
    .flatMap((row) => {
      const old = before.get(row.id) ?? base.get(row.id);
      const isEdit = old !== undefined && differ(old, row) && differ(base.get(row.id), row);
      return isEdit ? [{ before: old, after: row }] : [];
    })
    .toSorted((a, b) => bySortedId(a.after, b.after));
  const isCritical = (id: string): boolean =>
    base.get(id)?.critical === true && base.get(id)?.draft === false;
  const edited = edits.map((edit) => edit.after.id);
  return {
    added: added.map(({ id }) => id),
    removed: removed.map(({ id }) => id),
    edited,
    renamed: findRenamed(removed, added),
    edits,
    criticalGone: removed.map(({ id }) => id).filter(isCritical),
    criticalEdited: edited.filter(isCritical),
    casesToRun: policy === undefined ? head : [...policy, ...added],
  };
}

function byId(cases: readonly Case[]): ReadonlyMap<string, Case> {
  return new Map(cases.map((row) => [row.id, row]));
}

function bySortedId(a: Case, b: Case): number {
  return a.id < b.id ? -1 : 1;
}

/** By hash where both have one, since a hash also covers the files that a row names. */
function differ(one: Case | undefined, other: Case): boolean {
  if (one === other) return false;
  const hash = one?.hash;
  if (hash !== undefined && other.hash !== undefined) return hash !== other.hash;
  return one === undefined || contentOf(one) !== contentOf(other);
}

/** Equal for rows that are equal but for the id. */
function contentOf(row: Case): string {
  const members = contentFields.flatMap(([field, key]): (readonly [string, Json])[] => {
    const value = row[key];
    return value === undefined ? [] : [[field, value]];
  });
  return contentHash(Object.fromEntries(members));
}

/** Each row is one half of at most one renaming. */
function findRenamed(removed: readonly Case[], added: readonly Case[]): readonly Renaming[] {
  if (removed.length === 0) return [];
  const idsByContent = new Map<string, readonly string[]>();
  for (const row of added) {
    const content = contentOf(row);
    idsByContent.set(content, [...(idsByContent.get(content) ?? []), row.id]);
  }
  return removed.flatMap((row) => {
    const content = contentOf(row);
    const [to, ...others] = idsByContent.get(content) ?? [];
    if (to === undefined) return [];
    idsByContent.set(content, others);
    return [{ from: row.id, to }];
  });
}
