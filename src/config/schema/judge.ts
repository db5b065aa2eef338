import * as z from "zod/mini";
import { choice, list, withHint } from "./hint.ts";
import { modelKeys, modelName } from "./target.ts";

const panelMember = withHint(z.strictObject({ model: modelName, ...modelKeys }), { expected: "a map with a `model`" });

export const judgeKeys = {
  model: z.optional(modelName),
  ...modelKeys,
  panel: z.optional(list("Several judges instead of one.", panelMember, "a list of judges", 1)),
  vote: z.optional(choice("How a panel's votes become one score.", ["majority", "mean"])),
};

export const judgeSchema = withHint(z.strictObject(judgeKeys), {
  description: "Defaults of every judge and pairwise scorer.",
  expected: "a map such as `{ model: gpt-5 }`",
});
