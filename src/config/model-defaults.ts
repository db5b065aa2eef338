/** What a model under test, or a judge, is called with where the gate file does not say. */
export const modelDefaults = {
  api: "chat",
  base_url: "https://api.openai.com/v1",
  api_key_env: "OPENAI_API_KEY",
} as const;

/** Headers, in lower case, that carry a key: a request with one of them is sent without that of `api_key_env`. */
export const keyHeaders: ReadonlySet<string> = new Set(["authorization", "api-key", "x-api-key"]);
