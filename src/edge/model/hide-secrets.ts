/** A text of this length or more is a secret; shorter ones would shred what they are hidden in. */
export const shortestKey = 8;

/**
 * The text with every secret replaced by `[hidden]`: as it is, with any of its characters percent-encoded or escaped as in JSON, and in
 * base64 (either alphabet, and inside a longer text that was encoded as a whole). Letter case is ignored.
 */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= shortestKey)
    .toSorted((a, b) => b.length - a.length)
    .reduce((hidden, secret) => hidden.replaceAll(formsOf(secret), "[hidden]"), text);
}

/** A run hides the same few secrets in every reply, and writing the pattern takes longer than the search. */
const formsBySecret = new Map<string, RegExp>();

function formsOf(secret: string): RegExp {
  const forms = formsBySecret.get(secret) ?? writeForms(secret);
  formsBySecret.set(secret, forms);
  return forms;
}

function writeForms(secret: string): RegExp {
  const bytes = Buffer.from(secret);
  const encoded = [0, 1, 2].map((offset) => withinBase64(bytes, offset));
  return new RegExp([percentForm(secret), ...encoded].join("|"), "gi");
}

function percentForm(secret: string): string {
  return Array.from(secret, (character) => {
    const percent = Array.from(Buffer.from(character), (byte) => `%${byte.toString(16).padStart(2, "0")}`);
    const forms = [JSON.stringify(character).slice(1, -1), character].map(escape);
    return `(?:${[...new Set(forms), percent.join("")].join("|")})`;
  }).join("");
}

/** The base64 characters that the secret alone decides when `offset` bytes (mod 3) stand before it. */
function withinBase64(bytes: Buffer, offset: number): string {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString("base64")
    .replaceAll("=", "");
  const shared = (offset + bytes.length) % 3 === 0 ? 0 : 1;
  return Array.from(whole.slice([0, 2, 3][offset], whole.length - shared), base64Character).join("");
}

function base64Character(character: string): string {
  if (character === "+") return "(?:[+-]|%2B)";
  return character === "/" ? "(?:[/_]|%2F)" : character;
}

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
