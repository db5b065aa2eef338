import { checkCode, codeKeysOf } from "../../config/allowed-code.ts";
import { checkUses, usesOf } from "../../config/allowed-uses.ts";
import { overlayTarget } from "../../config/overlay-target.ts";
import { contentHash } from "../../experiment/content-hash.ts";
import type { Json, JsonObject } from "../../experiment/json.ts";
import type { RunRecord } from "../../experiment/trial.ts";
import { ProblemError } from "../../problem.ts";
import type { Problem } from "../../problem.ts";
import { readRunRecord } from "../../record/read-record.ts";
import { fromTrial } from "../../record/record-lines.ts";
import { codeOf, prepareTarget, replayFingerprint, targetFiles } from "../../target/prepare-target.ts";
import type { PreparedTarget } from "../../target/prepare-target.ts";
import type { Files } from "../../tree/tree.ts";
import { isSameSource } from "../commits.ts";
import type { Commits, Source } from "../commits.ts";
import { gather, orThrow, uniqueProblems } from "../gather.ts";
import type { LoadedCommits } from "./load-commits.ts";
import { besideFile } from "../paths.ts";

/** One side of the experiment: a target that can be run, or a record of one that was. */
export type Arm = {
  readonly sha?: string;
  readonly fingerprint: string;
  readonly target: PreparedTarget;
  /** The record of a `replay` target. */
  readonly replayed?: RunRecord;
};

/** The baseline is absent where there is nothing to compare with yet. */
export type Arms = { readonly candidate: Arm; readonly baseline?: Arm };

/**
 * The candidate is the target of the candidate commit. The baseline is the overlay of `baseline:` on it, or the target where the
 * branch left the base. Throws a ProblemError with every problem of both.
 */
export async function chooseArms(loaded: LoadedCommits, commits: Commits, workspace: Files): Promise<Arms> {
  const { head, policy } = loaded;
  const raw = head.config.target ?? {};
  const overlay = policy.config.baseline;
  const overlaid = overlay === undefined ? undefined : overlayTarget(raw, overlay);
  const own = loaded.fork?.config.target;
  refuseUses(loaded, overlaid === undefined ? [raw] : [raw, overlaid]);
  refuseCode([raw, overlaid ?? own ?? {}], loaded, commits);
  const open = { workspace, file: head.config.file };
  const candidate = openArm(raw, () => commits.head, commits.head, open);
  const ofOverlay = new Set(targetFiles(overlay ?? {}));
  const from = (path: string): Source => (ofOverlay.has(path) ? loaded.policySource : commits.head);
  const baseline =
    overlaid === undefined
      ? forkArm(raw, loaded, commits, open)
      : openArm(overlaid, from, commits.head, open);
  const [a, b] = await gather<[Arm, Arm | undefined]>([candidate, baseline]);
  if (isOneServer(a, b)) throw new ProblemError([oneServer(head.config.file)]);
  return { candidate: a, ...(b === undefined ? {} : { baseline: b }) };
}

/** What the change brings along may call and send only what the base lets it; an overlay's address could get the change's headers. */
function refuseUses({ isFirstRun, head, policy }: LoadedCommits, targets: readonly JsonObject[]): void {
  if (isFirstRun) return;
  const allowed = usesOf(policy.config);
  const refused = targets.flatMap((target) => checkUses(target, { file: head.config.file }, allowed));
  if (refused.length > 0) throw new ProblemError(uniqueProblems(refused));
}

/** Code runs only where the policy lets it, and never where the event brings secrets to a change that nobody has reviewed. */
function refuseCode(
  targets: readonly JsonObject[],
  { head, policy }: LoadedCommits,
  { isDataOnly }: Pick<Commits, "isDataOnly">,
): void {
  const place = { file: head.config.file };
  const refused = targets.flatMap((target): readonly Problem[] =>
    isDataOnly === true && codeKeysOf(target).length > 0
      ? [codeOnDataOnlyEvent(head.config.file)]
      : checkCode(target, place, policy.config.policy.allow.exec),
  );
  if (refused.length > 0) throw new ProblemError(uniqueProblems(refused));
}

