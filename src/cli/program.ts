import { Command, Option } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import type { DiffOptions } from "./commands/dataset-diff.ts";
import type { GateOptions } from "./commands/gate.ts";
import type { JudgeCheckOptions } from "./commands/judge-check.ts";
import type { RunCommandOptions } from "./commands/run.ts";
import type { Exit, Io } from "./io.ts";
import { addLoopCommands } from "./loop-commands.ts";
import { parseCount, parseNumber, parseShare } from "./option-values.ts";

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
    .command("gate")
    .description("run both arms at their commits, and decide whether the change may ship")
    .option("--config <file>", "the gate file (default: llm-o11y.yml)")
    .option(
      "--base <ref>",
      "what decides and what it is compared with (default: where it left origin's default branch)",
    )
    .option("--head <ref>", "the candidate (default: the working tree)")
    .addOption(policyOption())
    .option("--out <dir>", "where the verdict's files and the run records go", defaultOut)
    .option("--fresh", "run every trial again, also where the same run has left some", false)
    .option("--json", "print verdict.json on stdout", false)
    .option("--case <id>", "only this case, for debugging")
    .option("--tag <tag>", "only cases with this tag, for debugging")
    .addHelpText(
      "after",
      `
The target is read at both commits; policy, scorers and the rows of known cases come from the base. A target that did not
change costs no call. Keys come from the environment variables that the gate file names.
${exits}
Examples:
  llm-o11y gate
  llm-o11y gate --base main --case refund-01
  llm-o11y gate --base HEAD~1 --head HEAD --json | jq .title
`,
    )
    .action(async (options: GateOptions) => {
      const { gate } = await import("./commands/gate.ts");
      done(await gate(options, io));
    });

  program
    .command("run")
    .description("run one arm or both into run records, without a verdict")
    .option("--config <file>", "the gate file (default: llm-o11y.yml)")
    .option("--base <ref>", "the commit of the baseline, and of the policy")
    .option("--head <ref>", "the candidate (default: the working tree)")
    .addOption(new Option("--arm <arm>", "which").choices(["both", "baseline", "candidate"]).default("both"))
    .addOption(
      new Option(
        "--trials <n>",
        "trials of each case (default: one, and the screen of critical cases)",
      ).argParser(parseCount),
    )
    .option("--shard <k/n>", "only the k-th of n parts of the cases, to run them on n machines")
    .option("--out <path>", "folder of the records; with one arm a .jsonl file too", `${defaultOut}/runs`)
    .option("--fresh", "replace the records that are there, instead of going on with the same run", false)
    .option("--json", "print what was recorded as JSON", false)
    .option("--case <id>", "only this case")
    .option("--tag <tag>", "only cases with this tag")
    .addHelpText(
      "after",
      `
Examples:
  llm-o11y run --trials 3 --out runs
  llm-o11y compare runs/baseline.jsonl runs/candidate.jsonl

  llm-o11y run --shard 1/2 --out runs
  llm-o11y run --shard 2/2 --out runs
  llm-o11y compare runs/baseline runs/candidate
`,
    )
    .action(async (options: RunCommandOptions) => {
      const { runRecords } = await import("./commands/run.ts");
      done(await runRecords(options, io));
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

  addLoopCommands(program, io, done);

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
    .command("diff")
    .description("what a change does to the cases: added, removed, edited, and critical ones that are gone")
    .option("--config <file>", "the gate file (default: llm-o11y.yml)")
    .option("--base <ref>", "compared with (default: where it left origin's default branch)")
    .option("--head <ref>", "the change (default: the working tree)")
    .option("--json", "print the differences as JSON", false)
    .action(async (options: DiffOptions) => {
      const { showDatasetDiff } = await import("./commands/dataset-diff.ts");
      done(await showDatasetDiff(options, io));
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

  const judge = program.command("judge").description("how good a judge is, before a gate listens to it");
  judge
    .command("check")
    .description("hold a judge against labels of people, and write its card")
    .requiredOption("--labels <file>", "labels and judgements: JSONL, CSV, or scores of Langfuse")
    .option("--config <file>", "the gate file that has the judge and the policy (default: llm-o11y.yml)")
    .option("--judge <name>", "which judge, where the file has several")
    .option("--score <name>", "which of Langfuse's annotation scores is the label")
    .addOption(new Option("--threshold <grade>", "a grade passes from here up").argParser(parseNumber))
    .addOption(
      new Option(
        "--train <share>",
        "share of the cases to tune the rubric on, by their ids; figures are of the others",
      )
        .argParser(parseShare)
        .default(0),
    )
    .option("--out <dir>", "where the card goes (default: .llm-o11y/judges beside the gate file)")
    .option("--json", "print the card and the disagreements as JSON", false)
    .addHelpText(
      "after",
      `
Writes <judge>.card.json and <judge>.md, to be committed. A model is called only where the file has no judgement of the judge:
then the judge of the gate file judges each labelled output, within the budget of its policy.
Exit codes:
  0  usable as evidence
  2  the labels or the gate file are wrong
  3  refused as evidence, with every reason

Examples:
  llm-o11y judge check --labels labels/helpful.jsonl
  llm-o11y judge check --labels labels.csv --judge helpful --train 0.3 --json | jq .card.usable
`,
    )
    .action(async (options: JudgeCheckOptions) => {
      const { checkJudgeFile } = await import("./commands/judge-check.ts");
      done(await checkJudgeFile(options, io));
    });

  return program;
}

function policyOption(): Option {
  return new Option("--policy <commit>", "`head` tries edited policy out; the verdict says so")
    .choices(["base", "head"])
    .default("base");
}
