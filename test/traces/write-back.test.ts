import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Case } from "../../src/experiment/case.ts";
import { readOtlpLogs } from "../../src/traces/otlp-logs.ts";
import { readOtlp } from "../../src/traces/otlp-spans.ts";
import { readCostUsd, readUsage } from "../../src/traces/read-usage.ts";
import type { Span } from "../../src/traces/span.ts";
import { writeDatasetItem } from "../../src/traces/write-back-items.ts";
import {
  type ArmToWrite,
  writeResource,
  type WrittenTrial,
  writeTrials,
} from "../../src/traces/write-back-trial.ts";
import { anArm } from "./build-arm.ts";

const write = (arm: ArmToWrite): readonly WrittenTrial[] => [...writeTrials(arm)];

/** The spans as our own receiver reads them. */
function readBack(written: readonly WrittenTrial[]): readonly Span[] {
  const spans = written.map(({ span }) => span);
  const request = {
    resourceSpans: [{ resource: { attributes: writeResource("support-bot") }, scopeSpans: [{ spans }] }],
  };
  return readOtlp(JSON.parse(JSON.stringify(request)))?.spans ?? [];
}

function objectIn(span: Span | undefined, key: string): unknown {
  const text = span?.attributes[key];
  return typeof text === "string" ? JSON.parse(text) : undefined;
}

const aTrial = {
  caseId: "refund-01",
  output: "Within 30 days.",
  usage: { input: 1000, cacheRead: 900, cacheWrite: 50, output: 80, reasoning: 30 },
  costUsd: 0.0011,
  latencyMs: 840.5,
  ttftMs: 210,
  traceId: "4BF92F3577B34DA6A3CE929D0E0E4736",
  scores: [
    { scorer: "exact", value: 0, passed: false, reason: "says 30 days", failure: "hallucination" },
    { scorer: "tone", value: 0.75 },
  ],
  failure: "hallucination",
} as const;

