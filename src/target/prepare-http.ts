import { failWith } from "../config/problem-list.ts";
import type { AppRequest, AppSpec, HttpMessage } from "../experiment/app-call.ts";
import type { Case } from "../experiment/case.ts";
import { portMark, sessionMark, withoutMarks } from "../experiment/http-marks.ts";
import type { Json, JsonObject } from "../experiment/json.ts";
import type { Parsed, Place, Problem } from "../problem.ts";
import type { AppTarget } from "./app-target.ts";
import { scopeOf } from "./case-scope.ts";
import { targetFingerprint } from "./fingerprint.ts";
import { checkKeys, originIn, type WrittenHttp } from "./http-checks.ts";
import { conversationOf, plainBody, presetBody } from "./http-conversation.ts";
import { encodeForUrl, fillBody, fillText, namesIn, readPart, type RequestPart } from "./http-template.ts";
import { questionOf } from "./prepare-app.ts";
import { parseTemplate, placeholdersOf, renderText, type Scope } from "./template.ts";

type Context = {
  readonly place: Place;
  /** Content hash of the files that it is started from; absent where it runs elsewhere. */
  readonly code?: string;
};

/** An app behind a URL: every problem that can be seen without a case, or the target ready to be asked. */
export function prepareHttp(written: WrittenHttp, { place, code }: Context): Parsed<AppTarget> {
  const { url, start, setup, ready, params } = written;
  const read = [
    readPart("url", url),
    ...Object.entries(written.headers ?? {}).map(([name, text]) => readPart(`headers.${name}`, text)),
    ...(written.body === undefined ? [] : [readPart("body", written.body)]),
  ];
  const parts = read.flatMap((part) => (part.ok ? [part.value] : []));
  const problems = [
    ...checkKeys(written, place),
    ...read.flatMap((part) => (part.ok ? checkNames(part.value, params ?? {}) : part.problems)),
    ...checkHost(url),
    ...(parts.length < read.length ? [] : checkInput(written, parts)),
  ].map((problem) => ({ ...problem, ...place }));
  if (problems.length > 0) return failWith(problems, place.file);

  const fingerprint = targetFingerprint(keysOf(written), code === undefined ? {} : { code });
  const served: AppSpec =
    start === undefined
      ? { type: "http", fingerprint }
      : {
          type: "http",
          fingerprint,
          start,
          origin: originIn(url),
          ...(setup === undefined ? {} : { setup }),
          ...(ready === undefined ? {} : { ready }),
        };
  return {
    ok: true,
    value: {
      type: "http",
      fingerprint,
      spec: served,
      isRemote: start === undefined,
      url,
      request: (one, said) => {
        const question = withoutMarks<Question>(questionOf(one, said));
        const message = messageFor(question, one, { written, parts });
        if (!message.ok) return { ok: false, problems: atCase(message.problems, one) };
        const { value: http } = message;
        return {
          ok: true,
          value: { app: fingerprint, ...question, ...(params === undefined ? {} : { params }), http },
        };
      },
    },
  };
}

type Question = Pick<AppRequest, "input" | "context" | "script">;

/** Keys with their defaults. Which files are its code shows in their hash. */
function keysOf(written: WrittenHttp): JsonObject {
  const { paths: _paths, ...keys } = written;
  const { method = "POST", headers = {}, stream = false, params = {}, ...others } = keys;
  return { ...(others as JsonObject), method, headers, stream, params };
}

const ownNames = new Set(["params", "session", "turn", "turns", "port"]);

/** Whether a placeholder shows the app something of what the user says. */
function showsInput(name: string): boolean {
  const [first = ""] = name.split(".");
  return !ownNames.has(first) && first !== "metadata" && first !== "context";
}

/** Names that no case can have a value for. */
function checkNames(part: RequestPart, params: JsonObject): readonly Problem[] {
  const names = [...new Set(namesIn(part))];
  const leaked = names.filter((name) => /^expected(?:\.|$)/.test(name));
  const ofParams = part.texts.map(({ template }) =>
    template.filter((each) => typeof each !== "string" && /^params(?:\.|$)/.test(each.name)),
  );
  const unknown = ofParams.flatMap((template) => {
    const rendered = renderText(template, new Map([["params", params]]), {
      place: `\`target.${part.name}\``,
    });
    return rendered.ok ? [] : rendered.problems;
  });
  return [
    ...leaked.map((name) => ({
      code: "expected-in-prompt",
      message: `\`{{${name}}}\` in \`target.${part.name}\` would show the app the answer.`,
      fix: "Remove it: `expected` may stand in rubrics only.",
    })),
    ...unknown.map((problem) => ({
      ...problem,
      message: problem.message.replace("this case has", "`target.params` has"),
    })),
  ];
}

