import { canonicalJson } from "../experiment/json.ts";
import type { AskedCall } from "./read-conversation.ts";
import { readToolRun } from "./read-tool.ts";
import type { TreeNode } from "./span-tree.ts";
import type { ToolRun } from "./trace.ts";

/** A call of a tool: asked for in a message, run in a span, or both. */
export type PairedCall = {
  readonly asked?: AskedCall;
  readonly run: ToolRun;
};

/**
 * Every call of a tool once, in order of time. A run belongs to the call of its id, else to the first call of its name and arguments, else
 * to the first of its name (a framework may add defaults). Calls that no span shows count: frameworks run no tool that they do not know.
 */
export function pairTools(asked: readonly AskedCall[], nodes: readonly TreeNode[]): readonly PairedCall[] {
  const runs = nodes.flatMap((node) => {
    const run = node.kind === "tool" ? readToolRun(node.span) : undefined;
    return run === undefined || isRepeated(node, run) ? [] : [{ node, run }];
  });
  const runByCall = new Map<AskedCall, ToolRun>();
  const passes: readonly ((call: Pick<ToolRun, "id" | "name" | "arguments">) => string | undefined)[] = [
    ({ id, name }) => (id === undefined ? undefined : JSON.stringify([id, name])),
    ({ name, arguments: given }) => (given === undefined ? undefined : canonicalJson([name, given])),
    ({ name }) => name,
  ];
  let open = runs;
  for (const keyOf of passes) {
    const waiting = new Map<string, AskedCall[]>();
    for (const call of asked.toReversed()) {
      const key = runByCall.has(call) ? undefined : keyOf(call);
      if (key === undefined) continue;
      const queue = waiting.get(key);
      if (queue === undefined) waiting.set(key, [call]);
      else queue.push(call);
    }
    open = open.filter(({ run }) => {
      const key = keyOf(run);
      const call = key === undefined ? undefined : waiting.get(key)?.pop();
      if (call !== undefined) runByCall.set(call, run);
      return call === undefined;
    });
  }
  const timed = [
    ...asked.map((call) => ({
      atMs: call.talk.node.span.endMs,
      paired: { asked: call, run: runOf(call, runByCall.get(call)) },
    })),
    ...open.map(({ node, run }) => ({
      atMs: node.span.startMs,
      paired: { run: withAgent(run, node.agentPath) },
    })),
  ];
  return timed.toSorted((a, b) => a.atMs - b.atMs).map(({ paired }) => paired);
}

/** Whether the span around it tells the same run already. */
function isRepeated(node: TreeNode, run: ToolRun): boolean {
  const outer = node.parent?.kind === "tool" ? readToolRun(node.parent.span) : undefined;
  return outer?.name === run.name;
}

function runOf(call: AskedCall, run: ToolRun | undefined): ToolRun {
  const { name, id, arguments: given = run?.arguments, talk } = call;
  const { result, error, latencyMs } = run ?? {};
  return withAgent(
    {
      name,
      ...(id === undefined ? {} : { id }),
      ...(given === undefined ? {} : { arguments: given }),
      ...(result === undefined ? {} : { result }),
      ...(error === undefined ? {} : { error }),
      ...(latencyMs === undefined ? {} : { latencyMs }),
    },
    talk.node.agentPath,
  );
}

function withAgent(run: ToolRun, agent: string | undefined): ToolRun {
  return agent === undefined ? run : { ...run, agent };
}
