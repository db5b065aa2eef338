import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readIsoTime, readNanoseconds } from "../../src/traces/otlp-time.ts";

describe("readIsoTime", () => {
  it("agrees with Date on every time that Date writes", () => {
    const date = fc.date({
      min: new Date(0),
      max: new Date("9999-12-31T23:59:59.999Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, (each) => {
        expect(readIsoTime(each.toISOString())).toBe(each.getTime());
      }),
    );
  });

  it.each([
    ["2026-11-25T20:18:05.422196Z", Date.UTC(2026, 10, 25, 20, 18, 5) + 422.196],
    ["2026-11-25 20:18:05", Date.UTC(2026, 10, 25, 20, 18, 5)],
    ["2026-11-25T20:18:05+02:00", Date.UTC(2026, 10, 25, 18, 18, 5)],
    ["2026-11-25T20:18:05-0330", Date.UTC(2026, 10, 25, 23, 48, 5)],
    ["2024-02-29T00:00:00Z", Date.UTC(2024, 1, 29)],
  ])("reads %s", (text, expected) => {
    expect(readIsoTime(text)).toBeCloseTo(expected, 2);
  });

  it.each(["", "yesterday", "2026-13-01T00:00:00Z", "2026-11-25", "2026-11-25T20:61:00Z", "1".repeat(1000)])(
    "finds no time in %j",
    (text) => {
      expect(readIsoTime(text)).toBeUndefined();
    },
  );
});

describe("readNanoseconds", () => {
  it.each([
    ["1795637876672185113", 1_795_637_876_672.185],
    [1_500_000, 1.5],
    ["18446744073709551615", 18_446_744_073_709.55],
    ["1000000", 1],
    ["5", 0.000_005],
    ["00000000000001500000", 1.5],
  ])("reads %j", (value, expected) => {
    expect(readNanoseconds(value)).toBeCloseTo(expected, 2);
  });

  it.each([
    ["0"],
    ["00000000"],
    [0],
    [-1],
    [Number.NaN],
    [Infinity],
    ["1e9"],
    [""],
    [null],
    [{}],
    ["9".repeat(21)],
  ])("finds no time in %j", (value) => {
    expect(readNanoseconds(value)).toBeUndefined();
  });
});
