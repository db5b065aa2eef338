import { Composer, isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, Parser, YAMLParseError } from "yaml";
import type { Alias, CST, Document, Node as YamlNode, YAMLMap } from "yaml";
import type { Parsed, Place, Problem } from "../problem.ts";
import { quoteUnlessKey } from "./key-shape.ts";
import type { SourceEntry, SourceNode } from "./source-tree.ts";

const maxCharacters = 262_144;
const maxDepth = 32;
const maxAliases = 50;
/** A level of nesting is one or two unfinished parts of the parser; a few more than `maxDepth` levels are left to the builder. */
const maxUnfinished = 4 * maxDepth;

/** Sentences for the syntax errors that people make; the parser's own words serve for the others. */
const sentenceByCode: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "a tab is used for indentation, where YAML allows only spaces",
  BAD_INDENT: "this line's indentation does not fit the lines before it",
  MISSING_CHAR: "a character is missing: a closing quote or bracket, a comma, or the space after a colon",
  MULTILINE_IMPLICIT_KEY: "a key may not go over several lines; a colon or a closing quote is missing",
  BLOCK_AS_IMPLICIT_KEY:
    "a value and a key run into each other; check the indentation of the next line, and quote a value that holds `: `",
  BLOCK_IN_FLOW: "a bracket opened before this line is not closed",
  BAD_DQ_ESCAPE: "this escape is not known inside double quotes",
  MULTIPLE_DOCS: "the file holds more than one document (`---`)",
  TAG_RESOLVE_FAILED: "tags (`!name`) are not understood here",
};

type PlaceAt = (offset: number) => Place;

/**
 * Reads one document of YAML 1.2 core (and so JSON) to a tree with places. Only the first syntax error is reported, since it
 * makes others; keys that are double, `__proto__` or no text, and aliases of nothing, are reported together.
 */
export function readYaml(file: string, text: string): Parsed<SourceNode> {
  if (text.length > maxCharacters) {
    const message = `the file has ${text.length} characters; at most ${maxCharacters} are read.`;
    return failAt({ file }, "yaml-too-large", message, "Split or shorten it.");
  }
  const content = text.replace(/^\uFEFF/, "");
  const lineCounter = new LineCounter();
  const placeAt: PlaceAt = (offset) => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line, column: col };
  };
  const parsed = parseTokens(content, lineCounter);
  return "deepAt" in parsed
    ? { ok: false, problems: [tooDeep(placeAt(parsed.deepAt))] }
    : readDocument(parsed.tokens, content.length, placeAt);
}

/**
 * The tokens of a text, or where it nests deeper than any gate file does; it also fills in the line counter. This part of the
 * parser does not recurse. The next one does and runs out of stack on such a text, and catching that is not safe: Node 20 ends the
 * process when it compiles a regular expression there.
 */
function parseTokens(
  text: string,
  lineCounter: LineCounter,
): { readonly tokens: readonly CST.Token[] } | { readonly deepAt: number } {
  const parser = new Parser(lineCounter.addNewLine);
  const tokens: CST.Token[] = [];
  lineCounter.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > maxUnfinished) return { deepAt: parser.offset };
  }
  tokens.push(...parser.end());
  return { tokens };
}

function readDocument(tokens: readonly CST.Token[], length: number, placeAt: PlaceAt): Parsed<SourceNode> {
  // Duplicate keys are found by the builder: the parser's own search is quadratic.
  const options = { version: "1.2", schema: "core", uniqueKeys: false, prettyErrors: false } as const;
  const [document, second] = new Composer(options).compose(tokens, true, length);
  if (document === undefined) throw new Error("the composer gave no document, although it is told to");
  const more = second ? [new YAMLParseError([second.range[0], second.range[1]], "MULTIPLE_DOCS", "")] : [];
  const faults = [...document.errors, ...more, ...document.warnings];
  const [fault] = faults.toSorted((a, b) => a.pos[0] - b.pos[0]);
  if (fault) {
    const message = `not valid YAML: ${describeFault(fault.code, fault.message)}.`;
    return failAt(placeAt(fault.pos[0]), "yaml-syntax", message, "Correct the syntax at this place.");
  }
  const { explicit = false, version } = document.directives?.yaml ?? {};
  if (explicit && version !== "1.2") {
    const message = `this is YAML ${version}; only YAML 1.2 is read.`;
    return failAt(placeAt(0), "yaml-syntax", message, "Remove the `%YAML` line.");
  }
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) {
    return failAt(placeAt(0), "yaml-empty", "the file is empty.", "Start with `version: 1`.");
  }
  const builder = treeBuilder(document, placeAt);
  const value = builder.build(document.contents, 0, placeAt(0));
  return builder.problems.length > 0 ? { ok: false, problems: builder.problems } : { ok: true, value };
}

