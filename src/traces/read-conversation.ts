import { canonicalJson, type Json, type JsonObject } from "../experiment/json.ts";
import { listOf, member } from "./read-attributes.ts";
import { type Exchange, readAgentExchange, readExchange } from "./read-llm.ts";
import { readArguments, readError } from "./read-tool.ts";
import type { TreeNode } from "./span-tree.ts";

/** One call of a model with its messages, or an agent that tells the conversation in the place of its calls. */
export type Talk = {
  readonly node: TreeNode;
  /** The agent that made the call. */
  readonly owner: TreeNode | undefined;
  readonly exchange: Exchange;
  /** Made for a tool, or by an agent that another one, which talks itself, has called. */
  readonly isDelegated: boolean;
};

/** A message as it came up for the first time. */
export type Turn = {
  readonly message: JsonObject;
  readonly talk: Talk;
  /** It was there before the agent's first call. */
  readonly isHistory?: true;
};

/** A call of a tool that a message of the model asks for. */
export type AskedCall = {
  readonly name: string;
  readonly id?: string;
  readonly arguments?: Json;
  readonly talk: Talk;
  /** The `tool_calls` member, which tells one call from another. */
  readonly written: Json;
};

/**
 * The calls of models that can be read, in order of time. Of calls that wrap one another (two instrumentations, or the outer and inner
 * span of one library) the innermost counts that tells its answer as messages. `hasUnread`: of some
 * answer it is not told whether it calls tools.
 */
export function readTalks(nodes: readonly TreeNode[]): {
  readonly talks: readonly Talk[];
  readonly hasUnread: boolean;
} {
  const exchanges = new Map<TreeNode, Exchange>();
  for (const node of nodes) if (node.kind === "llm") exchanges.set(node, readExchange(node.span));
  const isTold = (node: TreeNode) => {
    const exchange = exchanges.get(node);
    return exchange?.output !== undefined && exchange.isBare !== true;
  };
  const answersBelow = above(nodes, isTold);
  for (const node of nodes) {
    const ofAgent = node.kind === "agent" && !answersBelow.has(node) ? readAgentExchange(node.span) : {};
    if (ofAgent.output !== undefined) exchanges.set(node, ofAgent);
  }
  const answersAbove = below(nodes, isTold);
  const talksAbove = below(nodes, (node) => exchanges.get(node)?.output !== undefined);
  const kept = nodes.filter((node) => {
    const { input, output, isBare } = exchanges.get(node) ?? {};
    if (input === undefined && output === undefined) return false;
    return node.kind === "agent" || !(answersBelow.has(node) || (isBare === true && talksAbove.has(node)));
  });
  const hasUnread = nodes.some(
    (node) =>
      node.kind === "llm" &&
      !isTold(node) &&
      !answersAbove.has(node) &&
      !answersBelow.has(node) &&
      readError(node.span) === undefined,
  );
  return { talks: withDelegation(nodes, kept, exchanges), hasUnread };
}

/** The nodes below which one is that `matches`. Children come after their parents. */
function above(nodes: readonly TreeNode[], matches: (node: TreeNode) => boolean): ReadonlySet<TreeNode> {
  const found = new Set<TreeNode>();
  for (const node of nodes.toReversed())
    if (node.parent !== undefined && (found.has(node) || matches(node))) found.add(node.parent);
  return found;
}

/** The nodes above which one is that `matches`. */
function below(nodes: readonly TreeNode[], matches: (node: TreeNode) => boolean): ReadonlySet<TreeNode> {
  const found = new Set<TreeNode>();
  for (const node of nodes)
    if (node.parent !== undefined && (found.has(node.parent) || matches(node.parent))) found.add(node);
  return found;
}

function withDelegation(
  nodes: readonly TreeNode[],
  kept: readonly TreeNode[],
  exchanges: ReadonlyMap<TreeNode, Exchange>,
): readonly Talk[] {
  const ownerOf = (node: TreeNode) => (node.kind === "agent" ? node : node.agent);
  const owners = new Set(kept.map(ownerOf));
  const underTool = below(nodes, (node) => node.kind === "tool");
  const delegated = new Set<TreeNode>();
  for (const node of nodes)
    if (
      node.kind === "agent" &&
      node.agent !== undefined &&
      (delegated.has(node.agent) || owners.has(node.agent))
    )
      delegated.add(node);
  const talks = kept.map((node) => {
    const owner = ownerOf(node);
    const isDelegated = underTool.has(node) || (owner !== undefined && delegated.has(owner));
    return { node, owner, exchange: exchanges.get(node) ?? {}, isDelegated };
  });
  const isAll = talks.every(({ isDelegated }) => isDelegated);
  return talks
    .map((talk) => (isAll ? { ...talk, isDelegated: false } : talk))
    .toSorted((a, b) => a.node.span.startMs - b.node.span.startMs);
}

/**
 * The messages of these calls in order, each once, and the calls of tools that are asked for in them. A call whose input goes on where the
 * agent's last one ended brings what is new in it; of any other input, what did not come up as often before. Calls of tools in the
 * first input of an agent are history, not its own.
 */
