import { isAppRequest } from "../../experiment/app-call.ts";
import type { TargetRequest } from "../../experiment/app-call.ts";
import type { Models } from "../effects.ts";
import type { RunPlan } from "./plan-run.ts";

/** What a plan may cost, in USD. */
export type CostEstimate = {
  /** Of the first look. */
  readonly usd: number;
  /** With all that may come after it. */
  readonly worstUsd: number;
};

/** The order of a look is random, so its first trials stand for all. */
const mostSampled = 20;

/**
 * What the calls of a plan may cost, by what its first requests would; undefined where one has no price, or nothing is called. A guess
 * for the reader: nothing is decided by it.
 */
export async function estimateCost(
  { calls, mayCome, looks, requestOf, judgesOf, pairwiseOf }: RunPlan,
  { estimateUsd }: Pick<Models, "estimateUsd">,
): Promise<CostEstimate | undefined> {
  const sample = (looks[0]?.trials ?? []).filter(({ kept }) => kept === undefined).slice(0, mostSampled);
  const meanOf = async (requests: readonly TargetRequest[]): Promise<number> => {
    const ofModels = requests.flatMap((request) => (isAppRequest(request) ? [] : [request]));
    // What an app will cost, nobody knows.
    if (ofModels.length < requests.length) return Number.NaN;
    const prices = await Promise.all(ofModels.map((request) => estimateUsd(request)));
    return prices.reduce<number>((sum, price) => sum + (price ?? Number.NaN), 0) / requests.length;
  };
  if (sample.length === 0) return undefined;
  const judged = sample.flatMap((planned) => [
    ...judgesOf(planned).flatMap((judge) => judge.requests({ one: planned.case, output: "" }, "0")),
    ...(pairwiseOf?.(planned.case) ?? []).flatMap((judge) =>
      judge
        .requests({ one: planned.case, baseline: "", candidate: "" }, "0")
        .map(({ baselineFirst }) => baselineFirst),
    ),
  ]);
  const target = calls.target * (await meanOf(sample.map((planned) => requestOf(planned))));
  const judge = calls.judge === 0 ? 0 : calls.judge * (await meanOf(judged));
  const usd = target + judge;
  if (!Number.isFinite(usd)) return undefined;
  const later = mayCome === undefined ? 0 : mayCome.secondLook + mayCome.confirmation + mayCome.fresh;
  return { usd, worstUsd: usd * (1 + later / (calls.target + calls.judge)) };
}
