import { turnsOf } from "../experiment/case.ts";
import type { Case } from "../experiment/case.ts";
import { filePartsOf } from "../experiment/content-parts.ts";
import { isJsonObject } from "../experiment/json.ts";
import type { Json, JsonObject } from "../experiment/json.ts";
import type { Parsed, Problem } from "../problem.ts";
import { scopeOf } from "./case-scope.ts";
import { messageProblems, partsOf } from "./message.ts";
import type { Api } from "./message.ts";
import type { Prompt, PromptMessage } from "./prompt.ts";
import { resent } from "./resent-message.ts";
import type { Said } from "./said.ts";
import { sentInput } from "./sent-input.ts";
import { renderText } from "./template.ts";
import type { Scope } from "./template.ts";

const shownProblems = 10;

/**
 * The messages that ask one turn of a case, in the form of the chat API: those of the prompt, what was said since, and the input where no
 * placeholder showed it. Of a script the prompt shows the first turn, and the later ones follow. Problems stand at the line of the case.
 */
export function messagesFor(prompt: Prompt, one: Case, api: Api, said?: Said): Parsed<readonly JsonObject[]> {
  const turns = turnsOf(one);
  const { metadata, context } = one;
  const scope = scopeOf({
    input: turns?.[0] ?? one.input,
    ...(metadata === undefined ? {} : { metadata }),
    ...(context === undefined ? {} : { context }),
  });
  const asked = prompt.messages.map((each) => renderMessage(each, scope));
  const input: Parsed<readonly JsonObject[]> =
    turns === undefined
      ? followingInput(prompt, one, api)
      : { ok: true, value: followingTurns(prompt, turns, said) };
  const problems = [...asked, input].flatMap((each) => (each.ok ? [] : each.problems));
  if (problems.length > 0) return { ok: false, problems: atCase(problems, one) };
  return {
    ok: true,
    value: [...asked, input].flatMap((each) => (each.ok ? each.value : [])),
  };
}

function followingTurns(
  { readsInput }: Prompt,
  turns: readonly string[],
  { turn, messages }: Pick<Said, "turn" | "messages"> = { turn: 1, messages: [] },
): readonly JsonObject[] {
  const conversation = [...messages.map(resent), { role: "user", content: turns[turn - 1] ?? "" }];
  return readsInput ? conversation.slice(1) : conversation;
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

function followingInput(prompt: Prompt, one: Case, api: Api): Parsed<readonly JsonObject[]> {
  const { input, place } = one;
  const history = Array.isArray(input) ? (input as readonly Json[]) : [];
  const faults = history.flatMap((message, index) =>
    messageProblems(message, { name: `input[${index}]`, api, place, takesFiles: true }),
  );
  if (faults.length > 0) return { ok: false, problems: faults };
  if (prompt.readsInput) {
    const [part] = filePartsOf(input);
    return part === undefined ? { ok: true, value: [] } : { ok: false, problems: [fileInText(part.type)] };
  }
  if (isJsonObject(input)) return { ok: false, problems: [inputNotUsed(input)] };
  return {
    ok: true,
    value:
      typeof input === "string"
        ? [{ role: "user", content: input }]
        : (sentInput(one) as readonly JsonObject[]),
  };
}

function fileInText(type: string): Problem {
  return {
    code: "attachment-in-text",
    message: `\`input\` has a part of type \`${type}\`, and the prompt shows the input as a text.`,
    fix: "Write the prompt without `{{input}}`: then the messages of the input follow it as they are.",
  };
}

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
