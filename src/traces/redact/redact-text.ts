import { findCards } from "./find-cards.ts";
import { findEmails } from "./find-emails.ts";
import { findEncoded } from "./find-encoded.ts";
import { findIbans } from "./find-ibans.ts";
import { findAll } from "./finding.ts";
import type { BuiltInKind, FieldHint, Finding } from "./finding.ts";
import { findIps } from "./find-ips.ts";
import { findKeys, isSecretField } from "./find-keys.ts";
import { findPhones, phoneOfField } from "./find-phones.ts";
import type { RedactionScope } from "./placeholders.ts";
import { readText, withoutMarkup } from "./readable-text.ts";
import type { ReadableText } from "./readable-text.ts";
import type { UserPatterns } from "./user-patterns.ts";

export type TextRedactor = {
  /** Takes the placeholders that the text has out of those to be given. */
  readonly reserve: (text: string, scope: RedactionScope) => void;
  /** Remembers what only its context tells to be secret. */
  readonly learn: (text: string, hint: FieldHint | undefined, scope: RedactionScope) => void;
  /** The text with placeholders; adds to `counts`. Redacting its result again changes nothing. */
  readonly redact: (
    text: string,
    hint: FieldHint | undefined,
    scope: RedactionScope,
    counts: Record<string, number>,
  ) => string;
};

type Settings = {
  readonly kinds: ReadonlySet<BuiltInKind>;
  readonly findUserPatterns: UserPatterns;
  readonly userLabels: readonly string[];
};

/** Where two findings overlap, the earlier of these names both. Patterns of users come before all. */
const order = ["KEY", "IBAN", "CARD", "EMAIL", "IP", "SSN", "PHONE", "NAME"];
const socialSecurity = /(?<![\p{L}\p{N}-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\p{L}\p{N}-])/gu;
const shortestLearnt = 6;
/** A placeholder may bring two parts of a text together that are a finding now; it is stable after one round, or two. */
const mostRounds = 5;

type Finder = { readonly find: (text: string) => readonly Finding[]; readonly needs: RegExp };

/** `needs` is in every text that the finder finds anything in: most texts are out before it looks. */
const finders: Readonly<Record<Exclude<BuiltInKind, "name">, Finder>> = {
  email: { find: findEmails, needs: /@|at/i },
  phone: { find: findPhones, needs: /\d[^a-z]*\d/ },
  card: { find: findCards, needs: /\d[^a-z]*\d/ },
  iban: { find: findIbans, needs: /[a-z]{2}[ -]?\d{2}/i },
  ip: { find: findIps, needs: /\d\.\d|:[^:]*:/ },
  ssn: {
    find: (text) => findAll(text, socialSecurity, "SSN", ([number]) => ({ identity: number })),
    needs: /\d-\d/,
  },
  key: { find: findKeys, needs: /[^\s]{4}/ },
};

export function openTextRedactor({ kinds, findUserPatterns, userLabels }: Settings): TextRedactor {
  const labels = [...order, ...userLabels.map((name) => name.toUpperCase())].toSorted(
    (a, b) => b.length - a.length,
  );
  const placeholder = new RegExp(String.raw`\[(${labels.join("|")})_([0-9]{1,9})\]`, "y");
  const anyPlaceholder = new RegExp(placeholder.source, "g");
  const rank = (label: string) => order.indexOf(label);
  const builtIns = findersOf(Array.from(kinds));
  const telling = findersOf((["key", "phone"] as const).filter((kind) => kinds.has(kind)));

  function findIn(text: string): readonly Finding[] {
    return [...findUserPatterns(text), ...findWith(builtIns, text)];
  }

  function findInText(text: string, scope: RedactionScope): readonly Finding[] {
    const found = [...findIn(text), ...scope.findLearnt(text)];
    return kinds.size === 0
      ? found
      : [...found, ...findEncoded(text, (decoded) => mergeOverlaps(findIn(decoded), rank))];
  }

  function findInField(text: string, hint: FieldHint | undefined): Finding | undefined {
    const whole = { start: 0, end: text.length, toldByContext: true as const };
    if (kinds.has("key") && (hint === "password" || hint === "secret") && isSecretField(text, hint)) {
      return { ...whole, label: "KEY", identity: text.trim() };
    }
    const phone = kinds.has("phone") && hint === "phone" ? phoneOfField(text) : undefined;
    return phone === undefined ? undefined : { ...whole, label: "PHONE", identity: phone };
  }

  /** Findings in the places of the original; the same text is read with and without its markup. */
  function find(original: string, hint: FieldHint | undefined, scope: RedactionScope): readonly Finding[] {
    const read = readText(original, placeholder);
    const bare = withoutMarkup(read);
    return [read, ...(bare === undefined ? [] : [bare])].flatMap((view) => {
      const field = findInField(view.text, hint);
      return (field === undefined ? findInText(view.text, scope) : [field]).map((finding) =>
        inOriginal(finding, view),
      );
    });
  }

  return {
    reserve: (text, scope) => {
      for (const [, label = "", number] of text.matchAll(anyPlaceholder))
        scope.reserve(label, Number(number));
    },
    learn: (text, hint, scope) => {
      const read = readText(text, placeholder);
      const field = findInField(read.text, hint);
      const found = field === undefined ? findWith(telling, read.text) : [field];
      for (const finding of found) {
        const secret = read.text.slice(finding.start, finding.end).trim();
        if (finding.toldByContext !== true || secret.length < shortestLearnt || !/\d/.test(secret)) continue;
        scope.learn({ text: secret, ignoreCase: false, label: finding.label, identity: finding.identity });
      }
    },
    redact: (text, hint, scope, counts) => {
      let redacted = text;
      for (let round = 0; round < mostRounds; round++) {
        const findings = mergeOverlaps(find(redacted, hint, scope), rank);
        if (findings.length === 0) return redacted;
        redacted = replace(redacted, findings, scope, counts);
      }
      return redacted;
    },
  };
}

function findersOf(kinds: readonly BuiltInKind[]): readonly Finder[] {
  return kinds.flatMap((kind) => (kind === "name" ? [] : [finders[kind]]));
}

function findWith(chosen: readonly Finder[], text: string): readonly Finding[] {
  return chosen.flatMap(({ find, needs }) => (needs.test(text) ? find(text) : []));
}

function inOriginal(finding: Finding, view: ReadableText): Finding {
  return { ...finding, start: view.startOf(finding.start), end: view.endOf(finding.end - 1) };
}

/** Findings that share a character become one, named by the one of them that tells most. */
function mergeOverlaps(findings: readonly Finding[], rank: (label: string) => number): readonly Finding[] {
  const merged: Finding[] = [];
  for (const finding of findings.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last === undefined || finding.start >= last.end) merged.push(finding);
    else {
      const { label, identity } = tellsMore(finding, last, rank) ? finding : last;
      merged[merged.length - 1] = {
        start: last.start,
        end: Math.max(last.end, finding.end),
        label,
        identity,
      };
    }
  }
  return merged;
}

function tellsMore(finding: Finding, other: Finding, rank: (label: string) => number): boolean {
  if (rank(finding.label) !== rank(other.label)) return rank(finding.label) < rank(other.label);
  return finding.end - finding.start > other.end - other.start;
}

function replace(
  text: string,
  findings: readonly Finding[],
  scope: RedactionScope,
  counts: Record<string, number>,
): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, label, identity } of findings) {
    parts.push(text.slice(from, start), scope.placeholderOf(label, identity));
    counts[label] = (counts[label] ?? 0) + 1;
    from = end;
  }
  return [...parts, text.slice(from)].join("");
}
