import type { Rule, Verdict } from "../experiment/verdict.ts";

/** What the rules come to, before it is put in words. */
export type Conclusion = {
  readonly verdict: "pass" | "fail" | "inconclusive";
  readonly proven: boolean;
  /** `evidence`: something planned is missing. `cannot_tell`: measured beyond a limit, not proven. `not_proven`: within, not proven, and `not_proven: block`. */
  readonly because: "fail" | "evidence" | "cannot_tell" | "not_proven" | "no_regression" | "proven";
  /** The rules that decided, the most important first. */
  readonly deciding: readonly Rule[];
};

/** Whether a rule has a say: it is neither advisory nor waived. */
export function decides(rule: Rule): boolean {
  return rule.advisory !== true && rule.waived === undefined;
}

/** Fails come first, then missing evidence, then what is not proven (decision.md section 6). Every rule stays in the verdict. */
export function conclude(rules: readonly Rule[], notProven: "allow" | "block"): Conclusion {
  const speaking = rules.filter(decides).toSorted(byPrecedence);
  const failed = speaking.filter(({ status }) => status === "fail");
  if (failed.length > 0) return { verdict: "fail", proven: true, because: "fail", deciding: failed };
  const silent = speaking.filter(({ status }) => status === "inconclusive");
  if (silent.length > 0) {
    return { verdict: "inconclusive", proven: false, because: "evidence", deciding: silent };
  }
  const open = speaking.filter(({ status }) => status === "not_proven");
  const beyond = open.filter(({ measured }) => measured !== "within");
  if (beyond.length > 0)
    return { verdict: "inconclusive", proven: false, because: "cannot_tell", deciding: beyond };
  if (open.length === 0) return { verdict: "pass", proven: true, because: "proven", deciding: [] };
  return notProven === "block"
    ? { verdict: "inconclusive", proven: false, because: "not_proven", deciding: open }
    : { verdict: "pass", proven: false, because: "no_regression", deciding: open };
}

/**
 * Whether the verdict of a look ends the run: a rule fails, or all pass. While critical cases wait for their confirmation, a
 * `critical` that fails does not: it is decided once, on all trials that it asks for.
 */
export function settlesRun(
  { verdict, proven, rules }: Pick<Verdict, "verdict" | "proven" | "rules">,
  unconfirmed: readonly string[],
): boolean {
  if (verdict === "pass") return proven;
  if (verdict !== "fail") return false;
  return rules.some(
    (rule) =>
      decides(rule) && rule.status === "fail" && !(rule.rule === "critical" && unconfirmed.length > 0),
  );
}

/** Whether a rule would fail, and waits for fresh baseline trials that confirm it. */
export function awaitsFresh({ rules }: Pick<Verdict, "rules">): boolean {
  return rules.some((rule) => decides(rule) && rule.fresh === "missing");
}

/** Whether fresh baseline trials refute a rule's fail: the provider has moved since the cached ones. */
export function isRefuted({ rules }: Pick<Verdict, "rules">): boolean {
  return rules.some((rule) => decides(rule) && rule.fresh === "refute");
}

/** For sorting: critical cases first, then the dataset, SLOs, quality, and the others (decision.md section 6). Evidence comes before what it explains. */
export function byPrecedence(a: Rule, b: Rule): number {
  return precedence(a) - precedence(b);
}

function precedence({ rule }: Rule): number {
  if (rule === "evidence") return 0;
  if (rule === "critical") return 1;
  if (rule === "dataset") return 2;
  if (/_slo(?::|$)/.test(rule)) return 3;
  return rule === "quality" ? 4 : 5;
}
