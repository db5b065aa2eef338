import type { Verdict } from "../experiment/verdict.ts";
import { type Allowance, commentStages, fit, summaryStages } from "./allowance.ts";
import { details, type Excerpt, leftOut } from "./details.ts";
import { layoutOf } from "./layout.ts";
import { nextStep } from "./next-step.ts";
import {
  brokenCritical,
  evidenceLine,
  failureTable,
  heading,
  ignoredEdits,
  problemTable,
  reasons,
  scoreboardSection,
  waiverList,
  wouldDecide,
} from "./sections.ts";
import { commitName, hiddenMarker, join, link, type Markdown, safe, plain, source } from "./untrusted.ts";

/** What a comment shows beyond the verdict. All of it may be unknown. */
export type CommentOptions = {
  /** Address of the run, where the full report is. */
  readonly runUrl?: string;
  /** The pull request's head, for the marker. */
  readonly sha?: string;
  readonly run?: string | number;
  readonly attempt?: string | number;
  /** Earlier verdicts of this pull request, oldest first. */
  readonly history?: readonly Verdict["verdict"][];
  /** Redacted text, only where the policy shows it in comments. */
  readonly excerpts?: readonly Excerpt[];
  /** `YYYY-MM-DD`, for the expiry of the waiver to paste. */
  readonly today?: string;
  /** The verdict that an error leaves standing, outdated. */
  readonly previous?: { readonly verdict: Verdict["verdict"]; readonly sha?: string };
};

/** GitHub refuses a comment of more than 65,536 UTF-16 units. */
const commentUnits = 60_000;
const hardUnits = 65_000;
/** GitHub drops a job summary of more than 1 MiB whole. */
const summaryBytes = 900 * 1024;

/** The sticky comment: marker, heading, reasons, scoreboard, evidence, folded details, identity. At most 65,000 UTF-16 units. */
export function renderComment(verdict: Verdict, options: CommentOptions = {}): string {
  const marker = markerOf(verdict.gate, options);
  return fit(
    commentStages,
    (allowance) => compose(verdict, options, allowance, [marker]),
    (text) => text.length,
    commentUnits,
  );
}

/** The job summary: as the comment, with fuller lists and no marker. Under 900 KiB in UTF-8. */
export function renderSummary(verdict: Verdict, options: CommentOptions = {}): string {
  return fit(
    summaryStages,
    (allowance) => compose(verdict, options, allowance, []),
    (text) => new TextEncoder().encode(text).length,
    summaryBytes,
  );
}

/**
 * The comment while a new run works: a line that says so above the last verdict, which is outdated. `previous` is the body of the last
 * comment or its verdict; absent on a first run. A body that is re-evaluating already keeps only its verdict.
 */
