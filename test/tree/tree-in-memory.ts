import { createHash } from "node:crypto";
import type { Tree, TreeEntry } from "../../src/tree/tree.ts";

const encoder = new TextEncoder();

/** A commit that holds these files. `asked` counts the questions for its entries. */
export function treeInMemory(
  files: Readonly<Record<string, string | Uint8Array | { readonly kind: "link" | "submodule" }>>,
): Tree & { readonly asked: () => number } {
  const bytesById = new Map<string, Uint8Array>();
  const entries = Object.entries(files).map(([path, content]): TreeEntry => {
    const [kind, bytes] =
      typeof content === "string"
        ? (["file", encoder.encode(content)] as const)
        : content instanceof Uint8Array
          ? (["file", content] as const)
          : ([content.kind, encoder.encode("elsewhere")] as const);
    const oid = createHash("sha1").update(bytes).digest("hex");
    bytesById.set(oid, bytes);
    return { path, kind, oid };
  });
  let count = 0;
  return {
    sha: "c0ffee0123456789c0ffee0123456789c0ffee01",
    entries: async () => {
      count += 1;
      return entries;
    },
    readBlob: async ({ oid }) => bytesById.get(oid) ?? new Uint8Array(),
    asked: () => count,
  };
}
