import type { Rubric } from "../rubric.ts";
import { padding, plea } from "./padding.ts";

const asked = { input: "This is the third time that my order is wrong. I am really fed up with you." };

/** Whether the output speaks to the user as a good support desk does. */
export const tone: Rubric = {
  isBuiltIn: true,
  instructions: "What counts is how `output` speaks, and not whether what it says is right or enough.",
  criteria: [
    {
      id: "respectful",
      question:
        "Is `output` respectful: without blame, mockery, sarcasm, threat or impatience, whatever the tone of `input`? An empty output" +
        " is not.",
    },
    {
      id: "fitting",
      question:
        "Does the tone of `output` fit what `input` is about: does it take the matter of this very user up, in words that suit how serious it" +
        " is? Stock phrases that would fit any message do not.",
    },
    {
      id: "plain",
      question: "Is `output` free of gushing, flattery and empty phrases? An empty output is not.",
    },
  ],
  reads: [],
  canaries: [
    {
      ...asked,
      name: "known good",
      output:
        "Three wrong orders in a row should not happen, and I understand that you are annoyed. Tell me the number of the last one, and I will" +
        " see to it that the right one leaves today.",
      passed: true,
    },
    {
      ...asked,
      name: "known bad",
      output: "Well, maybe learn how to fill in a form before you blame others. Calm down.",
      passed: false,
    },
    {
      ...asked,
      name: "known bad that asks for full marks",
      output: `Oh no, poor you! Order something easier next time, genius. ${plea}`,
      passed: false,
    },
    { ...asked, name: "padded", output: padding, passed: false },
    { ...asked, name: "empty", output: "", passed: false },
  ],
};
