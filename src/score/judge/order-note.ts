/** What turning the order did to the preferences of one pair, counted by members of the panel. */
export type OrderCount = {
  /** Members that answered in both orders. */
  readonly pairs: number;
  /** Of these, members that said otherwise when the order was turned. */
  readonly flips: number;
  /** Of the flips, those that lean to the output shown first. */
  readonly first: number;
};

const form = /^\[(\d{1,3}) of (\d{1,3}) the same in both orders(?:, (\d{1,3}) for the first shown)?\] /;

/**
 * The reason of a pair's score, which begins with what the order did: so a record tells it, and a run that goes on knows it of pairs that
 * an earlier process had judged. No reply can write it, since it is put in front of every reply's own words.
 */
export function withOrderNote({ pairs, flips, first }: OrderCount, reason: string): string {
  const leaning = first === 0 ? "" : `, ${first} for the first shown`;
  return `[${pairs - flips} of ${pairs} the same in both orders${leaning}] ${reason}`;
}

/** What `withOrderNote` wrote; undefined for the reason of a score that took no judge. */
export function readOrderNote(reason = ""): OrderCount | undefined {
  const [, steady, pairs, first = "0"] = form.exec(reason) ?? [];
  if (steady === undefined || pairs === undefined) return undefined;
  const count = { pairs: Number(pairs), flips: Number(pairs) - Number(steady), first: Number(first) };
  return count.flips >= count.first ? count : undefined;
}
