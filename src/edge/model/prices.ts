import type { ModelPrice, Provider } from "@pydantic/genai-prices";
import type { Json } from "../../experiment/json.ts";
import type { Usage } from "../../experiment/trial.ts";

/** A price and where it is from. */
export type Price = { readonly usd: number; readonly source: string };

export type PriceTable = {
  /**
   * List price of these tokens in USD, by the first of the model's names that has one; `undefined` where no name has one or a count
   * is missing, never 0. `baseUrl` picks the provider where it is a known one.
   */
  readonly priceOf: (names: readonly string[], usage: Usage, baseUrl?: string) => Price | undefined;
};

/**
 * What a call costs in a batch: half of a list price, which providers with a batch API take. A price of the gate file is the user's own
 * word, and stands.
 */
export function paidInBatch({ usd, source }: Price): number {
  return source.startsWith(priceLibrary) ? usd / 2 : usd;
}

/** The package's version, which is the date of its prices. */
export const priceLibrary = "genai-prices 0.1.8";

/** USD per million tokens, as the gate file writes them. */
type Rates = {
  readonly input_mtok: number;
  readonly cache_read_mtok?: number;
  readonly cache_write_mtok?: number;
  readonly output_mtok: number;
};

/** Begins to load the prices, where there is time for it, as while git answers. */
export function loadPrices(): void {
  import("@pydantic/genai-prices").catch(() => undefined);
}

/**
 * The prices of the gate file, and those that come with the package. It is loaded here, and reaches no network. `now` picks among
 * prices with a date or an hour, once for the whole run, so that both arms pay the same.
 *
 * Tokens read from a cache or written to one pay the input price where no other is known: what is unknown is not cheaper.
 */
export async function openPrices(written: Readonly<Record<string, Json>>, now: Date): Promise<PriceTable> {
  const { calcPrice, findProvider } = await import("@pydantic/genai-prices");
  const providerByUrl = new Map<string, string | undefined>();

  function providerOf(baseUrl: string): string | undefined {
    if (!providerByUrl.has(baseUrl))
      providerByUrl.set(baseUrl, findProvider({ providerApiUrl: baseUrl })?.id);
    return providerByUrl.get(baseUrl);
  }

  // The search through all models is most of what a price costs; the row that it finds is the same for the whole run.
  const foundByName = new Map<string, Provider>();
  const ratesByName = new Map<string, { readonly rates: Rates; readonly source: string }>();

  function listed(name: string, tokens: Tokens, baseUrl: string | undefined): Price | undefined {
    const providerId = baseUrl === undefined ? undefined : providerOf(baseUrl);
    const key = `${providerId ?? ""}\n${name}`;
    const flat = ratesByName.get(key);
    if (flat !== undefined) return { usd: payRates(flat.rates, tokens), source: flat.source };
    const known = foundByName.get(key);
    const options = known === undefined ? optionsOf(providerId) : [{ provider: known }];
    for (const option of options) {
      const found = calcPrice(tokensForLibrary(tokens), name, { ...option, timestamp: now });
      if (found === null) continue;
      const { fallback_model_providers: _others, ...provider } = found.provider;
      foundByName.set(key, { ...provider, models: [found.model] });
      // Some rows have no prices, or none for output, and would cost 0.
      const { input_mtok: input, output_mtok: output } = found.model_price;
      if (input === undefined || output === undefined || !Number.isFinite(found.total_price))
        return undefined;
      const source = `${priceLibrary}: ${found.provider.id}/${found.model.id}`;
      const rates = flatRates(found.model_price);
      // From now on without the library, which takes a tenth of all that a call costs. The first price says whether the two agree: they
      // do not where each request has a price too.
      if (rates !== undefined && isAlmost(payRates(rates, tokens), found.total_price)) {
        ratesByName.set(key, { rates, source });
        return { usd: payRates(rates, tokens), source };
      }
      return { usd: found.total_price, source };
    }
    return undefined;
  }

  function priceByName(name: string, tokens: Tokens, baseUrl: string | undefined): Price | undefined {
    const own = Object.hasOwn(written, name) ? (written[name] as string | Rates) : undefined;
    if (own === undefined) return listed(name, tokens, baseUrl);
    if (typeof own !== "string") return { usd: payRates(own, tokens), source: `prices.${name}` };
    const aliased = Object.hasOwn(written, own) ? (written[own] as string | Rates) : own;
    if (typeof aliased !== "string") return { usd: payRates(aliased, tokens), source: `prices.${own}` };
    return listed(own, tokens, undefined);
  }

  return {
    priceOf: (names, usage, baseUrl) => {
      const tokens = splitTokens(usage);
      if (tokens === undefined) return undefined;
      const own = names.filter((name) => Object.hasOwn(written, name));
      // What the gate file says of any of the names goes before what the package knows.
      for (const name of own.length > 0 ? own : names) {
        const price = priceByName(name, tokens, baseUrl);
        if (price !== undefined) return price;
      }
      return undefined;
    },
  };
}

/** The address's own provider first, then any. */
function optionsOf(providerId: string | undefined): readonly { readonly providerId?: string }[] {
  return providerId === undefined ? [{}] : [{ providerId }, {}];
}

type Tokens = {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
};

/** The counts that are paid for; cache counts that a provider does not tell are 0, so that all input pays its full price. */
function splitTokens({ input, output, cacheRead = 0, cacheWrite = 0 }: Usage): Tokens | undefined {
  if (input === undefined || output === undefined) return undefined;
  const counts = [input, output, cacheRead, cacheWrite];
  const isSound = counts.every((count) => count >= 0 && Number.isFinite(count));
  return isSound && cacheRead + cacheWrite <= input ? { input, output, cacheRead, cacheWrite } : undefined;
}

function tokensForLibrary({ input, cacheRead, cacheWrite, output }: Tokens): Record<string, number> {
  return {
    input_tokens: input,
    cache_read_tokens: cacheRead,
    cache_write_tokens: cacheWrite,
    output_tokens: output,
  };
}

const flatKeys = ["input_mtok", "cache_read_mtok", "cache_write_mtok", "output_mtok"] as const;

/** A listed price that is the same for every token of a kind; undefined where it has tiers. */
function flatRates(price: ModelPrice): Rates | undefined {
  const known = flatKeys.flatMap((key) => (price[key] === undefined ? [] : [[key, price[key]] as const]));
  return known.every(([, each]) => typeof each === "number")
    ? (Object.fromEntries(known) as Rates)
    : undefined;
}

function isAlmost(usd: number, listed: number): boolean {
  return Math.abs(usd - listed) <= 1e-9 * listed;
}

function payRates(rates: Rates, { input, cacheRead, cacheWrite, output }: Tokens): number {
  const { input_mtok: perInput, output_mtok: perOutput } = rates;
  const usdPerMillion =
    (input - cacheRead - cacheWrite) * perInput +
    cacheRead * (rates.cache_read_mtok ?? perInput) +
    cacheWrite * (rates.cache_write_mtok ?? perInput) +
    output * perOutput;
  return usdPerMillion / 1e6;
}
