import type { Config } from "../../config/config.ts";
import { diffPolicy } from "../../config/diff-policy.ts";
import type { CaseDiff } from "../../dataset/diff-cases.ts";
import { datasetVersion } from "../../dataset/parse-dataset.ts";
import { selectCases } from "../../dataset/select-cases.ts";
import type { Case } from "../../experiment/case.ts";
import { ProblemError } from "../../problem.ts";
import type { Problem } from "../../problem.ts";
import { casesJudgedOnly } from "../../score/scorer.ts";
import type { ScorersFor } from "../../score/scorer.ts";
import type { Files } from "../../tree/tree.ts";
import { chooseArms } from "./choose-arms.ts";
import type { Arms } from "./choose-arms.ts";
import { chooseByHand, selectedByHand } from "./choose-by-hand.ts";
import type { ByHand } from "./choose-by-hand.ts";
import type { Commits } from "../commits.ts";
import { caseDiffOf } from "./diff-datasets.ts";
import { gather } from "../gather.ts";
import { loadCommits } from "./load-commits.ts";
import type { LoadedCommits } from "./load-commits.ts";
import type { LoadedGate } from "./load-gate.ts";
import { loadJudges, showOnly, withJudges } from "./load-judges.ts";
import type { GateJudges } from "./load-judges.ts";
import { hasPairs, loadPairwise, saysNothingAlone, withPairwise } from "./load-pairwise.ts";
import type { GatePairwise } from "./load-pairwise.ts";
import { resolveScorers } from "./resolve-scorers.ts";

/** Everything that is known before the first call. */
export type PreparedRun = {
  readonly loaded: LoadedCommits;
  readonly arms: Arms;
  readonly change: CaseDiff;
  /** The cases that run: no drafts, sorted by id. */
  readonly cases: readonly Case[];
  readonly drafts: number;
  readonly datasetVersion: string;
  readonly scorersFor: ScorersFor;
  readonly judges: GateJudges;
  readonly pairwise: GatePairwise;
  readonly policyState: {
    readonly sha?: string;
    readonly trusted: boolean;
    readonly ignoredEdits: readonly string[];
  };
  /** Only some of the cases, chosen for debugging. */
  readonly isPart: boolean;
  readonly warnings: readonly Problem[];
};

/** Reads, checks and chooses; spends nothing. Throws a ProblemError with every problem of one stage. */
export async function prepareRun(
  { config, commits, only }: { readonly config: string; readonly commits: Commits; readonly only?: ByHand },
  workspace: Files,
): Promise<PreparedRun> {
  const loaded = await loadCommits(config, commits);
  const { policy, head, fork } = loaded;
  const change = caseDiffOf(loaded);
  const { select, execution } = policy.config;
  const selected = selectCases(change.casesToRun, select, execution.seed);
  const chosen = chooseByHand(selected, only);
  const cases = chosen.filter(({ draft }) => !draft).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const [arms, scoring] = await gather<[Arms, Scoring]>([
    chooseArms(loaded, commits, workspace),
    prepareScoring(cases, policy, loaded.policySource.files, isApp(head.config)),
  ]);
  const isReplayed = [arms.baseline, arms.candidate].some((arm) => arm?.replayed !== undefined);
  const judges = isReplayed ? showOnly(scoring.judges) : scoring.judges;
  const { pairwise } = scoring;
  const isPaired = hasPairs(arms, loaded.isFirstRun);
  const scorersFor = withPairwise(withJudges(scoring.scorersFor, judges), pairwise, isPaired);
  const judgedOnly = casesJudgedOnly(cases, scorersFor);
  if (judgedOnly.length > 0) throw new ProblemError(judgedOnly);
  const isTrusted = !loaded.isFirstRun && commits.policyFrom === "base";
  return {
    loaded,
    arms,
    change,
    cases,
    drafts: selected.filter(({ draft }) => draft).length,
    datasetVersion: datasetVersion(change.casesToRun),
    scorersFor,
    judges,
    pairwise,
    policyState: {
      ...(loaded.policySource.sha === undefined ? {} : { sha: loaded.policySource.sha }),
      trusted: isTrusted,
      ignoredEdits: isTrusted ? editsOf(fork ?? policy, head) : [],
    },
    isPart: chosen.length < selected.length,
    warnings: [
      ...(only === undefined ? [] : [selectedByHand(cases.length)]),
      ...notYet(policy.config),
      ...(isApp(head.config) ? batchOfApps(policy.config) : batchWithoutLatency(policy.config)),
      ...(arms.candidate.replayed === undefined ? [] : saysNothingAlone(pairwise, policy.config.file)),
      ...(policy.dataset?.warnings ?? []),
    ],
  };
}

