import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openGithub } from "../../../src/edge/github/open-github.ts";

const asked: string[] = [];
const proxy = createServer();

beforeAll(async () => {
  proxy.on("connect", ({ url }, socket) => {
    asked.push(url ?? "");
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  // @actions/github reads these when it is loaded, which is at the first call.
  vi.stubEnv("https_proxy", `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  vi.stubEnv("no_proxy", "");
  vi.stubEnv("GITHUB_API_URL", "https://ghe.acme.example/api/v3");
});

afterAll(() => {
  vi.unstubAllEnvs();
  proxy.close();
});

it("goes through the proxy of the runner", async () => {
  const github = openGithub({
    apiUrl: "https://ghe.acme.example/api/v3",
    repository: "acme/desk",
    token: "ghs_supportdesk0123456789",
    wait: () => Promise.resolve(),
  });
  await expect(github.pullHead(7)).rejects.toThrow("GitHub cannot be reached");
  expect(new Set(asked)).toEqual(new Set(["ghe.acme.example:443"]));
});
