import type { Finding } from "./finding.ts";

const at = /@|\s?[[({]\s?(?:at|@)\s?[\])}]\s?|\sat\s(?=[\p{L}\p{N}-]{1,63}\sdot\s)/giu;
const localCharacter = /[\p{L}\p{N}\p{M}._+%'-]/u;
const domain =
  /[\p{L}\p{N}\p{M}-]{1,63}(?:(?:\.|\s?[[({]\s?(?:dot|\.)\s?[\])}]\s?|\sdot\s)[\p{L}\p{N}\p{M}-]{1,63}){1,8}/iuy;
const separator = /\.|\s?[[({]\s?(?:dot|\.)\s?[\])}]\s?|\sdot\s/iu;
const topLevel = /^(?:xn--[a-z0-9-]+|\p{L}[\p{L}\p{M}]+)$/iu;
/** Endings of files that are no top-level domain. */
const fileEnding =
  /^(?:png|jpe?g|gif|svg|webp|avif|bmp|ico|css|c?js|mjs|jsx|tsx|json|html?|xml|ya?ml|lock|pdf|exe|dll|woff2?)$/i;
const longestLocal = 64;

/** Addresses of e-mail, `jane (at) example (dot) com` included. The identity has no tag (`+refund`) and no capitals. */
export function findEmails(text: string): readonly Finding[] {
  return Array.from(text.matchAll(at)).flatMap((sign) => {
    const start = startOfLocal(text, sign.index);
    const host = readDomain(text, sign.index + sign[0].length);
    if (start === sign.index || host === undefined) return [];
    const local = text.slice(start, sign.index).toLowerCase();
    if (local === "git" && text[host.end] === ":") return [];
    const plain = local.replaceAll('"', "").replace(/\+.*$/s, "");
    return [
      {
        start,
        end: host.end,
        label: "EMAIL",
        identity: `${plain === "" ? local : plain}@${host.name}`.normalize("NFC"),
      },
    ];
  });
}

function startOfLocal(text: string, end: number): number {
  if (text[end - 1] === '"') {
    const open = text.lastIndexOf('"', end - 2);
    if (open >= end - longestLocal && open >= 0 && !text.slice(open, end).includes("\n")) return open;
  }
  let start = end;
  while (start > 0 && end - start < longestLocal && localCharacter.test(text.charAt(start - 1))) start--;
  while (start < end && /[.'%-]/.test(text.charAt(start))) start++;
  return start;
}

function readDomain(
  text: string,
  start: number,
): { readonly name: string; readonly end: number } | undefined {
  domain.lastIndex = start;
  const found = domain.exec(text)?.[0];
  if (found === undefined) return undefined;
  let end = start + found.replace(/-+$/, "").length;
  let labels = text.slice(start, end).split(separator);
  while (labels.length > 1 && !topLevel.test(labels.at(-1) ?? "")) {
    end -= labels.at(-1)?.length ?? 0;
    while (end > start && !/[\p{L}\p{N}]/u.test(text.charAt(end - 1))) end--;
    labels = labels.slice(0, -1);
  }
  if (labels.length < 2 || fileEnding.test(labels.at(-1) ?? "")) return undefined;
  return { name: labels.join(".").toLowerCase(), end };
}
