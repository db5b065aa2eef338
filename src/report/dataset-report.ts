import type { DatasetFacts } from "../decide/dataset-sight.ts";
import { counted, integer, plainPoints } from "../decide/format.ts";
import { terminalText } from "./untrusted.ts";

const mostTags = 20;

/** The same facts for programs, with the keys of every file of ours; a number of cases that no dataset has is left out. */
export function datasetFactsJson(facts: DatasetFacts): object {
  const { version, cases, drafts, critical, units, tags, maxDrop, fewestToProve, sight } = facts;
  return {
    version,
    cases,
    drafts,
    critical,
    units,
    tags,
    max_drop: maxDrop,
    ...(Number.isFinite(fewestToProve.oneLook)
      ? { fewest_to_prove: { one_look: fewestToProve.oneLook, two_looks: fewestToProve.twoLooks } }
      : {}),
    sight: sight.map(({ plan, looks, variance, detectable, casesToProve }) => ({
      plan,
      looks,
      variance,
      detectable,
      ...(Number.isFinite(casesToProve) ? { cases_to_prove: casesToProve } : {}),
    })),
  };
}

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
    `version  ${version}`,
    ...(tags.length > 0 ? [`tags     ${shown.join(", ")}${more}`] : []),
    "",
    ...renderSight(facts),
    "",
  ].join("\n");
}

/** What the dataset can see, in sentences. The variances are assumed, not measured, and the text says so. */
export function renderSight({ units, maxDrop, fewestToProve, sight }: DatasetFacts): readonly string[] {
  if (units === 0) return ["There is no case to run, so this dataset sees nothing."];
  const drop = `a drop of ${plainPoints(maxDrop)} points`;
  const provesNothing = units < fewestToProve.oneLook;
  return [
    "What this dataset can see (assuming that 13% of cases flip between two identical runs):",
    ...sight.map(
      ({ plan, detectable, casesToProve }) =>
        `  ${plan.padEnd(20)} blocks drops of ${plainPoints(Math.min(1, detectable))} points and more with 80% probability; ${
          Number.isFinite(casesToProve)
            ? `about ${integer(casesToProve)} cases rule out ${drop}`
            : "no number of cases proves that nothing at all was lost"
        }`,
    ),
    ...(provesNothing && Number.isFinite(fewestToProve.oneLook)
      ? [
          `  Fewer than ${integer(fewestToProve.oneLook)} cases (${integer(fewestToProve.twoLooks)} with two looks) cannot rule out ${drop}, even when no case changes. This gate can block, but not prove.`,
        ]
      : []),
  ];
}
