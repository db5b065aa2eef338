import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compile, safeParse, validate } from "zod/mini";
import { trialLineSchema } from "../../src/record/record-schema.ts";

const trial = {
  type: "trial",
  case: "refund-01",
  case_hash: "sha256:c",
  trial: 0,
  status: "ok",
  output: { answer: null },
  messages: [{ role: "assistant", content: "No" }],
  tool_calls: [{ name: "find_order", arguments: { id: 7 } }],
  context: "Returns: 30 days",
  usage: { input: 812, cache_read: 0, cache_write: 7, output: 64, reasoning: 10 },
  cost_usd: 0.0011,
  latency_ms: 840,
  ttft_ms: 210,
  cached: true,
  trace_id: "t-1",
  scores: [{ scorer: "label", value: 1, passed: true, reason: "equal", failure: "other/tone" }],
  failure: "refusal",
};

const key = fc.oneof(fc.constantFrom(...Object.keys(trial), "__proto__", "toString"), fc.string());
/** Values that are near what some key takes, beside any JSON. */
const value = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    null,
    "",
    0,
    -1,
    0.5,
    2 ** 53,
    [],
    {},
    [null],
    [{}],
    "infra_error",
    "other/",
    "tool_misuse",
  ),
  fc.record({ name: fc.constantFrom("", "ping", 7), arguments: fc.jsonValue() }).map((call) => [call]),
  fc
    .record({ scorer: fc.constantFrom("", "label"), value: fc.constantFrom(-0.1, 0, 1, 1.1, "1") })
    .map((score) => [score]),
  fc.record({ input: fc.constantFrom(-1, 0.5, 3, null), more: fc.jsonValue() }),
);

describe("trialLineSchema", () => {
  it("takes and refuses the same lines when it is compiled", () => {
    const compiled = compile(trialLineSchema, { strict: true });
    expect(validate(compiled, trial)).toBe(true);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(key, value), { maxLength: 3 }),
        fc.subarray(Object.keys(trial)),
        (set, kept) => {
          const members = [...Object.entries(trial).filter(([name]) => kept.includes(name)), ...set];
          const written = members
            .map(([name, member]) => `${JSON.stringify(name)}:${JSON.stringify(member)}`)
            .join(",");
          const line: unknown = JSON.parse(`{${written}}`);
          expect(validate(compiled, line)).toBe(safeParse(trialLineSchema, line).success);
        },
      ),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(key, value, (name, member) => {
        const line: unknown = JSON.parse(JSON.stringify({ ...trial, [name]: member }));
        expect(validate(compiled, line)).toBe(safeParse(trialLineSchema, line).success);
      }),
      { numRuns: 2000 },
    );
  });
});
