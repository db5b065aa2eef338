import type { DatasetFacts } from "../decide/dataset-sight.ts";
import { integer, plainPoints } from "../decide/format.ts";

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
