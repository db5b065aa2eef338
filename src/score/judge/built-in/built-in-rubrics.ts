import type { Rubric } from "../rubric.ts";
import { correctness } from "./correctness.ts";
import { groundedness } from "./groundedness.ts";
import { helpfulness } from "./helpfulness.ts";
import { instructions } from "./instructions.ts";
import { safety } from "./safety.ts";
import { tone } from "./tone.ts";
import { trajectory } from "./trajectory.ts";

/** By the names that a gate file uses. */
export const builtInRubrics: ReadonlyMap<string, Rubric> = new Map(
  Object.entries({ correctness, groundedness, helpfulness, instructions, tone, safety, trajectory }),
);
