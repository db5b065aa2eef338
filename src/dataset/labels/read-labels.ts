import { isJsonObject, type Json } from "../../experiment/json.ts";
import { schemaProblems } from "../../experiment/schema-problem.ts";
import { ProblemList } from "../../jsonl/problem-list.ts";
import { readJsonLines } from "../../jsonl/read-json-lines.ts";
import type { Parsed, Place, Problem } from "../../problem.ts";
import { rowsOfCsv } from "./csv-labels.ts";
import { judgementRowSchema, readJudgementRow } from "./judgement-row.ts";
import { labelRowSchema, readLabelRow } from "./label-row.ts";
import type { LabelFile, LabelRow } from "./labels.ts";
import { langfuseScoreSchema, readLangfuseScore, type LangfuseScore } from "./langfuse-score.ts";
import { mergeRows } from "./merge-rows.ts";

/** Of a file that is read as a whole: CSV, and an answer of Langfuse's API. */
const maxTextBytes = 64 * 1024 * 1024;

export type LabelSource = { readonly file: string; readonly chunks: AsyncIterable<Uint8Array> };

/** Which scores of Langfuse are the labels, where annotators gave several. */
export type LabelOptions = { readonly score?: string };

/**
 * Reads a file of human labels, or every problem of it (the first 50). `.csv` is CSV and `.json` an answer of Langfuse; all else is
 * JSONL of our own rows, of judgements with their truth, or of Langfuse's scores, told by the keys of each line.
 */
export async function readLabels(
  source: LabelSource,
  options: LabelOptions = {},
): Promise<Parsed<LabelFile>> {
  const reader = new LabelReader(source.file, options);
  if (/\.csv$/i.test(source.file)) {
    const text = await readText(source);
    const rows = text.ok ? rowsOfCsv(source.file, text.value) : text;
    if (!rows.ok) return { ok: false, problems: capped(source.file, rows.problems) };
    for (const { value, place } of rows.value) reader.take(value, place);
  } else if (/\.json$/i.test(source.file)) {
    const text = await readText(source);
    const scores = text.ok ? scoresOf(source.file, text.value) : text;
    if (!scores.ok) return scores;
    for (const value of scores.value) reader.take(value, { file: source.file });
  } else {
    for await (const lines of readJsonLines(source.file, source.chunks)) {
      for (const line of lines) {
        if ("problem" in line) reader.problems.add(line.problem);
        else reader.take(line.value, { file: source.file, line: line.line });
      }
      if (reader.problems.isFull) break;
    }
  }
  return reader.finish();
}

class LabelReader {
  readonly problems: ProblemList;
  readonly #file: string;
  readonly #options: LabelOptions;
  readonly #rows: LabelRow[] = [];
  /** Names of the scores that people gave. */
  readonly #scoreNames = new Set<string>();
  #passedOver = 0;

  constructor(file: string, options: LabelOptions) {
    this.#file = file;
    this.#options = options;
    this.problems = new ProblemList(file);
  }

  take(value: Json, place: Place): void {
    const format = formatOf(value);
    const found = schemaProblems(schemas[format], value, place);
    if (found.length > 0) {
      this.problems.add(...found);
      return;
    }
    if (format === "langfuse") {
      this.#takeScore(value as unknown as LangfuseScore, place);
      return;
    }
    const read =
      format === "judgement" ? readJudgementRow(value as never, place) : readLabelRow(value as never, place);
    if (read.ok) this.#rows.push(read.value);
    else this.problems.add(...read.problems);
  }

  #takeScore(score: LangfuseScore, place: Place): void {
    const { score: wanted } = this.#options;
    const isOther = score.source === "ANNOTATION" && wanted !== undefined && score.name !== wanted;
    const read = isOther ? ({ ok: true, value: "passed over" } as const) : readLangfuseScore(score, place);
    if (!read.ok) this.problems.add(read.problem);
    else if (read.value === "passed over") this.#passedOver++;
    else {
      if (read.value.label !== undefined) this.#scoreNames.add(score.name);
      this.#rows.push(read.value);
    }
  }

  finish(): Parsed<LabelFile> {
    if (this.#scoreNames.size > 1) this.problems.add(severalScores(this.#file, [...this.#scoreNames]));
    if (this.problems.problems.length > 0) return { ok: false, problems: this.problems.problems };
    const warnings = this.#passedOver === 0 ? [] : [passedOver(this.#file, this.#passedOver)];
    return mergeRows(this.#file, this.#rows, warnings);
  }
}

const schemas = {
  own: labelRowSchema,
  judgement: judgementRowSchema,
  langfuse: langfuseScoreSchema,
} as const;

function formatOf(value: Json): keyof typeof schemas {
  if (!isJsonObject(value)) return "own";
  if (value["case_id"] !== undefined && value["verdict"] !== undefined) return "judgement";
  return value["dataType"] !== undefined && value["source"] !== undefined ? "langfuse" : "own";
}

async function readText({ file, chunks }: LabelSource): Promise<Parsed<string>> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > maxTextBytes) {
      const message = `the file is larger than ${maxTextBytes / 1024 / 1024} MiB.`;
      return { ok: false, problems: [{ code: "file-too-large", file, message, fix: "Write it as JSONL." }] };
    }
    parts.push(chunk);
  }
  try {
    return { ok: true, value: new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts)) };
  } catch {
    const fix = "Save the file as UTF-8.";
    return { ok: false, problems: [{ code: "not-utf8", file, message: "the text is not UTF-8.", fix }] };
  }
}

/** A list of scores, or what the API answers: `{ data: [...] }`. */
function scoresOf(file: string, text: string): Parsed<readonly Json[]> {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    const fix = "Labels of our own are JSONL, one object a line, in a file named `.jsonl`.";
    return { ok: false, problems: [{ code: "not-json", file, message: "the file is not JSON.", fix }] };
  }
  const scores = isJsonObject(value) ? value["data"] : value;
  if (Array.isArray(scores)) return { ok: true, value: scores as readonly Json[] };
  const message = "expected a list of scores, or an object with them in `data`.";
  const fix = "Save what `GET /api/public/v3/scores` answers, or name a `.jsonl` file.";
  return { ok: false, problems: [{ code: "wrong-value", file, message, fix }] };
}

function capped(file: string, problems: readonly Problem[]): readonly Problem[] {
  const list = new ProblemList(file);
  list.add(...problems);
  return list.problems;
}

function severalScores(file: string, names: readonly string[]): Problem {
  return {
    code: "several-scores",
    file,
    message: `people gave scores of ${names.length} names, and a judge is held against one.`,
    fix: `Add \`--score NAME\`, one of: ${names.slice(0, 10).join(", ")}.`,
  };
}

function passedOver(file: string, count: number): Problem {
  return {
    code: "scores-passed-over",
    file,
    message: `${count} scores were passed over: of the API, of texts, or of other names.`,
  };
}
