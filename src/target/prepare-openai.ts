import { modelDefaults } from "../config/model-defaults.ts";
import { failWith } from "../config/problem-list.ts";
import { rebasePath } from "../config/rebase-path.ts";
import type { targetSchema } from "../config/schema/target.ts";
import type * as z from "zod/mini";
import type { Case } from "../experiment/case.ts";
import { contentHash } from "../experiment/content-hash.ts";
import { isJsonObject } from "../experiment/json.ts";
import type { Json, JsonObject } from "../experiment/json.ts";
import type { ModelRequest } from "../experiment/model-call.ts";
import type { Parsed, Place } from "../problem.ts";
import { messagesFor } from "./build-messages.ts";
import { targetFingerprint } from "./fingerprint.ts";
import type { Api } from "./message.ts";
import { paramProblems } from "./params.ts";
import { promptForm, readPrompt } from "./prompt.ts";
import type { PromptSource } from "./prompt.ts";
import { normaliseText } from "./read-document.ts";
import type { NamedFile } from "./read-document.ts";
import { readResponseSchema } from "./response-schema.ts";
import { responsesInput } from "./responses-input.ts";
import type { Said } from "./said.ts";
import { readTools } from "./tools.ts";

/** A model behind an OpenAI-compatible API. */
export type OpenaiTarget = {
  readonly type: "openai";
  /** Equal fingerprints send equal requests. */
  readonly fingerprint: string;
  readonly model: string;
  readonly api: Api;
  /** What is sent for a turn of a case, the first where none was said, or what keeps it from being asked, at the case's place. */
  readonly request: (one: Case, said?: Said) => Parsed<ModelRequest>;
};

type WrittenTarget = Extract<z.output<typeof targetSchema>, { readonly type: "openai" }>;

type Context = {
  readonly files: ReadonlyMap<string, string>;
  readonly place: Place;
  readonly gateFile: string;
};

/** Every problem of the target and its files that can be seen without a case, or the target ready to be asked. */
export function prepareOpenai(written: WrittenTarget, context: Context): Parsed<OpenaiTarget> {
  const { place } = context;
  const fileAt = (path: string): NamedFile => {
    const text = context.files.get(path);
    if (text === undefined) throw new Error(`the text of ${path} was not handed over`);
    return { file: rebasePath(path, context.gateFile, ""), text: normaliseText(text) };
  };
  const { model, tools: toolsPath, response_schema: schemaPath } = written;
  const api = written.api ?? modelDefaults.api;
  const headers = written.headers ?? {};
  const params = written.params ?? {};
  const stream = written.stream ?? false;
  const apiKeyEnv = written.api_key_env ?? modelDefaults.api_key_env;
  const baseUrl = (written.base_url ?? modelDefaults.base_url).replace(/\/$/, "");

  const promptSource = sourceOf(written, fileAt, place);
  const prompt = readPrompt(promptSource, api);
  const toolsFile = toolsPath === undefined ? undefined : fileAt(toolsPath);
  const tools = toolsFile === undefined ? nothing : readTools(toolsFile, api);
  const schemaFile = schemaPath === undefined ? undefined : fileAt(schemaPath);
  const schema = schemaFile === undefined ? nothing : readResponseSchema(schemaFile);
  const problems = [
    ...paramProblems(params, schemaPath !== undefined, place),
    ...[prompt, tools, schema].flatMap((part) => (part.ok ? [] : part.problems)),
  ];
  if (!prompt.ok || !tools.ok || !schema.ok || problems.length > 0) return failWith(problems, place.file);

  const fixed: JsonObject = {
    ...params,
    model,
    ...(tools.value === undefined ? {} : { tools: tools.value }),
    ...(schema.value === undefined ? {} : replyFormat(api, params, schema.value)),
  };
  return {
    ok: true,
    value: {
      type: "openai",
      model,
      api,
      fingerprint: targetFingerprint(
        { type: "openai", model, api, base_url: baseUrl, api_key_env: apiKeyEnv, headers, params, stream },
        {
          prompt: promptContent(promptSource),
          ...(toolsFile === undefined ? {} : { tools: contentHash(toolsFile.text) }),
          ...(schemaFile === undefined ? {} : { response_schema: contentHash(schemaFile.text) }),
        },
      ),
      request: (one, said) => {
        const messages = messagesFor(prompt.value, one, api, said);
        if (!messages.ok) return messages;
        const asked =
          api === "chat" ? { messages: messages.value } : { input: responsesInput(messages.value) };
        return {
          ok: true,
          value: { api, baseUrl, apiKeyEnv, headers, body: { ...fixed, ...asked }, stream },
        };
      },
    },
  };
}

const nothing: { readonly ok: true; readonly value: undefined } = { ok: true, value: undefined };

function sourceOf(
  { prompt, messages }: WrittenTarget,
  fileAt: (path: string) => NamedFile,
  place: Place,
): PromptSource {
  if (prompt !== undefined) return { kind: "file", ...fileAt(prompt) };
  if (messages === undefined) return { kind: "none" };
  return {
    kind: "messages",
    messages: messages.map(({ role, content, file }) => ({
      role,
      from: file === undefined ? (content ?? "") : fileAt(file),
    })),
    place,
  };
}

/** A text counts the same whether it stands in the gate file or in a file of its own. */
function promptContent(source: PromptSource): Json {
  if (source.kind === "none") return [];
  if (source.kind === "file") return { form: promptForm(source.file), text: contentHash(source.text) };
  return source.messages.map(({ role, from }) => ({
    role,
    text: contentHash(typeof from === "string" ? from : from.text),
  }));
}

function replyFormat(api: Api, { text }: JsonObject, schema: JsonObject): JsonObject {
  if (api === "chat") return { response_format: { type: "json_schema", json_schema: schema } };
  return { text: { ...(isJsonObject(text) ? text : {}), format: { type: "json_schema", ...schema } } };
}
