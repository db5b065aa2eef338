import { readFileSync } from "node:fs";
import { join } from "node:path";
import { calcPrice } from "@pydantic/genai-prices";
import { describe, expect, it } from "vitest";
import { openPrices, priceLibrary } from "../../../src/edge/model/prices.ts";

const now = new Date("2026-11-25T12:00:00Z");
const prices = await openPrices(
  {
    "my-deployment": "gpt-5",
    "in-house": { input_mtok: 1, cache_read_mtok: 0.1, output_mtok: 4 },
    plain: { input_mtok: 1, output_mtok: 4 },
    free: { input_mtok: 0, output_mtok: 0 },
    alias: "in-house",
    loop: "loop",
    "gpt-4.1": { input_mtok: 10, output_mtok: 10 },
  },
  now,
);
const usage = {
  input: 1_000_000,
  cacheRead: 400_000,
  cacheWrite: 100_000,
  output: 200_000,
  reasoning: 50_000,
};

describe("prices that come with the package", () => {
  it.each([
    // 0.6 at 1.25 (gpt-5 has no price of its own for a cache write), 0.4 at 0.125, 0.2 at 10.
    ["gpt-5", 0.6 * 1.25 + 0.4 * 0.125 + 0.2 * 10, "openai/gpt-5"],
    // A dated snapshot.
    ["gpt-5-mini-2025-08-07", 0.6 * 0.25 + 0.4 * 0.025 + 0.2 * 2, "openai/gpt-5-mini"],
    // More than 200,000 input tokens: the upper tier of each price, for all tokens of the request.
    ["claude-sonnet-4-5", 0.5 * 6 + 0.4 * 0.6 + 0.1 * 7.5 + 0.2 * 22.5, "anthropic/claude-sonnet-4-5"],
    // No price for the cache at all: everything at the input price.
    ["mistral-large-latest", 1 * 2 + 0.2 * 6, "mistral/mistral-large"],
  ])("%s", (name, usd, model) => {
    const price = prices.priceOf([name], usage);
    expect(price?.usd).toBeCloseTo(usd, 12);
    expect(price?.source).toBe(`${priceLibrary}: ${model}`);
  });

  it.each([
    ["gpt-5", undefined],
    ["gpt-4o-mini", undefined],
    ["gpt-4o-audio-preview", undefined],
    ["claude-sonnet-4-5", undefined],
    ["claude-haiku-4-5", undefined],
    ["gemini-2.5-pro", undefined],
    ["gemini-2.5-flash", undefined],
    ["deepseek-chat", undefined],
    ["mistral-large-latest", undefined],
    // A price for each request, besides that of its tokens.
    ["sonar", "https://api.perplexity.ai"],
  ])("asks the package once for %s, and comes to its price every time", async (name, address) => {
    const fresh = await openPrices({}, now);
    const tokens = [
      { input: 1000, output: 0 },
      { input: 300_000, cacheRead: 250_000, cacheWrite: 10_000, output: 7000 },
      { input: 40, cacheRead: 7, output: 20 },
      { input: 0, output: 0 },
    ];
    for (const each of tokens) {
      const { input, output, cacheRead = 0, cacheWrite = 0 } = each;
      const counts = { input_tokens: input, cache_read_tokens: cacheRead, cache_write_tokens: cacheWrite };
      const at = address === undefined ? {} : { providerApiUrl: address };
      const listed = calcPrice({ ...counts, output_tokens: output }, name, { ...at, timestamp: now });
      expect(listed).not.toBeNull();
      expect(fresh.priceOf([name], each, address)?.usd).toBeCloseTo(listed?.total_price ?? Number.NaN, 12);
    }
  });

  it("takes the lower tier of a short request", () => {
    // 0.1 at 3 and 0.01 at 15 USD, in thousandths.
    const usd = prices.priceOf(["claude-sonnet-4-5"], { input: 100_000, output: 10_000 })?.usd;
    expect(usd).toBeCloseTo(0.1 * 3 + 0.01 * 15, 12);
  });

  it("takes the provider's own price where the address is known, else the one of the name", () => {
    const tokens = { input: 1_000_000, output: 0 };
    const name = "meta-llama/llama-3.3-70b-instruct";
    expect(prices.priceOf([name], tokens)).toBeUndefined();
    expect(prices.priceOf([name], tokens, "https://openrouter.ai/api/v1")?.source).toContain("openrouter/");
    expect(prices.priceOf(["gpt-5"], tokens, "https://llm.example/v1")?.usd).toBeCloseTo(1.25, 12);
  });

  it("takes a price that is not yet valid only from its day on", async () => {
    // gemini-3.6-flash changes its price on 2027-01-01.
    const tokens = { input: 1_000_000, output: 1_000_000 };
    const later = await openPrices({}, new Date("2027-01-01T00:00:00Z"));
    const [today, then] = [prices, later].map((table) => table.priceOf(["gemini-3.6-flash"], tokens)?.usd);
    expect(today).toBeGreaterThan(0);
    expect(then).toBeGreaterThan(0);
    expect(then).not.toBe(today);
  });

  it.each([
    "gpt-99",
    "gpt-5-of-mine",
    "ft:gpt-5:desk",
    "llama3.1:8b",
    "",
    "__proto__",
    "constructor",
    "loop",
  ])("knows no price of %j", (name) => {
    expect(prices.priceOf([name], usage)).toBeUndefined();
  });

  it("does not take a row without prices, or without one for output, for a price of 0", () => {
    expect(prices.priceOf(["gpt-4o"], usage, "https://api.githubcopilot.com")).toBeUndefined();
    expect(prices.priceOf(["text-embedding-3-small"], usage, "https://x.openai.azure.com")).toBeUndefined();
  });

  it("names the version that is installed", () => {
    const { version } = JSON.parse(
      readFileSync(join("node_modules", "@pydantic", "genai-prices", "package.json"), "utf8"),
    ) as { version: string };
    expect(priceLibrary).toBe(`genai-prices ${version}`);
  });
});

