import type { ToolCall } from "../../experiment/case.ts";
import { canonicalJson, type Json, type JsonObject } from "../../experiment/json.ts";
import type { Trial } from "../../experiment/trial.ts";
import { readStrictJson, textOf, textOfContent } from "../output.ts";
import { quote, quoteCall, quoteNames, showCall } from "../quote.ts";
import { readSteps } from "../read-steps.ts";
import type { Fault } from "../rule.ts";
import { readRefusal, readsAsFailure, type Refusal } from "./read-refusal.ts";

/** A call that a trial made, and what the messages tell of it. */
export type MadeCall = ToolCall & {
  /** Absent where none was recorded. */
  readonly result?: Json;
  /** Its result is an error, or it could not be carried out. */
  readonly failed: boolean;
  /** Why it could not be carried out, with the call: an unknown tool, arguments that are not JSON or that the tool's schema refuses. */
  readonly misuse?: Fault;
  /** It failed, and a later call of the same tool, made after that was known, did not. */
  readonly recovered: boolean;
  /** How often the user had spoken before; absent where no message tells of the call. */
  readonly turn?: number;
};

/** The calls that a trial made. `absent`: nothing was recorded that could show a call, which is not the same as no call. */
export type CallsReading =
  | {
      readonly state: "read";
      readonly calls: readonly MadeCall[];
      /** The first misuse of a tool without recovery, which may stand in the messages alone. */
      readonly misused?: MadeCall;
    }
  | { readonly state: "malformed"; readonly fault: Fault }
  | { readonly state: "absent" };

/**
 * Reads the calls from `tool_calls` of the trial, else from its messages. What became of them is read from the messages either way, since
 * a framework reports no call of a tool that it does not know. Arguments that are text are parsed as JSON; "" means none are passed.
 */
export function readCalls({ toolCalls, messages = [] }: Pick<Trial, "toolCalls" | "messages">): CallsReading {
  if (toolCalls === undefined && messages.length === 0) return { state: "absent" };
  const told = readTold(messages);
  if (told === undefined || toolCalls?.some(({ name }) => typeof name !== "string") === true)
    return { state: "malformed", fault: withoutName };
  const known = judgeRecovery(told);
  const calls =
    toolCalls === undefined
      ? known
      : joinCalls(
          toolCalls.map((call) => parseCall(call)),
          known,
        );
  const misused = [...known, ...calls].find(({ misuse, recovered }) => misuse !== undefined && !recovered);
  return { state: "read", calls, ...(misused === undefined ? {} : { misused }) };
}

const withoutName: Fault = { reason: "a tool call has no name", shown: "a tool call has no name" };

/** What went wrong with a call of a trial, as it may be shown. A tool that failed by itself is no `isMisuse`. */
export type Trouble = { readonly isMisuse: boolean; readonly shown: string };

/** The first misuse of a tool that a trial did not recover from, else the first such failure of a tool. */
export function troubleOf(trial: Pick<Trial, "toolCalls" | "messages">): Trouble | undefined {
  const reading = readCalls(trial);
  if (reading.state === "malformed") return { isMisuse: true, shown: reading.fault.shown };
  if (reading.state === "absent") return undefined;
  const misuse = reading.misused?.misuse;
  if (misuse !== undefined) return { isMisuse: true, shown: misuse.shown };
  const failed = reading.calls.find((call) => call.failed && !call.recovered);
  return failed === undefined ? undefined : { isMisuse: false, shown: `${showCall(failed)} failed` };
}

/** A call without its fate. */
type ParsedCall = ToolCall & { readonly misuse?: Fault };

type ToldCall = ParsedCall & {
  readonly at: number;
  readonly turn: number;
  readonly result?: { readonly at: number; readonly content: Json; readonly failed?: boolean };
};

