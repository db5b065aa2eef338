import { counted, integer } from "../decide/format.ts";
import { failureModes } from "../experiment/outcome.ts";
import type { Rule, Verdict } from "../experiment/verdict.ts";
import { formatPlace } from "../problem.ts";
import { describeCalls, failingCalls } from "./failing-calls.ts";
import { failingRules, findRule, layoutOf, openRules, symbolOf, unknownRules } from "./layout.ts";
import { type Row, scoreboard } from "./scoreboard.ts";
import { codeSpan, cut, join, type Markdown, safe, plain, source, table } from "./untrusted.ts";

/** Parts of a report that are always in sight. Each is absent where it has nothing to say. */
type Section = Markdown | undefined;

const mostReasons = 5;
/** UTF-16 units of a rule's message. */
const mostOfReason = 500;
const mostNotes = 10;

/** Symbol and title; the gate's name where it has one. */
export function heading(verdict: Verdict): Markdown {
  const gate = verdict.gate === "default" ? safe`` : safe` · ${verdict.gate}`;
  return safe`### ${plain(symbolOf(verdict))} ${plain(verdict.title, 400)}${gate}`;
}

/** Why it is blocked, what is missing or what is open: a numbered list of rule messages, at most five. */
export function reasons(verdict: Verdict): Section {
  const rules = reasonRules(verdict);
  const title = {
    fail: safe`**Why it is blocked**`,
    undecided: safe`**What is missing**`,
    cannot_tell: safe`**What is open**`,
  };
  const layout = layoutOf(verdict);
  if (rules.length === 0 || (layout !== "fail" && layout !== "undecided" && layout !== "cannot_tell"))
    return undefined;
  const items = rules
    .slice(0, mostReasons)
    .map((rule, index) => safe`${index + 1}. ${withBoldLead(rule.message)}`);
  const more = rules.length - items.length;
  const note = more > 0 ? [safe`\nand ${plain(counted(more, "more rule"))} in the table below`] : [];
  return join([title[layout], ...items, ...note], "\n");
}

function reasonRules(verdict: Verdict): readonly Rule[] {
  const layout = layoutOf(verdict);
  if (layout === "fail") return failingRules(verdict);
  const open = openRules(verdict);
  // One open rule is what the heading already says.
  if (layout === "cannot_tell") return open.length > 1 ? open : [];
  const unproven = verdict.rules.filter(
    (rule) => rule.status === "not_proven" && rule.advisory !== true && rule.waived === undefined,
  );
  return [...unknownRules(verdict), ...(verdict.policy.not_proven === "block" ? unproven : [])];
}

