import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import { afterAll, expect, it } from "vitest";
import { canUseProxy } from "../../../src/edge/model/send.ts";
import { ask, key, open, startServer } from "./calling.ts";

type Tunnel = { readonly target: string; readonly headers: object; bytes: Buffer };

/** A proxy that records what is tunnelled, lets nothing through, and ends each tunnel after its first bytes. */
async function startProxy(status = "200 OK") {
  const tunnels: Tunnel[] = [];
  const requests: string[] = [];
  const server: Server = createServer((incoming, outgoing) => {
    requests.push(incoming.url ?? "");
    outgoing.writeHead(502).end();
  });
  server.on("connect", (incoming, socket: Socket) => {
    const tunnel: Tunnel = { target: incoming.url ?? "", headers: incoming.headers, bytes: Buffer.alloc(0) };
    tunnels.push(tunnel);
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      tunnel.bytes = Buffer.concat([tunnel.bytes, chunk]);
      socket.destroy();
    });
    socket.write(`HTTP/1.1 ${status}\r\n\r\n`);
    if (!status.startsWith("200")) socket.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return { url: `http://desk:proxy-password@127.0.0.1:${port}`, tunnels, requests };
}

it("tunnels an https address through the proxy, so that it never sees the key", async () => {
  const proxy = await startProxy();
  const models = await open({ proxy: { httpsProxy: proxy.url } });
  const reply = await models.call(ask("https://llm.example/v1"), { timeoutMs: 10_000 });
  expect(reply).toMatchObject({ status: "infra_error", code: "network" });
  const [tunnel] = proxy.tunnels;
  expect(tunnel).toMatchObject({
    target: "llm.example:443",
    headers: { "proxy-authorization": `Basic ${btoa("desk:proxy-password")}` },
  });
  // A TLS handshake that names the host.
  expect(tunnel?.bytes[0]).toBe(0x16);
  expect(tunnel?.bytes.includes("llm.example")).toBe(true);
  expect(
    JSON.stringify(proxy.tunnels.map(({ headers, bytes }) => [headers, bytes.toString("latin1")])),
  ).not.toContain(key);
});

it("shows nothing of the proxy's own password when it refuses", async () => {
  const proxy = await startProxy("407 Proxy Authentication Required");
  const models = await open({ proxy: { httpsProxy: proxy.url } });
  const reply = await models.call(ask("https://llm.example/v1"), { timeoutMs: 10_000 });
  expect(reply).toMatchObject({ status: "infra_error", code: "network" });
  expect(JSON.stringify(reply)).not.toContain("password");
});

it("goes around the proxy where NO_PROXY says so", async () => {
  const proxy = await startProxy();
  const models = await open({ proxy: { httpsProxy: proxy.url, noProxy: "127.0.0.1" } });
  const server = await startServer(() => ({ text: "30 days" }));
  const https = server.baseUrl.replace("http:", "https:");
  expect(await models.call(ask(https), { timeoutMs: 10_000 })).toMatchObject({ code: "network" });
  expect(proxy.tunnels).toEqual([]);
});

it("never sends plain http of this machine to a proxy", async () => {
  const proxy = await startProxy();
  const server = await startServer(() => ({ text: "30 days" }));
  const models = await open({ proxy: { httpsProxy: proxy.url, httpProxy: proxy.url } });
  expect(await models.call(ask(server.baseUrl), { timeoutMs: 10_000 })).toMatchObject({ status: "ok" });
  expect([...proxy.requests, ...proxy.tunnels]).toEqual([]);
});

it.each([
  ["20.12.0", false],
  ["22.20.0", false],
  ["22.21.0", true],
  ["23.11.0", false],
  ["24.4.1", false],
  ["24.5.0", true],
  ["26.0.0", true],
])("Node %s honours a proxy: %s", (version, expected) => {
  expect(canUseProxy(version)).toBe(expected);
});
