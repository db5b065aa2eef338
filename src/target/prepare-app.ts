import type * as z from "zod/mini";
import type { targetSchema } from "../config/schema/target.ts";
import type { AppRequest, AppSpec } from "../experiment/app-call.ts";
import { turnsOf } from "../experiment/case.ts";
import type { Case } from "../experiment/case.ts";
import type { JsonObject } from "../experiment/json.ts";
import type { AppTarget } from "./app-target.ts";
import { targetFingerprint } from "./fingerprint.ts";
import type { Said } from "./said.ts";
import { sentInput } from "./sent-input.ts";

type WrittenApp = Extract<z.output<typeof targetSchema>, { readonly type: "command" | "module" }>;

/** A program or a module of the repository, whose files have the content hash `code`. */
export function prepareApp(written: WrittenApp, code: string): AppTarget {
  const { type, setup, params, workers } = written;
  const started = written.type === "command" ? { command: written.command } : { module: written.module };
  const keys: JsonObject = {
    type,
    ...started,
    ...(setup === undefined ? {} : { setup }),
    ...(params === undefined ? {} : { params }),
  };
  const fingerprint = targetFingerprint(keys, { code });
  const common = {
    fingerprint,
    ...(setup === undefined ? {} : { setup }),
    ...(workers === undefined ? {} : { workers }),
  };
  const spec: AppSpec =
    written.type === "command"
      ? { ...common, type: "command", command: written.command }
      : { ...common, type: "module", module: written.module };
  return {
    type,
    fingerprint,
    spec,
    isRemote: false,
    request: (one, said) => ({
      ok: true,
      value: { app: fingerprint, ...questionOf(one, said), ...(params === undefined ? {} : { params }) },
    }),
  };
}

/** What a case asks in one turn: of a script that turn's text, else its input. */
export function questionOf(one: Case, said?: Said): Pick<AppRequest, "input" | "context" | "script"> {
  const turns = turnsOf(one);
  const { turn, messages } = said ?? { turn: 1, messages: [] };
  const context = one.context === undefined ? {} : { context: one.context };
  if (turns === undefined) return { input: sentInput(one), ...context };
  return { input: turns[turn - 1] ?? "", ...context, script: { turn, turns: turns.length, messages } };
}
