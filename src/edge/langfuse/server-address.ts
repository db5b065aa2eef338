import { type Parsed, quoteValue } from "../../problem.ts";

/** Where a Langfuse is, and the keys of one of its projects. */
export type LangfuseSettings = {
  /** Such as `https://cloud.langfuse.com`. */
  readonly baseUrl: string;
  readonly publicKey: string;
  readonly secretKey: string;
};

const cloud = "https://cloud.langfuse.com";

/** The settings under the names that Langfuse's own SDKs read; the address is that of its cloud in the EU where none is set, as theirs is. */
export function readLangfuseSettings(
  environment: Readonly<Record<string, string | undefined>>,
): Parsed<LangfuseSettings> {
  const read = (name: string): string => environment[name]?.trim() ?? "";
  const missing = ["LANGFUSE_PUBLIC_KEY", "LANGFUSE_SECRET_KEY"].filter((name) => read(name) === "");
  if (missing.length > 0)
    return {
      ok: false,
      problems: [
        {
          code: "langfuse-keys",
          message: `${missing.map((name) => `\`${name}\``).join(" and ")} ${missing.length === 1 ? "is" : "are"} not set.`,
          fix: "Set both to the API keys of the project, from its settings in Langfuse; in a workflow from secrets.",
        },
      ],
    };
  return {
    ok: true,
    value: {
      baseUrl: read("LANGFUSE_BASE_URL") || read("LANGFUSE_HOST") || cloud,
      publicKey: read("LANGFUSE_PUBLIC_KEY"),
      secretKey: read("LANGFUSE_SECRET_KEY"),
    },
  };
}

const langfuseAddress = { code: "langfuse-address", name: "`LANGFUSE_BASE_URL`", example: cloud };

/**
 * The address as a URL that paths are joined to, ending in `/`: https, or plain http to this machine, or anywhere where `allowHttp` says
 * so. A path of the API at its end is taken off. The value is never quoted where it may hold a password.
 */
export function parseAddress(text: string, allowHttp = false, as = langfuseAddress): Parsed<URL> {
  const refuse = (what: string): Parsed<URL> => ({
    ok: false,
    problems: [{ code: as.code, message: `${as.name} ${what}.`, fix: `Write one such as ${as.example}.` }],
  });
  if (!URL.canParse(text)) return refuse("is not a URL");
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return refuse("holds a password");
  const isPlain = url.protocol === "http:" && (allowHttp || isLoopback(url.hostname));
  if (url.protocol !== "https:" && !isPlain)
    return refuse(`is ${quoteValue(url.origin)}: keys go over https only, and over http to this machine`);
  url.search = "";
  url.hash = "";
  url.pathname = `${url.pathname.replace(/\/+$/, "").replace(/\/api\/public$/, "")}/`;
  return { ok: true, value: url };
}

function isLoopback(host: string): boolean {
  return (
    host === "localhost" || host === "[::1]" || /^127(\.\d+){3}$/.test(host) || host.endsWith(".localhost")
  );
}

/** Langfuse's own servers, whose rate limits are shared with all that the organisation sends. */
export function isCloud({ hostname }: URL): boolean {
  return hostname === "langfuse.com" || hostname.endsWith(".langfuse.com");
}

/** The header with both keys. */
export function authorization({ publicKey, secretKey }: LangfuseSettings): string {
  return `Basic ${Buffer.from(`${publicKey}:${secretKey}`).toString("base64")}`;
}
