import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseCard } from "../../src/score/judge/card-state.ts";
import { gitRepository } from "../git-repository.ts";
import type { ModelAnswer, SeenRequest } from "../stand-ins/model-server.ts";
import { startModelServer } from "../stand-ins/model-server.ts";
import type { ModelServer } from "../stand-ins/model-server.ts";
import { tempFolder } from "../temp-folder.ts";
import { runHere, runWith } from "./run-here.ts";

const key = "sk-judge-0123456789abcdef";

/** `count` outputs, every second one good; the judge is wrong about every `wrongEvery`-th. */
function labels(count: number, wrongEvery: number, more: object = {}): string {
  return Array.from({ length: count }, (_, i) => {
    const passed = i % 2 === 0;
    const judged = i % wrongEvery === 0 ? !passed : passed;
    const row = { case: `refund-${i}`, output: passed ? "30 days" : "90 days", passed };
    return `${JSON.stringify({ ...row, judgements: [{ judge: "right", passed: judged, rationale: `reason ${i}` }], ...more })}\n`;
  }).join("");
}

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = tempFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describe("on recorded judgements", () => {
  it("writes card and page, and exits 0 where the judge is usable", async () => {
    const folder = folderWith({ "labels.jsonl": labels(100, 10) });
    const { exit, stdout } = await runHere(folder, "judge", "check", "--labels", "labels.jsonl");
    expect(exit).toBe(0);
    expect(stdout).toContain("✅ right: usable as evidence");
    expect(stdout).toMatch(/agreement +90\.0%/);
    expect(stdout).toContain("reason 0");
    expect(stdout).toContain(".llm-o11y/judges/right.card.json  .llm-o11y/judges/right.md");
    const card = parseCard("card", readFileSync(join(folder, ".llm-o11y/judges/right.card.json"), "utf8"));
    expect(card).toMatchObject({
      ok: true,
      value: { judge: "right", usable: true, judged: "recorded", date: "2026-01-01", test: { outputs: 100 } },
    });
    const page = readFileSync(join(folder, ".llm-o11y/judges/right.md"), "utf8");
    expect(page).toContain("# Judge `right`: usable as evidence");
    expect(page).not.toContain("reason 0");
  });

  it("exits 3 with every reason where it is refused, and the card says so", async () => {
    const folder = folderWith({ "labels.jsonl": labels(100, 2) });
    const ran = await runHere(
      folder,
      "judge",
      "check",
      "--labels",
      "labels.jsonl",
      "--out",
      "cards",
      "--json",
    );
    expect(ran.exit).toBe(3);
    const { card, disagreements } = JSON.parse(ran.stdout) as {
      card: { usable: boolean; reasons: { id: string }[] };
      disagreements: object[];
    };
    expect(card.usable).toBe(false);
    expect(card.reasons.map(({ id }) => id)).toEqual(["uninformative", "chance", "agreement"]);
    expect(disagreements[0]).toMatchObject({ people: "pass", judge: "fail", judge_says: "reason 0" });
    expect(JSON.parse(readFileSync(join(folder, "cards/right.card.json"), "utf8"))).toEqual(card);
  });

  it("takes limits from the policy of the gate file", async () => {
    const gate = (limit: number) =>
      JSON.stringify({
        version: 1,
        datasets: [],
        scorers: [{ type: "exact" }],
        policy: { judge: { min_agreement: limit } },
      });
    const folder = folderWith({ "labels.jsonl": labels(100, 10), "llm-o11y.yml": gate(0.95) });
    const strict = await runHere(folder, "judge", "check", "--labels", "labels.jsonl");
    expect(strict.exit).toBe(3);
    expect(strict.stdout).toContain("Agreement is .9, below min_agreement .95.");
    expect(strict.stderr).toContain("no scorer of type `judge` or `pairwise` has the name `right`");
    writeFileSync(join(folder, "llm-o11y.yml"), gate(0.9));
    expect((await runHere(folder, "judge", "check", "--labels", "labels.jsonl")).exit).toBe(0);
  });

  it.each<[string, string, readonly string[], string]>([
    ["a line that is wrong, with its place", '{"case":"a","pased":true}\n', [], "labels.jsonl:1"],
    ["no judge at all", '{"case":"a","passed":true}\n', [], "no judge has judged these outputs"],
    ["a judge that is not there", labels(4, 3), ["--judge", "rigth"], "Did you mean `right`?"],
    [
      "several judges",
      labels(4, 3) + '{"case":"z","passed":true,"judgements":[{"judge":"other","passed":true}]}',
      [],
      "Add `--judge NAME`",
    ],
    [
      "grades without a threshold",
      '{"case":"a","grade":4,"judgements":[{"judge":"j","grade":4}]}',
      [],
      "--threshold",
    ],
    [
      "a name that would leave the folder",
      '{"case":"a","passed":true,"judgements":[{"judge":"../../x","passed":true}]}',
      [],
      "no name of a file",
    ],
    ["a share that is none", labels(4, 3), ["--train", "1"], "less than 1"],
    ["a file that is not there", "", ["--labels", "nothing.jsonl"], "file not found"],
  ])("refuses %s with exit 2, and writes nothing", async (_, text, more, message) => {
    const folder = folderWith({ "labels.jsonl": text });
    const { exit, stderr } = await runHere(folder, "judge", "check", "--labels", "labels.jsonl", ...more);
    expect(exit).toBe(2);
    expect(stderr).toContain(message);
    expect(existsSync(join(folder, ".llm-o11y"))).toBe(false);
  });

  it("does not write through a link that the repository brings", async () => {
    const folder = folderWith({ "labels.jsonl": labels(20, 10) });
    const elsewhere = tempFolder();
    mkdirSync(join(folder, ".llm-o11y"));
    symlinkSync(elsewhere, join(folder, ".llm-o11y", "judges"));
    const { exit, stderr } = await runHere(folder, "judge", "check", "--labels", "labels.jsonl");
    expect(exit).toBe(2);
    expect(stderr).toContain("symbolic link");
    expect(existsSync(join(elsewhere, "right.card.json"))).toBe(false);
  });
});

