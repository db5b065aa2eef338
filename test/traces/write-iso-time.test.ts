import fc from "fast-check";
import { expect, it } from "vitest";
import { readIsoTime } from "../../src/traces/otlp-time.ts";
import { writeIsoTime } from "../../src/traces/write-iso-time.ts";

it("writes what Date writes, for any moment of the years 1 to 9999", () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (ms) => {
      expect(writeIsoTime(ms)).toBe(new Date(ms).toISOString());
      expect(readIsoTime(writeIsoTime(ms) ?? "")).toBeCloseTo(ms, 2);
    }),
  );
});

it.each([Number.NaN, Infinity, 253_402_300_800_000, -1e15])("has no time for %s", (ms) => {
  expect(writeIsoTime(ms)).toBeUndefined();
});
