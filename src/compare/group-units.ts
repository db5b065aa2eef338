import type { Case } from "../experiment/case.ts";

/** Items of cases, put together by unit: cases that share a `group` are one unit, since they are not independent. */
export function groupUnits<T>(items: readonly T[], caseOf: (item: T) => Case): readonly (readonly T[])[] {
  if (items.every((item) => caseOf(item).group === undefined)) return items.map((item) => [item]);
  const members = new Map<string, T[]>();
  for (const item of items) {
    const { group, id } = caseOf(item);
    const key = group === undefined ? `case ${id}` : `group ${group}`;
    const known = members.get(key);
    if (known === undefined) members.set(key, [item]);
    else known.push(item);
  }
  return [...members.values()];
}
