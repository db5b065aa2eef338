import type { Case } from "../../experiment/case.ts";
import { isJsonObject, type Json } from "../../experiment/json.ts";
import type { ProposedCase } from "../../report/promotion.ts";

/** What a pull request shows of a case. Its row may have been edited by hand, so `source` may be anything. */
export function showProposed({ id, input, draft, critical, source = {} }: Case): ProposedCase {
  const text = (name: string): string | undefined => {
    const value = source[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const signals = source["signals"];
  const first = Array.isArray(signals) ? (signals as readonly Json[])[0] : undefined;
  const sign = isJsonObject(first) ? first : {};
  return {
    id,
    question: questionText(input),
    isDraft: draft,
    isCritical: critical,
    ...given("failure", text("failure")),
    ...given("signal", typeof sign["signal"] === "string" ? sign["signal"] : undefined),
    ...given("evidence", typeof sign["evidence"] === "string" ? sign["evidence"] : undefined),
    ...given("traceId", text("trace_id")),
    ...given("url", text("url")),
    ...given("release", text("release")),
  };
}

function given<K extends string>(name: K, value: string | undefined): { readonly [key in K]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [key in K]?: string });
}

/** The last thing that the user said. */
function questionText(input: Json): string {
  if (typeof input === "string") return input;
  const last = Array.isArray(input) ? (input as readonly Json[]).at(-1) : input;
  if (typeof last === "string") return last;
  const content = isJsonObject(last ?? null) ? (last as { readonly content?: Json }).content : undefined;
  if (typeof content === "string") return content;
  const texts = (Array.isArray(content) ? (content as readonly Json[]) : []).flatMap((part) =>
    isJsonObject(part) && typeof part["text"] === "string" ? [part["text"]] : [],
  );
  return texts.length > 0 ? texts.join(" ") : JSON.stringify(input);
}
