import { join } from "node:path";
import type { CodeSplittingGroup } from "rolldown";

type Modules = {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
};

/**
 * One file with what the action loads before it does anything: each file costs a millisecond. What `dataset check` needs stays outside,
 * so that it loads nothing else.
 */
export function startChunk(source: string): CodeSplittingGroup {
  const action = [join(source, "action", "run-action.ts")];
  const short = [join(source, "cli", "run.ts"), join(source, "cli", "commands", "dataset.ts")];
  let ofAction: ReadonlySet<string> | undefined;
  let ofShort: ReadonlySet<string> | undefined;
  return {
    debugName: "start",
    name: (module, modules) => {
      ofAction ??= loadedWith(action, modules);
      ofShort ??= loadedWith(short, modules);
      return ofAction.has(module) && !ofShort.has(module) ? "start" : null;
    },
  };
}

/** These modules, and all that their imports load. */
function loadedWith(entries: readonly string[], modules: Modules): ReadonlySet<string> {
  const found = new Set(entries);
  // A set that grows is walked to its end.
  for (const id of found) for (const next of modules.getModuleInfo(id)?.importedIds ?? []) found.add(next);
  return found;
}
