import type { AppRequest, AppTurn } from "../../../experiment/app-call.ts";

/** More than ASCII would be read in the locale of the app, and some readers of lines take U+2028 or U+0085 for an end of line. */
// oxlint-disable-next-line no-control-regex
const notAscii = /[^\u0000-\u007E]/g;

/** The line that asks an app (contract, section 8), with all its keys: what the case does not have is null or empty. */
export function writeRequest(
  id: string,
  { input, context, params, script }: AppRequest,
  turn: AppTurn,
): string {
  const { trial, session, traceparent } = turn;
  const said = { turn: script?.turn ?? 1, turns: script?.turns ?? 1, messages: script?.messages ?? [] };
  const asked = {
    id,
    input,
    context: context ?? null,
    trial,
    params: params ?? {},
    traceparent,
    session,
    ...said,
  };
  return `${JSON.stringify(asked).replaceAll(notAscii, escapeUnit)}\n`;
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
