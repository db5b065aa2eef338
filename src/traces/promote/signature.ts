import { isJsonObject, type Json } from "../../experiment/json.ts";

/**
 * What a question looks like, without its words: of 128 orders of all its shingles the first one each (MinHash, Broder 1997), and a hash of
 * its short numbers. The share of equal members of two signatures estimates the Jaccard similarity of the shingles, with a standard error
 * of at most 0.045.
 */
export type Signature = Uint32Array<ArrayBuffer>;

const orders = 128;
const members = orders + 1;
/** Shingles of characters, so that no language has to be cut into words. */
const shingleLength = 5;
const longestText = 20_000;
/** Four equal members in one of these bands make two signatures worth comparing: 99.98% of those that are alike in 0.8, 15% at 0.3. */
const bands = 16;
const bandMembers = 4;

/** From here on two questions are nearly the same. */
export const nearSimilarity = 0.8;

export function signatureOf(question: Json): Signature {
  const text = comparableText(question);
  const shingles = new Set<number>();
  for (let at = 0; at === 0 || at + shingleLength <= text.length; at++)
    shingles.add(hashText(text.slice(at, at + shingleLength)));
  const signature = new Uint32Array(members).fill(0xffff_ffff);
  for (const shingle of shingles) {
    for (let order = 0; order < orders; order++) {
      const place = mix(shingle ^ Math.imul(order + 1, 0x9e37_79b9));
      if (place < (signature[order] ?? 0)) signature[order] = place;
    }
  }
  signature[orders] = hashText((text.match(/\d+/g) ?? []).join(" "));
  return signature;
}

/** Whether they are alike in 0.8 of their shingles and have the same short numbers: 29 days and 40 days are two questions. */
export function areNear(a: Signature, b: Signature): boolean {
  if (a[orders] !== b[orders]) return false;
  let equal = 0;
  for (let order = 0; order < orders; order++) if (a[order] === b[order]) equal++;
  return equal >= nearSimilarity * orders;
}

/** Hashes of which two signatures that are near share at least one, almost surely. */
export function bandsOf(signature: Signature): readonly number[] {
  return Array.from({ length: bands }, (_, band) => {
    let hash = band;
    for (let member = 0; member < bandMembers; member++)
      hash = mix(hash ^ (signature[band * bandMembers + member] ?? 0));
    return hash;
  });
}

export function writeSignature(signature: Signature): string {
  const bytes = Buffer.alloc(members * 4);
  for (const [index, member] of signature.entries()) bytes.writeUInt32LE(member, index * 4);
  return bytes.toString("base64");
}

export function readSignature(text: string): Signature | undefined {
  const bytes = Buffer.from(text, "base64");
  if (bytes.length !== members * 4) return undefined;
  return Uint32Array.from({ length: members }, (_, index) => bytes.readUInt32LE(index * 4));
}

/**
 * The words in one form: letters and digits in lower case. A placeholder is its kind, and a number of five or more digits is any: an order
 * is not another question because of its number. The end of a long text counts.
 */
function comparableText(question: Json): string {
  return Array.from(textsIn(question))
    .join("\n")
    .slice(-longestText)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\[([a-z][a-z0-9_]*)_\d{1,9}\]/g, " $1 ")
    .replace(/\d{5,}/g, "#")
    .replace(/[^\p{L}\p{M}\p{N}#]+/gu, " ")
    .trim();
}

function* textsIn(value: Json): Generator<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "number" || typeof value === "boolean") yield String(value);
  else if (Array.isArray(value)) for (const item of value as readonly Json[]) yield* textsIn(item);
  else if (isJsonObject(value))
    for (const [key, member] of Object.entries(value)) if (!ids.has(key)) yield* textsIn(member);
}

/** Keys of messages whose values are new each time, or always the same. */
const ids: ReadonlySet<string> = new Set(["role", "id", "tool_call_id", "type"]);

/** FNV-1a over the UTF-16 units, mixed. */
function hashText(text: string): number {
  let hash = 0x811c_9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193);
  return mix(hash);
}

/** The finaliser of MurmurHash3: every bit of the number changes about half of the bits. */
function mix(number: number): number {
  let hash = number;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
