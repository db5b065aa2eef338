import type { Json } from "../experiment/json.ts";
import type { Place } from "../problem.ts";

/** A parsed value that remembers where each of its parts was written. Files are merged as trees, so that places survive it. */
export type SourceNode = { readonly place: Place } & (
  | { readonly kind: "scalar"; readonly value: string | number | boolean | null }
  | { readonly kind: "list"; readonly items: readonly SourceNode[] }
  | { readonly kind: "map"; readonly entries: ReadonlyMap<string, SourceEntry> }
);

export type SourceMap = Extract<SourceNode, { kind: "map" }>;

/** `place` is that of the key; that of the value is `node.place`. */
export type SourceEntry = { readonly place: Place; readonly node: SourceNode };

export type Path = readonly PropertyKey[];

/** The plain value. Every key becomes an own property, `__proto__` too. */
export function toJson(node: SourceNode): Json {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(toJson);
  return Object.fromEntries(Array.from(node.entries, ([key, entry]) => [key, toJson(entry.node)]));
}

/** A tree of a value whose parts all stand at one place, as those of a dataset row do. */
export function treeOf(value: Json, place: Place): SourceNode {
  if (Array.isArray(value))
    return { kind: "list", place, items: value.map((item: Json) => treeOf(item, place)) };
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, member]): [string, SourceEntry] => [
      key,
      { place, node: treeOf(member, place) },
    ]);
    return { kind: "map", place, entries: new Map(entries) };
  }
  return { kind: "scalar", place, value };
}

/** The child under a key of a map or an index of a list. */
export function childOf(node: SourceNode | undefined, key: PropertyKey): SourceNode | undefined {
  if (node?.kind === "map") return node.entries.get(String(key))?.node;
  if (node?.kind === "list") return node.items[Number(key)];
  return undefined;
}

/** The node at a path, or undefined where nothing was written. */
export function nodeAt(root: SourceNode, path: Path): SourceNode | undefined {
  return path.reduce<SourceNode | undefined>(childOf, root);
}

/** Where the value at a path stands; for a path that was not written, its closest written ancestor. */
export function placeAt(root: SourceNode, path: Path): Place {
  let node = root;
  for (const key of path) {
    const child = childOf(node, key);
    if (child === undefined) break;
    node = child;
  }
  return node.place;
}

/** Where the key at the end of a path stands; for an index of a list, its value. */
export function keyPlaceAt(root: SourceNode, path: Path): Place {
  const parent = nodeAt(root, path.slice(0, -1));
  const entry = parent?.kind === "map" ? parent.entries.get(String(path.at(-1))) : undefined;
  return entry?.place ?? placeAt(root, path);
}

/** Every scalar of a tree with its path, in the order of writing. */
export function* scalarsOf(
  node: SourceNode,
  path: Path = [],
): Generator<{ readonly path: Path; readonly node: Extract<SourceNode, { kind: "scalar" }> }> {
  if (node.kind === "scalar") yield { path, node };
  if (node.kind === "list")
    for (const [index, item] of node.items.entries()) yield* scalarsOf(item, [...path, index]);
  if (node.kind === "map")
    for (const [key, entry] of node.entries) yield* scalarsOf(entry.node, [...path, key]);
}

/** `scorers[3].weight`. A part is cut, since a key may be as long as its file. */
export function formatPath(path: Path): string {
  return path
    .map((key, index) => {
      if (typeof key === "number") return `[${key}]`;
      const text = String(key).replaceAll(/\s+/g, " ");
      const cut = text.length > 60 ? `${text.slice(0, 57)}...` : text;
      return index === 0 ? cut : `.${cut}`;
    })
    .join("");
}
