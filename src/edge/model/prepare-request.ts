import { isJsonObject, type JsonObject } from "../../experiment/json.ts";
import type { ModelRequest } from "../../experiment/model-call.ts";
import { type Parsed, type Problem, quoteValue } from "../../problem.ts";
import { shortestKey } from "./hide-secrets.ts";

/** The value of an environment variable that holds a secret. */
export type ReadSecret = (name: string) => string | undefined;

/** A request with every `${NAME}` replaced. Holds secrets: never shown. */
export type PreparedRequest = {
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
  readonly api: ModelRequest["api"];
  readonly stream: boolean;
  /** What must not be shown of a reply. */
  readonly secrets: readonly string[];
};

/** Headers that carry a key; a request with one of them needs no other. */
const keyHeaders = new Set(["authorization", "api-key", "x-api-key"]);

/** Headers that the call itself sets. */
const ownHeaders =
  /^(?:accept|accept-encoding|connection|content-length|content-type|expect|host|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/;

export const pathOfApi = { chat: "chat/completions", responses: "responses" } as const;

/**
 * What is sent, or everything that keeps it from being sent: a secret that is not set or is no key, an address that is none, and
 * plain `http` to anything but this machine. White space around a secret is not part of it. No message shows a secret.
 */
export function prepareRequest(request: ModelRequest, readSecret: ReadSecret): Parsed<PreparedRequest> {
  const filler = new SecretFiller(readSecret);
  const url = filler.fillUrl(request);
  const headers = filler.fillHeaders(request);
  const { problems, secrets } = filler;
  if (url === undefined || problems.length > 0) return { ok: false, problems };
  const { api, stream } = request;
  return { ok: true, value: { url, headers, body: bodyOf(request), api, stream, secrets } };
}

/**
 * An address and headers with every `${NAME}` replaced, for a request that needs no key of its own; what is wrong with them as
 * `prepareRequest` says it.
 */
export function prepareAddress(
  { url, headers }: { readonly url: string; readonly headers: Readonly<Record<string, string>> },
  readSecret: ReadSecret,
): Parsed<Pick<PreparedRequest, "url" | "headers" | "secrets">> {
  const filler = new SecretFiller(readSecret, "app");
  const filledUrl = filler.fillAddress("url", url);
  const filledHeaders = filler.fillHeaders({ headers });
  const { problems, secrets } = filler;
  if (filledUrl === undefined || problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { url: filledUrl, headers: filledHeaders, secrets } };
}

/** Where a request goes, besides its headers. */
type Shared = Pick<ModelRequest, "api" | "baseUrl" | "apiKeyEnv">;

/** `prepareRequest` for many requests: what those of one target share, its address, headers and secrets, is read once. */
export function openPreparation(readSecret: ReadSecret): (request: ModelRequest) => Parsed<PreparedRequest> {
  const known = new WeakMap<ModelRequest["headers"], Shared & { readonly prepared: PreparedRequest }>();
  return (request) => {
    const { api, baseUrl, apiKeyEnv, headers, stream } = request;
    const last = known.get(headers);
    if (last?.api === api && last.baseUrl === baseUrl && last.apiKeyEnv === apiKeyEnv)
      return { ok: true, value: { ...last.prepared, body: bodyOf(request), stream } };
    const prepared = prepareRequest(request, readSecret);
    if (prepared.ok) known.set(headers, { api, baseUrl, apiKeyEnv, prepared: prepared.value });
    return prepared;
  };
}

function bodyOf({ api, body, stream }: ModelRequest): JsonObject {
  if (!stream) return body;
  if (api === "responses") return { ...body, stream };
  const written = body["stream_options"];
  const options = isJsonObject(written) ? written : {};
  return { ...body, stream, stream_options: { ...options, include_usage: true } };
}

/** Reads the secrets of one request, and collects what is wrong with them. */
class SecretFiller {
  readonly problems: Problem[] = [];
  readonly secrets: string[] = [];
  readonly #readSecret: ReadSecret;
  readonly #called: "model" | "app";

  constructor(readSecret: ReadSecret, called: "model" | "app" = "model") {
    this.#readSecret = readSecret;
    this.#called = called;
  }

  fillUrl({ api, baseUrl }: ModelRequest): URL | undefined {
    const url = this.fillAddress("base_url", baseUrl);
    if (url !== undefined) url.pathname = `${url.pathname.replace(/\/+$/, "")}/${pathOfApi[api]}`;
    return url;
  }

  /** Without a fragment. */
  fillAddress(name: "base_url" | "url", written: string): URL | undefined {
    const before = this.problems.length;
    const filled = this.#fill(written);
    if (this.problems.length > before) return undefined;
    const fault = addressFault(filled);
    if (fault !== undefined) {
      const message = `\`${name}\` ${quoteValue(written)} ${fault.what}.`;
      this.problems.push({ code: "base-url-refused", message, fix: fault.fix });
      return undefined;
    }
    const url = new URL(filled);
    url.hash = "";
    return url;
  }

  fillHeaders({
    headers,
    apiKeyEnv,
  }: {
    readonly headers: ModelRequest["headers"];
    readonly apiKeyEnv?: string;
  }): Readonly<Record<string, string>> {
    const filled: Record<string, string> = {};
    for (const [written, template] of Object.entries(headers)) {
      const name = written.toLowerCase();
      const value = this.#fill(template, keyHeaders.has(name));
      if (ownHeaders.test(name)) {
        this.problems.push({
          code: "header-refused",
          message: `\`headers.${written}\` is set by the call itself.`,
          fix: "Remove it.",
        });
      } else if (!isHeaderText(value)) {
        this.problems.push({
          code: "header-refused",
          message: `\`headers.${written}\` has a character that no header may have (value not shown).`,
          fix: "Write it in printable Latin characters, on one line.",
        });
      }
      filled[name] = value;
    }
    if (apiKeyEnv === undefined || Object.keys(filled).some((name) => keyHeaders.has(name))) return filled;
    return { ...filled, authorization: `Bearer ${this.#read(apiKeyEnv, true)}` };
  }

  #fill(template: string, isKey = false): string {
    return template.replaceAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, name: string) =>
      this.#read(name, isKey),
    );
  }

  #read(name: string, isKey: boolean): string {
    const value = this.#readSecret(name)?.trim() ?? "";
    const fault = secretFault({ name, value, isKey, called: this.#called });
    if (fault !== undefined && this.problems.every(({ message }) => message !== fault.message))
      this.problems.push(fault);
    if (value !== "") this.secrets.push(value);
    return value;
  }
}