export function renderRerunning(
  previous: string | Verdict | undefined,
  current: {
    readonly sha: string;
    readonly run: string | number;
    readonly attempt?: string | number;
    readonly gate?: string;
  },
): string {
  const body =
    typeof previous === "object" ? renderComment(previous) : (previous ?? "").replaceAll("\r\n", "\n");
  const [firstLine = "", ...rest] = body.split("\n");
  const known = /^<!-- llm-o11y:v1 (.*)-->$/u.exec(firstLine);
  const gate =
    current.gate ??
    (typeof previous === "object" ? previous.gate : /\bgate=([\w.-]+)/u.exec(known?.[1] ?? "")?.[1]) ??
    "default";
  const marker = source(markerOf(gate, current));
  const last = (known === null ? body : rest.join("\n")).replace(/^\s*### ⏳[^\n]*\n+/u, "").trim();
  const lastSha =
    typeof previous === "object" ? previous.arms.candidate.sha : outdatedSha(body, known?.[1] ?? "");
  const start = safe`### ⏳ Re-evaluating ${shortSha(current.sha)} (run ${plain(String(current.run), 40)}).`;
  if (last === "") return `${marker}\n${source(safe`${start} No verdict yet`)}\n`;
  const note =
    lastSha === undefined
      ? safe`The verdict below is outdated`
      : safe`The verdict below is for ${shortSha(lastSha)} and is outdated`;
  const text = `${marker}\n${source(safe`${start} ${note}`)}\n\n${last}\n`;
  return text.length <= hardUnits
    ? text
    : `${marker}\n${source(safe`${start} The last verdict is outdated`)}\n`;
}

/** The commit of the verdict in a comment: of the re-evaluating line where there is one, since its marker is already of a later run. */
function outdatedSha(body: string, marker: string): string | undefined {
  const outdated = /^### ⏳[^\n]*verdict below is for `([0-9a-f]{7,64})`/mu.exec(body);
  return outdated?.[1] ?? /\bsha=([0-9a-f]{7,64})\b/u.exec(marker)?.[1];
}

function markerOf(
  gate: string,
  { sha, run, attempt }: Pick<CommentOptions, "sha" | "run" | "attempt">,
): Markdown {
  return hiddenMarker("llm-o11y:v1", { gate, sha, run: run?.toString(), attempt: attempt?.toString() });
}

function compose(
  verdict: Verdict,
  options: CommentOptions,
  allowance: Allowance,
  start: readonly Markdown[],
): string {
  const isError = layoutOf(verdict) === "error";
  const excerpts = options.excerpts ?? [];
  const sections = [
    reasons(verdict),
    brokenCritical(verdict, allowance.criticalIds),
    isError ? problemTable(verdict, allowance.rows) : scoreboardSection(verdict, allowance.rows),
    isError ? undefined : evidenceLine(verdict),
    wouldDecide(verdict),
    layoutOf(verdict) === "fail" ? failureTable(verdict, 8) : undefined,
    ignoredEdits(verdict),
    waiverList(verdict),
    nextStep(verdict),
    isError ? lastVerdict(options) : undefined,
    ...details(verdict, excerpts, options.today, allowance),
    leftOutNote(leftOut(verdict, excerpts, allowance), options.runUrl),
    identity(verdict, options),
  ].flatMap((section) => section ?? []);
  const top = join([...start, heading(verdict)], "\n");
  return `${source(join([top, ...sections], "\n\n"))}\n`;
}

function lastVerdict({ previous }: CommentOptions): Markdown | undefined {
  if (previous === undefined) return undefined;
  const on = previous.sha === undefined ? safe`` : safe` on ${shortSha(previous.sha)}`;
  return safe`The last verdict, **${plain(previous.verdict)}**${on}, is outdated.`;
}

function leftOutNote(left: readonly string[], runUrl: string | undefined): Markdown | undefined {
  if (left.length === 0) return undefined;
  const where = runUrl === undefined ? safe`in the full report` : safe`in the ${link("full report", runUrl)}`;
  return safe`Left out here for length: ${plain(left.join(", "))}. They are ${where}.`;
}

function shortSha(sha: string): string {
  return sha.slice(0, 7);
}

function identity(verdict: Verdict, options: CommentOptions): Markdown {
  const { arms, policy, dataset } = verdict;
  const commits = [arms.candidate.sha, arms.baseline.sha].flatMap((sha) =>
    sha === undefined ? [] : [commitName(sha)],
  );
  const parts = [
    ...(commits.length > 0 ? [join(commits, " vs ")] : []),
    policyWords(policy),
    ...(dataset.version === undefined
      ? []
      : [safe`dataset ${commitName(dataset.version.replace(/^sha256:/u, ""))}`]),
    safe`seed ${verdict.seed}`,
    ...(options.runUrl === undefined ? [] : [link("full report", options.runUrl)]),
    ...historyWords(verdict, options.history ?? []),
  ];
  return safe`<sub>${join(parts, " · ")}</sub>`;
}

function policyWords({ sha, trusted }: Verdict["policy"]): Markdown {
  if (!trusted) return safe`policy from this change (not trusted)`;
  return sha === undefined ? safe`policy trusted` : safe`policy from ${commitName(sha)} (trusted)`;
}

function historyWords(verdict: Verdict, history: readonly Verdict["verdict"][]): readonly Markdown[] {
  if (history.length === 0) return [];
  return [
    safe`history: ${join([...history.slice(-5).map((word) => plain(word)), safe`**${plain(verdict.verdict)}**`], " → ")}`,
  ];
}
