import { Command } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import type { Exit, Io } from "./io.ts";

const defaultOut = "llm-o11y-out";

const exits = `
Exit codes:
  0  pass: proven, or no regression found; also "cannot tell" under \`not_proven: allow\`
  1  fail: the gate says no
  2  error: your configuration or data is wrong and nothing was spent, or a defect of ours
  3  inconclusive: evidence is missing
`;

/** The command line: every command loads what it needs when it is asked for. `done` gets the exit code. */
export function buildProgram(io: Io, done: (exit: Exit) => void): Command {
  const program = new Command("llm-o11y")
    .description(
      "May this change to a prompt, a model or an agent go to production? A verdict from two runs.",
    )
    .version(packageJson.version)
    .configureOutput({ writeOut: io.stdout, writeErr: io.stderr, getOutHelpWidth: () => io.width })
    .exitOverride()
    .showHelpAfterError("Run with --help to see how it is used.")
    .addHelpText("after", `${exits}\nStart with:  llm-o11y demo\n`);

  program
    .command("demo")
    .description("the whole decision on an embedded example: no key, no network")
    .option("--out <dir>", "where the verdict's files go", defaultOut)
    .option("--json", "print verdict.json on stdout", false)
    .action(async (options: { out: string; json: boolean }) => {
      const { demo } = await import("./commands/demo.ts");
      done(await demo(options, io));
    });

  program
    .command("compare <baseline> <candidate>")
    .description("the verdict on two run records: files, or folders of the shards of one run")
    .option("--config <file>", "the gate file (default: llm-o11y.yml where it is there)")
    .option("--out <dir>", "where verdict.json, comment.md, summary.md and junit.xml go", defaultOut)
    .option("--json", "print verdict.json on stdout", false)
    .option("--case <id>", "only this case, for debugging")
    .option("--tag <tag>", "only cases with this tag, for debugging")
    .addHelpText(
      "after",
      `
The arms are told by position: the baseline first. The gate file needs no \`target\`. With \`datasets: []\` the cases are
those in the records. Recorded scores are used; rules run again where the scorers changed; no judge is called.
${exits}
Examples:
  llm-o11y compare runs/main.jsonl runs/pr.jsonl
  llm-o11y compare runs/main.jsonl runs/pr.jsonl --config gates/support.yml --json | jq .title
`,
    )
    .action(
      async (
        baseline: string,
        candidate: string,
        options: { config?: string; out: string; json: boolean; case?: string; tag?: string },
      ) => {
        const { compare } = await import("./commands/compare.ts");
        done(await compare(baseline, candidate, options, io));
      },
    );

  program
    .command("merge <records...>")
    .description("the shards of one run as one record; missing, doubled or mixed ones are an error")
    .requiredOption("--out <file>", "the record to write")
    .option("--json", "print what was merged as JSON", false)
    .addHelpText("after", "\nExample:\n  llm-o11y merge shards/*.jsonl --out runs/pr.jsonl\n")
    .action(async (records: string[], options: { out: string; json: boolean }) => {
      const { merge } = await import("./commands/merge.ts");
      done(await merge(records, options, io));
    });

  const dataset = program.command("dataset").description("look at a dataset before a gate depends on it");
  dataset
    .command("check [files...]")
    .description("every problem with file, line and remedy; exit 0 or 2")
    .option("--config <file>", "check the dataset of this gate file, and its scorers")
    .option("--json", "print the findings as JSON", false)
    .addHelpText(
      "after",
      "\nExamples:\n  llm-o11y dataset check\n  llm-o11y dataset check 'datasets/*.jsonl'\n",
    )
    .action(async (files: string[], options: { config?: string; json: boolean }) => {
      const { checkDatasetFiles } = await import("./commands/dataset.ts");
      done(await checkDatasetFiles(files, options, io));
    });
  dataset
    .command("stats [files...]")
    .description("what it holds, and how small a drop it can see")
    .option("--config <file>", "the gate file whose dataset and tolerance count")
    .option("--json", "print the figures as JSON", false)
    .action(async (files: string[], options: { config?: string; json: boolean }) => {
      const { showDatasetStats } = await import("./commands/dataset.ts");
      done(await showDatasetStats(files, options, io));
    });

  return program;
}