function isOneServer({ target: a }: Arm, baseline: Arm | undefined): boolean {
  const b = baseline?.target;
  return a.type === "http" && b?.type === "http" && a.isRemote && b.isRemote && a.url === b.url;
}

function oneServer(file: string): Problem {
  return {
    code: "one-server",
    file,
    message: "both arms call the same URL, which is one server with one version of the app.",
    fix: "Let each arm serve its own commit with `start` and `{{port}}`, or give the other version's URL in `baseline: { url: ... }`.",
  };
}

function codeOnDataOnlyEvent(file: string): Problem {
  return {
    code: "code-on-data-only-event",
    file,
    message: "this event reads the pull request as data and runs none of its code, and the target is code.",
    fix: "Run this gate on `pull_request`.",
  };
}

type Open = { readonly workspace: Files; readonly file: string };

/**
 * The target where the branch left; where there was none yet that of the base, so that a branch from before the gate is compared too. On
 * a first run it is the candidate's keys with the files of that commit: where one of them is missing there is nothing to compare with.
 */
async function forkArm(
  headTarget: JsonObject,
  { fork, policy, policySource, isFirstRun }: LoadedCommits,
  { fork: source, head }: Commits,
  open: Open,
): Promise<Arm | undefined> {
  const own = fork?.config.target;
  if (own !== undefined) return openArm(own, () => source, source, open);
  // The candidate's own policy has the candidate's own target, which would be compared with itself.
  const ofBase = isSameSource(policySource, head) ? undefined : policy.config.target;
  if (ofBase !== undefined) return openArm(ofBase, () => policySource, policySource, open);
  if (!isFirstRun || headTarget["type"] === "replay") return undefined;
  const texts = await Promise.all(
    targetFiles(headTarget).map((path) => source.files.readTextIfThere(besideFile(open.file, path))),
  );
  return texts.length > 0 && texts.every((text) => text !== undefined)
    ? openArm(headTarget, () => source, source, open)
    : undefined;
}

async function openArm(
  raw: JsonObject,
  sourceOf: (path: string) => Source,
  { sha }: Source,
  { workspace, file }: Open,
): Promise<Arm> {
  const paths = [...new Set(targetFiles(raw))];
  const texts = await gather<string[]>(
    paths.map((path) => sourceOf(path).files.readText(besideFile(file, path))),
  );
  const files = new Map(paths.map((path, index) => [path, texts[index] ?? ""]));
  const code = await hashOfCode(raw, sourceOf(file).files, file);
  const target = orThrow(
    prepareTarget({ raw, files, place: { file }, ...(code === undefined ? {} : { code }) }),
  );
  const commit = sha === undefined ? {} : { sha };
  if (target.type !== "replay") return { ...commit, fingerprint: target.fingerprint, target };
  const path = besideFile(file, target.records);
  const replayed = orThrow(await readRunRecord(path, workspace.readChunks(path)));
  return { ...commit, fingerprint: replayFingerprint(hashOfRecord(replayed)), target, replayed };
}

/**
 * What an app of the repository is made of. The gate file and the state beside it are no part: their `target` counts by its keys, and
 * the app reads neither, so that a waiver or an edit of the policy is no change of it. What an earlier run left is none either.
 */
async function hashOfCode(raw: JsonObject, files: Files, gateFile: string): Promise<string | undefined> {
  const code = codeOf(raw);
  if (code === undefined) return undefined;
  const ids = await files.contentIds(code.paths?.map((path) => besideFile(gateFile, path)));
  const state = besideFile(gateFile, ".llm-o11y/");
  const isOurs = (path: string): boolean =>
    path === gateFile || path.startsWith(state) || path.split("/").includes("llm-o11y-out");
  const own = [...ids].filter(([path]) => code.paths !== undefined || !isOurs(path));
  return contentHash(own.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The trials alone: a record that says another start is the same outputs. */
function hashOfRecord({ trialsByCaseId, end }: RunRecord): string {
  const trials = [...trialsByCaseId.values()].flat().map((trial) => contentHash(fromTrial(trial) as Json));
  return contentHash([trials, end === undefined ? {} : { ...end }]);
}
