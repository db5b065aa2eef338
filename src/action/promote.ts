import { openPrices } from "../edge/model/prices.ts";
import { openGithub } from "../edge/github/open-github.ts";
import type { Github } from "../edge/github/open-github.ts";
import type { RunnerEvent } from "../edge/github/read-event.ts";
import { openHeldLines } from "../edge/store/held-lines.ts";
import { openSpillFile } from "../edge/store/spill-file.ts";
import { exitOfProblems } from "../gate/exit-code.ts";
import type { Arrival } from "../gate/loop/collect-traces.ts";
import { proposeCases } from "../gate/loop/propose-cases.ts";
import type { Proposal } from "../gate/loop/propose-cases.ts";
import { openFileArrivals, openLangfuseArrivals } from "../host/open-arrivals.ts";
import { parseSince } from "../host/parse-since.ts";
import { formatProblem, ProblemError } from "../problem.ts";
import type { Problem } from "../problem.ts";
import { renderPromotion } from "../report/promotion.ts";
import { renderPromotionCounts } from "../report/promotion-terminal.ts";
import { terminalText } from "../report/untrusted.ts";
import { filesOfTree } from "../tree/files-of-tree.ts";
import type { Inputs } from "./inputs.ts";
import type { PromotionInputs } from "./promote-inputs.ts";
import type { Runner } from "./tell-runner.ts";

export type PromoteHost = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workingDir: string;
  readonly stdout: (text: string) => void;
  readonly stop: AbortSignal;
};

type SourceHost = PromoteHost & {
  readonly onSecret: (secret: string) => void;
  /** The traces that came are not all. */
  readonly onOutage: (problem: Problem) => void;
};

/**
 * `mode: promote`: one pull request with the cases that failed traces give. No checkout is needed and none is changed: files are read and
 * written through the API. 0 also where nothing is new; 2 where something is wrong, 3 where the traces could not all be read. Never
 * throws for a problem: it is told.
 */
export async function promote(
  event: RunnerEvent,
  inputs: Inputs & { readonly promotion: PromotionInputs },
  runner: Runner,
  host: PromoteHost,
): Promise<0 | 2 | 3> {
  const show = (problem: Problem): string => terminalText(formatProblem(problem));
  try {
    const github = openPromotionGithub(event, inputs, host);
    const outages: Problem[] = [];
    const { proposal, url, outcome, body } = await publish(event, inputs, github, {
      ...host,
      onSecret: runner.mask,
      onOutage: (problem) => outages.push(problem),
    });
    const { collected, promotion, failures, otherTraces } = proposal;
    host.stdout(`${renderPromotionCounts(promotion.counts)}\n`);
    for (const { reason, count } of collected.notes)
      host.stdout(`note: ${count} times: ${terminalText(reason)}\n`);
    if (collected.tooOld + otherTraces > 0)
      host.stdout(
        `left out: ${collected.tooOld} older traces, ${otherTraces} of another environment or name\n`,
      );
    for (const warning of proposal.warnings.slice(0, 20)) host.stdout(`warning: ${show(warning)}\n`);
    for (const outage of outages) runner.announce("warning", "llm-o11y", show(outage));
    const counts = `${failures.traces} traces, ${failures.failed} failed, ${promotion.cases.length} new cases.`;
    const told = url === undefined ? "No pull request is needed." : `${outcome}: ${url}`;
    runner.announce("notice", "llm-o11y", terminalText(`${counts} ${told}`, 400));
    if (collected.unread > 0)
      runner.announce(
        "warning",
        "llm-o11y",
        `${collected.unread} parts of the traces could not be read, see the log.`,
      );
    await runner.addSummary(body);
    return outages.length > 0 ? 3 : 0;
  } catch (error) {
    if (host.stop.aborted) {
      host.stdout("Stopped before the end. The next run begins anew.\n");
      return 3;
    }
    if (!(error instanceof ProblemError)) throw withoutMessage(error);
    for (const problem of error.problems) host.stdout(`${show(problem)}\n`);
    const [first, ...others] = error.problems;
    const more = others.length > 0 ? ` And ${others.length} more, see the log.` : "";
    runner.announce("error", "llm-o11y", first === undefined ? more : `${show(first)}${more}`);
    return error.problems.every(isOutage) ? 3 : exitOfProblems(error.problems);
  }
}

function isOutage({ code }: Problem): boolean {
  return code === "langfuse-unavailable";
}

/** A defect of ours as its kind and its place: what it says may quote a trace. */
function withoutMessage(error: unknown): Error {
  if (!(error instanceof Error)) return new Error("no error was thrown");
  const places = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const defect = new Error(error.name);
  defect.stack = [error.name, ...places].join("\n");
  return defect;
}

const title = "Add dataset cases from production";

