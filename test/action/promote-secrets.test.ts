import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { isJsonObject } from "../../src/experiment/json.ts";
import { traceLine } from "../../src/traces/trace-line.ts";
import { startGithub } from "../stand-ins/github.ts";
import { places, type Secret, secrets, squash } from "../traces/redact-corpus.ts";
import { dataset, runPromotion, sha } from "./promote-desk.ts";

const planted = fc.sample(secrets, { numRuns: 240, seed: 7 });
const secretAt = (index: number): Secret =>
  planted[index % planted.length] ?? { label: "", text: "", core: "" };

/** A failed trace with a secret in what was asked, one in its error, one in what a tool was given, and one in a comment. */
function trace(index: number): string {
  const place = places[index % places.length];
  const asked = place?.plant(secretAt(index).text) ?? null;
  const words = Array.from({ length: 12 }, (_, at) => `word${(index * 37 + at * 91) % 997}`).join(" ");
  const content = isJsonObject(asked) ? asked["content"] : undefined;
  const question = typeof content === "string" ? content : JSON.stringify(asked);
  return traceLine({
    traceId: `t${index}`,
    source: { system: "otlp", id: `t${index}` },
    name: "desk",
    input: `${words} ${question}`,
    output: `I wrote to ${secretAt(index + 1).text}`,
    error: `refund ${index} for ${secretAt(index + 2).text} was refused`,
    toolRuns: [
      {
        name: "refund",
        arguments: { note: secretAt(index + 3).text },
        error: `no ${secretAt(index + 3).text}`,
      },
    ],
    scores: [
      {
        name: "feedback",
        value: 0,
        kind: "numeric",
        source: "user",
        explanation: `write to ${secretAt(index).text}`,
      },
    ],
  });
}

it("lets none of 240 planted secrets into the file, the pull request, the log or the summary", async () => {
  const github = await startGithub({ token: "token" });
  afterAll(() => github.close());
  github.state.addCommit(sha, { "README.md": "The desk\n" });
  github.state.refs.set("heads/main", sha);
  const traces = planted.map((_, index) => trace(index)).join("");
  const { exit, told, text } = await runPromotion(github, { traces, inputs: { limit: "500" } });
  expect(exit).toBe(0);
  expect(text(dataset).trim().split("\n").length).toBeGreaterThan(150);
  const [pull] = github.state.pullRequests;
  const commits = [...github.state.commits.values()].map(({ message }) => message);
  const written = squash([text(dataset), pull?.title, pull?.body, told, ...commits].join("\n"));
  // Shorter ones are in any hash by chance.
  const long = planted.filter(({ core }) => core.length >= 10);
  expect(long.length).toBeGreaterThan(150);
  expect(long.filter(({ core }) => written.includes(core)).map((one) => one.text)).toEqual([]);
}, 60_000);
