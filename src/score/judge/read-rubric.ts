import type { OutsideScorerConfig, RubricFile } from "../../config/config.ts";
import type { Json } from "../../experiment/json.ts";
import { suggestName } from "../../experiment/nearest-name.ts";
import { quote } from "../quote.ts";
import type { Complaint } from "../rule.ts";
import { builtInRubrics } from "./built-in/built-in-rubrics.ts";
import { fieldOf } from "./field-of.ts";
import { readQuestion } from "./read-question.ts";
import type { Canary, Criterion, Rubric } from "./rubric.ts";

export type JudgeConfig = OutsideScorerConfig & { readonly type: "judge" };

/** What rubric files hold, by their paths as they stand in the scorers. */
export type RubricFiles = {
  /** Texts of `.md` files; other files are passed over. */
  readonly files: ReadonlyMap<string, string>;
  /** Of `.yml` files. */
  readonly rubrics?: ReadonlyMap<string, RubricFile>;
};

type RubricReading =
  | { readonly ok: true; readonly value: Rubric }
  | { readonly ok: false; readonly complaint: Complaint };

type Written = Omit<Criterion, "question"> & { readonly ask: Json };

/** A rubric with a slash or a dot is a file, otherwise the name of a built-in one; `extends` rebases by the same rule. */
export function isRubricFile(rubric: string): boolean {
  return /[/.]/.test(rubric);
}

/** A file that is one question. */
export function isQuestionFile(path: string): boolean {
  return isRubricFile(path) && /\.md$/i.test(path);
}

/** A file that `config` parses. */
export function isYamlRubric(path: string): boolean {
  return isRubricFile(path) && /\.ya?ml$/i.test(path);
}

/** The questions of a judge, and what it is tried on. */
export function readRubric(
  { options }: Pick<JudgeConfig, "options">,
  { files, rubrics = new Map() }: RubricFiles,
): RubricReading {
  const { rubric, criteria } = options;
  if (Array.isArray(criteria)) return readAll(nameCriteria(criteria as readonly Json[]));
  if (typeof rubric !== "string") {
    const message = "neither `rubric` nor `criteria` is written.";
    return complain({ code: "one-of", message, fix: "Write `rubric: correctness`." });
  }
  if (!isRubricFile(rubric)) return findBuiltIn(rubric);
  if (isYamlRubric(rubric)) return readYamlRubric(rubric, rubrics.get(rubric));
  if (isQuestionFile(rubric)) {
    const text = files.get(rubric);
    return text === undefined
      ? missingFile(rubric)
      : readAll(nameCriteria([text.replaceAll("\r\n", "\n").trim()]));
  }
  const message = `${quote(rubric)} is not the name of a rubric file.`;
  return complain({ code: "judge-rubric", message, fix: "Name a `.yml` or a `.md` file." });
}

function findBuiltIn(name: string): RubricReading {
  const found = builtInRubrics.get(name);
  if (found !== undefined) return { ok: true, value: found };
  const message = `there is no built-in rubric ${quote(name)}.`;
  return complain({ code: "judge-rubric", message, fix: suggestName(name, [...builtInRubrics.keys()]) });
}

function readYamlRubric(path: string, file: RubricFile | undefined): RubricReading {
  if (file === undefined) return missingFile(path);
  const told = readQuestion(file.instructions ?? "");
  if (!told.ok) return told;
  const asked = readAll(file.criteria);
  if (!asked.ok) return asked;
  const { text } = told.value;
  const reads = [...new Set([...told.value.reads, ...asked.value.reads])].toSorted();
  const canaries = file.canaries.map((canary, index) => ({ ...canary, name: `canaries[${index}]` }));
  const lacking = canaries.flatMap((canary) => lackOf(canary, reads));
  if (lacking[0] !== undefined) {
    const message = `${lacking.slice(0, 5).join(", ")} of ${quote(path)} is not there, and the rubric reads it.`;
    return complain({ code: "judge-rubric", message, fix: "Write it, or remove the canary." });
  }
  return {
    ok: true,
    value: {
      ...asked.value,
      ...(file.instructions === undefined ? {} : { instructions: text }),
      reads,
      canaries,
    },
  };
}

/** `canaries[0].expected`, where the rubric reads what the canary has not. */
function lackOf(canary: Canary, reads: readonly string[]): readonly string[] {
  const isThere = (name: string): boolean =>
    name === "trajectory" ? canary.messages !== undefined : fieldOf(canary, name) !== undefined;
  return reads
    .filter((name) => !isThere(name))
    .map((name) => `\`${canary.name}.${name === "trajectory" ? "messages" : name}\``);
}

function missingFile(path: string): RubricReading {
  const message = `the file ${quote(path)} is not there.`;
  return complain({ code: "judge-rubric", message, fix: "Write the path of a `.yml` or a `.md` file." });
}

/** Without canaries: no output is known to be good or bad by questions alone. */
function readAll(written: readonly Written[]): RubricReading {
  const criteria: Criterion[] = [];
  const reads = new Set<string>();
  for (const { ask, id, grades, weight, failure } of written) {
    if (typeof ask !== "string" || ask.trim() === "") return emptyCriterion;
    const question = readQuestion(ask);
    if (!question.ok) return question;
    for (const name of question.value.reads) reads.add(name);
    criteria.push({
      id,
      question: question.value.text,
      ...(grades === undefined ? {} : { grades }),
      ...(weight === undefined ? {} : { weight }),
      ...(failure === undefined ? {} : { failure }),
    });
  }
  if (criteria.length === 0) return emptyCriterion;
  return { ok: true, value: { criteria, reads: [...reads].toSorted(), canaries: [] } };
}

function nameCriteria(questions: readonly Json[]): readonly Written[] {
  return questions.map((ask, index) => ({ id: `c${index + 1}`, ask }));
}

function complain(complaint: Complaint): RubricReading {
  return { ok: false, complaint };
}

const emptyCriterion = complain({
  code: "judge-rubric",
  message: "a criterion is empty, so nothing would be asked.",
  fix: "Write a yes/no question.",
});
