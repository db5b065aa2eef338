import * as z from "zod/mini";
import { globalRuleIds, isRuleId, unwaivableRuleIds } from "../rule-ids.ts";
import { list, text, withHint } from "./hint.ts";

const waivable = globalRuleIds.filter((id) => !unwaivableRuleIds.includes(id));

const ruleId = withHint(
  z.string().check(
    z.superRefine((id, { addIssue }) => {
      if (!unwaivableRuleIds.includes(id)) return;
      const message = `the rule \`${id}\` cannot be waived: without it nothing is known`;
      addIssue({ code: "custom", message, params: { code: "not-waivable", fix: "Remove this waiver." } });
    }),
    z.refine(isRuleId),
  ),
  {
    description: "Id of the rule: `quality`, `scorer:<name>`, `failure:<mode>`, `slice:<tag>`, ...",
    expected: "the id of a rule",
    known: [...waivable, "scorer:<name>", "scorer_slo:<name>", "failure:<mode>", "slice:<tag>"],
  },
);

const waiver = withHint(
  z.strictObject({
    id: withHint(z.string().check(z.regex(/^[A-Za-z0-9._-]{1,64}$/)), {
      description: "Unique name of the waiver.",
      expected: "a name of 1 to 64 letters, digits, `.`, `_` or `-`",
      example: "refund-wording",
    }),
    rule: ruleId,
    cases: z.optional(list("Only these cases. Default: all.", text("A case id.", "a case id"), "a list of case ids", 1)),
    reason: text("Why it is right to ship.", "a reason in words"),
    approved_by: text("Who answers for it.", "a name", "@octocat"),
    expires: withHint(z.iso.date(), {
      description: "Last day it holds, to the end of that day in UTC: YYYY-MM-DD.",
      expected: "a real date as YYYY-MM-DD",
      example: "2026-12-31",
    }),
  }),
  { expected: "a map of keys" },
);

export const waiversSchema = withHint(
  z.strictObject({
    version: withHint(z.literal(1), { description: "Version of this format.", expected: "1" }),
    waivers: list("Named, dated exceptions to rules.", waiver, "a list of waivers"),
  }),
  { description: "Exceptions to the gate's rules, read at the base commit only.", expected: "a map of keys" },
);
