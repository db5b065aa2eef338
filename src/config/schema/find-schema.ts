import * as z from "zod/mini";
import { childOf } from "../source-tree.ts";
import type { Path, SourceNode } from "../source-tree.ts";
import { hints } from "./hint.ts";
import type { Hint } from "./hint.ts";

/** The schema that judges the value at a path, with the union member that the written value means. */
export function schemaAt(root: z.core.$ZodType, path: Path, value: SourceNode | undefined): z.core.$ZodType | undefined {
  let schema: z.core.$ZodType | undefined = root;
  let node = value;
  for (const key of path) {
    schema = schema && childSchema(chooseMember(schema, node), key);
    node = childOf(node, key);
  }
  return schema;
}

/** The keys of the object that a schema describes, for a value; empty where the keys are the user's own. */
export function knownKeys(schema: z.core.$ZodType | undefined, node: SourceNode | undefined): readonly string[] {
  const member = schema && chooseMember(schema, node);
  return member instanceof z.ZodMiniObject ? Object.keys(member.shape) : [];
}

/** Takes off what only says whether a key must be written. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const inner = unwrapOnce(schema);
  return inner === undefined ? schema : unwrap(inner);
}

/** The hint of a schema, or of what it wraps. */
export function hintOf(schema: z.core.$ZodType): Hint | undefined {
  const hint = hints.get(schema);
  if (hint?.expected !== undefined) return hint;
  const inner = unwrapOnce(schema);
  return inner && hintOf(inner);
}

function unwrapOnce(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodMiniLazy) return schema._zod.innerType;
  const wrapped =
    schema instanceof z.ZodMiniOptional ||
    schema instanceof z.ZodMiniDefault ||
    schema instanceof z.ZodMiniPrefault;
  return wrapped ? schema.def.innerType : undefined;
}

function chooseMember(schema: z.core.$ZodType, node: SourceNode | undefined): z.core.$ZodType {
  const bare = unwrap(schema);
  if (bare instanceof z.ZodMiniDiscriminatedUnion) {
    const { discriminator, options } = bare._zod.def;
    const written = childOf(node, discriminator);
    const wanted = written?.kind === "scalar" ? written.value : undefined;
    const member = options.find(
      (option) => option._zod.propValues?.[discriminator]?.has(wanted as z.core.util.Primitive) === true,
    );
    return member ?? bare;
  }
  if (bare instanceof z.ZodMiniUnion) {
    const members = (bare.def.options as readonly z.core.$ZodType[]).map(unwrap);
    const isMember = (option: z.core.$ZodType): boolean =>
      node?.kind === "map"
        ? option instanceof z.ZodMiniObject || option instanceof z.ZodMiniRecord
        : node?.kind === "list" && option instanceof z.ZodMiniArray;
    return members.find(isMember) ?? bare;
  }
  return bare;
}

function childSchema(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodMiniObject) return (schema.shape as z.core.$ZodLooseShape)[String(key)];
  if (schema instanceof z.ZodMiniRecord) return schema.def.valueType;
  if (schema instanceof z.ZodMiniArray) return schema.def.element;
  return undefined;
}
