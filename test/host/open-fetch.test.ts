import { once } from "node:events";
import http from "node:http";
import { expect, it } from "vitest";
import { openFetch } from "../../src/host/open-fetch.ts";

const langfuse = "https://langfuse.acme.example";
const proxy = { HTTPS_PROXY: "http://127.0.0.1:9" };

it("leaves it to Node where no proxy is set, and where the address is not https", () => {
  expect(openFetch(langfuse, {})).toBeUndefined();
  expect(openFetch(langfuse, { HTTPS_PROXY: "" })).toBeUndefined();
  expect(openFetch("http://127.0.0.1:3000", proxy)).toBeUndefined();
});

it("sends and reads as `fetch` does, follows no redirect, and ends where it is aborted", async () => {
  const server = http.createServer((incoming, outgoing) => {
    void (async () => {
      let body = "";
      for await (const chunk of incoming as AsyncIterable<Buffer>) body += chunk.toString();
      if (incoming.url === "/away") return outgoing.writeHead(302, { location: "/there" }).end();
      if (incoming.url === "/none") return outgoing.writeHead(204).end();
      if (incoming.url === "/never") return undefined;
      const seen = { method: incoming.method, key: incoming.headers["x-key"], body };
      return outgoing.writeHead(200, { "retry-after": "3" }).end(JSON.stringify(seen));
    })();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as { port: number };
  const at = (path: string) => new URL(path, `http://127.0.0.1:${port}`);
  const send = openFetch(langfuse, proxy);
  if (send === undefined) throw new Error("no fetch");
  const reply = await send(at("/"), { method: "POST", headers: { "x-key": "k" }, body: "refund" });
  expect([reply.ok, reply.headers.get("retry-after")]).toEqual([true, "3"]);
  expect(await reply.json()).toEqual({ method: "POST", key: "k", body: "refund" });
  expect((await send(at("/away"))).status).toBe(302);
  expect((await send(at("/none"))).status).toBe(204);
  await expect(send(at("/never"), { signal: AbortSignal.timeout(50) })).rejects.toThrow("aborted");
  server.closeAllConnections();
  server.close();
});
