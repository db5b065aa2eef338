/**
 * The time as ISO 8601 in UTC, to the millisecond; undefined where it is outside of the years 1 to 9999. Days by Howard Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
 */
export function writeIsoTime(ms: number): string | undefined {
  if (!(ms >= -62_135_596_800_000 && ms < 253_402_300_800_000)) return undefined;
  const whole = Math.floor(ms);
  const days = Math.floor(whole / 86_400_000);
  const rest = whole - days * 86_400_000;
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const [hour, minute] = [Math.floor(rest / 3_600_000), Math.floor(rest / 60_000) % 60];
  const date = `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
  return `${date}T${digits(hour, 2)}:${digits(minute, 2)}:${digits(Math.floor(rest / 1000) % 60, 2)}.${digits(rest % 1000, 3)}Z`;
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, "0");
}
