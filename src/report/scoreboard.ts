import { integer, ms, percent, plainPoints, points, ratio, shortNumber, usd } from "../decide/format.ts";
import { isStopped } from "../decide/stopped-quality.ts";
import type { Rule, Verdict } from "../experiment/verdict.ts";
import { findRule } from "./layout.ts";

/** The last column: what came of a rule, in words. */
export type Word =
  | "ok, proven"
  | "ok"
  | "fail"
  | "cannot tell"
  | "not proven"
  | "no evidence"
  | "waived"
  | "not gated";

/** One rule as cells of ready text. Only `name` and `waiver` are others' text. A figure that nobody has is "" or, where the rule needed it, "unknown". */
export type Row = {
  readonly rule: string;
  readonly label: string;
  /** The scorer, tag or failure mode that the label is about. */
  readonly name?: string;
  readonly baseline: string;
  readonly candidate: string;
  readonly change: string;
  readonly limit: string;
  readonly word: Word;
  readonly waiver?: string;
};

type Cells = Pick<Row, "baseline" | "candidate" | "change">;

const measuredOrder = [
  "quality",
  "quality_slo",
  "latency_slo",
  "ttft_slo",
  "latency_delta",
  "cost_slo",
  "cost_delta",
  "critical",
];
const conditionOrder = ["evidence", "dataset", "judge", "budget"];
const labels: Readonly<Record<string, string>> = {
  quality: "Quality",
  quality_slo: "Quality, minimum",
  latency_slo: "p95 latency",
  ttft_slo: "p95 time to first token",
  latency_delta: "Typical latency",
  cost_slo: "Cost / request",
  cost_delta: "Cost / request, change",
  critical: "Critical cases",
  evidence: "Evidence",
  dataset: "Dataset",
  judge: "Judge",
  budget: "Budget",
  "scorer:": "Scorer",
  "scorer_slo:": "Scorer, minimum",
  "slice:": "Slice",
  "failure:": "Failures",
};

/**
 * The rules that the policy names, those with numbers, and slices that fell though no limit is set on them. Empty where nothing was
 * measured: the reasons say what a table without a number would repeat.
 */
export function scoreboard(verdict: Verdict): readonly Row[] {
  const measured = measuredOrder
    .flatMap((id) => findRule(verdict, id) ?? [])
    .filter((rule) => hasSay(rule) || hasNumbers(rule));
  const named = verdict.rules.filter(
    (rule) => rule.rule.includes(":") && (hasSay(rule) || rule.status === "fail"),
  );
  if (measured.length + named.length === 0) return [];
  const conditions = conditionOrder
    .flatMap((id) => findRule(verdict, id) ?? [])
    .filter((rule) => hasSay(rule) && rule.status !== "pass");
  return mergeCost([...measured, ...named, ...conditions].map((rule) => toRow(rule, verdict)));
}

/** Slices, scorers and failure modes that are shown and block nothing. */
export function advisoryRows(verdict: Verdict): readonly Row[] {
  return verdict.rules
    .filter((rule) => rule.rule.includes(":") && !hasSay(rule) && rule.status !== "fail" && hasNumbers(rule))
    .map((rule) => toRow(rule, verdict));
}

function hasSay(rule: Rule): boolean {
  return rule.advisory !== true && rule.status !== "not_applicable";
}

function hasNumbers(rule: Rule): boolean {
  return rule.baseline !== undefined || rule.candidate !== undefined || rule.delta !== undefined;
}

function toRow(rule: Rule, verdict: Verdict): Row {
  const colon = rule.rule.indexOf(":") + 1;
  const kind = colon === 0 ? rule.rule : rule.rule.slice(0, colon);
  return {
    rule: rule.rule,
    label: labels[kind] ?? "Rule",
    ...(colon > 0 ? { name: rule.rule.slice(colon) } : labels[kind] === undefined ? { name: rule.rule } : {}),
    ...cellsOf(kind, rule, verdict),
    limit: limitOf(rule),
    ...wordOf(rule, verdict),
  };
}

function wordOf(rule: Rule, verdict: Verdict): Pick<Row, "word" | "waiver"> {
  if (!hasSay(rule)) return { word: "not gated" };
  if (rule.status === "pass") return { word: rule.proven === true ? "ok, proven" : "ok" };
  if (rule.waived !== undefined) return { word: "waived", waiver: rule.waived };
  if (rule.status === "fail") return { word: "fail" };
  if (rule.status === "inconclusive") return { word: "no evidence" };
  if (rule.measured === "beyond") return { word: "cannot tell" };
  return { word: verdict.policy.not_proven === "block" ? "not proven" : "ok" };
}

function cellsOf(kind: string, rule: Rule, verdict: Verdict): Cells {
  switch (kind) {
    case "quality":
    case "scorer:":
    case "slice:":
      return { ...armCells(rule, percent, verdict), change: scoreChange(rule) };
    case "failure:":
      return { ...armCells(rule, percent, verdict), change: failureChange(rule) };
    case "quality_slo":
    case "scorer_slo:":
      return { ...armCells(rule, percent, verdict), change: bounds(rule, percent) };
    case "latency_slo":
    case "ttft_slo":
      return { ...armCells(rule, ms, verdict), change: requestsOver(rule) };
    case "latency_delta":
      return { ...armCells(rule, ms, verdict), change: ratioChange(rule, "faster", "slower") };
    case "cost_delta":
      return { ...armCells(rule, usd, verdict), change: ratioChange(rule, "cheaper", "dearer") };
    case "cost_slo":
      return { ...armCells(rule, usd, verdict), change: bounds(rule, usd) };
    case "critical":
      return { baseline: "", candidate: "", change: criticalChange(rule, verdict.dataset.critical) };
    default:
      return { baseline: "", candidate: "", change: "" };
  }
}

