import type * as z from "zod/mini";
import { isJsonObject } from "../experiment/json.ts";
import type { Json, JsonObject } from "../experiment/json.ts";
import type { Parsed, Place, Problem } from "../problem.ts";
import type { OutsideScorerConfig, ScorerConfig } from "./config.ts";
import { checkTree } from "./explain-issue.ts";
import { checkScorerNames, nameScorers } from "./name-scorers.ts";
import { suggestName } from "../experiment/nearest-name.ts";
import { normaliseScorer } from "./normalise-scorer.ts";
import { failWith } from "./problem-list.ts";
import { quoteUnlessKey } from "./key-shape.ts";
import {
  outsideScorerTypes,
  ruleScorerSchema,
  ruleScorerTypes,
  scorerOverrideSchema,
  scorerSchema,
} from "./schema/scorers.ts";
import { treeOf } from "./source-tree.ts";
import type { Path } from "./source-tree.ts";
import { withoutUndefined } from "./without-undefined.ts";

/**
 * The scorers of one case in the place of the gate's: a text names one of the gate's; an object with the `name` of one
 * changes its `value`, `criteria`, `threshold` or `weight`; an object with a `type` is a rule of the case's own. `[]` is no
 * scorer at all. Every problem stands at `place`, that of the row.
 */
export function parseCaseScorers(
  value: Json,
  gateScorers: readonly ScorerConfig[],
  place: Place,
): Parsed<readonly ScorerConfig[]> {
  if (!Array.isArray(value)) {
    const message = `\`scorers\`: expected a list, got ${quoteUnlessKey(value)}.`;
    return failWith([{ code: "wrong-value", ...place, message, fix: "Write a list of names and scorers." }]);
  }
  const entries: readonly Json[] = value;
  const names = nameEntries(entries);
  const parsed = entries.map((entry, index) =>
    parseEntry(entry, index, names[index] ?? "", gateScorers, place),
  );
  const problems = parsed.flatMap((each) => (each.ok ? [] : each.problems));
  const all = [...problems, ...checkScorerNames(treeOf(namesOf(entries), place))];
  if (all.length > 0) return failWith(all);
  return { ok: true, value: parsed.flatMap((each) => (each.ok ? [each.value] : [])) };
}

/** A text is short for an object with that `name`, so that the same scorer twice is found whichever way it is written. */
function namesOf(entries: readonly Json[]): Json {
  return entries.map((entry) => (typeof entry === "string" ? { name: entry } : entry));
}

function nameEntries(entries: readonly Json[]): readonly string[] {
  return nameScorers(
    entries.map((entry) => {
      if (typeof entry === "string") return { type: entry, name: entry };
      const { type, name } = isJsonObject(entry) ? entry : {};
      return { type: typeof type === "string" ? type : "", ...(typeof name === "string" ? { name } : {}) };
    }),
  );
}

function parseEntry(
  entry: Json,
  index: number,
  name: string,
  gateScorers: readonly ScorerConfig[],
  place: Place,
): Parsed<ScorerConfig> {
  const path = ["scorers", index];
  if (typeof entry === "string") return findScorer(entry, gateScorers, index, place);
  if (isJsonObject(entry) && entry["type"] !== undefined) return parseOwnRule(entry, path, name, place);
  if (isJsonObject(entry) && entry["name"] !== undefined)
    return parseOverride(entry, index, gateScorers, place);
  const message = `\`scorers[${index}]\`: expected a name, or an object with \`name\` or \`type\`, got ${quoteUnlessKey(entry)}.`;
  return failWith([{ code: "wrong-value", ...place, message, fix: 'Write a value such as "exact".' }]);
}

function findScorer(
  name: string,
  gateScorers: readonly ScorerConfig[],
  index: number,
  place: Place,
): Parsed<ScorerConfig> {
  const found = gateScorers.find((scorer) => scorer.name === name);
  if (found) return { ok: true, value: withoutTags(found) };
  const known = gateScorers.map((scorer) => scorer.name);
  const message = `\`scorers[${index}]\`: the gate has no scorer ${quoteUnlessKey(name)}.`;
  return failWith([{ code: "unknown-scorer", ...place, message, fix: suggestName(name, known) }]);
}

