import * as z from "zod/mini";
import { list, text, withHint } from "./hint.ts";
import { failureMode } from "./scorers.ts";

const pattern = (of: string) => z.optional(text(`A pattern (RE2) that is found in ${of}.`, "a pattern", "\\$[0-9]+ off"));

const conditions = {
  output_matches: pattern("what the app answered"),
  input_matches: pattern("what it was asked"),
  error_matches: pattern("the error of the trace, or in the result of a call that failed"),
  tool: z.optional(text("A call of this tool was made.", "the name of a tool", "issue_refund")),
};

const when = withHint(
  z.strictObject(conditions).check(z.refine((given) => Object.keys(given).length > 0)),
  { description: "All that is written has to hold.", expected: `a map with one of ${Object.keys(conditions).join(", ")}` },
);

const mode = withHint(
  z.strictObject({
    name: failureMode,
    when,
  }),
  { expected: "a map with `name` and `when`" },
);

export const failuresSchema = withHint(
  z.strictObject({
    version: withHint(z.literal(1), { description: "Version of this format.", expected: "1" }),
    modes: z._default(list("Failure modes of your own; the first that a trace has is its mode.", mode, "a list of modes"), []),
    ignore: z._default(
      list("Signals that count for nothing.", text("A signal.", "the name of a signal", "apology"), "a list of signals"),
      [],
    ),
  }),
  { description: "What counts as a failure in a trace, besides the signals that are built in.", expected: "a map of keys" },
);
