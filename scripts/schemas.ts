/** Writes `schema/`: a JSON Schema of each file that users write or read, from the schemas that the code itself parses with. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { extend } from "zod/mini";
import { scorerOverrideSchema, ruleScorerSchema } from "../src/config/schema/scorers.ts";
import { failuresSchema } from "../src/config/schema/failures.ts";
import { gateSchema } from "../src/config/schema/gate.ts";
import { rubricSchema } from "../src/config/schema/rubric.ts";
import { waiversSchema } from "../src/config/schema/waivers.ts";
import { labelRowSchema } from "../src/dataset/labels/label-row.ts";
import { rowSchema } from "../src/dataset/row-schema.ts";
import { judgeCardSchema } from "../src/experiment/judge-card.ts";
import { verdictSchema } from "../src/experiment/verdict.ts";
import { recordLineSchema } from "../src/record/record-schema.ts";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The row schema leaves a case's own scorers to `config`; together they are the whole row. */
const caseSchema = extend(rowSchema, {
  scorers: z
    .array(z.union([z.string().min(1), ruleScorerSchema, scorerOverrideSchema]))
    .describe("Replaces the gate's scorers: a name of one, a change of one, or a rule of the case's own.")
    .optional(),
});

/** File name to text. */
export function writeSchemas(): Readonly<Record<string, string>> {
  return {
    "gate.json": print("gate", "llm-o11y gate file", requireAfterExtends(toJsonSchema(gateSchema))),
    "waivers.json": print("waivers", "llm-o11y waivers", toJsonSchema(waiversSchema)),
    "failures.json": print("failures", "llm-o11y failure modes", toJsonSchema(failuresSchema)),
    "rubric.json": print("rubric", "llm-o11y rubric", toJsonSchema(rubricSchema)),
    "case.json": print("case", "llm-o11y dataset row", toJsonSchema(caseSchema)),
    "label.json": print("label", "llm-o11y label row", toJsonSchema(labelRowSchema)),
    "judge-card.json": print("judge-card", "llm-o11y judge card", toJsonSchema(judgeCardSchema)),
    "run-record.json": print("run-record", "llm-o11y run record line", toJsonSchema(recordLineSchema)),
    "verdict.json": print("verdict", "llm-o11y verdict", toJsonSchema(verdictSchema)),
  };
}

function toJsonSchema(schema: z.core.$ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: "input", target: "draft-2020-12" });
}

/** A gate file that extends another may leave any key to it. */
function requireAfterExtends({ required, ...schema }: JsonSchema): JsonSchema {
  return { ...schema, anyOf: [{ required: required ?? [] }, { required: ["extends"] }] };
}

function print(name: string, title: string, { $schema, ...schema }: JsonSchema): string {
  return `${JSON.stringify({ $schema, $id: `urn:llm-o11y:schema:${name}`, title, ...schema }, null, 2)}\n`;
}

if (process.argv[1] === import.meta.filename) {
  const folder = join(import.meta.dirname, "..", "schema");
  for (const [name, text] of Object.entries(writeSchemas())) writeFileSync(join(folder, name), text);
}
