import { textOf } from "./read-attributes.ts";
import { kindOf, type SpanKind } from "./read-kind.ts";
import type { Span } from "./span.ts";

/** A span with its place among the others. */
export type TreeNode = {
  readonly span: Span;
  readonly kind: SpanKind;
  /** Undefined for one whose parent is not among the spans. */
  readonly parent?: TreeNode;
  /** Nearest agent above it. */
  readonly agent?: TreeNode;
  /** Names of the agents from the outermost, `planner/researcher`; undefined where none is named. */
  readonly agentPath?: string;
};

const mostAgents = 16;
const longestName = 200;

/**
 * Each span once, parents before children, children in order of time. A parent that is missing makes a root; of parents in a circle, the
 * earliest span is the root. Of spans with one id the first counts.
 */
export function treeOf(spans: readonly Span[]): readonly TreeNode[] {
  const ordered = spans.toSorted((a, b) => a.startMs - b.startMs || b.endMs - a.endMs);
  const byId = new Map<string, Span>();
  for (const span of ordered) if (!byId.has(span.spanId)) byId.set(span.spanId, span);
  const childrenById = new Map<string, Span[]>();
  const roots: Span[] = [];
  for (const span of byId.values()) {
    const { parentSpanId } = span;
    if (parentSpanId === undefined || !byId.has(parentSpanId) || parentSpanId === span.spanId)
      roots.push(span);
    else {
      const siblings = childrenById.get(parentSpanId);
      if (siblings === undefined) childrenById.set(parentSpanId, [span]);
      else siblings.push(span);
    }
  }
  const nodeById = new Map<string, TreeNode>();
  const visit = (root: Span): void => {
    const open: (readonly [Span, TreeNode | undefined])[] = [[root, undefined]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [span, parent] = next;
      if (nodeById.has(span.spanId)) continue;
      const node = nodeOf(span, parent);
      nodeById.set(span.spanId, node);
      for (const child of (childrenById.get(span.spanId) ?? []).toReversed()) open.push([child, node]);
    }
  };
  for (const root of roots) visit(root);
  for (const span of byId.values()) visit(span);
  return [...nodeById.values()];
}

function nodeOf(span: Span, parent: TreeNode | undefined): TreeNode {
  const kind = kindOf(span);
  const agent = parent?.kind === "agent" ? parent : parent?.agent;
  const agentPath = kind === "agent" ? pathOf(parent?.agentPath, agentName(span)) : parent?.agentPath;
  return {
    span,
    kind,
    ...(parent === undefined ? {} : { parent }),
    ...(agent === undefined ? {} : { agent }),
    ...(agentPath === undefined ? {} : { agentPath }),
  };
}

/** An agent that two instrumentations tell, one inside the other, is one. */
function pathOf(outer: string | undefined, name: string | undefined): string | undefined {
  if (outer === undefined || name === undefined) return name ?? outer;
  const names = outer.split("/");
  return names.at(-1) === name || names.length >= mostAgents ? outer : `${outer}/${name}`;
}

function agentName({ attributes, name }: Span): string | undefined {
  const stated = textOf(attributes, ["gen_ai.agent.name", "agent.name", "agent_name"]);
  const patterned = /^invoke_agent (.+)$/.exec(name)?.[1] ?? /^agent_run \[(.+)\]$/.exec(name)?.[1];
  const isLangfuse = textOf(attributes, ["langfuse.observation.type"])?.toLowerCase() === "agent";
  const found =
    stated ?? patterned ?? textOf(attributes, ["traceloop.entity.name"]) ?? (isLangfuse ? name : undefined);
  return found?.slice(0, longestName);
}
