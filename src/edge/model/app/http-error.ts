import { isJsonObject, type Json } from "../../../experiment/json.ts";

/** The error in a reply that has nothing else, as frameworks write it. */
export function saidError(value: Json | undefined): string | undefined {
  if (!isJsonObject(value)) return undefined;
  const { __error__: inner, error, detail, message } = value;
  const parts = [inner, error, detail].flatMap((each) => {
    if (typeof each === "string") return each === "" ? [] : [each];
    if (typeof each !== "object" || each === null) return [];
    const said = isJsonObject(each)
      ? [each["error"] ?? each["type"], each["message"]].filter((part) => typeof part === "string").join(": ")
      : "";
    return [said === "" ? JSON.stringify(each) : said];
  });
  if (parts.length === 0) return undefined;
  const also = typeof message === "string" ? [message] : [];
  return `the app answered with an error: ${[...parts, ...also].join(": ")}`;
}