describe("prices of the gate file", () => {
  it.each([
    // 0.5 uncached and 0.1 written at 1, 0.4 read at 0.1, 0.2 at 4.
    ["in-house", 0.6 * 1 + 0.4 * 0.1 + 0.2 * 4, "prices.in-house"],
    // What is read from the cache has no price of its own: the input price.
    ["plain", 1 * 1 + 0.2 * 4, "prices.plain"],
    ["free", 0, "prices.free"],
    ["alias", 0.6 * 1 + 0.4 * 0.1 + 0.2 * 4, "prices.in-house"],
    ["my-deployment", 0.6 * 1.25 + 0.4 * 0.125 + 0.2 * 10, `${priceLibrary}: openai/gpt-5`],
    ["gpt-4.1", 1 * 10 + 0.2 * 10, "prices.gpt-4.1"],
  ])("%s", (name, usd, source) => {
    const price = prices.priceOf([name], usage);
    expect(price?.usd).toBeCloseTo(usd, 12);
    expect(price?.source).toBe(source);
  });

  it("go before the package's price of the model that answered", () => {
    const names = ["gpt-5-2025-08-07", "in-house"];
    expect(prices.priceOf(names, usage)?.source).toBe("prices.in-house");
  });
});

it("takes the first name that has a price", () => {
  expect(prices.priceOf(["/models/desk.gguf", "gpt-5"], usage)?.source).toContain("openai/gpt-5");
});

it.each([
  [{ input: 1000 }],
  [{ output: 64 }],
  [{}],
  [{ input: Number.NaN, output: 64 }],
  [{ input: -1, output: 64 }],
  [{ input: 1000, output: Number.POSITIVE_INFINITY }],
  [{ input: 1000, cacheRead: 1001, output: 64 }],
  [{ input: 1000, cacheRead: 600, cacheWrite: 600, output: 64 }],
])("does not price counts that are missing or cannot be: %o", (counts) => {
  for (const name of ["gpt-5", "in-house"]) expect(prices.priceOf([name], counts)).toBeUndefined();
});

it("charges all input at its full price where the provider tells nothing of a cache", () => {
  const usd = prices.priceOf(["gpt-5"], { input: 1_000_000, output: 0 })?.usd;
  expect(usd).toBeCloseTo(1.25, 12);
});
