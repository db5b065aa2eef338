import { isJsonObject, type Json, type JsonObject } from "../../experiment/json.ts";

/** What a rubric's placeholders may name of a case, besides the trial's own. */
export type Fields = {
  readonly input: Json;
  readonly expected?: Json;
  readonly context?: Json;
  readonly metadata?: JsonObject;
};

/** The value of `expected` or `input.order.id`, if it is there. */
export function fieldOf({ input, expected, context, metadata }: Fields, name: string): Json | undefined {
  const [root = "", ...fields] = name.split(".");
  const roots = new Map<string, Json | undefined>(Object.entries({ input, expected, context, metadata }));
  return fields.reduce<Json | undefined>(
    (now, field) => (isJsonObject(now) && Object.hasOwn(now, field) ? now[field] : undefined),
    roots.get(root),
  );
}
