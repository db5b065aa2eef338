import type { Options, ValidateFunction } from "ajv";
import { canonicalJson, isJsonObject, type Json } from "../experiment/json.ts";
import type { PatternCompiler } from "./pattern.ts";
import { quote } from "./quote.ts";

/** Longest string that a `format` reads; no real date, address or URL is longer, and some formats take quadratic time. */
const longestFormatted = 4096;

/** The first thing that is wrong with a value, or undefined when it is valid. */
export type Validate = (value: Json) => string | undefined;

export type SchemaReading =
  | { readonly ok: true; readonly value: Validate }
  | { readonly ok: false; readonly reason: string };

/** Compiles a JSON Schema of draft 2020-12, or of draft-07 where its `$schema` says so. Never reads anything remote. */
export type SchemaCompiler = (schema: Json) => SchemaReading;

/**
 * Loads ajv. `pattern` and `patternProperties` run on RE2, `uniqueItems` in linear time, and formats on short strings only, so
 * that no output of a model can stall the run. Equal schemas are compiled once.
 */
export async function loadSchemaCompiler(compilePattern: PatternCompiler): Promise<SchemaCompiler> {
  const [{ Ajv }, { Ajv2020 }, { default: formats }] = await Promise.all([
    import("ajv"),
    import("ajv/dist/2020.js"),
    import("ajv-formats"),
  ]);
  const options: Options = {
    strict: false,
    logger: false,
    addUsedSchema: false,
    code: { regExp: regExpOf(compilePattern) },
  };
  const draft2020 = withBounds(new Ajv2020(options), formats.default);
  let draft7: AnyAjv | undefined;
  const readings = new Map<string, SchemaReading>();

  return (schema) => {
    if (typeof schema !== "boolean" && !isJsonObject(schema)) {
      return { ok: false, reason: "a JSON Schema is an object, true or false" };
    }
    const key = canonicalJson(schema);
    const known = readings.get(key);
    if (known !== undefined) return known;
    if (isDraft7(schema)) draft7 ??= withBounds(new Ajv(options), formats.default);
    const reading = compile((isDraft7(schema) ? draft7 : undefined) ?? draft2020, schema);
    readings.set(key, reading);
    return reading;
  };
}

type AnyAjv = InstanceType<typeof import("ajv").Ajv>;

function isDraft7(schema: Json): boolean {
  const dialect = isJsonObject(schema) ? schema["$schema"] : undefined;
  return typeof dialect === "string" && /^https?:\/\/json-schema\.org\/draft-07\/schema#?$/.test(dialect);
}

function compile(ajv: AnyAjv, schema: Json): SchemaReading {
  if (isJsonObject(schema) && schema["$async"] === true) {
    return { ok: false, reason: "`$async` is not a keyword of JSON Schema" };
  }
  try {
    const validate = ajv.compile<Json>(schema as object | boolean);
    return { ok: true, value: (value) => firstError(validate, value) };
  } catch (error) {
    return { ok: false, reason: quote((error as Error).message) };
  }
}

function firstError(validate: ValidateFunction<Json>, value: Json): string | undefined {
  if (validate(value)) return undefined;
  const error = validate.errors?.[0];
  return `${quote(error?.instancePath || "/")} ${error?.message ?? "is not valid"}`.slice(0, 200);
}

/** The engine that ajv's generated code calls. ajv tells patterns apart by `toString`. */
function regExpOf(compilePattern: PatternCompiler): NonNullable<NonNullable<Options["code"]>["regExp"]> {
  const engine = (pattern: string) => {
    const compiled = compilePattern(pattern);
    if (!compiled.ok) throw new Error(compiled.reason);
    return { test: compiled.value, toString: () => pattern };
  };
  return Object.assign(engine, { code: "re2" });
}

function withBounds(ajv: AnyAjv, addFormats: (ajv: AnyAjv) => unknown): AnyAjv {
  addFormats(ajv);
  for (const [name, format] of Object.entries(ajv.formats)) {
    const validate = validatorOf(format);
    if (validate !== undefined) {
      ajv.addFormat(name, {
        type: "string",
        validate: (text: string) => text.length <= longestFormatted && validate(text),
      });
    }
  }
  ajv.removeKeyword("uniqueItems");
  ajv.addKeyword({
    keyword: "uniqueItems",
    type: "array",
    schemaType: "boolean",
    validate: (unique: boolean, items: readonly Json[]) =>
      !unique || new Set(items.map(canonicalJson)).size === items.length,
    error: { message: "must NOT have duplicate items" },
  });
  return ajv;
}

/** The check of a format of strings; undefined for one of numbers and for one that checks nothing. */
function validatorOf(format: AnyAjv["formats"][string]): ((text: string) => boolean) | undefined {
  const check =
    typeof format === "object" && "validate" in format && format.type !== "number" ? format.validate : format;
  if (check instanceof RegExp) return (text) => check.test(text);
  return typeof check === "function" ? (text) => (check as (text: string) => boolean)(text) : undefined;
}
