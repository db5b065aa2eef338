import * as z from "zod/mini";
import { LangfuseFailure } from "./langfuse-failure.ts";

const nullish = <T extends z.core.$ZodType>(schema: T) => z.optional(z.nullable(schema));

/** A page that a cursor follows. Other keys may be anything. */
const cursorPageSchema = z.object({
  data: z.array(z.unknown()),
  meta: nullish(z.object({ cursor: nullish(z.string()) })),
});

/** A page with a number, of the API of version 3. */
const numberedPageSchema = z.object({
  data: z.array(z.unknown()),
  meta: z.object({ totalPages: nullish(z.number()) }),
});

const deprecationSchema = z.object({
  _deprecation: z.object({
    message: z.string(),
    replacement: nullish(z.string()),
    sunsetAt: nullish(z.string()),
  }),
});

export type CursorPage = { readonly rows: readonly unknown[]; readonly next?: string };

export function readCursorPage(data: unknown): CursorPage {
  const page = z.safeParse(cursorPageSchema, data);
  if (!page.success) throw new LangfuseFailure("malformed");
  const next = page.data.meta?.cursor;
  return { rows: page.data.data, ...(next ? { next } : {}) };
}

export function readNumberedPage(data: unknown): {
  readonly rows: readonly unknown[];
  readonly pages?: number;
} {
  const page = z.safeParse(numberedPageSchema, data);
  if (!page.success) throw new LangfuseFailure("malformed");
  const { totalPages } = page.data.meta;
  return { rows: page.data.data, ...(typeof totalPages === "number" ? { pages: totalPages } : {}) };
}

/** What a reply says of its own end, in the server's words. Untrusted. */
export function readDeprecation(data: unknown): string | undefined {
  const read = z.safeParse(deprecationSchema, data);
  if (!read.success) return undefined;
  const { message, replacement, sunsetAt } = read.data._deprecation;
  return [message, replacement && `use ${replacement}`, sunsetAt && `until ${sunsetAt}`]
    .filter((part) => typeof part === "string" && part !== "")
    .join("; ")
    .slice(0, 300);
}
