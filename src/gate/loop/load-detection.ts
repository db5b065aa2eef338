import type { Config, ScorerConfig } from "../../config/config.ts";
import type { FailuresFile } from "../../config/parse-failures.ts";
import { parseFailures } from "../../config/parse-failures.ts";
import { parseGateFile, readExtends } from "../../config/parse-gate-file.ts";
import { suggestName } from "../../experiment/nearest-name.ts";
import type { Json } from "../../experiment/json.ts";
import type { Problem } from "../../problem.ts";
import { ProblemError, quoteValue } from "../../problem.ts";
import { readStrictJson, textOf } from "../../score/output.ts";
import { loadPatternCompiler, longestText, type PatternCompiler } from "../../score/pattern.ts";
import { loadSchemaCompiler } from "../../score/schema.ts";
import type { OutputSchema } from "../../traces/detect/answer-signs.ts";
import type { DetectorOptions } from "../../traces/detect/open-detector.ts";
import type { ModeRule } from "../../traces/detect/rule-signs.ts";
import { signals } from "../../traces/detect/sign.ts";
import type { RedactorSettings } from "../../traces/redact/open-redactor.ts";
import type { Files } from "../../tree/tree.ts";
import { gather, orThrow } from "../gather.ts";
import { besideFile } from "../paths.ts";

type Rules = Required<Omit<DetectorOptions, "learned">> & { readonly redact: RedactorSettings };
type SchemaScorer = Extract<ScorerConfig, { readonly type: "json_schema" }>;

/**
 * What counts as a failure besides the built-in signals: limits and schemas of the gate file where there is one, with what it redacts, and
 * `.llm-o11y/failures.yml` beside it. Throws a ProblemError with every problem of all of them.
 */
export async function loadDetection(config: string | undefined, files: Files): Promise<Rules> {
  const [gate, failures] = await gather<[Config | undefined, FailuresFile | undefined]>([
    loadGateFile(config, files),
    loadFailures(besideFile(config ?? "llm-o11y.yml", failuresName), files),
  ]);
  const compile = await loadPatternCompiler();
  const [schemas, rules] = await gather<[readonly OutputSchema[], readonly ModeRule[]]>([
    loadSchemas(gate, files, compile),
    compileRules(besideFile(config ?? "llm-o11y.yml", failuresName), failures?.modes ?? [], compile),
  ]);
  const { latency, cost } = gate?.policy ?? { latency: {}, cost: {} };
  return {
    limits: {
      ...(latency.p95Ms === undefined ? {} : { latencyMs: latency.p95Ms }),
      ...(latency.ttftP95Ms === undefined ? {} : { ttftMs: latency.ttftP95Ms }),
      ...(cost.perRequestUsd === undefined ? {} : { costUsd: cost.perRequestUsd }),
    },
    schemas,
    rules,
    ignored: new Set(failures?.ignored ?? []),
    redact: gate?.redact ?? noSettings,
  };
}

/** Where no gate file says more. */
export const noSettings: RedactorSettings = { patterns: {}, keep: [] };

const failuresName = ".llm-o11y/failures.yml";

export async function loadGateFile(file: string | undefined, files: Files): Promise<Config | undefined> {
  if (file === undefined) return undefined;
  const text = await files.readText(file);
  const named = readExtends(file, text);
  const base = named === undefined ? undefined : besideFile(file, named);
  const more = base === undefined ? {} : { base: { file: base, text: await files.readText(base) } };
  return orThrow(parseGateFile({ file, text, ...more }, { needsTarget: false }));
}

async function loadFailures(file: string, files: Files): Promise<FailuresFile | undefined> {
  const text = await files.readTextIfThere(file);
  if (text === undefined) return undefined;
  const failures = orThrow(parseFailures(file, text));
  const unknown = failures.ignored.filter((name) => !(signals as readonly string[]).includes(name));
  const problems = unknown.map((name): Problem => {
    const nearest = suggestName(name, signals);
    const message = `\`ignore\`: ${quoteValue(name)} is no signal.`;
    return { code: "wrong-value", file, message, fix: nearest ?? `Write one of ${signals.join(", ")}.` };
  });
  if (problems.length > 0) throw new ProblemError(problems);
  return failures;
}

async function compileRules(
  file: string,
  modes: FailuresFile["modes"],
  compile: PatternCompiler,
): Promise<readonly ModeRule[]> {
  const problems: Problem[] = [];
  const rules = modes.map(({ name, tool, ...patterns }): ModeRule => {
    const compiled = Object.entries(patterns).flatMap(([key, pattern]) => {
      const reading = compile(pattern);
      if (reading.ok) return [[key, reading.value] as const];
      const fix = "Write it in the syntax of RE2: no look-around, no back-references.";
      problems.push({ code: "scorer-pattern", file, message: `\`${name}\`: ${reading.reason}.`, fix });
      return [];
    });
    return { name, ...(tool === undefined ? {} : { tool }), ...Object.fromEntries(compiled) };
  });
  if (problems.length > 0) throw new ProblemError(problems);
  return rules;
}

async function loadSchemas(
  gate: Config | undefined,
  files: Files,
  compilePattern: PatternCompiler,
): Promise<readonly OutputSchema[]> {
  const scorers = (gate?.scorers ?? []).filter(
    (scorer): scorer is SchemaScorer => scorer.type === "json_schema" && !scorer.not,
  );
  if (gate === undefined || scorers.length === 0) return [];
  const compile = await loadSchemaCompiler(compilePattern);
  const texts = await gather<string[]>(
    scorers.map(({ schema }) => files.readText(besideFile(gate.file, schema))),
  );
  const problems: Problem[] = [];
  const schemas = scorers.flatMap(({ name, schema, failure, tags }, index): readonly OutputSchema[] => {
    const document = readStrictJson(texts[index] ?? "");
    const reading = document.ok ? compile(document.value) : { ok: false as const, reason: "it is not JSON" };
    if (reading.ok) {
      const fault = (answer: Json) => faultOf(answer, reading.value);
      return [{ name, failure: failure ?? "format_break", ...(tags === undefined ? {} : { tags }), fault }];
    }
    const message = `\`${name}\`: \`${schema}\` is not a JSON Schema that can be used: ${reading.reason}.`;
    problems.push({ code: "scorer-schema", file: gate.file, message, fix: "Put it right." });
    return [];
  });
  if (problems.length > 0) throw new ProblemError(problems);
  return schemas;
}

/** As the scorer `json_schema` answers; a text that is too long for it is not looked at. */
function faultOf(answer: Json, validate: (value: Json) => string | undefined): string | undefined {
  if (textOf(answer).length > longestText) return undefined;
  const document = readStrictJson(answer);
  return document.ok ? validate(document.value) : document.reason;
}
