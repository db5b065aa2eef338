/** What is hidden without being asked. `keep` of the gate file takes one out. */
export const builtInKinds = ["email", "phone", "card", "iban", "ip", "ssn", "key", "name"] as const;

export type BuiltInKind = (typeof builtInKinds)[number];

/** A part of a text that must not be shown. */
export type Finding = {
  readonly start: number;
  readonly end: number;
  /** What stands before the number in the placeholder: `EMAIL` of `[EMAIL_1]`. */
  readonly label: string;
  /** Equal for the same address, number or person, however it is written. */
  readonly identity: string;
  /** Only the words around it told what it is: where it stands without them it has to be looked for. */
  readonly toldByContext?: true;
};

/** What the key of an object says of its value. */
export type FieldHint = "password" | "secret" | "phone" | "name" | "user-name";

/** Stands for a placeholder in a text that finders read: no finder takes it for a part of anything. */
export const barrier = "\uFFFC";

/** Findings of every match of a pattern. `read` gives the identity, and a narrower place if it is not the whole match. */
export function findAll(
  text: string,
  pattern: RegExp,
  label: string,
  read: (
    match: RegExpExecArray,
  ) => { readonly identity: string; readonly from?: number; readonly to?: number } | undefined,
): readonly Finding[] {
  return Array.from(text.matchAll(pattern)).flatMap((match) => {
    const seen = read(match);
    if (seen === undefined) return [];
    const { identity, from = match.index, to = match.index + match[0].length } = seen;
    return [{ start: from, end: to, label, identity }];
  });
}
