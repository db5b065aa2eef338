import type { FailureCounts } from "../../experiment/failure-counts.ts";
import { openRedactor, type RedactorSettings } from "../../traces/redact/open-redactor.ts";
import { openScope } from "../../traces/redact/placeholders.ts";

/**
 * The counts with their names redacted, in one scope, so that two releases stay two: a model makes up names of tools, and whoever sends a
 * score or a release names it. Modes and the ids of traces stay.
 */
export function hideNames(counts: FailureCounts, redact: RedactorSettings): FailureCounts {
  const { redactText } = openRedactor(redact);
  const scope = openScope();
  const hidden = new Map<string, string>();
  const hide = (name: string): string => {
    const known = hidden.get(name);
    if (known !== undefined) return known;
    const shown = redactText(name, scope);
    hidden.set(name, shown);
    return shown;
  };
  return {
    ...counts,
    releases: counts.releases.map(({ release, ...others }) => ({
      ...others,
      ...(release === undefined ? {} : { release: hide(release) }),
    })),
    groups: counts.groups.map((group) => ({ ...group, shown: hide(group.shown) })),
    unreadScores: counts.unreadScores.map(({ name, scores }) => ({ name: hide(name), scores })),
  };
}
