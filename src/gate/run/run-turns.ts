import { isAppRequest } from "../../experiment/app-call.ts";
import type { TargetRequest } from "../../experiment/app-call.ts";
import { turnsOf } from "../../experiment/case.ts";
import type { ToolCall } from "../../experiment/case.ts";
import { isJsonObject } from "../../experiment/json.ts";
import type { Json, JsonObject } from "../../experiment/json.ts";
import type { ModelReply } from "../../experiment/model-call.ts";
import type { Usage } from "../../experiment/trial.ts";
import { textOfContent } from "../../score/output.ts";
import { withAnswers } from "../../target/resent-message.ts";
import type { RunPlan } from "../plan/plan-run.ts";
import type { PlannedTrial } from "../plan/plan-trials.ts";

type Answer = Extract<ModelReply, { readonly status: "ok" }>;

/** A trial, and how its requests are made and sent. */
export type Turns = {
  readonly planned: PlannedTrial;
  readonly requestOf: RunPlan["requestOf"];
  /** One answer, with retries; `isContinuing`: the trial has had one already. */
  readonly call: (request: TargetRequest, isContinuing: boolean) => Promise<ModelReply>;
};

/**
 * What a trial came to: the answer to its case, or of a script to each of its turns, one after the other. The first turn without an
 * answer ends it. What comes back of a script is the last output, the whole conversation without the prompt, all its calls, the sums of
 * what it took, and the longest wait for one answer; a figure that is unknown of one turn is unknown.
 */
export async function runTurns({ planned, requestOf, call }: Turns): Promise<ModelReply> {
  const turns = turnsOf(planned.case);
  if (turns === undefined) return call(requestOf(planned), false);
  const answers: Answer[] = [];
  let said: readonly JsonObject[] = [];
  for (const [index, text] of turns.entries()) {
    const turn = index + 1;
    const request = requestOf(planned, { turn, turns: turns.length, messages: said });
    const reply = await call(request, index > 0);
    if (reply.status !== "ok")
      return { ...reply, reason: `turn ${turn} of ${turns.length}: ${reply.reason}` };
    const answer = withoutHistory(reply, text);
    const own = messagesOf(answer);
    const answered = isAppRequest(request) ? own : withAnswers(own, turn);
    said = [...said, { role: "user", content: text }, ...answered];
    answers.push(answer);
  }
  return joinAnswers(answers, said);
}

/** An app may tell the conversation from its start: what comes after this turn's text is its answer, with the last calls. */
function withoutHistory(reply: Answer, text: string): Answer {
  const { messages, toolCalls } = reply;
  const asked = messages.findLastIndex(
    ({ role, content }) => role === "user" && textOfContent(content) === text,
  );
  if (asked === -1) return reply;
  const own = messages.slice(asked + 1);
  const tellsAll = toolCalls?.length === countCalls(messages);
  return {
    ...reply,
    messages: own,
    ...(tellsAll ? { toolCalls: toolCalls.slice(toolCalls.length - countCalls(own)) } : {}),
  };
}

/** In all forms that messages write them in. */
function countCalls(messages: readonly JsonObject[]): number {
  return messages
    .filter(({ role }) => role === "assistant")
    .flatMap(({ tool_calls: listed, function_call: single, content }) => [
      ...listOf(listed),
      ...(isJsonObject(single) ? [single] : []),
      ...listOf(content).filter((part) => isJsonObject(part) && part["type"] === "tool_use"),
    ]).length;
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function messagesOf({ messages, output }: Answer): readonly JsonObject[] {
  return messages.length > 0 ? messages : [{ role: "assistant", content: textOf(output) }];
}

function textOf(output: Json | undefined): string {
  return typeof output === "string" ? output : JSON.stringify(output ?? "");
}

function joinAnswers(answers: readonly Answer[], messages: readonly JsonObject[]): Answer {
  const last = answers.at(-1);
  const context = answers.findLast((answer) => answer.context !== undefined)?.context;
  const traceId = answers.findLast((answer) => answer.traceId !== undefined)?.traceId;
  return {
    status: "ok",
    ...(last?.output === undefined ? {} : { output: last.output }),
    messages,
    ...given("toolCalls", allCalls(answers)),
    ...given("context", context),
    ...given("usage", sumOfUsage(answers)),
    ...given("costUsd", sumOf(answers.map(({ costUsd }) => costUsd))),
    ...given("model", last?.model),
    ...given("latencyMs", mostOf(answers.map(({ latencyMs }) => latencyMs))),
    ...given("ttftMs", mostOf(answers.map(({ ttftMs }) => ttftMs))),
    ...given("traceId", traceId),
  };
}

function allCalls(answers: readonly Answer[]): readonly ToolCall[] | undefined {
  const known = answers.flatMap(({ toolCalls }) => (toolCalls === undefined ? [] : [toolCalls]));
  return known.length < answers.length ? undefined : known.flat();
}

function given<K extends string, T>(key: K, value: T | undefined): { readonly [key in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [key in K]: T });
}

type Figures = readonly (number | undefined)[];

function sumOf(figures: Figures): number | undefined {
  return figures.reduce<number | undefined>(
    (sum, figure) => (sum === undefined || figure === undefined ? undefined : sum + figure),
    0,
  );
}

function mostOf(figures: Figures): number | undefined {
  return figures.reduce((most, figure) =>
    most === undefined || figure === undefined ? undefined : Math.max(most, figure),
  );
}

function sumOfUsage(answers: readonly Answer[]): Usage | undefined {
  const sum = (key: keyof Usage) => given(key, sumOf(answers.map(({ usage }) => usage?.[key])));
  const usage: Usage = {
    ...sum("input"),
    ...sum("cacheRead"),
    ...sum("cacheWrite"),
    ...sum("output"),
    ...sum("reasoning"),
  };
  return Object.keys(usage).length === 0 ? undefined : usage;
}