/** A case must not choose the host: what is allowed, and which key is sent, is decided by what the gate file says. */
function checkHost(url: string): readonly Problem[] {
  const names = placeholdersOf(parseTemplate(originIn(url)).template).filter(({ name }) => name !== "port");
  return names.map(({ name }) => ({
    code: "url-host",
    message: `\`target.url\` has \`{{${name}}}\` in its host, which a case may not choose.`,
    fix: "Write the host, and placeholders in the path or query only.",
  }));
}

function checkInput({ method, body }: WrittenHttp, parts: readonly RequestPart[]): readonly Problem[] {
  const sendsAll = body === undefined && method !== "GET";
  if (sendsAll || parts.some((part) => namesIn(part).some(showsInput))) return [];
  const [where, example] =
    body === undefined ? ["url", "`?q={{input}}`"] : ["body", '`{ question: "{{input}}" }`'];
  return [
    {
      code: "input-not-used",
      message: `no placeholder of \`target.${where}\` shows the input, so every case would ask the same.`,
      fix: `Write it there, such as ${example}.`,
    },
  ];
}

type Parts = { readonly written: WrittenHttp; readonly parts: readonly RequestPart[] };

function messageFor(question: Question, one: Case, { written, parts }: Parts): Parsed<HttpMessage> {
  const scope = scopeFor(question, one, written.params ?? {});
  const texts = parts.filter(({ name }) => name !== "body").map((part) => fillPart(part, scope));
  const body = bodyFor(question, written, scope);
  const problems = [...texts, body].flatMap((each) => (each.ok ? [] : each.problems));
  const [url, ...headers] = texts.flatMap((each) => (each.ok ? [each.value] : []));
  if (problems.length > 0 || url === undefined || !body.ok) return { ok: false, problems };
  const names = Object.keys(written.headers ?? {});
  const { method = "POST", stream = false, preset, response = {} } = written;
  const { tool_calls: toolCalls, ...paths } = response;
  return {
    ok: true,
    value: {
      method,
      url,
      headers: Object.fromEntries(names.map((name, index) => [name, headers[index] ?? ""])),
      ...(body.value === undefined ? {} : { body: body.value }),
      stream,
      reply:
        preset === undefined
          ? { ...definedOf(paths), ...(toolCalls === undefined ? {} : { toolCalls }) }
          : { preset },
    },
  };
}

/** Without the keys that are undefined. */
function definedOf<T extends object>(object: T): { [key in keyof T]?: Exclude<T[key], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never;
}

/** As in a prompt; the names of the conversation and of the server win over fields of the input of the same name. */
function scopeFor(question: Question, { metadata }: Case, params: JsonObject): Scope {
  const { input, context, script } = question;
  const messages = conversationOf(question);
  const said = scopeOf({
    input,
    ...(context === undefined ? {} : { context }),
    ...(metadata === undefined ? {} : { metadata: withoutMarks(metadata) }),
  });
  return new Map<string, Json>([
    ...said,
    ["params", params],
    ...(messages === undefined ? [] : [["messages", messages] as const]),
    ["session", sessionMark],
    ["turn", script?.turn ?? 1],
    ["turns", script?.turns ?? 1],
    ["port", portMark],
  ]);
}

const marks = new Set([portMark, sessionMark]);

function fillPart({ name, texts }: RequestPart, scope: Scope): Parsed<string> {
  const [only] = texts;
  if (only === undefined) return { ok: true, value: "" };
  if (name === "url") return fillText(only, scope, (text) => (marks.has(text) ? text : encodeForUrl(text)));
  const filled = fillText(only, scope);
  if (!filled.ok || /^[\t\u0020-\u007e\u00a0-\u00ff\uFDD0\uFDD1]*$/.test(filled.value)) return filled;
  const message = `this case would write a character into \`target.${name}\` that no header may have (value not shown).`;
  return { ok: false, problems: [{ code: "header-refused", message, fix: "Send the value in `body`." }] };
}

function bodyFor(question: Question, written: WrittenHttp, scope: Scope): Parsed<Json | undefined> {
  const { method, body, preset, params, stream = false } = written;
  if (body !== undefined) return fillBody(body, scope);
  if (preset === undefined)
    return { ok: true, value: method === "GET" ? undefined : plainBody(question, params, sessionMark) };
  const messages = conversationOf(question);
  if (messages === undefined) return { ok: false, problems: [inputNotSaid(preset)] };
  return { ok: true, value: presetBody(preset, messages, { params: params ?? {}, stream }) };
}

function inputNotSaid(preset: string): Problem {
  return {
    code: "input-not-run",
    message: `\`input\` is an object of template variables, and the preset \`${preset}\` sends messages.`,
    fix: "Write `body` in the target with the placeholders, or make `input` a text.",
  };
}

const shownProblems = 10;

/** Once each, at the line of the case. */
function atCase(problems: readonly Problem[], { place }: Case): readonly Problem[] {
  const byMessage = new Map(problems.map((problem) => [problem.message, { ...problem, ...place }]));
  return [...byMessage.values()].slice(0, shownProblems);
}
