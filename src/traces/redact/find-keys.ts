import { barrier, findAll } from "./finding.ts";
import type { Finding } from "./finding.ts";

/**
 * Beginnings that only keys and tokens have, as their issuers document them, with the shortest rest. Shorter than the documented length
 * counts too: a key that was cut is still most of a key.
 */
const issued =
  /(?<![A-Za-z0-9])(?:sk-(?:ant|proj|svcacct|admin|lf|or)-[\w-]{12,}|(?:sk|rk|pk)_(?:live|test)_\w{10,}|pk-lf-[\w-]{12,}|gh[pousr]_\w{16,}|github_pat_\w{16,}|gl(?:pat|dt|ptt|rt|cbt)-[\w.-]{16,}|xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-[A-Za-z0-9-]{10,}|AIza[\w-]{20,}|(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA)[A-Z0-9]{12,}|ya29\.[\w-]{8,}|GOCSPX-[\w-]{16,}|hf_[A-Za-z0-9]{16,}|gsk_[A-Za-z0-9]{16,}|xai-[A-Za-z0-9]{20,}|pplx-[A-Za-z0-9]{20,}|r8_[A-Za-z0-9]{20,}|npm_[A-Za-z0-9]{20,}|pypi-[\w-]{30,}|SG\.[\w-]{8,}\.[\w-]{8,}|shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{16,}|do[opr]_v1_[a-f0-9]{32,}|lsv2_(?:pt|sk)_\w{16,}|whsec_[A-Za-z0-9+/=]{16,}|lin_api_\w{16,}|ntn_[A-Za-z0-9]{20,}|secret_[A-Za-z0-9]{40,}|glsa_\w{20,}|dapi[a-f0-9]{32}|key-[a-f0-9]{32}|(?:SK|AC)[a-f0-9]{32}|\d{8,10}:[A-Za-z0-9_-]{35}|phc_[A-Za-z0-9]{20,}|ops_[\w-]{20,}|hv[sbr]\.[\w-]{20,}|cf[a-z]{2}_[A-Za-z0-9]{30,}|dckr_[a-z]{3}_[\w-]{20,}|fig[a-z]_[\w-]{20,}|vc[a-z]_[A-Za-z0-9]{24,}|fo1_[\w-]{20,}|tvly-[\w-]{16,}|pcsk_\w{20,}|sntry[su]_[\w=+/]{20,}|PMAK-[a-f0-9-]{30,}|AGE-SECRET-KEY-1[A-Z0-9]{20,})/g;
const webToken = /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*){1,3}/g;
const loose = /(?<![A-Za-z0-9_-])(?:sk|pk|rk)[-_][\w-]{16,}/g;
const privateKey = /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----/g;
const webhook =
  /(?<=hooks\.slack\.com\/(?:services|workflows)\/|discord(?:app)?\.com\/api\/webhooks\/)[\w/-]{16,}/g;
