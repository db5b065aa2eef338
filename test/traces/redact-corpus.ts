import fc from "fast-check";
import type { Json } from "../../src/experiment/json.ts";

/** A secret as a person would write it. `core` is what must not be left of it, without case and punctuation. */
export type Secret = { readonly label: string; readonly text: string; readonly core: string };

const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const hexadecimal = "0123456789abcdef";

export function stringOf(characters: string, minLength: number, maxLength = minLength): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...Array.from(characters)), minLength, maxLength });
}

/** As issuers make them: figures and letters in every stretch. */
function randomKey(length: number, characters = alphanumeric): fc.Arbitrary<string> {
  return stringOf(characters, length).map((text) => text.replaceAll(/(.{4}).(?=.)/g, "$17"));
}

function secret(label: string, text: string, core = text): Secret {
  return { label, text, core: squash(core) };
}

const emails = fc
  .tuple(
    fc.constantFrom(
      "jane.roe",
      "j_smith",
      "anna-maria",
      "li.wei88",
      "O.Brien",
      "müller",
      "x",
      "support.jane",
    ),
    fc.constantFrom("", "+refund", "+tag.2"),
    fc.constantFrom(
      "example.com",
      "mail.example.co.uk",
      "post.example.org",
      "firma-gmbh.de",
      "bücher.example",
    ),
  )
  .map(([local, tag, host]) => secret("EMAIL", `${local}${tag}@${host}`));

const phones = fc
  .tuple(
    fc.constantFrom(
      "+49 151 2345####",
      "+1 415 555 ####",
      "+1 (415) 555-####",
      "(415) 555-####",
      "415-555-####",
      "415.555.####",
      "+44 20 7946 ####",
      "020 7946 ####",
      "+33 6 12 34 ## ##".replaceAll("##", "##"),
      "06 12 34 ## ##",
      "0151 2345####",
      "+91 98765 4####",
      "+81 3-1234-####",
      "+61 412 34# ###".replaceAll("#", "#"),
    ),
    stringOf("23456789", 8),
  )
  .map(([form, digits]) => {
    let next = 0;
    return secret(
      "PHONE",
      form.replaceAll("#", () => digits.charAt(next++)),
    );
  });

const cards = fc
  .tuple(
    fc.constantFrom("4:16", "51:16", "55:16", "2221:16", "37:15", "6011:16", "36:14"),
    stringOf("0123456789", 20),
    fc.constantFrom("", " ", "-"),
  )
  .map(([form, digits, separator]) => {
    const [start = "", length = ""] = form.split(":");
    const body = `${start}${digits}`.slice(0, Number(length) - 1);
    const number = `${body}${checkDigit(body)}`;
    const groups =
      number.length === 16
        ? /(.{4})(.{4})(.{4})(.+)/
        : number.length === 15
          ? /(.{4})(.{6})(.+)/
          : /(.{4})(.{6})(.+)/;
    return secret(
      "CARD",
      number.replace(groups, (...parts) => parts.slice(1, -2).join(separator)),
    );
  });

