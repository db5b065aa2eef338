/** First bytes of what models take; `.` is any byte. */
const signatures: readonly (readonly [string, RegExp])[] = [
  ["image/png", /^\x89PNG\r\n\x1a\n/s],
  ["image/jpeg", /^\xff\xd8\xff/s],
  ["image/gif", /^GIF8[79]a/s],
  ["image/webp", /^RIFF.{4}WEBP/s],
  ["application/pdf", /^%PDF-/s],
  ["git-lfs", /^version https:\/\/git-lfs\.github\.com\/spec\//s],
];

/** The media type of a file by its bytes, whatever its name says; `git-lfs` for a pointer of Git LFS. */
export function tellMediaType(bytes: Uint8Array): string {
  const start = String.fromCharCode(...bytes.subarray(0, 64));
  const known = signatures.find(([, signature]) => signature.test(start))?.[0];
  return known ?? (isText(bytes) ? "text/plain" : "application/octet-stream");
}

function isText(bytes: Uint8Array): boolean {
  try {
    return !new TextDecoder("utf-8", { fatal: true }).decode(bytes).includes("\0");
  } catch {
    return false;
  }
}
