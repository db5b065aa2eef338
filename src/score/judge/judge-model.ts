import { isJsonObject, type JsonObject } from "../../experiment/json.ts";
import type { ModelRequest } from "../../experiment/model-call.ts";
import type { Complaint } from "../rule.ts";
import type { Criterion, JudgeConfig } from "./read-rubric.ts";
import type { Prompt } from "./write-prompt.ts";

/** The model that judges, and how it is called. */
export type JudgeModel = Pick<ModelRequest, "api" | "baseUrl" | "apiKeyEnv" | "headers"> & {
  readonly model: string;
  readonly params: JsonObject;
};

type JudgeModelReading =
  | { readonly ok: true; readonly value: JudgeModel }
  | { readonly ok: false; readonly complaints: readonly Complaint[] };

/** What the judge writes itself: set in `params` it would change what is asked, or how the answer is read. */
const ownParams = ["model", "messages", "input", "instructions", "response_format", "stream", "n"];

/** The scorer's own keys over those of the gate's `judge:`, key by key. */
export function readJudgeModel(
  { options }: Pick<JudgeConfig, "options">,
  defaults: JsonObject = {},
): JudgeModelReading {
  const merged = { ...defaults, ...options };
  const params = objectAt(merged, "params");
  const model = textAt(merged, "model");
  const complaints = [
    ...refusePanel(options, defaults),
    ...refuseParams(params),
    ...(model === undefined && merged["panel"] === undefined ? [lacksModel()] : []),
  ];
  if (complaints.length > 0 || model === undefined) return { ok: false, complaints };
  return {
    ok: true,
    value: {
      model,
      params,
      api: merged["api"] === "responses" ? "responses" : "chat",
      baseUrl: textAt(merged, "base_url") ?? "https://api.openai.com/v1",
      apiKeyEnv: textAt(merged, "api_key_env") ?? "OPENAI_API_KEY",
      headers: textsOf(objectAt(merged, "headers")),
    },
  };
}

function lacksModel(): Complaint {
  const fix = "Add `judge: { model: ... }` to the gate file.";
  return { code: "missing-key", message: "there is no model to judge with.", fix };
}

/** A panel in the defaults is no matter to a scorer that names its own model. */
function refusePanel(options: JsonObject, defaults: JsonObject): readonly Complaint[] {
  const inherited = options["model"] === undefined ? defaults : {};
  return ["panel", "vote"]
    .filter((key) => options[key] !== undefined || inherited[key] !== undefined)
    .map((key) => ({
      code: "not-yet",
      message: `\`${key}\` comes with a later version; one model judges in this one.`,
      fix: `Remove \`${key}\`, and write \`model:\`.`,
    }));
}

function refuseParams(params: JsonObject): readonly Complaint[] {
  const text = objectAt(params, "text")["format"] === undefined ? [] : ["text.format"];
  return [...ownParams.filter((key) => params[key] !== undefined), ...text].map((key) => ({
    code: "judge-params",
    message: `\`params.${key}\` is what the judge writes itself.`,
    fix: "Remove it.",
  }));
}

/** The call that puts the prompt to the model and asks for the reply as JSON of a strict schema. No parameter is added to the user's own. */
export function writeRequest(
  { model, params, ...target }: JudgeModel,
  { system, user }: Prompt,
  criteria: readonly Criterion[],
): ModelRequest {
  const form = { name: "judgement", strict: true, schema: replySchema(criteria) };
  const body: JsonObject =
    target.api === "chat"
      ? {
          ...params,
          model,
          messages: [
            { role: "system", content: system },
            { role: "user", content: user },
          ],
          response_format: { type: "json_schema", json_schema: form },
        }
      : {
          ...params,
          model,
          instructions: system,
          input: user,
          text: { ...objectAt(params, "text"), format: { type: "json_schema", ...form } },
        };
  return { ...target, body, stream: false };
}

/** Only keywords that every provider of strict schemas takes; the rest is checked when the reply is read. Reason before answer. */
function replySchema(criteria: readonly Criterion[]): JsonObject {
  const answer = strictObject({
    id: { type: "string", enum: criteria.map(({ id }) => id) },
    reason: { type: "string" },
    answer: { type: "string", enum: ["yes", "no"] },
  });
  return strictObject({ criteria: { type: "array", items: answer } });
}

function strictObject(properties: JsonObject): JsonObject {
  return { type: "object", additionalProperties: false, required: Object.keys(properties), properties };
}

function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isJsonObject(value) ? value : {};
}

function textAt(object: JsonObject, key: string): string | undefined {
  const value = object[key];
  return typeof value === "string" ? value : undefined;
}

function textsOf(object: JsonObject): Readonly<Record<string, string>> {
  const entries = Object.entries(object);
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
  );
}
