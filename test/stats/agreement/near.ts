import { expect } from "vitest";

/** Every number within `tolerance` of the one expected; NaN is near nothing. */
export function expectNear(actual: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) {
    expect(
      Math.abs((actual[i] ?? Number.NaN) - value),
      `value ${i}: ${actual[i]} against ${value}`,
    ).toBeLessThanOrEqual(tolerance);
  }
}

/** The result, of the kind asked for; the test fails with the other one in its message. */
export function asKind<T extends { readonly kind: string }, K extends T["kind"]>(
  result: T,
  kind: K,
): Extract<T, { readonly kind: K }> {
  if (result.kind !== kind) throw new Error(`expected ${kind}, got ${JSON.stringify(result)}`);
  return result as Extract<T, { readonly kind: K }>;
}
