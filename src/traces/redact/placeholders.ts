import type { Finding } from "./finding.ts";
import { finderOfTexts } from "./learnt-texts.ts";
import type { LearntText } from "./learnt-texts.ts";

/** What one case knows: which number each address, person or key has, and texts that only their context told to be secret. */
export type RedactionScope = {
  /** Never gives this number out: the text that is redacted has it already. */
  readonly reserve: (label: string, number: number) => void;
  /** `[EMAIL_1]`: the same for the same identity, and no other's. */
  readonly placeholderOf: (label: string, identity: string) => string;
  /** Looks for this text from now on, wherever it stands. */
  readonly learn: (text: LearntText) => void;
  readonly findLearnt: (text: string) => readonly Finding[];
};

const mostLearnt = 500;

/** A scope for one case. It holds what was hidden: let it go with the case. */
export function openScope(): RedactionScope {
  const numbers = new Map<string, string>();
  const taken = new Map<string, Set<number>>();
  const next = new Map<string, number>();
  const texts = new Map<string, LearntText>();
  let find: ((text: string) => readonly Finding[]) | undefined;

  function reserve(label: string, number: number): void {
    const known = taken.get(label) ?? new Set<number>();
    known.add(number);
    taken.set(label, known);
  }

  function giveNumber(label: string): number {
    let number = next.get(label) ?? 1;
    while (taken.get(label)?.has(number) === true) number++;
    next.set(label, number + 1);
    return number;
  }

  return {
    reserve,
    placeholderOf: (label, identity) => {
      const key = `${label} ${identity}`;
      const placeholder = numbers.get(key) ?? `[${label}_${giveNumber(label)}]`;
      numbers.set(key, placeholder);
      return placeholder;
    },
    learn: (text) => {
      const key = `${text.ignoreCase ? "i" : "-"}${text.text}`;
      if (texts.size >= mostLearnt || texts.has(key)) return;
      texts.set(key, text);
      find = undefined;
    },
    findLearnt: (text) => {
      find ??= finderOfTexts(Array.from(texts.values()));
      return find(text);
    },
  };
}
