import { posix } from "node:path";

/** A path that stands in `file`, relative to the repository. */
export function besideFile(file: string, path: string): string {
  return posix.join(posix.dirname(file), path);
}
