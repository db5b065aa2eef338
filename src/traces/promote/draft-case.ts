import { contentHash } from "../../experiment/content-hash.ts";
import { isJsonObject, type Json, type JsonObject } from "../../experiment/json.ts";
import type { PromotedCase, PromotedSource } from "../../experiment/promotion.ts";
import { answerOf } from "../detect/read-answer.ts";
import type { NormalTrace } from "../normal-trace.ts";
import type { RedactionCounts, Redactor } from "../redact/open-redactor.ts";
import { openScope } from "../redact/placeholders.ts";
import { failureOf, fingerprintOf } from "./about.ts";
import { expectedOf } from "./expected.ts";
import { questionOf } from "./question.ts";

/** A case without its id, which depends on those that are taken. */
export type Draft = Omit<PromotedCase, "id">;

/** Of what is replaced, and by what. */
const redactionVersion = 1;

const longestObserved = 1000;
const longestEvidence = 300;
const longestName = 200;
const mostSigns = 5;

/**
 * The draft of a case: what was asked, redacted, and where it comes from. `expected` is what a person wrote, and nothing of what the app
 * answered but an excerpt in `source.observed`. The trace is redacted as a whole, so that a name that one of its tools told is hidden in
 * the question too.
 */
export function draftCase(trace: NormalTrace, { redact }: Redactor): Draft | "no-question" | "not-redacted" {
  const question = questionOf(trace);
  if (question === undefined) return "no-question";
  const expected = expectedOf(trace);
  const context = contextOf(trace);
  const observed = observedOf(trace);
  const parts = {
    // First, so that its placeholders count from 1 whatever else the trace holds.
    question,
    ...(context === undefined ? {} : { context }),
    ...(expected === undefined ? {} : { expected: expected.value }),
    ...(observed === undefined ? {} : { observed }),
    signals: signsOf(trace),
    facts: factsOf(trace),
    around: aroundOf(trace),
  };
  let redacted: { readonly value: Json; readonly counts: RedactionCounts };
  try {
    redacted = redact(parts, openScope());
  } catch {
    return "not-redacted";
  }
  const { around: _, ...shown } = redacted.value as typeof parts;
  const asked = { input: shown.question, ...(context === undefined ? {} : { context: shown.context ?? [] }) };
  const failure = failureOf(trace);
  const group = fingerprintOf(trace);
  return {
    ...asked,
    ...(expected === undefined ? {} : { expected: shown.expected ?? null }),
    draft: true,
    tags: ["production", ...(failure === undefined ? [] : tagsOf(failure))],
    ...(group === undefined ? {} : { group }),
    source: {
      system: trace.source.system,
      trace_id: shown.facts["trace_id"] ?? "",
      ...cutFacts(shown.facts),
      ...(failure === undefined ? {} : { failure }),
      ...(shown.signals.length === 0
        ? {}
        : {
            signals: shown.signals.map((sign) => ({
              ...sign,
              evidence: cut(sign.evidence, longestEvidence),
            })),
          }),
      ...(shown.observed === undefined ? {} : { observed: cut(shown.observed, longestObserved) }),
      ...(expected === undefined ? {} : { expected_from: expected.from }),
      content_hash: contentHash(asked),
      redaction: { version: redactionVersion, counts: countsIn(shown, redacted.counts) },
    },
  };
}

/** What may tell a name, besides what is shown: texts have no keys that do. */
function aroundOf({ input, output, toolRuns, messages, tags }: NormalTrace): JsonObject {
  const [asked, answered] = [input, output].map((value) => (typeof value === "string" ? undefined : value));
  const calls = toolRuns?.map((run) => withoutAbsent(run)) ?? messages;
  return withoutAbsent({ asked, answered, calls, tags });
}

/** The mode, and the root of a sub-mode too, so that both are slices. */
function tagsOf(failure: string): readonly string[] {
  const root = failure.split("/", 1)[0] ?? failure;
  return root === failure ? [failure] : [root, failure];
}

/** The documents that were retrieved; without null, which a context may not hold. */
function contextOf({ documents = [] }: NormalTrace): Json | undefined {
  const kept = documents.map(withoutNull).filter((one) => one !== undefined);
  return kept.length === 0 ? undefined : kept;
}

function withoutNull(value: Json): Json | undefined {
  if (value === null) return undefined;
  if (Array.isArray(value))
    return (value as readonly Json[]).map(withoutNull).filter((item) => item !== undefined);
  if (!isJsonObject(value)) return value;
  return withoutAbsent(
    Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutNull(member)])),
  );
}

function withoutAbsent(object: { readonly [key: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, member]) => (member === undefined ? [] : [[key, member] as const])),
  );
}

function observedOf(trace: NormalTrace): string | undefined {
  const answer = answerOf(trace);
  if (answer === undefined || answer === null || answer === "") return trace.error;
  return typeof answer === "string" ? answer : JSON.stringify(answer);
}

function signsOf({ detected }: NormalTrace) {
  const signs = detected?.signs.slice(0, mostSigns) ?? [];
  return signs.map(({ signal, failure, evidence }) => ({ signal, failure, evidence }));
}

type Facts = Pick<
  PromotedSource,
  "url" | "name" | "release" | "environment" | "model" | "provider" | "prompt_version" | "started_at"
> & { readonly trace_id?: string };

/** Where the trace is found and what answered. Neither user nor session. */
function factsOf(trace: NormalTrace): Facts {
  const { traceId, source, name, release, environment, model, provider, promptVersion, startedAt } = trace;
  const day = /^\d{4}-\d{2}-\d{2}/.exec(startedAt ?? "")?.[0];
  return withoutAbsent({
    trace_id: traceId,
    url: source.url,
    name,
    release,
    environment,
    model,
    provider,
    prompt_version: promptVersion,
    started_at: day,
  });
}

function cutFacts(facts: Facts): Omit<Facts, "trace_id"> {
  const { trace_id: _, url, ...names } = facts;
  return {
    ...(url === undefined || url.length > longestUrl ? {} : { url }),
    ...Object.fromEntries(
      Object.entries(names).flatMap(([key, text]) => (text === "" ? [] : [[key, cut(text, longestName)]])),
    ),
  };
}

const longestUrl = 2000;

/** At most so many characters, never half of a placeholder or of a character. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const head = text
    .slice(0, longest)
    .replace(/\[[A-Z0-9_]{0,40}$/, "")
    .replace(/[\ud800-\udbff]$/, "");
  return `${head}…`;
}

/** How many placeholders a reader of the row meets, by kind. */
function countsIn(shown: Json, counts: RedactionCounts): RedactionCounts {
  const text = JSON.stringify(shown);
  const found = new Map<string, number>();
  for (const [, label = ""] of text.matchAll(/\[([A-Z][A-Z0-9_]*)_\d{1,9}\]/g))
    if (Object.hasOwn(counts, label)) found.set(label, (found.get(label) ?? 0) + 1);
  return Object.fromEntries(Array.from(found).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
