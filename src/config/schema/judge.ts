import { z } from "zod";
import { choice, list, withHint } from "./hint.ts";
import { modelKeys, modelName } from "./target.ts";

const panelMember = withHint(z.strictObject({ model: modelName, ...modelKeys }), { expected: "a map with a `model`" });

export const judgeKeys = {
  model: modelName.optional(),
  ...modelKeys,
  panel: list("Several judges instead of one.", panelMember, "a list of judges", 1).optional(),
  vote: choice("How a panel's votes become one score.", ["majority", "mean"]).optional(),
};

export const judgeSchema = withHint(
  z.strictObject(judgeKeys).describe("Defaults of every judge and pairwise scorer."),
  { expected: "a map such as `{ model: gpt-5 }`" },
);
