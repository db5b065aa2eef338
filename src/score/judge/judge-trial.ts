import { withContext } from "../../experiment/case.ts";
import type { Case } from "../../experiment/case.ts";
import type { ModelReply, ModelRequest } from "../../experiment/model-call.ts";
import type { RecordedScore, Trial } from "../../experiment/trial.ts";
import { outputOf } from "../output.ts";
import { addressesJudge } from "./detect-injection.ts";
import { isUnanimous } from "./count-votes.ts";
import type { PreparedJudge, Shown } from "./prepare-judge.ts";
import { readTrajectory } from "./read-trajectory.ts";
import type { Judgement } from "./settle-answers.ts";

/** One call. It handles what a provider or a network does to a call, and never rejects for it. */
export type CallModel = (request: ModelRequest) => Promise<ModelReply>;

/** All that decides a score: the judge, and what it is shown. */
export type ToJudge = Shown & { readonly judge: PreparedJudge };

/** A judgement, and the replies that it took: none where its score was known. */
export type Asked = {
  readonly judgement: Judgement;
  readonly replies: readonly ModelReply[];
  /** Of a panel that was asked: whether all members gave a score on one side. */
  readonly isUnanimous?: boolean;
};

/**
 * Gives the score where it is known, else what asking comes to. A second judgement of the same output, such as one that measures how
 * often a judge contradicts itself, passes this by.
 */
export type KnownScores = (toJudge: ToJudge, ask: () => Promise<Asked>) => Promise<Asked>;

const nothingKnown: KnownScores = (_, ask) => ask();

export type JudgedTrial = {
  /** As they go into the run record, in the order of the judges. */
  readonly scores: readonly RecordedScore[];
  /** Judges that apply and gave no score, with the reason. Neither a pass nor a fail. */
  readonly unscored: readonly { readonly scorer: string; readonly reason: string }[];
  readonly calls: number;
  /** Calls that need not be made, since the score was known. */
  readonly known: number;
  /** Panels that were asked, and whether all of their members agreed. A score that was known is not among them. */
  readonly panels: readonly { readonly scorer: string; readonly isUnanimous: boolean }[];
  /** Calls whose price is not known: where there are any, `costUsd` is only what is known. */
  readonly unpricedCalls: number;
  /** Sum of the known prices; absent where none is known. */
  readonly costUsd?: number;
  /** The output, or the trajectory that a judge is shown, seems to speak to its judge. A hint for the reader: it changes no score. */
  readonly isSuspicious: boolean;
};

/**
 * Has every judge that applies judge the trial. A trial that is not `ok` is asked nothing: an app error scores 0 without a judge, and
 * an outage is lost. A reply that cannot be read is asked for once more; then, or where the call fails, the judge gives no score. What
 * is `known` is not asked at all.
 */
export async function judgeTrial({
  judges,
  one,
  trial,
  call,
  fence,
  known = nothingKnown,
}: {
  readonly judges: readonly PreparedJudge[];
  readonly one: Case;
  readonly trial: Trial;
  readonly call: CallModel;
  /** Chance of the run, 16 to 64 letters, digits and hyphens, so that no output can know it. */
  readonly fence: string;
  readonly known?: KnownScores;
}): Promise<JudgedTrial> {
  if (!/^[A-Za-z0-9-]{16,64}$/.test(fence))
    throw new Error("a fence is 16 to 64 letters, digits and hyphens");
  const applicable = trial.status === "ok" ? judges.filter((judge) => judge.applies(one)) : [];
  const output = outputOf(trial);
  // What the target returned goes before the case's own, as for citations.
  const seen = trial.context === undefined ? one : withContext(one, trial.context);
  const trajectory = applicable.some(({ readsTrajectory }) => readsTrajectory)
    ? readTrajectory(trial)
    : undefined;
  const asked = await Promise.all(
    applicable.map(async (judge) => {
      if (output === undefined) return nothingToJudge("the trial records no output");
      if (judge.readsTrajectory && trajectory === undefined)
        return nothingToJudge("the trial records neither calls nor messages");
      if (judge.readsContext && seen.context === undefined)
        return nothingToJudge("neither the case nor the target gives the context that the rubric reads");
      const path = judge.readsTrajectory && trajectory !== undefined ? { trajectory } : {};
      const toJudge = { judge, one: seen, output, ...path };
      return known(toJudge, () => askMembers(toJudge, fence, call));
    }),
  );
  const replies = asked.flatMap((each) => each.replies);
  const prices = replies.flatMap((reply) =>
    reply.status === "ok" && reply.costUsd !== undefined ? [reply.costUsd] : [],
  );
  return {
    scores: asked.flatMap(({ judgement }) => (judgement.ok ? [judgement.score] : [])),
    unscored: asked.flatMap(({ judgement }, index) => {
      const scorer = applicable[index]?.config.name;
      return judgement.ok || scorer === undefined ? [] : [{ scorer, reason: judgement.reason }];
    }),
    calls: replies.length,
    known: asked.reduce((sum, { judgement, replies: own }, index) => {
      const isKnown = judgement.ok && own.length === 0;
      return sum + (isKnown ? (applicable[index]?.size ?? 0) : 0);
    }, 0),
    panels: asked.flatMap((each, index) => {
      const scorer = applicable[index]?.config.name;
      return each.isUnanimous === undefined || scorer === undefined
        ? []
        : [{ scorer, isUnanimous: each.isUnanimous }];
    }),
    unpricedCalls: replies.length - prices.length,
    ...(prices.length === 0 ? {} : { costUsd: prices.reduce((sum, price) => sum + price, 0) }),
    isSuspicious:
      applicable.length > 0 &&
      [output, trajectory].some((text) => text !== undefined && addressesJudge(text)),
  };
}

function nothingToJudge(reason: string): Asked {
  return { judgement: { ok: false, reason }, replies: [] };
}

async function askMembers(toJudge: ToJudge, fence: string, call: CallModel): Promise<Asked> {
  const { judge } = toJudge;
  const asked = await Promise.all(
    judge.requests(toJudge, fence).map((request) => askTwice(judge.parse, request, call)),
  );
  const judgements = asked.map(({ reading }) => reading);
  return {
    judgement: judge.count(judgements),
    replies: asked.flatMap(({ replies }) => replies),
    ...(judge.size === 1 ? {} : { isUnanimous: isUnanimous(judgements) }),
  };
}

type Unread = { readonly ok: false; readonly reason: string };

/** Asks, and once more where the reply cannot be read; what `parse` makes of it, or why there is nothing to read. */
export async function askTwice<Reading extends { readonly ok: boolean }>(
  parse: (reply: string) => Reading,
  request: ModelRequest,
  call: CallModel,
): Promise<{ readonly reading: Reading | Unread; readonly replies: readonly ModelReply[] }> {
  const first = await call(request);
  const reading = readReply(parse, first);
  if (reading.ok || first.status !== "ok") return { reading, replies: [first] };
  const second = await call(request);
  return { reading: readReply(parse, second), replies: [first, second] };
}

/** `output` is the text as it came; a value that was parsed before could hide that a key was written twice. */
function readReply<Reading>(parse: (reply: string) => Reading, reply: ModelReply): Reading | Unread {
  if (reply.status !== "ok") return { ok: false, reason: `the judge did not answer: ${reply.reason}` };
  const { output = "" } = reply;
  return typeof output === "string" ? parse(output) : { ok: false, reason: "the judge's reply is no text" };
}