/** `tags` say which cases a scorer is for; a case that asks for it by name is one of them. */
function withoutTags(scorer: ScorerConfig): ScorerConfig {
  if (scorer.tags === undefined) return scorer;
  const { tags: _tags, ...rest } = scorer;
  return rest;
}

function parseOwnRule(entry: JsonObject, path: Path, name: string, place: Place): Parsed<ScorerConfig> {
  const type = entry["type"] ?? null;
  if (typeof type === "string" && outsideScorerTypes.includes(type)) {
    const message = `\`scorers[${path[1] as number}].type\`: a case may not bring a ${quoteUnlessKey(type)} scorer of its own.`;
    const fix = `Name one of the gate's, or use a rule: ${ruleScorerTypes.map((each) => `\`${each}\``).join(", ")}.`;
    return failWith([{ code: "scorer-not-allowed", ...place, message, fix }]);
  }
  const problems = checkTree(ruleScorerSchema, treeOf(entry, place), path);
  if (problems.length > 0) return failWith(problems);
  return { ok: true, value: normaliseScorer(ruleScorerSchema.parse(entry), { name, raw: entry, place }) };
}

function parseOverride(
  entry: JsonObject,
  index: number,
  gateScorers: readonly ScorerConfig[],
  place: Place,
): Parsed<ScorerConfig> {
  const problems = checkTree(scorerOverrideSchema, treeOf(entry, place), ["scorers", index]);
  if (problems.length > 0) return failWith(problems);
  const { name, ...changes } = scorerOverrideSchema.parse(entry);
  const found = findScorer(name, gateScorers, index, place);
  if (!found.ok) return found;
  const scorer = found.value;
  const refused = refuseChange(scorer, changes, index, place);
  if (refused.length > 0) return failWith(refused);
  return { ok: true, value: changeScorer(scorer, changes) };
}

type Changes = Omit<z.output<typeof scorerOverrideSchema>, "name">;

function changeScorer(scorer: ScorerConfig, { value, criteria, threshold, weight }: Changes): ScorerConfig {
  const common = withoutUndefined({ threshold, weight });
  if (isJudged(scorer))
    return { ...scorer, ...common, ...(criteria ? { options: askOnly(scorer, criteria) } : {}) };
  // `refuseChange` has held the value against the schema of this type of scorer.
  return { ...scorer, ...common, ...withoutUndefined({ value }) } as ScorerConfig;
}

/** A `value` or `criteria` for a scorer that reads none would be ignored in silence. */
function refuseChange(
  scorer: ScorerConfig,
  changes: Changes,
  index: number,
  place: Place,
): readonly Problem[] {
  const problems: Problem[] = [];
  const schema = scorerSchema.def.options.find(({ shape }) => shape.type.def.values[0] === scorer.type);
  const valueSchema = schema && "value" in schema.shape ? schema.shape.value : undefined;
  if (changes.value !== undefined && !valueSchema) {
    const message = `\`scorers[${index}].value\`: the scorer \`${scorer.name}\` is of type \`${scorer.type}\`, which reads no \`value\`.`;
    problems.push({ code: "unknown-key", ...place, message, fix: "Remove the key." });
  }
  if (changes.value !== undefined && valueSchema) {
    problems.push(...checkTree(valueSchema, treeOf(changes.value, place), ["scorers", index, "value"]));
  }
  if (changes.criteria !== undefined && !isJudged(scorer)) {
    const message = `\`scorers[${index}].criteria\`: the scorer \`${scorer.name}\` is of type \`${scorer.type}\`, which reads no \`criteria\`.`;
    problems.push({ code: "unknown-key", ...place, message, fix: "Remove the key." });
  }
  return problems;
}

function isJudged(scorer: ScorerConfig): scorer is OutsideScorerConfig {
  return scorer.type === "judge" || scorer.type === "pairwise";
}

/** Criteria take the place of a rubric: a judge has one or the other. */
function askOnly({ options }: OutsideScorerConfig, criteria: readonly string[]): JsonObject {
  const { rubric: _replaced, ...rest } = options;
  return { ...rest, criteria };
}