export function stitch(talks: readonly Talk[]): {
  readonly turns: readonly Turn[];
  readonly asked: readonly AskedCall[];
} {
  const turns: Turn[] = [];
  const asked: AskedCall[] = [];
  const seen = new Map<string, number>();
  const callsSeen = new Map<string, number>();
  const threadByOwner = new Map<TreeNode | undefined, readonly JsonObject[]>();
  for (const talk of talks) {
    const { output = [] } = talk.exchange;
    const input = withoutAnswer(talk.exchange.input ?? [], output);
    const thread = threadByOwner.get(talk.owner);
    const known = thread !== undefined && goesOn(thread, input) ? thread.length : 0;
    const counts = new Map<string, number>();
    const callCounts = new Map<string, number>();
    for (const [index, message] of input.entries()) {
      const isNew = isMore(counts, seen, keyOf(message)) && index >= known;
      if (isNew) turns.push({ message, talk, ...(thread === undefined ? { isHistory: true } : {}) });
      for (const call of callsOf(message, talk)) {
        const isNewCall = isMore(callCounts, callsSeen, callKey(call));
        if (isNewCall && isNew && thread !== undefined) asked.push(call);
      }
    }
    for (const message of output) {
      turns.push({ message, talk });
      raise(counts, keyOf(message));
      for (const call of callsOf(message, talk)) {
        asked.push(call);
        raise(callCounts, callKey(call));
      }
    }
    // An answer is new even where the call does not repeat the history.
    const said = countOf(output.map(keyOf));
    const called = countOf(output.flatMap((message) => callsOf(message, talk).map(callKey)));
    merge(seen, counts, said);
    merge(callsSeen, callCounts, called);
    threadByOwner.set(talk.owner, [...input, ...output]);
  }
  return { turns, asked };
}

/** Some agents tell as their input what they remember afterwards, the answer with it. */
function withoutAnswer(input: readonly JsonObject[], output: readonly JsonObject[]): readonly JsonObject[] {
  const from = input.length - output.length;
  const isRepeated =
    from >= 0 && output.every((message, index) => keyOf(message) === keyOf(input[from + index] ?? {}));
  return isRepeated ? input.slice(0, from) : input;
}

/** Whether an input starts with a conversation, message for message by their roles: frameworks may write an answer a little differently. */
function goesOn(thread: readonly JsonObject[], input: readonly JsonObject[]): boolean {
  const first = (messages: readonly JsonObject[]) => messages.find(({ role }) => role === "user") ?? {};
  return (
    input.length >= thread.length &&
    thread.every((message, index) => message["role"] === input[index]?.["role"]) &&
    keyOf(first(thread)) === keyOf(first(input))
  );
}

/** Whether something has come up more often in these counts, once counted there, than it was seen before. */
function isMore(counts: Map<string, number>, seen: ReadonlyMap<string, number>, key: string): boolean {
  return raise(counts, key) > (seen.get(key) ?? 0);
}

function raise(counts: Map<string, number>, key: string): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}

function countOf(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) raise(counts, key);
  return counts;
}

/** How often something came up by now: as often as this call shows it, or once more for each time that it was said anew. */
function merge(
  seen: Map<string, number>,
  shown: ReadonlyMap<string, number>,
  said: ReadonlyMap<string, number>,
): void {
  for (const [key, count] of shown)
    seen.set(key, Math.max(count, (seen.get(key) ?? 0) + (said.get(key) ?? 0)));
}

/** What makes two messages the same, whichever way they are written. */
function keyOf(message: JsonObject): string {
  const parts = listOf(message["content"]) ?? [message["content"] ?? ""];
  const calls = (listOf(message["tool_calls"]) ?? []).map((call): Json => {
    const { name, args } = partsOfCall(call);
    return [name ?? null, args ?? null];
  });
  return canonicalJson([message["role"] ?? "", parts.map((part) => member(part, "text") ?? part), calls]);
}

function callKey({ name, arguments: given }: AskedCall): string {
  return canonicalJson([name, given ?? null]);
}

function callsOf(message: JsonObject, talk: Talk): readonly AskedCall[] {
  return (listOf(message["tool_calls"]) ?? []).flatMap((written) => {
    const { id, name, args } = partsOfCall(written);
    if (typeof name !== "string") return [];
    return [
      {
        name,
        ...(typeof id === "string" ? { id } : {}),
        ...(args === undefined ? {} : { arguments: args }),
        talk,
        written,
      },
    ];
  });
}

function partsOfCall(call: Json): { readonly id?: Json; readonly name?: Json; readonly args?: Json } {
  const inner = member(call, "function");
  const id = member(call, "id");
  const name = member(inner, "name");
  // Empty text is an argument list too.
  const text =
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? (inner as JsonObject)["arguments"]
      : undefined;
  return {
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    ...(typeof text === "string" ? { args: readArguments(text) } : {}),
  };
}
