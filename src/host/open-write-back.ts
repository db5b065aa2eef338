import { readLangfuseSettings } from "../edge/langfuse/server-address.ts";
import { writeBackToLangfuse, writeBackToOtlp } from "../edge/langfuse/write-back.ts";
import type { WriteReport } from "../edge/langfuse/write-report.ts";
import { orThrow } from "../gate/gather.ts";
import type { ToSend } from "../gate/loop/records-to-send.ts";
import { ProblemError } from "../problem.ts";
import { openFetch } from "./open-fetch.ts";

export type Destination = {
  readonly to: "langfuse" | "otlp";
  /** Instead of what the environment says. */
  readonly endpoint?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stop: AbortSignal;
};

/**
 * What sends run records there. Throws a ProblemError where an address or a key is missing, before anything is sent; what the server does
 * is in the report.
 */
export function openWriteBack({
  to,
  endpoint,
  env,
  stop,
}: Destination): (what: ToSend) => Promise<WriteReport> {
  if (to === "langfuse") {
    const settings = orThrow(readLangfuseSettings(env));
    const baseUrl = endpoint ?? settings.baseUrl;
    const fetch = openFetch(baseUrl, env);
    return (what) =>
      writeBackToLangfuse(
        { ...settings, baseUrl, signal: stop, ...(fetch === undefined ? {} : { fetch }) },
        what,
      );
  }
  const address = endpoint ?? env["OTEL_EXPORTER_OTLP_ENDPOINT"]?.trim() ?? "";
  if (address === "")
    throw new ProblemError([
      {
        code: "otlp-address",
        message: "it is not said where to send to.",
        fix: "Name the collector with `--endpoint`, or set `OTEL_EXPORTER_OTLP_ENDPOINT`.",
      },
    ]);
  const headers = readHeaders(env["OTEL_EXPORTER_OTLP_HEADERS"] ?? "");
  const fetch = openFetch(address, env);
  return ({ resource, trials }) =>
    writeBackToOtlp(
      { endpoint: address, headers, signal: stop, ...(fetch === undefined ? {} : { fetch }) },
      { resource, trials },
    );
}

/** `name=value,name=value`, values percent-encoded, as OpenTelemetry has it. A part that cannot be sent as a header is a ProblemError. */
function readHeaders(text: string): Readonly<Record<string, string>> {
  const parts = text.split(",").filter((part) => part.trim() !== "");
  const headers = parts.map((part): readonly [string, string] => {
    const at = part.indexOf("=");
    const name = part.slice(0, Math.max(0, at)).trim().toLowerCase();
    const value = decode(part.slice(at + 1).trim());
    if (/^[\w!#$%&'*+.^`|~-]+$/.test(name) && value !== undefined && /^[\t\x20-\x7e]*$/.test(value))
      return [name, value];
    throw new ProblemError([
      {
        code: "otlp-headers",
        message: "`OTEL_EXPORTER_OTLP_HEADERS` is not `name=value,name=value`, with values percent-encoded.",
        fix: "Write it such as `authorization=Bearer%20KEY`.",
      },
    ]);
  });
  return Object.fromEntries(headers);
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
