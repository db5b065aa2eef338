import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { openDesk } from "./support-desk.ts";

const readme = readFileSync(join(import.meta.dirname, "..", "..", "README.md"), "utf8");
/** The first fenced block of a language with this text in it. */
function blockWith(language: string, text: string): string {
  const blocks = [...readme.matchAll(/```(\w+)\n(.*?)```/gs)];
  const [, , found = ""] = blocks.find(([, of, body = ""]) => of === language && body.includes(text)) ?? [];
  return found;
}

const cases = blockWith("json", '"critical":true');
const answerByInput = new Map(
  cases
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { input: string; expected: string })
    .map(({ input, expected }) => [input, expected]),
);

it("the README's gate works as it is: a first run, then a prompt that breaks a critical case", async () => {
  const desk = await openDesk({
    answer: ({ system, user }) => ({
      text: system.includes("vague") ? "It depends." : `It is: ${answerByInput.get(user)}.`,
    }),
  });
  const gate = parse(blockWith("yaml", "datasets:")) as { target: object };
  const target = { ...gate.target, base_url: desk.models.baseUrl };
  desk.repository.commit({ "README.md": "Desk\n" });

  const first = await desk.run(
    desk.pullRequest({
      "llm-o11y.yml": stringify({ ...gate, target }),
      "prompts/support.md": "You answer for the support desk.\n",
      "datasets/support.jsonl": cases,
    }),
  );
  expect(first).toMatchObject({ status: 0, outputs: { verdict: "pass", "policy-trusted": "false" } });
  expect(desk.github.state.comments.at(-1)?.body).toContain("First run, nothing to compare");

  desk.repository.checkout("main");
  desk.repository.merge("pr-7");
  const second = await desk.run(desk.pullRequest({ "prompts/support.md": "You answer, and stay vague.\n" }));
  expect(second).toMatchObject({ status: 1, outputs: { verdict: "fail", "critical-failures": "1" } });
  expect(desk.github.state.comments.at(-1)?.body).toContain("`refund-01`");
});
