import { parseSince } from "../host/parse-since.ts";
import type { Parsed, Problem } from "../problem.ts";
import { quoteValue } from "../problem.ts";

/** The inputs of `mode: promote`, checked. */
export type PromotionInputs = {
  /** Files and globs below the workspace, or the Langfuse whose keys are in the environment. */
  readonly from: "langfuse" | readonly string[];
  /** As it is written: `7d`, `2026-08-01`. */
  readonly since?: string;
  readonly filter: TraceFilter;
  readonly to?: string;
  readonly limit: number;
  readonly branch: string;
};

export type TraceFilter = {
  /** One of these. */
  readonly environment?: readonly string[];
  readonly name?: string;
  /** A JSON list of conditions, for Langfuse only. */
  readonly conditions?: string;
};

export const promotionInputs = ["from", "since", "filter", "to", "limit", "branch"] as const;
type PromotionInput = (typeof promotionInputs)[number];

const mostCases = 500;

/** Reads the inputs of a promotion, or gives every problem at once. */
export function readPromotion(read: (name: PromotionInput) => string): Parsed<PromotionInputs> {
  const problems: Problem[] = [];
  const refuse = (name: PromotionInput, message: string, fix: string): void => {
    problems.push({ code: "wrong-input", message: `the input \`${name}\` ${message}`, fix });
  };
  const names = linesOf(read("from"));
  const isLangfuse = names.length === 1 && names[0] === "langfuse";
  if (names.length === 0)
    refuse("from", "is not given.", "Write `langfuse`, or files of traces, one or one pattern a line.");
  const since = read("since");
  if (since !== "" && parseSince(since, 0) === undefined)
    refuse(
      "since",
      `is ${quoteValue(since)}.`,
      "Write how long ago, as `7d` or `24h`, or a date as `2026-08-01`.",
    );
  if (since === "" && isLangfuse)
    refuse("since", "is not given, and all that Langfuse has would be read.", "Write `7d` for a weekly run.");
  const limit = Number(read("limit"));
  if (!/^\d+$/.test(read("limit")) || !(limit >= 1 && limit <= mostCases))
    refuse("limit", `is ${quoteValue(read("limit"))}.`, `Write a number from 1 to ${mostCases}.`);
  const branch = read("branch");
  const fault = branchFault(branch);
  if (fault !== undefined)
    refuse("branch", `is ${quoteValue(branch)}, which ${fault}.`, "Write a name such as `llm-o11y/promote`.");
  const filter = readFilter(read("filter"), isLangfuse);
  if (!filter.ok) problems.push(...filter.problems);
  if (problems.length > 0 || !filter.ok) return { ok: false, problems };
  const to = read("to");
  return {
    ok: true,
    value: {
      from: isLangfuse ? "langfuse" : names,
      ...(since === "" ? {} : { since }),
      filter: filter.value,
      ...(to === "" ? {} : { to }),
      limit,
      branch,
    },
  };
}

function readFilter(text: string, isLangfuse: boolean): Parsed<TraceFilter> {
  const fail = (message: string): Parsed<TraceFilter> => ({
    ok: false,
    problems: [
      {
        code: "wrong-input",
        message: `the input \`filter\` ${message}.`,
        fix: "Write `environment=production` or `name=support-desk`, one a line; for Langfuse also a JSON list of its conditions.",
      },
    ],
  });
  if (text.startsWith("["))
    return isLangfuse
      ? { ok: true, value: { conditions: text } }
      : fail("is a list of conditions, which only Langfuse reads");
  const environment: string[] = [];
  let name: string | undefined;
  for (const line of linesOf(text)) {
    const [, key, value = ""] = /^(environment|name)\s*=\s*(.+)$/.exec(line) ?? [];
    if (key === undefined) return fail(`has the line ${quoteValue(line)}`);
    if (key === "name" && name !== undefined) return fail("names two names");
    if (key === "name") name = value;
    else environment.push(value);
  }
  return {
    ok: true,
    value: {
      ...(environment.length === 0 ? {} : { environment }),
      ...(name === undefined ? {} : { name }),
    },
  };
}

function linesOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Stricter than git: what a shell, a URL or a pattern reads in another way is no name here. */
function branchFault(branch: string): string | undefined {
  if (!/^[\w./-]{1,200}$/.test(branch)) return "holds other characters than letters, digits and `. _ - /`";
  if (/^[-./]|[./]$|\/\/|\.\.|\/\.|\.lock(?:\/|$)/.test(branch)) return "is no name of a branch";
  if (branch.startsWith("refs/")) return "is a ref, not the name of a branch";
  return undefined;
}
