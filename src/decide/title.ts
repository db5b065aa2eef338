import type { Rule } from "../experiment/verdict.ts";
import { titleFirstRun } from "./first-run.ts";
import type { FirstRun } from "./first-run.ts";
import { counted, lowerFirst, percent, plainPoints, points, ratio, usd } from "./format.ts";
import type { Conclusion } from "./reach-verdict.ts";
import { isStopped } from "./stopped-quality.ts";

/** The one sentence of a verdict: heading of the comment, title of the job and text of the notification. */
export function writeTitle(conclusion: Conclusion, rules: readonly Rule[], firstRun?: FirstRun): string {
  const said = sentence(conclusion, rules);
  const title = firstRun === "one_arm" ? titleFirstRun(said, conclusion.verdict === "pass", rules) : said;
  return `${title}${waivedNote(rules)}`;
}

/** What a title adds where waivers apply. */
export function waivedNote(rules: readonly Rule[]): string {
  const waived = rules.filter((rule) => rule.waived !== undefined).length;
  return waived === 0 ? "" : ` (${counted(waived, "rule")} waived)`;
}

function sentence({ because, deciding }: Conclusion, rules: readonly Rule[]): string {
  const quality = rules.find(({ rule }) => rule === "quality");
  const first = deciding[0];
  switch (because) {
    case "fail":
      return `Do not ship: ${joined(deciding.map(loss))}`;
    case "evidence":
      return `Not decided: ${lowerFirst(firstSentence(first?.message ?? "evidence is missing"))}. This is not a verdict on the change`;
    case "cannot_tell":
      return first === undefined ? "Cannot tell" : `Cannot tell: ${doubt(first)}`;
    case "not_proven":
      return `Not decided: ${quality === undefined ? "not proven" : unproven(quality)}; \`not_proven: block\` asks for proof`;
    case "no_regression":
      return `No regression found: ${quality === undefined ? "not proven" : unproven(quality)}`;
    case "proven":
      return `Ship: ${proven(quality)}${savings(rules)}`;
  }
}

/** What a failing rule says in a title. */
function loss(rule: Rule): string {
  const name = `\`${rule.rule.slice(rule.rule.indexOf(":") + 1)}\``;
  const drop = plainDrop(rule.delta);
  switch (kindOf(rule)) {
    case "critical":
      return `breaks ${counted(rule.cases?.length ?? 0, "critical case")}`;
    case "dataset":
      return `takes ${counted(rule.cases?.length ?? 0, "critical case")} out of the dataset`;
    case "quality":
      return isStopped(rule)
        ? `quality collapsed (${rule.worse ?? 0} of ${counted(rule.n ?? 0, "case")} got worse, ${rule.better ?? 0} better)`
        : `loses ${drop} of quality`;
    case "quality_slo":
      return `quality ${percent(rule.candidate ?? Number.NaN)} is under its minimum`;
    case "latency_slo":
      return "p95 latency is over its SLO";
    case "ttft_slo":
      return "time to first token is over its SLO";
    case "cost_slo":
      return `costs ${usd(rule.candidate ?? Number.NaN)} per request, over its SLO`;
    case "latency_delta":
      return `takes ${ratio(1 + (rule.delta ?? Number.NaN))} the time`;
    case "cost_delta":
      return `costs ${ratio(1 + (rule.delta ?? Number.NaN))} as much`;
    case "scorer":
      return `loses ${drop} on ${name}`;
    case "scorer_slo":
      return `${name} is under its minimum`;
    case "slice":
      return `loses ${drop} on the slice ${name}`;
    case "failure":
      return `${name} is up ${drop}`;
    default:
      return `${name} fails`;
  }
}

function doubt(rule: Rule): string {
  if (
    rule.delta !== undefined &&
    rule.interval !== undefined &&
    rule.limit !== undefined &&
    isScoreRule(rule)
  ) {
    const subject = rule.rule === "quality" ? "" : ` on \`${rule.rule}\``;
    const limit = rule.limit["max_drop"] ?? rule.limit["max_increase"];
    const [worst, best] = rule.interval;
    return `measured ${plainDrop(rule.delta)} worse${subject}, but chance could do that (at worst ${points(worst)}, at best ${points(best)}; ${plainPoints(Number(limit))} is tolerated)`;
  }
  return lowerFirst(firstSentence(rule.message));
}

function unproven(quality: Rule): string {
  const { delta, interval, limit, n } = quality;
  if (delta === undefined || interval === undefined) return "quality is not proven";
  const moved =
    Math.abs(delta) < 5e-4
      ? "measured no change"
      : `measured ${plainDrop(delta)} ${delta < 0 ? "worse" : "better"}`;
  const ruledOut =
    interval[0] <= -1
      ? `${counted(n ?? 0, "case")} rule out nothing yet`
      : `${counted(n ?? 0, "case")} rule out drops beyond ${plainPoints(interval[0])}, not yet ${plainPoints(Number(limit?.["max_drop"]))}`;
  return `${moved}; ${ruledOut}`;
}

function proven(quality: Rule | undefined): string {
  if (quality?.interval === undefined || quality.proven !== true)
    return "nothing that the policy watches got worse";
  return quality.interval[0] > 0
    ? `quality improved by ${plainDrop(quality.delta)}, proven`
    : `no worse than ${plainPoints(Number(quality.limit?.["max_drop"]))} points, proven`;
}

function savings(rules: readonly Rule[]): string {
  const saved = (id: string, word: string): readonly string[] => {
    const rule = rules.find((candidate) => candidate.rule === id);
    return rule?.delta !== undefined && rule.delta <= -0.01
      ? [`${Math.round(-rule.delta * 100)}% ${word}`]
      : [];
  };
  const all = [...saved("cost_delta", "cheaper"), ...saved("latency_delta", "faster")];
  return all.length === 0 ? "" : `. ${all.join(", ")}`;
}

function kindOf({ rule }: Rule): string {
  const colon = rule.indexOf(":");
  return colon < 0 ? rule : rule.slice(0, colon);
}

function isScoreRule(rule: Rule): boolean {
  return ["quality", "scorer", "slice", "failure"].includes(kindOf(rule));
}

function plainDrop(delta: number | undefined): string {
  const size = Math.abs(delta ?? Number.NaN) * 100;
  return `${size.toFixed(1)} ${size.toFixed(1) === "1.0" ? "point" : "points"}`;
}

function joined(parts: readonly string[]): string {
  const shown = parts.slice(0, 3);
  const more = parts.length - shown.length;
  if (more > 0) return `${shown.join(", ")} and ${more} more`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? ""}`;
}

function firstSentence(text: string): string {
  return /^.*?[.](?=\s|$)/.exec(text)?.[0].slice(0, -1) ?? text;
}
