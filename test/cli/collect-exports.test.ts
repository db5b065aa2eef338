import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { isJsonObject, type Json, type JsonObject } from "../../src/experiment/json.ts";
import { goldenSide, plain } from "../traces/golden-messages.ts";
import { runHere } from "./run-here.ts";

/*
 * Recorded exports of Langfuse through the command, against its golden files. They stand outside the repository
 * (`../shared/data/langfuse-traces`); the pair in `fixtures/`, written by hand, is always read.
 */
const fixtures = fileURLToPath(new URL("../traces/fixtures/", import.meta.url));
const shared = fileURLToPath(new URL("../../../shared/data/langfuse-traces/", import.meta.url));

/** How many messages the golden file has of calls of models. Langfuse could convert none of AutoGen's and LlamaIndex's. */
const goldenCount: Readonly<Record<string, number>> = {
  refund: 3,
  "agno-2025-06-11": 2,
  "autogen-2025-06-06": 0,
  "beeai-2025-08-01": 9,
  "claude-agent-2025-12-22": 4,
  "crewai-2025-07-11": 2,
  "google-adk-2025-08-28": 8,
  "google-gemini-2025-08-01": 2,
  "llamaindex-2025-06-05": 0,
  "microsoft-agent-2025-12-17": 4,
  "pydantic-ai-2025-06-06": 2,
  "pydantic-ai-tools-2025-12-04": 22,
  "vercel-aisdk-2025-11-17": 3,
  "vertex-ai-2025-08-01": 2,
};

describe.each([fixtures, ...(existsSync(shared) ? [shared] : [])])("exports in %s", (folder) => {
  const files = readdirSync(folder);
  const names = files.flatMap((file) =>
    file.endsWith(".trace.json") ? [file.slice(0, -".trace.json".length)] : [],
  );

  it.each(names)("%s has every message of the golden file, and nothing is refused", async (name) => {
    const { exit, stdout, stderr } = await runHere(folder, "collect", `${name}.trace.json`);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "1 trace (1 langfuse).\n" });
    const { messages = [] } = JSON.parse(stdout) as { readonly messages?: readonly JsonObject[] };
    const golden = goldenMessages(folder, name);
    const mine = messages.map(comparable);
    for (const message of golden) expect(mine).toContainEqual(message);
    expect(golden).toHaveLength(goldenCount[name] ?? Number.NaN);
    expect(messages.length).toBeGreaterThan(1);
  });

  const exported = files.filter((file) => file.endsWith(".otlp.json"));
  it(`reads the ${exported.length} in OTLP as one trace each, and nothing is refused`, async () => {
    const { exit, stdout, stderr } = await runHere(folder, "collect", ...exported);
    expect(exit).toBe(0);
    expect(stderr).not.toContain("warning");
    expect(stdout.trim().split("\n")).toHaveLength(exported.length);
  });
});

/** What went into each call of a model and came out of it, as Langfuse converts it. */
function goldenMessages(folder: string, name: string): readonly Json[] {
  const read = (form: string) =>
    JSON.parse(readFileSync(`${folder}${name}.${form}.json`, "utf8")) as JsonObject;
  const golden = read("chatml");
  const observations = read("trace")["observations"] as readonly {
    readonly id: string;
    readonly type: string;
  }[];
  return observations.flatMap(({ id, type }) => {
    const sides = golden[id];
    if (type !== "GENERATION" || !isJsonObject(sides)) return [];
    return [sides["input"], sides["output"]].flatMap((side) => goldenSide(side) ?? []).map(comparable);
  });
}

function comparable(message: JsonObject): Json {
  const { role, text, calls } = plain(message) as { role: string; text: Json; calls: readonly JsonObject[] };
  return {
    role,
    text,
    calls: calls.map(({ name, arguments: given }) => ({ name: name ?? "", given: given ?? "" })),
  };
}