function armCells(
  rule: Rule,
  format: (value: number) => string,
  { first_run }: Verdict,
): Pick<Row, "baseline" | "candidate"> {
  const known = hasNumbers(rule) || rule.status === "inconclusive";
  const cell = (value: number | undefined): string =>
    value === undefined ? (known ? "unknown" : "") : format(value);
  // An arm that was not to be run is not unknown.
  return { baseline: first_run === "one_arm" ? "" : cell(rule.baseline), candidate: cell(rule.candidate) };
}

function range(interval: Rule["interval"], format: (value: number) => string): string {
  return interval === undefined ? "" : ` (${format(interval[0])} to ${format(interval[1])})`;
}

function scoreChange(rule: Rule): string {
  if (isStopped(rule)) {
    const [worse, better, seen] = [rule.worse ?? 0, rule.better ?? 0, rule.n ?? 0].map(integer);
    return `${worse} of ${seen} cases worse, ${better} better`;
  }
  if (rule.delta === undefined) return "";
  const text = `${points(rule.delta)} points${range(rule.interval, points)}`;
  if (rule.status !== "pass" || rule.interval === undefined) return text;
  if (rule.interval[0] > 0) return `${text}, improved`;
  return rule.interval[1] < 0 ? `${text}, worse, within tolerance` : text;
}

/** The verdict turns the sign of a failure mode (negative is worse); readers expect more failures to be a plus. */
function failureChange(rule: Rule): string {
  if (rule.delta === undefined) return "";
  const turned = (change: number) => points(-change);
  return `${turned(rule.delta)} points${range(rule.interval, turned)}`;
}

function bounds(rule: Rule, format: (value: number) => string): string {
  return rule.interval === undefined
    ? ""
    : `at worst ${format(rule.interval[0])}, at best ${format(rule.interval[1])}`;
}

function requestsOver(rule: Rule): string {
  const limit = rule.limit?.["p95_ms"] ?? rule.limit?.["ttft_p95_ms"];
  const over =
    rule.over === undefined || rule.n === undefined || typeof limit !== "number"
      ? []
      : [`${integer(rule.over)} of ${integer(rule.n)} over ${shortNumber(ms(limit))}`];
  const move =
    rule.baseline === undefined || rule.candidate === undefined
      ? undefined
      : rule.candidate / rule.baseline - 1;
  // A p95 moves by several percent between equal runs: a small move is not worth a word.
  const words = move !== undefined && Math.abs(move) >= 0.1 ? [inWords(move, "faster", "slower")] : [];
  return [...over, ...words].join(", ");
}

/** "88% cheaper"; the word that says which way is better is the first. */
function inWords(move: number, better: string, worse: string): string {
  const size = Math.abs(move);
  const amount = size > 2 ? ratio(move + 1) : `${integer(size * 100)}%`;
  return `${amount} ${move < 0 ? better : worse}`;
}

function ratioChange(rule: Rule, better: string, worse: string): string {
  if (rule.delta === undefined) return "";
  const asRatio = (change: number) => ratio(1 + change).replace("×", "");
  const text = `${ratio(1 + rule.delta)}${range(rule.interval, asRatio)}`;
  const isClear = rule.interval === undefined || rule.interval[0] < 0 || rule.interval[1] > 0;
  return isClear && Math.abs(rule.delta) >= 0.01 ? `${text}, ${inWords(rule.delta, better, worse)}` : text;
}

function criticalChange(rule: Rule, total: number): string {
  const cases = rule.cases?.length ?? 0;
  if (rule.status === "fail") return `${integer(cases)} of ${integer(total)} broken`;
  if (rule.status === "inconclusive")
    return cases > 0 ? `${integer(cases)} of ${integer(total)} not decided` : "unknown";
  return `none of ${integer(total)} broken`;
}

const limitTexts: Readonly<Record<string, (limit: number) => string>> = {
  max_drop: (limit) => `drop ≤ ${plainPoints(limit)}`,
  min: (limit) => `≥ ${shortNumber(percent(limit))}`,
  p95_ms: (limit) => `≤ ${shortNumber(ms(limit))}`,
  ttft_p95_ms: (limit) => `≤ ${shortNumber(ms(limit))}`,
  max_ratio: (limit) => `≤ ${ratio(limit)}`,
  per_request_usd: (limit) => `≤ ${shortNumber(usd(limit))}`,
  max_increase: (limit) => `rise ≤ ${plainPoints(limit)}`,
};

function limitOf(rule: Rule): string {
  if (rule.rule === "critical") return rule.limit?.["any"] === true ? "no failure" : "none broken";
  return Object.entries(rule.limit ?? {})
    .flatMap(([key, limit]) => (typeof limit === "number" ? [limitTexts[key]?.(limit) ?? ""] : []))
    .filter((text) => text !== "")
    .join(", ");
}

/** One line for cost where only the absolute limit is gated: the change is shown, the limit decides. */
function mergeCost(rows: readonly Row[]): readonly Row[] {
  const slo = rows.find((row) => row.rule === "cost_slo" && row.word !== "not gated");
  const delta = rows.find((row) => row.rule === "cost_delta");
  if (delta === undefined) return rows;
  if (slo === undefined) {
    return rows
      .filter((row) => row.rule !== "cost_slo")
      .map((row) => (row === delta ? { ...row, label: "Cost / request" } : row));
  }
  if (delta.word !== "not gated") return rows;
  return rows
    .filter((row) => row !== delta)
    .map((row) => (row === slo ? { ...row, baseline: delta.baseline, change: delta.change } : row));
}