describe("where nothing is recorded", () => {
  let models: ModelServer;
  const seen: SeenRequest[] = [];
  let answer: (request: SeenRequest) => ModelAnswer;
  const says = (word: string): ModelAnswer => ({
    text: JSON.stringify({ criteria: [{ id: "c1", reason: "by the reference", answer: word }] }),
  });
  const honest = ({ user }: SeenRequest) => says(/<<<output [^\n]*\n"30 days"/.test(user) ? "yes" : "no");

  beforeAll(async () => {
    models = await startModelServer({
      keys: [key],
      answer: (request) => {
        seen.push(request);
        return answer(request);
      },
    });
  });
  afterAll(() => models.close());

  const unjudged = labels(40, 10, { judgements: undefined });
  function desk(budget: object = {}): string {
    const { folder, write } = gitRepository();
    write({
      "labels.jsonl": unjudged,
      "datasets/refunds.jsonl": Array.from({ length: 40 }, (_, i) =>
        JSON.stringify({ id: `refund-${i}`, input: `Question ${i}`, expected: "30 days" }),
      ).join("\n"),
      "llm-o11y.yml": JSON.stringify({
        version: 1,
        datasets: ["datasets/*.jsonl"],
        judge: { model: "gpt-5", base_url: models.baseUrl },
        scorers: [{ type: "judge", name: "right", rubric: "correctness" }],
        policy: { budget },
      }),
    });
    seen.length = 0;
    return folder;
  }
  const check = (folder: string, env: Readonly<Record<string, string>> = { OPENAI_API_KEY: key }) =>
    runWith(env, folder, "judge", "check", "--labels", "labels.jsonl");

  it("asks the judge of the gate file about every output, some twice, after telling the plan", async () => {
    answer = honest;
    const folder = desk();
    const { exit, stdout, stderr } = await check(folder);
    expect(exit).toBe(0);
    expect(stdout).toMatch(/agreement +100\.0%/);
    expect(seen.length).toBeGreaterThan(40);
    expect(seen.length).toBeLessThan(55);
    expect(stderr).toContain(
      `Plan: 40 labelled outputs, ${seen.length} calls of the judge; at most 5,000 calls`,
    );
    const card = JSON.parse(readFileSync(join(folder, ".llm-o11y/judges/right.card.json"), "utf8")) as object;
    expect(card).toMatchObject({
      judged: "live",
      identity: { models: ["gpt-5"] },
      test: { outputs: 40, repeats: { flips: { k: 0, n: seen.length - 40 } } },
    });
  });

  it("counts replies that cannot be read as no answer, asked for twice, and refuses such a judge", async () => {
    answer = () => ({ text: "compliant" });
    const { exit, stdout } = await check(desk());
    expect(exit).toBe(3);
    expect(stdout).toContain("No output has both a label and an answer of the judge.");
    expect(seen.length).toBeGreaterThanOrEqual(80);
  });

  it("makes no call where the plan is over the budget, or the key is not set", async () => {
    answer = honest;
    const over = await check(desk({ calls: 39 }));
    expect(over.exit).toBe(2);
    expect(over.stderr).toContain("`policy.budget.calls` allows 39");
    const keyless = await check(desk(), {});
    expect(keyless.exit).toBe(3);
    expect(keyless.stderr).toContain("OPENAI_API_KEY");
    expect(seen).toEqual([]);
  });

  it("writes no card where the budget ends it early", async () => {
    answer = () => ({ text: "compliant" });
    const folder = desk({ calls: 60 });
    const { exit, stderr } = await check(folder);
    expect(exit).toBe(3);
    expect(stderr).toContain("ended early (budget)");
    expect(existsSync(join(folder, ".llm-o11y/judges"))).toBe(false);
  });

  it("needs the case and the output of each label", async () => {
    const folder = desk();
    writeFileSync(
      join(folder, "labels.jsonl"),
      '{"case":"greet-1","output":"Hi","passed":true}\n{"case":"refund-1","passed":true}',
    );
    const { exit, stderr } = await check(folder);
    expect(exit).toBe(2);
    expect(stderr).toContain("labels.jsonl:1");
    expect(stderr).toContain('no case "greet-1"');
    expect(stderr).toContain("labels.jsonl:2");
    expect(seen).toEqual([]);
  });
});
