import { canonicalJson, isJsonObject } from "../experiment/json.ts";
import type { Json, JsonObject } from "../experiment/json.ts";
import { quoteValue } from "../problem.ts";
import type { Config, RecordedScorerConfig, ScorerConfig } from "./config.ts";
import { quoteUnlessKey } from "./key-shape.ts";
import { modelDefaults } from "./model-defaults.ts";
import { withoutUndefined } from "./without-undefined.ts";

const shownEdits = 50;

/**
 * What one gate file says otherwise than another on the policy side, a line each: `quality.max_drop 0.05 -> 0.2`. Defaults are filled in
 * on both sides, lists are compared by position, and headers are never shown. `target` is not part of it. Of `datasets` only removals
 * are: a pull request's added files are read.
 */
export function diffPolicy(base: Config, head: Config): readonly string[] {
  const edits = [
    ...diff([], policyView(base), policyView(head)),
    ...diff([], viewOf(base), viewOf(head)),
    ...base.datasets
      .filter((pattern) => !head.datasets.includes(pattern))
      .map((pattern) => ({ path: ["datasets"], before: pattern, after: undefined })),
  ];
  const lines = edits.map(describe);
  const more = lines.length - shownEdits;
  return more > 0 ? [...lines.slice(0, shownEdits), `and ${more} more`] : lines;
}

type Edit = {
  readonly path: readonly (string | number)[];
  readonly before: Json | undefined;
  readonly after: Json | undefined;
};

function diff(path: Edit["path"], before: Json | undefined, after: Json | undefined): readonly Edit[] {
  if (isJsonObject(before) && isJsonObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => diff([...path, key], memberOf(before, key), memberOf(after, key)));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const [old, young] = [before, after] as readonly (readonly Json[])[];
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, index) => diff([...path, index], old?.[index], young?.[index])).flat();
  }
  return isEqual(before, after) ? [] : [{ path, before, after }];
}

function memberOf(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function isEqual(a: Json | undefined, b: Json | undefined): boolean {
  return a === undefined || b === undefined ? a === b : canonicalJson(a) === canonicalJson(b);
}

function describe({ path, before, after }: Edit): string {
  const isHidden = path.includes("headers");
  const show = (value: Json | undefined): string => {
    if (value === undefined) return "(not set)";
    return isHidden ? "(not shown)" : quoteShort(withoutHeaders(value));
  };
  return `${formatKeys(path)} ${show(before)} -> ${show(after)}`;
}

function withoutHeaders(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(withoutHeaders);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === "headers" ? "(not shown)" : withoutHeaders(member),
    ]),
  );
}

/** A plain word as it stands, everything else as JSON. */
function quoteShort(value: Json): string {
  const isWord = typeof value === "string" && /^(?!true$|false$|null$)[A-Za-z][\w./:@*-]{0,59}$/.test(value);
  const quoted = quoteUnlessKey(value);
  return isWord && quoted === JSON.stringify(value) ? value : quoted;
}

function formatKeys(path: Edit["path"]): string {
  return path
    .map((key, index) => {
      if (typeof key === "number") return `[${key}]`;
      if (!/^[\w/-]{1,60}$/.test(key)) return `[${quoteValue(key)}]`;
      return index === 0 ? key : `.${key}`;
    })
    .join("");
}

/** Everything but `policy`, `target` and `datasets`, as a gate file would write it. */
function viewOf(config: Config): JsonObject {
  const { gate, select, baseline, judge, scorers, prices, redact, execution, report } = config;
  return {
    gate,
    select: withoutUndefined(select),
    ...withoutUndefined({ baseline, judge: judge && judgeView(judge) }),
    scorers: scorers.map(scorerView),
    prices,
    redact,
    execution: snakeKeys(execution),
    report,
  };
}

/** What was written comes first, where a whole section is shown. */
function judgeView(judge: JsonObject): JsonObject {
  return { ...judge, ...modelDefaults, vote: "majority", ...judge };
}

function scorerView(scorer: ScorerConfig): JsonObject {
  const { type, place: _, ...common } = scorer;
  if (type === "recorded") {
    const { reads, name: _name, ...own } = common as Omit<RecordedScorerConfig, "type" | "place">;
    return { type, ...snakeKeys({ ...own, ...(reads === undefined ? {} : { name: reads }) }) };
  }
  const { options = {}, ...own } = common as { readonly options?: JsonObject };
  return { type, ...snakeKeys(own), ...options };
}

/** Under the names of the contract: without `policy.` before them. Modes and tags are the user's own names. */
function policyView({ policy }: Config): JsonObject {
  const { failures, slices, ...sections } = policy;
  const ownNames = (map: Readonly<Record<string, object>>): JsonObject =>
    Object.fromEntries(Object.entries(map).map(([name, limits]) => [name, snakeKeys(limits)]));
  return {
    ...Object.fromEntries(
      Object.entries(snakeKeys(sections)).map(([key, value]) => [
        key,
        isJsonObject(value) ? snakeKeys(value) : value,
      ]),
    ),
    failures: ownNames(failures),
    slices: ownNames(slices),
  };
}

/** `p95Ms` -> `p95_ms`, one level deep, since deeper keys may be the user's. */
function snakeKeys(object: object): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]: [string, Json]) => [
      key.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
}
