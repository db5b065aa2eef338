import * as z from "zod/mini";

/** Ids of a provider become parts of an address. */
const id = z.string().check(z.regex(/^[\w.:-]{1,200}$/));

const entrySchema = z.union([
  z.strictObject({ type: z.literal("batches"), version: z.literal(1), salt: id }),
  z.strictObject({ type: z.literal("file"), file: id, calls: z.array(id) }),
  z.strictObject({ type: z.literal("batch"), file: id, batch: id }),
]);

/**
 * A line of what a run has under way in batches: first its salt, then each file of calls that was uploaded, and each batch that was
 * started of one.
 */
export type BatchEntry = z.infer<typeof entrySchema>;

export function batchLine(entry: BatchEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

/** The entries of a whole file. A line that cannot be read, such as a torn last one, is left out: what it told of is sent again. */
export function readBatchEntries(text: string): readonly BatchEntry[] {
  return text.split("\n").flatMap((line) => {
    try {
      const parsed = z.safeParse(entrySchema, JSON.parse(line));
      return parsed.success ? [parsed.data] : [];
    } catch {
      return [];
    }
  });
}
