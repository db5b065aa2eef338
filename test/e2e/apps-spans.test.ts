import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gitRepository } from "../git-repository.ts";
import { tempFolder } from "../temp-folder.ts";
import { exec, trialsOf } from "./apps-desk.ts";

const main = join(import.meta.dirname, "..", "..", "dist", "cli.js");

/**
 * An app that looks up an order and answers, and posts its spans by hand as OTLP JSON: an agent, a model call with its tokens, a tool.
 * `way` is code that sets what differs: `trace`, `parent`, `url`, `calls`.
 */
function app(way: string): string {
  return `import { createInterface } from "node:readline";
import { randomBytes } from "node:crypto";
const text = (value) => ({ stringValue: value });
const list = (attributes) => Object.entries(attributes).map(([key, value]) => ({ key, value }));
const span = (traceId, parentSpanId, name, attributes) => {
  const now = Date.now();
  return { traceId, spanId: randomBytes(8).toString("hex"), ...(parentSpanId ? { parentSpanId } : {}), name, kind: 1,
    startTimeUnixNano: now + "000000", endTimeUnixNano: now + "900000", attributes: list(attributes) };
};
let earlier;
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const number = Number(/\\d+/.exec(request.input)[0]);
  let [, trace, parent] = request.traceparent.split("-");
  let url = process.env.OTEL_EXPORTER_OTLP_ENDPOINT + "/v1/traces";
  let order = "o" + number;
  let headers = {};
  ${way}
  const agent = span(trace, parent, "invoke_agent desk", { "gen_ai.operation.name": text("invoke_agent") });
  const model = span(trace, agent.spanId, "chat", {
    "gen_ai.operation.name": text("chat"), "gen_ai.request.model": text("gpt-5-mini"), "gen_ai.response.model": text("gpt-5-mini"),
    "gen_ai.usage.input_tokens": { intValue: "1000" }, "gen_ai.usage.output_tokens": { intValue: "100" } });
  const tool = span(trace, agent.spanId, "execute_tool lookup_order", {
    "gen_ai.operation.name": text("execute_tool"), "gen_ai.tool.name": text("lookup_order"),
    "gen_ai.tool.call.arguments": text(JSON.stringify({ order })), "gen_ai.tool.call.result": text("paid") });
  const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [agent, model, tool] }] }] });
  const sent = await fetch(url, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
  if (!sent.ok) console.error("refused", sent.status);
  console.log(JSON.stringify({ id: request.id, output: "30 days" }));
}
`;
}

async function gate(base: string, changed: string) {
  const repository = gitRepository();
  const cases = Array.from({ length: 12 }, (_, at) => ({
    id: `refund-${at + 1}`,
    input: `Question ${at + 1}: may I return it?`,
    expected: "30 days",
    tool_calls: [{ name: "lookup_order", arguments: { order: `o${at + 1}` } }],
  }));
  repository.commit({
    ".gitignore": "out/\n",
    "llm-o11y.yml": JSON.stringify({
      version: 1,
      gate: "support-bot",
      datasets: ["cases.jsonl"],
      target: { type: "command", command: ["node", "app.mjs"], workers: 3 },
      scorers: [{ type: "contains" }, { type: "tool_calls" }],
      policy: { ...exec, cost: { per_request_usd: 1 }, trials: { candidate: 1 } },
    }),
    "cases.jsonl": cases.map((one) => `${JSON.stringify(one)}\n`).join(""),
    "app.mjs": app(base),
  });
  repository.write({ "app.mjs": `// Kind.\n${app(changed)}` });
  const child = spawn(process.execPath, [main, "gate", "--base", "main", "--out", "out"], {
    cwd: repository.folder,
    env: { PATH: process.env["PATH"] ?? "", HOME: tempFolder() },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return {
    status,
    said,
    trials: trialsOf(repository.folder, "out/runs/candidate.jsonl"),
    verdict: JSON.parse(readFileSync(join(repository.folder, "out/verdict.json"), "utf8")),
  };
}

const ownOrder = (id: string) => [
  { name: "lookup_order", arguments: { order: `o${id.slice("refund-".length)}` } },
];
const ownTrace = `trace = randomBytes(16).toString("hex"); parent = undefined;`;
const langfuse = `url = process.env.LANGFUSE_BASE_URL + "/api/public/otel/v1/traces";
  headers = { authorization: "Basic " + Buffer.from(process.env.LANGFUSE_PUBLIC_KEY + ":" + process.env.LANGFUSE_SECRET_KEY).toString("base64") };`;

describe.concurrent("spans of an app", () => {
  it.each([
    ["under the trial's own", ""],
    ["in a trace of its own", ownTrace],
    ["sent as to Langfuse", langfuse],
    ["sent to the bare endpoint", `url = process.env.OTEL_EXPORTER_OTLP_ENDPOINT;`],
  ])("%s tell the tools, tokens and cost of each trial", async (_, way) => {
    const { status, trials, verdict, said } = await gate(way, way);
    expect(said).not.toContain("refused");
    expect(status).toBe(0);
    expect(trials.length).toBeGreaterThanOrEqual(12);
    for (const trial of trials) {
      expect(trial["tool_calls"], trial.case).toMatchObject(ownOrder(trial.case));
      expect(trial["usage"]).toMatchObject({ input: 1000, output: 100 });
      expect(trial["cost_usd"]).toBeCloseTo(0.00045, 10);
    }
    expect(verdict.spend.usd).toBeGreaterThan(0);
    expect(verdict.problems).toEqual([]);
  });

  it("fail a change that calls the tool with another order, as tool misuse", async () => {
    const { status, verdict } = await gate("", `order = "o0";`);
    expect(status).toBe(1);
    expect(verdict.failures.tool_misuse.candidate).toBeGreaterThan(0);
  });

  it("are refused under the parent of a trial that is over, which keeps what is its own", async () => {
    // As an app that takes the context of its first request for all; the first trial waits 5 s for spans at most.
    const stolen = `if (earlier === undefined) earlier = request.traceparent;
  else if (!globalThis.hasWaited) { globalThis.hasWaited = true; await new Promise((resolve) => setTimeout(resolve, 5500)); }
  [, trace, parent] = earlier.split("-");`;
    const { trials, verdict } = await gate("", stolen);
    for (const trial of trials)
      if (trial["tool_calls"] !== undefined) expect(trial["tool_calls"]).toMatchObject(ownOrder(trial.case));
    expect(JSON.stringify(verdict.problems)).toContain("came after their trial was over");
  });

  it("are refused under the parent of another process's trial", async () => {
    // Workers share what they are asked through a file, and each sends its spans for what another has out.
    const shared = JSON.stringify(join(tempFolder(), "parent"));
    const stolen = `const fs = await import("node:fs");
  const mine = process.pid + " " + request.traceparent;
  const other = fs.existsSync(${shared}) ? fs.readFileSync(${shared}, "utf8") : mine;
  fs.writeFileSync(${shared}, mine);
  await new Promise((resolve) => setTimeout(resolve, 30));
  if (!other.startsWith(process.pid + " ")) [, trace, parent] = other.split(" ")[1].split("-");`;
    const { trials, verdict } = await gate("", stolen);
    for (const trial of trials)
      if (trial["tool_calls"] !== undefined) expect(trial["tool_calls"]).toMatchObject(ownOrder(trial.case));
    expect(JSON.stringify(verdict.problems)).toMatch(
      /spans under another trial's parent|came after their trial was over/u,
    );
  });
});
