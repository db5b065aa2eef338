import { canonicalJson, isJsonObject, type Json, type JsonObject } from "../../experiment/json.ts";
import type { ModelRequest } from "../../experiment/model-call.ts";
import type { Complaint } from "../rule.ts";
import type { Vote } from "./count-votes.ts";
import type { JudgeConfig } from "./read-rubric.ts";
import { type Criterion, gradesOf } from "./rubric.ts";
import type { Prompt } from "./write-prompt.ts";

/** The model that judges, and how it is called. */
export type JudgeModel = Pick<ModelRequest, "api" | "baseUrl" | "apiKeyEnv" | "headers"> & {
  readonly model: string;
  readonly params: JsonObject;
};

/** One model, or several whose votes become one score. */
export type JudgeModels = { readonly members: readonly JudgeModel[]; readonly vote?: Vote };

type JudgeModelsReading =
  | { readonly ok: true; readonly value: JudgeModels }
  | { readonly ok: false; readonly complaints: readonly Complaint[] };

/** What the judge writes itself: set in `params` it would change what is asked, or how the answer is read. */
const ownParams = ["model", "messages", "input", "instructions", "response_format", "stream", "n"];

/**
 * The scorer's own keys over those of the gate's `judge:`, key by key, and those of a panel's member over both. A panel in the defaults is
 * no matter to a scorer that names its own model.
 */
export function readJudgeModels(
  { options }: Pick<JudgeConfig, "options">,
  defaults: JsonObject = {},
): JudgeModelsReading {
  const { panel: _panel, vote: _vote, ...alone } = defaults;
  const inherited = options["model"] === undefined || options["panel"] !== undefined ? defaults : alone;
  const { panel, vote, ...shared } = { ...inherited, ...options };
  const written = Array.isArray(panel) ? (panel as readonly Json[]).filter(isJsonObject) : undefined;
  const members = (written ?? [{}]).map((member) => ({ ...shared, ...member }));
  const models = members.flatMap((member) => readModel(member) ?? []);
  const complaints = [
    ...uniqueComplaints(members.flatMap((member) => refuseParams(objectAt(member, "params")))),
    ...(models.length < members.length ? [lacksModel()] : []),
    ...(written === undefined && vote !== undefined ? [lacksPanel()] : []),
    ...(new Set(models.map(canonicalJson)).size < models.length ? [equalMembers()] : []),
  ];
  if (complaints.length > 0) return { ok: false, complaints };
  if (written === undefined) return { ok: true, value: { members: models } };
  return { ok: true, value: { members: models, vote: vote === "mean" ? "mean" : "majority" } };
}

function readModel(written: JsonObject): JudgeModel | undefined {
  const model = textAt(written, "model");
  if (model === undefined) return undefined;
  return {
    model,
    params: objectAt(written, "params"),
    api: written["api"] === "responses" ? "responses" : "chat",
    baseUrl: textAt(written, "base_url") ?? "https://api.openai.com/v1",
    apiKeyEnv: textAt(written, "api_key_env") ?? "OPENAI_API_KEY",
    headers: textsOf(objectAt(written, "headers")),
  };
}

function lacksModel(): Complaint {
  const fix = "Add `judge: { model: ... }` to the gate file.";
  return { code: "missing-key", message: "there is no model to judge with.", fix };
}

function lacksPanel(): Complaint {
  const message = "`vote` is written, and there is no `panel` whose votes could be counted.";
  return { code: "judge-panel", message, fix: "Remove `vote`, or write `panel:` with a list of judges." };
}

function equalMembers(): Complaint {
  const message = "two members of the `panel` are the same judge, whose voice would count twice.";
  return { code: "judge-panel", message, fix: "Write each judge once." };
}

function uniqueComplaints(complaints: readonly Complaint[]): readonly Complaint[] {
  return [...new Map(complaints.map((complaint) => [complaint.message, complaint])).values()];
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

/**
 * Only keywords that every provider of strict schemas takes; which criterion has which answers is checked when the reply is read. Reason
 * before answer.
 */
function replySchema(criteria: readonly Criterion[]): JsonObject {
  const answer = strictObject({
    id: { type: "string", enum: criteria.map(({ id }) => id) },
    reason: { type: "string" },
    answer: { type: "string", enum: answersTo(criteria) },
  });
  return strictObject({ criteria: { type: "array", items: answer } });
}

/** The best first. */
function answersTo(criteria: readonly Criterion[]): readonly string[] {
  return [
    ...new Set(
      criteria.flatMap((criterion) =>
        gradesOf(criterion)
          .map(({ word }) => word)
          .toReversed(),
      ),
    ),
  ];
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
