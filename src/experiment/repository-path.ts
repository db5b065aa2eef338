import { posix } from "node:path";

/**
 * Why a path (or a glob) cannot be a relative POSIX path, by its form alone; undefined when it can. Whether `..` or a link in it
 * leads out of the repository is another question.
 */
export function pathFault(path: string): string | undefined {
  if (path.trim() === "") return "is empty";
  // oxlint-disable-next-line no-control-regex -- a NUL ends a path for the system, and the others forge lines of output
  if (/[\u0000-\u001f\u007f]/.test(path)) return "holds a control character";
  if (path.includes("\\")) return "holds a backslash";
  if (path.startsWith("/")) return "is absolute";
  if (path.startsWith("~")) return "starts in a home folder";
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(path)) return "starts with a drive or a scheme";
  if (/%(?:2e|2f|5c|00)/i.test(path)) return "holds URL-encoded dots or slashes";
  return undefined;
}

/**
 * Why a path (or a glob) that is relative to the repository's root cannot be inside it, by its form alone: it may not climb out
 * with `..` either. Undefined: the form allows it; whether a link leads out is for the store, which knows the tree.
 */
export function repositoryPathFault(path: string): string | undefined {
  const fault = pathFault(path);
  if (fault !== undefined) return fault;
  // A brace, class or group of a glob can spell `..` too.
  if (/(?:^|[/{,(|])\.\.(?:$|[/},)|])/.test(posix.normalize(path))) return "leads out of the repository";
  return undefined;
}
