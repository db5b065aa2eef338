import { suggestName } from "../../experiment/nearest-name.ts";
import { quote } from "../quote.ts";
import type { Complaint } from "../rule.ts";

/** A question, or other words of a rubric, as the judge gets to see it, and the fields that it speaks of. */
export type Question = { readonly text: string; readonly reads: readonly string[] };

type QuestionReading =
  | { readonly ok: true; readonly value: Question }
  | { readonly ok: false; readonly complaint: Complaint };

/** What a placeholder may name; a field of the first three may follow. */
const roots = ["input", "expected", "metadata", "context", "trajectory", "output"];
const withFields: ReadonlySet<string> = new Set(roots.slice(0, 3));

const namePattern = /^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*$/u;

/**
 * Reads `{{name}}` and the literal `\{{` of a question. A name stays a name, and what it names is shown as data: put into the question, it
 * would speak to the judge with the question's authority, and a pull request writes the inputs of the cases that it adds.
 */
export function readQuestion(written: string): QuestionReading {
  const reads = new Set<string>();
  let complaint: Complaint | undefined;
  const text = written.replace(/\\\{\{|\{\{([^{}\r\n]*)\}\}|\{\{/g, (found, inside?: string) => {
    if (found.startsWith("\\")) return "{{";
    const name = inside?.trim() ?? "";
    complaint ??= complaintOf(found, name);
    reads.add(name);
    return `\`${name}\``;
  });
  if (complaint !== undefined) return { ok: false, complaint };
  return {
    ok: true,
    value: { text, reads: [...reads].filter((name) => name !== "input" && name !== "output") },
  };
}

function complaintOf(found: string, name: string): Complaint | undefined {
  if (!namePattern.test(name)) {
    const message = `the rubric holds ${quote(found)}, which is no placeholder.`;
    return {
      code: "template-syntax",
      message,
      fix: "Write `{{name}}`, or `\\{{` where the braces are meant.",
    };
  }
  const [root = "", ...fields] = name.split(".");
  const isKnown = roots.includes(root) && (fields.length === 0 ? root !== "metadata" : withFields.has(root));
  if (isKnown) return undefined;
  const known = ["input", "input.field", "expected", "context", "metadata.field", "trajectory", "output"];
  const message = `the rubric holds ${quote(found)}, and a judge is shown no such thing.`;
  return { code: "unknown-placeholder", message, fix: suggestName(name, known) };
}