/** The words before the first colon in bold, so that a list can be read by its leads. */
function withBoldLead(message: string): Markdown {
  const text = cut(message, mostOfReason);
  const lead = /^((?:[^:`]|`[^`]*`){3,90}): +(?=\S)/u.exec(text);
  if (lead === null) return plain(text, 600);
  return safe`**${plain(lead[1] ?? "", 300)}**: ${plain(text.slice(lead[0].length), 600)}`;
}

/** Every broken or removed critical case by its id, where the reasons could not name them all. `most` is in UTF-16 units. */
export function brokenCritical(verdict: Verdict, most: number): Section {
  const lists = [
    criticalList(findRule(verdict, "critical"), "Critical cases broken", most),
    criticalList(findRule(verdict, "dataset"), "Critical cases removed or renamed", most),
  ].flatMap((list) => list ?? []);
  return lists.length === 0 ? undefined : join(lists, "\n\n");
}

function criticalList(rule: Rule | undefined, title: string, most: number): Section {
  const cases = rule?.status === "fail" ? (rule.cases ?? []) : [];
  if (rule === undefined) return undefined;
  const said = cut(rule.message, mostOfReason);
  if (cases.every((id) => said.includes(`\`${id}\``))) return undefined;
  return safe`**${plain(title)} (${plain(integer(cases.length))}):** ${spans(cases, most)}`;
}

/** Ids as code spans, as many as fit in `most` UTF-16 units, and how many more there are. */
function spans(ids: readonly string[], most: number): Markdown {
  let units = 0;
  const shown = ids
    .map((id) => codeSpan(id, 128))
    .filter((span) => (units += source(span).length + 1) <= most);
  const more = ids.length - shown.length;
  return join(more > 0 ? [...shown, safe`and ${plain(integer(more))} more`] : shown, " ");
}

/** Baseline against candidate, rule by rule. */
export function scoreboardTable(rows: readonly Row[]): Section {
  if (rows.length === 0) return undefined;
  return table(
    [
      { title: "" },
      { title: "Baseline", align: "right" },
      { title: "This PR", align: "right" },
      { title: "Change (at worst to at best)" },
      { title: "Limit" },
      { title: "" },
    ],
    rows.map((row) => [
      rowLabel(row),
      plain(row.baseline),
      plain(row.candidate),
      plain(row.change),
      plain(row.limit),
      rowWord(row),
    ]),
  );
}

/** The scoreboard, at most `most` rows. */
export function scoreboardSection(verdict: Verdict, most: number): Section {
  return scoreboardTable(scoreboard(verdict).slice(0, most));
}

function rowLabel({ label, name }: Row): Markdown {
  return name === undefined ? plain(label) : safe`${plain(label)} ${name}`;
}

function rowWord({ word, waiver }: Row): Markdown {
  if (waiver !== undefined) return safe`waived by ${waiver}`;
  return word === "fail" ? safe`**fail**` : plain(word);
}

/** An error that came before the policy was read: nothing can be said of it. */
export function isUnread({ verdict, policy }: Verdict): boolean {
  return verdict === "error" && policy.sha === undefined;
}

/** UTF-16 units of a failing call with its counts. */
const mostOfCall = 200;

/** A shift of modes is worth a sentence below this p-value. */
const chanceOfShift = 0.05;

/** Failures by mode on both arms, the modes that grew first, with the call behind the most cases where one is known. */
export function failureTable(verdict: Verdict, most: number): Section {
  const modes = Object.entries(verdict.failures).toSorted(
    ([, a], [, b]) => b.candidate - b.baseline - (a.candidate - a.baseline),
  );
  if (modes.length === 0) return undefined;
  const calls = new Map(
    modes
      .slice(0, most)
      .map(([mode]) => [mode, describeCalls(failingCalls(verdict, ({ failure }) => failure === mode))]),
  );
  const hasCalls = [...calls.values()].some((call) => call !== undefined);
  const rows = table(
    [
      { title: "Failure mode" },
      { title: "Baseline", align: "right" },
      { title: "This PR", align: "right" },
      { title: "New in" },
      ...(hasCalls ? [{ title: "Failing call" }] : []),
    ],
    modes
      .slice(0, most)
      .map(([mode, counts]) => [
        modeName(mode),
        plain(integer(counts.baseline)),
        plain(integer(counts.candidate)),
        firstIds(counts.new),
        ...(hasCalls ? [plain(calls.get(mode) ?? "", mostOfCall)] : []),
      ]),
  );
  const p = verdict.failure_shift_p;
  if (p === undefined || !(p < chanceOfShift)) return rows;
  const chance = p < 1e-4 ? "less than 0.0001" : p.toFixed(4);
  return join(
    [
      rows,
      plain(`Failures are of another kind than before (Stuart-Maxwell p ${chance}; shown, decides nothing).`),
    ],
    "\n\n",
  );
}

/** `format_break` as words; a mode of the user's own stays a code span. */
export function modeName(mode: string): Markdown {
  return (failureModes as readonly string[]).includes(mode)
    ? plain(mode.replaceAll("_", " "))
    : codeSpan(mode);
}

/** A failure mode with the call behind it, where there is one. */
export function failureWords({ failure, shown }: Verdict["changed"][number]): readonly Markdown[] {
  if (failure === undefined) return [];
  const mode = modeName(failure);
  return [shown === undefined ? mode : safe`${mode}: ${plain(shown, mostOfCall)}`];
}

function firstIds(ids: readonly string[]): Markdown {
  const shown = ids.slice(0, 2).map((id) => codeSpan(id));
  return join(ids.length > 2 ? [...shown, plain(`+${integer(ids.length - 2)}`)] : shown, " ");
}

/** Edits of critical cases, which never count in the change that makes them. */
export function criticalEdits({ dataset }: Verdict): Section {
  const ids = dataset.critical_edited ?? [];
  if (ids.length === 0) return undefined;
  const list = ids.slice(0, mostNotes).map((id) => codeSpan(id, 128));
  const more = ids.length - list.length;
  return safe`> **Critical cases edited in this pull request, run with their base rows until merged:** ${join(more > 0 ? [...list, safe`and ${plain(integer(more))} more`] : list, ", ")}`;
}

/** Where the policy came from, where that is not the base branch. */
export function untrustedPolicy({ first_run }: Verdict): string {
  return first_run === undefined
    ? "policy from this change (not trusted)"
    : "policy from this change (not protected by the base branch yet)";
}

/** Edits of the policy side that this change makes and that did not count. */
export function ignoredEdits({ policy }: Verdict): Section {
  if (policy.ignored_edits.length === 0) return undefined;
  const shown = policy.ignored_edits
    .slice(0, mostNotes)
    .map((edit) => codeSpan(edit.replaceAll(" -> ", " → "), 160));
  const more = policy.ignored_edits.length - shown.length;
  const list = join(more > 0 ? [...shown, safe`and ${plain(integer(more))} more`] : shown, ", ");
  return safe`> **Policy edited in this pull request, not applied until merged:** ${list}`;
}

/** Every waiver that the base has: used, expired, unused. */
export function waiverList({ waivers }: Verdict): Section {
  if (waivers.length === 0) return undefined;
  const order = { used: 0, expired: 1, unused: 2 };
  const lines = waivers
    .toSorted((a, b) => order[a.state] - order[b.state])
    .slice(0, mostNotes)
    .map(
      (waiver) =>
        safe`- **Waiver ${waiver.state === "used" ? plain("in use") : plain(waiver.state)}:** ${waiver.id} for ${waiver.rule}${
          waiver.cases === undefined ? safe`` : safe` (${firstIds(waiver.cases)})`
        }: ${codeSpan(waiver.reason, 200)}, approved by ${waiver.approved_by}, until ${plain(waiver.expires, 20)}`,
    );
  const more = waivers.length - lines.length;
  return join(more > 0 ? [...lines, safe`- and ${plain(counted(more, "more waiver"))}`] : lines, "\n");
}

/** The user's own problems with what to write instead; `most` rows. */
export function problemTable({ problems }: Verdict, most: number): Section {
  if (problems.length === 0) return undefined;
  return table(
    [{ title: "Where" }, { title: "Problem" }, { title: "Fix" }],
    problems.slice(0, most).map((problem) => {
      const place = formatPlace(problem);
      return [
        place === "" ? safe`` : codeSpan(place, 120),
        plain(problem.message, 300),
        plain(problem.fix ?? "", 300),
      ];
    }),
  );
}
