import { describe, expect, it } from "vitest";
import { appEnvironment, traceEnvironment } from "../../src/host/app-environment.ts";

const ours = {
  PATH: "/bin",
  HOME: "/home/ci",
  LC_ALL: "C.UTF-8",
  TZ: "UTC",
  GITHUB_TOKEN: "ghs_secret",
  "INPUT_GITHUB-TOKEN": "ghs_secret",
  ACTIONS_RUNTIME_TOKEN: "secret",
  OPENAI_API_KEY: "sk-secret",
  NODE_OPTIONS: "--require ./evil.cjs",
  LLM_O11Y_FRAMEWORKS: "1",
  SUPPORT_MODE: undefined,
};

describe("the environment of an app", () => {
  it("is what every program needs, and nothing that a workflow holds", () => {
    expect(appEnvironment(ours, [])).toEqual({
      PATH: "/bin",
      HOME: "/home/ci",
      LC_ALL: "C.UTF-8",
      TZ: "UTC",
    });
  });

  it("has the names that the policy lists, where they are set", () => {
    expect(appEnvironment(ours, ["OPENAI_API_KEY", "SUPPORT_MODE"])).toMatchObject({
      OPENAI_API_KEY: "sk-secret",
    });
    expect(appEnvironment(ours, ["SUPPORT_MODE"])).not.toHaveProperty("SUPPORT_MODE");
  });
});

describe("where an app's spans go", () => {
  const place = {
    endpoint: "http://127.0.0.1:4318/t",
    traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01`,
  };

  it("is here, whatever the machine's own environment says", () => {
    const told = traceEnvironment(place, { OTEL_EXPORTER_OTLP_ENDPOINT: "https://collector.example" });
    expect(told).toMatchObject({
      OTEL_EXPORTER_OTLP_ENDPOINT: place.endpoint,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
      TRACEPARENT: place.traceparent,
      LANGFUSE_BASE_URL: place.endpoint,
    });
  });

  it("is the team's own Langfuse only where the policy lists its names", () => {
    const own = { LANGFUSE_BASE_URL: "https://langfuse.example", LANGFUSE_PUBLIC_KEY: "pk-lf-own" };
    expect(traceEnvironment(place, own)).toMatchObject(own);
  });
});
