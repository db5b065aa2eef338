import { isAppRequest } from "../../experiment/app-call.ts";
import type { ArmName } from "../../experiment/trial.ts";
import { ProblemError } from "../../problem.ts";
import type { Problem } from "../../problem.ts";
import type { AppArm, Apps, Models, RunEffects } from "../effects.ts";
import { uniqueProblems } from "../gather.ts";
import type { PreparedRun } from "../load/prepare-run.ts";
import type { RunPlan } from "../plan/plan-run.ts";

/** Whoever a run asks. */
export type Asked = {
  readonly models: Models;
  /** Absent where no target is an app. */
  readonly apps?: Apps;
};

/** The models and apps of a plan, with what keeps any of them from being asked. Nothing is started or called yet. */
export async function openAsked(
  { arms, loaded }: PreparedRun,
  plan: RunPlan,
  run: Pick<RunEffects, "openModels" | "openApps">,
): Promise<{ readonly asked: Asked; readonly refused: readonly Problem[] }> {
  const { prices, policy, file } = loaded.policy.config;
  const models = await run.openModels(prices);
  const own = plan.arms.flatMap((arm): readonly AppArm[] => {
    const { target, sha } = arms[arm] ?? {};
    if (target === undefined || target.type === "openai" || target.type === "replay") return [];
    return [{ arm, spec: target.spec, gateFile: file, ...(sha === undefined ? {} : { sha }) }];
  });
  if (own.length > 0 && run.openApps === undefined) throw new ProblemError([noApps(file)]);
  const apps = own.length === 0 ? undefined : await run.openApps?.(own, { env: policy.allow.env, prices });
  const refused = plan.requests.flatMap((request) =>
    isAppRequest(request) ? (apps?.check(request) ?? []) : models.check(request),
  );
  return { asked: { models, ...(apps === undefined ? {} : { apps }) }, refused: uniqueProblems(refused) };
}

/** The arms of which something is to be asked in the first look; the app of another is opened when it is. */
export function armsDue({ looks }: Pick<RunPlan, "looks">): readonly ArmName[] {
  const due = (looks[0]?.trials ?? []).filter(({ kept }) => kept === undefined);
  return [...new Set(due.map(({ arm }) => arm))];
}

function noApps(file: string): Problem {
  return {
    code: "apps-not-run",
    file,
    message: "the target is an app, and this process starts none.",
    fix: "Run the gate with `llm-o11y gate` or the action.",
  };
}
