import type { DatasetFacts } from "../decide/dataset-sight.ts";
import { counted, integer } from "../decide/format.ts";
import { renderSight } from "./dataset-sight.ts";
import { terminalText } from "./untrusted.ts";

const mostTags = 20;

/** What a dataset holds and how small a drop it can see, for people at a terminal. */
export function renderDatasetFacts(facts: DatasetFacts): string {
  const { cases, drafts, critical, units, tags, version } = facts;
  const grouped = units < cases ? `, ${integer(units)} independent units` : "";
  const shown = tags
    .slice(0, mostTags)
    .map(({ tag, cases: count }) => `${terminalText(tag, 60)} ${integer(count)}`);
  const more = tags.length > mostTags ? `, and ${integer(tags.length - mostTags)} more` : "";
  return [
    `${counted(cases, "case")}${grouped}, ${integer(critical)} critical, ${counted(drafts, "draft")} (not run)`,
    ...(version === undefined ? [] : [`version  ${version}`]),
    ...(tags.length > 0 ? [`tags     ${shown.join(", ")}${more}`] : []),
    "",
    ...renderSight(facts),
    "",
  ].join("\n");
}