const userInfo = /:\/\/([^\s/@?#"'<>:]{0,100}:[^\s@"'<>]{1,200}|[^\s/@?#"'<>:]{16,200})@/g;
const scheme = /(?<![\p{L}\p{N}])(?:bearer|basic|negotiate|digest)\s{1,3}([\w.~+/=-]{8,})/giu;
const authorization =
  /(?<![\p{L}\p{N}])(?:proxy-)?authorization["'`\]]{0,3}\s{0,3}(?:=>|[:=])\s{0,3}["'`]{0,2}(?:(?:basic|bearer|token|apikey|negotiate|digest|key)\s{1,3})?([^\s"'`,;<>\uFFFC]{4,4000})/giu;
const cookie =
  /(?<![\p{L}\p{N}])(?:set-)?cookie["'`\]]{0,3}\s{0,3}:\s{0,3}["'`]{0,2}([^\s"'`=;\uFFFC]{1,100}=[^\r\n"'`\uFFFC]{0,4000})/giu;
const passwordNames = String.raw`passw(?:or)?d|passwort|passphrase|pwd|contrase(?:ñ|n)a|mot de passe`;
const secretNames = String.raw`api[ _-]?key|secret(?:[ _-]?(?:access[ _-]?)?key)?|(?:access|auth|id|refresh|session|bearer|api|csrf|security)?[ _-]?token|(?:access|private|account|auth|encryption|signing|license|master|shared[ _-]?access)[ _-]?key|credentials?|(?:x-amz-)?signature|sig`;
const assignedValue = String.raw`(?:"([^"\n\uFFFC]{3,500})"|'([^'\n\uFFFC]{3,500})'|([^\s"'\x60,;&<>|(){}\uFFFC]{4,500}))`;
const passwordAssigned = new RegExp(
  String.raw`(?:${passwordNames})["'\x60\]*]{0,3}\s{0,3}(?:=>|:=|[:=|]|(?:\s(?:is|was|ist|es))(?: now)?\s)\s{0,3}${assignedValue}`,
  "giu",
);
const secretAssigned = new RegExp(
  String.raw`(?<!\p{L})(?:${secretNames})s?["'\x60\]*]{0,3}\s{0,3}(?:=>|:=|[:=|]|(?:\s(?:is|was))(?: now)?\s)\s{0,3}${assignedValue}`,
  "giu",
);
const camelAssigned = new RegExp(
  String.raw`(?:Key|Token|Secret)["'\x60\]*]{0,3}\s{0,3}(?:=>|:=|[:=])\s{0,3}${assignedValue}`,
  "gu",
);
/** Without one of these words no pattern above is found, and most texts have none. */
const assigns = /auth|cookie|key|token|secret|sig|credential|pass|pwd|contrase/i;
const longestBlock = 12_000;
const base64Lines = /^[A-Za-z0-9+/=\s:,]*/;
const notSecret =
  /^(?:[*x•.#_-]+|\$\{.*|\$\w+|%\w|<.*|\{.*|process\.env.*|os\.environ.*|(?:null|none|undefined|true|false|nan|required|optional|string|text|number|password|secret|token|invalid|missing|incorrect|wrong|changed|expired|reset|forgotten|hidden|redacted|empty|unknown|yes|no)[.!?]?)$/i;

/** Keys, tokens and passwords: by the form of their issuer, in headers and URLs, in private key blocks, and where one is assigned. */
export function findKeys(text: string): readonly Finding[] {
  return [
    ...findAll(text, issued, "KEY", ([key]) => ({ identity: key })),
    ...findAll(text, webToken, "KEY", ([key]) => ({ identity: key })),
    ...findAll(text, loose, "KEY", ([key]) => (looksRandom(key.slice(3)) ? { identity: key } : undefined)),
    ...findPrivateKeys(text),
    ...findAll(text, webhook, "KEY", ([path]) => ({ identity: path })),
    ...findCaptured(text, userInfo, (info) => info.includes(":") || looksRandom(info)),
    ...findCaptured(text, scheme, (token) => looksRandom(token) || isUserAndPassword(token)),
    ...(assigns.test(text) ? findAssigned(text) : []),
  ];
}

function findAssigned(text: string): readonly Finding[] {
  return [
    ...findCaptured(
      text,
      authorization,
      (told) => !isNoSecret(told) && (/[\d=+/]/.test(told) || told.length >= 24),
    ),
    ...findCaptured(text, cookie, () => true),
    ...findCaptured(text, passwordAssigned, looksChosen),
    ...findCaptured(text, secretAssigned, looksRandom),
    ...findCaptured(text, camelAssigned, looksRandom),
  ];
}

/** Whether a value is hidden because its key calls it a secret: `password` takes any, `secret` what looks random. */
export function isSecretField(text: string, hint: "password" | "secret"): boolean {
  const plain = text.replaceAll(barrier, "").trim();
  if (plain === "" || notSecret.test(plain)) return false;
  return hint === "password" || looksRandom(plain);
}

function findCaptured(
  text: string,
  pattern: RegExp,
  isSecret: (value: string) => boolean,
): readonly Finding[] {
  return Array.from(text.matchAll(pattern)).flatMap((match) => {
    const captured = match.slice(1).find((group) => group !== undefined) ?? "";
    const isQuoted = /["']$/.test(match[0]);
    const secret = isQuoted ? captured : captured.replace(/[.!?*)\]:,;]{1,4}$/, "");
    const start = match.index + match[0].lastIndexOf(captured);
    if (secret.length < 4 || !isSecret(secret)) return [];
    return [
      { start, end: start + secret.length, label: "KEY", identity: secret, toldByContext: true as const },
    ];
  });
}

/** A block up to its end, or as far as it looks like base64 where the end was cut off. */
function findPrivateKeys(text: string): readonly Finding[] {
  let close = -1;
  return findAll(text, privateKey, "KEY", (match) => {
    const from = match.index + match[0].length;
    if (close < from) {
      const next = text.indexOf("-----END", from);
      close = next === -1 ? Number.POSITIVE_INFINITY : next;
    }
    const cut = from + (base64Lines.exec(text.slice(from, from + longestBlock))?.[0].trimEnd().length ?? 0);
    const to = close - from < longestBlock ? endOfLine(text, close) : cut;
    return { identity: text.slice(from, to).replaceAll(/\s/g, ""), to };
  });
}

/** Where `-----END ... -----` ends. */
function endOfLine(text: string, close: number): number {
  return close + (/^-----END [A-Z0-9 ]{0,40}-----/.exec(text.slice(close, close + 60))?.[0].length ?? 8);
}

function isNoSecret(value: string): boolean {
  return notSecret.test(value);
}

/** What a person would choose as a password, and not a word of a sentence. */
function looksChosen(value: string): boolean {
  return (
    !isNoSecret(value) &&
    !/\s{2}|\s\S+\s/.test(value) &&
    (/[\d\p{P}\p{S}]/u.test(value) || /\p{Ll}\p{Lu}/u.test(value))
  );
}

/** Letters and figures mixed in one piece, or a long piece of mixed case: not words, figures, versions or paths. */
function looksRandom(value: string): boolean {
  if (isNoSecret(value) || /\s/.test(value) || value.length < 8) return false;
  if (/^[\d.,:-]+$/.test(value)) return false;
  return value
    .split(/[^A-Za-z0-9+]+/)
    .some(
      (piece) =>
        (piece.length >= 6 && /\d/.test(piece) && /[A-Za-z]/.test(piece)) ||
        (piece.length >= 10 && /^\d+$/.test(piece) && /[A-Z]{4}/.test(value)) ||
        (piece.length >= 16 && /[a-z]/.test(piece) && /[A-Z].*[A-Z]/.test(piece)),
    );
}

/** Whether it is `user:password` in base64, as the scheme Basic has it. */
function isUserAndPassword(token: string): boolean {
  try {
    return /^[\x20-\x7E]+:[\x20-\x7E]*$/.test(atob(token));
  } catch {
    return false;
  }
}
