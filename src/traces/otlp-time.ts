/**
 * Milliseconds since 1970 of nanoseconds, which are decimal text or a number; precise to a quarter of a microsecond, all that a number
 * of this size holds. Undefined where it is no time, or 0, which stands for none.
 */
export function readNanoseconds(value: unknown): number | undefined {
  if (typeof value === "number") return value > 0 && value < Infinity ? value / 1e6 : undefined;
  if (typeof value !== "string" || !/^\d{1,20}$/.test(value)) return undefined;
  const ms = Number(value.slice(0, -6)) + Number(value.slice(-6)) / 1e6;
  return ms === 0 ? undefined : ms;
}

const iso = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d(?:[.,]\d{1,9})?)(?:Z|([+-])(\d\d):?(\d\d))?$/i;

/**
 * Milliseconds since 1970 of a time as ISO 8601 writes it, with its fractions, which `Date` would cut to whole ones; UTC where it names
 * no zone. Undefined where it is none. Days by Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
 */
export function readIsoTime(text: string): number | undefined {
  const match = iso.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1, 6).map(Number);
  const seconds = Number(match[6]?.replace(",", "."));
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || seconds >= 61) {
    return undefined;
  }
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const days = era * 146_097 + dayOfEra - 719_468;
  const zone = (match[7] === "-" ? -1 : 1) * (Number(match[8] ?? 0) * 60 + Number(match[9] ?? 0));
  return (days * 1440 + hour * 60 + minute - zone) * 60_000 + seconds * 1000;
}
