type Environment = Readonly<Record<string, string | undefined>>;

/** What every program needs to run at all. None of it is a secret. */
const common =
  /^(?:PATH|HOME|LANG|LANGUAGE|LC_[A-Z]+|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|USERPROFILE|APPDATA|LOCALAPPDATA|PATHEXT|COMSPEC)$/iu;

/** Whether every program sees the variable. */
export function isCommon(name: string): boolean {
  return common.test(name);
}

/** What an app sees of our environment: what every program needs, and the names that the policy lists. */
export function appEnvironment(env: Environment, names: readonly string[]): Readonly<Record<string, string>> {
  const listed = new Set(names);
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && (isCommon(entry[0]) || listed.has(entry[0])),
    ),
  );
}

/**
 * What makes an instrumented app send its spans to `endpoint`. It sends them within a fifth of a second, where SDKs wait for five, since
 * a trial is scored with them. An app that sends to Langfuse does so with keys that open nothing, so that a run needs no project and
 * leaves nothing in one; where the policy lists its names, the app's own values stand.
 */
export function traceEnvironment(
  { endpoint, traceparent }: { readonly endpoint: string; readonly traceparent: string },
  own: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return {
    LANGFUSE_BASE_URL: endpoint,
    LANGFUSE_HOST: endpoint,
    LANGFUSE_PUBLIC_KEY: "pk-lf-llm-o11y",
    LANGFUSE_SECRET_KEY: "sk-lf-llm-o11y",
    LANGFUSE_FLUSH_INTERVAL: "0.2",
    ...Object.fromEntries(Object.entries(own).filter(([name]) => name.startsWith("LANGFUSE_"))),
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
    TRACEPARENT: traceparent,
    OTEL_BSP_SCHEDULE_DELAY: "200",
    OTEL_BLRP_SCHEDULE_DELAY: "200",
  };
}
