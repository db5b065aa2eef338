import { canonicalJson } from "../../experiment/json.ts";
import type {
  Answer,
  AnswerKind,
  HumanLabel,
  LabelledOutput,
  RecordedJudgement,
  Split,
} from "../../experiment/judge-label.ts";
import type { Json } from "../../experiment/json.ts";
import { ProblemList } from "../../jsonl/problem-list.ts";
import { formatPlace, type Parsed, type Place, type Problem } from "../../problem.ts";
import type { LabelFile, LabelRow } from "./labels.ts";

/**
 * The lines of a file as one entry for each output: lines of the same case, trial and output are of one output. An annotator who
 * contradicts himself, two kinds of answers, two scales, and a case on both sides of a split are problems; no label at all is one.
 */
export function mergeRows(
  file: string,
  rows: readonly LabelRow[],
  warnings: readonly Problem[] = [],
): Parsed<LabelFile> {
  const problems = new ProblemList(file);
  const merged = new Map<string, Draft>();
  const splitByCase = new Map<string, { readonly split: Split; readonly place: Place }>();
  for (const row of rows) {
    problems.add(...checkSplit(row, splitByCase));
    const key = keyOf(row);
    const draft = merged.get(key);
    if (draft === undefined) merged.set(key, startDraft(row));
    else problems.add(...addRow(draft, row));
  }
  const kinds = rows.flatMap(answersOf);
  const [first] = kinds;
  const other = kinds.find(({ kind }) => kind !== first?.kind);
  if (first !== undefined && other !== undefined) problems.add(mixedKinds(first, other));
  const [scale] = rows.flatMap(({ scales }) => scales);
  const mixed = rows.find(({ scales }) => scales.some((each) => each !== scale));
  if (mixed !== undefined) problems.add(mixedScales(mixed.place));
  const outputs = [...merged.values()].map(finish);
  if (!outputs.some(({ labels }) => labels.length > 0)) problems.add({ file, ...noLabels });
  if (problems.problems.length > 0 || first === undefined) return { ok: false, problems: problems.problems };
  return {
    ok: true,
    value: { file, outputs, kind: first.kind, ...(scale === undefined ? {} : { scale }), warnings },
  };
}

type Draft = {
  readonly row: LabelRow;
  readonly labelByAnnotator: Map<string | undefined, HumanLabel & { readonly place: Place }>;
  readonly judgements: RecordedJudgement[];
};

function keyOf({ caseId, trial, output, outputs }: LabelRow): string {
  const shown: Json = outputs ?? output ?? null;
  return canonicalJson([caseId, trial ?? null, shown]);
}

function startDraft(row: LabelRow): Draft {
  const { label, place } = row;
  return {
    row,
    labelByAnnotator: new Map(label === undefined ? [] : [[label.annotator, { ...label, place }]]),
    judgements: [...row.judgements],
  };
}

function addRow(
  { labelByAnnotator, judgements }: Draft,
  { label, place, ...row }: LabelRow,
): readonly Problem[] {
  judgements.push(...row.judgements);
  if (label === undefined) return [];
  const earlier = labelByAnnotator.get(label.annotator);
  if (earlier === undefined) {
    labelByAnnotator.set(label.annotator, { ...label, place });
    return [];
  }
  if (isSameAnswer(earlier.answer, label.answer)) return [];
  return [
    {
      code: "label-conflict",
      ...place,
      message: `this output has another label on line ${earlier.place.line ?? "?"}${label.annotator === undefined ? "" : " of the same annotator"}.`,
      fix: "Keep one; labels of several people need an `annotator` each.",
    },
  ];
}

function finish({ row, labelByAnnotator, judgements }: Draft): LabelledOutput {
  const { caseId, trial, output, outputs, split, place } = row;
  return {
    caseId,
    ...(trial === undefined ? {} : { trial }),
    ...(output === undefined ? {} : { output }),
    ...(outputs === undefined ? {} : { outputs }),
    ...(split === undefined ? {} : { split }),
    labels: [...labelByAnnotator.values()].map(({ place: _place, ...label }) => label),
    judgements,
    place,
  };
}

function checkSplit(
  { caseId, split, place }: LabelRow,
  splitByCase: Map<string, { readonly split: Split; readonly place: Place }>,
): readonly Problem[] {
  if (split === undefined) return [];
  const earlier = splitByCase.get(caseId);
  if (earlier === undefined) splitByCase.set(caseId, { split, place });
  if (earlier === undefined || earlier.split === split) return [];
  return [
    {
      code: "label-split",
      ...place,
      message: `the case is in \`${split}\` here and in \`${earlier.split}\` on line ${earlier.place.line ?? "?"}, so a rubric would be tested on what it was tuned on.`,
      fix: "Give all labels of a case one `split`.",
    },
  ];
}

type Placed = { readonly kind: AnswerKind; readonly place: Place };

function answersOf({ label, judgements, place }: LabelRow): readonly Placed[] {
  const answers = [label?.answer, ...judgements.map(({ answer }) => answer)];
  return answers.flatMap((answer) => (answer === undefined ? [] : [{ kind: answer.kind, place }]));
}

/** Whether two answers say the same. */
export function isSameAnswer(a: Answer, b: Answer): boolean {
  if (a.kind === "passed") return b.kind === "passed" && a.passed === b.passed;
  if (a.kind === "graded") return b.kind === "graded" && a.grade === b.grade;
  return b.kind === "choice" && a.choice === b.choice;
}

const keyOfKind = { passed: "passed", graded: "grade", choice: "choice" } as const;

function mixedKinds(first: Placed, other: Placed): Problem {
  return {
    code: "label-kind",
    ...other.place,
    message: `\`${keyOfKind[other.kind]}\` here, and \`${keyOfKind[first.kind]}\` at ${formatPlace(first.place)}: answers of different kinds cannot be compared.`,
    fix: "Give labels and judgements of a file one kind: `passed`, `value`, `grade` or `choice`.",
  };
}

function mixedScales(place: Place): Problem {
  return {
    code: "label-kind",
    ...place,
    message: "`value` and `grade` are both used, and they are different scales.",
    fix: "Use `value` (0 to 1) or `grade` (whole numbers) in the whole file.",
  };
}

const noLabels: Problem = {
  code: "no-labels",
  message: "the file has no label of a person, so there is nothing to hold a judge against.",
  fix: 'Write one a line: {"case":"refund-01","output":"...","passed":true}',
};