function secretFault({
  name,
  value,
  isKey,
  called,
}: {
  readonly name: string;
  readonly value: string;
  readonly isKey: boolean;
  readonly called: "model" | "app";
}): Problem | undefined {
  if (value === "")
    return {
      code: "key-missing",
      message: `\`${name}\` is not set, and the ${called} cannot be called without it.`,
      fix: `Set it in the step's \`env\`: \`${name}: \${{ secrets.${name} }}\`. A pull request from a fork gets no secrets: run it from a branch of this repository.`,
    };
  if (!isHeaderText(value))
    return {
      code: "key-malformed",
      message: `\`${name}\` holds a line break, a control character or a letter that no key has (value not shown).`,
      fix: "Set the secret again, to the key alone.",
    };
  if (isKey && value.length < shortestKey)
    return {
      code: "key-malformed",
      message: `\`${name}\` has ${value.length} characters, which is too short for a key and too short to be hidden in a log.`,
      fix: `Set it to a key of ${shortestKey} characters or more; where the server wants none, any such text.`,
    };
  return undefined;
}

function isHeaderText(value: string): boolean {
  return /^[\t\u0020-\u007e\u00a0-\u00ff]*$/.test(value);
}

function addressFault(address: string): { readonly what: string; readonly fix: string } | undefined {
  const fix = "Write the address of the API, such as https://llm.example/v1.";
  if (!URL.canParse(address)) return { what: "is no URL", fix };
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== "" || password !== "")
    return { what: "holds a user or password", fix: "Name the secret in `headers`." };
  if (protocol === "https:") return undefined;
  if (protocol !== "http:") return { what: "is not an https URL", fix };
  if (isLoopback(hostname)) return undefined;
  return {
    what: "would send the key and the cases unencrypted to another machine",
    fix: "Write https, or call a server on this machine.",
  };
}

/** `hostname` as URL gives it, which writes every form of an IPv4 address as four decimals. */
function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d+){3}$/.test(hostname);
}