async function publish(
  { runUrl }: RunnerEvent,
  { config: [config = "llm-o11y.yml"], promotion }: Inputs & { readonly promotion: PromotionInputs },
  github: Github,
  host: SourceHost,
): Promise<{
  readonly proposal: Proposal;
  readonly body: string;
  readonly url?: string;
  readonly outcome?: string;
}> {
  const nowMs = Date.now();
  const sinceMs = promotion.since === undefined ? undefined : parseSince(promotion.since, nowMs);
  const arrivals = await openArrivals(promotion, sinceMs, host);
  const on = await github.openPullBranch(promotion.branch);
  const base = filesOfTree(github.openTree(on.base.sha));
  const branch = on.sha === on.base.sha ? base : filesOfTree(github.openTree(on.sha));
  const hasGate = config !== "llm-o11y.yml" || (await base.readTextIfThere(config)) !== undefined;
  const { priceOf } = await openPrices({}, new Date(nowMs));
  const held = await openHeldLines();
  try {
    const { to, limit, from, filter } = promotion;
    const proposal = await proposeCases(
      {
        limit,
        only: from === "langfuse" ? {} : filter,
        ...(hasGate ? { config } : {}),
        ...(to === undefined ? {} : { to }),
        ...(sinceMs === undefined ? {} : { sinceMs }),
      },
      arrivals,
      { base, branch },
      { openSpill: openSpillFile, priceOf, hold: held.hold },
    );
    const body = renderPromotion({
      to: proposal.to,
      proposed: proposal.proposed,
      counts: proposal.promotion.counts,
      failures: proposal.failures,
      unread: proposal.collected.unread,
      sight: proposal.sight,
      isRead: proposal.isRead,
      runUrl,
    });
    const isNew = proposal.bytes !== undefined;
    if (!isNew && on.pull === undefined && !on.isUnshown) return { proposal, body };
    const pushed = isNew
      ? await github.pushFile(on, { path: proposal.to, bytes: proposal.bytes, subject: title })
      : on;
    const { url, outcome } = await github.publishPull(pushed, { title, body });
    return { proposal, body, url, outcome };
  } finally {
    await held.close();
  }
}

async function openArrivals(
  { from, filter }: PromotionInputs,
  sinceMs: number | undefined,
  host: SourceHost,
): Promise<AsyncIterable<readonly Arrival[]>> {
  if (from !== "langfuse") return untilStopped(await openFileArrivals(from, host), host.stop);
  const { conditions, ...query } = filter;
  const arrivals = openLangfuseArrivals(
    {
      ...query,
      ...(conditions === undefined ? {} : { filter: conditions }),
      ...(sinceMs === undefined ? {} : { fromStartTime: new Date(sinceMs).toISOString() }),
    },
    host,
  );
  return watched(arrivals, host);
}

async function* watched(
  source: AsyncIterable<readonly Arrival[]>,
  { onOutage }: SourceHost,
): AsyncGenerator<readonly Arrival[]> {
  for await (const arrivals of source) {
    for (const arrival of arrivals)
      if ("problem" in arrival && isOutage(arrival.problem)) onOutage(arrival.problem);
    yield arrivals;
  }
}

async function* untilStopped<T>(source: AsyncIterable<T>, stop: AbortSignal): AsyncGenerator<T> {
  for await (const each of source) {
    stop.throwIfAborted();
    yield each;
  }
}

/** The events that no stranger starts. */
const events: readonly string[] = ["schedule", "workflow_dispatch", "push"];

/** Throws a ProblemError with all that keeps a pull request from being written. */
function openPromotionGithub(
  { change, apiUrl, repository }: RunnerEvent,
  { config, githubToken: token }: Inputs,
  { stop }: PromoteHost,
): Github {
  const problems: Problem[] = [];
  if (!events.includes(change.kind))
    problems.push({
      code: "event-not-supported",
      message: `\`mode: promote\` is about production, and the event is \`${change.kind}\`.`,
      fix: `Run it on ${events.map((name) => `\`${name}\``).join(", ")}.`,
    });
  if (config.length !== 1 || /[*?[\]{}()!+@]/.test(config[0] ?? ""))
    problems.push({
      code: "wrong-input",
      message: "`mode: promote` adds to the dataset of one gate, and `config` names several.",
      fix: "Name one gate file.",
    });
  if (token === undefined)
    problems.push({
      code: "wrong-input",
      message: "`mode: promote` writes a pull request, and there is no `github-token`.",
      fix: "Leave `github-token` at its default, with `contents: write` and `pull-requests: write` under `permissions:`.",
    });
  if (token === undefined || problems.length > 0) throw new ProblemError(problems);
  return openGithub({ apiUrl, token, repository, signal: stop });
}
