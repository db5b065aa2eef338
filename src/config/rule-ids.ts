import { failureModes } from "../experiment/outcome.ts";

/** Rules that every gate has, whatever it names. */
export const globalRuleIds = [
  "evidence",
  "dataset",
  "critical",
  "quality",
  "quality_slo",
  "latency_slo",
  "ttft_slo",
  "latency_delta",
  "cost_slo",
  "cost_delta",
  "judge",
  "budget",
] as const;

/** Rules that speak of the measurement itself; no one can waive the want of it. */
export const unwaivableRuleIds: readonly string[] = ["evidence", "judge"];

export const namePattern = /^[A-Za-z0-9._-]{1,64}$/;

/** A mode of the contract, or a user's own below one: `hallucination/price`. */
export function isFailureMode(text: string): boolean {
  const [mode, name, ...rest] = text.split("/");
  const known = (failureModes as readonly string[]).includes(mode ?? "");
  return known && rest.length === 0 && (name === undefined || namePattern.test(name));
}

/** Whether a text has the shape of a rule id. A scorer or tag that it names need not exist. */
export function isRuleId(text: string): boolean {
  if ((globalRuleIds as readonly string[]).includes(text)) return true;
  const colon = text.indexOf(":");
  const name = text.slice(colon + 1);
  switch (text.slice(0, Math.max(colon, 0))) {
    case "scorer":
    case "scorer_slo":
      return namePattern.test(name);
    case "failure":
      return isFailureMode(name);
    case "slice":
      return name.trim() !== "" && name.length <= 128;
    default:
      return false;
  }
}