type Scoring = {
  readonly scorersFor: ScorersFor;
  readonly judges: GateJudges;
  readonly pairwise: GatePairwise;
};

/** An app, which may also return the documents that it answered from. */
function isApp({ target }: Config): boolean {
  const type = target?.["type"];
  return type === "command" || type === "module" || type === "http";
}

async function prepareScoring(
  cases: readonly Case[],
  policy: LoadedGate,
  files: Files,
  targetMayReturnContext: boolean,
): Promise<Scoring> {
  const scorersFor = await resolveScorers(cases, policy.config, policy.scorerFiles);
  const [judges, pairwise] = await gather<[GateJudges, GatePairwise]>([
    loadJudges(cases, scorersFor, policy, files, targetMayReturnContext),
    loadPairwise(cases, scorersFor, policy),
  ]);
  return { scorersFor, judges, pairwise };
}

/** What the change edits on the policy side: keys of the gate file, files that scorers name, and waivers. */
function editsOf(before: LoadedGate, after: LoadedGate): readonly string[] {
  const files = [...before.scorerFiles].flatMap(([name, text]) => {
    const edited = after.scorerFiles.get(name);
    return edited === undefined || edited === text ? [] : [`${name} (edited)`];
  });
  const idsOf = ({ waivers }: LoadedGate): string => waivers.map(({ id }) => id).join(", ") || "none";
  const waivers =
    JSON.stringify(before.waivers) === JSON.stringify(after.waivers)
      ? []
      : [`waivers ${idsOf(before)} -> ${idsOf(after)}`];
  return [...diffPolicy(before.config, after.config), ...files, ...waivers];
}

/** A key that is checked and does nothing yet, so that nobody relies on it. */
function notYet({ file, report }: Config): readonly Problem[] {
  if (report.excerpts !== "comment") return [];
  return [
    {
      code: "not-yet",
      file,
      message: "`report.excerpts: comment` comes with a later version, and does nothing.",
      fix: "Remove it until then.",
    },
  ];
}

function batchOfApps({ file, execution }: Config): readonly Problem[] {
  if (!execution.batch) return [];
  return [
    {
      code: "batch-of-apps",
      file,
      message:
        "`execution.batch: true` is for models, and the target is an app: every call of this run is made alone.",
      fix: "Set `execution.batch: false`.",
    },
  ];
}

/** Limits that answers of a batch cannot be held against. */
function batchWithoutLatency({ file, execution, policy: { latency } }: Config): readonly Problem[] {
  const limits = [
    ...(latency.p95Ms === undefined ? [] : ["p95_ms"]),
    ...(latency.ttftP95Ms === undefined ? [] : ["ttft_p95_ms"]),
    ...(latency.maxRatio === undefined ? [] : ["max_ratio"]),
  ];
  if (!execution.batch || limits.length === 0) return [];
  const named = limits.map((limit) => `\`policy.latency.${limit}\``).join(" and ");
  return [
    {
      code: "batch-latency",
      file,
      message: `with \`execution.batch: true\` no answer has a latency, so ${named} can say nothing.`,
      fix: "Give the runs that use batches a gate file of their own without `policy.latency`, or set `execution.batch: false`.",
    },
  ];
}
