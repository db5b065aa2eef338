import fc from "fast-check";
import { expect, it } from "vitest";
import type { Json } from "../../src/experiment/json.ts";
import { ProblemError } from "../../src/problem.ts";
import { openRedactor } from "../../src/traces/redact/open-redactor.ts";
import { openScope } from "../../src/traces/redact/placeholders.ts";
import { places, secrets } from "./redact-corpus.ts";

const redactor = openRedactor({ patterns: { CUSTOMER: "C-[0-9]{6}" }, keep: [] });

function redact(value: Json): Json {
  return redactor.redact(value, openScope()).value;
}

it.each([
  ["capitals", "JANE.ROE@Example.COM"],
  ["a tag", "jane.roe+refund@example.com"],
  ["mailto", "<mailto:jane.roe@example.com>", "<mailto:[EMAIL_1]>"],
  ["percent encoding", "?to=jane.roe%40example.com&n=1", "?to=[EMAIL_1]&n=1"],
  ["percent encoding twice", "jane.roe%2540example.com"],
  ["JSON in a string", String.raw`{"to":"jane.roe\u0040example.com"}`, '{"to":"[EMAIL_1]"}'],
  [
    "a line of JSON in JSON",
    String.raw`{\"to\":\"a\\njane.roe@example.com\"}`,
    String.raw`{\"to\":\"a\\n[EMAIL_1]\"}`,
  ],
  ["zero-width characters", "jane\u200B.roe@exam\u2060ple.com"],
  ["full width", "ｊａｎｅ．ｒｏｅ＠ｅｘａｍｐｌｅ．ｃｏｍ"],
  ["entities", "jane.roe&#64;example&period;com"],
  ["Markdown", "**jane.roe**@example.com", "**[EMAIL_1]"],
  ["words", "jane.roe (at) example (dot) com"],
  ["Markdown escapes", String.raw`jane\.roe@example\.com`],
  ["base64", Buffer.from("write to jane.roe@example.com now").toString("base64")],
])("knows an address again in %s", (_, written, redacted = "[EMAIL_1]") => {
  expect(redact(["jane.roe@example.com", "bob@example.com", written])).toEqual([
    "[EMAIL_1]",
    "[EMAIL_2]",
    redacted,
  ]);
});

it.each([
  [
    "PHONE",
    "+49 151 23456789",
    [
      "0151 23456789",
      "0151/23456789",
      "+49 (0)151 23456789",
      "0049 151 23456789",
      "＋４９ １５１ ２３４５６７８９",
    ],
  ],
  ["PHONE", "+1 415 555 0132", ["(415) 555-0132", "415-555-0132", "1-415-555-0132", "tel: 4155550132"]],
  [
    "CARD",
    "4111111111111111",
    ["4111 1111 1111 1111", "4111-1111-1111-1111", "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"],
  ],
  ["IBAN", "DE89370400440532013000", ["DE89 3704 0044 0532 0130 00", "de89-3704-0044-0532-0130-00"]],
  ["IP", "2001:db8::1", ["2001:DB8:0:0:0:0:0:1", "[2001:db8::1]:443"]],
] as const)("gives one %s one number, however it is written", (label, first, others) => {
  const redacted = redact([first, ...others]) as readonly string[];
  for (const text of redacted) expect(text).toContain(`[${label}_1]`);
});

it("hides a name that a field tells in every other text of the case, and no other words", () => {
  const value = {
    user: { name: "Jane Roe" },
    messages: ["I am Jane.", "JANE ROE asks", "Dear Ms Roe,", "see jane_roe.pdf", "the roe deer, Janet"],
    tool: { name: "refund" },
  };
  expect(redact(value)).toEqual({
    user: { name: "[NAME_1]" },
    messages: [
      "I am [NAME_1].",
      "[NAME_1] asks",
      "Dear Ms [NAME_1],",
      "see [NAME_1].pdf",
      "the roe deer, Janet",
    ],
    tool: { name: "refund" },
  });
});

it("hides names that are given, also those written without spaces", () => {
  const { redactText } = openRedactor({ patterns: {}, keep: [], names: ["Li Wei", "王伟"] });
  expect(redactText("我是王伟。I am li wei.")).toBe("我是[NAME_1]。I am [NAME_2].");
});

it("hides what a key tells to be secret, and the same text where nothing tells it", () => {
  const value = {
    headers: [{ name: "Authorization", value: "Bearer abc" }],
    password: "correcthorse1",
    phone: 4_155_550_132,
    "x-api-key": "k",
    max_tokens: 1024,
    token: "refund",
    note: "login with correcthorse1 or call 4155550132",
  };
  expect(redact(value)).toEqual({
    headers: [{ name: "Authorization", value: "[KEY_1]" }],
    password: "[KEY_2]",
    phone: "[PHONE_1]",
    "x-api-key": "[KEY_3]",
    max_tokens: 1024,
    token: "refund",
    note: "login with [KEY_2] or call [PHONE_1]",
  });
});

it("keeps both values of two keys that become the same one", () => {
  expect(redact({ "jane@example.com": 1, "Jane@Example.com": 2, __proto__: 3 })).toEqual({
    "[EMAIL_1]": 1,
    "[EMAIL_1] (2)": 2,
  });
});

it("gives no number that the text has already, so that nobody can pass for another", () => {
  expect(redact(["[EMAIL_1] and [EMAIL_2] wrote", "jane@example.com"])).toEqual([
    "[EMAIL_1] and [EMAIL_2] wrote",
    "[EMAIL_3]",
  ]);
});

