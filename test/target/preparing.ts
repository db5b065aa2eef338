import type { Case } from "../../src/experiment/case.ts";
import type { Json, JsonObject } from "../../src/experiment/json.ts";
import type { ModelRequest } from "../../src/experiment/model-call.ts";
import type { Problem } from "../../src/problem.ts";
import { prepareTarget } from "../../src/target/prepare-target.ts";
import type { PreparedTarget } from "../../src/target/prepare-target.ts";
import { aCase } from "../build.ts";

export type Texts = Readonly<Record<string, string>>;
type OpenaiTarget = Extract<PreparedTarget, { type: "openai" }>;

const prepare = (keys: JsonObject, texts: Texts) =>
  prepareTarget({
    raw: { type: "openai", model: "gpt-5-mini", ...keys },
    files: new Map(Object.entries(texts)),
    place: { file: "evals/llm-o11y.yml" },
  });

/** A valid target of the support desk; throws where it is not. */
export function aTarget(keys: JsonObject = {}, texts: Texts = {}): OpenaiTarget {
  const prepared = prepare(keys, texts);
  if (!prepared.ok || prepared.value.type !== "openai") throw new Error(JSON.stringify(prepared));
  return prepared.value;
}

export function targetProblems(keys: JsonObject, texts: Texts = {}): readonly Problem[] {
  const prepared = prepare(keys, texts);
  return prepared.ok ? [] : prepared.problems;
}

export function requestFor(target: OpenaiTarget, fields: Partial<Case> = {}): ModelRequest {
  const request = target.request(aCase(fields));
  if (!request.ok) throw new Error(JSON.stringify(request.problems));
  return request.value;
}

/** The messages, or the items of the Responses API, that a case is asked with. */
export function asked(target: OpenaiTarget, fields: Partial<Case> = {}): Json | undefined {
  const { body } = requestFor(target, fields);
  return body["messages"] ?? body["input"];
}

export function caseProblems(target: OpenaiTarget, fields: Partial<Case>): readonly Problem[] {
  const request = target.request(aCase(fields));
  return request.ok ? [] : request.problems;
}
