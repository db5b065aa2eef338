import { afterEach, expect, it } from "vitest";
import type { Arrival } from "../../src/gate/loop/collect-traces.ts";
import { openLangfuseArrivals } from "../../src/host/open-arrivals.ts";
import { parseSince } from "../../src/host/parse-since.ts";
import { manyTraces } from "../edge/langfuse/desk-traces.ts";
import { startLangfuse } from "../stand-ins/langfuse.ts";
import type { LangfuseFault, LangfuseServer } from "../stand-ins/langfuse.ts";

const servers: LangfuseServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function take(isDown: (requests: number) => boolean): Promise<readonly Arrival[]> {
  const fault = ({ number }: { readonly number: number }): LangfuseFault | undefined =>
    isDown(number) ? { status: 503 } : undefined;
  const server = await startLangfuse({ traces: manyTraces(230), fault });
  servers.push(server);
  const found: Arrival[] = [];
  const env = {
    LANGFUSE_BASE_URL: server.baseUrl,
    LANGFUSE_PUBLIC_KEY: "pk-lf-desk",
    LANGFUSE_SECRET_KEY: "sk-lf-desk-secret",
  };
  const host = { env, workingDir: "/", stop: new AbortController().signal, onSecret: () => undefined };
  const wait = () => Promise.resolve();
  for await (const arrivals of openLangfuseArrivals({}, { ...host, wait })) found.push(...arrivals);
  return found;
}

it("gives what came before a server broke off, and says so at the end", async () => {
  const arrivals = await take((requests) => requests > 6);
  expect(arrivals.length).toBeGreaterThan(20);
  expect(arrivals.slice(0, -1).every((one) => "imported" in one)).toBe(true);
  expect(arrivals.at(-1)).toMatchObject({ problem: { code: "langfuse-unavailable" } });
});

it("breaks where nothing came", async () => {
  await expect(take(() => true)).rejects.toMatchObject({ problems: [{ code: "langfuse-unavailable" }] });
});

it.each([
  ["7d", -7 * 86_400_000],
  ["24h", -86_400_000],
  ["30m", -1_800_000],
  ["1970-01-02", 86_400_000],
  ["1970-01-01T00:00:01Z", 1000],
  ["yesterday", undefined],
  ["7", undefined],
  ["2026-13-01", undefined],
])("reads a time such as %j", (text, ms) => {
  expect(parseSince(text, 0)).toBe(ms);
});
