import { hash } from "node:crypto";
import type { Case } from "../experiment/case.ts";
import { canonicalJson } from "../experiment/json.ts";
import { formatPlace, type Problem } from "../problem.ts";

const shownOfKind = 20;

/** What is allowed in a dataset and most likely not meant: warnings, all with the place of their case. */
export function checkDataset(cases: readonly Case[]): readonly Problem[] {
  return [
    ...cap(findEqualInputs(cases), "equal inputs"),
    ...cap(findCriticalDrafts(cases), "critical drafts"),
    ...countDrafts(cases),
  ];
}

/** Cases with the input and context of an earlier one. Those in one `group` are known to be alike. */
function findEqualInputs(cases: readonly Case[]): readonly Problem[] {
  const firstByContent = new Map<string, Case>();
  return cases.flatMap((each): Problem[] => {
    const { input, context } = each;
    const content = hash(
      "sha256",
      canonicalJson(context === undefined ? [input] : [input, context]),
      "binary",
    );
    const first = firstByContent.get(content);
    if (first === undefined) {
      firstByContent.set(content, each);
      return [];
    }
    if (each.group !== undefined && each.group === first.group) return [];
    return [
      {
        code: "equal-inputs",
        ...each.place,
        message: `case "${each.id}" has the same input as case "${first.id}" (${formatPlace(first.place)}): one question that counts twice.`,
        fix: "Remove one, or give both the same `group`.",
      },
    ];
  });
}

function findCriticalDrafts(cases: readonly Case[]): readonly Problem[] {
  return cases
    .filter(({ critical, draft }) => critical && draft)
    .map(({ id, place }) => ({
      code: "critical-draft",
      ...place,
      message: `case "${id}" is critical and a draft: a draft is not run, so it protects nothing.`,
      fix: "Remove `draft` once the case is reviewed.",
    }));
}

function countDrafts(cases: readonly Case[]): readonly Problem[] {
  const drafts = cases.filter(({ draft }) => draft);
  const [first] = drafts;
  if (first === undefined) return [];
  return [
    {
      code: "drafts",
      ...first.place,
      message: `${drafts.length} of ${cases.length} cases ${drafts.length === 1 ? "is a draft" : "are drafts"} (the first is "${first.id}"), counted and not run.`,
    },
  ];
}

function cap(problems: readonly Problem[], kind: string): readonly Problem[] {
  if (problems.length <= shownOfKind) return problems;
  const more = problems.length - shownOfKind;
  return [
    ...problems.slice(0, shownOfKind),
    { code: "more-problems", message: `${more} more ${kind} are not shown.` },
  ];
}
