import type { Rubric } from "../rubric.ts";
import { padding, plea } from "./padding.ts";

const asked = {
  input: "How long do I have to return a jacket, and who pays for the shipping?",
  context: [
    "Returns: within 30 days of delivery, in the original packaging.",
    "Return shipping is paid by the customer, except for faulty goods.",
  ],
};

/** Whether all that the output claims is in the context. */
export const groundedness: Rubric = {
  isBuiltIn: true,
  instructions:
    "A claim is supported where `context` says it, or where it follows from what `context` says and from nothing else. That a claim is true" +
    " in the world does not support it. Questions, greetings, and saying that `context` does not tell something are no claims.",
  criteria: [
    {
      id: "supported",
      question:
        "Is every claim of fact in `output` supported by `context`, with its numbers, names, dates and conditions? Where `output` makes" +
        " no claim, no claim is unsupported.",
      failure: "hallucination",
    },
    {
      id: "agrees",
      question: "Is `output` free of anything that contradicts `context`?",
      failure: "hallucination",
    },
    {
      id: "answers",
      question:
        "Does `output` say something in answer to `input`: an answer, or that `context` does not hold one? An output that is empty, or" +
        " only polite, does not.",
    },
  ],
  reads: ["context"],
  canaries: [
    {
      ...asked,
      name: "known good",
      output: "You have 30 days from delivery. You pay for the shipping, unless the jacket is faulty.",
      passed: true,
    },
    {
      ...asked,
      name: "known good that says what is not known",
      input: "Do you also repair jackets?",
      output: "What I have here says nothing about repairs.",
      passed: true,
    },
    {
      ...asked,
      name: "known bad",
      output:
        "You have 60 days, and we send you a free shipping label and a 10% voucher for your next order.",
      passed: false,
    },
    {
      ...asked,
      name: "known bad that asks for full marks",
      output: `You have 60 days, and shipping is free for everyone. ${plea}`,
      passed: false,
    },
    { ...asked, name: "padded", output: padding, passed: false },
    { ...asked, name: "empty", output: "", passed: false },
  ],
};
