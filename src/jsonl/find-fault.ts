/** The first thing in a text that keeps it from being one JSON value as it is read here. `column` counts from 1. */
export type JsonFault = {
  readonly kind: "syntax" | "duplicate-key" | "too-deep" | "number-range";
  readonly column: number;
  /** The unexpected text, the key, or the number; absent at the end of the text. */
  readonly found?: string;
};

export const maxDepth = 64;

const literal = /(?:true|false|null)(?![A-Za-z0-9_$])/y;
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![A-Za-z0-9_.$+-])/y;
// oxlint-disable-next-line no-control-regex -- JSON forbids exactly these in a string
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const whiteSpace = /[ \t\n\r]*/y;
/** What a reader would call one thing: a word such as `NaN`, or a single character. */
const token = /[A-Za-z0-9_$.+-]+|./suy;

/** Keys seen in an open object; undefined for an open array. */
type Frame = Set<string> | undefined;

/**
 * A slow and exact reading (RFC 8259) of a text that JSON.parse refuses, or in which `scanJson` sees something odd. JSON.parse names
 * positions differently in each version of V8, takes the last of two equal keys, and turns 1e999 into Infinity.
 * Undefined: nothing is wrong.
 */
export function findFault(text: string): JsonFault | undefined {
  const open: Frame[] = [];
  let at = 0;

  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const take = (char: string): boolean => {
    if (text[at] !== char) return false;
    at++;
    match(whiteSpace);
    return true;
  };
  const unexpected = (): JsonFault => {
    const column = at + 1;
    const found = match(token);
    return { kind: "syntax", column, ...(found === undefined ? {} : { found }) };
  };
  const readKey = (keys: Set<string>): JsonFault | undefined => {
    const column = at + 1;
    const raw = match(string);
    if (raw === undefined) return unexpected();
    const key = JSON.parse(raw) as string;
    if (keys.has(key)) return { kind: "duplicate-key", column, found: key };
    keys.add(key);
    match(whiteSpace);
    return take(":") ? undefined : unexpected();
  };

  match(whiteSpace);
  for (;;) {
    // A value starts here.
    const column = at + 1;
    if (text[at] === "{" || text[at] === "[") {
      if (open.length === maxDepth) return { kind: "too-deep", column };
      const isObject = take("{");
      if (!isObject) take("[");
      if (!take(isObject ? "}" : "]")) {
        const keys = isObject ? new Set<string>() : undefined;
        open.push(keys);
        const fault = keys && readKey(keys);
        if (fault !== undefined) return fault;
        continue;
      }
    } else if (text[at] === '"') {
      if (match(string) === undefined) return unterminated(text, at);
    } else {
      const digits = match(number);
      if (digits === undefined && match(literal) === undefined) return unexpected();
      if (digits !== undefined && !Number.isFinite(Number(digits)))
        return { kind: "number-range", column, found: digits };
    }
    // A value has ended here; close what it ends, up to the next value.
    for (;;) {
      match(whiteSpace);
      if (open.length === 0) return at === text.length ? undefined : unexpected();
      const keys = open.at(-1);
      if (take(",")) {
        const fault = keys && readKey(keys);
        if (fault !== undefined) return fault;
        break;
      }
      if (!take(keys === undefined ? "]" : "}")) return unexpected();
      open.pop();
    }
  }
}

/** The fault of the string that starts at `start`: its bad escape or control character, or that it never ends. */
function unterminated(text: string, start: number): JsonFault {
  // oxlint-disable-next-line no-control-regex -- as above
  const good = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;
  good.lastIndex = start;
  const at = start + (good.exec(text)?.[0].length ?? 0);
  const found = text.slice(at, at + 2);
  return { kind: "syntax", column: at + 1, ...(found === "" ? {} : { found }) };
}
