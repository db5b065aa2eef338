import { isJsonObject, type Json } from "../experiment/json.ts";
import type { PromotedCase } from "../experiment/promotion.ts";
import { terminalText } from "./untrusted.ts";

const mostMessages = 20;

/** One draft as its reviewer sees it: what was asked, what came, and what shows that it was wrong. */
export function renderDraft(one: PromotedCase, number: number, of: number): string {
  const { id, input, context, expected, source } = one;
  const { failure, release, model, observed, signals = [], url, trace_id: traceId } = source;
  const about = [failure ?? "nothing detected", release, model, source.started_at];
  return [
    "",
    `${number} of ${of}  ${terminalText(id, 128)}`,
    ...labelled("failed as", terminalText(about.filter((part) => part !== undefined).join(", "))),
    ...labelled("trace", terminalText(url ?? traceId)),
    ...asked(input),
    ...(context === undefined ? [] : labelled("context", shown(context))),
    ...labelled("observed", observed === undefined ? "(no answer is recorded)" : shown(observed)),
    ...signals.flatMap(({ signal, evidence }) => labelled(signal, shown(evidence))),
    ...labelled("expected", expected === undefined ? "(nobody has told)" : shown(expected)),
    "",
  ].join("\n");
}

function asked(input: Json): readonly string[] {
  if (!Array.isArray(input)) return labelled("asked", shown(input));
  const turns = input as readonly Json[];
  const left = turns.length - mostMessages;
  return [
    ...(left > 0 ? labelled("asked", `(${left} messages before)`) : []),
    ...turns.slice(-mostMessages).flatMap((turn) => {
      if (!isJsonObject(turn)) return labelled("user", shown(turn));
      const { role, content, tool_calls: calls } = turn;
      const said = [content, calls].filter((part) => part !== undefined && part !== null);
      return labelled(shown(role ?? "", 20), said.map((part) => shown(part ?? "")).join(" "));
    }),
  ];
}

function labelled(label: string, text: string): readonly string[] {
  return [`${label.padEnd(14)}${text}`];
}

function shown(value: Json, most = 2000): string {
  return terminalText(typeof value === "string" ? value : JSON.stringify(value), most);
}
