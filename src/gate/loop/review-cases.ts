import { isJsonObject, type Json } from "../../experiment/json.ts";
import type { PromotedCase } from "../../experiment/promotion.ts";
import { type Rejection, rejectionLine } from "../../traces/promote/rejected.ts";
import { printOf } from "../../traces/promote/seen-questions.ts";
import { openRedactor, type RedactorSettings } from "../../traces/redact/open-redactor.ts";
import { openScope } from "../../traces/redact/placeholders.ts";
import { isRow } from "./append-cases.ts";

export type Reviewer = {
  readonly show: (one: PromotedCase, number: number, of: number) => void;
  /** What the person types after these words; undefined where there is no more, as after Ctrl-C. */
  readonly ask: (words: string) => Promise<string | undefined>;
  readonly tell: (words: string) => void;
};

export type Review = {
  /** What the person took, as it is to be written. */
  readonly cases: readonly PromotedCase[];
  /** Lines for `.llm-o11y/rejected.jsonl`. */
  readonly rejections: readonly string[];
  /** Left for another time: skipped, and those that were not reached. */
  readonly left: number;
};

type Signed = { readonly reviewer?: string; readonly date: string; readonly redact: RedactorSettings };

const keys =
  "a accept as draft, e write the expected answer, c critical, r reject, s skip, q quit, ? help > ";
const help = `a  the case is good, somebody completes it later (stays a draft)
e  write what the answer should be, which completes the case: it runs from now on.
   JSON where it starts with { or [, else text; nothing: the answer that is proposed
c  it may never regress (again: it may)
r  it is no case; its reason is kept, so that it is not proposed again
s  leave it for another time
q  end here; what was decided is written
`;

/**
 * Shows one case at a time to a person, who takes it, completes it, rejects it or leaves it. Ends where the person does, with all that was
 * decided until then. What is typed is redacted too.
 */
export async function reviewCases(
  cases: readonly PromotedCase[],
  { reviewer, date, redact }: Signed,
  { show, ask, tell }: Reviewer,
): Promise<Review> {
  const redactor = openRedactor(redact);
  const taken: PromotedCase[] = [];
  const rejections: string[] = [];
  const signed = (one: PromotedCase): PromotedCase =>
    reviewer === undefined ? one : { ...one, source: { ...one.source, reviewer } };
  const left = () => cases.length - taken.length - rejections.length;

  for (const [index, proposed] of cases.entries()) {
    let one = proposed;
    show(one, index + 1, cases.length);
    for (let isOpen = true; isOpen;) {
      const key = (await ask(keys))?.trim().toLowerCase();
      if (key === undefined || key === "q") return { cases: taken, rejections, left: left() };
      if (key === "s") isOpen = false;
      else if (key === "a") {
        taken.push(signed(one));
        isOpen = false;
      } else if (key === "e") {
        const typed = await ask("expected > ");
        const done = typed === undefined ? undefined : completed(one, typed);
        if (done === undefined) tell("Nothing was written, and none is proposed.\n");
        else if (!(await isRow(done))) tell("Larger than a row may be, or nested too deep.\n");
        else {
          taken.push(signed(done));
          isOpen = false;
        }
      } else if (key === "c") {
        one = withCritical(one);
        tell(one.critical === true ? "Critical.\n" : "Not critical.\n");
      } else if (key === "r") {
        const reason = await ask("reason > ");
        if (reason === undefined || reason.trim() === "") tell("Not rejected: no reason was given.\n");
        else {
          rejections.push(rejectionOf(one, reason));
          isOpen = false;
        }
      } else tell(help);
    }
  }
  return { cases: taken, rejections, left: left() };

  function completed(one: PromotedCase, typed: string): PromotedCase | undefined {
    const { draft: _, expected: proposed, ...others } = one;
    const written = typed.trim() === "" ? undefined : valueOf(typed);
    if (written === undefined) return proposed === undefined ? undefined : { ...others, expected: proposed };
    // With the question, whose placeholders are taken.
    const both = redactor.redact([one.input, written], openScope()).value;
    const expected = Array.isArray(both) ? ((both as readonly Json[])[1] ?? null) : null;
    return { ...others, expected, source: { ...one.source, expected_from: "reviewer" } };
  }

  function rejectionOf(one: PromotedCase, reason: string): string {
    const rejection: Rejection = {
      print: printOf(one.input),
      reason: redactor.redactText(reason.trim().slice(0, longestReason)),
      date,
      ...(reviewer === undefined ? {} : { reviewer }),
    };
    return rejectionLine(rejection);
  }
}

const longestReason = 500;

function withCritical({ critical, ...others }: PromotedCase): PromotedCase {
  return critical === true ? others : { ...others, critical: true };
}

function valueOf(typed: string): Json {
  if (!/^\s*[[{]/.test(typed)) return typed;
  try {
    const value = JSON.parse(typed) as Json;
    return Array.isArray(value) || isJsonObject(value) ? value : typed;
  } catch {
    return typed;
  }
}
