import { renderPlan } from "../../report/plan-line.ts";
import type { Models, RunEffects } from "../effects.ts";
import { estimateCost } from "./estimate-cost.ts";
import type { RunPlan } from "./plan-run.ts";
import type { PreparedRun } from "../load/prepare-run.ts";

/** Says what is about to be called, and what it may cost, before the first call. */
export async function notePlan(
  plan: RunPlan,
  { cases, loaded }: PreparedRun,
  models: Models,
  { progress }: Pick<RunEffects, "progress">,
): Promise<void> {
  const { arms, calls, mayCome, looks, shard } = plan;
  if (arms.length === 0) return;
  const cost = await estimateCost(plan, models);
  const line = renderPlan({
    cases: shard?.cases ?? cases.length,
    arms: arms.length,
    calls,
    ...(mayCome === undefined ? {} : { mayCome }),
    kept: looks[0]?.trials.filter(({ kept }) => kept !== undefined).length ?? 0,
    ...(cost === undefined ? {} : { cost }),
    budget: shard?.budget ?? loaded.policy.config.policy.budget,
  });
  progress.note(`${shard === undefined ? "" : `Shard ${shard.name}. `}${line}`);
}
