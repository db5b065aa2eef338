import { closest, distance } from "fastest-levenshtein";

const listedNames = 40;

/** The known name that a mistyped one means, or undefined when nothing is near: at most a third of the letters differ, or two, which is a swap. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const cut = name.slice(0, 64).toLowerCase();
  const nearest = closest(cut, known);
  const tolerated = nearest.length <= 3 ? 1 : Math.max(2, Math.floor(nearest.length / 3));
  return distance(cut, nearest) <= tolerated ? nearest : undefined;
}

/** What to write instead of a name that is not known. */
export function suggestName(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  if (nearest !== undefined) return `Did you mean \`${nearest}\`?`;
  const listed = known.slice(0, listedNames).map((each) => `\`${each}\``);
  if (listed.length === 0) return "None is known here.";
  const more = known.length > listedNames ? `, and ${known.length - listedNames} more` : "";
  return `Known: ${listed.join(", ")}${more}.`;
}