it.each([
  ["a password", { password: "[EMAIL_1] hunter2" }, { password: "[KEY_1]" }],
  ["a pattern", "C-[EMAIL_1]123456 C-123456", "C-[EMAIL_1]123456 [CUSTOMER_1]"],
  ["an address", "jane[EMAIL_1]@example.com jane@example.com", "jane[EMAIL_1]@example.com [EMAIL_2]"],
])("takes a written placeholder for no part of %s", (_, value, redacted) => {
  expect(redact(value)).toEqual(redacted);
});

it("counts what it replaced by kind", () => {
  const { counts } = redactor.redact(["a@example.com b@example.com a@example.com", "C-123456"], openScope());
  expect(counts).toEqual({ EMAIL: 3, CUSTOMER: 1 });
});

it("tells two values of one case the same person, and a new case nothing", () => {
  const scope = openScope();
  expect(redactor.redact("bob@example.com", scope).value).toBe("[EMAIL_1]");
  expect(redactor.redact("jane@example.com, bob@example.com", scope).value).toBe("[EMAIL_2], [EMAIL_1]");
  expect(redact("jane@example.com")).toBe("[EMAIL_1]");
});

it("leaves the kinds of `keep`, and runs patterns of users in linear time", () => {
  const kept = openRedactor({ patterns: { LETTERS: "(a+)+$" }, keep: ["ip", "email"] });
  expect(kept.redactText("from 10.1.2.3, jane@example.com, 415-555-0132")).toBe(
    "from 10.1.2.3, jane@example.com, [PHONE_1]",
  );
  expect(kept.redactText(`${"a".repeat(50_000)}!`)).toHaveLength(50_001);
});

it("names every pattern and kind that cannot be read", () => {
  expect(() => openRedactor({ patterns: { A: "(?<=x)y", B: "(", C: "ok" }, keep: [] })).toThrow(ProblemError);
  expect(() => openRedactor({ patterns: { A: "(?<=x)y", B: "(" }, keep: [] })).toThrow(
    /patterns\.A[\s\S]*patterns\.B/,
  );
  expect(() => openRedactor({ patterns: {}, keep: ["ips"] })).toThrow(/"ips".*ip/);
});

it("changes nothing the second time, whatever the text", () => {
  const pieces = fc.oneof(
    secrets.map(({ text }) => text),
    fc.constantFrom(
      "[EMAIL_1]",
      "[KEY_",
      "_1]",
      "password: ",
      "\\",
      "%5B",
      " ",
      "@",
      "**",
      "+",
      "C-",
      "phone ",
      "=",
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 6 }), fc.constantFrom(...places), (parts, { plant }) => {
      const once = redact(plant(parts.join("")));
      expect(redact(once)).toEqual(once);
    }),
    { numRuns: 400, seed: 7 },
  );
});

it("keeps JSON in a string JSON", () => {
  fc.assert(
    fc.property(fc.array(secrets, { minLength: 1, maxLength: 4 }), (planted) => {
      const inner = JSON.stringify({ list: planted.map(({ text }) => `a\n${text}`) });
      expect(() => JSON.parse(redactor.redactText(JSON.stringify({ inner }))) as unknown).not.toThrow();
    }),
    { numRuns: 200, seed: 7 },
  );
});

it("leaves other values as they are: numbers, empty texts, null, nesting", () => {
  const value = { a: [1, 0.5, 1e300, -4, null, true, ""], b: { c: {} }, d: 1_732_567_800_000 };
  expect(redact(value)).toEqual(value);
});

it("hides what is nested too deep to be read, and reads deep JSON in a string as text", () => {
  const deep = (levels: number) =>
    Array.from({ length: levels }).reduce<Json>((inner) => [inner], "a@example.com");
  expect(JSON.stringify(redact(deep(150)))).toContain("[EMAIL_1]");
  expect(JSON.stringify(redact(deep(5000)))).toContain("[nested too deep]");
  expect(redact(`${"[".repeat(50_000)}"a@example.com"${"]".repeat(50_000)}`)).toContain('["[EMAIL_1]"]');
});

it("hides names of a first and a last name, and those in JSON in a string", () => {
  const profile = { first_name: "Yara", last_name: "Garcia", user_id: "yara_garcia_1905" };
  expect(redact([JSON.stringify(profile), "Yara Garcia, Ms Garcia"])).toEqual([
    '{"first_name":"[NAME_1]","last_name":"[NAME_1]","user_id":"[NAME_1]_1905"}',
    "[NAME_1], Ms [NAME_1]",
  ]);
});

const hostile: Readonly<Record<string, string>> = {
  digits: "1",
  "spaced digits": "1 ",
  "spaced fours": "4 ",
  "groups of a card": "4111 ",
  "numbers and dots": "1.",
  "open addresses": "a@",
  "long addresses": "a@a.",
  letters: "a",
  "plus signs": "+1 ",
  "beginnings of a token": "-eyJ",
  "open private keys": "-----BEGIN PRIVATE KEY-----",
  passwords: "password=",
  tokens: "my_token ",
  backslashes: "\\",
  "percent signs": "%25",
  colons: "a:",
  URLs: "://",
  base64: "YWFh",
  tags: "<a ",
  "open placeholders": "[EMAIL_",
  "invisible characters": "\u200B",
  quotes: '"@',
  "leading zeros": "01 ",
  ibans: "DE89 ",
};

const length = (part: string) => (["1", "1 ", "a@"].includes(part) ? 1_000_000 : 200_000);

// Quadratic time would be minutes for each.
it.each(Object.entries(hostile))("reads a flood of %s within its time", { timeout: 30_000 }, (_, part) => {
  expect(redactor.redactText(part.repeat(length(part) / part.length)).length).toBeGreaterThan(0);
});
