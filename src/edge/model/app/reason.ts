const maxReason = 300;

// Terminal sequences: a colour code is gone as a whole, not only its first character.
const terminalSequence = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|.)/gu;

/** Foreign text as a reason may show it: on one line, without control characters, cut to `maxLength`. */
export function oneLine(text: string, maxLength = maxReason): string {
  const line = text
    .slice(0, 8 * maxLength)
    .replaceAll(terminalSequence, "")
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  return line.length > maxLength ? `${line.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/u, "")}…` : line;
}
