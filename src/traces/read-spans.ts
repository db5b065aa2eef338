import { canonicalJson, type Json, type JsonObject } from "../experiment/json.ts";
import type { Usage } from "../experiment/trial.ts";
import { completeMessages } from "./complete-messages.ts";
import { pairTools } from "./pair-tools.ts";
import { jsonOf, listOf } from "./read-attributes.ts";
import { readTalks, stitch, type Talk } from "./read-conversation.ts";
import { readDocuments } from "./read-documents.ts";
import { readError } from "./read-tool.ts";
import { readCostUsd, readFirstTokenMs, readModel, readUsage } from "./read-usage.ts";
import type { Span } from "./span.ts";
import { treeOf, type TreeNode } from "./span-tree.ts";
import type { TracedCall, TraceReading } from "./trace.ts";

/**
 * What the spans of one trial say, whichever instrumentation made them. Never throws for their content; linear in it. Spans of several
 * traces are read as one.
 */
export function readSpans(spans: readonly Span[]): TraceReading {
  const nodes = treeOf(spans);
  const root = mainRoot(nodes);
  if (root === undefined) return {};
  const { talks, hasUnread } = readTalks(nodes);
  const top = talks.filter(({ isDelegated }) => !isDelegated);
  const { turns, asked } = stitch(top);
  const delegated = [...groupByOwner(talks.filter(({ isDelegated }) => isDelegated))];
  const tools = pairTools([...asked, ...delegated.flatMap((group) => stitch(group).asked)], nodes);
  const messages = completeMessages(turns, tools);
  const isKnown =
    tools.length > 0 || (talks.some(({ exchange }) => exchange.output !== undefined) && !hasUnread);
  const documents = readAllDocuments(nodes);
  const last = top.at(-1);
  const firstTokenMs = last === undefined ? undefined : readFirstTokenMs(last.node.span);
  const paid = readCalls(nodes);
  const model =
    top.map(({ node }) => readModel(node.span)).findLast((name) => name !== undefined) ??
    paid.calls?.findLast((call) => call.model !== undefined)?.model;
  const error = readError(root.span);
  return {
    ...readEnds(nodes, root, top, messages),
    ...(messages.length === 0 ? {} : { messages }),
    ...(isKnown
      ? {
          toolCalls: tools.map(({ run: { name, arguments: given } }) => ({
            name,
            ...(given === undefined ? {} : { arguments: given }),
          })),
          toolRuns: tools.map(({ run }) => run),
        }
      : {}),
    ...(documents.length === 0 ? {} : { documents }),
    ...paid,
    ...(model === undefined ? {} : { model }),
    ...(last === undefined || firstTokenMs === undefined
      ? {}
      : { ttftMs: last.node.span.startMs + firstTokenMs - root.span.startMs }),
    ...(error === undefined ? {} : { error }),
  };
}

/** The outermost span; where some are missing, the one of the roots that lasted longest. */
function mainRoot(nodes: readonly TreeNode[]): TreeNode | undefined {
  return nodes
    .filter(({ parent }) => parent === undefined)
    .reduce<TreeNode | undefined>(
      (longest, node) => (longest === undefined || lengthOf(node) > lengthOf(longest) ? node : longest),
      undefined,
    );
}

function lengthOf({ span }: TreeNode): number {
  return span.endMs - span.startMs;
}

function groupByOwner(talks: readonly Talk[]): Iterable<readonly Talk[]> {
  const groups = new Map<TreeNode | undefined, Talk[]>();
  for (const talk of talks) {
    const group = groups.get(talk.owner);
    if (group === undefined) groups.set(talk.owner, [talk]);
    else group.push(talk);
  }
  return groups.values();
}

function readAllDocuments(nodes: readonly TreeNode[]): readonly Json[] {
  const byText = new Map<string, Json>();
  for (const { kind, span } of nodes)
    if (kind === "retriever")
      for (const document of readDocuments(span) ?? []) byText.set(canonicalJson(document), document);
  return [...byText.values()];
}

const inputKeys = [
  "langfuse.observation.input",
  "input.value",
  "traceloop.entity.input",
  "mlflow.spanInputs",
  "ai.prompt",
];
const outputKeys = [
  "langfuse.observation.output",
  "output.value",
  "traceloop.entity.output",
  "mlflow.spanOutputs",
  "ai.response.text",
  "final_result",
];

