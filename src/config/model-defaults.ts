/** What a model under test, or a judge, is called with where the gate file does not say. */
export const modelDefaults = {
  api: "chat",
  base_url: "https://api.openai.com/v1",
  api_key_env: "OPENAI_API_KEY",
} as const;
