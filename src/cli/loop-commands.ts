import { type Command, Option } from "commander";
import type { CollectOptions } from "./commands/collect.ts";
import type { DetectOptions } from "./commands/detect.ts";
import type { PromoteOptions } from "./commands/promote.ts";
import type { SendOptions } from "./commands/send.ts";
import type { Exit, Io } from "./io.ts";
import { parseCount, readSince, parsePort, parseSeconds } from "./option-values.ts";

/** The commands between production traces and cases, and back: `collect`, `detect`, `promote`, `send`. */
export function addLoopCommands(program: Command, io: Io, done: (exit: Exit) => void): void {
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
}
