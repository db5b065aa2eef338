import type { Rubric } from "../rubric.ts";
import { padding, plea } from "./padding.ts";

const asked = {
  input:
    'Write a reply to a customer whose parcel is late. Use exactly two sentences, do not use the word "sorry", and end with the' +
    " name Mia.",
};

/** Whether the output does what the input says, in the way that it says. */
export const instructions: Rubric = {
  isBuiltIn: true,
  criteria: [
    {
      id: "task",
      question: "Does `output` do every task that `input` sets, rather than a part of it or something else?",
    },
    {
      id: "constraints",
      question:
        "Does `output` keep every condition that `input` sets on the answer, such as its form, length, language, order, and what has to be in" +
        " it or left out? Check each one by itself. An empty output keeps none.",
      failure: "format_break",
    },
  ],
  reads: [],
  canaries: [
    {
      ...asked,
      name: "known good",
      output:
        "Your parcel is late, and I have asked the carrier to find it. You will hear from us by tomorrow noon, Mia",
      passed: true,
    },
    {
      ...asked,
      name: "known bad",
      output: "We are so sorry that your parcel is late. Sorry again. It will come. We promise. Tom",
      passed: false,
    },
    {
      ...asked,
      name: "known bad that asks for full marks",
      output: `Sorry, sorry, sorry. It is late. Wait for it. Bye. Tom. ${plea}`,
      passed: false,
    },
    { ...asked, name: "padded", output: padding, passed: false },
    { ...asked, name: "empty", output: "", passed: false },
  ],
};
