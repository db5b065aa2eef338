import * as z from "zod/mini";
import { MalformedError } from "./answer.ts";
import { describeIssue } from "./read-chat.ts";

/** The objects of OpenAI's batch API as far as they are used. Other keys may be anything, since the objects grow. */

const nullish = <T extends z.core.$ZodType>(schema: T) => z.optional(z.nullable(schema));
/** Becomes a part of an address and a line of a file. */
const id = z.string().check(z.regex(/^[\w.:-]{1,200}$/));

const fileSchema = z.looseObject({ id });

const batchSchema = z.looseObject({
  id,
  input_file_id: nullish(z.string()),
  status: z.string(),
  output_file_id: nullish(z.union([id, z.literal("")])),
  error_file_id: nullish(z.union([id, z.literal("")])),
  errors: nullish(z.looseObject({ data: nullish(z.array(z.looseObject({ code: nullish(z.string()) }))) })),
});

const batchListSchema = z.looseObject({ data: z.array(batchSchema) });

const rowSchema = z.looseObject({
  custom_id: z.string(),
  response: nullish(z.looseObject({ status_code: z.int(), body: z.unknown() })),
  error: nullish(z.looseObject({ code: nullish(z.string()), message: nullish(z.string()) })),
});

export type BatchObject = z.infer<typeof batchSchema>;
/** A line of an output or error file. */
export type BatchRow = z.infer<typeof rowSchema>;

export const readFileObject = (reply: unknown) => read("file", fileSchema, reply);
export const readBatchObject = (reply: unknown) => read("batch", batchSchema, reply);
export const readBatchList = (reply: unknown) => read("list of batches", batchListSchema, reply);

/** Undefined for what is no row: it cannot be told whose it is. */
export function readRow(line: string): BatchRow | undefined {
  try {
    const parsed = z.safeParse(rowSchema, JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function read<T extends z.core.$ZodType>(what: string, schema: T, reply: unknown): z.infer<T> {
  const parsed = z.safeParse(schema, reply);
  if (!parsed.success) throw new MalformedError(describeIssue(what, parsed.error));
  return parsed.data;
}
