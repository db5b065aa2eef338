import type { JSONPathNode } from "json-p3";
import type { Json } from "../experiment/json.ts";
import type { PatternCompiler } from "./pattern.ts";
import { quote } from "./quote.ts";

/** Most values that a path may find in one document. */
const mostValues = 10_000;

export type Found =
  | { readonly ok: true; readonly values: readonly Json[] }
  | { readonly ok: false; readonly reason: string };

export type Path = {
  /** The path can find one value at the most (a singular query of RFC 9535). */
  readonly isSingular: boolean;
  /** The values found in document order; a reason where the document is too deep or holds too many. */
  readonly find: (document: Json) => Found;
};

export type PathReading =
  | { readonly ok: true; readonly value: Path }
  | { readonly ok: false; readonly reason: string };

export type PathCompiler = (path: string) => PathReading;

/**
 * Loads JSONPath (RFC 9535). `match()` and `search()` of filters run on RE2; a pattern that is not RE2 matches nothing, as the
 * RFC says of patterns that are not valid.
 */
export async function loadPathCompiler(compilePattern: PatternCompiler): Promise<PathCompiler> {
  const { JSONPathEnvironment, FunctionExpressionType, JSONPathError } = await import("json-p3");
  const environment = new JSONPathEnvironment({ maxRecursionDepth: 250 });

  function addFilter(name: string, toSearched: (pattern: string) => string): void {
    environment.functionRegister.set(name, {
      argTypes: [FunctionExpressionType.ValueType, FunctionExpressionType.ValueType],
      returnType: FunctionExpressionType.LogicalType,
      call: (text: unknown, pattern: unknown) => {
        if (typeof text !== "string" || typeof pattern !== "string") return false;
        const compiled = compilePattern(toSearched(pattern));
        return compiled.ok && compiled.value(text);
      },
    });
  }
  addFilter("match", (pattern) => `^(?:${pattern})$`);
  addFilter("search", (pattern) => pattern);

  function collect(nodes: Iterable<JSONPathNode>): Found {
    const values: Json[] = [];
    for (const node of nodes) {
      if (values.length === mostValues)
        return { ok: false, reason: `the path finds more than ${mostValues} values` };
      values.push(node.value as Json);
    }
    return { ok: true, values };
  }

  return (path) => {
    try {
      const query = environment.compile(path);
      const find = (document: Json): Found => {
        try {
          return collect(query.lazyQuery(document as Parameters<typeof query.lazyQuery>[0]));
        } catch (error) {
          if (!(error instanceof JSONPathError)) throw error;
          return { ok: false, reason: `the path cannot be followed (${quote(error.message)})` };
        }
      };
      return { ok: true, value: { isSingular: query.singularQuery(), find } };
    } catch (error) {
      if (!(error instanceof JSONPathError)) throw error;
      return { ok: false, reason: `${quote(path)} is not a JSONPath (${quote(error.message)})` };
    }
  };
}
