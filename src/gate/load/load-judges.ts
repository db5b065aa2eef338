import type { ScorerConfig } from "../../config/config.ts";
import type { Case } from "../../experiment/case.ts";
import type { CardHealth } from "../../experiment/judge-health.ts";
import { cardFiles, cardState, identityOf, parseCard } from "../../score/judge/card-state.ts";
import { countsPerOutput } from "../../score/judge/measure-judge.ts";
import { prepareJudges } from "../../score/judge/prepare-judge.ts";
import type { PreparedJudge } from "../../score/judge/prepare-judge.ts";
import type { PreparedScorer, ScorersFor } from "../../score/scorer.ts";
import type { Files } from "../../tree/tree.ts";
import { gather, orThrow } from "../gather.ts";
import type { LoadedGate } from "./load-gate.ts";
import { loadLabels } from "./load-labels.ts";
import type { OutputLabels } from "./load-labels.ts";
import { besideFile } from "../paths.ts";

/** A judge that a run asks. */
export type GateJudge = {
  readonly judge: PreparedJudge;
  readonly card?: CardHealth;
  /** What people say of outputs that it may be asked about. */
  readonly labels?: OutputLabels;
  /** Its scores count where the run can trust it; else they are shown. */
  readonly decides: boolean;
};

/** By the scorer as it is configured; a case may have its own threshold or criteria. */
export type GateJudges = ReadonlyMap<ScorerConfig, GateJudge>;

/**
 * The judges of the cases, with their cards at the commit of the policy. One may decide where something can speak against it: canaries
 * of both kinds, or a card that still holds. `targetMayReturnContext`: there is a command, module or http target on either
 * arm. Throws a ProblemError with every judge that cannot be asked and every broken card.
 */
export async function loadJudges(
  cases: readonly Case[],
  scorersFor: ScorersFor,
  { config, scorerFiles, rubrics }: LoadedGate,
  files: Files,
  targetMayReturnContext = false,
): Promise<GateJudges> {
  const lists = new Set(cases.map(scorersFor));
  const scorers = [...lists].flatMap((list) => list.map((scorer) => scorer.config));
  const defaults = config.judge === undefined ? {} : { judge: config.judge };
  const judges = orThrow(
    prepareJudges({ scorers, files: scorerFiles, rubrics, targetMayReturnContext, ...defaults }),
  );
  const loaded = await gather<(readonly [ScorerConfig, GateJudge])[]>(
    judges.map(async (judge) => {
      const places = cardFiles(judge.config.name);
      const card = await loadCard(judge, besideFile(config.file, places.card), files);
      const labels = await loadLabels(besideFile(config.file, places.labels), files);
      const isTried = [true, false].every((kind) => judge.canaries.some(({ passed }) => passed === kind));
      const decides = isTried || card?.changed.length === 0;
      const known = {
        ...(card === undefined ? {} : { card }),
        ...(labels === undefined ? {} : { labels }),
      };
      return [judge.config, { judge, decides, ...known }] as const;
    }),
  );
  return new Map(loaded);
}

async function loadCard(judge: PreparedJudge, path: string, files: Files): Promise<CardHealth | undefined> {
  const text = await files.readTextIfThere(path);
  if (text === undefined) return undefined;
  const card = orThrow(parseCard(path, text));
  const state = cardState(card, identityOf(judge));
  const { agreement, sensitivity, specificity } = card.test;
  const [reason] = card.reasons;
  return {
    changed: state.state === "fresh" ? [] : state.changed,
    usable: card.usable,
    ...(reason === undefined ? {} : { reason: reason.message }),
    ...(agreement === undefined ? {} : { agreement }),
    ...(sensitivity === undefined ? {} : { sensitivity: countsPerOutput(sensitivity, card.test) }),
    ...(specificity === undefined ? {} : { specificity: countsPerOutput(specificity, card.test) }),
  };
}

/** The same judges, none of which decides: where their scores come from a record that others made, nobody here can trust them. */
export function showOnly(judges: GateJudges): GateJudges {
  return new Map([...judges].map(([config, judge]) => [config, { ...judge, decides: false }]));
}

/** The scorers of each case, those that are judges with what scoring has to know of them. */
export function withJudges(scorersFor: ScorersFor, judges: GateJudges): ScorersFor {
  if (judges.size === 0) return scorersFor;
  // One list for each that there was: what is shared is told by identity.
  const lists = new Map<readonly PreparedScorer[], readonly PreparedScorer[]>();
  return (one) => {
    const list = scorersFor(one);
    const known = lists.get(list);
    if (known !== undefined) return known;
    const made = list.map((scorer) => {
      const found = judges.get(scorer.config);
      if (found === undefined) return scorer;
      return { ...scorer, judge: { applies: found.judge.applies, decides: found.decides } };
    });
    lists.set(list, made);
    return made;
  };
}

/** Of the judges that decide, one for each scorer of the gate: what a case overrides asks the same model in the same words. */
export function decidingJudgesOf(judges: GateJudges, scorers: readonly ScorerConfig[]): readonly GateJudge[] {
  return scorers.flatMap((config) => {
    const found = judges.get(config);
    return found?.decides === true ? [found] : [];
  });
}
