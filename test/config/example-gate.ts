import type { Config } from "../../src/config/config.ts";
import { parseGateFile } from "../../src/config/parse-gate-file.ts";
import type { Problem } from "../../src/problem.ts";

/** Every section of a gate file, as the README shows it. */
export const exampleGate = `# yaml-language-server: $schema=./schema/gate.json
version: 1
gate: support-bot
datasets: [datasets/*.jsonl]
select: { tags: [smoke], sample: 300 }

target:
  type: openai
  model: gpt-5-mini
  prompt: prompts/support.md
  headers: { x-team: support, authorization: "Bearer \${SUPPORT_KEY}" }
  params: { temperature: 0 }
baseline: { model: gpt-5 }

judge:
  panel: [{ model: gpt-5 }, { model: m, base_url: https://llm.example/v1, api_key_env: JUDGE_KEY }]
  vote: majority

scorers:
  - { type: exact, ignore_case: true, tags: [yes-no] }
  - { type: json_schema, schema: schemas/answer.json, failure: format_break }
  - { type: tool_calls, mode: superset, arguments: subset, forbidden: [delete_order], max_calls: 8 }
  - { type: refusal, not: true }
  - { type: judge, name: helpful, rubric: rubrics/helpful.yml, weight: 2, max_drop: 0.05, min: 0.80 }

policy:
  confidence: 0.9
  quality:  { max_drop: 0.04, min: 0.80 }
  critical: { trials: 2, confirm: 8, any: true }
  latency:  { p95_ms: 3000, ttft_p95_ms: 800, max_ratio: 1.20 }
  cost:     { per_request_usd: 0.005, max_ratio: 1.10 }
  failures: { hallucination: { max_increase: 0.05 }, tool_misuse/refund: { max_increase: 0 } }
  slices:   { refund: { max_drop: 0.10 } }
  judge:    { min_agreement: 0.85, max_flip_rate: 0.2 }
  trials:   { baseline: 4, candidate: 2 }
  max_missing: 0.01
  min_cases: 0
  not_proven: block
  budget:   { usd: 2.00, minutes: 10, calls: 500 }
  allow:    { exec: true, env: [SUPPORT_DB], origins: [https://llm.example] }

prices: { my-deployment: gpt-5, in-house: { input_mtok: 1.0, cache_read_mtok: 0.1, output_mtok: 4.0 } }
redact: { patterns: { CUSTOMER: "C-[0-9]{6}" }, keep: [ip] }
execution: { concurrency: 8, timeout_ms: 30000, retries: 2, seed: 7, batch: true }
report: { excerpts: none }
`;

export const minimalGate = "version: 1\ndatasets: [datasets/support.jsonl]\n";

type Options = { readonly needsTarget?: boolean; readonly base?: string };

function parse(text: string, { needsTarget = false, base }: Options) {
  const extended = base === undefined ? {} : { base: { file: "policy/base.yml", text: base } };
  return parseGateFile({ file: "evals/llm-o11y.yml", text, ...extended }, { needsTarget });
}

/** The config of a gate file in `evals/`, that may extend one in `policy/`. */
export function configOf(text: string, options: Options = {}): Config {
  const parsed = parse(text, options);
  if (!parsed.ok) throw new Error(`not a valid gate file: ${JSON.stringify(parsed.problems, null, 2)}`);
  return parsed.value;
}

export function problemsOf(text: string, options: Options = {}): readonly Problem[] {
  const parsed = parse(text, options);
  return parsed.ok ? [] : parsed.problems;
}
