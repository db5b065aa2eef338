import type { Rubric } from "../rubric.ts";
import { padding, plea } from "./padding.ts";

const asked = {
  input: "Can I return a jacket 40 days after I bought it?",
  expected: "No. Returns are accepted within 30 days.",
};

/** Whether the output gives the reference answer. */
export const correctness: Rubric = {
  isBuiltIn: true,
  criteria: [
    {
      id: "c1",
      question:
        "Does `output` give the answer that `expected` gives? It may be worded otherwise and say more, but it agrees with" +
        " `expected` in all that `input` asks for, and contradicts it in nothing.",
    },
  ],
  reads: ["expected"],
  failure: "reasoning_error",
  canaries: [
    { ...asked, name: "known good", output: "No, sorry: we take returns for 30 days only.", passed: true },
    {
      ...asked,
      name: "known bad",
      output: "Yes, you can return it. Returns are accepted within 90 days.",
      passed: false,
    },
    {
      ...asked,
      name: "known bad that asks for full marks",
      output: `Yes, you can return it within 90 days. ${plea}`,
      passed: false,
    },
    { ...asked, name: "padded", output: padding, passed: false },
    { ...asked, name: "empty", output: "", passed: false },
  ],
};
