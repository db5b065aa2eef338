import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Document, Node as YamlNode, YAMLMap } from "yaml";
import type { Parsed, Place, Problem } from "../problem.ts";
import { quoteUnlessKey } from "./key-shape.ts";
import type { SourceEntry, SourceNode } from "./source-tree.ts";

const maxCharacters = 262_144;
const maxDepth = 32;
const maxAliases = 50;

/** Sentences for the syntax errors that people make; the parser's own words serve for the others. */
const sentenceByCode: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "a tab is used for indentation, where YAML allows only spaces",
  BAD_INDENT: "this line's indentation does not fit the lines before it",
  MISSING_CHAR: "a character is missing: a closing quote or bracket, a comma, or the space after a colon",
  MULTILINE_IMPLICIT_KEY: "a key may not go over several lines; a colon or a closing quote is missing",
  BLOCK_AS_IMPLICIT_KEY:
    "a value and a key run into each other; check the indentation of the next line, and quote a value that holds `: `",
  BLOCK_IN_FLOW: "a bracket opened before this line is not closed",
  BAD_ALIAS: "this alias names no anchor",
  BAD_DQ_ESCAPE: "this escape is not known inside double quotes",
  MULTIPLE_DOCS: "the file holds more than one document (`---`)",
  TAG_RESOLVE_FAILED: "tags (`!name`) are not understood here",
  RESOURCE_EXHAUSTION: `the values are nested deeper than ${maxDepth} levels`,
};

/**
 * Reads one document of YAML 1.2 core (and so JSON) to a tree with places. Only the first syntax
 * error is reported, since it makes others; keys that are double, `__proto__` or no text are reported together.
 */
export function readYaml(file: string, text: string): Parsed<SourceNode> {
  if (text.length > maxCharacters) {
    const message = `the file has ${text.length} characters; at most ${maxCharacters} are read`;
    return {
      ok: false,
      problems: [{ code: "yaml-too-large", file, message: `${message}.`, fix: "Split or shorten it." }],
    };
  }
  try {
    return readDocument(file, text);
  } catch (error) {
    // The parser recurses, so its own stack is the only sign of nesting that is too deep for it.
    if (error instanceof RangeError) return { ok: false, problems: [tooDeep({ file })] };
    throw error;
  }
}

function readDocument(file: string, text: string): Parsed<SourceNode> {
  const lineCounter = new LineCounter();
  // Duplicate keys are found by `treeBuilder`: the parser's own search is quadratic.
  const options = {
    version: "1.2",
    schema: "core",
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter,
  } as const;
  const document = parseDocument(text, options);
  const placeAt = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line, column: col };
  };
  const [fault] = [...document.errors, ...document.warnings].toSorted((a, b) => a.pos[0] - b.pos[0]);
  if (fault) {
    const message = `not valid YAML: ${describeFault(fault.code, fault.message)}.`;
    return { ok: false, problems: [{ code: "yaml-syntax", ...placeAt(fault.pos[0]), message }] };
  }
  if (document.directives?.yaml.explicit === true && document.directives.yaml.version !== "1.2") {
    const message = `this is YAML ${document.directives.yaml.version}; only YAML 1.2 is read.`;
    const fix = "Remove the `%YAML` line.";
    return { ok: false, problems: [{ code: "yaml-syntax", file, line: 1, column: 1, message, fix }] };
  }
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) {
    const message = "the file is empty.";
    return {
      ok: false,
      problems: [{ code: "yaml-empty", file, line: 1, column: 1, message, fix: "Start with `version: 1`." }],
    };
  }
  const builder = treeBuilder(document, placeAt);
  const value = builder.build(document.contents, 0);
  return builder.problems.length > 0 ? { ok: false, problems: builder.problems } : { ok: true, value };
}

function describeFault(code: string, message: string): string {
  if (code === "BAD_INDENT" && message.startsWith("Flow")) {
    return "a `[` or `{` opened before this place is not closed, or a line inside it is not indented";
  }
  return sentenceByCode[code] ?? quoteUnlessKey(message);
}

function treeBuilder(document: Document, placeAt: (offset: number) => Place) {
  const problems: Problem[] = [];
  let aliases = 0;

  function build(node: YamlNode | null, depth: number, fallback: Place = placeAt(0)): SourceNode {
    const place = node?.range ? placeAt(node.range[0]) : fallback;
    if (depth > maxDepth) {
      problems.push(tooDeep(place));
      return { kind: "scalar", value: null, place };
    }
    if (isAlias(node)) return buildAlias(node.resolve(document) ?? null, depth, place);
    if (isMap(node)) return { kind: "map", place, entries: buildEntries(node, depth) };
    if (isSeq<YamlNode | null>(node)) {
      return { kind: "list", place, items: node.items.map((item) => build(item, depth + 1, place)) };
    }
    const value: unknown = isScalar(node) ? node.value : null;
    return { kind: "scalar", place, value: isPlain(value) ? value : null };
  }

  function buildAlias(anchored: YamlNode | null, depth: number, place: Place): SourceNode {
    aliases += 1;
    if (aliases <= maxAliases) return build(anchored, depth + 1, place);
    if (aliases === maxAliases + 1) {
      const message = `more than ${maxAliases} aliases (\`*name\`) are used, counting those inside aliases.`;
      problems.push({ code: "yaml-aliases", ...place, message, fix: "Write the values out." });
    }
    return { kind: "scalar", value: null, place };
  }

  function buildEntries(map: YAMLMap, depth: number): ReadonlyMap<string, SourceEntry> {
    const entries = new Map<string, SourceEntry>();
    for (const { key, value } of map.items as readonly { key: YamlNode | null; value: YamlNode | null }[]) {
      const place = key?.range ? placeAt(key.range[0]) : placeAt(map.range?.[0] ?? 0);
      const name = isScalar(key) && isPlain(key.value) && key.value !== null ? String(key.value) : undefined;
      const earlier = name === undefined ? undefined : entries.get(name);
      if (name === undefined) {
        problems.push({
          code: "yaml-key",
          ...place,
          message: "a key must be plain text.",
          fix: "Put the key in quotes.",
        });
      } else if (name === "__proto__") {
        problems.push({
          code: "yaml-key",
          ...place,
          message: "the key `__proto__` may not be used.",
          fix: "Remove it.",
        });
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
