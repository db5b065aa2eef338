import { checkTree } from "../config/explain-issue.ts";
import { targetSchema } from "../config/schema/target.ts";
import { treeOf } from "../config/source-tree.ts";
import { failWith } from "../config/problem-list.ts";
import { isJsonObject } from "../experiment/json.ts";
import type { Json, JsonObject } from "../experiment/json.ts";
import type { Parsed, Place } from "../problem.ts";
import type { AppTarget } from "./app-target.ts";
import { prepareApp } from "./prepare-app.ts";
import { prepareHttp } from "./prepare-http.ts";
import { prepareOpenai } from "./prepare-openai.ts";
import type { OpenaiTarget } from "./prepare-openai.ts";

export { replayFingerprint } from "./fingerprint.ts";

/** A target that is ready to be asked, or the path of a record of one that was. */
export type PreparedTarget =
  | OpenaiTarget
  | AppTarget
  /** `records` is relative to the gate file. The record's content gives the fingerprint, see `replayFingerprint`. */
  | { readonly type: "replay"; readonly records: string };

/**
 * Paths of the files that a target, or an overlay of one, is made of: relative to the gate file, as written. The record of `replay` is
 * not among them, since it is read in the workspace, not at a commit.
 */
export function targetFiles(raw: JsonObject): readonly string[] {
  const { type = "openai", prompt, messages, tools, response_schema: schema } = raw;
  if (type !== "openai") return [];
  const inMessages = Array.isArray(messages) ? (messages as readonly Json[]) : [];
  return [
    prompt,
    ...inMessages.map((each) => (isJsonObject(each) ? each["file"] : undefined)),
    tools,
    schema,
  ].filter((path) => typeof path === "string");
}

/**
 * The files whose content belongs to a target's fingerprint because it runs the code of the repository: those that its `paths` match, or
 * every tracked one. Undefined where it runs none.
 */
export function codeOf(raw: JsonObject): { readonly paths?: readonly string[] } | undefined {
  const { type, start, paths } = raw;
  if (type !== "command" && type !== "module" && (type !== "http" || start === undefined)) return undefined;
  return Array.isArray(paths)
    ? { paths: (paths as readonly Json[]).filter((path) => typeof path === "string") }
    : {};
}

/**
 * A target as written in a gate file, with the texts of the files it names, by the paths as written. Every problem of all of them that
 * can be seen without a case. `gateFile` is where the paths start, the file of `place` where it is not given.
 */
export function prepareTarget({
  raw,
  files,
  place,
  gateFile = place.file ?? "",
  code,
}: {
  readonly raw: JsonObject;
  /** Content hash of the files that `codeOf` names. */
  readonly code?: string;
  readonly files: ReadonlyMap<string, string>;
  readonly place: Place;
  readonly gateFile?: string;
}): Parsed<PreparedTarget> {
  // A target that was merged from two has passed no schema yet.
  const faults = checkTree(targetSchema, treeOf(raw, place), ["target"]);
  if (faults.length > 0) return failWith(faults);
  const target = targetSchema.parse(raw);
  if (target.type === "replay") return { ok: true, value: { type: "replay", records: target.records } };
  if (target.type === "openai") return prepareOpenai(target, { files, place, gateFile });
  if (target.type === "http") return prepareHttp(target, { place, ...(code === undefined ? {} : { code }) });
  if (code === undefined)
    throw new Error(`the hash of the code of ${place.file ?? "the target"} was not handed over`);
  return { ok: true, value: prepareApp(target, code) };
}
