import type { RuleScorerConfig, ScorerConfig } from "../config/config.ts";
import type { Case } from "../experiment/case.ts";
import type { Json } from "../experiment/json.ts";
import type { Parsed, Problem } from "../problem.ts";
import { loadPathCompiler, type PathCompiler } from "./path.ts";
import { loadPatternCompiler, type PatternCompiler } from "./pattern.ts";
import type { Complaint, Rule } from "./rule.ts";
import { citations } from "./rules/citations.ts";
import { contains } from "./rules/contains.ts";
import { exact } from "./rules/exact.ts";
import { jsonPath } from "./rules/json-path.ts";
import { jsonSchema } from "./rules/json-schema.ts";
import { maxLength } from "./rules/max-length.ts";
import { numeric } from "./rules/numeric.ts";
import { refusal } from "./rules/refusal.ts";
import { regex } from "./rules/regex.ts";
import { similarity } from "./rules/similarity.ts";
import { toolCalls } from "./rules/tool-calls.ts";
import { loadSchemaCompiler, type SchemaCompiler } from "./schema.ts";
import { casesWithoutScorer, checkCases, isRule, type PreparedScorer } from "./scorer.ts";

/**
 * Compiles patterns, schemas and paths before anything runs: the scorers in the order given, or every problem at once, each at
 * its scorer's place. `files` are the texts of the files that scorers name, by the path as it stands in the scorer. An engine
 * is loaded only when a scorer needs it, since loading ajv takes longer than most runs.
 */
export async function prepareScorers(
  configs: readonly ScorerConfig[],
  files: ReadonlyMap<string, string>,
): Promise<Parsed<readonly PreparedScorer[]>> {
  const engines = await loadEngines(configs);
  const problems: Problem[] = [];
  const scorers = configs.map((config): PreparedScorer => {
    if (!isRule(config)) return { config };
    const made = makeRule(config, engines, files);
    const complaints = made.ok ? made.rule.check() : [made.complaint];
    problems.push(...complaints.map((complaint) => ({ ...config.place, ...complaint })));
    return made.ok ? { config, rule: made.rule } : { config };
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: scorers };
}

/**
 * Prepares the gate's scorers and every case's own, and checks each case against the scorers that apply to it: the scorers of
 * a case by the case, or every problem at once. `scorersFor` gives the resolved list of a case; equal objects are prepared once.
 */
export async function prepareCaseScorers({
  scorers,
  cases,
  scorersFor,
  files,
}: {
  readonly scorers: readonly ScorerConfig[];
  readonly cases: readonly Case[];
  readonly scorersFor: (one: Case) => readonly ScorerConfig[];
  readonly files: ReadonlyMap<string, string>;
}): Promise<Parsed<(one: Case) => readonly PreparedScorer[]>> {
  const lists = new Set(cases.map(scorersFor));
  const configs = [...new Set([...scorers, ...[...lists].flat()])];
  const prepared = await prepareScorers(configs, files);
  if (!prepared.ok) return prepared;

  const byConfig = new Map(prepared.value.map((scorer) => [scorer.config, scorer]));
  const pick = (list: readonly ScorerConfig[]) => list.flatMap((config) => byConfig.get(config) ?? []);
  // Cases share their lists, and so what is made of them.
  const byList = new Map(Array.from(lists, (list) => [list, pick(list)]));
  const resolve = (one: Case) => {
    const list = scorersFor(one);
    return byList.get(list) ?? pick(list);
  };
  const problems = [...casesWithoutScorer(cases, resolve), ...checkCases(cases, resolve)];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: resolve };
}

type Engines = {
  readonly pattern?: PatternCompiler;
  readonly schema?: SchemaCompiler;
  readonly path?: PathCompiler;
};

async function loadEngines(configs: readonly ScorerConfig[]): Promise<Engines> {
  const needsSchema = configs.some(
    (one) => one.type === "json_schema" || (one.type === "tool_calls" && one.arguments === "schema"),
  );
  const needsPath = configs.some((one) => one.type === "json_path");
  if (!needsSchema && !needsPath && !configs.some((one) => one.type === "regex")) return {};
  const pattern = await loadPatternCompiler();
  return {
    pattern,
    ...(needsSchema ? { schema: await loadSchemaCompiler(pattern) } : {}),
    ...(needsPath ? { path: await loadPathCompiler(pattern) } : {}),
  };
}

type Made =
  | { readonly ok: true; readonly rule: Rule }
  | { readonly ok: false; readonly complaint: Complaint };

function makeRule(config: RuleScorerConfig, engines: Engines, files: ReadonlyMap<string, string>): Made {
  switch (config.type) {
    case "exact":
      return { ok: true, rule: exact(config) };
    case "contains":
      return { ok: true, rule: contains(config) };
    case "regex":
      return { ok: true, rule: regex(config, loaded(engines.pattern)) };
    case "numeric":
      return { ok: true, rule: numeric(config) };
    case "similarity":
      return { ok: true, rule: similarity(config) };
    case "refusal":
      return { ok: true, rule: refusal(config) };
    case "max_length":
      return { ok: true, rule: maxLength(config) };
    case "citations":
      return { ok: true, rule: citations(config) };
    case "tool_calls":
      return { ok: true, rule: toolCalls(config, engines.schema) };
    case "json_path":
      return makeJsonPath(config, loaded(engines.path));
    default:
      return makeJsonSchema(config, loaded(engines.schema), files);
  }
}

function loaded<T>(engine: T | undefined): T {
  if (engine === undefined) throw new Error("loadEngines did not load what a scorer needs");
  return engine;
}

function makeJsonPath(config: Extract<RuleScorerConfig, { type: "json_path" }>, compile: PathCompiler): Made {
  const path = compile(config.path);
  return path.ok
    ? { ok: true, rule: jsonPath(config, path.value) }
    : {
        ok: false,
        complaint: {
          code: "scorer-path",
          message: `\`${config.name}\`: ${path.reason}.`,
          fix: "Write a JSONPath of RFC 9535, such as `$.answer` or `$.items[*].id`.",
        },
      };
}

function makeJsonSchema(
  config: Extract<RuleScorerConfig, { type: "json_schema" }>,
  compile: SchemaCompiler,
  files: ReadonlyMap<string, string>,
): Made {
  const complain = (message: string, fix: string): Made => ({
    ok: false,
    complaint: { code: "scorer-schema", message: `\`${config.name}\`: ${message}`, fix },
  });
  const text = files.get(config.schema);
  const file = `\`${config.schema}\``;
  if (text === undefined)
    return complain(`the file ${file} is not there.`, "Write the path of a JSON Schema file.");
  let schema: Json;
  try {
    schema = JSON.parse(text) as Json;
  } catch {
    return complain(`${file} is not JSON.`, "Write a JSON Schema in it.");
  }
  const compiled = compile(schema);
  return compiled.ok
    ? { ok: true, rule: jsonSchema(config, compiled.value) }
    : complain(
        `${file} is not a JSON Schema that can be used: ${compiled.reason}.`,
        "Put it right; remote `$ref` is never read.",
      );
}
