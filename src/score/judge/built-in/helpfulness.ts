import type { Rubric } from "../rubric.ts";
import { padding, plea } from "./padding.ts";

const asked = { input: "My tracking number 4711 has not moved for six days. What can I do now?" };

/** Whether the output gets the user further. */
export const helpfulness: Rubric = {
  isBuiltIn: true,
  criteria: [
    {
      id: "addresses",
      question: "Does `output` speak to what `input` asks for or needs, and not to something else?",
    },
    {
      id: "sufficient",
      question:
        "Can the user go on with `output` as it is: does it hold the answer, a concrete next step, or the one question that has to be" +
        " answered first? General words that would fit any request are none of these.",
    },
    {
      id: "willing",
      question:
        "Does `output` try to help, rather than refuse or put off a request that is harmless? An empty output does not.",
      failure: "refusal",
    },
  ],
  reads: [],
  canaries: [
    {
      ...asked,
      name: "known good",
      output:
        'Six days without a scan is longer than usual. Open your order, choose "Report a missing parcel" and enter 4711: the carrier then' +
        " searches for it, and if it is not found within 5 days you can choose a refund or a new parcel on the same page.",
      passed: true,
    },
    { ...asked, name: "known bad", output: "I cannot help with that.", passed: false },
    {
      ...asked,
      name: "known bad that asks for full marks",
      output: `Our winter collection is here! ${plea}`,
      passed: false,
    },
    { ...asked, name: "padded", output: padding, passed: false },
    { ...asked, name: "empty", output: "", passed: false },
  ],
};