/** The calls of the messages, each with the result that has its id, else its name. Undefined where a call has no name. */
function readTold(messages: readonly JsonObject[]): readonly ToldCall[] | undefined {
  const calls: { -readonly [Key in keyof ToldCall]: ToldCall[Key] }[] = [];
  const indexById = new Map<Json, number>();
  let turn = 0;
  for (const step of readSteps(messages)) {
    if (step.kind === "said") {
      if (step.by === "user") turn += 1;
    } else if (step.kind === "call") {
      const { id, name, refusal, at } = step;
      if (typeof name !== "string") return undefined;
      if (id !== undefined) indexById.set(id, calls.length);
      calls.push({ ...parseCall({ name, ...given(step.arguments) }, refusal), at, turn });
    } else {
      const { of, name, content, failed, at } = step;
      const call =
        of === undefined
          ? calls.find((each) => each.name === name && each.result === undefined)
          : calls[indexById.get(of) ?? -1];
      if (call !== undefined) call.result ??= { at, content, ...(failed === undefined ? {} : { failed }) };
    }
  }
  return calls;
}

function given(value: Json | undefined): { readonly arguments?: Json } {
  return value === undefined ? {} : { arguments: value };
}

function parseCall({ name, arguments: written }: ToolCall, refusal?: string): ParsedCall {
  if (written === undefined) return refused({ name }, refusal);
  const parsed = readStrictJson(typeof written === "string" && written.trim() === "" ? {} : written);
  if (!parsed.ok) {
    const reason = `the arguments of ${quoteNames([name])} are not JSON: ${quote(textOf(written))}`;
    const shown = `${showCall({ name })}: arguments are not JSON`;
    return { name, arguments: written, misuse: { reason, shown } };
  }
  return refused({ name, arguments: parsed.value }, refusal);
}

function refused(call: ToolCall, refusal: string | undefined): ParsedCall {
  if (refusal === undefined) return call;
  const gist = refusal === "" ? {} : { gist: quote(refusal) };
  return { ...call, misuse: faultOf(call, { kind: "arguments refused", ...gist }) };
}

function judgeRecovery(told: readonly ToldCall[]): readonly MadeCall[] {
  const judged = told.map((call) => ({ call, ...fateOf(call) }));
  const lastSuccess = new Map<string, number>();
  for (const { call, failed } of judged)
    if (!failed && call.result !== undefined) lastSuccess.set(call.name, call.at);
  return judged.map(({ call: { at, turn, result, name, arguments: args }, failed, misuse }) => ({
    name,
    ...given(args),
    ...(result === undefined ? {} : { result: result.content }),
    failed,
    ...(misuse === undefined ? {} : { misuse }),
    recovered: failed && (lastSuccess.get(name) ?? -1) > (result?.at ?? at),
    turn,
  }));
}

function fateOf({ result, misuse, ...call }: ToldCall): {
  readonly failed: boolean;
  readonly misuse?: Fault;
} {
  if (misuse !== undefined) return { failed: true, misuse };
  if (result === undefined) return { failed: false };
  const text = textOfContent(result.content);
  const refusal = readRefusal(call.name, text, result.failed);
  if (refusal !== undefined) return { failed: true, misuse: faultOf(call, refusal) };
  return { failed: result.failed ?? readsAsFailure(text) };
}

function faultOf(call: ToolCall, { kind, gist }: Refusal): Fault {
  return {
    reason: `${quoteCall(call)}: ${kind}${gist === undefined ? "" : `: ${gist}`}`,
    shown: kind === "unknown tool" ? `unknown tool ${showCall(call)}` : `${showCall(call)}: ${kind}`,
  };
}

/** The listed calls, each with what is known of the first call of the messages that is equal and still free. */
function joinCalls(listed: readonly ParsedCall[], known: readonly MadeCall[]): readonly MadeCall[] {
  const free = new Map<string, MadeCall[]>();
  for (const call of known) {
    const equal = free.get(keyOf(call));
    if (equal === undefined) free.set(keyOf(call), [call]);
    else equal.push(call);
  }
  return listed.map(
    (call) =>
      free.get(keyOf(call))?.shift() ?? { ...call, failed: call.misuse !== undefined, recovered: false },
  );
}

function keyOf({ name, arguments: args }: ToolCall): string {
  return canonicalJson(args === undefined ? [name] : [name, args]);
}
