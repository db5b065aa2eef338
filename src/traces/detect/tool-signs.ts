import { canonicalJson, type Json, type JsonObject } from "../../experiment/json.ts";
import { textOf, textOfContent } from "../../score/output.ts";
import { quoteCall, showCall } from "../../score/quote.ts";
import { findLoop, type Loop } from "../../score/rules/find-loop.ts";
import { type MadeCall, readCalls } from "../../score/rules/read-calls.ts";
import type { NormalTrace } from "../normal-trace.ts";
import type { ToolRun } from "../trace.ts";
import type { FoundSign } from "./sign.ts";
import { quoteWords, tellsOfOutage } from "./words.ts";

/** What a trace shows of its tools. */
export type ToolsReading = {
  readonly signs: readonly FoundSign[];
  /** In the order of the calls, those that only spans tell of at the end. */
  readonly calls: readonly MadeCall[];
};

/**
 * Signs in the calls of a trace, at most one of each kind, the first: a call of a tool that is not there or whose arguments are not taken,
 * a loop, and a failed call that no later one of the same tool made good. The rules are those of the scorer `tool_calls`.
 */
export function readTools({ messages = [], toolRuns = [] }: NormalTrace): ToolsReading {
  const told = readCalls({ messages });
  const toldCalls = told.state === "read" ? told.calls : [];
  const untold = readCalls({ messages: withoutTold(toolRuns, toldCalls).flatMap(messagesOf) });
  const untoldCalls = untold.state === "read" ? untold.calls : [];
  const calls = [...toldCalls, ...untoldCalls];
  const loop = findLoop(toldCalls, () => 0) ?? findLoop(untoldCalls, () => 0);
  const nameless = [told, untold].find(({ state }) => state === "malformed");
  const signs = [
    ...(nameless?.state === "malformed" ? [namelessSign(nameless.fault)] : []),
    ...firstOf(calls, misuseSign),
    ...firstOf(calls, failureSign),
    ...(loop === undefined ? [] : [loopSign(loop, calls)]),
  ];
  return { signs, calls };
}

function firstOf(
  calls: readonly MadeCall[],
  signOf: (call: MadeCall, at: number) => FoundSign | undefined,
): readonly FoundSign[] {
  for (const [at, call] of calls.entries()) {
    const sign = call.recovered ? undefined : signOf(call, at);
    if (sign !== undefined) return [sign];
  }
  return [];
}

function namelessSign({ reason, shown }: { readonly reason: string; readonly shown: string }): FoundSign {
  return { signal: "tool_misuse", failure: "tool_misuse", evidence: `${reason}.`, shown, at: 0 };
}

function misuseSign(call: MadeCall, at: number): FoundSign | undefined {
  if (call.misuse === undefined) return undefined;
  const { reason, shown } = call.misuse;
  return {
    signal: "tool_misuse",
    failure: "tool_misuse",
    evidence: `${reason}.`,
    shown,
    tool: call.name,
    at,
  };
}

/** What a service does not answer is no fault of whoever asked it. */
function failureSign(call: MadeCall, at: number): FoundSign | undefined {
  if (!call.failed || call.misuse !== undefined) return undefined;
  const words = call.result === undefined ? "" : textOfContent(call.result) || textOf(call.result);
  const isOutage = tellsOfOutage(words);
  return {
    signal: "tool_failed",
    failure: isOutage ? "app_error" : "tool_misuse",
    evidence: `${quoteCall(call)} failed, and no later call made it good${words === "" ? "" : `: ${quoteWords(words)}`}.`,
    shown: `${showCall({ name: call.name })} ${isOutage ? "does not answer" : "fails"}`,
    tool: call.name,
    words,
    at,
  };
}

function loopSign({ cycle, times }: Loop, calls: readonly MadeCall[]): FoundSign {
  const [first] = cycle;
  const how = cycle.length === 1 ? "in a row" : "in turn";
  return {
    signal: "tool_loop",
    failure: "tool_misuse",
    evidence: `calls ${cycle.map(quoteCall).join(", ")} ${times} times ${how}, and learns nothing new.`,
    shown: `${cycle.map(({ name }) => showCall({ name })).join(", ")} called again and again`,
    ...(first === undefined ? {} : { tool: first.name, at: calls.indexOf(first) }),
  };
}

/** The runs that no message tells of, such as those of agents that work for another: first by name and arguments, then by name. */
function withoutTold(runs: readonly ToolRun[], told: readonly MadeCall[]): readonly ToolRun[] {
  const exact = countBy(told.map(keyOf));
  const rest = runs.filter((run) => !takeOne(exact, keyOf(run)));
  const left = countBy(told.map(({ name }) => name));
  const unmatched = new Set(rest);
  for (const run of runs) if (!unmatched.has(run)) takeOne(left, run.name);
  return rest.filter(({ name }) => !takeOne(left, name));
}

function keyOf({ name, arguments: given }: { readonly name: string; readonly arguments?: Json }): string {
  return canonicalJson(given === undefined ? [name] : [name, given]);
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function takeOne(counts: Map<string, number>, key: string): boolean {
  const count = counts.get(key) ?? 0;
  if (count > 0) counts.set(key, count - 1);
  return count > 0;
}

/** A run as the messages that would tell of it, so that one reading serves both. */
function messagesOf(
  { name, arguments: given, result, error }: ToolRun,
  index: number,
): readonly JsonObject[] {
  const id = `run-${index}`;
  const call = { id, function: { name, ...(given === undefined ? {} : { arguments: given }) } };
  const answer =
    error === undefined
      ? result === undefined
        ? undefined
        : { content: result }
      : { content: error === "" && result !== undefined ? result : error, error: true };
  return [
    { role: "assistant", tool_calls: [call] },
    ...(answer === undefined ? [] : [{ role: "tool", tool_call_id: id, ...answer }]),
  ];
}
