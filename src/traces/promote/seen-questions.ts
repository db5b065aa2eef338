import { contentHash } from "../../experiment/content-hash.ts";
import type { Json } from "../../experiment/json.ts";
import { plainQuestion } from "./question.ts";
import { areNear, bandsOf, type Signature, signatureOf } from "./signature.ts";

/** Where a question was seen. */
export type SeenIn = "dataset" | "batch" | "rejected";

export type Print = { readonly hash: string; readonly signature: Signature };
export type Seen = { readonly where: SeenIn; readonly isExact: boolean; readonly like: string };

/** What stands for a question wherever it is compared. The question must be redacted. */
export function printOf(question: Json): Print {
  const plain = plainQuestion(question);
  return { hash: contentHash(plain), signature: signatureOf(plain) };
}

type Entry = { readonly where: SeenIn; readonly like: string; readonly signature: Signature };

/**
 * Questions that are there already. To look one up costs the same however many they are; each costs about 1.5 KB. An equal one goes before
 * one that is nearly the same, and of those the one that was added first.
 */
export class SeenQuestions {
  readonly #entries: Entry[] = [];
  readonly #byHash = new Map<string, number>();
  readonly #byBand = new Map<number, number[]>();

  add({ hash, signature }: Print, where: SeenIn, like: string): void {
    if (this.#byHash.has(hash)) return;
    const index = this.#entries.length;
    this.#entries.push({ where, like, signature });
    this.#byHash.set(hash, index);
    for (const band of bandsOf(signature)) {
      const others = this.#byBand.get(band);
      if (others === undefined) this.#byBand.set(band, [index]);
      else if (others.length < mostInBand) others.push(index);
    }
  }

  find({ hash, signature }: Print): Seen | undefined {
    const equal = this.#byHash.get(hash);
    if (equal !== undefined) return this.#seen(equal, true);
    const candidates = new Set(bandsOf(signature).flatMap((band) => this.#byBand.get(band) ?? []));
    const near = Array.from(candidates)
      .toSorted((a, b) => a - b)
      .find((index) => {
        const other = this.#entries[index]?.signature;
        return other !== undefined && areNear(signature, other);
      });
    return near === undefined ? undefined : this.#seen(near, false);
  }

  #seen(index: number, isExact: boolean): Seen | undefined {
    const entry = this.#entries[index];
    return entry && { where: entry.where, isExact, like: entry.like };
  }
}

/** A dataset that is one template a thousand times has them all in one band. */
const mostInBand = 256;
