import { contentHash } from "../../experiment/content-hash.ts";
import type { MadeCall } from "../../score/rules/read-calls.ts";
import type { Detected, NormalTrace } from "../normal-trace.ts";
import { type OutputSchema, readAnswer } from "./answer-signs.ts";
import type { Learned } from "./learn-app.ts";
import { answerOf } from "./read-answer.ts";
import { type ModeRule, readRules } from "./rule-signs.ts";
import { readRun, type TraceLimits } from "./run-signs.ts";
import { readSaid } from "./score-signs.ts";
import { compareSignals, type FoundSign, type Signal } from "./sign.ts";
import { readTools } from "./tool-signs.ts";
import { normaliseWords } from "./words.ts";

export type DetectorOptions = {
  readonly learned: Learned;
  readonly limits?: TraceLimits;
  readonly schemas?: readonly OutputSchema[];
  /** Failure modes of the user's own. */
  readonly rules?: readonly ModeRule[];
  /** Signals that count for nothing. */
  readonly ignored?: ReadonlySet<string>;
};

/** What a trace shows. `detected` is absent where nothing says that it failed. */
export type Detection = {
  readonly detected?: Detected;
  /** The sign that the failure is named after, without words of the trace. */
  readonly shown?: string;
  readonly signal?: Signal;
  /** Names of scores that could not be read. */
  readonly unreadScores: readonly string[];
};

export type Detector = (trace: NormalTrace) => Detection;

/** Tells failed traces from others. The same trace gives the same answer, whatever came before it. */
export function openDetector({
  learned,
  limits = {},
  schemas = [],
  rules = [],
  ignored = new Set(),
}: DetectorOptions): Detector {
  return (trace) => {
    const answer = answerOf(trace);
    const said = readSaid(trace, answer, learned.scoreRanges);
    const tools = readTools(trace);
    const isJson = learned.jsonApps.has(trace.name ?? "");
    const found = [
      ...said.signs,
      ...readRules(rules, trace, answer, tools.calls),
      ...readRun(trace, limits),
      ...tools.signs,
      ...readAnswer(trace, answer, { isJson, schemas }),
    ];
    const signs = found
      .filter(({ signal }) => !ignored.has(signal) && !(said.isApproved && isGuess(signal)))
      .toSorted((one, other) => compareSignals(one.signal, other.signal));
    const unreadScores = said.unread;
    const cause = causeOf(signs);
    if (cause === undefined) return { unreadScores };
    const detected: Detected = {
      failure: cause.failure,
      signs: signs
        .slice(0, mostSigns)
        .map(({ signal, failure, evidence }) => ({ signal, failure, evidence })),
      fingerprint: fingerprintOf(cause, trace, tools.calls),
    };
    return { detected, shown: cause.shown, signal: cause.signal, unreadScores };
  };
}

/** What is told by phrases or by a model gives way to a person who looked at the trace and found it good. */
function isGuess(signal: Signal): boolean {
  return signal === "refusal" || signal === "apology" || signal === "judge";
}

const shownByTrace: ReadonlySet<Signal> = new Set([
  "error",
  "tool_misuse",
  "tool_loop",
  "tool_failed",
  "empty_answer",
  "refusal",
  "schema",
]);

/**
 * The sign that names the failure. A mode that a person named goes first, then the user's own rules, then the first thing that went wrong in
 * the trace itself, since what came later may follow from it; at last what is said of the trace, where it says more than `other`.
 */
function causeOf(signs: readonly FoundSign[]): FoundSign | undefined {
  const named = signs.find(({ signal, failure }) => signal === "annotation" && failure !== "other");
  const own = signs.find(({ signal }) => signal === "rule");
  const [first] = signs
    .filter(({ signal }) => shownByTrace.has(signal))
    .toSorted(({ at = Number.MAX_SAFE_INTEGER }, { at: other = Number.MAX_SAFE_INTEGER }) => at - other);
  return named ?? own ?? first ?? signs.find(({ failure }) => failure !== "other") ?? signs[0];
}

/** Of the fingerprint: another version groups anew. */
const version = 1;
const mostSigns = 50;

/**
 * Equal for the same failure of the same app, over runs and releases: mode, signal, what the error says less all that varies, and where it
 * happened. That is the tool that failed, else the last one that was called: whole sequences of calls hardly ever come twice.
 */
function fingerprintOf(
  { failure, signal, tool, words = "" }: FoundSign,
  { name = "", toolRuns, messages }: NormalTrace,
  calls: readonly MadeCall[],
): string {
  const isKnown = toolRuns !== undefined || messages !== undefined;
  const site = tool ?? calls.at(-1)?.name ?? (isKnown ? "no tool" : "unknown");
  const parts = [version, failure, signal, normaliseWords(words), name, site];
  return contentHash(parts).slice("sha256:".length, 23);
}
