import type { RuleScorerConfig } from "../../config/config.ts";
import { isJsonObject, type Json } from "../../experiment/json.ts";
import { readJson, textOf } from "../output.ts";
import { quote } from "../quote.ts";
import { answerOutput, binary, type Rule, unscored } from "../rule.ts";

/** A quotation of fewer words is a word in quotes, not a claim about a source. */
const shortestQuotation = 4;

type Source = { readonly id?: string; readonly text: string };

/**
 * Every citation of the output stands in the documents: those that the target returned for the trial, else the case's `context`.
 *
 * Markers: `[1]`, `[1, 3]`, `[^2]`, `[doc-id]`. A number is the id of a document or its place, from 1. Any other marker counts where
 * it is a known id or looks like one (a digit, `-`, `_`, `.`, `:`, `/` in it), so `[sic]`, `[x]` and Markdown links are no citations.
 * Quotations of four words and more have to stand in a document, or in the case's own input, word by word, whatever the case and
 * the white space; `...` stands for words left out. An output that cites nothing passes: nothing in it is wrong.
 */
export function citations(_scorer: Extract<RuleScorerConfig, { type: "citations" }>): Rule {
  return {
    applies: (one, trials) =>
      one.context !== undefined ||
      trials === undefined ||
      trials.some((trial) => trial.context !== undefined),
    check: () => [],
    answer: (one, trial) => {
      const context = trial.context ?? one.context;
      if (context === undefined) return unscored("the trial has no context to check against");
      const sources = sourcesOf(context);
      return answerOutput(trial, (output) => {
        const text = proseOf(output);
        const marker = unknownMarker(text, sources);
        if (marker !== undefined) {
          return binary(false, `cites ${quote(marker)}, which is none of ${sources.length} documents`);
        }
        const known = [...sources.map((source) => source.text), textOf(one.input)].map(plainWords).join("\n");
        const invented = quotationsOf(text).find((quotation) => !standsIn(quotation, known));
        return binary(
          invented === undefined,
          invented === undefined
            ? "every citation is in the documents"
            : `quotes ${quote(invented)}, which no document says`,
        );
      });
    },
  };
}

/** A text is one document; a list holds texts or `{id, text | content | page_content}`; an object that is one of those is alone. */
function sourcesOf(context: Json): readonly Source[] {
  const list: readonly Json[] = Array.isArray(context) ? context : [context];
  return list.map((document) => {
    if (!isJsonObject(document)) return { text: textOf(document) };
    const { id } = document;
    const text = document["text"] ?? document["content"] ?? document["page_content"] ?? document;
    return {
      text: textOf(text),
      ...(typeof id === "string" || typeof id === "number" ? { id: String(id) } : {}),
    };
  });
}

/** The output as text; of JSON only its string values, so that its syntax is not taken for quotations. */
function proseOf(output: Json): string {
  const document = readJson(output);
  return document.ok ? stringsOf(document.value).join("\n") : textOf(output);
}

function stringsOf(value: Json): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}

function unknownMarker(text: string, sources: readonly Source[]): string | undefined {
  const ids = new Set(sources.map((source) => source.id));
  const isKnown = (marker: string) =>
    ids.has(marker) || (/^\d{1,9}$/.test(marker) && Number(marker) >= 1 && Number(marker) <= sources.length);
  for (const [, inside = ""] of text.matchAll(/\[([^[\]\n]{1,300})\](?!\()/g)) {
    const parts = inside.split(/[,;]/).map((part) => part.trim().replace(/^\^/, ""));
    if (parts.some((part) => !/^[\p{L}\p{N}._:/-]+$/u.test(part))) continue;
    const unknown = parts.find((part) => !isKnown(part) && /[\d._:/-]/.test(part));
    if (unknown !== undefined) return unknown;
  }
  return undefined;
}

function quotationsOf(text: string): readonly string[] {
  const found = text.matchAll(
    /"([^"\n]+)"|\u201C([^\u201C\u201D\n]+)\u201D|\u00AB([^\u00AB\u00BB\n]+)\u00BB/g,
  );
  return [...found]
    .map(([, straight, curly, angle]) => straight ?? curly ?? angle ?? "")
    .filter((quotation) => plainWords(quotation).split(" ").length >= shortestQuotation);
}

function standsIn(quotation: string, known: string): boolean {
  const pieces = quotation.split(/\u2026|\.{3}|\[\.{3}\]/).map(plainWords);
  return pieces.every((piece) => known.includes(piece));
}

/** Lower case, typographic quotes made plain, white space collapsed, no punctuation at either end. */
function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[\u2018\u2019]/g, "'")
    .replaceAll(/[\u201C\u201D]/g, '"')
    .replaceAll(/\s+/g, " ")
    .replace(/^[\s\p{P}]+/u, "")
    .replace(/(?<![\s\p{P}])[\s\p{P}]+$/u, "");
}