/** What went into the app and what came out: as told of the trace, or of its root, else as the conversation begins and ends. */
function readEnds(
  nodes: readonly TreeNode[],
  root: TreeNode,
  top: readonly Talk[],
  messages: readonly JsonObject[],
): Pick<TraceReading, "input" | "output"> {
  const ofTrace = (key: string) =>
    nodes.map(({ span }) => jsonOf(span.attributes, [key])).find((value) => value !== undefined);
  const isTalk = top.some(({ node }) => node === root);
  const ofRoot = (keys: readonly string[]) => (isTalk ? undefined : jsonOf(root.span.attributes, keys));
  const asked = top[0]?.exchange.input?.findLast(({ role }) => role === "user")?.["content"];
  const said = messages.at(-1);
  const isAnswer = said?.["role"] === "assistant" && listOf(said["tool_calls"]) === undefined;
  const input = ofTrace("langfuse.trace.input") ?? ofRoot(inputKeys) ?? asked;
  const output =
    ofTrace("langfuse.trace.output") ?? ofRoot(outputKeys) ?? (isAnswer ? said["content"] : undefined);
  return { ...(input === undefined ? {} : { input }), ...(output === undefined ? {} : { output }) };
}

/**
 * The calls that were paid for. Agents, workflows and outer spans repeat what the calls in them used, so a span with usage counts only where
 * none below it has any; a call of a model without usage leaves the sums unknown, unless a span that counts stands around it.
 */
function readCalls(nodes: readonly TreeNode[]): Pick<TraceReading, "calls" | "usage" | "costUsd"> {
  const known = new Map<TreeNode, TracedCall>();
  for (const node of nodes) {
    const [usage, costUsd, model] = [readUsage(node.span), readCostUsd(node.span), readModel(node.span)];
    if (usage === undefined && costUsd === undefined && node.kind !== "llm") continue;
    known.set(node, {
      ...(model === undefined ? {} : { model }),
      ...(usage === undefined ? {} : { usage }),
      ...(costUsd === undefined ? {} : { costUsd }),
    });
  }
  const isCounted = (node: TreeNode) =>
    known.get(node)?.usage !== undefined || known.get(node)?.costUsd !== undefined;
  const countedBelow = new Set<TreeNode>();
  const modelBelow = new Set<TreeNode>();
  for (const node of nodes.toReversed()) {
    if (node.parent === undefined) continue;
    if (isCounted(node) || countedBelow.has(node)) countedBelow.add(node.parent);
    if (node.kind === "llm" || modelBelow.has(node)) modelBelow.add(node.parent);
  }
  const insideCounted = new Set<TreeNode>();
  const calls: TracedCall[] = [];
  for (const node of nodes) {
    const counts = isCounted(node) && !countedBelow.has(node);
    if (node.parent !== undefined && insideCounted.has(node.parent)) insideCounted.add(node);
    const isUncounted =
      !isCounted(node) &&
      node.kind === "llm" &&
      !insideCounted.has(node) &&
      !countedBelow.has(node) &&
      !modelBelow.has(node) &&
      readError(node.span) === undefined;
    const call = known.get(node);
    if (call !== undefined && (counts || isUncounted)) calls.push(call);
    if (counts) insideCounted.add(node);
  }
  if (calls.length === 0) return {};
  const usage = sumUsage(calls.map((call) => call.usage));
  const costs = calls.map((call) => call.costUsd);
  return {
    calls,
    ...(usage === undefined ? {} : { usage }),
    ...(costs.every((cost) => cost !== undefined)
      ? { costUsd: costs.reduce((sum, cost) => sum + cost, 0) }
      : {}),
  };
}

/**
 * Sums of the figures. What went in and out is known only where every call tells it; of their parts (cache, reasoning), which sources leave
 * out where there are none, it is at least what was told.
 */
function sumUsage(usages: readonly (Usage | undefined)[]): Usage | undefined {
  if (usages.some((usage) => usage === undefined)) return undefined;
  const sum = (field: keyof Usage, isPart: boolean): Usage => {
    const figures = usages.flatMap((usage) => usage?.[field] ?? []);
    const isTold = isPart ? figures.length > 0 : figures.length === usages.length;
    return isTold ? { [field]: figures.reduce((total, one) => total + one, 0) } : {};
  };
  const total = {
    ...sum("input", false),
    ...sum("cacheRead", true),
    ...sum("cacheWrite", true),
    ...sum("output", false),
    ...sum("reasoning", true),
  };
  return Object.keys(total).length === 0 ? undefined : total;
}
