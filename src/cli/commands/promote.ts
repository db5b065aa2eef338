import { relative, resolve, sep } from "node:path";
import { appendText } from "../../edge/store/append-text.ts";
import { isThere } from "../../edge/store/find-repository.ts";
import { openSpillFile } from "../../edge/store/spill-file.ts";
import { readUserFile } from "../../edge/store/user-files.ts";
import { appendCases, type Source } from "../../gate/loop/append-cases.ts";
import { loadPromotion } from "../../gate/loop/load-promotion.ts";
import { type Promotion, promoteCases, readTraces } from "../../gate/loop/promote-cases.ts";
import { openGate, openNamedFiles } from "../../host/open-effects.ts";
import { ProblemError } from "../../problem.ts";
import { renderPromotedCases, renderPromotionCounts } from "../../report/promotion-terminal.ts";
import { terminalText } from "../../report/untrusted.ts";
import type { Exit, Io } from "../io.ts";
import type { Prompt } from "../open-prompt.ts";
import { printProblems } from "../print-problems.ts";

export type PromoteOptions = {
  readonly to: string;
  readonly limit: number;
  readonly review: boolean;
  readonly reviewer?: string;
  readonly config?: string;
  readonly json: boolean;
};

/**
 * `promote TRACES --to DATASET`: draft cases of failed traces, redacted and unlike what is there, appended to a file of the dataset. With
 * `--review` a person sees each before it is written. With `--json` stdout has the cases and the figures.
 */
export async function promote(traces: readonly string[], options: PromoteOptions, io: Io): Promise<Exit> {
  if (options.review && io.openPrompt === undefined) throw noTerminal();
  const [{ config, root, effects }, named] = await Promise.all([
    openGate(options.config, io),
    openNamedFiles(io),
  ]);
  const { redact, rejectedFile, reads, ...files } = await loadPromotion(config, effects);
  const path = resolve(io.workingDir, options.to);
  const to = relative(root, path).split(sep).join("/");
  const datasets = await withTarget(files.datasets, to, path);
  const names = await named.glob(traces);
  const promotion = await promoteCases(
    {
      traces: readTraces(
        names.map((file) => ({ file, open: () => readUserFile(resolve(io.workingDir, file)) })),
      ),
      datasets,
      redact,
      limit: options.limit,
      ...(files.rejected === undefined ? {} : { rejected: files.rejected }),
    },
    { openSpill: openSpillFile },
  );
  tellUnread(promotion, io);
  const { cases, rejections, left } =
    options.review && io.openPrompt !== undefined
      ? await review(promotion, await io.openPrompt(), redact, options, io)
      : { cases: promotion.cases, rejections: [], left: 0 };
  const { text, bytesBefore } = await appendCases(cases, to, datasets);
  await appendText(path, text, bytesBefore);
  await appendText(resolve(root, rejectedFile), rejections.join(""));
  const isRead = config === undefined || cases.length === 0 || (await reads(to));
  if (!isRead) printProblems([notRead(to, config)], io, "warning");
  const { counts, unreadLines } = promotion;
  if (options.json) {
    const figures = { rejected: rejections.length, left_for_later: left, unread_lines: unreadLines };
    io.stdout(
      `${JSON.stringify({ ok: true, to, cases, ...figures, counts: countsJson(counts) }, undefined, 2)}\n`,
    );
    return 0;
  }
  io.stdout(renderPromotedCases(cases));
  io.stderr(renderPromotionCounts(counts));
  if (options.review) io.stderr(`rejected: ${rejections.length}, left for another time: ${left}\n`);
  if (cases.length > 0) io.stderr(nextStep(cases.length, options.to));
  return 0;
}

/** The files of the dataset, with the one that the cases go to where it is there. */
async function withTarget(datasets: readonly Source[], to: string, path: string): Promise<readonly Source[]> {
  if (datasets.some(({ file }) => file === to) || !(await isThere(path))) return datasets;
  return [...datasets, { file: to, open: () => readUserFile(path) }];
}

function noTerminal(): ProblemError {
  const message = "`--review` asks a person, and there is no terminal here.";
  const fix = "Run it in a terminal, or leave `--review` out: the drafts can be reviewed in a pull request.";
  return new ProblemError([{ code: "not-a-terminal", message, fix }]);
}

async function review(
  { cases }: Promotion,
  prompt: Prompt,
  redact: Parameters<typeof promoteCases>[0]["redact"],
  options: PromoteOptions,
  io: Io,
) {
  const [{ reviewCases }, { renderDraft }] = await Promise.all([
    import("../../gate/loop/review-cases.ts"),
    import("../../report/review-case.ts"),
  ]);
  const reviewer = options.reviewer ?? io.env["USER"] ?? io.env["USERNAME"];
  try {
    return await reviewCases(
      cases,
      { date: io.today, redact, ...(reviewer === undefined ? {} : { reviewer }) },
      { show: (...draft) => io.stderr(renderDraft(...draft)), ask: prompt.ask, tell: io.stderr },
    );
  } finally {
    prompt.close();
  }
}

function tellUnread({ problems, unreadLines }: Promotion, io: Io): void {
  printProblems(problems, io, "warning");
  if (unreadLines > problems.length)
    io.stderr(`warning: ${unreadLines - problems.length} more lines could not be read.\n`);
}

function countsJson({ passedOver, leftOut, duplicates, groups, ...counts }: Promotion["counts"]): object {
  return {
    ...counts,
    passed_over: passedOver,
    left_out: leftOut,
    duplicates: duplicates.map(({ traceId, ...one }) => ({ trace_id: traceId, ...one })),
    groups: groups.map(({ passedOver: passed, leftOut: left, ...group }) => ({
      ...group,
      passed_over: passed,
      left_out: left,
    })),
  };
}

function notRead(to: string, config: string | undefined) {
  return {
    code: "dataset-not-named",
    file: to,
    message: `no entry of \`datasets\` in ${config ?? "the gate file"} matches the file, so the gate does not read it.`,
    fix: "Add it there.",
  };
}

function nextStep(count: number, to: string): string {
  const cases = count === 1 ? "the case" : "the cases";
  return `Written to ${terminalText(to, 200)}. Next: give ${cases} an \`expected\` answer or \`scorers\`, and remove \`draft\`.\n`;
}