describe("a trial that is written back", () => {
  it("is a span that our own reader reads: ids, times, output, tokens, cost", () => {
    const [span] = readBack(write(anArm([aTrial])));
    if (span === undefined) throw new Error("no span");
    expect(span).toMatchObject({
      traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
      name: "case refund-01",
      startMs: Date.parse("2026-11-25T10:00:00.000Z"),
      endMs: Date.parse("2026-11-25T10:00:00.000Z") + 840.5,
    });
    expect(readUsage(span)).toEqual(aTrial.usage);
    expect(readCostUsd(span)).toBe(0.0011);
    const { usage: _usage, ...unknown } = aTrial;
    expect(readUsage(readBack(write(anArm([unknown])))[0] ?? span)).toBeUndefined();
  });

  it("counts the tokens of Langfuse in buckets that do not overlap", () => {
    const [span] = readBack(write(anArm([aTrial])));
    expect(objectIn(span, "langfuse.observation.usage_details")).toEqual({
      input: 50,
      input_cached_tokens: 900,
      input_cache_creation: 50,
      output: 50,
      output_reasoning_tokens: 30,
      total: 1080,
    });
  });

  it("belongs to an experiment, to an item of it, and says what was asked and expected", () => {
    const verdict = { verdict: "fail", title: "Do not ship", proven: true } as const;
    const [span] = readBack(write(anArm([aTrial], { verdict, dataset: { name: "desk", id: "d-1" } })));
    expect(span?.attributes).toMatchObject({
      "langfuse.experiment.name": "support-bot candidate 9f3c1ab",
      "langfuse.experiment.dataset.id": "d-1",
      "langfuse.experiment.item.id": "desk:refund-01",
      "langfuse.experiment.item.root_observation_id": span?.spanId,
      "langfuse.experiment.item.expected_output": "30 days",
      "langfuse.environment": "sdk-experiment",
      "langfuse.observation.input": "Where is order refund-01?",
      "langfuse.observation.output": "Within 30 days.",
    });
    expect(objectIn(span, "langfuse.experiment.metadata")).toMatchObject({
      gate: "support-bot",
      verdict: "fail",
      title: "Do not ship",
    });
  });

  it("brings each score as an event of its span, and as a score of Langfuse", () => {
    const [written] = write(anArm([aTrial]));
    const logs = readOtlpLogs({ resourceLogs: [{ scopeLogs: [{ logRecords: written?.evaluations }] }] });
    expect(
      logs?.events.map(({ spanId, event }) => [spanId, event.name, { ...event.attributes }]),
    ).toMatchObject([
      [
        written?.span.spanId,
        "gen_ai.evaluation.result",
        {
          "gen_ai.evaluation.name": "exact",
          "gen_ai.evaluation.score.value": 0,
          "gen_ai.evaluation.score.label": "fail",
          "gen_ai.evaluation.explanation": "says 30 days",
        },
      ],
      [written?.span.spanId, "gen_ai.evaluation.result", { "gen_ai.evaluation.score.value": 0.75 }],
    ]);
    expect(written?.scores).toMatchObject([
      {
        name: "exact",
        value: 0,
        dataType: "NUMERIC",
        comment: "says 30 days",
        observationId: written?.span.spanId,
      },
      { name: "tone", value: 0.75, dataType: "NUMERIC" },
      { name: "failure", value: "hallucination", dataType: "CATEGORICAL" },
    ]);
  });

  it("has the same ids each time, and others in another run, arm, trial or case", () => {
    const arms = [
      anArm([aTrial, { ...aTrial, index: 1 }, { ...aTrial, caseId: "greet-02" }]),
      anArm([aTrial], { header: { arm: "baseline" } }),
      anArm([aTrial], { header: { startedAt: "2026-11-26T10:00:00.000Z" } }),
    ];
    const ids = (arm: ArmToWrite) =>
      write(arm).flatMap(({ span, scores }) => [span.spanId, ...scores.map(({ id }) => id)]);
    expect(arms.flatMap(ids)).toEqual(arms.flatMap(ids));
    expect(new Set(arms.flatMap(ids)).size).toBe(arms.flatMap(ids).length);
  });

  it.each([
    ["out of the cache", { cached: true }],
    ["with an id that is none", { traceId: "trace-7" }],
    ["with an id of zeros", { traceId: "0".repeat(32) }],
  ])("%s goes into a trace of its own", (_, more) => {
    const [written] = write(anArm([{ ...aTrial, ...more }]));
    expect(written?.span.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect([aTrial.traceId.toLowerCase(), "0".repeat(32)]).not.toContain(written?.span.traceId);
  });

  it.each(["app_error", "infra_error"] as const)("is there as an error where it ended in %s", (status) => {
    const [span] = readBack(write(anArm([{ caseId: "refund-01", status }])));
    expect(span).toMatchObject({ status: "error", attributes: { "langfuse.observation.level": "ERROR" } });
  });

  it("is cut where its texts are too long for one request", () => {
    const [written] = write(anArm([{ ...aTrial, output: "😀".repeat(3_000_000) }]));
    expect(Buffer.byteLength(JSON.stringify(written?.span))).toBeLessThan(4_000_000);
    expect(JSON.stringify(written?.span)).toContain("more characters]");
  });

  it("whatever it holds, is OTLP that our own reader reads whole", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ output: fc.jsonValue(), latencyMs: fc.double({ min: 0, max: 1e7, noNaN: true }) }),
          {
            maxLength: 5,
          },
        ),
        (trials) => {
          const arm = anArm(
            trials.map((trial, index) => ({ ...trial, caseId: "refund-01", index }) as never),
          );
          expect(readBack(write(arm))).toHaveLength(trials.length);
        },
      ),
    );
  });
});

describe("a case that is written to a dataset of Langfuse", () => {
  const aCase: Case = {
    id: "trace-3f9a",
    input: [{ role: "user", content: "refund" }],
    expected: "No",
    critical: false,
    draft: false,
    tags: [],
    hash: "sha256:c",
    place: {},
  };

  it("keeps its id when it is edited, so that an item is replaced and not doubled", () => {
    const { id } = writeDatasetItem("desk", aCase);
    expect(writeDatasetItem("desk", { ...aCase, expected: "Yes" }).id).toBe(id);
    expect(writeDatasetItem("other", aCase).id).not.toBe(id);
    expect(writeDatasetItem("d".repeat(300), aCase).id.length).toBeLessThanOrEqual(255);
  });

  it("names the trace that it is from, where that is in Langfuse", () => {
    const source = { system: "langfuse", trace_id: "t-1", observation_id: "o-1" };
    expect(writeDatasetItem("desk", { ...aCase, source })).toMatchObject({
      expectedOutput: "No",
      sourceTraceId: "t-1",
      sourceObservationId: "o-1",
    });
    expect(writeDatasetItem("desk", { ...aCase, source: { ...source, system: "otlp" } })).not.toHaveProperty(
      "sourceTraceId",
    );
  });

  it("is archived as a draft, so that nobody runs it, and has no expected output where there is none", () => {
    const { expected: _expected, ...open } = aCase;
    const item = writeDatasetItem("desk", { ...open, draft: true });
    expect(item.status).toBe("ARCHIVED");
    expect(item).not.toHaveProperty("expectedOutput");
  });
});
