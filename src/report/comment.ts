import { markerName, parseMarker, rememberedVerdicts } from "../experiment/comment-marker.ts";
import type { Verdict } from "../experiment/verdict.ts";
import { type Allowance, commentStages, fit, summaryStages } from "./allowance.ts";
import { details, type Excerpt, leftOut } from "./details.ts";
import { layoutOf } from "./layout.ts";
import { nextStep } from "./next-step.ts";
import { shaOfVerdict } from "./previous-comment.ts";
import {
  brokenCritical,
  criticalEdits,
  failureTable,
  heading,
  ignoredEdits,
  isUnread,
  problemTable,
  reasons,
  scoreboardSection,
  untrustedPolicy,
  waiverList,
} from "./sections.ts";
import { evidenceLine } from "./evidence-line.ts";
import { wouldDecide } from "./would-decide.ts";
import { commitName, hiddenMarker, join, link, type Markdown, safe, plain, source } from "./untrusted.ts";

/** What a comment shows beyond the verdict. All of it may be unknown. */
export type CommentOptions = {
  /** Address of the run, where the full report is. */
  readonly runUrl?: string;
  /** Name of the base branch, for the identity line. */
  readonly baseBranch?: string;
  /** The pull request's head, for the marker. */
  readonly sha?: string;
  /** The gate file, from the root of the repository. */
  readonly config?: string;
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
/** More than the marker and the re-evaluating line take. */
const lineUnits = 500;
/** GitHub drops a job summary of more than 1 MiB whole. */
const summaryBytes = 900 * 1024;

/**
 * The sticky comment: marker, heading, reasons, scoreboard, evidence, folded details, identity, and a hidden line with the verdicts so
 * far for the comment that replaces it. At most 65,000 UTF-16 units.
 */
export function renderComment(verdict: Verdict, options: CommentOptions = {}): string {
  const marker = markerOf(verdict.gate, options);
  const verdicts = verdictsLine([...(options.history ?? []), verdict.verdict]);
  return fit(
    commentStages,
    (allowance) => compose(verdict, options, allowance, [marker], [verdicts]),
    (text) => text.length,
    commentUnits,
  );
}

/** The job summary: as the comment, with fuller lists and no marker. Under 900 KiB in UTF-8. */
export function renderSummary(verdict: Verdict, options: CommentOptions = {}): string {
  return fit(
    summaryStages,
    (allowance) => compose(verdict, options, allowance, [], []),
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
  const known = parseMarker(body);
  const marker = source(markerOf(current.gate ?? known?.gate ?? "default", current));
  const last = (known === undefined ? body : body.replace(/^[^\n]*\n?/u, ""))
    .replace(/^\s*### ⏳[^\n]*\n+/u, "")
    .trim();
  const lastSha = typeof previous === "object" ? previous.arms.candidate.sha : shaOfVerdict(body);
  const start = safe`### ⏳ Re-evaluating ${shortSha(current.sha)} (run ${plain(String(current.run), 40)}).`;
  if (last === "") return `${marker}\n${source(safe`${start} No verdict yet`)}\n`;
  const shown = last.length <= hardUnits - lineUnits ? last : source(verdictsLine(known?.verdicts ?? []));
  return `${marker}\n${source(safe`${start} ${outdatedNote(shown, lastSha)}`)}\n\n${shown}\n`;
}

function outdatedNote(shown: string, sha: string | undefined): Markdown {
  if (/^<!--[^\n]*-->$/u.test(shown)) return safe`The last verdict is outdated`;
  if (sha === undefined) return safe`The verdict below is outdated`;
  return safe`The verdict below is for ${shortSha(sha)} and is outdated`;
}

function markerOf(
  gate: string,
  { sha, run, attempt }: Pick<CommentOptions, "sha" | "run" | "attempt">,
): Markdown {
  return hiddenMarker(markerName, { gate, sha, run: run?.toString(), attempt: attempt?.toString() });
}

/** Never on the first line, which alone says whose a comment is. */
function verdictsLine(verdicts: readonly Verdict["verdict"][]): Markdown {
  return hiddenMarker(markerName, { verdicts: verdicts.slice(-rememberedVerdicts).join(".") });
}

function compose(
  verdict: Verdict,
  options: CommentOptions,
  allowance: Allowance,
  start: readonly Markdown[],
  end: readonly Markdown[],
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
    criticalEdits(verdict),
    ignoredEdits(verdict),
    waiverList(verdict),
    nextStep(verdict, options.config),
    isError ? lastVerdict(options) : undefined,
    ...details(verdict, excerpts, options.today, allowance),
    leftOutNote(leftOut(verdict, excerpts, allowance), options.runUrl),
    identity(verdict, options),
    ...end,
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

function identity(verdict: Verdict, options: CommentOptions): Markdown | undefined {
  const { arms, policy, dataset } = verdict;
  const commits = [
    ...(arms.candidate.sha === undefined ? [] : [commitName(arms.candidate.sha)]),
    ...(arms.baseline.sha === undefined ? [] : [baseCommit(arms.baseline.sha, options)]),
  ];
  const parts = [
    ...(commits.length > 0 ? [join(commits, " vs ")] : []),
    ...(isUnread(verdict)
      ? []
      : [policy.trusted ? policyWords(policy, options) : plain(untrustedPolicy(verdict))]),
    ...(dataset.version === undefined
      ? []
      : [safe`dataset ${commitName(dataset.version.replace(/^sha256:/u, ""))}`]),
    ...(isUnread(verdict) ? [] : [safe`seed ${verdict.seed}`]),
    ...(options.runUrl === undefined ? [] : [link("full report", options.runUrl)]),
    ...historyWords(verdict, options.history ?? []),
  ];
  return parts.length === 0 ? undefined : safe`<sub>${join(parts, " · ")}</sub>`;
}

function policyWords({ sha }: Verdict["policy"], options: CommentOptions): Markdown {
  return sha === undefined ? safe`policy trusted` : safe`policy from ${baseCommit(sha, options)} (trusted)`;
}

/** In a code span, since GitHub would take `main@1d20e7c` for a commit of the user `main`. */
function baseCommit(sha: string, { baseBranch }: CommentOptions): Markdown {
  return baseBranch === undefined ? commitName(sha) : safe`${`${baseBranch}@${shortSha(sha)}`}`;
}

function historyWords(verdict: Verdict, history: readonly Verdict["verdict"][]): readonly Markdown[] {
  if (history.length === 0) return [];
  return [
    safe`history: ${join([...history.slice(-5).map((word) => plain(word)), safe`**${plain(verdict.verdict)}**`], " → ")}`,
  ];
}
