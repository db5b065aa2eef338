import { Readable } from "node:stream";
import { checkProxy, openSend, type Proxy } from "../edge/model/send.ts";
import { ProblemError } from "../problem.ts";

/**
 * A `fetch` for this address that goes through the proxy of the environment, as far as a client of an API needs it: GET and POST of text,
 * no redirects. Undefined where no proxy is set or the address is not https, so that Node's own does. A ProblemError where this Node cannot
 * use a proxy.
 */
export function openFetch(
  address: string,
  env: Readonly<Record<string, string | undefined>>,
): typeof globalThis.fetch | undefined {
  const httpsProxy = env["HTTPS_PROXY"] ?? env["https_proxy"] ?? "";
  if (httpsProxy === "" || !address.startsWith("https:")) return undefined;
  const noProxy = env["NO_PROXY"] ?? env["no_proxy"];
  const proxy: Proxy = { httpsProxy, ...(noProxy === undefined ? {} : { noProxy }) };
  const problems = checkProxy(proxy);
  if (problems.length > 0) throw new ProblemError(problems);
  const send = openSend(proxy);
  return async (input, { method, headers, body, signal } = {}) => {
    const outgoing = {
      url: new URL(input instanceof Request ? input.url : input),
      headers: Object.fromEntries(new Headers(headers)),
      ...(method === undefined ? {} : { method }),
      ...(typeof body === "string" ? { body } : {}),
    };
    const incoming = await send(outgoing, signal ?? new AbortController().signal);
    const { statusCode = 0 } = incoming;
    const kept = Object.entries(incoming.headers).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value] as [string, string]] : [],
    );
    const hasBody = statusCode !== 204 && statusCode !== 205 && statusCode !== 304;
    if (!hasBody) incoming.resume();
    return new Response(hasBody ? (Readable.toWeb(incoming) as ReadableStream<Uint8Array>) : null, {
      status: statusCode,
      headers: kept,
    });
  };
}
