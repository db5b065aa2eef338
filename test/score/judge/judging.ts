import { parseRubricFile } from "../../../src/config/parse-rubric.ts";
import type { Case } from "../../../src/experiment/case.ts";
import type { Json, JsonObject } from "../../../src/experiment/json.ts";
import type { ModelReply, ModelRequest } from "../../../src/experiment/model-call.ts";
import { ProblemError } from "../../../src/problem.ts";
import { prepareJudge, type PreparedJudge } from "../../../src/score/judge/prepare-judge.ts";
import { isYamlRubric, type JudgeConfig, type RubricFiles } from "../../../src/score/judge/read-rubric.ts";
import { aScorer } from "../scoring.ts";

export const fence = "f3c41e0b9d7a52868e1f";
export const defaults = { model: "gpt-5" };

/** A judge of the built-in rubric, unless `options` say otherwise. */
export function aJudge(
  options: JsonObject = { rubric: "correctness" },
  fields: Partial<JudgeConfig> = {},
  files: Readonly<Record<string, string>> = {},
  targetMayReturnContext = false,
): PreparedJudge {
  const config = aScorer("judge", { options, ...fields });
  const prepared = prepareJudge(config, defaults, rubricFiles(files), targetMayReturnContext);
  if (!prepared.ok) throw new ProblemError(prepared.problems);
  return prepared.value;
}

/** Rubric files by their paths; those in YAML are parsed, as a gate does it. */
export function rubricFiles(files: Readonly<Record<string, string>>): RubricFiles {
  const rubrics = Object.entries(files).flatMap(([path, text]) => {
    if (!isYamlRubric(path)) return [];
    const parsed = parseRubricFile(path, text);
    if (!parsed.ok) throw new ProblemError(parsed.problems);
    return [[path, parsed.value] as const];
  });
  return { files: new Map(Object.entries(files)), rubrics: new Map(rubrics) };
}

/** The one call of a judge that is no panel. */
export function requestOf(judge: PreparedJudge, one: Case, output: Json, mark = fence): ModelRequest {
  const [request, ...others] = judge.requests({ one, output }, mark);
  if (request === undefined || others.length > 0) throw new Error("this judge is a panel");
  return request;
}

/** A well-formed reply, the answers by the order of the criteria. */
export function replyText(...answers: readonly string[]): string {
  return JSON.stringify({
    criteria: answers.map((answer, index) => ({
      id: `c${index + 1}`,
      reason: `reason ${index + 1}`,
      answer,
    })),
  });
}

export function aReply(content: string, fields: Partial<ModelReply & { status: "ok" }> = {}): ModelReply {
  return {
    status: "ok",
    output: content,
    messages: [{ role: "assistant", content }],
    toolCalls: [],
    latencyMs: 300,
    ...fields,
  };
}

/** A model that gives these replies in turn, and then the last one again; `requests` are those it got. */
export function answering(...replies: readonly ModelReply[]): {
  readonly call: (request: ModelRequest) => Promise<ModelReply>;
  readonly requests: readonly ModelRequest[];
} {
  const requests: ModelRequest[] = [];
  const call = async (request: ModelRequest): Promise<ModelReply> => {
    const reply = replies[Math.min(requests.length, replies.length - 1)];
    if (reply === undefined) throw new Error("no reply was prepared");
    requests.push(request);
    return reply;
  };
  return { call, requests };
}

/** System and user message of a chat request. */
export function promptOf({ body }: ModelRequest): { readonly system: string; readonly user: string } {
  const messages = body["messages"] as readonly { readonly role: string; readonly content: string }[];
  return { system: messages[0]?.content ?? "", user: messages[1]?.content ?? "" };
}

/** What stands in the block of a name, parsed. */
export function blockOf(user: string, name: string): unknown {
  const lines = user.split("\n");
  const start = lines.indexOf(`<<<${name} ${fence}`);
  if (start === -1 || lines[start + 2] !== `${name} ${fence}>>>`) return undefined;
  return JSON.parse(lines[start + 1] ?? "");
}