function checkDigit(body: string): number {
  const sum = Array.from(body).reduceRight((total, character, index) => {
    const doubled = (body.length - index) % 2 === 1 ? Number(character) * 2 : Number(character);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

const ibans = fc.tuple(stringOf("0123456789", 18), fc.boolean()).map(([account, grouped]) => {
  const check = 98n - (BigInt(`${account}131400`) % 97n);
  const iban = `DE${String(check).padStart(2, "0")}${account}`;
  return secret("IBAN", grouped ? iban.replaceAll(/(.{4})(?=.)/g, "$1 ") : iban);
});

const ips = fc
  .oneof(
    fc.ipV4().filter((ip) => !/^(?:0|127|255)\./.test(ip)),
    fc.tuple(stringOf(hexadecimal, 4), stringOf(hexadecimal, 3)).map(([a, b]) => `2001:db8:${a}::1${b}`),
    fc
      .array(stringOf("123456789abcdef", 4), { minLength: 7, maxLength: 7 })
      .map((groups) => `2001:${groups.join(":")}`),
  )
  .map((text) => secret("IP", text));

const keys = fc
  .oneof(
    randomKey(48).map((rest) => `sk-${rest}`),
    randomKey(60).map((rest) => `sk-proj-${rest}`),
    randomKey(90).map((rest) => `sk-ant-api03-${rest}`),
    randomKey(36).map((rest) => `ghp_${rest}`),
    randomKey(70).map((rest) => `github_pat_${rest}`),
    stringOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16).map((rest) => `AKIA${rest}`),
    randomKey(24).map((rest) => `xoxb-123456789012-1234567890123-${rest}`),
    randomKey(24).map((rest) => `sk_live_${rest}`),
    randomKey(35).map((rest) => `AIza${rest}`),
    fc.uuid().map((rest) => `sk-lf-${rest}`),
    randomKey(32).map((rest) => `lsv2_pt_${rest}_7f3a9c1e22`),
    randomKey(40).map((rest) => `eyJhbGciOiJIUzI1NiJ9.eyJ${rest}.${rest}`),
    randomKey(34).map((rest) => `hf_${rest}`),
  )
  .map((text) => secret("KEY", text));

/** Secrets that only the words around them tell. */
const toldKeys = fc.oneof(
  randomKey(24).map((key) => secret("KEY", `Authorization: Bearer ${key}`, key)),
  randomKey(32).map((key) => secret("KEY", `OPENAI_API_KEY=${key}`, key)),
  randomKey(20).map((key) => secret("KEY", `client_secret: ${key}`, key)),
  randomKey(20).map((key) => secret("KEY", `the access token is ${key}`, key)),
  randomKey(10).map((key) => secret("KEY", `password: ${key}`, key)),
  randomKey(10).map((key) => secret("KEY", `my password is ${key}`, key)),
  randomKey(12).map((key) => secret("KEY", `https://jane:${key}@files.example.com/in`, key)),
  randomKey(24).map((key) => secret("KEY", `Cookie: sid=${key}; theme=dark`, key)),
  stringOf("23456789", 10).map((digits) => secret("PHONE", `phone: ${digits}`, digits)),
  stringOf("23456789", 9).map((digits) => secret("PHONE", `WhatsApp ${digits}`, digits)),
  randomKey(200, `${alphanumeric}+/`).map((key) =>
    secret(
      "KEY",
      `-----BEGIN PRIVATE KEY-----\n${key.replaceAll(/(.{64})/g, "$1\n")}\n-----END PRIVATE KEY-----`,
      key.slice(0, 60),
    ),
  ),
);

const codes = stringOf("0123456789", 6).map((digits) => secret("CUSTOMER", `C-${digits}`));
const socialSecurity = fc
  .tuple(
    fc.integer({ min: 100, max: 665 }),
    fc.integer({ min: 10, max: 99 }),
    fc.integer({ min: 1000, max: 9999 }),
  )
  .map((parts) => secret("SSN", parts.join("-")));

/** Secrets that their own form tells. */
const shapedSecrets = fc.oneof(emails, phones, cards, ibans, ips, keys, codes, socialSecurity);
export const secrets = fc.oneof({ weight: 3, arbitrary: shapedSecrets }, { weight: 1, arbitrary: toldKeys });

type Place = { readonly name: string; readonly plant: (text: string) => Json };

function inString(name: string, write: (text: string) => string): Place {
  return { name, plant: (text) => ({ role: "user", content: write(text) }) };
}

/** Where a trace of a support desk may have a secret that its form tells. */
export const places: readonly Place[] = [
  inString("a sentence", (text) => `Please refund me, I am at ${text}, thanks.`),
  inString("the end of a sentence", (text) => `You can reach me under ${text}.`),
  inString("brackets", (text) => `the customer (${text}) wrote`),
  inString("quotes", (text) => `they wrote "${text}" twice`),
  inString("angle brackets", (text) => `From: Jane <${text}>`),
  inString("a table", (text) => `| field | value |\n|---|---|\n| refund | ${text} |\n`),
  inString("bold", (text) => `we have **${text}** on file`),
  inString("code", (text) => `we have \`${text}\` on file`),
  inString("a link", (text) => `see [the ticket](https://desk.example.com/?q=${encodeURIComponent(text)})`),
  inString(
    "a URL, encoded twice",
    (text) => `https://desk.example.com/t?to=${encodeURIComponent(encodeURIComponent(text))}&n=1`,
  ),
  inString("JSON in a string", (text) => JSON.stringify({ note: `line one\n${text}\nline three` })),
  inString("JSON in JSON", (text) =>
    JSON.stringify({ body: JSON.stringify({ note: `a\n${text}\nb`, q: `"${text}"` }) }),
  ),
  inString(
    "JSON escapes",
    (text) =>
      `{"note":"${Array.from(text, (c) => `\\u${(c.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`).join("")}"}`,
  ),
  inString("HTML entities", (text) => `<p>${Array.from(text, (c) => `&#${c.codePointAt(0)};`).join("")}</p>`),
  inString("HTML", (text) => `<td>${text}</td><td>1</td>`),
  inString("zero-width characters", (text) => `I am ${Array.from(text).join("\u200B")} ok`),
  inString("soft hyphens", (text) => `I am ${Array.from(text).join("\u00AD")} ok`),
  inString("full width", (text) => `I am ${fullWidth(text)} ok`),
  inString(
    "other spaces and dashes",
    (text) => `I am ${text.replaceAll(" ", "\u00A0").replaceAll("-", "\u2011")} ok`,
  ),
  inString(
    "an error",
    (text) => `HTTPError: 422 {"detail":"no refund for '${text}'"}\n    at refund (desk.ts:12:3)`,
  ),
  inString("base64", (text) => `body=${Buffer.from(`refund to ${text} now`).toString("base64")}`),
  inString(
    "split by bold",
    (text) => `I am ${text.slice(0, text.length / 2)}**${text.slice(text.length / 2)}** ok`,
  ),
  inString(
    "split by HTML",
    (text) => `I am ${text.slice(0, text.length / 2)}<wbr>${text.slice(text.length / 2)} ok`,
  ),
  {
    name: "arguments of a tool",
    plant: (text) => ({
      tool_calls: [{ function: { name: "refund", arguments: JSON.stringify({ to: text }) } }],
    }),
  },
  { name: "the result of a tool", plant: (text) => ({ result: { rows: [[1, text]] } }) },
  { name: "metadata", plant: (text) => ({ metadata: { deep: [{ er: { note: text } }] } }) },
  { name: "a key", plant: (text) => ({ refunds: { [text]: 12.5 } }) },
  { name: "tags", plant: (text) => ({ tags: ["refund", `customer:${text}`] }) },
];

function fullWidth(text: string): string {
  return Array.from(text, (c) =>
    c > " " && c <= "~" ? String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfe_e0) : c,
  ).join("");
}

/** Letters and digits alone, with every encoding undone: two texts with equal ones tell a reader the same. */
export function squash(text: string): string {
  let plain = text;
  for (let round = 0; round < 4; round++) {
    plain = plain
      .replaceAll(/\\+u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
      .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
      .replaceAll(/\\+[nrt]/g, " ")
      .replaceAll(/<\/?(?:wbr|p|td)>/g, "")
      .replaceAll(/%25/g, "%");
  }
  plain = plain.replaceAll(/(?:%[0-9A-F]{2})+/gi, (bytes) => {
    try {
      return decodeURIComponent(bytes);
    } catch {
      return bytes;
    }
  });
  return plain
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}