function describeFault(code: string, message: string): string {
  if (code === "BAD_INDENT" && message.startsWith("Flow")) {
    return "a `[` or `{` opened before this place is not closed, or a line inside it is not indented";
  }
  return sentenceByCode[code] ?? quoteUnlessKey(message);
}

function treeBuilder(document: Document, placeAt: PlaceAt) {
  const problems: Problem[] = [];
  let aliases = 0;

  /** `parent` is the place of a node that has none of its own: a value that is left out. */
  function build(node: YamlNode | null, depth: number, parent: Place): SourceNode {
    const place = node?.range ? placeAt(node.range[0]) : parent;
    if (depth > maxDepth) {
      problems.push(tooDeep(place));
      return { kind: "scalar", value: null, place };
    }
    if (isAlias(node)) return buildAlias(node, depth, place);
    if (isMap(node)) return { kind: "map", place, entries: buildEntries(node, depth, place) };
    if (isSeq<YamlNode | null>(node)) {
      return { kind: "list", place, items: node.items.map((item) => build(item, depth + 1, place)) };
    }
    const value: unknown = isScalar(node) ? node.value : null;
    return { kind: "scalar", place, value: isPlain(value) ? value : null };
  }

  function buildAlias(alias: Alias, depth: number, place: Place): SourceNode {
    const anchored = alias.resolve(document);
    aliases += 1;
    if (anchored && aliases <= maxAliases) return build(anchored, depth + 1, place);
    if (!anchored) {
      const message = `the alias ${quoteUnlessKey(`*${alias.source}`)} names no anchor.`;
      problems.push({
        code: "yaml-alias",
        ...place,
        message,
        fix: "Put a text that starts with `*` in quotes.",
      });
    } else if (aliases === maxAliases + 1) {
      const message = `more than ${maxAliases} aliases (\`*name\`) are used, counting those inside aliases.`;
      problems.push({ code: "yaml-alias", ...place, message, fix: "Write the values out." });
    }
    return { kind: "scalar", value: null, place };
  }

  function buildEntries(map: YAMLMap, depth: number, parent: Place): ReadonlyMap<string, SourceEntry> {
    const entries = new Map<string, SourceEntry>();
    for (const { key, value } of map.items as readonly { key: YamlNode | null; value: YamlNode | null }[]) {
      const place = key?.range ? placeAt(key.range[0]) : parent;
      const name = isScalar(key) && isPlain(key.value) && key.value !== null ? String(key.value) : undefined;
      const earlier = name === undefined ? undefined : entries.get(name);
      if (name === undefined) {
        const message = "a key must be plain text.";
        problems.push({ code: "yaml-key", ...place, message, fix: "Put the key in quotes." });
      } else if (name === "__proto__") {
        const message = "the key `__proto__` may not be used.";
        problems.push({ code: "yaml-key", ...place, message, fix: "Remove it." });
      } else if (earlier) {
        const message = `the key ${quoteUnlessKey(name)} is already on line ${earlier.place.line}.`;
        problems.push({ code: "duplicate-key", ...place, message, fix: "Keep one of the two." });
      } else {
        entries.set(name, { place, node: build(value, depth + 1, place) });
      }
    }
    return entries;
  }

  return { build, problems };
}

function isPlain(value: unknown): value is string | number | boolean | null {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

function tooDeep(place: Place): Problem {
  const message = `the values are nested deeper than ${maxDepth} levels.`;
  return { code: "yaml-too-deep", ...place, message, fix: "Use fewer levels." };
}

function failAt(place: Place, code: string, message: string, fix: string): Parsed<never> {
  return { ok: false, problems: [{ code, ...place, message, fix }] };
}
