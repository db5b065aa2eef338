import type { Case } from "../experiment/case.ts";
import { isJsonObject } from "../experiment/json.ts";
import type { Json, JsonObject } from "../experiment/json.ts";
import type { Parsed, Problem } from "../problem.ts";
import { scopeOf } from "./case-scope.ts";
import { messageProblems, partsOf } from "./message.ts";
import type { Api } from "./message.ts";
import type { Prompt, PromptMessage } from "./prompt.ts";
import { renderText } from "./template.ts";
import type { Scope } from "./template.ts";

const shownProblems = 10;

/**
 * The messages that ask one case, in the form of the chat API: those of the prompt, and the input where no placeholder showed it.
 * Problems stand at the line of the case.
 */
export function messagesFor(prompt: Prompt, one: Case, api: Api): Parsed<readonly JsonObject[]> {
  const scope = scopeOf(one);
  const asked = prompt.messages.map((each) => renderMessage(each, scope));
  const input = followingInput(prompt, one, api);
  const problems = [...asked, input].flatMap((each) => (each.ok ? [] : each.problems));
  if (problems.length > 0) return { ok: false, problems: atCase(problems, one) };
  return {
    ok: true,
    value: [...asked, input].flatMap((each) => (each.ok ? each.value : [])),
  };
}

function renderMessage({ message, templates }: PromptMessage, scope: Scope): Parsed<readonly JsonObject[]> {
  const texts = templates.map((template) => renderText(template, scope));
  const problems = texts.flatMap((text) => (text.ok ? [] : text.problems));
  if (problems.length > 0) return { ok: false, problems };
  const [first, ...others] = texts.flatMap((text) => (text.ok ? [text.value] : []));
  if (first === undefined) return { ok: true, value: [message] };
  const content: Json =
    typeof message["content"] === "string"
      ? first
      : partsOf(message).map((part, index) => ({ ...part, text: [first, ...others][index] ?? "" }));
  return { ok: true, value: [{ ...message, content }] };
}

function followingInput(prompt: Prompt, { input, place }: Case, api: Api): Parsed<readonly JsonObject[]> {
  if (isTurns(input)) return { ok: false, problems: [turnsNotRun] };
  const history = Array.isArray(input) ? (input as readonly Json[]) : [];
  const faults = history.flatMap((message, index) =>
    messageProblems(message, { name: `input[${index}]`, api, place }),
  );
  if (faults.length > 0) return { ok: false, problems: faults };
  if (prompt.readsInput) return { ok: true, value: [] };
  if (isJsonObject(input)) return { ok: false, problems: [inputNotUsed(input)] };
  return {
    ok: true,
    value:
      typeof input === "string" ? [{ role: "user", content: input }] : (history as readonly JsonObject[]),
  };
}

function isTurns(input: Json): boolean {
  return Array.isArray(input) && typeof input[0] === "string";
}

const turnsNotRun: Problem = {
  code: "input-not-run",
  message: "`input` is a script of user turns, and this version answers one turn only.",
  fix: "Write the first turn as a text or the conversation as a list of messages, or make the case a draft.",
};

function inputNotUsed(input: JsonObject): Problem {
  const field = Object.keys(input).find((key) => /^[\p{L}\p{N}_-]{1,64}$/u.test(key));
  const example = field === undefined ? "" : ` or \`{{input.${field}}}\``;
  return {
    code: "input-not-used",
    message: "`input` is an object of template variables, and no placeholder of the prompt shows one.",
    fix: `Write \`{{input}}\`${example} in the prompt, or make \`input\` a text.`,
  };
}

/** Once each: a name may be missing in several messages. */
function atCase(problems: readonly Problem[], { place }: Case): readonly Problem[] {
  const byMessage = new Map(problems.map((problem) => [problem.message, { ...problem, ...place }]));
  return [...byMessage.values()].slice(0, shownProblems);
}
