import { JSONPathEnvironment, JSONPathError, type JSONPathQuery } from "json-p3";
import type { Json } from "../../../experiment/json.ts";
import type { Problem } from "../../../problem.ts";
import { quoteValue } from "../../../problem.ts";
import { AppFailure } from "./app-failure.ts";
import { oneLine } from "./reason.ts";

const environment = new JSONPathEnvironment({ maxRecursionDepth: 250 });
// Their patterns would be searched in what the app answers, and may take for ever.
for (const name of ["match", "search"]) environment.functionRegister.delete(name);

/** Most values that a path may find in one reply. */
const mostValues = 10_000;

/** A target has a handful, and each is used for every trial. */
const queryByPath = new Map<string, JSONPathQuery>();

function compile(path: string): JSONPathQuery {
  const query = queryByPath.get(path) ?? environment.compile(path);
  queryByPath.set(path, query);
  return query;
}

/** What keeps the JSONPath of `response.<part>` from being used. */
export function checkPath(part: string, path: string): readonly Problem[] {
  try {
    compile(path);
    return [];
  } catch (error) {
    if (!(error instanceof JSONPathError)) throw error;
    return [
      {
        code: "response-path",
        message: `\`target.response.${part}\` ${quoteValue(path)} is not a JSONPath: ${oneLine(error.message, 120)}.`,
        fix: "Write it as RFC 9535 does, such as `$.answer.text`; `match()` and `search()` are not read.",
      },
    ];
  }
}

/**
 * What a path finds in a reply: the value, or the list of them for a path that can find several. Undefined where it finds nothing. Throws
 * an AppFailure where the reply is too deep or holds too many.
 */
export function findPath(path: string, document: Json): Json | undefined {
  const query = compile(path);
  const values: Json[] = [];
  try {
    for (const { value } of query.lazyQuery(document as Parameters<typeof query.lazyQuery>[0])) {
      if (values.length === mostValues)
        throw new AppFailure(`${path} finds more than ${mostValues} values in the reply`);
      values.push(value as Json);
    }
  } catch (error) {
    if (!(error instanceof JSONPathError)) throw error;
    throw new AppFailure(`${path} cannot be followed in the reply: ${error.message}`);
  }
  if (values.length === 0) return undefined;
  return query.singularQuery() ? values[0] : values;
}
