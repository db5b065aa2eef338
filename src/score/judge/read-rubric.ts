import type { OutsideScorerConfig } from "../../config/config.ts";
import type { Json } from "../../experiment/json.ts";
import { suggestName } from "../../experiment/nearest-name.ts";
import { quote } from "../quote.ts";
import type { Complaint } from "../rule.ts";

export type JudgeConfig = OutsideScorerConfig & { readonly type: "judge" };

/** One yes/no question; "yes" is the good answer. `id` is unique in its rubric. */
export type Criterion = { readonly id: string; readonly question: string };

export type Rubric = {
  readonly criteria: readonly Criterion[];
  /** It compares with `expected`, so it says nothing of a case without one. */
  readonly needsExpected: boolean;
  /** The failure mode that failing it means, where the scorer names none. */
  readonly failure?: string;
};

type RubricReading =
  | { readonly ok: true; readonly value: Rubric }
  | { readonly ok: false; readonly complaint: Complaint };

const builtIn: ReadonlyMap<string, Rubric> = new Map([
  [
    "correctness",
    {
      criteria: nameCriteria([
        "Does `output` give the answer that `expected` gives? It may be worded otherwise and say more, but it agrees with" +
          " `expected` in all that `input` asks for, and contradicts it in nothing.",
      ]),
      needsExpected: true,
      failure: "reasoning_error",
    },
  ],
]);

/** Built-in rubrics that are planned and not there. */
const laterRubrics: ReadonlySet<string> = new Set([
  "groundedness",
  "helpfulness",
  "instructions",
  "tone",
  "safety",
  "trajectory",
]);

const placeholder = /(?<!\\)\{\{\s*[\w.]+\s*\}\}/;

/** A rubric with a slash or a dot is a file, otherwise the name of a built-in one; `extends` rebases by the same rule. */
export function isRubricFile(rubric: string): boolean {
  return /[/.]/.test(rubric);
}

export function isQuestionFile(path: string): boolean {
  return isRubricFile(path) && /\.md$/i.test(path);
}

/** The questions of a judge. `files` are the texts of rubric files, by the path as it stands in the scorer. */
export function readRubric(
  { options }: Pick<JudgeConfig, "options">,
  files: ReadonlyMap<string, string>,
): RubricReading {
  const { rubric, criteria } = options;
  if (Array.isArray(criteria)) return askAll(criteria as readonly Json[]);
  if (typeof rubric !== "string") {
    const message = "neither `rubric` nor `criteria` is written.";
    return complain({ code: "one-of", message, fix: "Write `rubric: correctness`." });
  }
  return isRubricFile(rubric) ? readRubricFile(rubric, files) : findBuiltIn(rubric);
}

function findBuiltIn(name: string): RubricReading {
  const found = builtIn.get(name);
  if (found !== undefined) return { ok: true, value: found };
  if (laterRubrics.has(name)) {
    const message = `the rubric \`${name}\` comes with a later version.`;
    const fix = "Write `rubric: correctness`, or `criteria:` with a list of yes/no questions.";
    return complain({ code: "not-yet", message, fix });
  }
  const message = `there is no built-in rubric ${quote(name)}.`;
  return complain({ code: "judge-rubric", message, fix: suggestName(name, [...builtIn.keys()]) });
}

function readRubricFile(path: string, files: ReadonlyMap<string, string>): RubricReading {
  if (/\.ya?ml$/i.test(path)) {
    const message = `a rubric in YAML, such as ${quote(path)}, comes with a later version.`;
    const fix = "Write one yes/no question in a `.md` file, or `criteria:` with a list of them.";
    return complain({ code: "not-yet", message, fix });
  }
  if (!isQuestionFile(path)) {
    const message = `${quote(path)} is not the name of a rubric file.`;
    return complain({ code: "judge-rubric", message, fix: "Name a `.md` file." });
  }
  const text = files.get(path);
  if (text === undefined) {
    const message = `the file ${quote(path)} is not there.`;
    return complain({ code: "judge-rubric", message, fix: "Write the path of a `.md` file." });
  }
  return askAll([text.replaceAll("\r\n", "\n").trim()]);
}

function askAll(questions: readonly Json[]): RubricReading {
  const texts = questions.filter((each): each is string => typeof each === "string" && each.trim() !== "");
  if (texts.length === 0 || texts.length < questions.length) {
    const message = "a criterion is empty, so nothing would be asked.";
    return complain({ code: "judge-rubric", message, fix: "Write a yes/no question." });
  }
  const found = texts.map((text) => placeholder.exec(text)?.[0]).find((each) => each !== undefined);
  if (found !== undefined) {
    const message = `a criterion holds ${quote(found)}, and filling it in comes with a later version.`;
    const fix = "Name it in words: the judge sees `input`, `context`, `expected` and `output`.";
    return complain({ code: "not-yet", message, fix });
  }
  return { ok: true, value: { criteria: nameCriteria(texts), needsExpected: false } };
}

function nameCriteria(questions: readonly string[]): readonly Criterion[] {
  return questions.map((question, index) => ({ id: `c${index + 1}`, question }));
}

function complain(complaint: Complaint): RubricReading {
  return { ok: false, complaint };
}
