import { posix } from "node:path";
import { pathFault } from "../experiment/repository-path.ts";

/** A path that stands in `from` (a file), as it would be written in `to` (a file). Both files are named from one folder. */
export function rebasePath(path: string, from: string, to: string): string {
  if (pathFault(path) !== undefined) return path;
  const target = posix.join(posix.dirname(from), path).split("/");
  const folder = posix
    .normalize(posix.dirname(to))
    .split("/")
    .filter((part) => part !== ".");
  const shared = folder.findIndex((part, index) => part !== target[index]);
  const common = shared === -1 ? folder.length : shared;
  return [...folder.slice(common).map(() => ".."), ...target.slice(common)].join("/") || ".";
}
