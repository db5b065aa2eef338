import { judgeCardSchema, type JudgeCard } from "../../experiment/judge-card.ts";
import type { Json } from "../../experiment/json.ts";
import { schemaProblems } from "../../experiment/schema-problem.ts";
import type { Parsed } from "../../problem.ts";
import type { JudgeVersion, PreparedJudge } from "./prepare-judge.ts";

/** What a judge is, to be held against its card. */
export type JudgeIdentity = JudgeVersion & Pick<PreparedJudge, "fingerprint">;

export type CardState =
  | { readonly state: "fresh" }
  /** What changed since the card was made. */
  | { readonly state: "stale"; readonly changed: readonly CardChange[] };

/**
 * `judge`: the card is bound to no version of it, as its judgements were recorded under a name that the gate file does not have.
 * `settings`: parameters, address, threshold or vote, with all the rest as it was.
 */
export type CardChange = "judge" | "models" | "prompt" | "rubric" | "settings" | "labels";

/**
 * Whether a card still speaks of the judge as it is, and of the labels where their hash is known. A stale card says nothing of the
 * judge of today; whoever shows its figures shows that.
 */
export function cardState(
  { identity: then, labels: labelled }: Pick<JudgeCard, "identity" | "labels">,
  now: JudgeIdentity,
  labels?: string,
): CardState {
  if (then === undefined) return { state: "stale", changed: ["judge"] };
  const differs = {
    models: then.models.join("\n") !== now.models.join("\n"),
    prompt: then.prompt !== now.prompt,
    rubric: then.rubric !== now.rubric,
  };
  const isKnown = differs.models || differs.prompt || differs.rubric;
  const all: Readonly<Record<Exclude<CardChange, "judge">, boolean>> = {
    ...differs,
    settings: then.fingerprint !== now.fingerprint && !isKnown,
    labels: labels !== undefined && labelled !== labels,
  };
  const changed = (Object.keys(all) as (keyof typeof all)[]).filter((key) => all[key]);
  return changed.length === 0 ? { state: "fresh" } : { state: "stale", changed };
}

/** What a card says that a judge was when it was measured, for `cardState`. */
export function identityOf({
  version,
  fingerprint,
}: Pick<PreparedJudge, "version" | "fingerprint">): JudgeIdentity {
  return { ...version, fingerprint };
}

/** Where the card of a judge stands, the page that people read, and labels of outputs that a run may meet, from the gate file's folder. */
export function cardFiles(judge: string): {
  readonly card: string;
  readonly page: string;
  readonly labels: string;
} {
  const of = `.llm-o11y/judges/${judge}`;
  return { card: `${of}.card.json`, page: `${of}.md`, labels: `${of}.labels.jsonl` };
}

/** A card as its file has it, or every problem of it. */
export function parseCard(file: string, text: string): Parsed<JudgeCard> {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    const fix = "Write it anew with `judge check`.";
    return { ok: false, problems: [{ code: "not-json", file, message: "the judge card is not JSON.", fix }] };
  }
  const problems = schemaProblems(judgeCardSchema, value, { file });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: value as unknown as JudgeCard };
}
