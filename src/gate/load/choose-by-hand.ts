import type { Case } from "../../experiment/case.ts";
import { ProblemError } from "../../problem.ts";
import type { Problem } from "../../problem.ts";

/** Only this case, or the cases with this tag, for debugging; the verdict says so. */
export type ByHand = { readonly caseId?: string; readonly tag?: string };

/** The warning that such a verdict carries. */
export function selectedByHand(count: number): Problem {
  return {
    code: "selected-by-hand",
    message: `${count} ${count === 1 ? "case was" : "cases were"} selected by hand; this is not the verdict of the gate.`,
    fix: "Run without `--case` and `--tag` for that.",
  };
}

/** The cases that were asked for; all without `only`. Throws a ProblemError where there is none. */
export function chooseByHand(cases: readonly Case[], only: ByHand | undefined): readonly Case[] {
  if (only === undefined) return cases;
  const chosen = cases.filter(
    ({ id, tags }) =>
      (only.caseId === undefined || id === only.caseId) &&
      (only.tag === undefined || tags.includes(only.tag)),
  );
  if (chosen.length > 0) return chosen;
  const asked =
    only.caseId === undefined ? `tag ${JSON.stringify(only.tag)}` : `id ${JSON.stringify(only.caseId)}`;
  throw new ProblemError([
    {
      code: "no-such-case",
      message: `no case has the ${asked}.`,
      fix: "Look the name up with `dataset stats`.",
    },
  ]);
}
