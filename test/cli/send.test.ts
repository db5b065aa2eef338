import { afterEach, expect, it } from "vitest";
import { recordText, scoredTrials } from "../build-record.ts";
import { type LangfuseOptions, type LangfuseServer, startLangfuse } from "../stand-ins/langfuse.ts";
import { tempFolder } from "../temp-folder.ts";
import { runWith } from "./run-here.ts";

const servers: LangfuseServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(options: LangfuseOptions = {}): Promise<LangfuseServer> {
  const server = await startLangfuse(options);
  servers.push(server);
  return server;
}

const envOf = ({ baseUrl }: LangfuseServer) => ({
  LANGFUSE_BASE_URL: baseUrl,
  LANGFUSE_PUBLIC_KEY: "pk-lf-desk",
  LANGFUSE_SECRET_KEY: "sk-lf-desk-secret",
});

const gate = `version: 1
gate: desk
datasets: [desk.jsonl]
scorers: [{ type: recorded }]
`;
const files = {
  "llm-o11y.yml": gate,
  "desk.jsonl": '{"id":"refund-0","input":"Refund my order A1","expected":"No."}\n',
  "a.jsonl": recordText(scoredTrials(2), { arm: "baseline" }),
  "b.jsonl": recordText(scoredTrials(2, 1), { arm: "candidate" }),
};

it("sends each trial of each record to Langfuse with its scores, and the same again doubles nothing", async () => {
  const server = await start();
  const folder = tempFolder(files);
  for (let time = 0; time < 2; time++) {
    const { exit, stderr } = await runWith(
      envOf(server),
      folder,
      "send",
      "a.jsonl",
      "b.jsonl",
      "--to",
      "langfuse",
    );
    expect([exit, stderr]).toEqual([0, "Sent: 4 spans, 4 scores.\n"]);
  }
  expect([server.spans.size, server.scores.size, server.items.size]).toEqual([4, 4, 0]);
  expect(JSON.stringify([...server.spans.values()])).toContain("Refund my order A1");
});

it("writes the cases into a dataset that is there, and says so where it is not", async () => {
  const server = await start({ datasets: ["desk"] });
  const to = (dataset: string) =>
    runWith(
      envOf(server),
      tempFolder(files),
      "send",
      "a.jsonl",
      "--to",
      "langfuse",
      "--dataset",
      dataset,
      "--json",
    );
  const sent = await to("desk");
  expect([sent.exit, JSON.parse(sent.stdout)]).toMatchObject([0, { ok: true, sent: { item: 1, span: 2 } }]);
  expect([...server.items.keys()]).toEqual(["desk:refund-0"]);
  const missing = await to("nowhere");
  expect(missing.exit).toBe(3);
  expect(missing.stderr).toContain("the project has no such dataset (404)");
  expect(missing.stderr).toContain("Not sent: 1 dataset items.");
});

it("sends spans and evaluations to a collector, with the headers of the environment", async () => {
  const server = await start();
  const { exit, stderr } = await runWith(
    { OTEL_EXPORTER_OTLP_HEADERS: "x-key=a%20b, x-team=desk" },
    tempFolder(files),
    "send",
    "a.jsonl",
    "--to",
    "otlp",
    "--endpoint",
    server.baseUrl,
  );
  expect([exit, stderr]).toEqual([0, "Sent: 2 spans, 2 evaluations.\n"]);
  expect(server.requests[0]?.headers).toMatchObject({ "x-key": "a b", "x-team": "desk" });
  expect(server.logs).toHaveLength(1);
});

it("exits with 3 where the server takes nothing, without its keys in a message", async () => {
  const server = await start({ keys: "other:keys" });
  const { exit, stderr } = await runWith(
    envOf(server),
    tempFolder(files),
    "send",
    "a.jsonl",
    "--to",
    "langfuse",
  );
  expect(exit).toBe(3);
  expect(stderr).toContain("the server does not accept the keys (401)");
  expect(stderr).toContain("Sent: nothing.");
  expect(stderr).not.toContain("secret");
});

it.each([
  ["no keys are set", {}, ["--to", "langfuse"], "LANGFUSE_PUBLIC_KEY"],
  ["no endpoint is named", {}, ["--to", "otlp"], "OTEL_EXPORTER_OTLP_ENDPOINT"],
  [
    "headers are none",
    { OTEL_EXPORTER_OTLP_HEADERS: "sk-secret" },
    ["--to", "otlp", "--endpoint", "http://localhost:1"],
    "is not `name=value,name=value`",
  ],
  ["OTLP should have a dataset", {}, ["--to", "otlp", "--dataset", "desk"], "`--dataset` goes with"],
  ["nothing is said of where", {}, [], "--to <system>"],
])("exits with 2 where %s", async (_case, env: Record<string, string>, args, says) => {
  const { exit, stderr } = await runWith(env, tempFolder(files), "send", "a.jsonl", ...args);
  expect([exit, stderr]).toEqual([2, expect.stringContaining(says)]);
  expect(stderr).not.toContain("sk-secret");
});

it("refuses two records that tell of the same run, since one would replace the other", async () => {
  const server = await start();
  const folder = tempFolder(files);
  const { exit, stderr } = await runWith(
    envOf(server),
    folder,
    "send",
    "a.jsonl",
    "a.jsonl",
    "--to",
    "langfuse",
  );
  expect([exit, stderr]).toEqual([2, expect.stringContaining("tells of the same run")]);
  expect(server.requests).toEqual([]);
});

it("exits with 2 where a record is not there", async () => {
  const server = await start();
  const { exit, stderr } = await runWith(
    envOf(server),
    tempFolder(files),
    "send",
    "c.jsonl",
    "--to",
    "langfuse",
  );
  expect([exit, stderr]).toEqual([2, expect.stringContaining("file not found")]);
  expect(server.requests).toEqual([]);
});
