import { Command, InvalidArgumentError, Option } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { parseSince } from "../host/parse-since.ts";
import type { CollectOptions, Since } from "./commands/collect.ts";
import type { DiffOptions } from "./commands/dataset-diff.ts";
import type { DetectOptions } from "./commands/detect.ts";
import type { GateOptions } from "./commands/gate.ts";
import type { JudgeCheckOptions } from "./commands/judge-check.ts";
import type { PromoteOptions } from "./commands/promote.ts";
import type { RunCommandOptions } from "./commands/run.ts";
import type { SendOptions } from "./commands/send.ts";
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

  program
    .command("collect [files...]")
    .description("production traces of any system as one line each, in one form")
    .addOption(
      new Option(
        "--from <system>",
        "what the files are exports of (default: told by the form of each value)",
      ).choices(["langfuse", "otlp", "openinference", "langsmith", "openai", "record"]),
    )
    .addOption(
      new Option(
        "--listen <port>",
        "receive OTLP over HTTP on 127.0.0.1, as SDKs send it; 0 is any free port",
      ).argParser(parsePort),
    )
    .addOption(
      new Option("--for <seconds>", "with --listen: end after that (default: Ctrl-C)").argParser(
        parseSeconds,
      ),
    )
    .addOption(
      new Option("--idle <seconds>", "with --listen: a trace is over when nothing has come of it for so long")
        .argParser(parseSeconds)
        .default(5),
    )
    .addOption(
      new Option(
        "--since <time>",
        "only traces that began then or later: 2026-08-01, or 7d, 24h, 30m ago",
      ).argParser(readSince),
    )
    .option("--out <file>", "where the traces go (default: stdout)")
    .option("--json", "print the figures as JSON on stdout instead of the traces", false)
    .addHelpText(
      "after",
      `
Reads JSONL and JSON files: OTLP, spans as SDKs and Phoenix print them, Langfuse, LangSmith, OpenAI, our own run records.
A trace may be scattered over lines and files in any order. What cannot be read is named with its place, and ends nothing.
Without files, --from langfuse reads the project of LANGFUSE_PUBLIC_KEY, LANGFUSE_SECRET_KEY and LANGFUSE_BASE_URL.
Exit codes:
  0  done, also where some lines could not be read
  2  nothing could be read at all
  3  stopped before the end, or the server failed; --from langfuse --out goes on from there

Examples:
  llm-o11y collect 'exports/*.jsonl' --out traces.jsonl
  llm-o11y collect spans.otlp.jsonl --since 7d --out traces.jsonl
  llm-o11y collect --from langfuse --since 24h --out traces.jsonl
  llm-o11y collect --listen 4318 --out traces.jsonl
`,
    )
    .action(async (files: string[], options: CollectOptions) => {
      const { collect } = await import("./commands/collect.ts");
      done(await collect(files, options, io));
    });

  program
    .command("detect <traces...>")
    .description("the traces that failed, each with its failure mode, and what to put right first")
    .option("--out <file>", "where the failed traces go (default: stdout)")
    .option("--page <file>", "write a Markdown page that shows how the modes shift by release")
    .option(
      "--config <file>",
      "the gate file whose limits and schemas count (default: llm-o11y.yml where it is there)",
    )
    .option("--json", "print the figures as JSON on stdout instead of the traces", false)
    .addHelpText(
      "after",
      `
Reads what collect wrote, twice, so files and no pipe. No model is called. Failure modes of your own stand in
.llm-o11y/failures.yml beside the gate file.
Exit codes:
  0  done, also where some lines could not be read
  2  nothing could be read at all, or the configuration is wrong

Examples:
  llm-o11y detect traces.jsonl --out failed.jsonl
  llm-o11y detect 'traces/*.jsonl' --out failed.jsonl --page failures.md
  llm-o11y detect traces.jsonl --json | jq '.groups[0]'
`,
    )
    .action(async (traces: string[], options: DetectOptions) => {
      const { detect } = await import("./commands/detect.ts");
      done(await detect(traces, options, io));
    });

  program
    .command("promote <traces...>")
    .description(
      "failed traces as draft cases of a dataset: redacted, each question once, with where it comes from",
    )
    .requiredOption("--to <file>", "the JSONL file that the cases are added to; made where it is not there")
    .addOption(new Option("--limit <n>", "at most so many cases").argParser(parseCount).default(20))
    .option("--review", "see each case on the terminal first: accept, complete or reject it", false)
    .option("--reviewer <name>", "who reviews (default: the variable USER)")
    .option(
      "--config <file>",
      "the gate file whose dataset and redaction count (default: llm-o11y.yml where it is there)",
    )
    .option("--json", "print the cases and the figures as JSON on stdout", false)
    .addHelpText(
      "after",
      `
A draft is counted and shown, and not run until a person completes it. \`expected\` is what a person wrote in the trace, never
what the app answered. Rejected questions stand in .llm-o11y/rejected.jsonl beside the gate file, without a word of theirs.
Exit codes:
  0  done, also where no trace gave a case
  2  the traces, the dataset or the configuration are wrong, and nothing was written

Examples:
  llm-o11y promote failed.jsonl --to datasets/production.jsonl
  llm-o11y promote failed.jsonl --to datasets/production.jsonl --review
`,
    )
    .action(async (traces: string[], options: PromoteOptions) => {
      const { promote } = await import("./commands/promote.ts");
      done(await promote(traces, options, io));
    });

  program
    .command("send <records...>")
    .description("run records as traces, with their scores, in Langfuse or in any collector of OTLP")
    .addOption(new Option("--to <system>", "where to").choices(["langfuse", "otlp"]).makeOptionMandatory())
    .option("--endpoint <url>", "address of the server (default: from the environment)")
    .option(
      "--dataset <name>",
      "with --to langfuse: write the cases into this dataset, which is there already",
    )
    .option(
      "--config <file>",
      "the gate file that has the name and the cases (default: llm-o11y.yml where it is there)",
    )
    .option("--json", "print what was sent as JSON", false)
    .addHelpText(
      "after",
      `
Each run record becomes an experiment, each trial a span with its scores. Sent again, nothing doubles. Keys and addresses come from
LANGFUSE_PUBLIC_KEY, LANGFUSE_SECRET_KEY and LANGFUSE_BASE_URL, or OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_HEADERS.
Exit codes:
  0  all was sent
  2  the records, the gate file or the settings are wrong, and nothing was sent
  3  the server did not take all of it

Examples:
  llm-o11y send llm-o11y-out/runs/*.jsonl --to langfuse
  llm-o11y send runs/candidate.jsonl --to otlp --endpoint http://localhost:4318
`,
    )
    .action(async (records: string[], options: SendOptions) => {
      const { send } = await import("./commands/send.ts");
      done(await send(records, options, io));
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

function parseCount(text: string): number {
  const count = Number(text);
  if (!(Number.isInteger(count) && count >= 1 && count <= 1000))
    throw new InvalidArgumentError("Write a number from 1 to 1000.");
  return count;
}

function readSince(text: string): Since {
  const ms = parseSince(text, Date.now());
  if (ms === undefined)
    throw new InvalidArgumentError("Write a date such as 2026-08-01, or how long ago: 7d, 24h, 30m.");
  return { text, ms };
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError("Write a port from 0 to 65535; 0 is any that is free.");
  return port;
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() === "" || !(seconds > 0 && seconds <= 1_000_000))
    throw new InvalidArgumentError("Write seconds, such as 5.");
  return seconds;
}

function parseNumber(text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number)) throw new InvalidArgumentError("Write a number.");
  return number;
}

function parseShare(text: string): number {
  const share = Number(text);
  if (text.trim() === "" || !(share >= 0 && share < 1))
    throw new InvalidArgumentError("Write a share from 0 to less than 1, such as 0.3.");
  return share;
}
