import * as z from "zod/mini";
import { ProblemList } from "../../jsonl/problem-list.ts";
import { readJsonLines } from "../../jsonl/read-json-lines.ts";
import type { Parsed } from "../../problem.ts";
import type { Print } from "./seen-questions.ts";
import { readSignature, writeSignature } from "./signature.ts";

/** A question that a person does not want as a case. None of its words is kept. */
export type Rejection = {
  readonly print: Print;
  readonly reason: string;
  readonly reviewer?: string;
  /** UTC, `YYYY-MM-DD`. */
  readonly date: string;
};

const lineSchema = z.strictObject({
  version: z.literal(1),
  question: z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/)),
  signature: z.string(),
  reason: z.string(),
  reviewer: z.optional(z.string()),
  date: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
});

/** A line of `.llm-o11y/rejected.jsonl`, with its line feed. */
export function rejectionLine({ print, reason, reviewer, date }: Rejection): string {
  return `${JSON.stringify({
    version: 1,
    question: print.hash,
    signature: writeSignature(print.signature),
    reason,
    ...(reviewer === undefined ? {} : { reviewer }),
    date,
  })}\n`;
}

/** What was rejected before. A line that cannot be read is a problem: what it stood for would come again. */
export async function readRejections(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<Parsed<readonly Rejection[]>> {
  const problems = new ProblemList(file);
  const rejections: Rejection[] = [];
  for await (const lines of readJsonLines(file, chunks)) {
    for (const line of lines) {
      if ("problem" in line) {
        problems.add(line.problem);
        continue;
      }
      const read = z.safeParse(lineSchema, line.value);
      const signature = read.success ? readSignature(read.data.signature) : undefined;
      if (!read.success || signature === undefined) {
        problems.add({
          code: "not-a-rejection",
          file,
          line: line.line,
          message: "the line is no rejection as `promote --review` writes it.",
          fix: "Remove the line: its question may then be proposed again.",
        });
        continue;
      }
      const { question, reason, reviewer, date } = read.data;
      const print = { hash: question, signature };
      rejections.push({ print, reason, date, ...(reviewer === undefined ? {} : { reviewer }) });
    }
    if (problems.isFull) break;
  }
  return problems.problems.length > 0
    ? { ok: false, problems: problems.problems }
    : { ok: true, value: rejections };
}
