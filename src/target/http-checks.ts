import type * as z from "zod/mini";
import type { targetSchema } from "../config/schema/target.ts";
import type { Place, Problem } from "../problem.ts";
import { quoteValue } from "../problem.ts";

export type WrittenHttp = Extract<z.output<typeof targetSchema>, { readonly type: "http" }>;

/** Scheme, host and port as they are written, up to the path. */
export function originIn(url: string): string {
  return /^(?:https?:\/\/|\$\{[A-Za-z0-9_]+\})[^/?#\\]*/i.exec(url)?.[0] ?? url;
}

const servedOrigin = /^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]):\{\{port\}\}$/;

/** Keys that contradict or miss each other. */
export function checkKeys(written: WrittenHttp, place: Place): readonly Problem[] {
  const fault = (code: string, message: string, fix: string): Problem => ({ code, ...place, message, fix });
  const { url, preset, stream } = written;
  return [
    ...(preset !== undefined && written.response !== undefined
      ? [
          fault(
            "one-of",
            "`target.preset` and `target.response` both say how the reply is read.",
            "Keep one of the two.",
          ),
        ]
      : []),
    ...(written.method === "GET" ? checkGet(written, fault) : []),
    ...(preset === "langgraph" && stream === true
      ? [
          fault(
            "preset-keys",
            "`target.stream`: the preset `langgraph` calls `/runs/wait`, which answers once, at the end.",
            "Remove `stream`.",
          ),
        ]
      : []),
    ...(preset === "langgraph" &&
    written.body === undefined &&
    typeof written.params?.["assistant_id"] !== "string"
      ? [
          fault(
            "preset-keys",
            "the preset `langgraph` has to name the graph that runs, and `target.params.assistant_id` is missing.",
            "Write `params: { assistant_id: agent }`.",
          ),
        ]
      : []),
    ...(written.start === undefined ? checkRemote(written, fault) : checkServed(url, written.ready, fault)),
  ];
}

type Fault = (code: string, message: string, fix: string) => Problem;

function checkGet({ body, preset }: WrittenHttp, fault: Fault): readonly Problem[] {
  const keys = [...(body === undefined ? [] : ["body"]), ...(preset === undefined ? [] : ["preset"])];
  return keys.map((key) =>
    fault(
      "one-of",
      `\`target.${key}\` would be sent as a body, and \`method: GET\` sends none.`,
      "Write `method: POST`.",
    ),
  );
}

function checkRemote(written: WrittenHttp, fault: Fault): readonly Problem[] {
  const needing = (["setup", "ready", "paths"] as const).filter((key) => written[key] !== undefined);
  const portless = /\{\{\s*port\s*\}\}/.test(JSON.stringify([written.url, written.headers, written.body]));
  return [...needing.map((key) => `\`target.${key}\``), ...(portless ? ["`{{port}}`"] : [])].map((what) =>
    fault(
      "start-missing",
      `${what} belongs to a server that each arm starts, and \`target.start\` is missing.`,
      `Write \`start: [node, app.js]\`, or remove ${what}.`,
    ),
  );
}

function checkServed(url: string, ready: string | undefined, fault: Fault): readonly Problem[] {
  const isAddress = ready === undefined || ready.startsWith("/") || isLoopbackUrl(ready);
  return [
    ...(servedOrigin.test(originIn(url))
      ? []
      : [
          fault(
            "server-url",
            `\`target.url\` ${quoteValue(url)} is not where \`target.start\` serves the arm: this machine, at a port of its own.`,
            "Write `http://127.0.0.1:{{port}}` with the path behind it.",
          ),
        ]),
    ...(isAddress
      ? []
      : [
          fault(
            "server-url",
            `\`target.ready\` ${quoteValue(ready)} is no path and no URL of this machine.`,
            "Write a path, such as `/health`.",
          ),
        ]),
  ];
}

function isLoopbackUrl(text: string): boolean {
  return /^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::(?:\d{1,5}|\{\{port\}\}))?(?:\/|$)/.test(
    text,
  );
}
