import fc from "fast-check";
import { expect, it } from "vitest";
import { hideSecrets } from "../../../src/edge/model/hide-secrets.ts";
import { withoutSecrets } from "../../../src/edge/model/reply-of-answer.ts";

const key = "sk-test-CANARY-1234567890";

it.each([
  ["as it is", `key ${key}.`, "key [hidden]."],
  ["in other letter case", `key ${key.toLowerCase()}.`, "key [hidden]."],
  ["percent-encoded", "key sk%2Dtest%2dCANARY%2D1234567890.", "key [hidden]."],
  ["in base64", "key c2stdGVzdC1DQU5BUlktMTIzNDU2Nzg5MA==.", "key [hidden]A==."],
])("hides a key %s", (_, text, hidden) => {
  expect(hideSecrets(text, [key])).toBe(hidden);
});

it("hides a key in base64 whatever stands before and after it", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8 }), fc.string(), fc.string(), (secret, before, after) => {
      const encoded = Buffer.from(before + secret + after).toString("base64");
      for (const form of [encoded, Buffer.from(encoded, "base64").toString("base64url")])
        expect(hideSecrets(form, [secret])).toContain("[hidden]");
    }),
  );
});

it("hides a key with any characters in it, in any text", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8 }), fc.string(), (secret, text) => {
      expect(hideSecrets(`${text}${secret}${text}`, [secret])).not.toBe(`${text}${secret}${text}`);
      expect(hideSecrets(encodeURIComponent(`-${secret}-`), [secret])).toContain("[hidden]");
    }),
  );
});

it("hides the longer of two keys whole", () => {
  expect(hideSecrets(`${key}-longer`, [key, `${key}-longer`])).toBe("[hidden]");
});

it("hides nothing that is too short to be a key", () => {
  expect(hideSecrets("a refund of 30 days", ["a", "30"])).toBe("a refund of 30 days");
});

it.each<[string, unknown, string, unknown]>([
  ["a name", { [`${key}!`]: 1 }, key, { "[hidden]!": 1 }],
  ["a text beside an equal figure", [12_345_678, "12345678"], "12345678", [12_345_678, "[hidden]"]],
  ["no part of an escape", ["\nabcdefg", "nabcdefg"], "nabcdefg", ["\nabcdefg", "[hidden]"]],
  ["a text with quotes and line ends", { said: '<"a\nb\\c"\n>' }, '"a\nb\\c"\n', { said: "<[hidden]>" }],
])("hides in a reply %s", (_, reply, secret, hidden) => {
  expect(withoutSecrets(reply, [secret])).toEqual(hidden);
});

it("hides a key in JSON of any text around it", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8, unit: "binary" }), fc.string(), (secret, text) => {
      const json = JSON.stringify({ said: `${text}${secret}${text}` });
      expect(hideSecrets(json, [secret])).toContain("[hidden]");
    }),
  );
});
