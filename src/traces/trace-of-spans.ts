import { textHash } from "../experiment/content-hash.ts";
import type { Json } from "../experiment/json.ts";
import type { TraceFacts } from "./import-piece.ts";
import { jsonOf, listOf, textOf, valueOf } from "./read-attributes.ts";
import { kindOf } from "./read-kind.ts";
import { readSpans } from "./read-spans.ts";
import type { Span } from "./span.ts";
import { readScores } from "./trace-of-scores.ts";
import { exclusiveUsage } from "./trace-of-usage.ts";
import { costOfCalls, type PriceOf } from "./with-trace.ts";
import { writeIsoTime } from "./write-iso-time.ts";

/** What the spans of one trace tell, in the normal form. An unknown figure is absent, never 0. */
export function traceOfSpans(spans: readonly Span[], priceOf: PriceOf): TraceFacts {
  const root = rootOf(spans);
  if (root === undefined) return {};
  const reading = readSpans(spans);
  const { input, output, messages, toolRuns, documents, model, ttftMs, error } = reading;
  const usage = reading.usage === undefined ? undefined : exclusiveUsage(reading.usage);
  const startedAt = root.startMs > 0 ? writeIsoTime(root.startMs) : undefined;
  const scores = readScores(spans);
  const cost = costOf(reading.costUsd, reading.calls ?? [], priceOf);
  return {
    ...aboutOf(spans, root),
    ...(startedAt === undefined ? {} : { startedAt }),
    // A clock that ran backwards, or a call that has one time only.
    ...(root.endMs > root.startMs ? { latencyMs: root.endMs - root.startMs } : {}),
    ...(ttftMs === undefined || !(ttftMs >= 0) ? {} : { ttftMs }),
    ...(input === undefined ? {} : { input }),
    ...(output === undefined ? {} : { output }),
    ...(messages === undefined ? {} : { messages }),
    ...(toolRuns === undefined ? {} : { toolRuns }),
    ...(documents === undefined ? {} : { documents }),
    ...(model === undefined ? {} : { model }),
    ...(usage === undefined ? {} : { usage }),
    ...(cost === undefined ? {} : { cost }),
    ...(error === undefined ? {} : { error }),
    ...(scores.length === 0 ? {} : { scores }),
  };
}

function costOf(
  toldUsd: number | undefined,
  calls: Parameters<typeof costOfCalls>[0],
  priceOf: PriceOf,
): TraceFacts["cost"] {
  if (toldUsd !== undefined) return { usd: toldUsd, source: "trace" };
  const usd = costOfCalls(calls, priceOf);
  return usd === undefined ? undefined : { usd, source: "prices" };
}

/** The one that is no other's child; of several the one that lasted longest, as `readSpans` has it. */
function rootOf(spans: readonly Span[]): Span | undefined {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const length = ({ startMs, endMs }: Span): number => endMs - startMs;
  const roots = spans.filter(
    ({ spanId, parentSpanId }) =>
      parentSpanId === undefined || parentSpanId === spanId || !ids.has(parentSpanId),
  );
  return (roots.length > 0 ? roots : spans)
    .toSorted((a, b) => length(b) - length(a) || a.startMs - b.startMs)
    .at(0);
}

/** Which release, environment, session, user and prompt it is of: of the root where that tells it, else of any span. */
function aboutOf(spans: readonly Span[], root: Span): TraceFacts {
  const all = [root, ...spans];
  const find = (keys: readonly string[]): string | undefined => {
    for (const { attributes, resource } of all) {
      const found = textOf(attributes, keys) ?? (resource && textOf(resource, keys));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const name = find(["langfuse.trace.name", "langsmith.trace.name"]) ?? root.name;
  const release = find(releaseKeys);
  const environment = find(environmentKeys);
  const sessionId = find(sessionKeys);
  const user = find(["user.id", "langfuse.user.id", "langfuse.trace.user_id", "enduser.id"]);
  const provider = findProvider(spans);
  const promptVersion = findPromptVersion(all);
  const tags = all
    .map(({ attributes }) => listOf(jsonOf(attributes, ["langfuse.trace.tags", "tag.tags", "tags"])))
    .find((list) => list !== undefined)
    ?.filter((tag) => typeof tag === "string");
  return {
    ...(name === "" ? {} : { name }),
    ...(release === undefined ? {} : { release }),
    ...(environment === undefined ? {} : { environment }),
    ...(sessionId === undefined ? {} : { sessionId }),
    ...(user === undefined ? {} : { userHash: textHash(user) }),
    ...(provider === undefined ? {} : { provider }),
    ...(promptVersion === undefined ? {} : { promptVersion }),
    ...(tags === undefined || tags.length === 0 ? {} : { tags }),
  };
}

const releaseKeys = ["langfuse.release", "langsmith.metadata.revision_id", "release", "service.version"];
const environmentKeys = [
  "langfuse.environment",
  "langsmith.metadata.environment",
  "deployment.environment.name",
  "deployment.environment",
];
const sessionKeys = [
  "gen_ai.conversation.id",
  "session.id",
  "langfuse.session.id",
  "langsmith.trace.session_id",
  "langsmith.metadata.thread_id",
  "thread_id",
];
const providerKeys = [
  "gen_ai.provider.name",
  "gen_ai.system",
  "llm.provider",
  "llm.system",
  "ai.model.provider",
];

/** Of the last call of a model that names one. */
function findProvider(spans: readonly Span[]): string | undefined {
  const ofModels = spans.filter((span) => kindOf(span) === "llm").toSorted((a, b) => a.startMs - b.startMs);
  return ofModels
    .map(({ attributes }) => textOf(attributes, providerKeys))
    .findLast((name) => name !== undefined);
}

/** `support@7`: a version alone says nothing where an app has several prompts. */
function findPromptVersion(spans: readonly Span[]): string | undefined {
  for (const { attributes } of spans) {
    const version = valueOf(attributes, [
      "langfuse.observation.prompt.version",
      "llm.prompt_template.version",
      "gen_ai.prompt.version",
      "langsmith.metadata.lc_hub_commit_hash",
    ]);
    if (!isWord(version)) continue;
    const name = textOf(attributes, ["langfuse.observation.prompt.name", "gen_ai.prompt.name"]);
    return name === undefined ? String(version) : `${name}@${version}`;
  }
  return undefined;
}

function isWord(value: Json | undefined): value is string | number {
  return typeof value === "string" || typeof value === "number";
}
