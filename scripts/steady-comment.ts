/**
 * A comment without what differs from run to run of the same example: times, what an error's text costs that names a folder, the
 * waiver's dates.
 */
export function steadyComment(comment: string): string {
  return comment
    .split("\n")
    .filter((line) => !/^\| (?:p95|Typical|Cost) /.test(line))
    .join("\n")
    .replaceAll(/\$[\d.]+/g, "$…")
    .replaceAll(/\d{4}-\d{2}-\d{2}/g, "<date>");
}
